"""Amounts of time as TIMEX3 durations, and the stretch of the calendar that "vor drei Jahren" or "seit Mai" covers."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from lesart.annotate.times import reckoning
from lesart.annotate.times.meanings import Length, Purpose
from lesart.annotate.times.values import bounds

# unit -> (part of the duration, letter, how many of these one unit is)
_WRITTEN: dict[str, tuple[str, str, int]] = {
    "S": ("T", "S", 1),
    "M": ("T", "M", 1),
    "Q": ("T", "M", 15),
    "3Q": ("T", "M", 45),
    "H": ("T", "H", 1),
    "NI": ("T", "NI", 1),
    "EV": ("T", "EV", 1),
    "D": ("", "D", 1),
    "W": ("", "W", 1),
    "WE": ("", "WE", 1),
    "MO": ("", "M", 1),
    "QU": ("", "Q", 1),
    "SE": ("", "M", 6),
    "HY": ("", "M", 6),
    "Y": ("", "Y", 1),
    "DE": ("", "DE", 1),
    "CE": ("", "CE", 1),
    "ML": ("", "ML", 1),
}
_ORDER = ("ML", "CE", "DE", "Y", "Q", "M", "WE", "W", "D", "NI", "EV", "H", "S")


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"


def length_value(length: Length) -> str:
    """The TIMEX3 duration: P3Y4M, PT30M, PXD where the number is vague."""
    parts: dict[str, list[tuple[str, str]]] = {"": [], "T": []}
    for unit, number in length.amounts:
        part, letter, factor = _WRITTEN[unit]
        parts[part].append((letter, "X" if number is None else _plain(number * factor)))
    date_part = "".join(n + letter for letter, n in sorted(parts[""], key=lambda p: _ORDER.index(p[0])))
    time_part = "".join(n + letter for letter, n in sorted(parts["T"], key=lambda p: _ORDER.index(p[0])))
    return "P" + date_part + ("T" + time_part if time_part else "")


def length_window(length: Length, purpose: Purpose, published: date) -> tuple[date, date] | None:
    """First and last day of what the length points at from the publication date; None where the number is vague.

    "Vor drei Jahren" is the calendar year three years back, "vor drei Tagen" the day: people do not mean it finer.
    """
    if any(number is None for _, number in length.amounts):
        return None
    back = purpose in (Purpose.AGO, Purpose.SINCE, Purpose.LAST)
    day = published
    for unit, number in length.amounts:
        day = reckoning.add(day, unit, (number or Decimal(0)) * (-1 if back else 1))
    if purpose is Purpose.LAST:
        return day, published
    if purpose is Purpose.NEXT:
        return reckoning.add_days(published, 1), max(day, reckoning.add_days(published, 1))
    unit = length.amounts[-1][0]
    span = bounds(reckoning.unit_value(day, unit)) or (day, day)
    return (span[0], published) if purpose is Purpose.SINCE else span
