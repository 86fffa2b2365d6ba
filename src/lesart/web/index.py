"""The record as screens need it: things by id, and for each article the cells of the record that rest on it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, TypeVar

from lesart.export.tables import mention_cell, row_of, slot_cell
from lesart.schema.records import (
    Account,
    Actor,
    AgreementRecord,
    ArticleCard,
    Claimant,
    Passage,
    Record,
    RecordEvent,
    ReviewItem,
    Side,
    Statement,
)
from lesart.web.marks import marks, tellers

Thing = TypeVar("Thing", RecordEvent, Statement, AgreementRecord)
UseKind = Literal["slot", "mention", "statement", "agreement", "point", "status"]


def slug(identifier: str) -> str:
    """An id as an address shows it: `3f…#e4` becomes `3f…~e4`, because a browser keeps what follows `#` to itself."""
    return identifier.replace("#", "~")


@dataclass(frozen=True, slots=True)
class Use:
    """One cell of the record and a passage that it rests on.

    `cell` is the name of the cell on its page (the `id` attribute there); `owner` is the event, statement or agreement.
    """

    kind: UseKind
    owner: str
    cell: str
    passage: Passage
    claimant: Claimant | None = None
    slot: str = ""
    label: str = ""

    @property
    def reference(self) -> str:
        """Names the cell in a reader's address, so that the way back is known."""
        return f"{self.kind}:{slug(self.owner)}:{self.cell}"


def statement_cell(statement: Statement) -> str:
    """Name of a statement's row."""
    return f"s-{slug(statement.id)}"


def point_cell(agreement: int, point: int) -> str:
    """Name of an agreement's point."""
    return f"point-{agreement}-{point}"


def status_cell(agreement: int, point: int, report: int) -> str:
    """Name of one report on what became of a point."""
    return f"status-{agreement}-{point}-{report}"


def _event_uses(event: RecordEvent) -> Iterator[Use]:
    for number, account in enumerate(event.accounts):
        claimant = account.claimant
        for value in account.slots:
            cell = slot_cell(number, value.slot, row_of(event, number, value))
            for passage in value.passages:
                yield Use("slot", event.id, cell, passage, claimant, value.slot, event.label)
        for passage in account.mentions:
            yield Use("mention", event.id, mention_cell(number), passage, claimant, "", event.label)


def _agreement_uses(number: int, agreement: AgreementRecord) -> Iterator[Use]:
    for passage in agreement.passages:
        yield Use("agreement", agreement.id, f"agreement-{number}", passage, None, "", agreement.label)
    for index, point in enumerate(agreement.points):
        yield Use("point", agreement.id, point_cell(number, index), point.passage, None, "", point.label)
        for place, report in enumerate(point.reports):
            cell = status_cell(number, index, place)
            yield Use("status", agreement.id, cell, report.passage, report.claimant, report.status, point.label)


def _statement_uses(statement: Statement) -> Iterator[Use]:
    claimant = Claimant(statement.speaker, statement.speaker_name, statement.side)
    for passage in statement.content:
        yield Use("statement", statement.id, statement_cell(statement), passage, claimant, statement.kind)


def _uses(record: Record) -> Iterator[Use]:
    for event in record.events:
        yield from _event_uses(event)
    for number, agreement in enumerate(record.agreements):
        yield from _agreement_uses(number, agreement)
    for statement in record.statements:
        yield from _statement_uses(statement)


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    groups: dict[str, dict[str, None]] = defaultdict(dict)
    for key, value in pairs:
        groups[key][value] = None
    return {key: tuple(values) for key, values in groups.items()}


