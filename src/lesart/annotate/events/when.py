"""When an event took place: the time expression that belongs to it, or the time that the discourse has set.

Order: an expression inside the noun's own phrase ("das Abkommen vom 9. November"), one in the same clause, one in a clause
above it, one in the same sentence, then the time that the passage before has set for news of the same kind. Nothing is
taken from the publication date as such; a time without a calendar value counts for nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from spacy.tokens import Doc

from lesart.annotate.clauses import Syntax
from lesart.annotate.events.triggers import Candidate
from lesart.schema import EventTime, Time

_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:T.*)?")
_SHORT = re.compile(r"\d{4}(?:-\d\d)?")


@dataclass(frozen=True, slots=True)
class Placed:
    """A time expression with an event-time value, its first token, clause and sentence."""

    time: Time
    value: str
    token: int
    end: int
    clause: int | None
    sentence: int


def event_value(time: Time) -> str | None:
    """The value in the form of events (day, month, year or interval), or None for durations, sets and open values."""
    if time.type not in ("DATE", "TIME") or time.value is None:
        return None
    if match := _DAY.fullmatch(time.value):
        return match[1]
    if _SHORT.fullmatch(time.value):
        return time.value
    if time.earliest and time.latest and time.value[:1].isdigit():
        return time.earliest if time.earliest == time.latest else f"{time.earliest}/{time.latest}"
    return None


def placed(doc: Doc, syntax: Syntax, times: tuple[Time, ...]) -> list[Placed]:
    """The usable time expressions at their places."""
    out = []
    sentences = list(doc.sents)
    starts = [s.start for s in sentences]
    for time in times:
        value = event_value(time)
        span = doc.char_span(time.start, time.end, alignment_mode="expand")
        if value is None or span is None:
            continue
        sentence = max(n for n, s in enumerate(starts) if s <= span.start)
        out.append(Placed(time, value, span.start, span.end, syntax.clause_of[span.start], sentence))
    return out


def time_of(candidate: Candidate, sentence: int, syntax: Syntax, times: list[Placed]) -> EventTime | None:
    """The time of an event by its own sentence, None where the sentence gives none."""
    here = [t for t in times if t.sentence == sentence]
    if not here:
        return None
    attached = [
        t
        for t in here
        if candidate.kind == "noun"
        and 0 < t.token - candidate.token <= 3
        and syntax.words[t.token - 1].cls == "preposition"
        and syntax.words[t.token - 1].text.lower() in ("vom", "von", "am", "im", "in")
    ]
    if attached:
        return _taken(attached[0])
    clause = syntax.clause_at(candidate.token)
    level = clause
    while level is not None:
        inside = [t for t in here if t.clause == level.index and not _of_other_noun(t, syntax)]
        if inside:
            return _taken(min(inside, key=lambda t: abs(t.token - candidate.token)))
        level = syntax.clauses[level.parent] if level.parent is not None else None
    rest = [t for t in here if not _of_other_noun(t, syntax)] or here
    return _taken(min(rest, key=lambda t: abs(t.token - candidate.token)))


def _of_other_noun(placed_time: Placed, syntax: Syntax) -> bool:
    """ "das Abkommen vom 9. November": the date belongs to the noun before it."""
    before = placed_time.token - 1
    return before > 0 and syntax.words[before].text.lower() == "vom" and syntax.words[before - 1].cls == "noun"


def _taken(found: Placed) -> EventTime:
    return EventTime(found.time.start, found.time.end, found.value)
