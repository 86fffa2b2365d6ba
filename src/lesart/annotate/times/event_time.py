"""Tells an event when it took place: the expression that it hangs on, or the story, or nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from spacy.tokens import Doc

from lesart.annotate.times.splitting import split
from lesart.annotate.times.values import bounds
from lesart.schema import EventTime, Time

_CLAUSE_EDGE = re.compile(
    r"[;:„“”\"»«()]|,(?=\s+(?:dass|weil|wenn|als|nachdem|bevor|während|da|ob|wie|wo|die|der|das|den|dem|deren|dessen|und|um|so|sagte|teilte|hieß))"
    r"|\b(?:dass|weil|nachdem|bevor|während|obwohl|damit)\b",
    re.IGNORECASE,
)
# Where a sentence says no time, the time told of last still holds for so many sentences of the same paragraph.
_REACH = 2
_SINCE = re.compile(r"\bseit(?:\s+(?:dem|der|den|rund|etwa|gut|knapp|mehr als|über))*\s+$", re.IGNORECASE)
_RANGE = re.compile(r"\s*(?:bis(?:\s+(?:zum|zur|an))?|–|-|—|und)\s*(?:dem\s+|den\s+)?", re.IGNORECASE)
_RANGE_LEAD = re.compile(r"\b(?:vom|von|zwischen(?:\s+dem)?)\s*$", re.IGNORECASE)


def time_for(doc: Doc, start: int, end: int) -> EventTime | None:
    """When the event whose trigger is `doc.text[start:end]` took place; None where the text does not say.

    For the events component. The expression of the same clause is taken, else of the same sentence, else the one told
    of last in the same paragraph (then `start` and `end` of the result are null). Expressions without a place in the
    calendar (durations, sets, PAST_REF, values with X) give nothing, and the publication date is never filled in: only
    a "heute" or "am Montag" that was resolved against it counts. The value is `YYYY-MM-DD`, `YYYY-MM`, `YYYY` or an
    interval `A/B`.
    """
    times: tuple[Time, ...] = doc._.times
    sentences = _sentences(doc)
    home = next((s for s in sentences if s[0] <= start < s[1]), None)
    if home is None or not times:
        return None
    inside = [time for time in times if home[0] <= time.start < home[1] and calendar_value(time)]
    clause = _clause(doc.text, start, end, home)
    for pool in ([t for t in inside if clause[0] <= t.start < clause[1]], inside):
        if pool:
            return _spoken(doc, min(pool, key=lambda t: _distance(t, start, end)))
    return _told_before(doc.text, times, sentences, home)


def calendar_value(time: Time) -> str | None:
    """The value as a day, month, year or interval of days; None where it has no place in the calendar."""
    value = time.value or ""
    if time.type == "TIME" and re.fullmatch(r"\d{4}-\d\d-\d\dT.+", value):
        return value[:10]
    if re.fullmatch(r"\d{4}(-\d\d)?", value):  # "Anfang Oktober" is the month: finer would be our guess
        return value
    if time.earliest is None or time.latest is None:
        return None
    return time.earliest if time.earliest == time.latest else _interval(time.earliest, time.latest)


def _interval(earliest: str, latest: str) -> str:
    first, last = date.fromisoformat(earliest), date.fromisoformat(latest)
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return f"{first.year:04d}" if first.year == last.year else f"{first.year:04d}/{last.year:04d}"
    begins, ends = bounds(earliest[:7]), bounds(latest[:7])
    if begins and ends and (begins[0], ends[1]) == (first, last):
        return earliest[:7] if begins == ends else f"{earliest[:7]}/{latest[:7]}"
    return f"{earliest}/{latest}"


def _sentences(doc: Doc) -> Sequence[tuple[int, int]]:
    if doc.has_annotation("SENT_START"):
        return [(s.start_char, s.end_char) for s in doc.sents]
    return split(doc.text)


def _clause(text: str, start: int, end: int, sentence: tuple[int, int]) -> tuple[int, int]:
    lefts = [m.end() for m in _CLAUSE_EDGE.finditer(text, sentence[0], start)]
    right = _CLAUSE_EDGE.search(text, end, sentence[1])
    return (lefts[-1] if lefts else sentence[0], right.start() if right else sentence[1])


def _distance(time: Time, start: int, end: int) -> int:
    return time.start - end if time.start >= end else start - time.end


def _spoken(doc: Doc, time: Time) -> EventTime:
    """The event time of an expression.

    The two ends of a spoken range ("vom 27. bis 29. Juni") make one interval; what holds "seit" a time lasts from then
    to the publication.
    """
    text, times, published = doc.text, doc._.times, doc._.published
    index = next(i for i, other in enumerate(times) if other.id == time.id)
    for first, second in ((index, index + 1), (index - 1, index)):
        if first < 0 or second >= len(times):
            continue
        a, b = times[first], times[second]
        if not (_RANGE.fullmatch(text, a.end, b.start) and _RANGE_LEAD.search(text[max(0, a.start - 15) : a.start])):
            continue
        value_a, value_b = calendar_value(a), calendar_value(b)
        if value_a and value_b and "/" not in value_a + value_b and value_a < value_b:
            return EventTime(a.start, b.end, f"{value_a}/{value_b}")
    value = calendar_value(time) or ""
    if published is not None and _SINCE.search(text[max(0, time.start - 20) : time.start]):
        begin = value.split("/")[0] if time.type == "DATE" else (time.earliest or value)
        if begin < published.isoformat():
            value = f"{_since(begin, time)}/{published.isoformat()}"
    return EventTime(time.start, time.end, value)


def _since(begin: str, time: Time) -> str:
    """The beginning of what lasts since then, as fine as the text says it: "seit drei Jahren" begins in a year."""
    if time.type != "DURATION":
        return begin
    unit = (time.value or "")[-1:]
    return begin[:4] if unit == "Y" else begin[:7] if unit == "M" and "T" not in (time.value or "") else begin


def _told_before(
    text: str, times: Sequence[Time], sentences: Sequence[tuple[int, int]], home: tuple[int, int]
) -> EventTime | None:
    before = [s for s in sentences if s[1] <= home[0]][-_REACH:]
    for sentence in reversed(before):
        if re.search(r"\n\s*\n", text[sentence[1] : home[0]]):
            return None
        told = [
            t
            for t in times
            if sentence[0] <= t.start < sentence[1] and calendar_value(t) and t.type in ("DATE", "TIME")
        ]
        if told:
            return EventTime(None, None, calendar_value(told[-1]) or "")
    return None
