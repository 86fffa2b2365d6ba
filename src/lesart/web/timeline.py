"""Geometry of the timeline: events by date in lanes, drawn as SVG by the template.

Lanes are the sides that give an account of an event (an event that several sides tell stands in each of their lanes,
tied by a line: what only one side tells is seen at a glance) or, if asked, the types. Where more events fall on one
place than can be told apart, a bar with their number stands for them and leads to that stretch of time.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from lesart.schema.records import RecordEvent
from lesart.web import when
from lesart.web.marks import tellers

Scale = Literal["years", "months", "days"]

WIDTH = 1180
LEFT = 150
STEP = 11
"""Width of the place that one column of marks takes."""
ROW = 11
ROWS = 4
"""Marks that a lane can stack before a bar stands for them."""
HEAD = 38
STRIP = 96
"""Width of the strip of undated events."""

Dated = tuple[tuple[date, date], RecordEvent]


@dataclass(frozen=True, slots=True)
class Tick:
    """A year, month or day on the axis with the period that it stands for."""

    x: float
    width: float
    first: date
    last: date
    scale: Scale


@dataclass(frozen=True, slots=True)
class Mark:
    """One event in one lane; `thread` runs to the lowest lane that tells the same event."""

    event: RecordEvent
    lane: str
    x: float
    y: float
    thread: float | None
    until: float | None
    """Where the date is a longer stretch: its right end."""


@dataclass(frozen=True, slots=True)
class Bar:
    """Too many events for one place: their number and the stretch of time they fall in."""

    lane: str
    x: float
    y: float
    height: float
    number: int
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Lane:
    """A row of the timeline; `undated` is the number of its events that have no place on the axis."""

    id: str
    y: float
    height: float
    undated: int = 0


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some events that lie off the axis."""

    first: date
    last: date
    number: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """Everything that the template draws.

    `right` is where the axis ends and the strip of undated events begins. `earlier` and `later` are stretches with a
    few events far from all others: they are named and linked instead of squeezing the rest together.
    """

    first: date
    last: date
    height: float
    lanes: tuple[Lane, ...]
    ticks: tuple[Tick, ...]
    marks: tuple[Mark, ...]
    bars: tuple[Bar, ...]
    earlier: Stretch | None
    later: Stretch | None
    right: float
    width: float = WIDTH


def draw_timeline(
    events: Sequence[RecordEvent],
    *,
    by: Literal["side", "type"],
    lanes: Sequence[str],
    period: tuple[date | None, date | None] = (None, None),
) -> Timeline | None:
    """Places events on an axis from the first to the last of them (or the period asked for); None without any dates.

    `lanes` is the order of the lanes; lanes without events are left out.
    """
    dated = sorted(
        ((found, event) for event in events if (found := when.bounds(event.date))),
        key=lambda pair: (pair[0], pair[1].id),
    )
    undated = [event for event in events if when.bounds(event.date) is None]
    if not dated:
        return None
    earlier: list[Dated] = []
    later: list[Dated] = []
    if period == (None, None):
        earlier, dated, later = _without_strays(dated)
    first = period[0] or _start_of(dated)
    last = period[1] or max(found[1] for found, _ in dated)
    axis = _Axis(first, max(last, first + timedelta(days=1)), WIDTH - 18 - (STRIP if undated else 0))
    columns: dict[int, list[Dated]] = defaultdict(list)
    for found, event in dated:
        columns[axis.column(found[0])].append((found, event))

    waiting = Counter(lane for event in undated for lane in _lanes_of(event, by))
    used = waiting.keys() | {lane for _, event in dated for lane in _lanes_of(event, by)}
    order = [lane for lane in (*lanes, *sorted(used - set(lanes))) if lane in used]
    placed = _place_lanes(order, _crowds(columns, by), waiting)
    marks, bars = _draw_columns(columns, axis, placed, by)
    return Timeline(
        first=axis.first,
        last=axis.last,
        height=max(lane.y + lane.height for lane in placed.values()) + 6,
        lanes=tuple(placed.values()),
        ticks=tuple(axis.ticks()),
        marks=tuple(marks),
        bars=tuple(bars),
        earlier=_stretch(earlier),
        later=_stretch(later),
        right=axis.right,
    )


