"""TIMEX3 values: what a valid one looks like, and the first and last day that one may mean."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

REFERENCES = ("PRESENT_REF", "PAST_REF", "FUTURE_REF")
_DAYPARTS = "MO|MI|AF|EV|NI|DT"
_CLOCK = r"(?:[01]\d|2[0-4])(?::[0-5]\d(?::[0-5]\d)?)?(?:Z|[+-]\d\d(?::?\d\d)?)?"
_DAY = r"(?:\d{4}|XXXX)-(?:0[1-9]|1[0-2]|XX)-(?:0[1-9]|[12]\d|3[01]|XX)"
_WEEK = r"(?:\d{4}|XXXX)-W(?:0[1-9]|[1-4]\d|5[0-3]|XX)(?:-(?:[1-7]|WE))?"
_PERIOD = r"(?:\d{4}|XXXX)-(?:Q[1-4X]|H[12X]|SP|SU|FA|WI)"
_YEARS = r"BC\d{4}|\d{4}(?:/\d{4})?|XXXX|(?:BC)?\d{2}X?\d?|\d{3}|XX\d"
_AMOUNT = r"(?:\d+(?:\.\d+)?|X)"
_DURATION = (
    rf"P(?=[\dX]|T[\dX])(?:{_AMOUNT}(?:ML|CE|DE))?(?:{_AMOUNT}Y)?(?:{_AMOUNT}Q)?(?:{_AMOUNT}M)?(?:{_AMOUNT}(?:WE|W))?(?:{_AMOUNT}D)?"
    rf"(?:T(?:{_AMOUNT}(?:NI|EV|MO|AF|MI))?(?:{_AMOUNT}H)?(?:{_AMOUNT}M)?(?:{_AMOUNT}S)?)?"
)
_VALID = re.compile(
    rf"(?:{'|'.join(REFERENCES)})|(?:{_DAY}|{_WEEK})?T(?:{_CLOCK}|{_DAYPARTS})"
    rf"|(?:{_DAY}|{_WEEK})(?:T(?:{_CLOCK}|{_DAYPARTS}))?"
    rf"|(?:\d{{4}}|XXXX)-(?:0[1-9]|1[0-2]|XX)|{_PERIOD}|{_YEARS}|{_DURATION}"
)
# A season of the year as months; winter begins in December and is named after the year it begins in.
_SEASONS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 14)}


def is_valid(value: str) -> bool:
    """Whether the value is one that TIMEX3 (TimeML 1.2.1) allows, with the KRAUTS spelling of decades and centuries."""
    return bool(_VALID.fullmatch(value))


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def _month_bounds(year: int, first: int, last: int) -> tuple[date, date]:
    end_year, end_month = year + (last - 1) // 12, (last - 1) % 12 + 1
    return date(year, first, 1), month_end(end_year, end_month)


def _day_bounds(match: re.Match[str]) -> tuple[date, date]:
    day = date(int(match[1]), int(match[2]), int(match[3]))
    return day, day + timedelta(days=1) if match[4] == "TNI" else day


def _week_bounds(match: re.Match[str]) -> tuple[date, date]:
    monday = date.fromisocalendar(int(match[1]), int(match[2]), 1)
    if match[3] == "WE":
        return monday + timedelta(days=5), monday + timedelta(days=6)
    if match[3]:
        day = monday + timedelta(days=int(match[3]) - 1)
        return day, day
    return monday, monday + timedelta(days=6)


def _period_bounds(year: int, code: str) -> tuple[date, date] | None:
    if code in _SEASONS:
        return _month_bounds(year, *_SEASONS[code])
    if not code[1:].isdigit():
        return None
    number, months = int(code[1:]), 3 if code[0] == "Q" else 6
    return _month_bounds(year, (number - 1) * months + 1, number * months)


_DAY_VALUE = re.compile(r"(\d{4})-(\d\d)-(\d\d)(T.*)?")
_WEEK_VALUE = re.compile(r"(\d{4})-W(\d\d)(?:-([1-7]|WE))?(?:T.*)?")
_MONTH_VALUE = re.compile(r"(\d{4})-(\d\d)")
_PERIOD_VALUE = re.compile(r"(\d{4})-([QH]\d|SP|SU|FA|WI)")
_YEARS_VALUE = re.compile(r"(\d{4})(?:/(\d{4}))?")


def bounds(value: str) -> tuple[date, date] | None:
    """The first and last day that a date value may mean; None for durations, sets, references and open values."""
    try:
        if match := _DAY_VALUE.fullmatch(value):
            return _day_bounds(match)
        if match := _WEEK_VALUE.fullmatch(value):
            return _week_bounds(match)
        if match := _MONTH_VALUE.fullmatch(value):
            return _month_bounds(int(match[1]), int(match[2]), int(match[2]))
        if match := _PERIOD_VALUE.fullmatch(value):
            return _period_bounds(int(match[1]), match[2])
        if match := _YEARS_VALUE.fullmatch(value):
            return date(int(match[1]), 1, 1), date(int(match[2] or match[1]), 12, 31)
        if re.fullmatch(r"\d{3}", value):
            return date(int(value) * 10, 1, 1), date(int(value) * 10 + 9, 12, 31)
        if re.fullmatch(r"\d{2}", value):
            # The twentieth century as German press means it: 1900 to 1999.
            return date(int(value) * 100 or 1, 1, 1), date(int(value) * 100 + 99, 12, 31)
    except ValueError:  # a year 0000 or a week 53 that the year does not have: the value has no days
        return None
    return None
