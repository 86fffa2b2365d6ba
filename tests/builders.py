"""Readings built by hand: a text and what stands in it, offsets found by the wording."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from lesart.schema import (
    Casualties,
    Count,
    Document,
    Entity,
    EntityType,
    Event,
    EventTime,
    Factuality,
    Mention,
    MentionKind,
    Party,
    Quotation,
    QuotationType,
    Reading,
    Role,
    Source,
    Span,
)

_SENTENCE = re.compile(
    r"[^\s][^.!?\n]*(?:\.(?=\d)[^.!?\n]*|\.(?= (?:Januar|Juni|Juli|November)\b)[^.!?\n]*)*[.!?]?[“\"«]?"
)
_TYPES = {"person": "PER", "organisation": "ORG", "state": "LOC", "place": "LOC", "group": "PER", "other": "OTH"}


def count(number: int | tuple[int | None, int | None] | None, text: str = "") -> Count | None:
    """4 is exactly four, (4, None) at least four."""
    if number is None:
        return None
    low, high = number if isinstance(number, tuple) else (number, number)
    return Count(low, high, text)


@dataclass
class Draft:
    """Collects what a reading holds; `done` makes the reading."""

    id: str
    text: str
    published: str | None = "2023-06-29"
    publisher: str | None = None
    title: str | None = None
    entities: list[Entity] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    quotations: list[Quotation] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)

    def span(self, wording: str, nth: int = 1) -> Span:
        """The nth place where the wording stands."""
        at = -1
        for _ in range(nth):
            at = self.text.index(wording, at + 1)
        return Span(at, at + len(wording))

    def entity(
        self,
        wording: str,
        type_: EntityType,
        *,
        name: str | None = None,
        kind: MentionKind = "named",
        nth: int = 1,
        wikidata: str | None = None,
        role: str | None = None,
        on_behalf_of: str | None = None,
    ) -> str:
        """Adds an entity with one mention; returns its id."""
        entity = f"n{len(self.entities) + 1}"
        links = {"wikidata": wikidata} if wikidata else {}
        self.entities.append(
            Entity(entity, name or wording, type_, (wording,), links, role=role, on_behalf_of=on_behalf_of)
        )
        self.mention(wording, entity, kind=kind, nth=nth)
        return entity

    def mention(self, wording: str, entity: str, *, kind: MentionKind = "named", nth: int = 1) -> None:
        """Adds a mention of an entity."""
        span = self.span(wording, nth)
        type_ = next(_TYPES[e.type] for e in self.entities if e.id == entity)
        self.mentions.append(
            Mention(f"m{len(self.mentions) + 1}", span.start, span.end, wording, type_, kind, entity)  # type: ignore[arg-type]
        )

    def role(self, entity: str) -> Role:
        """A role filled by the first mention of an entity."""
        mention = next(m for m in self.mentions if m.entity == entity)
        return Role(mention.start, mention.end, entity)

    def event(
        self,
        type_: str,
        trigger: str,
        *,
        nth: int = 1,
        modes: Sequence[str] = (),
        actors: Sequence[str] = (),
        recipients: Sequence[str] = (),
        mediators: Sequence[str] = (),
        places: Sequence[str] = (),
        when: str | None = None,
        time_text: str | None = None,
        factuality: Factuality = "happened",
        source: str | None = None,
        quotation: str | None = None,
        killed: int | tuple[int | None, int | None] | None = None,
        injured: int | tuple[int | None, int | None] | None = None,
        captured: int | tuple[int | None, int | None] | None = None,
        same_as: str | None = None,
    ) -> str:
        """Adds an event mention; returns its id."""
        identifier = f"e{len(self.events) + 1}"
        time = None
        if when is not None:
            at = self.span(time_text) if time_text else None
            time = EventTime(at.start if at else None, at.end if at else None, when)
        claimed = None
        if source is not None or quotation is not None:
            spans = (Span(self.role(source).start, self.role(source).end),) if source else ()
            claimed = Source(spans, source, quotation)
        casualties = None
        if killed is not None or injured is not None or captured is not None:
            casualties = Casualties(count(killed), count(injured), count(captured))
        self.events.append(
            Event(
                identifier,
                type_,
                tuple(modes),
                self.span(trigger, nth),
                tuple(self.role(e) for e in actors),
                tuple(self.role(e) for e in recipients),
                tuple(self.role(e) for e in mediators),
                tuple(self.role(e) for e in places),
                time,
                factuality,
                claimed,
                casualties,
                same_as,
                0.9,
            )
        )
        return identifier

    def quotation(
        self,
        content: str,
        *,
        speaker: str | None = None,
        cue: str | Sequence[str] = (),
        type_: QuotationType = "indirect",
        nth: int = 1,
        addressee: str | None = None,
    ) -> str:
        """Adds a quotation; returns its id."""
        identifier = f"q{len(self.quotations) + 1}"

        def party(entity: str | None) -> Party | None:
            if entity is None:
                return None
            role = self.role(entity)
            return Party((Span(role.start, role.end),), entity)

        self.quotations.append(
            Quotation(
                identifier,
                type_,
                "speech",
                (self.span(content, nth),),
                tuple(self.span(part) for part in ([cue] if isinstance(cue, str) else cue)),
                (),
                party(speaker),
                party(addressee),
                None,
                None,
                0.9,
            )
        )
        return identifier

    def done(self) -> Reading:
        """The reading, sentences cut at full stops."""
        sentences = tuple(Span(m.start(), m.end()) for m in _SENTENCE.finditer(self.text))
        document = Document(
            self.id,
            self.title,
            None,
            self.publisher,
            self.published,
            "argument" if self.published else "unknown",
            "de",
            self.text,
        )
        return Reading(
            document,
            (),
            sentences,
            tuple(self.mentions),
            tuple(self.entities),
            (),
            tuple(self.quotations),
            tuple(sorted(self.events, key=lambda e: e.trigger)),
        )
