"""Values with how they came about, and the small reckonings that turn a meaning into one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from lesart.annotate.times import reckoning
from lesart.annotate.times.grammar import HolidayEntry
from lesart.annotate.times.meanings import CalendarYear, Century, Found, Meaning, UnitShift, YearSpan
from lesart.annotate.times.values import bounds
from lesart.schema import Anchor, Time, TimeType

UNKNOWN_DAY = "XXXX-XX-XX"


@dataclass(frozen=True, slots=True)
class Resolved:
    """A value with its type and how it came about. `window` bounds it where the value itself does not."""

    type: TimeType
    value: str
    anchor: Anchor | None = None
    window: tuple[date, date] | None = None
    mod: str | None = None


def days_away(day: date, span: tuple[date, date] | None) -> int:
    """Days from a day to the nearest end of a span; 0 inside it."""
    if span is None:
        return 10**6
    return max((span[0] - day).days, (day - span[1]).days, 0)


def feast_resolved(day: date, feast: HolidayEntry, anchor: Anchor | None) -> Resolved:
    """The feast's day; its window holds all days that the name may mean ("Weihnachten": 24 to 26 December)."""
    before, after = feast.spread
    return Resolved("DATE", day.isoformat(), anchor, (reckoning.add_days(day, -before), reckoning.add_days(day, after)))


def hour_by_daypart(hour: int, daypart: str | None) -> int:
    """The hour of a 24-hour clock: "acht Uhr abends" is 20, "zwölf Uhr nachts" is 24."""
    if daypart in ("TEV", "TAF") and 1 <= hour < 12:
        return hour + 12
    if daypart in ("TNI", "TEV") and hour == 12:
        return 24
    return hour + 12 if daypart == "TNI" and 8 <= hour < 12 else hour


def day_or_none(year: int, month: int, day: int) -> date | None:
    """The day, or None where that year has none (29 February)."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def years_around(published: date) -> tuple[int, ...]:
    """The publication year and its neighbours."""
    return tuple(year for year in (published.year - 1, published.year, published.year + 1) if 1 <= year <= 9999)


def shifted_month_year(published: date, month: int, shift: int) -> int:
    """The year of the last, this or next month of a name."""
    if shift == 0:
        return published.year
    if shift < 0:
        return (published.year if month < published.month else published.year - 1) + shift + 1
    return (published.year if month > published.month else published.year + 1) + shift - 1


def shifted(day: date, unit: str, shift: int) -> date:
    """So many units on (negative: back)."""
    return reckoning.add(day, unit, Decimal(shift))


def unit_resolved(day: date, meaning: UnitShift, anchor: Anchor) -> Resolved:
    """The unit that the day lies in, or the part of the day."""
    value = reckoning.unit_value(day, meaning.unit)
    if meaning.daypart:
        return Resolved("TIME", day.isoformat() + meaning.daypart, anchor)
    return Resolved("DATE", value, anchor)


def open_value(meaning: UnitShift) -> str:
    """The value of a shift from nowhere: only its kind is known."""
    opened = {"W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "MO": "XXXX-XX", "QU": "XXXX-QX", "HY": "XXXX-HX"}
    value = opened.get(meaning.unit, UNKNOWN_DAY if meaning.unit == "D" else "XXXX")
    return value + (meaning.daypart or "")


def offset_resolved(day: date, unit: str, number: Decimal, anchor: Anchor) -> Resolved:
    """So many units from a day, as fine as the unit is."""
    target = reckoning.add(day, unit, number)
    return Resolved("DATE", reckoning.unit_value(target, "D" if unit in ("NI", "EV") else unit), anchor)


def year_resolved(meaning: CalendarYear) -> Resolved:
    """A year after or before Christ."""
    if meaning.year < 0:
        return Resolved("DATE", f"BC{-meaning.year:04d}")
    return Resolved("DATE", f"{meaning.year:04d}")


def century_resolved(meaning: Century) -> Resolved:
    """A century, written as KRAUTS does: "18" is 1800 to 1899."""
    if meaning.number < 0:
        return Resolved("DATE", f"BC{-meaning.number - 1:02d}")
    return Resolved("DATE", f"{meaning.number - 1:02d}")


def says_year(meaning: Meaning) -> bool:
    """Whether the expression itself names its year."""
    return isinstance(meaning, CalendarYear | YearSpan) or getattr(meaning, "year", None) is not None


def as_time(id_: str, text: str, found: Found, resolved: Resolved) -> Time:
    """The Time of an expression, bounded by its window or its value."""
    window = resolved.window or (bounds(resolved.value) if resolved.type in ("DATE", "TIME") else None)
    if window is not None:
        window = _narrowed(resolved.value, window, found.mod)
    return Time(
        id=id_,
        start=found.start,
        end=found.end,
        text=text[found.start : found.end],
        type=resolved.type,
        value=resolved.value,
        earliest=window[0].isoformat() if window else None,
        latest=window[1].isoformat() if window else None,
        mod=resolved.mod or found.mod,
        anchor=resolved.anchor,
    )


def _narrowed(value: str, window: tuple[date, date], mod: str | None) -> tuple[date, date]:
    """The third of a period that "Anfang", "Mitte", "Ende" leave of it, or its half."""
    days = (window[1] - window[0]).days
    if days < 3 or value.startswith("P"):
        return window
    third, half = days // 3, days // 2
    parts = {
        "START": (window[0], reckoning.add_days(window[0], third)),
        "MID": (reckoning.add_days(window[0], third), reckoning.add_days(window[1], -third)),
        "END": (reckoning.add_days(window[1], -third), window[1]),
        "FIRST_HALF": (window[0], reckoning.add_days(window[0], half)),
        "SECOND_HALF": (reckoning.add_days(window[1], -half), window[1]),
    }
    return parts.get(mod or "", window)
