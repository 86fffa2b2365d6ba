"""What an event is marked with in lists, and who tells of it."""

from __future__ import annotations

from lesart.export.tables import differing_slots, reported_by_outlet
from lesart.schema.records import Claimant, RecordEvent
from lesart.web import when

MARKS = ("differ", "revised", "one-sided", "unsure", "planned", "possible", "denied", "undated")
OTHER = "-other"
"""Who tells of an event: a claimant of no side (a mediator, a body, somebody unnamed)."""
OUTLET = "-outlet"
"""Who tells of an event: an article in its own voice."""


def marks(event: RecordEvent, *, unsure: bool) -> tuple[str, ...]:
    """The badges of an event, in the order of `MARKS`; `unsure` if a pair with one of its mentions awaits review."""
    holds = {
        "differ": bool(differing_slots(event)),
        "revised": any(variant.status == "revised" for variant in event.variants),
        "one-sided": event.one_sided,
        "unsure": unsure,
        "planned": event.factuality == "planned",
        "possible": event.factuality == "possible",
        "denied": event.factuality == "denied",
        "undated": when.bounds(event.date) is None,
    }
    return tuple(mark for mark in MARKS if holds[mark])


def tellers(event: RecordEvent) -> tuple[str, ...]:
    """Who gives the accounts of an event: ids of sides, `OTHER`, `OUTLET`."""
    return tuple(dict.fromkeys(_teller(account.claimant) for account in event.accounts))


def _teller(claimant: Claimant) -> str:
    return claimant.side or (OUTLET if reported_by_outlet(claimant) else OTHER)
