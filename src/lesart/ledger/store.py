"""The dossier file: opens or creates it, appends, and reads what was appended.

The invariant of this file: rows are only ever added, and everything about one article is added in one transaction.
A process that is killed therefore leaves whole articles behind and nothing else.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import sqlalchemy as sa

from lesart.errors import DossierError
from lesart.ledger import tables
from lesart.ledger.assertions import assertions
from lesart.ledger.migrate import current_revision, head_revision, upgrade
from lesart.schema import Article, Reading
from lesart.schema.codec import from_json, to_json
from lesart.schema.links import Link, Reason

_BUSY_MS = 10_000
"""How long a second process waits for the first one's transaction before it gives up with a message."""


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """An article as the ledger keeps it; `original` is the untouched input or null where the text is the input."""

    id: str
    name: str
    media_type: str
    text: str
    text_sha256: str
    original: bytes | None


class Ledger:
    """One dossier file. Use as a context manager; every method may raise DossierError and nothing else."""

    def __init__(self, engine: sa.Engine, path: Path) -> None:
        self._engine = engine
        self.path = path

    @classmethod
    def open(cls, path: Path, *, create: bool = False) -> Ledger:
        """Opens the dossier at `path`; with `create`, makes it when nothing is there.

        Raises DossierError where the file is missing, no dossier, newer than this program, or in use.
        """
        existed = path.exists()
        _check_place(path, create=create)
        engine = _engine(path)
        ledger = cls(engine, path)
        try:
            with ledger._guarded(), engine.connect() as connection:
                ledger._adopt(connection, fresh=not existed or path.stat().st_size == 0)
        except DossierError:
            engine.dispose()
            raise
        return ledger

    def close(self) -> None:
        """Closes the file."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    # -- appending ----------------------------------------------------------------------------------------------

    def knows(self, inputs: str) -> bool:
        """Whether a reading made from these inputs (article, metadata, engine) is stored, and no other engine's since.

        An older engine's reading does not count: who goes back to an earlier lexicon shall see its reading again.
        """
        with self._reading() as connection:
            return _in_force(connection, inputs)

    def append(self, article: Article, reading: Reading, *, inputs: str, engine: str) -> bool:
        """Stores an article with its reading and rows in one transaction; False if `knows` its inputs.

        The same finding of another engine is another row (its inputs are then known), and so is a finding that comes
        back after another one: a reading's id names its inputs and the reading that it follows.
        """
        body = to_json(reading)
        now = _now()
        with self._writing() as connection:
            if not _exists(connection, tables.article.c.id, article.id):
                connection.execute(tables.article.insert().values(_article_row(article, now)))
            if _in_force(connection, inputs):
                return False
            before = connection.execute(
                sa.select(tables.reading.c.id)
                .where(tables.reading.c.article == article.id)
                .order_by(tables.reading.c.sequence.desc())
                .limit(1)
            ).first()
            follows = before.id if before is not None else ""
            reading_id = hashlib.sha256(b"\x00".join((follows.encode(), inputs.encode(), body))).hexdigest()
            connection.execute(
                tables.reading.insert().values(
                    id=reading_id,
                    article=article.id,
                    inputs=inputs,
                    engine=engine,
                    body=zlib.compress(body, 6),
                    added_at=now,
                )
            )
            rows = {row["id"]: row for row in _assertion_rows(reading, reading_id)}
            if rows:
                connection.execute(tables.assertion.insert(), list(rows.values()))
        return True

    def append_resolution(self, links: Sequence[Link], *, inputs: str) -> bool:
        """Stores what the resolver found for one state of the ledger; False if that state was resolved already."""
        with self._writing() as connection:
            if self._last_resolution(connection, inputs) is not None:
                return False
            result = connection.execute(tables.resolution.insert().values(inputs=inputs, added_at=_now()))
            number = int(result.inserted_primary_key[0])  # type: ignore[index]
            if links:
                connection.execute(tables.link.insert(), [_link_row(link, number) for link in links])
        return True

    def append_decision(self, link: Link) -> int:
        """Stores a person's judgement; returns its sequence number, by which it can be retracted."""
        with self._writing() as connection:
            result = connection.execute(tables.link.insert().values(_link_row(link, None)))
            return int(result.inserted_primary_key[0])  # type: ignore[index]

    def retract_decision(self, sequence: int) -> None:
        """Takes a decision back by adding a row that says so."""
        with self._writing() as connection:
            row = connection.execute(
                sa.select(tables.link).where(tables.link.c.sequence == sequence, tables.link.c.origin == "person")
            ).first()
            if row is None:
                raise DossierError(f"{self.path}: there is no decision number {sequence}.")
            values = dict(row._mapping)
            del values["sequence"]
            connection.execute(tables.link.insert().values({**values, "retracts": sequence, "added_at": _now()}))

    def append_configuration(self, body: str) -> bool:
        """Stores the dossier's configuration (YAML); False if it is the current one."""
        if body == self.configuration():
            return False
        with self._writing() as connection:
            digest = hashlib.sha256(body.encode()).hexdigest()
            connection.execute(tables.configuration.insert().values(sha256=digest, body=body, added_at=_now()))
        return True

    # -- reading ------------------------------------------------------------------------------------------------

    def readings(self) -> Iterator[Reading]:
        """The newest reading of every article, in the order in which the articles came in."""
        newest = sa.select(sa.func.max(tables.reading.c.sequence)).group_by(tables.reading.c.article)
        first = (
            sa.select(tables.reading.c.article, sa.func.min(tables.reading.c.sequence).label("first"))
            .group_by(tables.reading.c.article)
            .subquery()
        )
        query = (
            sa.select(tables.reading.c.body)
            .join(first, first.c.article == tables.reading.c.article)
            .where(tables.reading.c.sequence.in_(newest))
            .order_by(first.c.first)
        )
        with self._reading() as connection:
            for (body,) in connection.execute(query):
                yield from_json(zlib.decompress(body))

    def reading(self, article: str) -> Reading | None:
        """The newest reading of one article."""
        query = (
            sa.select(tables.reading.c.body)
            .where(tables.reading.c.article == article)
            .order_by(tables.reading.c.sequence.desc())
            .limit(1)
        )
        with self._reading() as connection:
            row = connection.execute(query).first()
        return from_json(zlib.decompress(row[0])) if row else None

    def article(self, article: str) -> StoredArticle | None:
        """One stored article."""
        with self._reading() as connection:
            row = connection.execute(sa.select(tables.article).where(tables.article.c.id == article)).first()
        return _stored(row) if row else None

    def articles(self) -> Iterator[StoredArticle]:
        """Every stored article, by id."""
        with self._reading() as connection:
            for row in connection.execute(sa.select(tables.article).order_by(tables.article.c.id)):
                yield _stored(row)

    def assertion_rows(self) -> Iterator[dict[str, Any]]:
        """Every assertion of every reading, article by article."""
        query = sa.select(tables.assertion).order_by(tables.assertion.c.article, tables.assertion.c.id)
        with self._reading() as connection:
            for row in connection.execute(query):
                yield dict(row._mapping)

    def links(self) -> tuple[Link, ...]:
        """The newest resolution's links, then the decisions in force."""
        with self._reading() as connection:
            number = connection.execute(sa.select(sa.func.max(tables.resolution.c.sequence))).scalar()
            rows = connection.execute(
                sa.select(tables.link).where(tables.link.c.resolution == number).order_by(tables.link.c.sequence)
            ).all()
        return tuple(_link(row) for row in rows) + tuple(link for _, link in self.decisions())

    def decisions(self) -> tuple[tuple[int, Link], ...]:
        """People's decisions in force with their sequence numbers, oldest first; a pair's newest one wins."""
        query = sa.select(tables.link).where(tables.link.c.origin == "person").order_by(tables.link.c.sequence)
        with self._reading() as connection:
            rows = connection.execute(query).all()
        retracted = {row.retracts for row in rows if row.retracts is not None}
        newest: dict[tuple[str, str, str], tuple[int, Link]] = {}
        for row in rows:
            if row.retracts is None and row.sequence not in retracted:
                newest[row.kind, row.left, row.right] = (row.sequence, _link(row))
        return tuple(sorted(newest.values(), key=lambda pair: pair[0]))

    def configuration(self) -> str | None:
        """The newest configuration stored, or null."""
        query = sa.select(tables.configuration.c.body).order_by(tables.configuration.c.sequence.desc()).limit(1)
        with self._reading() as connection:
            return connection.execute(query).scalar()

    def counts(self) -> dict[str, int]:
        """Numbers of rows by table, for messages and for knowing whether anything changed."""
        with self._reading() as connection:
            return {
                table.name: int(connection.execute(sa.select(sa.func.count()).select_from(table)).scalar() or 0)
                for table in tables.metadata.sorted_tables
            }

    # -- inner workings -----------------------------------------------------------------------------------------

    def _adopt(self, connection: sa.Connection, *, fresh: bool) -> None:
        """Makes a new file a dossier, brings an older one up to date, refuses what is none."""
        if not fresh:
            application = connection.execute(sa.text("PRAGMA application_id")).scalar()
            if application != tables.APPLICATION_ID:
                raise DossierError(
                    f"{self.path}: is a database, but no dossier of lesart.",
                    way_out="Name another file with --dossier.",
                )
        if current_revision(connection) != head_revision():
            # one transaction, and the look again under its lock: two processes may open a new file at once
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            if current_revision(connection) != head_revision():
                upgrade(connection, self.path)
            connection.commit()

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        try:
            yield
        except (sa.exc.DBAPIError, sqlite3.Error) as error:
            raise _explain(error, self.path) from error

    @contextmanager
    def _reading(self) -> Iterator[sa.Connection]:
        with self._guarded(), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[sa.Connection]:
        with self._guarded(), self._engine.connect() as connection:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                connection.rollback()
                raise
            connection.commit()

    @staticmethod
    def _last_resolution(connection: sa.Connection, inputs: str) -> int | None:
        newest = sa.select(tables.resolution).order_by(tables.resolution.c.sequence.desc()).limit(1)
        row = connection.execute(newest).first()
        return row.sequence if row is not None and row.inputs == inputs else None


