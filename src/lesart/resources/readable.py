"""Normalised values of the record as a person reads them, in the language of the interface."""

from __future__ import annotations

import re

from lesart.ontology.slots import DateRange, NumberRange
from lesart.resources.interface import InterfaceWords

_DATE = re.compile(r"(?P<year>\d{4}|XXXX)(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?(?:T.*)?")


def read_date(value: str | None, words: InterfaceWords) -> str:
    """ "2020-11-10" as "10. November 2020", "A/B" as a range; what is no date stands as it is."""
    if not value:
        return ""
    first, slash, last = value.partition("/")
    if slash:
        if len(first) == len(last) == 10 and first[:7] == last[:7] and DateRange.clean(value) is not None:
            month = words.words["months"][first[5:7]]
            return words.say("dates.days", first=int(first[8:]), last=int(last[8:]), month=month, year=first[:4])
        return words.say("dates.range", first=_read_day(first, words), last=_read_day(last, words))
    return _read_day(value, words)


def _read_day(value: str, words: InterfaceWords) -> str:
    found = _DATE.fullmatch(value)
    if found is None or (found["year"] != "XXXX" and DateRange.clean(value) is None):
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


def read_number(value: str, words: InterfaceWords) -> str:
    """A number of people: "4..7" as "4 bis 7", "4.." as "mindestens 4"; what is no number stands as it is."""
    found = NumberRange.clean(value)
    if found is None:
        return value
    if found.exact is not None:
        return words.number(found.exact)
    if found.high is None:
        return words.say("numbers.at_least", n=words.number(found.low or 0))
    if found.low is None:
        return words.say("numbers.at_most", n=words.number(found.high))
    return words.say("numbers.between", low=words.number(found.low), high=words.number(found.high))


def read_slot(slot: str, value: str, words: InterfaceWords) -> str:
    """The value of a slot: dates written out, numbers with their bounds, factuality in words, names as they are."""
    if slot == "date":
        return read_date(value, words)
    if slot == "happened":
        return words.term("factuality", value)
    if slot in ("perpetrator", "victim", "place"):
        return ", ".join(part for part in re.split(r"\s*;\s*", value) if part)
    return read_number(value, words)