@dataclass(frozen=True)
class RecordIndex:
    """Look-ups over one record; built once, never changed."""

    record: Record
    articles: Mapping[str, ArticleCard]
    actors: Mapping[str, Actor]
    sides: Mapping[str, Side]
    events: Mapping[str, RecordEvent]
    statements: Mapping[str, Statement]
    agreements: Mapping[str, AgreementRecord]
    actor_of_entity: Mapping[str, str]
    event_of_mention: Mapping[str, str]
    statements_of_event: Mapping[str, tuple[str, ...]]
    events_of_actor: Mapping[str, tuple[str, ...]]
    statements_of_actor: Mapping[str, tuple[str, ...]]
    uses_of_article: Mapping[str, tuple[Use, ...]]
    words_of_event: Mapping[str, str]
    """What free text is looked for in, per event, folded to lower case."""
    reviews_of_event: Mapping[str, tuple[ReviewItem, ...]]
    marks_of_event: Mapping[str, tuple[str, ...]]
    tellers_of_event: Mapping[str, tuple[str, ...]]

    @classmethod
    def build(cls, record: Record) -> RecordIndex:
        """Indexes a record; `events`, `statements` and `agreements` are found by id and by the id's `slug`."""
        actors = {actor.id: actor for actor in record.actors}
        event_of_mention = {member: event.id for event in record.events for member in event.members}
        uses: dict[str, list[Use]] = defaultdict(list)
        for use in _uses(record):
            uses[use.passage.article].append(use)
        reviews: dict[str, list[ReviewItem]] = defaultdict(list)
        for item in record.review:
            for owner in sorted({event_of_mention.get(item.left, ""), event_of_mention.get(item.right, "")} - {""}):
                reviews[owner].append(item)
        return cls(
            record=record,
            articles={article.id: article for article in record.articles},
            actors=actors,
            sides={side.id: side for side in record.sides},
            events=_by_both_names({event.id: event for event in record.events}),
            statements=_by_both_names({statement.id: statement for statement in record.statements}),
            agreements=_by_both_names({agreement.id: agreement for agreement in record.agreements}),
            actor_of_entity={entity: actor.id for actor in record.actors for entity in actor.members},
            event_of_mention=event_of_mention,
            statements_of_event=_grouped(_statements_by_event(record)),
            events_of_actor=_grouped((actor, event.id) for event in record.events for actor in participants(event)),
            statements_of_actor=_grouped(
                (statement.speaker, statement.id) for statement in record.statements if statement.speaker
            ),
            uses_of_article={
                article: tuple(sorted(found, key=lambda use: (use.passage.start, use.passage.end, use.kind, use.owner)))
                for article, found in uses.items()
            },
            words_of_event={event.id: _words(event, actors) for event in record.events},
            reviews_of_event={event: tuple(items) for event, items in reviews.items()},
            marks_of_event={event.id: marks(event, unsure=event.id in reviews) for event in record.events},
            tellers_of_event={event.id: tellers(event) for event in record.events},
        )

    def side_name(self, side: str | None) -> str | None:
        """Name of a side, or the id where the dossier no longer lists it."""
        if side is None:
            return None
        return self.sides[side].name if side in self.sides else side

    def side_number(self, side: str | None) -> int | None:
        """Place of the side in the dossier's list: the style sheet names its colours by it."""
        for number, entry in enumerate(self.record.sides):
            if entry.id == side:
                return number
        return None

    def actor_name(self, actor: str) -> str:
        """Name of an actor, or the id where the record does not list it."""
        return self.actors[actor].name if actor in self.actors else actor


def _by_both_names(things: dict[str, Thing]) -> dict[str, Thing]:
    return {slug(name): thing for name, thing in things.items()} | things


def _statements_by_event(record: Record) -> Iterator[tuple[str, str]]:
    """Statements name their events, accounts name their quotations; what either says counts."""
    known = {statement.id for statement in record.statements}
    for event in record.events:
        for account in event.accounts:
            yield from ((event.id, quotation) for quotation in account.quotations if quotation in known)
    for statement in record.statements:
        yield from ((event, statement.id) for event in statement.events)


def participants(event: RecordEvent) -> tuple[str, ...]:
    """Every actor that has to do with an event: taking part, mediating, or giving an account of it."""
    claimants = (account.claimant.actor for account in event.accounts)
    named = (*event.actors, *event.recipients, *event.mediators, *(actor for actor in claimants if actor))
    return tuple(dict.fromkeys(named))


def _words(event: RecordEvent, actors: Mapping[str, Actor]) -> str:
    parts = [event.label, event.type, *event.places]
    for actor in participants(event):
        if actor in actors:
            parts += [actors[actor].name, *actors[actor].aliases]
    for account in event.accounts:
        parts.append(account.claimant.name)
        parts += [value.text for value in account.slots]
        parts += [passage.wording for passage in _passages(account)]
    return "\n".join(parts).casefold()


def _passages(account: Account) -> Iterator[Passage]:
    yield from account.mentions
    for value in account.slots:
        yield from value.passages
