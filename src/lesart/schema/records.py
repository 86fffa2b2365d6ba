"""The record: what a dossier shows, compiled from readings and links.

Ids of record objects are stable as long as their first member is: an event of the record is named after the first
mention that belongs to it. Every value keeps the passages it rests on.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Slot = Literal["killed", "injured", "captured", "missing", "perpetrator", "victim", "place", "date", "happened"]
Agreement = Literal["agree", "differ", "revised", "silent", "single"]
"""`revised`: the accounts do not contradict each other, but one of them has changed its own number or denial."""
PointStatus = Literal["announced", "open", "done", "broken", "disputed"]
DateBasis = Literal["stated", "published", "missing"]
StatementKind = Literal[
    "statement", "demand", "accusation", "rejection", "threat", "offer", "support", "denial", "report"
]


@dataclass(frozen=True, slots=True)
class Passage:
    """Where a cell rests: an article, a stretch of its text and the wording there (`text[start:end] == wording`)."""

    article: str
    start: int
    end: int
    wording: str


@dataclass(frozen=True, slots=True)
class ArticleCard:
    """An article as lists show it."""

    id: str
    title: str | None
    publisher: str | None
    url: str | None
    published: str | None
    published_basis: str
    copy_of: str | None = None
    """Id of the article of which this one is a near copy (agency text)."""


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, body, state, place or group across the articles of the dossier."""

    id: str
    name: str
    type: str
    aliases: tuple[str, ...]
    links: dict[str, str]
    roles: tuple[str, ...]
    side: str | None
    """Id of the side of the dossier that the actor belongs to, or null."""
    members: tuple[str, ...]
    """The entities that it joins, as `ARTICLE#LOCAL`."""
    mentions: int


@dataclass(frozen=True, slots=True)
class SlotValue:
    """What one account says on one slot. `value` is normalised, `text` the wording; both empty means silence."""

    slot: Slot
    value: str
    text: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Claimant:
    """Who vouches for an account: an actor, or the article itself (`actor` null: the outlet reports it as fact)."""

    actor: str | None
    name: str
    side: str | None
    passages: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class Account:
    """One claimant's version of an event."""

    claimant: Claimant
    slots: tuple[SlotValue, ...]
    mentions: tuple[Passage, ...]
    """The trigger of each mention, with its article."""
    factuality: str
    quotations: tuple[str, ...] = ()
    """Ids (`ARTICLE#LOCAL`) of the statements in which the account is given."""


@dataclass(frozen=True, slots=True)
class Variant:
    """How the accounts of an event relate on one slot."""

    slot: Slot
    status: Agreement
    values: tuple[tuple[int, str], ...]
    """Pairs (index of the account, value) of the accounts that speak."""
    silent: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class RecordEvent:
    """One event of the record with the accounts of it side by side."""

    id: str
    type: str
    modes: tuple[str, ...]
    label: str
    date: str | None
    date_reason: str
    """Where the date comes from, or why the cell is empty."""
    places: tuple[str, ...]
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    mediators: tuple[str, ...]
    factuality: str
    accounts: tuple[Account, ...]
    variants: tuple[Variant, ...]
    one_sided: bool
    """Whether every account that is claimed comes from one side only."""
    members: tuple[str, ...]
    """Event mentions, as `ARTICLE#LOCAL`."""
    link_reasons: tuple[str, ...]
    """Why the mentions were taken for one event, readable."""
    confidence: float


@dataclass(frozen=True, slots=True)
class Statement:
    """What somebody said, with the passage."""

    id: str
    article: str
    type: str
    kind: StatementKind
    speaker: str | None
    """Actor id, or null where nobody could be identified."""
    speaker_name: str
    side: str | None
    date: str | None
    channel: str | None
    content: tuple[Passage, ...]
    frame: tuple[Passage, ...]
    confidence: float
    events: tuple[str, ...]
    date_basis: DateBasis = "missing"
    """`stated` with the statement, else the day on which the article was `published` (to be shown as such only)."""


@dataclass(frozen=True, slots=True)
class StatusReport:
    """What one article says became of a point."""

    status: PointStatus
    claimant: Claimant
    date: str | None
    passage: Passage


@dataclass(frozen=True, slots=True)
class AgreementPoint:
    """One point of an agreement with every later word on it."""

    label: str
    passage: Passage
    reports: tuple[StatusReport, ...]
    status: PointStatus
    """The latest status; `disputed` where claimants differ."""


@dataclass(frozen=True, slots=True)
class AgreementRecord:
    """An agreement: its event, parties and points."""

    id: str
    label: str
    date: str | None
    parties: tuple[str, ...]
    mediators: tuple[str, ...]
    event: str | None
    passages: tuple[Passage, ...]
    points: tuple[AgreementPoint, ...]


@dataclass(frozen=True, slots=True)
class OfficeHeld:
    """A term of an office as the knowledge base has it: its kind, the code of its state, first and last day."""

    office: str
    state: str
    start: str | None
    end: str | None


@dataclass(frozen=True, slots=True)
class OfficeNote:
    """An article names an office that, by the knowledge base, the person did not hold on that day.

    The article's wording stays as it is; this only says that a reader may want to look.
    """

    actor: str
    named: str
    day: str
    held: tuple[OfficeHeld, ...]
    """What the person held on that day, else the terms of the named office on other days."""
    passage: Passage


@dataclass(frozen=True, slots=True)
class ReviewItem:
    """A pair on which the resolver is unsure, waiting for a person."""

    kind: str
    left: str
    right: str
    left_label: str
    right_label: str
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """A party to the conflict as the dossier configures it."""

    id: str
    name: str
    colour: str


@dataclass(frozen=True, slots=True)
class Record:
    """The whole dossier compiled; order within each list is deterministic (by date, then id)."""

    title: str
    articles: tuple[ArticleCard, ...]
    actors: tuple[Actor, ...]
    events: tuple[RecordEvent, ...]
    statements: tuple[Statement, ...]
    agreements: tuple[AgreementRecord, ...]
    review: tuple[ReviewItem, ...]
    sides: tuple[Side, ...]
    office_notes: tuple[OfficeNote, ...] = ()
