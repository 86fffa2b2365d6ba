"""Readings, links and configuration laid out for the record: who an entity is, on which side, and where a place is."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from lesart.collate.copies import originals
from lesart.ontology.clusters import groups_of_links, representatives
from lesart.ontology.identifiers import article_of, configured, configured_id, qualified
from lesart.ontology.ordering import UNDATED, in_order
from lesart.resources.affiliations import Affiliations
from lesart.resources.dossiers import DossierConfiguration
from lesart.resources.gazetteers import Gazetteers
from lesart.schema import Entity, Event, Quotation, Reading, Span
from lesart.schema.links import Link
from lesart.schema.records import Actor, Passage

_OTHER = frozenset({"place", "other"})
_NAME = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_TELLING = re.compile(
    r"angabe|darstellung|lesart|bericht|information|mitteilung|erklärung|quelle|kreise|seite\b", re.IGNORECASE
)
"""Nouns by which a wording says that somebody tells, without saying who ("nach russischen Angaben")."""


class Dossier:
    """Everything that the parts of the record are compiled from. Read-only once made."""

    def __init__(
        self,
        readings: Sequence[Reading],
        links: Sequence[Link],
        *,
        configuration: DossierConfiguration,
        gazetteers: Gazetteers,
    ) -> None:
        self.configuration = configuration
        self.links = tuple(links)
        self._given = {link.left: link.right for link in links if link.kind == "name" and link.origin == "person"}
        self.readings = in_order(readings)
        self.reading = {reading.document.id: reading for reading in self.readings}
        self.copy_of = originals(self.links, self.reading)
        self.affiliations = Affiliations(gazetteers, configuration)
        self.position = {reading.document.id: number for number, reading in enumerate(self.readings)}
        self._entities = {r.document.id: {e.id: e for e in r.entities} for r in self.readings}
        self.entities = {
            qualified(article, local): entity
            for article, own in self._entities.items()
            for local, entity in own.items()
        }
        self.quotations: dict[str, Quotation] = {
            qualified(r.document.id, q.id): q for r in self.readings for q in r.quotations
        }
        self.events: dict[str, Event] = {qualified(r.document.id, e.id): e for r in self.readings for e in r.events}
        self._configured_by_name = {
            name.casefold(): actor.id
            for actor in reversed(configuration.actors)
            if actor.type != "person"
            for name in actor.names
        }
        self._side_of: dict[str, str | None] = {}
        self._names: dict[str, str] = {}
        self._count_mentions()
        self._group()

    def _count_mentions(self) -> None:
        self.mention_count: Counter[str] = Counter()
        self._first: dict[str, int] = {}
        self.named: set[str] = set()
        self._surface: dict[str, Counter[str]] = defaultdict(Counter)
        for reading in self.readings:
            for mention in reading.mentions:
                if mention.entity is None:
                    continue
                name = qualified(reading.document.id, mention.entity)
                self.mention_count[name] += 1
                self._first[name] = min(mention.start, self._first.get(name, mention.start))
                if mention.kind == "named":
                    self.named.add(name)
                    self._surface[name][mention.text] += 1

    def _group(self) -> None:
        actors = [name for name, entity in self.entities.items() if entity.type not in _OTHER]
        actors += [configured(actor.id) for actor in self.configuration.actors]
        places = [name for name, entity in self.entities.items() if entity.type == "place"]
        places += [configured(place.id) for place in self.configuration.places]
        self._actor_groups = groups_of_links(actors, self.links, "same-actor")
        self._place_groups = groups_of_links(places, self.links, "same-place")
        self._actor_ids = self._name_groups(representatives(self._actor_groups))
        self._place_ids = self._name_groups(representatives(self._place_groups))
        self._members: dict[str, list[str]] = defaultdict(list)
        for name, identifier in self._actor_ids.items():
            if configured_id(name) is None:
                self._members[identifier].append(name)
        for members in self._members.values():
            members.sort(key=self.order)
        for reading in self.readings:
            sources = [event.source.entity for event in reading.events if event.source is not None]
            sources += [quotation.speaker.entity for quotation in reading.quotations if quotation.speaker is not None]
            for local in sources:
                voice = self.voice(reading.document.id, local)
                if voice is not None:
                    self._members.setdefault(voice, [])  # speaks, though no entity of an article is it
        self._place_members: dict[str, list[str]] = defaultdict(list)
        for name, identifier in self._place_ids.items():
            if configured_id(name) is None:
                self._place_members[identifier].append(name)

    def _name_groups(self, chosen: dict[str, str]) -> dict[str, str]:
        """The id of every name's group: the configuration's, else the first member in the order of the articles."""
        first: dict[str, str] = {}
        for name, group in chosen.items():
            if configured_id(name) is None and (group not in first or self.order(name) < self.order(first[group])):
                first[group] = name
        return {name: configured_id(group) or first[group] for name, group in chosen.items()}

    def order(self, name: str) -> tuple[int, int, str]:
        """Where a thing stands first: by article, then offset."""
        return self.position.get(article_of(name), len(self.position)), self._first.get(name, 0), name

    def actor(self, article: str, local: str | None) -> str | None:
        """Id of the actor that an entity of an article is; null for places and things."""
        return None if local is None else self._actor_ids.get(qualified(article, local))

    def voice(self, article: str, local: str | None) -> str | None:
        """Id of the actor that speaks: a city that the reading left a place is its state's government here ("Baku")."""
        actor = self.actor(article, local)
        if actor is not None or local is None or not self.is_place(article, local):
            return actor
        entity = self.entity(article, local)
        return self._configured_by_name.get(entity.name.casefold()) if entity is not None else None

    def place(self, article: str, local: str | None) -> str | None:
        """Id of the place that an entity of an article is; a state named as a place is the actor's id."""
        if local is None:
            return None
        name = qualified(article, local)
        return self._place_ids.get(name) or self._actor_ids.get(name)

    def members(self, identifier: str) -> tuple[str, ...]:
        """The entities that an actor joins."""
        return tuple(self._members.get(identifier, ()))

    def is_place(self, article: str, local: str | None) -> bool:
        """Whether an entity of an article is a place."""
        return local is not None and qualified(article, local) in self._place_ids

    def is_wide(self, identifier: str) -> bool:
        """Whether what a place role names is a state or the like."""
        return identifier in self._members or identifier in self.configuration.actor_by_id

    def above(self, identifier: str) -> frozenset[str]:
        """Ids of the larger places that hold a place, as the dossier says."""
        found: list[str] = []
        place = self.configuration.place_by_id.get(identifier)
        while place is not None and place.within is not None and place.within not in found:
            found.append(place.within)
            place = self.configuration.place_by_id.get(place.within)
        return frozenset(found)

    def is_proper_place(self, identifier: str) -> bool:
        """Whether a place is configured or has a proper name in some article, and is no state."""
        if self.is_wide(identifier):
            return False
        if identifier in self.configuration.place_by_id:
            return True
        return any(name in self.named for name in self._place_members.get(identifier, ()))

    def place_name(self, identifier: str) -> str:
        """The name that the record shows for a place, by the dossier's policy."""
        entry = self.configuration.place_by_id.get(identifier)
        if entry is not None:
            return self.configuration.shown_name(entry)
        if self.is_wide(identifier) and identifier not in self._place_members:
            return self.actor_name(identifier)
        return self._usual_name(self._place_members.get(identifier, [identifier]))

    def actor_name(self, identifier: str) -> str:
        """The name that a person gave, else the configured one, else the one that the articles use most."""
        if identifier not in self._names:
            self._names[identifier] = self._find_name(identifier)
        return self._names[identifier]

    def _find_name(self, identifier: str) -> str:
        given = self.given_name((configured(identifier), *self._members.get(identifier, ())))
        if given is not None:
            return given
        entry = self.configuration.actor_by_id.get(identifier)
        return entry.name if entry is not None else self._usual_name(self._members.get(identifier, ()))

    def given_name(self, names: Iterable[str]) -> str | None:
        """The name that a person gave to a thing that is known by any of these names."""
        return next((self._given[name] for name in names if name in self._given), None) if self._given else None

    def _usual_name(self, members: Sequence[str]) -> str:
        names = Counter(self.entities[name].name for name in members if name in self.entities)
        if not names:
            return ""
        # a full name says more than a frequent surname
        return min(names, key=lambda name: (-min(len(name.split()), 2), -names[name], name))

    def acts_for(self, identifier: str) -> tuple[str, ...]:
        """Ids of the configured body and state that an actor acts for, the nearest first."""
        found: list[str] = []
        entry = self.configuration.actor_by_id.get(identifier)
        while entry is not None and entry.on_behalf_of is not None and entry.on_behalf_of not in found:
            found.append(entry.on_behalf_of)
            entry = self.configuration.actor_by_id.get(entry.on_behalf_of)
        return tuple(found)

    def voice_of_words(self, wording: str) -> str | None:
        """Id of the actor that a wording names without being one: "russischen Angaben", "Angaben aus Stepanakert"."""
        named = {
            identifier
            for word in _NAME.findall(wording)
            if (identifier := self._configured_by_name.get(word.casefold())) is not None
        }
        named |= {
            actor
            for code in self.affiliations.codes(wording)
            if (actor := self.affiliations.state_actor(code)) is not None
        }
        return next(iter(named)) if len(named) == 1 and _TELLING.search(wording) else None

    def side(self, identifier: str | None) -> str | None:
        """Side of an actor: the configured one, else that of the one state its members point to."""
        if identifier is None:
            return None
        if identifier not in self._side_of:  # every account asks again, and an actor may have a thousand members
            self._side_of[identifier] = self._find_side(identifier)
        return self._side_of[identifier]

    def _find_side(self, identifier: str) -> str | None:
        side = self.configuration.side_of(identifier)
        if side is not None:
            return side
        codes = {code for name in self._members.get(identifier, ()) for code in self._codes(name)}
        return self.affiliations.side_of_codes(codes)

    def _codes(self, name: str) -> frozenset[str]:
        return self.affiliations.codes_of(self.entities[name], self._entities[article_of(name)])

    def codes(self, article: str, local: str | None) -> frozenset[str]:
        """States that an entity of an article points to."""
        entity = self.entity(article, local)
        return self.affiliations.codes_of(entity, self._entities[article]) if entity is not None else frozenset()

    def party(self, article: str, local: str | None) -> str | None:
        """The side of an entity's actor as `side:ID`; without one, its state as `state:CODE`."""
        side = self.side(self.voice(article, local))
        return f"side:{side}" if side is not None else self.party_of_codes(self.codes(article, local))

    def party_of_codes(self, codes: frozenset[str]) -> str | None:
        """The side of the one state named, or the state itself."""
        if len(codes) != 1:
            return None
        side = self.affiliations.side_of_codes(codes)
        return f"side:{side}" if side is not None else f"state:{next(iter(codes))}"

    def actors(self) -> tuple[Actor, ...]:
        """All actors that an article mentions, most mentioned first."""
        made = [self._actor(identifier, members) for identifier, members in self._members.items()]
        return tuple(sorted(made, key=lambda actor: (-actor.mentions, actor.id)))

    def _actor(self, identifier: str, members: Sequence[str]) -> Actor:
        entry = self.configuration.actor_by_id.get(identifier)
        entities = [self.entities[name] for name in members]
        name = self.actor_name(identifier)
        aliases: dict[str, None] = dict.fromkeys(entry.names if entry is not None else ())
        for member, entity in zip(members, entities, strict=True):
            aliases.update(dict.fromkeys([entity.name, *sorted(self._surface[member])]))
        links = {key: value for entity in reversed(entities) for key, value in sorted(entity.links.items())}
        links.update(entry.links if entry is not None else {})
        roles = dict.fromkeys(entity.role for entity in entities if entity.role)
        if entry is not None and entry.office:
            roles = {entry.office: None, **roles}
        return Actor(
            id=identifier,
            name=name,
            type=entry.type if entry is not None else Counter(e.type for e in entities).most_common(1)[0][0],
            aliases=tuple(alias for alias in aliases if alias != name),
            links=links,
            roles=tuple(role for role in roles if role),
            side=self.side(identifier),
            members=tuple(members),
            mentions=sum(self.mention_count[member] for member in members),
        )

    def passage(self, article: str, start: int, end: int) -> Passage:
        """A stretch of an article with its wording."""
        return Passage(article, start, end, self.reading[article].document.text[start:end])

    def sentence(self, article: str, at: int) -> Span | None:
        """The sentence of an article that holds an offset."""
        return next((span for span in self.reading[article].sentences if span.start <= at < span.end), None)

    def published(self, article: str) -> str | None:
        """Publication date of an article."""
        return self.reading[article].document.published

    def published_key(self, article: str) -> str:
        """Publication date for sorting, undated last."""
        return self.published(article) or UNDATED

    def entity(self, article: str, local: str | None) -> Entity | None:
        """An entity of an article."""
        return None if local is None else self._entities[article].get(local)
