"""The dossier configuration: parties, sides, places and issues of the record, and how disputed names are shown.

A person writes it as YAML (`examples/suedkaukasus/dossier.yaml`). Nothing in it is needed: without a file the
configuration is empty, the resolver works from names alone and no actor has a side. Unknown keys are refused, so that a
misspelt one is a message and not silence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from lesart.resources.files import load_yaml
from lesart.resources.names import compare_names
from lesart.schema import EntityType

Identifier = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_.-]*$", max_length=80)]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Colour = Annotated[str, StringConstraints(pattern=r"^#[0-9A-Fa-f]{6}$")]
NamePolicy = Literal["all", "shown", "language"]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class SideEntry(_Part):
    """A party to the conflict, as columns and legends show it."""

    id: Identifier
    name: Name
    colour: Colour = "#6b7280"


class ActorEntry(_Part):
    """A person, body, state or group that the dossier knows by name.

    `office` is what a person holds ("Ministerpräsident Armeniens"); `on_behalf_of` is the id of the body that a person
    or a ministry speaks for; where `side` is missing, the side of that body counts.
    """

    id: Identifier
    name: Name
    type: EntityType
    side: Identifier | None = None
    aliases: tuple[Name, ...] = ()
    links: dict[str, str] = Field(default_factory=dict)
    office: Name | None = None
    on_behalf_of: Identifier | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The name and every alias."""
        return (self.name, *self.aliases)


class PlaceName(_Part):
    """One name of a place with the language (BCP 47) that uses it."""

    name: Name
    language: str | None = None


class Coordinates(_Part):
    """WGS 84, degrees."""

    latitude: Annotated[float, Field(ge=-90, le=90)]
    longitude: Annotated[float, Field(ge=-180, le=180)]


class PlaceEntry(_Part):
    """A place with all its names; `shown` overrides the policy, `listed_under` is the state that lists put it under."""

    id: Identifier
    names: Annotated[tuple[PlaceName, ...], Field(min_length=1)]
    shown: Name | None = None
    coordinates: Coordinates | None = None
    listed_under: Identifier | None = None
    links: dict[str, str] = Field(default_factory=dict)
    within: Identifier | None = None
    """Id of the larger place (region, province) that holds it."""

    @property
    def all_names(self) -> tuple[str, ...]:
        """Every name, in the order of the file, without repeats."""
        return tuple(dict.fromkeys(entry.name for entry in self.names))


class TerritoryPolicy(_Part):
    """How disputed names and belongings are shown; always visible beside the record, never applied silently.

    `names`: "all" joins the names of a place in each language with a slash, "shown" takes its `shown` name (else the
    first), "language" takes the first name in one of `languages` (else the first). `listed_under` maps an actor or
    place to the state under which lists put it, for example a body that is not recognised. `note` is printed with the
    record.
    """

    names: NamePolicy = "all"
    languages: tuple[str, ...] = ()
    listed_under: dict[str, str] = Field(default_factory=dict)
    note: str = ""


class Issue(_Part):
    """A question that the parties take positions on ("Latschin-Korridor"), with the words that point to it."""

    id: Identifier
    name: Name
    words: tuple[Name, ...] = ()


