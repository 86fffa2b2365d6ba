"""The reading: one article, analysed. The shapes follow the reading contract field for field (format lesart.reading/1).

Where a field is not named by the contract it is an addition (it may be absent from other programs' readings) and
has a default. Everything hangs on spans of `document.text`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from lesart.schema.articles import PublishedBasis
from lesart.schema.spans import Span

FORMAT: Literal["lesart.reading/1"] = "lesart.reading/1"

BoilerplateKind = Literal["cookie-notice", "advert", "see-also", "navigation", "byline", "other"]
MentionType = Literal["PER", "ORG", "LOC", "OTH"]
MentionKind = Literal["named", "nominal", "pronoun"]
EntityType = Literal["person", "organisation", "state", "place", "group", "other"]
TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
QuotationType = Literal["direct", "indirect", "reported", "free-indirect", "indirect-free-indirect"]
Mood = Literal["indicative", "konjunktiv-1", "konjunktiv-2"]
Factuality = Literal["happened", "planned", "possible", "denied"]


@dataclass(frozen=True, slots=True)
class Document:
    """The article that the reading is of, with its text."""

    id: str
    title: str | None
    url: str | None
    publisher: str | None
    published: str | None
    published_basis: PublishedBasis
    language: str
    text: str


@dataclass(frozen=True, slots=True)
class Boilerplate:
    """A stretch that is no part of the report; nothing is extracted from it."""

    start: int
    end: int
    kind: BoilerplateKind


@dataclass(frozen=True, slots=True)
class Mention:
    """A name, a noun phrase or a pronoun that stands for somebody, something or a place."""

    id: str
    start: int
    end: int
    text: str
    type: MentionType
    kind: MentionKind
    entity: str | None


@dataclass(frozen=True, slots=True)
class Entity:
    """Who or what the mentions of a chain stand for, inside one article."""

    id: str
    name: str
    type: EntityType
    aliases: tuple[str, ...]
    links: dict[str, str] = field(default_factory=dict)
    role: str | None = None
    members: tuple[str, ...] = ()
    """Addition: ids of the entities that a group consists of ("die drei Spitzenpolitiker")."""
    on_behalf_of: str | None = None
    """Addition: id of the state or body that it speaks or acts for, where the article or the gazetteer says so."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """Against what a relative time was resolved: `basis` says what it is, `value` its date, `time` its id."""

    basis: Literal["published", "expression", "none"]
    value: str | None = None
    time: str | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Time:
    """A TIMEX3 expression with its value; `earliest` and `latest` bound it as ISO dates."""

    id: str
    start: int
    end: int
    text: str
    type: TimeType
    value: str | None
    earliest: str | None
    latest: str | None
    mod: str | None = None
    anchor: Anchor | None = None


@dataclass(frozen=True, slots=True)
class Party:
    """A speaker or addressee: where the text names it, and which entity it is."""

    spans: tuple[Span, ...]
    entity: str | None


@dataclass(frozen=True, slots=True)
class Quotation:
    """What somebody said, as the quotation corpus has it (Petersen-Frey and Biemann 2024)."""

    id: str
    type: QuotationType
    medium: str
    content: tuple[Span, ...]
    cue: tuple[Span, ...]
    frame: tuple[Span, ...]
    speaker: Party | None
    addressee: Party | None
    channel: str | None
    parent: str | None
    confidence: float
    mood: Mood | None = None


@dataclass(frozen=True, slots=True)
class Role:
    """One filler of a role of an event."""

    start: int
    end: int
    entity: str | None


@dataclass(frozen=True, slots=True)
class EventTime:
    """When an event took place; `start` and `end` are the expression's offsets, null where the discourse gave it."""

    start: int | None
    end: int | None
    value: str


@dataclass(frozen=True, slots=True)
class Source:
    """The claimant of an event: where the text names it, the entity, and the quotation that the event stands in."""

    spans: tuple[Span, ...]
    entity: str | None
    quotation: str | None


@dataclass(frozen=True, slots=True)
class Count:
    """A number of people; `min` or `max` is null where the text leaves that side open. `text` is the wording."""

    min: int | None
    max: int | None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Casualties:
    """Victims that the mention of an event gives a number for."""

    killed: Count | None = None
    injured: Count | None = None
    captured: Count | None = None
    missing: Count | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """One mention of an interaction, coded after PLOVER."""

    id: str
    type: str
    modes: tuple[str, ...]
    trigger: Span
    actors: tuple[Role, ...]
    recipients: tuple[Role, ...]
    mediators: tuple[Role, ...]
    places: tuple[Role, ...]
    time: EventTime | None
    factuality: Factuality
    source: Source | None
    casualties: Casualties | None
    same_as: str | None
    confidence: float
    source_chain: tuple[Source, ...] = ()
    """Addition: nested claims from the outermost inwards ("X sagte, laut Y …"); `source` is the innermost."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One article, analysed."""

    document: Document
    boilerplate: tuple[Boilerplate, ...] = ()
    sentences: tuple[Span, ...] = ()
    mentions: tuple[Mention, ...] = ()
    entities: tuple[Entity, ...] = ()
    times: tuple[Time, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    events: tuple[Event, ...] = ()
    format: Literal["lesart.reading/1"] = FORMAT