def _engine(path: Path) -> sa.Engine:
    # autocommit at the driver: transactions are begun by hand, so that a writer takes the lock before it reads
    engine = sa.create_engine(
        f"sqlite:///{path}",
        connect_args={"timeout": _BUSY_MS / 1000, "isolation_level": None, "check_same_thread": False},
    )

    @sa.event.listens_for(engine, "connect")
    def _pragmas(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("PRAGMA synchronous=FULL")  # what was reported as stored survives a power cut

    return engine


def _check_place(path: Path, *, create: bool) -> None:
    if path.is_dir():
        raise DossierError(f"{path}: is a folder, no dossier.", way_out="Name a file with --dossier.")
    if not path.exists():
        if not create:
            raise DossierError(f"{path}: no such dossier.", way_out="Make one with `lesart compile`.")
        if not path.parent.is_dir():
            raise DossierError(f"{path}: its folder does not exist.", way_out="Make the folder first.")
        return
    try:
        with path.open("rb") as file:
            head = file.read(16)
    except OSError as error:
        raise DossierError(f"{path}: cannot be read ({error.strerror}).", way_out="Check the permissions.") from error
    if not head and create:
        return
    if head != b"SQLite format 3\x00":
        raise DossierError(f"{path}: is no dossier of lesart.", way_out="Name another file with --dossier.")


def _explain(error: Exception, path: Path) -> DossierError:
    text = str(getattr(error, "orig", error))
    if "locked" in text or "busy" in text:
        return DossierError(
            f"{path}: another process is writing to it.", way_out="Wait until it has finished and try again."
        )
    if "full" in text:
        return DossierError(
            f"{path}: the disk is full.", way_out="Free some space and run the same command again; it goes on there."
        )
    if "readonly" in text or "unable to open" in text or "permission" in text.lower():
        return DossierError(f"{path}: cannot be written ({text}).", way_out="Check the permissions of file and folder.")
    if "malformed" in text or "not a database" in text or "disk I/O" in text:
        return DossierError(f"{path}: is damaged ({text}).", way_out="Restore a copy, or compile it anew.")
    return DossierError(f"{path}: {text}.", way_out="Run `lesart verify` on it.")


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _in_force_query() -> sa.Select[tuple[Any]]:
    later = tables.reading.alias()
    of_another_engine = sa.exists().where(
        later.c.article == tables.reading.c.article,
        later.c.sequence > tables.reading.c.sequence,
        later.c.engine != tables.reading.c.engine,
    )
    of_inputs = tables.reading.c.inputs == sa.bindparam("inputs")
    return sa.select(tables.reading.c.sequence).where(of_inputs, ~of_another_engine).limit(1)


_IN_FORCE = _in_force_query()
"""Built once: it is asked twice for every article."""


def _in_force(connection: sa.Connection, inputs: str) -> bool:
    return connection.execute(_IN_FORCE, {"inputs": inputs}).first() is not None


def _exists(connection: sa.Connection, column: sa.Column[Any], value: str) -> bool:
    return connection.execute(sa.select(column).where(column == value).limit(1)).first() is not None


def _article_row(article: Article, now: str) -> dict[str, Any]:
    return {
        "id": article.id,
        "name": article.name,
        "media_type": article.media_type,
        "text": article.text,
        "text_sha256": hashlib.sha256(article.text.encode()).hexdigest(),
        "original": zlib.compress(article.original, 6) if article.original is not None else None,
        "added_at": now,
    }


def _assertion_rows(reading: Reading, reading_id: str) -> Iterator[dict[str, Any]]:
    for found in assertions(reading):
        yield {
            "id": found.id,
            "reading": reading_id,
            "article": found.article,
            "item": found.item,
            "slot": found.slot,
            "value": found.value,
            "claimant": found.claimant,
            "start": found.start,
            "end": found.end,
            "wording": found.wording,
        }


def _stored(row: sa.Row[Any]) -> StoredArticle:
    original = zlib.decompress(row.original) if row.original is not None else None
    return StoredArticle(row.id, row.name, row.media_type, row.text, row.text_sha256, original)


def _link_row(link: Link, resolution: int | None) -> dict[str, Any]:
    # a name belongs to its thing: only the ends of a comparison may change places
    left, right = (link.left, link.right) if link.kind == "name" else sorted((link.left, link.right))
    return {
        "resolution": resolution,
        "kind": link.kind,
        "left": left,
        "right": right,
        "judgement": link.judgement,
        "score": link.score,
        "reasons": json.dumps([[r.feature, r.finding, r.weight] for r in link.reasons], ensure_ascii=False),
        "origin": link.origin,
        "by": link.by,
        "retracts": None,
        "added_at": _now(),
    }


def _link(row: sa.Row[Any]) -> Link:
    reasons = tuple(Reason(*reason) for reason in json.loads(row.reasons))
    return Link(row.kind, row.left, row.right, row.judgement, row.score, reasons, row.origin, row.by)
