"""On which day a feast falls."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache


@lru_cache(maxsize=256)
def easter(year: int) -> date:
    """Easter Sunday of the Western churches (Gregorian computus, Meeus/Jones/Butcher)."""
    golden, century, in_century = year % 19, year // 100, year % 100
    leap, rest = divmod(century, 4)
    correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap - correction + 15) % 30
    in_four, four_rest = divmod(in_century, 4)
    weekday = (32 + 2 * rest + 2 * in_four - epact - four_rest) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def fourth_advent(year: int) -> date:
    """The last Sunday before Christmas Day."""
    christmas = date(year, 12, 25)
    return christmas - timedelta(days=christmas.isoweekday() % 7 or 7)


def _nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    if nth > 0:
        first = date(year, month, 1)
        return first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (nth - 1))
    last = date(year, month, monthrange(year, month)[1])
    return last - timedelta(days=(last.isoweekday() - weekday) % 7)


def feast_day(spec: str, year: int) -> date:
    """The day in that year; the notation is described in the head of the holiday file."""
    if spec.startswith("easter"):
        return easter(year) + timedelta(days=int(spec.removeprefix("easter")))
    if spec.startswith("advent"):
        return fourth_advent(year) + timedelta(days=int(spec.removeprefix("advent")))
    if "/" in spec:
        month, weekday, nth = (int(part) for part in spec.split("/"))
        return _nth_weekday(year, month, weekday, nth)
    month, day = (int(part) for part in spec.split("-"))
    return date(year, month, day)


def is_fixed(spec: str) -> bool:
    """Whether the feast falls on the same date every year, so that its value is known but for the year."""
    return not spec.startswith(("easter", "advent")) and "/" not in spec
