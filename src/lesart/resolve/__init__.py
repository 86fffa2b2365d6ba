"""Across articles: copies, the same actor, the same place, the same event. Adds links with reasons; edits nothing.

`resolve` is a pure function of the readings, the dossier configuration and people's decisions. It returns the
resolver's links only; a record is compiled from these and the decisions together.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from lesart.ontology.clusters import pair, representatives
from lesart.ontology.identifiers import configured
from lesart.ontology.ordering import in_order
from lesart.resolve.actors import link_actors
from lesart.resolve.bodies import Bodies
from lesart.resolve.events import link_events
from lesart.resolve.index import view_entities
from lesart.resolve.naming import Naming
from lesart.resolve.places import link_places
from lesart.resolve.profiles import Parties, profile_events
from lesart.resolve.reuse import link_copies
from lesart.resources.actor_nouns import actor_nouns
from lesart.resources.affiliations import Affiliations
from lesart.resources.dossiers import DossierConfiguration
from lesart.resources.gazetteers import gazetteers
from lesart.resources.lexicon import german
from lesart.schema import Reading
from lesart.schema.links import Link

__all__ = ["resolve"]


def resolve(
    readings: Sequence[Reading], *, configuration: DossierConfiguration | None = None, decisions: Sequence[Link] = ()
) -> tuple[Link, ...]:
    """The resolver's links of all kinds, in a fixed order that does not depend on the order of the readings.

    `decisions` are people's links, oldest first; they are obeyed (and not repeated in the result).
    """
    dossier = configuration or DossierConfiguration()
    ordered = in_order(readings)
    known = gazetteers()
    affiliations = Affiliations(known, dossier)
    views = view_entities(ordered, affiliations)
    copy_links = link_copies(ordered, decisions=decisions)
    bodies = Bodies.load(actor_nouns(), affiliations)
    actor_groups, actor_links = link_actors(views, bodies=bodies, configuration=dossier, decisions=decisions)
    place_groups, place_links = link_places(views, gazetteers=known, configuration=dossier, decisions=decisions)
    profiles = profile_events(
        ordered,
        parties=Parties(views, representatives(actor_groups), affiliations, dossier),
        place_of=representatives(place_groups),
        lexicon=german(),
    )
    event_links = link_events(
        ordered,
        profiles,
        above=_above(dossier),
        copies=frozenset(pair(link.left, link.right) for link in copy_links if link.judgement == "same"),
        decisions=decisions,
    )
    naming = Naming(views, dossier, known)
    return (*copy_links, *actor_links, *place_links, *(naming.readable(link) for link in event_links))


def _above(configuration: DossierConfiguration) -> Callable[[str], frozenset[str]]:
    """The wholes of a place, by the dossier (`within`), upwards without end."""
    wholes: dict[str, frozenset[str]] = {}
    for place in configuration.places:
        found: list[str] = []
        current = place.within
        while current is not None and configured(current) not in found:
            found.append(configured(current))
            current = configuration.place_by_id[current].within
        wholes[configured(place.id)] = frozenset(found)
    return lambda name: wholes.get(name, frozenset())
