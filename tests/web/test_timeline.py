"""The timeline: who tells it, what is tied together, what stands apart."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests.web.handmade import clash, exchange, truce

from lesart.schema.records import RecordEvent
from lesart.web.timeline import draw_timeline

LANES = ["nord", "sued", "-other", "-outlet"]


def dated(number: int, value: str, base: RecordEvent | None = None) -> RecordEvent:
    return replace(base or truce(), id=f"x#e{number}", date=value)


def test_an_event_told_by_two_sides_is_tied_across_their_lanes() -> None:
    timeline = draw_timeline([clash(), truce(), exchange()], by="side", lanes=LANES)
    assert timeline
    assert [lane.id for lane in timeline.lanes] == ["nord", "sued", "-outlet"]
    marks = [mark for mark in timeline.marks if mark.event.id == clash().id]
    assert {mark.lane for mark in marks} == {"nord", "sued"}
    upper, lower = sorted(marks, key=lambda mark: mark.y)
    assert upper.x == lower.x
    assert upper.thread == lower.y
    assert lower.thread is None
    assert {lane.id: lane.undated for lane in timeline.lanes} == {"nord": 1, "sued": 0, "-outlet": 0}


def test_order_in_time_is_order_on_the_axis() -> None:
    events = [dated(number, f"2021-{month:02}-10") for number, month in enumerate((11, 2, 6))]
    timeline = draw_timeline(events, by="type", lanes=["AGREE"])
    assert timeline
    placed = sorted(timeline.marks, key=lambda mark: mark.x)
    assert [mark.event.date for mark in placed] == ["2021-02-10", "2021-06-10", "2021-11-10"]
    assert all(timeline.ticks[0].x <= mark.x <= timeline.right for mark in placed)


def test_a_month_is_drawn_with_its_length() -> None:
    timeline = draw_timeline([dated(1, "2021-03"), dated(2, "2021-08-01")], by="type", lanes=["AGREE"])
    assert timeline
    month, day = sorted(timeline.marks, key=lambda mark: mark.x)
    assert month.until
    assert month.until > month.x
    assert day.until is None


def test_too_many_for_one_place_become_a_bar_with_their_number() -> None:
    timeline = draw_timeline([dated(n, "2021-03-05") for n in range(30)], by="type", lanes=["AGREE"])
    assert timeline
    assert not timeline.marks
    assert [bar.number for bar in timeline.bars] == [30]
    assert timeline.bars[0].first <= date(2021, 3, 5) <= timeline.bars[0].last


def test_one_event_far_off_does_not_squeeze_the_rest() -> None:
    events = [dated(0, "1994"), *(dated(n, f"2021-{1 + n % 12:02}-05") for n in range(1, 30))]
    timeline = draw_timeline(events, by="type", lanes=["AGREE"])
    assert timeline
    assert timeline.first.year == 2021
    assert timeline.earlier
    assert (timeline.earlier.first.year, timeline.earlier.number) == (1994, 1)
    asked = draw_timeline(events, by="type", lanes=["AGREE"], period=(date(1990, 1, 1), None))
    assert asked
    assert asked.earlier is None


def test_no_date_no_drawing() -> None:
    assert draw_timeline([exchange()], by="side", lanes=LANES) is None
    assert draw_timeline([], by="side", lanes=LANES) is None
    assert draw_timeline([dated(1, "2021-05-03")], by="type", lanes=[]) is not None
