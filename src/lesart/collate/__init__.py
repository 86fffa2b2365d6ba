"""The record from readings and links: accounts side by side, statements, agreements, the review queue.

Named after the textual scholar's work of laying witnesses side by side. `collate` is a pure function; it never picks a
winner, and every value keeps the passages it rests on.
"""

from __future__ import annotations

from collections.abc import Sequence

from lesart.collate.agreement_words import AgreementWords
from lesart.collate.agreements import record_agreements
from lesart.collate.dossier import Dossier
from lesart.collate.events import event_groups, record_events
from lesart.collate.offices import office_notes
from lesart.collate.review import review_items
from lesart.collate.statements import StatementKinds, record_statements
from lesart.resources.dossiers import DossierConfiguration
from lesart.resources.gazetteers import gazetteers
from lesart.resources.lexicon import german
from lesart.schema import Reading
from lesart.schema.links import Link
from lesart.schema.records import ArticleCard, Record, Side

__all__ = ["collate", "event_groups"]


def collate(
    readings: Sequence[Reading], links: Sequence[Link], *, configuration: DossierConfiguration | None = None
) -> Record:
    """The record that readings and links amount to. `links` are the resolver's and people's; the latter win.

    Deterministic, and independent of the order of the readings.
    """
    configured = configuration or DossierConfiguration()
    known = gazetteers()
    dossier = Dossier(readings, links, configuration=configured, gazetteers=known)
    lexicon = german()
    agreement_words = AgreementWords.load(lexicon)
    events = record_events(dossier, agreement_words)
    return Record(
        title=configured.title,
        articles=_cards(dossier),
        actors=dossier.actors(),
        events=events,
        statements=record_statements(dossier, events, StatementKinds.load(lexicon)),
        agreements=record_agreements(dossier, events, agreement_words),
        review=review_items(dossier, events),
        office_notes=office_notes(dossier, known),
        sides=tuple(Side(side.id, side.name, side.colour) for side in configured.sides),
    )


def _cards(dossier: Dossier) -> tuple[ArticleCard, ...]:
    """The articles in order, each with the earliest article that it copies."""
    return tuple(
        ArticleCard(
            id=reading.document.id,
            title=reading.document.title,
            publisher=reading.document.publisher,
            url=reading.document.url,
            published=reading.document.published,
            published_basis=reading.document.published_basis,
            copy_of=dossier.copy_of.get(reading.document.id),
        )
        for reading in dossier.readings
    )
