"""A dossier in the hand: compile articles into it, look at its record, decide what the resolver could not.

The object that the command line and the workbench share; the same verbs in Python and in the shell.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import yaml

from lesart.collate import collate, event_groups
from lesart.ingest import Skipped
from lesart.ledger import Ledger, Problem, verify
from lesart.resolve import resolve
from lesart.resources import load_yaml, parse_yaml
from lesart.resources.dossiers import DossierConfiguration
from lesart.schema import Article, Reading
from lesart.schema.links import Link
from lesart.schema.records import Record
from lesart.workflow.about import about
from lesart.workflow.own_words import own_words
from lesart.workflow.reading import Outcome, engine, read


@dataclass(frozen=True, slots=True)
class Compiled:
    """What became of one input of `Dossier.compile`, and whether it made a new row."""

    outcome: Outcome
    stored: bool


@dataclass(frozen=True, slots=True)
class Settled:
    """What a dossier amounts to after resolving: its articles, their quotations, its events and the links made."""

    articles: int
    quotations: int
    events: int
    links: int


class Dossier:
    """A dossier file, opened. Nothing in it is ever overwritten."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._record: tuple[tuple[tuple[str, int], ...], Record] | None = None

    @classmethod
    def open(cls, path: Path | str, *, create: bool = False) -> Dossier:
        """Opens the dossier at `path`, or with `create` makes it; raises DossierError where that cannot be."""
        return cls(Ledger.open(Path(path), create=create))

    def close(self) -> None:
        """Closes the file."""
        self._ledger.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    @property
    def path(self) -> Path:
        """The dossier's file."""
        return self._ledger.path

    # -- compiling ----------------------------------------------------------------------------------------------

    def configure(self, path: Path) -> None:
        """Takes a configuration file (YAML) into the dossier; raises DataFileError where it is wrong.

        It is kept as it was written; only files of event words that it names are replaced by what they hold, so that
        the dossier needs nothing beside it.
        """
        configuration = load_yaml(path, DossierConfiguration)
        body = path.read_text(encoding="utf-8")
        if configuration.event_lexicons:
            words = own_words(configuration.event_lexicons, beside=path.parent)
            content = {**yaml.safe_load(body), "event_lexicons": [dict(entry) for entry in words]}
            body = yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=120)
        self._ledger.append_configuration(body)

    def configuration(self) -> DossierConfiguration:
        """The configuration in force; the empty one if none was ever taken in."""
        body = self._ledger.configuration()
        if body is None:
            return DossierConfiguration()
        return parse_yaml(body, DossierConfiguration, name=f"configuration in {self.path}")

    def compile(self, articles: Iterable[Article | Skipped], *, workers: int = 1) -> Iterator[Compiled]:
        """Reads what is new and stores it, one transaction an article; yields as it goes. Call `settle` at the end.

        An article is known if it was read before by this very program with the same date, title, outlet and language
        and the same event words; it is then not read again. When a `Compiled` with `stored` comes out, its article is
        safely in the file.
        """
        lexicons = tuple(entry for entry in self.configuration().event_lexicons if not isinstance(entry, str))
        signature = engine(lexicons)

        def unless_known() -> Iterator[Article | Skipped | Outcome]:
            for item in articles:
                known = isinstance(item, Article) and self._ledger.knows(_inputs(item, signature))
                yield Outcome(item.name, known=True) if known else item

        for outcome in read(unless_known(), workers=workers, lexicons=lexicons):
            stored = False
            if outcome.given and outcome.article and outcome.reading:
                key = _inputs(outcome.given, signature)
                stored = self._ledger.append(outcome.article, outcome.reading, inputs=key, engine=signature)
            yield Compiled(outcome, stored=stored)

    def settle(self) -> Settled:
        """Resolves across all articles and stores the links. Nothing new, nothing stored.

        What it amounts to is counted here, because collating the whole record to say so would cost as much again.
        """
        configuration = self.configuration()
        readings = self._trusted(configuration)
        decisions = tuple(link for _, link in self._ledger.decisions())
        links = resolve(readings, configuration=configuration, decisions=decisions)
        digest = hashlib.sha256(repr(links).encode()).hexdigest()
        self._ledger.append_resolution(links, inputs=digest)
        return Settled(
            articles=len(readings),
            quotations=sum(len(reading.quotations) for reading in readings),
            events=len(event_groups(readings, (*links, *decisions)).all()),
            links=len(links),
        )

    # -- looking ------------------------------------------------------------------------------------------------

    def record(self) -> Record:
        """The record as the ledger stands; compiled once until the ledger changes."""
        state = tuple(sorted(self._ledger.counts().items()))
        if self._record is None or self._record[0] != state:
            configuration = self.configuration()
            record = collate(self._trusted(configuration), self._ledger.links(), configuration=configuration)
            self._record = (state, record)
        return self._record[1]

    def readings(self) -> Iterator[Reading]:
        """The newest reading of every article."""
        return self._ledger.readings()

    def reading(self, article_id: str) -> Reading | None:
        """The newest reading of one article."""
        return self._ledger.reading(article_id)

    def original(self, article_id: str) -> tuple[bytes, str] | None:
        """The untouched input of an article with its media type."""
        article = self._ledger.article(article_id)
        if article is None:
            return None
        return article.original or article.text.encode(), article.media_type

    def verify(self) -> Iterator[Problem]:
        """Everything in the file that does not hold."""
        return verify(self._ledger)

    def about(self) -> dict[str, Any]:
        """Versions, models with licences and scores, and the dossier's own numbers."""
        configuration = self.configuration()
        return {
            **about(),
            "dossier": {
                "path": str(self.path),
                "rows": self._ledger.counts(),
                "shown_names": configuration.policy.names,
                "policy": configuration.policy.note,
                "min_confidence": configuration.min_confidence,
            },
        }

    def _trusted(self, configuration: DossierConfiguration) -> list[Reading]:
        """The readings with the events that are sure enough for the record."""
        return [trusted(reading, configuration.min_confidence) for reading in self._ledger.readings()]

    # -- deciding -----------------------------------------------------------------------------------------------

    def decide(self, *links: Link) -> None:
        """Stores a person's judgements and resolves again, once, in their light. A new name replaces an earlier one."""
        named = {link.left for link in links if link.kind == "name"}
        for number, known in self._ledger.decisions():
            if known.kind == "name" and known.left in named:
                self._ledger.retract_decision(number)
        for link in links:
            self._ledger.append_decision(link)
        self.settle()

    def decisions(self) -> tuple[Link, ...]:
        """The judgements in force, oldest first."""
        return tuple(link for _, link in self._ledger.decisions())

    def undo(self, *links: Link) -> None:
        """Takes judgements back (by further rows); resolves again, once. One that is not there is passed over."""
        pairs = {(link.kind, frozenset((link.left, link.right))) for link in links}
        found = [
            number
            for number, known in self._ledger.decisions()
            if (known.kind, frozenset((known.left, known.right))) in pairs
        ]
        for number in found:
            self._ledger.retract_decision(number)
        if found:
            self.settle()


def trusted(reading: Reading, least: float) -> Reading:
    """The reading without the events below a confidence; what was the same as a dropped one stands for itself."""
    kept = [event for event in reading.events if event.confidence >= least]
    ids = {event.id for event in kept}
    dangling = {event.same_as for event in kept} - ids - {None}
    events = tuple(replace(event, same_as=None) if event.same_as in dangling else event for event in kept)
    return replace(reading, events=events)


def _inputs(article: Article, signature: str) -> str:
    published = article.published.isoformat() if article.published else ""
    about = (article.title or "", article.publisher or "", article.url or "", article.language)
    parts = (article.id, published, article.published_basis, *about, signature)
    return hashlib.sha256("\x00".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
