"""Entities laid out for comparing: each with its proper names and states, in an order that no input order changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from lesart.ontology.identifiers import qualified
from lesart.ontology.ordering import UNDATED, SortKey
from lesart.resources.affiliations import Affiliations
from lesart.schema import Entity, Mention, Reading


@dataclass(frozen=True, slots=True)
class EntityView:
    """An entity of one article as the resolver sees it. `names` are proper names only, longest first; `key` orders."""

    name: str
    article: str
    entity: Entity
    names: tuple[str, ...]
    named: bool
    codes: frozenset[str]
    """States that its name, role or body points to."""
    key: SortKey


def view_entities(readings: Sequence[Reading], affiliations: Affiliations) -> tuple[EntityView, ...]:
    """All entities of readings that are in order."""
    views = []
    for reading in readings:
        mentions: dict[str, list[Mention]] = defaultdict(list)
        for mention in reading.mentions:
            if mention.entity is not None:
                mentions[mention.entity].append(mention)
        by_id = {entity.id: entity for entity in reading.entities}
        published = reading.document.published or UNDATED
        for entity in reading.entities:
            own = mentions[entity.id]
            names = _proper_names(entity, own)
            first = min((mention.start for mention in own), default=0)
            views.append(
                EntityView(
                    name=qualified(reading.document.id, entity.id),
                    article=reading.document.id,
                    entity=entity,
                    names=names,
                    named=bool(names),
                    codes=affiliations.codes_of(entity, by_id),
                    key=(published, reading.document.id, first),
                )
            )
    return tuple(sorted(views, key=lambda view: (view.key, view.name)))


def _proper_names(entity: Entity, mentions: Sequence[Mention]) -> tuple[str, ...]:
    known = {entity.name, *entity.aliases}
    named = [mention.text for mention in mentions if mention.kind == "named" and mention.text in known]
    if not named and "wikidata" not in entity.links:
        return ()
    return tuple(sorted({entity.name, *named}, key=lambda name: (-len(name.split()), -len(name), name)))
