"""Dates of the record (`YYYY-MM-DD`, `YYYY-MM`, `YYYY`, `A/B`, `XXXX-MM-DD`): their bounds and how people read them."""

from __future__ import annotations

import re
from datetime import date

from lesart.ontology.slots import DateRange
from lesart.resources.interface import InterfaceWords

_DATE = re.compile(r"(?P<year>\d{4}|XXXX)(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?(?:T.*)?")


def bounds(value: str | None) -> tuple[date, date] | None:
    """First and last day that a value allows, or None where it fixes no year or is no date."""
    found = DateRange.clean(value)
    return (found.earliest, found.latest) if found else None


def read(value: str | None, words: InterfaceWords) -> str:
    """ "2020-11-10" as "10. November 2020", an interval as "9.–11. …"; what is no date stands as it is."""
    if not value:
        return ""
    first, slash, last = value.partition("/")
    if slash:
        return words.say("dates.range", first=_read_one(first, words), last=_read_one(last, words))
    return _read_one(value, words)


def _read_one(value: str, words: InterfaceWords) -> str:
    found = _DATE.fullmatch(value)
    if found is None or (found["year"] != "XXXX" and bounds(value) is None):
        return value
    year, month, day = found["year"], found["month"], found["day"]
    if month is None:
        return year
    name = words.words["months"].get(month, month)
    if year == "XXXX":
        if day is None:
            return words.say("dates.no_year_month", month=name)
        return words.say("dates.no_year", day=int(day), month=name)
    if day is None:
        return words.say("dates.month", month=name, year=year)
    return words.say("dates.day", day=int(day), month=name, year=year)
