"""Reckoning with days, weeks, months and years, as TIMEX3 values need it."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from decimal import Decimal

SEASON_ORDER = ("WI", "SP", "SU", "FA")
_DAYS = {"D": 1, "W": 7, "WE": 7, "NI": 1, "EV": 1}
_MONTHS = {"MO": 1, "QU": 3, "SE": 6, "HY": 6, "Y": 12, "DE": 120, "CE": 1200, "ML": 12000}
_SECONDS = {"S": 1, "M": 60, "Q": 900, "3Q": 2700, "H": 3600}


def add_months(day: date, months: int) -> date:
    """The same day so many months on, or the month's last day; years outside the calendar are clamped."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    if not 1 <= year <= 9999:
        return date.min if year < 1 else date.max
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def add_days(day: date, days: int) -> date:
    """So many days on; clamped to the calendar."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.min if days < 0 else date.max


def add(day: date, unit: str, number: Decimal) -> date:
    """The day so many units on (negative: back). Fractions of a month count as thirty days, of a year as months."""
    if unit in _SECONDS:
        return add_days(
            day, int(number * _SECONDS[unit]) // 86400 if number >= 0 else -(int(-number * _SECONDS[unit]) // 86400)
        )
    if unit in _DAYS:
        return add_days(day, int(number * _DAYS[unit]))
    months = number * _MONTHS[unit]
    whole = int(months)
    return add_days(add_months(day, whole), int((months - whole) * 30))


def week_value(day: date) -> str:
    """The ISO week that the day lies in."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def unit_value(day: date, unit: str) -> str:
    """The day, week, month ... that the day lies in, as a TIMEX3 value."""
    if unit in ("W", "WE"):
        return week_value(day) + ("-WE" if unit == "WE" else "")
    if unit == "MO":
        return f"{day.year:04d}-{day.month:02d}"
    if unit == "QU":
        return f"{day.year:04d}-Q{(day.month + 2) // 3}"
    if unit in ("HY", "SE"):
        return f"{day.year:04d}-H{1 if day.month <= 6 else 2}"
    if unit == "Y":
        return f"{day.year:04d}"
    if unit == "DE":
        return f"{day.year // 10:03d}"
    if unit == "CE":
        return f"{day.year // 100:02d}"
    return day.isoformat()


def season_of(day: date) -> tuple[int, str]:
    """The season that the day lies in, winter by the year it begins in."""
    if day.month in (1, 2):
        return day.year - 1, "WI"
    return day.year, {3: "SP", 4: "SP", 5: "SP", 6: "SU", 7: "SU", 8: "SU", 9: "FA", 10: "FA", 11: "FA"}.get(
        day.month, "WI"
    )


def on_weekday(day: date, weekday: int, *, back: bool) -> date:
    """The nearest day strictly before (`back`) or after the day that is that weekday (Monday is 1)."""
    if back:
        return add_days(day, -((day.isoweekday() - weekday - 1) % 7 + 1))
    return add_days(day, (weekday - day.isoweekday() - 1) % 7 + 1)


def days_apart(first: date, second: date) -> int:
    """Days from the first day to the second, counting every year as a leap year.

    So two days keep their distance when both move by a year, and what is nearest does not depend on leap days.
    """
    return (second.year - first.year) * 366 + _day_of_leap_year(second) - _day_of_leap_year(first)


def _day_of_leap_year(day: date) -> int:
    return date(2000, day.month, day.day).timetuple().tm_yday
