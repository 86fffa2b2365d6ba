"""Overview: what the record holds, the timeline, and the list of events narrowed down as asked."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from lesart.export.tables import differing_slots
from lesart.schema.records import Claimant, Record, RecordEvent, Slot
from lesart.web.contexts import InContext, excerpt
from lesart.web.filters import EventFilter, Sheet
from lesart.web.index import RecordIndex, participants
from lesart.web.marks import MARKS, OTHER, OUTLET
from lesart.web.timeline import Timeline, draw_timeline
from lesart.web.view import View

MOST_CONTRASTS = 6


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
        order = _tellers_in_order(index)
        lanes = order if by == "side" else sorted({event.type for event in events})
        timeline = draw_timeline(events, by=by, lanes=lanes, period=asked.period)
        return view.page(
            request,
            "overview.html",
            asked=asked,
            by=by,
            timeline=timeline,
            wider=_wider(asked, timeline),
            undated=[event for event in events if "undated" in index.marks_of_event[event.id]],
            events=events[sheet.rows],
            sheet=sheet,
            totals=totals(index.record, index),
            choices=_choices(index),
            marks_of=lambda event: index.marks_of_event[event.id],
            tellers_of=lambda event: sorted(index.tellers_of_event[event.id], key=order.index),
            excerpt_of=lambda event: _excerpt(event, view),
            contrasts=[] if asked.active or sheet.number > 1 else _contrasts(index),
            differing=differing_slots,
            outlets_of=_outlets,
            MARKS=MARKS,
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
    sides = Counter(teller for event in index.record.events for teller in index.tellers_of_event[event.id])
    marks = Counter(mark for event in index.record.events for mark in index.marks_of_event[event.id])
    named = sorted(actors.items(), key=lambda pair: (-pair[1], index.actor_name(pair[0])))
    return {
        "type": sorted(types.items()),
        "actor": sorted(named[:200], key=lambda pair: index.actor_name(pair[0]).casefold()),
        "side": [(side, sides[side]) for side in _tellers_in_order(index) if sides[side]],
        "mark": [(mark, marks[mark]) for mark in MARKS if marks[mark]],
    }


def _tellers_in_order(index: RecordIndex) -> list[str]:
    """The dossier's sides, sides that it no longer lists, then claimants of no side, then the outlets."""
    sides = [side.id for side in index.record.sides]
    told = {teller for event in index.record.events for teller in index.tellers_of_event[event.id]}
    return [*sides, *sorted(told - {*sides, OTHER, OUTLET}), OTHER, OUTLET]


@dataclass(frozen=True, slots=True)
class Contrast:
    """An event with the slots on which its accounts differ, each as its values with the claimants who give them."""

    event: RecordEvent
    slots: tuple[tuple[Slot, dict[str, list[Claimant]]], ...]

    @property
    def rank(self) -> tuple[int, int, str]:
        """What a reader looks for first: figures and blame before days, and more sides before fewer."""
        weighty = sum(1 for slot, _ in self.slots if slot != "date")
        sides = {claimant.side for _, values in self.slots for given in values.values() for claimant in given}
        return (-weighty, -len(sides - {None}), self.event.id)


def _contrasts(index: RecordIndex) -> list[Contrast]:
    """The events on which accounts differ most."""
    found = [_contrast(event) for event in index.record.events if differing_slots(event)]
    return sorted(found, key=lambda contrast: contrast.rank)[:MOST_CONTRASTS]


def _contrast(event: RecordEvent) -> Contrast:
    slots = []
    for variant in event.variants:
        if variant.status == "differ":
            values: dict[str, list[Claimant]] = defaultdict(list)
            for number, value in variant.values:
                values[value].append(event.accounts[number].claimant)
            slots.append((variant.slot, dict(values)))
    return Contrast(event, tuple(slots))


def _excerpt(event: RecordEvent, view: View) -> InContext | None:
    """The first mention in its sentence: labels are made by a machine, the sentence says what is meant."""
    passage = next((passage for account in event.accounts for passage in account.mentions), None)
    return excerpt(passage, view.desk.reading(passage.article)) if passage else None


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
