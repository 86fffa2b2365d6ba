"""Offices that the knowledge base which ships has for a person, with their dates."""

from __future__ import annotations

from dataclasses import dataclass

from lesart.resources.gazetteers import Holding, gazetteers
from lesart.schema.records import OfficeNote


@dataclass(frozen=True, slots=True)
class Term:
    """An office that the knowledge base has for a person, with the name of its state."""

    office: str
    state: str
    start: str | None
    end: str | None


def terms_of(wikidata: str | None) -> tuple[Term, ...]:
    """The offices of a person, in the knowledge base's order; none for whom it does not know."""
    person = next((p for p in gazetteers().persons if p.wikidata == wikidata), None) if wikidata else None
    return tuple(_term(holding) for holding in person.holdings) if person else ()


def _term(holding: Holding) -> Term:
    start = holding.start.isoformat() if holding.start else None
    end = holding.end.isoformat() if holding.end else None
    return Term(holding.office, _state_name(holding.state), start, end)


def terms_held(note: OfficeNote) -> tuple[Term, ...]:
    """What the knowledge base says to an office that an article names, with the names of the states."""
    return tuple(Term(held.office, _state_name(held.state), held.start, held.end) for held in note.held)


def _state_name(code: str) -> str:
    state = gazetteers().states.get(code)
    return state.name if state else code
