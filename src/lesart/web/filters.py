"""What a person narrows lists down to. It lives in the address: a view can be shared and needs no JavaScript."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, ClassVar, Self
from urllib.parse import urlencode

from lesart.schema.records import RecordEvent, Statement
from lesart.web import when
from lesart.web.index import RecordIndex, participants

OUTSIDE = "-"
"""Stands in an address for "no side of the dossier"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Filter:
    """Fields are the parameters of the address, empty where nothing is asked; `start` and `end` are a period."""

    PARAMETERS: ClassVar[Mapping[str, str]] = {"start": "from", "end": "to"}
    """Fields whose name in the address is another one."""

    text: str = ""
    start: str = ""
    end: str = ""

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> Self:
        """Takes what it knows out of an address; a period that is no date is left aside."""
        values = {entry.name: query.get(cls._parameter(entry.name), "").strip()[:200] for entry in fields(cls)}
        for name in ("start", "end"):
            if when.bounds(values[name]) is None:
                values[name] = ""
        return cls(**values)

    @classmethod
    def _parameter(cls, name: str) -> str:
        return cls.PARAMETERS.get(name, name)

    def query(self, **changes: Any) -> str:
        """The address's query string for this filter with some fields changed; other parameters are added as given."""
        own = {entry.name for entry in fields(self)}
        changed = replace(self, **{name: value for name, value in changes.items() if name in own})
        pairs = {self._parameter(entry.name): getattr(changed, entry.name) for entry in fields(self)}
        pairs |= {name: value for name, value in changes.items() if name not in own}
        return urlencode({name: value for name, value in pairs.items() if value not in ("", None)})

    @property
    def active(self) -> bool:
        """Whether anything is asked."""
        return any(getattr(self, entry.name) for entry in fields(self))

    @property
    def period(self) -> tuple[date | None, date | None]:
        """First and last day asked for; a year or month stands for its whole length."""
        first, last = when.bounds(self.start), when.bounds(self.end)
        return (first[0] if first else None, last[1] if last else None)

    def _within_period(self, value: str | None) -> bool:
        first, last = self.period
        if first is None and last is None:
            return True
        found = when.bounds(value)
        return found is not None and (first is None or found[1] >= first) and (last is None or found[0] <= last)


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFilter(_Filter):
    """Which events: of a type, with an actor, told by a side, with a badge, within a period, holding some words."""

    type: str = ""
    actor: str = ""
    side: str = ""
    mark: str = ""

    def keeps(self, event: RecordEvent, index: RecordIndex) -> bool:
        """Whether an event is asked for."""
        return (
            (not self.type or event.type == self.type)
            and (not self.actor or self.actor in participants(event))
            and (not self.side or self.side in index.tellers_of_event[event.id])
            and (not self.mark or self.mark in index.marks_of_event[event.id])
            and self._within_period(event.date)
            and all(word in index.words_of_event[event.id] for word in self.text.casefold().split())
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementFilter(_Filter):
    """Which statements: by a speaker or side, of a kind or type, in an article, within a period, holding some words."""

    speaker: str = ""
    side: str = ""
    kind: str = ""
    type: str = ""
    article: str = ""

    def keeps(self, statement: Statement, *, published: str | None = None) -> bool:
        """Whether a statement is asked for; one without a date of its own is found by its article's, `published`."""
        wording = " ".join((statement.speaker_name, *(passage.wording for passage in statement.content))).casefold()
        return (
            (not self.speaker or self.speaker == (statement.speaker or OUTSIDE))
            and (not self.side or self.side == (statement.side or OUTSIDE))
            and (not self.kind or self.kind == statement.kind)
            and (not self.type or self.type == statement.type)
            and (not self.article or self.article == statement.article)
            and self._within_period(statement.date or published)
            and all(word in wording for word in self.text.casefold().split())
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorFilter(_Filter):
    """Which actors: of a side or type, or with a name that holds some words."""

    side: str = ""
    type: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page of a long list."""

    number: int
    last: int
    first_row: int
    total: int

    SIZE: ClassVar[int] = 50

    @classmethod
    def of(cls, total: int, asked: str) -> Sheet:
        """The page asked for, brought back into the list where the address is out of it."""
        last = max(1, -(-total // cls.SIZE))
        number = min(max(int(asked), 1), last) if asked.isascii() and asked.isdigit() and len(asked) < 9 else 1
        return cls(number, last, (number - 1) * cls.SIZE, total)

    @property
    def rows(self) -> slice:
        """The rows of the list that stand on the page."""
        return slice(self.first_row, self.first_row + self.SIZE)
