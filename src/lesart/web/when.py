"""Dates of the record as bounds: what the timeline and the filters compare."""

from __future__ import annotations

from datetime import date

from lesart.ontology.slots import DateRange


def bounds(value: str | None) -> tuple[date, date] | None:
    """First and last day that a value allows, or None where it fixes no year or is no date."""
    found = DateRange.clean(value)
    return (found.earliest, found.latest) if found else None
