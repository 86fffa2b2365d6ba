"""Readings of other programs may lack things: resolve and collate take them as they are, and never fall over."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.collate.test_collate import denial, outlet
from tests.resolve.test_resolve import DOSSIER, north, south

from lesart.collate import collate
from lesart.resolve import resolve
from lesart.schema import Reading

DAMAGES = ("sentences", "entities", "mentions", "published", "times", "roles", "same_as")


def damage(reading: Reading, kind: str) -> Reading:
    events = reading.events
    if kind == "sentences":
        return replace(reading, sentences=())
    if kind == "entities":
        return replace(reading, entities=reading.entities[:1])
    if kind == "mentions":
        return replace(reading, mentions=())
    if kind == "published":
        return replace(reading, document=replace(reading.document, published=None, published_basis="unknown"))
    if kind == "times":
        return replace(
            reading, events=tuple(replace(e, time=replace(e.time, value="XXXX-06") if e.time else None) for e in events)
        )
    if kind == "roles":
        return replace(
            reading,
            events=tuple(
                replace(e, actors=tuple(replace(r, entity="gone") for r in e.actors), recipients=()) for e in events
            ),
        )
    return replace(reading, events=tuple(replace(e, same_as=e.id) for e in events))


@given(st.lists(st.tuples(st.integers(0, 3), st.sampled_from(DAMAGES)), max_size=6))
@settings(deadline=None, max_examples=60)
def test_damaged_readings_still_make_a_record(damages: list[tuple[int, str]]) -> None:
    readings = [north(), south(), denial(), outlet("g1", "Nordblatt", 4, "vier")]
    for number, kind in damages:
        readings[number] = damage(readings[number], kind)
    links = resolve(readings, configuration=DOSSIER)
    record = collate(readings, links, configuration=DOSSIER)
    members = sorted(member for event in record.events for member in event.members)
    assert members == sorted(f"{r.document.id}#{e.id}" for r in readings for e in r.events)
    assert collate(readings, (), configuration=DOSSIER).articles == record.articles
