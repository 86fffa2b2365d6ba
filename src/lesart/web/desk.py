"""What the workbench asks of a dossier, and the desk that keeps the record and its index at hand between requests."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from threading import RLock
from typing import Any, Protocol, TypeVar

from lesart.resources.dossiers import DossierConfiguration
from lesart.schema import Reading
from lesart.schema.links import Link
from lesart.schema.records import Record
from lesart.web.index import RecordIndex

Value = TypeVar("Value")
KEPT_READINGS = 200


class DossierFace(Protocol):
    """The part of `lesart.workflow.dossier.Dossier` that a person's screen needs; tests put a hand-made one here."""

    @property
    def path(self) -> Path | str: ...

    def record(self) -> Record: ...

    def reading(self, article_id: str, /) -> Reading | None: ...

    def original(self, article_id: str, /) -> tuple[bytes, str] | None: ...

    def decide(self, *links: Link) -> None: ...

    def decisions(self) -> tuple[Link, ...]: ...

    def undo(self, *links: Link) -> None: ...

    def about(self) -> Mapping[str, Any]: ...

    def configuration(self) -> DossierConfiguration: ...


class Desk:
    """One dossier, used by one request at a time: handlers run in threads, a ledger's connection need not.

    The index is built once for a record and again when the dossier hands out another record object (somebody decided
    on a link, or another process compiled more articles).
    """

    def __init__(self, dossier: DossierFace) -> None:
        self._dossier = dossier
        self._lock = RLock()
        self._index: RecordIndex | None = None
        self._configuration = DossierConfiguration()
        self._readings: dict[str, Reading | None] = {}

    def index(self) -> RecordIndex:
        """The record, ready to be looked things up in."""
        with self._lock:
            record = self._dossier.record()
            if self._index is None or self._index.record is not record:
                self._index = RecordIndex.build(record)
                self._configuration = self._dossier.configuration()
                self._readings.clear()
            return self._index

    def configuration(self) -> DossierConfiguration:
        """The configuration that the record was made with."""
        with self._lock:
            self.index()
            return self._configuration

    def ask(self, question: Callable[[DossierFace], Value]) -> Value:
        """Puts one question to the dossier while no other request does."""
        with self._lock:
            return question(self._dossier)

    def reading(self, article: str) -> Reading | None:
        """The reading of an article; lists ask for the same few again and again, so some are kept."""
        with self._lock:
            if article not in self._readings:
                if len(self._readings) >= KEPT_READINGS:
                    self._readings.clear()
                self._readings[article] = self._dossier.reading(article)
            return self._readings[article]
