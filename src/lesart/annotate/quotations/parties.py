"""From drafts in word numbers to the schema's quotations: spans, the speaker's entity, channel, parent, mood."""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

from lesart.annotate.clauses import Syntax
from lesart.annotate.quotations.drafts import Draft, runs
from lesart.annotate.quotations.reporting import ReportingWords
from lesart.annotate.quotations.speakers import Cast
from lesart.annotate.quotations.words import Words
from lesart.schema import Party, Quotation, QuotationType, Span
from lesart.schema.readings import Mood

_TYPES = {name: name for name in get_args(QuotationType)}
_ARTICLES = frozenset({"einer", "einem", "eine", "ein", "der", "dem", "die", "das", "dieser", "diesem"})
_FARTHEST = 600
"""Words between the beginnings of a quotation and of one nested in it."""


def finish(
    drafts: Sequence[Draft], words: Words, syntax: Syntax, cast: Cast, reporting: ReportingWords
) -> tuple[Quotation, ...]:
    """The quotations of an article, numbered in the order of their content."""
    ordered = sorted(drafts, key=lambda d: (d.content[0], -d.content[-1], d.type))
    parents = _parents(ordered)
    speakers = _speakers(ordered, words, syntax, cast, reporting)
    return tuple(
        Quotation(
            id=f"q{number + 1}",
            type=_TYPES[draft.type],
            medium=draft.medium,
            content=spans(draft.content, words),
            cue=spans(draft.cue, words),
            frame=spans(draft.frame, words),
            speaker=speakers[number],
            addressee=_party(draft.addressee, words, cast, found=False),
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


def _speakers(
    ordered: Sequence[Draft], words: Words, syntax: Syntax, cast: Cast, reporting: ReportingWords
) -> list[Party | None]:
    """The speaker of each quotation; a document that nobody has signed ("in einer Mitteilung") is that of the person or
    body that the sentence before is about, or else of the one that spoke last in the same paragraph."""
    out: list[Party | None] = []
    for number, draft in enumerate(ordered):
        before = out[number - 1] if number else None
        if (
            _unsigned(draft.speaker, words, reporting)
            and before is not None
            and cast.can_sign(before.entity)
            and words.paragraph[ordered[number - 1].content[-1]] == words.paragraph[draft.content[0]]
        ):
            about = _subject_before(draft, words, syntax, cast)
            out.append(Party(spans(draft.speaker, words), about or before.entity))
            continue
        own = _own(draft.speaker, words, syntax, cast)
        out.append(own or _party(draft.speaker, words, cast, found=True))
    return out


def _subject_before(draft: Draft, words: Words, syntax: Syntax, cast: Cast) -> str | None:
    """Who the sentence before is about, if he could sign a paper: "X legte Protest ein. „…“, hieß es …"."""
    first = draft.content[0]
    last = next((i for i in range(first - 1, -1, -1) if words.sentence[i] != words.sentence[first]), None)
    if last is None or words.paragraph[last] != words.paragraph[first]:
        return None
    inside = [i for i in range(max(0, last - 100), last + 1) if words.sentence[i] == words.sentence[last]]
    for i in inside:
        clause = syntax.clause_at(words.token[i])
        if clause is not None and clause.kind == "main" and clause.subject is not None:
            subject = syntax.phrases[clause.subject]
            entity = cast.entity_of([i for i in inside if subject.start <= words.token[i] < subject.end])
            return entity if cast.can_sign(entity) else None
    return None


def _unsigned(speaker: Sequence[int], words: Words, reporting: ReportingWords) -> bool:
    """Whether the words are an article and something said, and no more: "einer Mitteilung", "der Erklärung"."""
    forms = [words.forms[i] for i in speaker]
    return len(forms) == 2 and forms[0].lower() in _ARTICLES and reporting.noun(forms[1])


def _party(numbers: Sequence[int], words: Words, cast: Cast, *, found: bool) -> Party | None:
    """A speaker or addressee with its entity; a speaker that nobody has named before becomes an entity of its own."""
    if not numbers:
        return None
    entity = cast.entity_of(numbers)
    return Party(spans(numbers, words), cast.founded(numbers) if entity is None and found else entity)


def _own(numbers: Sequence[int], words: Words, syntax: Syntax, cast: Cast) -> Party | None:
    """The speaker of "nach eigenen Angaben": the words stay (the corpus marks them), the entity is the subject's."""
    if not numbers or not words.forms[numbers[0]].lower().startswith("eigen"):
        return None
    clause = syntax.clause_at(words.token[numbers[0]])
    if clause is None or clause.subject is None:
        return Party(spans(numbers, words), None)
    subject = syntax.phrases[clause.subject]
    of_subject = [i for i, token in enumerate(words.token) if subject.start <= token < subject.end]
    return Party(spans(numbers, words), cast.entity_of(of_subject))


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
