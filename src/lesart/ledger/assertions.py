"""A reading as rows: one assertion is one slot filled from one passage, with who vouches for it.

The id is a hash of the content (as in followthemoney's statements), so the same finding is the same row and reading
an article twice adds nothing.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass

from lesart.schema import Event, Quotation, Reading, Role, Span

ARTICLE_ITSELF = None
"""Claimant of what the article asserts in its own voice."""

_encode = json.JSONEncoder(ensure_ascii=False).encode  # `json.dumps` would make an encoder for every row


@dataclass(frozen=True, slots=True)
class Assertion:
    """One slot of one item of a reading. `text[start:end] == wording`; `claimant` is an entity's id or null."""

    article: str
    item: str
    slot: str
    value: str
    claimant: str | None
    start: int
    end: int
    wording: str

    @property
    def id(self) -> str:
        passage = (self.start, self.end, self.wording)
        parts = (self.article, self.item, self.slot, self.value, self.claimant or "", *passage)
        return hashlib.sha256(_encode(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def assertions(reading: Reading) -> Iterator[Assertion]:
    """Every assertion of the reading, each at least one passage wide."""
    text = reading.document.text

    def row(item: str, slot: str, value: str, span: Span, claimant: str | None = ARTICLE_ITSELF) -> Assertion:
        return Assertion(reading.document.id, item, slot, value, claimant, span.start, span.end, span.cut(text))

    for stretch in reading.boilerplate:
        span = Span(stretch.start, stretch.end)
        yield row(f"b{stretch.start}", "boilerplate", stretch.kind, span)
    for mention in reading.mentions:
        yield row(mention.id, "mention", mention.entity or "", Span(mention.start, mention.end))
    for time in reading.times:
        yield row(time.id, f"time:{time.type}", time.value or "", Span(time.start, time.end))
    for quotation in reading.quotations:
        for slot, value, span in _quotation_slots(quotation):
            yield row(quotation.id, slot, value, span, quotation.speaker.entity if quotation.speaker else None)
    for event in reading.events:
        for slot, value, span in _event_slots(event):
            yield row(event.id, slot, value, span, event.source.entity if event.source else ARTICLE_ITSELF)


def _quotation_slots(quotation: Quotation) -> Iterator[tuple[str, str, Span]]:
    for name, spans in (("content", quotation.content), ("cue", quotation.cue), ("frame", quotation.frame)):
        for span in spans:
            yield f"quotation:{name}", quotation.type, span
    for name, party in (("speaker", quotation.speaker), ("addressee", quotation.addressee)):
        for span in party.spans if party else ():
            yield f"quotation:{name}", (party.entity if party else None) or "", span


def _event_slots(event: Event) -> Iterator[tuple[str, str, Span]]:
    yield "event:trigger", "/".join((event.type, *event.modes)), event.trigger
    yield "event:factuality", event.factuality, event.trigger
    roles: tuple[tuple[str, tuple[Role, ...]], ...] = (
        ("actor", event.actors),
        ("recipient", event.recipients),
        ("mediator", event.mediators),
        ("place", event.places),
    )
    for name, fillers in roles:
        for filler in fillers:
            yield f"event:{name}", filler.entity or "", Span(filler.start, filler.end)
    if event.time:
        start, end = event.time.start, event.time.end
        # a date that the discourse gave hangs on the trigger, as the event itself does
        span = Span(start, end) if start is not None and end is not None else event.trigger
        yield "event:time", event.time.value, span
    if event.source:
        for span in event.source.spans:
            yield "event:source", event.source.entity or "", span
    if event.casualties:
        for name in ("killed", "injured", "captured", "missing"):
            count = getattr(event.casualties, name)
            if count:
                yield f"event:{name}", f"{_bound(count.min)}..{_bound(count.max)}", event.trigger


def _bound(number: int | None) -> str:
    return "" if number is None else str(number)
