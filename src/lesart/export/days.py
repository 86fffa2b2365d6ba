"""Dates of the record as the days and precision levels that event tables want."""

from __future__ import annotations

from calendar import monthrange
from datetime import date


def span_of_days(value: str | None) -> tuple[str, str]:
    """First and last day of a date value ("2023-06" is the whole month); two empty strings where there is none."""
    if not value:
        return "", ""
    first, _, last = value.partition("/")
    return _edge(first, last=False), _edge(last or first, last=True)


def _edge(value: str, *, last: bool) -> str:
    if len(value) == 4:
        return f"{value}-12-31" if last else f"{value}-01-01"
    if len(value) == 7:
        days = monthrange(int(value[:4]), int(value[5:7]))[1]
        return f"{value}-{days:02d}" if last else f"{value}-01"
    return value[:10]


def date_precision(value: str | None) -> int | str:
    """1 a day, 2 up to six days, 3 a week, 4 a month, 5 longer; empty where no date is known.

    UCDP's codebook was not at hand: the levels are those of the data in use, and stand here so that one can mend them.
    """
    if not value:
        return ""
    first, _, last = value.partition("/")
    if len(first) == 4:
        return 5
    if len(first) == 7:
        return 4 if not last or last == first else 5
    if not last or last == first:
        return 1
    days = (date.fromisoformat(_edge(last, last=True)) - date.fromisoformat(first[:10])).days + 1
    return 2 if days < 7 else 3 if days == 7 else 4 if days < 32 else 5
