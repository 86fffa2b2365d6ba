"""Overview: what the record holds, the timeline, and the list of events narrowed down as asked."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import Literal

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from lesart.export.tables import differing_slots
from lesart.schema.records import Record, RecordEvent
from lesart.web.filters import MARKS, OUTSIDE, EventFilter, Sheet, event_marks, event_sides
from lesart.web.index import RecordIndex, participants
from lesart.web.timeline import Timeline, draw_timeline
from lesart.web.view import View


def router(view: View) -> APIRouter:
    """The overview's one address."""
    routes = APIRouter()

    @routes.get("/", response_class=HTMLResponse)
    def overview(request: Request) -> HTMLResponse:
        index = view.desk.index()
        asked = EventFilter.from_query(request.query_params)
        by: Literal["side", "type"] = "type" if request.query_params.get("lanes") == "type" else "side"
        events = [event for event in index.record.events if asked.keeps(event, index)]
        events.sort(key=lambda event: (event.date is None, event.date or "", event.id))
        sheet = Sheet.of(len(events), request.query_params.get("page", ""))
        lanes = [side.id for side in index.record.sides] + [""] if by == "side" else sorted({e.type for e in events})
        timeline = draw_timeline(events, by=by, lanes=lanes, period=asked.period)
        return view.page(
            request,
            "overview.html",
            asked=asked,
            by=by,
            timeline=timeline,
            wider=_wider(asked, timeline),
            undated=[event for event in events if "undated" in event_marks(event, index)],
            events=events[sheet.rows],
            sheet=sheet,
            totals=totals(index.record, index),
            choices=_choices(index),
            marks_of=lambda event: event_marks(event, index),
            sides_of=lambda event: sorted(event_sides(event), key=lambda side: _side_order(side, index)),
            differing=differing_slots,
            outlets_of=_outlets,
            MARKS=MARKS,
            OUTSIDE=OUTSIDE,
        )

    return routes


def totals(record: Record, index: RecordIndex) -> dict[str, int]:
    """What the record holds, by kind."""
    return {
        "article": len(record.articles),
        "event": len(record.events),
        "statement": len(record.statements),
        "agreement": len(record.agreements),
        "actor": len(record.actors),
        "differing": sum(1 for event in record.events if differing_slots(event)),
        "one_sided": sum(1 for event in record.events if event.one_sided),
        "review": len(record.review),
    }


def _choices(index: RecordIndex) -> dict[str, list[tuple[str, int]]]:
    """What the filter offers, with the number of events that each choice leaves."""
    types = Counter(event.type for event in index.record.events)
    actors = Counter(actor for event in index.record.events for actor in participants(event))
    sides = Counter(side or OUTSIDE for event in index.record.events for side in event_sides(event))
    marks = Counter(mark for event in index.record.events for mark in event_marks(event, index))
    order = [side.id for side in index.record.sides] + [OUTSIDE]
    named = sorted(actors.items(), key=lambda pair: (-pair[1], index.actor_name(pair[0])))
    return {
        "type": sorted(types.items()),
        "actor": sorted(named[:200], key=lambda pair: index.actor_name(pair[0]).casefold()),
        "side": [(side, sides[side]) for side in order if sides[side]],
        "mark": [(mark, marks[mark]) for mark in MARKS if marks[mark]],
    }


def _side_order(side: str | None, index: RecordIndex) -> int:
    number = index.side_number(side)
    return len(index.sides) if number is None else number


def _wider(asked: EventFilter, timeline: Timeline | None) -> str | None:
    """The query that zooms out one step: from days to the year, from a year to everything; None when all is seen."""
    first, last = asked.period
    if timeline is None or (first is None and last is None):
        return None
    shown_first, shown_last = first or timeline.first, last or timeline.last
    if shown_first.year == shown_last.year and shown_last - shown_first < timedelta(days=364):
        return asked.query(start=str(shown_first.year), end=str(shown_first.year))
    return asked.query(start="", end="")


def _outlets(event: RecordEvent) -> int:
    """Number of articles that an event rests on."""
    return len({member.partition("#")[0] for member in event.members})
