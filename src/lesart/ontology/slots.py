"""Slot types that clean and compare themselves: numbers of people, dates, and sets of places or actors.

A slot's value is a short normalised string in the record; the type reads it back, so that two accounts can be compared
from the record alone. Comparing says `agree`, `differ` or `unclear`; `unclear` is what an open range or a coarse value
leaves undecided, and is never shown as a difference.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Comparison = Literal["agree", "differ", "unclear"]

_NUMBER_RANGE = re.compile(r"(?P<low>\d*)\.\.(?P<high>\d*)|(?P<exact>\d+)")
_DATE = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?(?:T.*)?")
_WEEK = re.compile(r"(?P<year>\d{4})-W(?P<week>\d{2})")


@dataclass(frozen=True, slots=True)
class NumberRange:
    """How many people: `low`..`high`, null where the text leaves that side open ("mindestens vier": 4..)."""

    low: int | None
    high: int | None

    @classmethod
    def clean(cls, value: str) -> NumberRange | None:
        """Reads "4", "4..7", "4.." or "..7"; null where the value is none of these or its ends are crossed."""
        match = _NUMBER_RANGE.fullmatch(value.strip())
        if match is None:
            return None
        if match["exact"] is not None:
            return cls(int(match["exact"]), int(match["exact"]))
        low = int(match["low"]) if match["low"] else None
        high = int(match["high"]) if match["high"] else None
        if (low is None and high is None) or (low is not None and high is not None and low > high):
            return None
        return cls(low, high)

    def __str__(self) -> str:
        if self.low is not None and self.low == self.high:
            return str(self.low)
        return f"{'' if self.low is None else self.low}..{'' if self.high is None else self.high}"

    @property
    def exact(self) -> int | None:
        """The number, where it is one."""
        return self.low if self.low is not None and self.low == self.high else None

    def compare(self, other: NumberRange) -> Comparison:
        """Ranges that share a number agree: "vier" and "mindestens vier" do, "vier" and "sieben" differ."""
        if self.low is not None and other.high is not None and self.low > other.high:
            return "differ"
        if other.low is not None and self.high is not None and other.low > self.high:
            return "differ"
        return "agree"

    def nearness(self, other: NumberRange) -> float:
        """1 for ranges that agree, else the smaller of the nearest ends over the larger (4 and 5: 0.8; 0 and 9: 0)."""
        if self.compare(other) == "agree":
            return 1.0
        ends = [
            (min(a, b), max(a, b))
            for a in (self.low, self.high)
            for b in (other.low, other.high)
            if a is not None and b is not None
        ]
        return max((small / large if large else 1.0) for small, large in ends)


@dataclass(frozen=True, slots=True)
class DateRange:
    """When: first and last possible day. A month or year is the range of its days."""

    earliest: date
    latest: date

    @classmethod
    def clean(cls, value: str | None) -> DateRange | None:
        """Reads "2023-06-28", "2023-06", "2023", "2023-W26" and "A/B"; null for anything else (unknown year …)."""
        if not value:
            return None
        first, slash, last = value.partition("/")
        begin, end = _bounds(first), _bounds(last) if slash else _bounds(first)
        if begin is None or end is None or begin[0] > end[1]:
            return None
        return cls(begin[0], end[1])

    def __str__(self) -> str:
        first, last = self.earliest, self.latest
        if first == last:
            return first.isoformat()
        if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year:
            return f"{first.year:04d}"
        whole_month = first.day == 1 and last.day == calendar.monthrange(last.year, last.month)[1]
        if whole_month and (first.year, first.month) == (last.year, last.month):
            return f"{first.year:04d}-{first.month:02d}"
        return f"{first.isoformat()}/{last.isoformat()}"

    @property
    def days(self) -> int:
        """Length in days; 1 for a day."""
        return (self.latest - self.earliest).days + 1

    def gap(self, other: DateRange) -> int:
        """Days between the two; 0 where they overlap."""
        return max(0, (other.earliest - self.latest).days, (self.earliest - other.latest).days)

    def covers(self, other: DateRange) -> bool:
        """Whether the other lies wholly inside."""
        return self.earliest <= other.earliest and other.latest <= self.latest

    def each_day(self) -> Iterable[date]:
        """The days of the range."""
        return (self.earliest + timedelta(days=number) for number in range(self.days))

    def compare(self, other: DateRange) -> Comparison:
        """Ranges that overlap agree; ranges apart differ."""
        return "agree" if self.gap(other) == 0 else "differ"


def _bounds(value: str) -> tuple[date, date] | None:
    try:
        if week := _WEEK.fullmatch(value):
            monday = date.fromisocalendar(int(week["year"]), int(week["week"]), 1)
            return monday, monday + timedelta(days=6)
        match = _DATE.fullmatch(value)
        if match is None:
            return None
        year = int(match["year"])
        if match["month"] is None:
            return date(year, 1, 1), date(year, 12, 31)
        month = int(match["month"])
        if match["day"] is None:
            return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
        day = date(year, month, int(match["day"]))
    except ValueError:
        return None
    return day, day


@dataclass(frozen=True, slots=True)
class IdentitySet:
    """Places or actors, by their ids in the dossier."""

    ids: frozenset[str]

    def compare(self, other: IdentitySet, *, above: Callable[[str], frozenset[str]] | None = None) -> Comparison:
        """Sets that share a member agree, and so do a part and its whole (`above` gives the wholes of an id).

        Empty sets are silence and unclear with anything.
        """
        if not self.ids or not other.ids:
            return "unclear"
        if self.ids & other.ids:
            return "agree"
        if above is None:
            return "differ"
        inside = any(above(one) & other.ids for one in self.ids) or any(above(one) & self.ids for one in other.ids)
        return "agree" if inside else "differ"


def compare_factuality(left: str, right: str) -> Comparison:
    """Whether two accounts contradict each other on that it happened at all: only a denial against a claim does."""
    if left == right:
        return "agree"
    return "differ" if {left, right} == {"denied", "happened"} else "unclear"
