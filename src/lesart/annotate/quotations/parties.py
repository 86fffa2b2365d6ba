"""From drafts in word numbers to the schema's quotations: spans, the speaker's entity, channel, parent, mood."""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

from lesart.annotate.clauses import Syntax
from lesart.annotate.quotations.drafts import Draft, runs
from lesart.annotate.quotations.reporting import ReportingWords
from lesart.annotate.quotations.words import Words
from lesart.schema import Mention, Party, Quotation, QuotationType, Span
from lesart.schema.readings import Mood

_TYPES = {name: name for name in get_args(QuotationType)}
_FARTHEST = 600
"""Words between the beginnings of a quotation and of one nested in it."""


def finish(
    drafts: Sequence[Draft], words: Words, syntax: Syntax, mentions: Sequence[Mention], reporting: ReportingWords
) -> tuple[Quotation, ...]:
    """The quotations of an article, numbered in the order of their content."""
    ordered = sorted(drafts, key=lambda d: (d.content[0], -d.content[-1], d.type))
    parents = _parents(ordered)
    return tuple(
        Quotation(
            id=f"q{number + 1}",
            type=_TYPES[draft.type],
            medium=draft.medium,
            content=spans(draft.content, words),
            cue=spans(draft.cue, words),
            frame=spans(draft.frame, words),
            speaker=party(draft.speaker, words, mentions),
            addressee=party(draft.addressee, words, mentions),
            channel=channel(draft, words, reporting),
            parent=None if parent is None else f"q{parent + 1}",
            confidence=round(min(max(draft.confidence, 0.0), 1.0), 3),
            mood=mood(draft, words, syntax),
        )
        for number, (draft, parent) in enumerate(zip(ordered, parents, strict=True))
    )


def spans(numbers: Sequence[int], words: Words) -> tuple[Span, ...]:
    """Word numbers as spans of the text, one for each unbroken stretch."""
    return tuple(Span(words.starts[first], words.ends[end - 1]) for first, end in runs(numbers))


def party(numbers: Sequence[int], words: Words, mentions: Sequence[Mention]) -> Party | None:
    """A speaker or addressee with its entity: that of the mention that names the head of the words."""
    if not numbers:
        return None
    where = spans(numbers, words)
    return Party(where, entity_of(where, mentions))


def entity_of(where: Sequence[Span], mentions: Sequence[Mention]) -> str | None:
    """The entity of the mention that overlaps the spans most; a name outweighs the description it stands in.

    In "der Sprecher des Ministeriums" the sprecher speaks: of mentions that begin alike the longer one counts, and a
    mention that begins with the phrase comes before one inside it, unless the phrase is title and name.
    """
    best: tuple[tuple[float, float, int], str] | None = None
    for mention in mentions:
        if mention.entity is None:
            continue
        shared = sum(
            min(s.end, mention.end) - max(s.start, mention.start)
            for s in where
            if s.start < mention.end and mention.start < s.end
        )
        if shared <= 0:
            continue
        total = sum(s.end - s.start for s in where)
        cover = shared / (total + (mention.end - mention.start) - shared)
        person = 1.0 if mention.type == "PER" and mention.kind == "named" else 0.0
        rank = (person, round(cover, 3), -mention.start)
        if best is None or rank > best[0]:
            best = (rank, mention.entity)
    return best[1] if best else None


def channel(draft: Draft, words: Words, reporting: ReportingWords) -> str | None:
    """The channel that frame or cue names ("auf Twitter", "in einer Fernsehansprache"); null where none is named."""
    for i in (*draft.frame, *draft.cue):
        form = words.forms[i]
        found = reporting.channels.get(form)
        if found is None and "-" in form:
            found = reporting.channels.get(form.partition("-")[0]) or reporting.channels.get(form.rpartition("-")[2])
        # one letter is a channel only behind its preposition: "auf X"
        if found and (len(form) > 1 or (i and words.forms[i - 1].lower() in ("auf", "bei", "via", "über"))):
            return found
    return None


def mood(draft: Draft, words: Words, syntax: Syntax) -> Mood | None:
    """The mood of the content's first finite verb, for contents whose mood says whose words they are."""
    if draft.type == "direct":
        return None
    for i in draft.content:
        clause = syntax.clause_at(words.token[i])
        if clause is None or not clause.verbs or clause.verbs[0].finite != words.token[i]:
            continue
        found = clause.verbs[0].mood
        if found == "konjunktiv-1" or found == "konjunktiv-2" or found == "indicative":
            return found
    return None


def _parents(ordered: Sequence[Draft]) -> list[int | None]:
    """For each quotation the smallest other one whose content holds it; `ordered` by first word, longer ones first."""
    contents = [frozenset(d.content) for d in ordered]
    out: list[int | None] = []
    for number, own in enumerate(contents):
        holders = []
        for other in range(number - 1, -1, -1):
            if own <= contents[other]:
                holders.append(other)
            if ordered[other].content[0] < ordered[number].content[0] - _FARTHEST:
                break
        out.append(min(holders, key=lambda n: len(contents[n]), default=None))
    return out
