"""Turns that a name and a colon open, without quotation marks: interviews line by line, and headlines.

    Huber: Das hängt von der Gegenseite ab.        (an interview: direct speech of Huber)
    Alijew: Verhandlungen kommen voran             (a headline: what Alijew says, in the paper's words)

Comes in: words, clauses and the named mentions. A label is a person or body named at the start of a line; places are
not, since "Baku: Drei Verletzte" says where; "Frage" and "Antwort" name nobody.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from lesart.annotate.clauses import Syntax
from lesart.annotate.quotations.drafts import Draft, overlap
from lesart.annotate.quotations.words import Words
from lesart.schema import Mention

_LONGEST_LABEL = 6
_LONGEST_HEADLINE = 20
_SPEAKERS = ("PER", "ORG")
_TURNS = 3
"""So many labelled lines, by two speakers or a speaker and a question, make an interview."""
_QUESTIONS = frozenset({"Frage", "Antwort", "Nachfrage", "Interviewer", "Reporter", "Moderator"})
_PARTICLES = frozenset({"von", "van", "de", "der", "al", "bin"})
_MARKS = frozenset('„“”»«"‚‘›‹')
_INTERVIEW, _HEADLINE = 0.75, 0.6


@dataclass(frozen=True, slots=True)
class _Line:
    """A line with a label: its words up to the colon, the colon, and the words behind it."""

    label: range
    said: range
    form: str
    named: bool


def turns(words: Words, syntax: Syntax, mentions: Sequence[Mention]) -> list[Draft]:
    """A draft for every turn of an interview and every labelled headline."""
    lines = _labelled(words, mentions)
    labels = {line.form for line in lines}
    repeated = {form for form in labels if sum(line.form == form for line in lines) > 1}
    interview = (
        len(lines) >= _TURNS and len(labels) >= 2 and any(line.named and line.form in repeated for line in lines)
    )
    out = []
    for line in lines:
        if line.form in _QUESTIONS or words.forms[line.said.start] in _MARKS:
            continue
        if interview and (line.named or line.form in repeated):
            out.append(_draft(line, "direct", _INTERVIEW))
        elif line.named and _is_headline(line, words, syntax) and _comes_again(line.label, words, mentions):
            out.append(_draft(line, "indirect", _HEADLINE))
    return out


def with_turns(drafts: Sequence[Draft], found: Sequence[Draft]) -> list[Draft]:
    """The drafts and those turns that none of them has already, in the order of their content."""
    new = [turn for turn in found if not any(overlap(turn.content, draft.content) >= 0.5 for draft in drafts)]
    return sorted([*drafts, *new], key=lambda d: (d.content[0], -d.content[-1]))


def _draft(line: _Line, kind: str, confidence: float) -> Draft:
    frame = tuple(range(line.label.start, line.said.start))
    return Draft(kind, "speech", tuple(line.said), (), frame, tuple(line.label), confidence=confidence, rule="turn")


def _labelled(words: Words, mentions: Sequence[Mention]) -> list[_Line]:
    """The lines that begin with a label, each up to the next one or the end of its paragraph."""
    labels = [label for first in range(len(words)) if _begins_line(first, words) and (label := _label(first, words))]
    out = []
    for label, following in zip_longest(labels, labels[1:]):
        end = label.stop + 1
        last = len(words) if following is None else following.start
        while end < last and words.paragraph[end] == words.paragraph[label.stop]:
            end += 1
        if end > label.stop + 1:
            form = " ".join(words.forms[i] for i in label)
            out.append(_Line(label, range(label.stop + 1, end), form, _is_named(label, words, mentions)))
    return out


def _begins_line(i: int, words: Words) -> bool:
    return i == 0 or "\n" in words.text[words.ends[i - 1] : words.starts[i]]


def _label(first: int, words: Words) -> range | None:
    """A short run of capitalised words that a colon closes."""
    for i in range(first, min(len(words), first + _LONGEST_LABEL + 1)):
        form = words.forms[i]
        if form == ":":
            return range(first, i) if i > first and words.forms[i - 1][:1].isupper() else None
        if not form[:1].isupper() and form not in _PARTICLES:
            return None
    return None


def _is_named(label: range, words: Words, mentions: Sequence[Mention]) -> bool:
    """Whether a person or body is named by the label's last word."""
    last = label[-1]
    return any(
        m.kind == "named" and m.type in _SPEAKERS and m.start < words.ends[last] and words.starts[last] < m.end
        for m in mentions
    )


def _comes_again(label: range, words: Words, mentions: Sequence[Mention]) -> bool:
    """Whether the report names the label's party again: a headline quotes nobody whom the report does not know.

    "Geiselabkommen: Miliz lässt drei frei" has its subject matter before the colon, whatever a recogniser takes it for.
    """
    start, end = words.starts[label[0]], words.ends[label[-1]]
    entities = {m.entity for m in mentions if start <= m.start and m.end <= end and m.entity is not None}
    return any(m.entity in entities for m in mentions if m.start >= end)


def _is_headline(line: _Line, words: Words, syntax: Syntax) -> bool:
    """A short line without a final stop that says something: it has a finite verb."""
    start = line.label.start
    if start and words.paragraph[start - 1] == words.paragraph[start]:
        return False
    if len(line.said) > _LONGEST_HEADLINE or words.forms[line.said[-1]] in (".", "“", '"', "«", "…"):
        return False
    return any(syntax.words[words.token[i]].cls == "finite" for i in line.said)
