"""Who ends or condemns fighting does not fight it, and nobody attacks himself."""

from __future__ import annotations

import pytest
from spacy.language import Language

from lesart.annotate.pipeline import annotate, build


@pytest.fixture(scope="module")
def pipeline() -> Language:
    return build()


@pytest.mark.parametrize(
    ("text", "trigger", "actors", "recipients"),
    [
        ("Die Friedenstruppen hätten den Schusswechsel beendet, sagte der Minister.", "Schusswechsel", [], []),
        ("Die Truppen haben das Dorf angegriffen.", "angegriffen", ["Truppen"], ["Dorf"]),
        (
            "Illegale ausländische Verbände hätten am Vormittag die Stellung beschossen.",
            "beschossen",
            ["Illegale ausländische Verbände"],
            [],
        ),
    ],
)
def test_blame(pipeline: Language, text: str, trigger: str, actors: list[str], recipients: list[str]) -> None:
    doc = annotate(pipeline, text, published=None)
    (event,) = [event for event in doc._.events if event.trigger.cut(text) == trigger]
    assert [text[role.start : role.end] for role in event.actors] == actors
    assert not {text[role.start : role.end] for role in event.recipients} & set(actors)
    if recipients:
        assert [text[role.start : role.end] for role in event.recipients] == recipients


def test_mediators_and_what_is_fought_over_are_no_parties(pipeline: Language) -> None:
    text = (
        "Nach dem Krieg um Nordtal haben Frankreich und Polen in der Nacht unter Vermittlung Italiens "
        "ein Ende der Kämpfe vereinbart."
    )
    doc = annotate(pipeline, text, published=None)
    (made,) = [event for event in doc._.events if event.trigger.cut(text) == "vereinbart"]
    assert {text[role.start : role.end] for role in made.actors} == {"Frankreich", "Polen"}
    assert ["Italiens" in text[role.start : role.end] for role in made.mediators] == [True]
