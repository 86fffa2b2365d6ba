"""Event page: the accounts side by side, the passages, the statements, and why the mentions were joined."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException, Request
from starlette.responses import HTMLResponse

from lesart.export.tables import lay_out, mention_cell
from lesart.ontology.identifiers import qualified
from lesart.schema import Reading
from lesart.schema.records import Passage, RecordEvent
from lesart.web.contexts import InContext, in_context
from lesart.web.decisions import similar_events
from lesart.web.index import RecordIndex
from lesart.web.view import View

MOST_ARTICLES = 60
"""Articles whose sentences are shown on one event page; the mentions of further ones are listed without context."""


def router(view: View) -> APIRouter:
    """Address of an event."""
    routes = APIRouter()

    @routes.get("/events/{name}", response_class=HTMLResponse)
    def event_page(request: Request, name: str) -> HTMLResponse:
        index = view.desk.index()
        event = index.events.get(name)
        if event is None:
            raise HTTPException(404)
        table = lay_out(event, index.record.sides)
        before, after = _neighbours(event, index)
        alike, rest = similar_events(event, index)
        return view.page(
            request,
            "event.html",
            event=event,
            table=table,
            marks=index.marks_of_event[event.id],
            contexts=_contexts(event, view),
            member_of=lambda passage: _member(passage, event, view),
            mention_cell=mention_cell,
            statements=[index.statements[name] for name in index.statements_of_event.get(event.id, ())],
            reviews=index.reviews_of_event.get(event.id, ()),
            agreements=[agreement for agreement in index.record.agreements if agreement.event == event.id],
            alike=alike,
            rest=rest,
            before=before,
            after=after,
        )

    return routes


def _neighbours(event: RecordEvent, index: RecordIndex) -> tuple[RecordEvent | None, RecordEvent | None]:
    events = index.record.events
    place = events.index(event)
    return (events[place - 1] if place else None, events[place + 1] if place + 1 < len(events) else None)


def _member(passage: Passage, event: RecordEvent, view: View) -> str | None:
    """The mention (`ARTICLE#LOCAL`) whose trigger a passage is, where it belongs to the event."""
    reading = view.desk.reading(passage.article)
    for mention in reading.events if reading else ():
        name = qualified(passage.article, mention.id)
        if (mention.trigger.start, mention.trigger.end) == (passage.start, passage.end) and name in event.members:
            return name
    return None


def _contexts(event: RecordEvent, view: View) -> dict[int, list[InContext]]:
    """The mentions of each account, each in its sentence."""
    readings: dict[str, Reading | None] = {}
    found: dict[int, list[InContext]] = {}
    for number, account in enumerate(event.accounts):
        found[number] = []
        for passage in account.mentions:
            if passage.article not in readings and len(readings) < MOST_ARTICLES:
                readings[passage.article] = view.desk.reading(passage.article)
            found[number].append(in_context(passage, readings.get(passage.article)))
    return found