class DossierConfiguration(_Part):
    """The whole configuration; every part may be empty.

    `event_lexicons` are the dossier's own words for events, in the format of `data/lexicons/de/events` (examples may
    be left out): each the name of a file beside the configuration, or what such a file holds. Who reads the events
    checks what is inside.
    """

    title: str = ""
    sides: tuple[SideEntry, ...] = ()
    actors: tuple[ActorEntry, ...] = ()
    places: tuple[PlaceEntry, ...] = ()
    policy: TerritoryPolicy = TerritoryPolicy()
    issues: tuple[Issue, ...] = ()
    event_lexicons: tuple[dict[str, Any] | Annotated[str, StringConstraints(min_length=1)], ...] = ()
    min_confidence: Annotated[float, Field(ge=0, le=1)] = 0.4
    """Events that are less likely than this to be one stay out of the record (not out of the readings)."""

    @model_validator(mode="after")
    def _check_references(self) -> DossierConfiguration:
        sides = _unique("side", (side.id for side in self.sides))
        actors = _unique("actor", (actor.id for actor in self.actors))
        places = _unique("place", (place.id for place in self.places))
        _unique("issue", (issue.id for issue in self.issues))
        for actor in self.actors:
            _known("side", actor.side, sides, f"actor {actor.id}")
            _known("actor", actor.on_behalf_of, actors, f"actor {actor.id}")
        for place in self.places:
            _known("place", place.within, places, f"place {place.id}")
            _known("actor", place.listed_under, actors, f"place {place.id}")
        for member, state in self.policy.listed_under.items():
            _known("actor or place", member, actors | places, "policy.listed_under")
            _known("actor", state, actors, "policy.listed_under")
        return self

    @cached_property
    def actor_by_id(self) -> dict[str, ActorEntry]:
        """Actors by their id."""
        return {actor.id: actor for actor in self.actors}

    @cached_property
    def place_by_id(self) -> dict[str, PlaceEntry]:
        """Places by their id."""
        return {place.id: place for place in self.places}

    def side_of(self, actor: str | None) -> str | None:
        """Side of an actor: its own, else that of the body it acts for, and so on upwards; null where none is set."""
        seen: set[str] = set()
        while actor is not None and actor not in seen:
            seen.add(actor)
            entry = self.actor_by_id.get(actor)
            if entry is None:
                return None
            if entry.side is not None:
                return entry.side
            actor = entry.on_behalf_of
        return None

    def shown_name(self, place: PlaceEntry) -> str:
        """The name under which the record shows a place, by the dossier's policy."""
        names = place.all_names
        if self.policy.names == "language":
            for language in self.policy.languages:
                for entry in place.names:
                    if entry.language == language:
                        return entry.name
            return place.shown or names[0]
        if place.shown is not None:
            return place.shown
        return "/".join(_names_of_languages(place)) if self.policy.names == "all" else names[0]

    def state_of(self, identifier: str) -> str | None:
        """Id of the state under which lists put an actor or place, or null where the dossier says nothing."""
        if identifier in self.policy.listed_under:
            return self.policy.listed_under[identifier]
        place = self.place_by_id.get(identifier)
        seen: set[str] = set()
        while place is not None and place.id not in seen:
            if place.listed_under is not None:
                return place.listed_under
            seen.add(place.id)
            place = self.place_by_id.get(place.within or "")
        return None


def load_dossier_configuration(path: Path | None = None) -> DossierConfiguration:
    """Reads a dossier configuration; without a path, the empty one.

    Raises DataFileError that names file and field where the file is missing, no YAML, or breaks the shape.
    """
    return DossierConfiguration() if path is None else load_yaml(path, DossierConfiguration)


def _names_of_languages(place: PlaceEntry) -> list[str]:
    """The first name and the first of each other language; a mere spelling of a name without a language is left out."""
    first = place.names[0]
    shown, languages = [first.name], {first.language}
    for entry in place.names[1:]:
        if entry.language is None or entry.language in languages:
            continue
        if first.language is None and any(compare_names(entry.name, name).score > 0 for name in shown):
            continue
        shown.append(entry.name)
        languages.add(entry.language)
    return shown


def _unique(kind: str, identifiers: Iterable[str]) -> set[str]:
    counts = Counter(identifiers)
    twice = sorted(identifier for identifier, count in counts.items() if count > 1)
    if twice:
        raise ValueError(f"{kind} id given twice: {', '.join(twice)}")
    return set(counts)


def _known(kind: str, reference: str | None, known: set[str], where: str) -> None:
    if reference is not None and reference not in known:
        raise ValueError(f"{where} names the {kind} '{reference}', which is not listed")
