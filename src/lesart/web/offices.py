"""Offices that the knowledge base which ships has for a person, with their dates."""

from __future__ import annotations

from dataclasses import dataclass

from lesart.resources.gazetteers import Holding, gazetteers


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
    state = gazetteers().states.get(holding.state)
    start = holding.start.isoformat() if holding.start else None
    end = holding.end.isoformat() if holding.end else None
    return Term(holding.office, state.name if state else holding.state, start, end)
