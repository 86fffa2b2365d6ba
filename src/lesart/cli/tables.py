"""Terminal tables of records and readings. Article text is printed as text: no markup in it is interpreted."""

from __future__ import annotations

from typing import Literal

from rich.table import Table
from rich.text import Text

from lesart.cli.console import paper
from lesart.schema import Entity, Party, Reading, Role, Span
from lesart.schema.records import Account, Passage, Record

Kind = Literal["events", "statements", "agreements", "actors", "article"]


def record_table(record: Record, what: Kind) -> None:
    """Prints one kind of thing of the record."""
    headers, rows = {
        "events": _events,
        "statements": _statements,
        "agreements": _agreements,
        "actors": _actors,
        "article": _articles,
    }[what](record)
    _print(what, headers, rows)


def reading_tables(name: str, reading: Reading) -> None:
    """Prints what one article says: quotations, events, times, entities."""
    text = reading.document.text
    entities = {e.id: e for e in reading.entities}
    published = f"{reading.document.published or 'no date'} ({reading.document.published_basis})"
    paper().print(Text(f"{name}: {published}, {reading.document.language}", style="bold"))
    _print(
        "quotations",
        ("type", "speaker", "content"),
        [(q.type, _party(q.speaker, entities, text), _cut(q.content, text)) for q in reading.quotations],
    )
    _print(
        "events",
        ("type", "trigger", "actors", "recipients", "place", "time", "factuality", "claimed by"),
        [
            (
                "/".join((e.type, *e.modes)),
                e.trigger.cut(text),
                _roles(e.actors, entities, text),
                _roles(e.recipients, entities, text),
                _roles(e.places, entities, text),
                e.time.value if e.time else "",
                e.factuality,
                _party(Party(e.source.spans, e.source.entity), entities, text) or "unknown" if e.source else "",
            )
            for e in reading.events
        ],
    )
    _print("times", ("text", "type", "value"), [(t.text, t.type, t.value or "") for t in reading.times])
    _print(
        "entities",
        ("name", "type", "role", "forms"),
        [(e.name, e.type, e.role or "", ", ".join(e.aliases)) for e in reading.entities],
    )


Rows = list[tuple[str, ...]]


def _events(record: Record) -> tuple[tuple[str, ...], Rows]:
    def account(a: Account) -> str:
        slots = "; ".join(f"{s.slot}: {s.text or s.value}" for s in a.slots if s.value or s.text)
        return f"{a.claimant.name}: {slots or 'nothing more'}"

    return ("date", "type", "event", "accounts", "differ on"), [
        (
            e.date or "–",
            "/".join((e.type, *e.modes)),
            e.label,
            "\n".join(account(a) for a in e.accounts),
            ", ".join(v.slot for v in e.variants if v.status == "differ"),
        )
        for e in record.events
    ]


def _statements(record: Record) -> tuple[tuple[str, ...], Rows]:
    return ("date", "speaker", "kind", "type", "content"), [
        (s.date or "–", s.speaker_name, s.kind, s.type, _wordings(s.content)) for s in record.statements
    ]


def _agreements(record: Record) -> tuple[tuple[str, ...], Rows]:
    rows: Rows = []
    for agreement in record.agreements:
        rows.append((agreement.date or "–", agreement.label, "", ""))
        for point in agreement.points:
            reports = "\n".join(
                f"{r.status}: {r.claimant.name}, {r.date or 'no date'}: {r.passage.wording}" for r in point.reports
            )
            rows.append(("", f"  • {point.label}", point.status, reports))
    return ("date", "agreement and points", "status", "reported"), rows


def _actors(record: Record) -> tuple[tuple[str, ...], Rows]:
    return ("name", "type", "side", "roles", "names used", "mentions"), [
        (a.name, a.type, a.side or "", "; ".join(a.roles), ", ".join(a.aliases), str(a.mentions))
        for a in sorted(record.actors, key=lambda a: (-a.mentions, a.name))
    ]


def _articles(record: Record) -> tuple[tuple[str, ...], Rows]:
    return ("id", "published", "outlet", "title", "copy of"), [
        (c.id, f"{c.published or '–'} ({c.published_basis})", c.publisher or "", c.title or "", c.copy_of or "")
        for c in record.articles
    ]


def _print(title: str, headers: tuple[str, ...], rows: Rows) -> None:
    table = Table(title=title, title_justify="left", show_lines=True)
    for header in headers:
        table.add_column(header, overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    paper().print(table if rows else Text(f"{title}: none"))


def _cut(spans: tuple[Span, ...], text: str) -> str:
    return " … ".join(span.cut(text) for span in spans)


def _wordings(passages: tuple[Passage, ...]) -> str:
    return " … ".join(passage.wording for passage in passages)


def _party(party: Party | None, entities: dict[str, Entity], text: str) -> str:
    if party is None:
        return ""
    entity = entities.get(party.entity or "")
    return entity.name if entity else _cut(party.spans, text)


def _roles(roles: tuple[Role, ...], entities: dict[str, Entity], text: str) -> str:
    named = (entities[r.entity].name if r.entity in entities else text[r.start : r.end] for r in roles)
    return ", ".join(dict.fromkeys(named))
