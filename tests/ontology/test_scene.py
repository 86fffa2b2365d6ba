"""Where an event was, without voices and datelines."""

from __future__ import annotations

import pytest
from tests.builders import Draft

from lesart.ontology.scene import dateline, scene
from lesart.schema import Role


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Tiflis (dpa) – Am Montag wurde verhandelt.", "Tiflis"),
        ("Ein Titel\n\nBaku/Eriwan. In der Nacht fielen Schüsse.", "Baku/Eriwan"),
        ("Neu-Delhi - „Nein“, sagte sie.", "Neu-Delhi"),
        ("Am Montag wurde in Tiflis verhandelt.", None),
        ("Wer schießt – und wer nicht", None),
        ("Der Kreml schweigt. Was nun?", None),
    ],
)
def test_datelines(text: str, place: str | None) -> None:
    span = dateline(text)
    assert (span.cut(text) if span is not None else None) == place


def where(draft: Draft) -> list[str]:
    reading = draft.done()
    places = {entity.id for entity in reading.entities if entity.type == "place"}

    def is_place(role: Role) -> bool:
        return role.entity in places

    text = reading.document.text
    return [
        text[role.start : role.end]
        for role in scene(reading.events[0], reading, is_place, is_where=lambda wording: wording != "Kraft")
    ]


def test_a_voice_is_no_scene() -> None:
    draft = Draft("a1", "Nach Angaben aus Eriwan starben bei Obersteg zwei Soldaten.")
    voice, village = draft.entity("Eriwan", "place"), draft.entity("Obersteg", "place")
    draft.event("ASSAULT", "starben", places=[voice, village], source=voice)
    assert where(draft) == ["Obersteg"]


def test_a_place_that_is_struck_is_the_scene() -> None:
    draft = Draft("a1", "Truppen beschossen Obersteg.")
    village = draft.entity("Obersteg", "place")
    draft.event("ASSAULT", "beschossen", recipients=[village])
    assert where(draft) == ["Obersteg"]


def test_a_noun_that_names_no_place_is_no_scene() -> None:
    draft = Draft("a1", "In Kraft trat bei Obersteg ein Verbot.")
    force, village = draft.entity("Kraft", "place"), draft.entity("Obersteg", "place")
    draft.event("COERCE", "Verbot", places=[force, village])
    assert where(draft) == ["Obersteg"]