def _without_strays(dated: list[Dated]) -> tuple[list[Dated], list[Dated], list[Dated]]:
    """Takes off events at either end that a gap of nearly half the whole time parts from the rest, if they are few."""
    few = max(1, len(dated) * 3 // 100)
    start, end = 0, len(dated)
    if len(dated) > 5:
        for number in range(1, few + 1):
            whole = dated[end - 1][0][0] - dated[number - 1][0][0]
            if dated[number][0][0] - dated[number - 1][0][0] > whole * 0.45:
                start = number
        for number in range(1, few + 1):
            whole = dated[-number][0][0] - dated[start][0][0]
            if dated[-number][0][0] - dated[-number - 1][0][0] > whole * 0.45:
                end = len(dated) - number
    return dated[:start], dated[start:end], dated[end:]


def _stretch(dated: list[Dated]) -> Stretch | None:
    if not dated:
        return None
    return Stretch(min(found[0] for found, _ in dated), max(found[1] for found, _ in dated), len(dated))


def _crowds(columns: Mapping[int, list[Dated]], by: Literal["side", "type"]) -> dict[str, int]:
    """The most events that a lane has in one column."""
    crowds: dict[str, int] = defaultdict(int)
    for members in columns.values():
        counts = Counter(lane for _, event in members for lane in _lanes_of(event, by))
        for lane, number in counts.items():
            crowds[lane] = max(crowds[lane], number)
    return crowds


def _start_of(dated: list[Dated]) -> date:
    """The axis begins with a whole year or month, so that its first label is no stump."""
    first = min(found[0] for found, _ in dated)
    last = max(found[1] for found, _ in dated)
    return date(first.year, 1, 1) if (last - first).days > 400 else date(first.year, first.month, 1)


@dataclass(frozen=True, slots=True)
class _Axis:
    first: date
    last: date
    right: float

    def x(self, day: date) -> float:
        span = (self.last - self.first).days + 1
        inside = min(max((day - self.first).days, 0), span)
        return round(LEFT + 12 + (self.right - LEFT - 12) * inside / span, 1)

    def column(self, day: date) -> int:
        return int((self.x(day) - LEFT) // STEP)

    def ticks(self) -> list[Tick]:
        days = (self.last - self.first).days
        scale: Scale = "years" if days > 900 else "months" if days > 45 else "days"
        ticks = []
        start = self.first
        while start <= self.last:
            end = _end_of(start, scale)
            ticks.append(Tick(self.x(start), self.x(end + timedelta(days=1)) - self.x(start), start, end, scale))
            start = end + timedelta(days=1)
        return ticks


def _end_of(day: date, scale: Scale) -> date:
    if scale == "years":
        return date(day.year, 12, 31)
    if scale == "months":
        found = when.bounds(f"{day.year:04}-{day.month:02}")
        return found[1] if found else day
    return day


def _lanes_of(event: RecordEvent, by: Literal["side", "type"]) -> tuple[str, ...]:
    if by == "type":
        return (event.type,)
    return tellers(event)


def _place_lanes(order: list[str], crowds: Mapping[str, int], undated: Mapping[str, int]) -> dict[str, Lane]:
    placed = {}
    y: float = HEAD
    for lane in order:
        height = max(2, min(crowds.get(lane, 0), ROWS)) * ROW + 12
        placed[lane] = Lane(lane, y, height, undated.get(lane, 0))
        y += height
    return placed


def _draw_columns(
    columns: Mapping[int, list[Dated]],
    axis: _Axis,
    placed: dict[str, Lane],
    by: Literal["side", "type"],
) -> tuple[list[Mark], list[Bar]]:
    marks: list[Mark] = []
    bars: list[Bar] = []
    most = max(1, len(placed))
    for column, members in columns.items():
        counts = Counter(lane for _, event in members for lane in _lanes_of(event, by))
        crowded = {lane for lane, number in counts.items() if number > ROWS}
        taken: dict[str, int] = defaultdict(int)
        for found, event in members:
            own = [lane for lane in _lanes_of(event, by) if lane not in crowded]
            if not own:
                continue
            row = max(taken[lane] for lane in own)
            heights = {lane: placed[lane].y + 12 + min(row, ROWS - 1) * ROW for lane in own}
            low = max(heights.values()) if len(own) > 1 and most > 1 else None
            # Threads of events in one column must not lie on each other.
            x = axis.x(found[0]) + row * 2.5
            until = axis.x(found[1]) if found[1] != found[0] and axis.x(found[1]) - x > STEP else None
            for lane in own:
                taken[lane] = row + 1
                top = heights[lane] == min(heights.values())
                marks.append(Mark(event, lane, x, heights[lane], low if top and low else None, until))
        for lane in crowded:
            days = [found[0] for found, event in members if lane in _lanes_of(event, by)]
            bars.append(Bar(lane, LEFT + column * STEP, 0, 0, counts[lane], min(days), max(days)))
    return marks, _scaled(bars, placed)


def _scaled(bars: list[Bar], placed: dict[str, Lane]) -> list[Bar]:
    """Bars stand on the floor of their lane; their area tells numbers apart, the greatest fills the lane."""
    most = max((bar.number for bar in bars), default=1)
    scaled = []
    for bar in bars:
        box = placed[bar.lane]
        height = max(6.0, (box.height - 10) * math.sqrt(bar.number / most))
        scaled.append(replace(bar, y=round(box.y + box.height - 5 - height, 1), height=round(height, 1)))
    return scaled
