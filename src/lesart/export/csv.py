"""The record as tables for spreadsheets: a folder of CSV files, every value with claimant, article and passage.

Words of articles come from anywhere, and a spreadsheet runs a cell that begins with "=" as a formula: such cells get an
apostrophe in front (OWASP, "CSV Injection"). Files are UTF-8 with a byte order mark: Excel garbles umlauts without it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from lesart.export.files import write_whole
from lesart.export.tables import differing_slots
from lesart.schema.records import Account, ArticleCard, Passage, Record, RecordEvent

Cell = str | int | float | bool | None

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
PASSAGE = ("article_id", "outlet", "published", "article_title", "article_url", "start", "end", "passage")
CLAIMANT = ("claimant", "claimant_id", "side")


def write(record: Record, output: Path) -> tuple[Path, ...]:
    """Writes the tables into the folder `output`; the files."""
    return tuple(
        write_whole(output / f"{name}.csv", table(rows), encoding="utf-8-sig") for name, rows in tables(record).items()
    )


def tables(record: Record) -> Mapping[str, Iterable[Iterable[Cell]]]:
    """All tables by name, each with its head row."""
    return {
        "events": _events(record),
        "accounts": _accounts(record),
        "statements": _statements(record),
        "agreement_points": _agreement_points(record),
        "actors": _actors(record),
        "articles": _articles(record),
        "office_notes": _office_notes(record),
    }


def table(rows: Iterable[Iterable[Cell]]) -> Iterator[str]:
    """CSV lines of a table, guarded."""
    for row in rows:
        line = io.StringIO()
        csv.writer(line).writerow([guarded(cell) for cell in row])
        yield line.getvalue()


def guarded(cell: Cell) -> Cell:
    """A cell that no spreadsheet takes for a formula; numbers stay numbers."""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, str) and cell.startswith(FORMULA):
        return "'" + cell
    return cell


class _Names:
    """Names of actors, sides and articles by id."""

    def __init__(self, record: Record) -> None:
        self._actors = {actor.id: actor.name for actor in record.actors}
        self._sides = {side.id: side.name for side in record.sides}
        self._articles = {article.id: article for article in record.articles}

    def actors(self, ids: Iterable[str]) -> str:
        return "; ".join(self._actors.get(name, name) for name in ids)

    def side(self, side: str | None) -> str:
        return self._sides.get(side or "", side or "")

    def passage(self, passage: Passage | None) -> tuple[Cell, ...]:
        if passage is None:
            return ("",) * len(PASSAGE)
        card: ArticleCard | None = self._articles.get(passage.article)
        about = (card.publisher, card.published, card.title, card.url) if card else (None,) * 4
        return (passage.article, *about, passage.start, passage.end, passage.wording)


def _events(record: Record) -> Iterator[Iterable[Cell]]:
    names = _Names(record)
    yield (
        *("event_id", "type", "modes", "label", "date", "date_reason", "places", "actors", "recipients", "mediators"),
        *("factuality", "accounts", "differing_slots", "one_sided", "mentions", "joined_because"),
    )
    for event in record.events:
        yield (
            event.id,
            event.type,
            "; ".join(event.modes),
            event.label,
            event.date,
            event.date_reason,
            "; ".join(event.places),
            names.actors(event.actors),
            names.actors(event.recipients),
            names.actors(event.mediators),
            event.factuality,
            len(event.accounts),
            "; ".join(differing_slots(event)),
            event.one_sided,
            "; ".join(event.members),
            " | ".join(event.link_reasons),
        )


def _accounts(record: Record) -> Iterator[Iterable[Cell]]:
    names = _Names(record)
    yield ("event_id", "event", "account", *CLAIMANT, "factuality", "slot", "status", "value", "wording", *PASSAGE)
    for event in record.events:
        for number, account in enumerate(event.accounts):
            claimant = account.claimant
            head = (event.id, event.label, number + 1, claimant.name, claimant.actor, names.side(claimant.side))
            for slot, status, value, wording, passage in _slot_lines(event, number, account):
                yield (*head, account.factuality, slot, status, value, wording, *names.passage(passage))


def _slot_lines(
    event: RecordEvent, number: int, account: Account
) -> Iterator[tuple[str, str, str, str, Passage | None]]:
    """One line a passage of a value; a slot on which this account alone is silent has a line that says so."""
    for value in account.slots:
        statuses = (variant.status for variant in event.variants if variant.slot == value.slot)
        matching = (
            variant.status
            for variant in event.variants
            if variant.slot == value.slot and (number, value.value) in variant.values
        )
        status = next(matching, next(statuses, "single"))
        for passage in value.passages or (None,):
            yield value.slot, status, value.value, value.text, passage
    spoken = {value.slot for value in account.slots}
    for slot in dict.fromkeys(variant.slot for variant in event.variants if number in variant.silent):
        if slot not in spoken:
            yield slot, "silent", "", "", None


def _statements(record: Record) -> Iterator[Iterable[Cell]]:
    names = _Names(record)
    yield (
        *("statement_id", "date", "date_basis", "speaker", "speaker_id", "side", "kind", "form", "channel", "events"),
        *("recognition_confidence", "part", *PASSAGE),
    )
    for statement in record.statements:
        for part, passage in enumerate(statement.content, start=1):
            yield (
                statement.id,
                statement.date,
                statement.date_basis,
                statement.speaker_name,
                statement.speaker,
                names.side(statement.side),
                statement.kind,
                statement.type,
                statement.channel,
                "; ".join(statement.events),
                round(statement.confidence, 4),
                part,
                *names.passage(passage),
            )


def _agreement_points(record: Record) -> Iterator[Iterable[Cell]]:
    names = _Names(record)
    yield (
        *("agreement_id", "agreement", "agreement_date", "parties", "mediators", "point", "point_status"),
        *("reported_status", "reported_date", *CLAIMANT, *PASSAGE, *(f"point_{name}" for name in PASSAGE)),
    )
    for agreement in record.agreements:
        for point in agreement.points:
            head = (
                agreement.id,
                agreement.label,
                agreement.date,
                names.actors(agreement.parties),
                names.actors(agreement.mediators),
                point.label,
                point.status,
            )
            for report in point.reports or (None,):
                if report is None:
                    said: tuple[Cell, ...] = ("", "", "", "", "", *names.passage(None))
                else:
                    claimant = report.claimant
                    who = (claimant.name, claimant.actor, names.side(claimant.side))
                    said = (report.status, report.date, *who, *names.passage(report.passage))
                yield (*head, *said, *names.passage(point.passage))


def _actors(record: Record) -> Iterator[Iterable[Cell]]:
    names = _Names(record)
    yield ("actor_id", "name", "type", "side", "other_names", "roles", "links", "mentions")
    for actor in record.actors:
        yield (
            actor.id,
            actor.name,
            actor.type,
            names.side(actor.side),
            "; ".join(actor.aliases),
            "; ".join(actor.roles),
            "; ".join(f"{name}:{value}" for name, value in sorted(actor.links.items())),
            actor.mentions,
        )


def _articles(record: Record) -> Iterator[Iterable[Cell]]:
    yield ("article_id", "title", "outlet", "published", "published_basis", "url", "copy_of")
    for card in record.articles:
        yield (card.id, card.title, card.publisher, card.published, card.published_basis, card.url, card.copy_of)


def _office_notes(record: Record) -> Iterator[Iterable[Cell]]:
    names = _Names(record)
    yield ("actor_id", "name", "office_named", "day", "held_by_knowledge_base", *PASSAGE)
    for note in record.office_notes:
        held = "; ".join(f"{term.office} {term.state} {term.start or ''}/{term.end or ''}" for term in note.held)
        yield (note.actor, names.actors([note.actor]), note.named, note.day, held, *names.passage(note.passage))
