"""Counts of victims: after "mehr als", beside "Dutzende von", and of what a relative pronoun stands for."""

from __future__ import annotations

import pytest
from spacy.language import Language

from lesart.annotate.pipeline import annotate, build


@pytest.fixture(scope="module")
def pipeline() -> Language:
    return build()


@pytest.mark.parametrize(
    ("text", "trigger", "killed"),
    [
        ("Mehr als 200 Bewohner waren dort durch Soldaten ermordet worden.", "ermordet", (200, None)),
        ("Er war eines von sechs Opfern, die ein Soldat vor Jahren in Kiel erschossen hatte.", "erschossen", (6, 6)),
        ("Bei den Kämpfen hatte es Dutzende von Toten gegeben.", None, (24, None)),
    ],
)
def test_killed(pipeline: Language, text: str, trigger: str | None, killed: tuple[int, int | None]) -> None:
    found = annotate(pipeline, text, published=None)._.events
    counts = [e.casualties.killed for e in found if e.casualties and trigger in (None, e.trigger.cut(text))]
    assert [(count.min, count.max) for count in counts if count is not None] == [killed]


def test_names_behind_a_number_are_those_it_counts(pipeline: Language) -> None:
    text = "Zwei Politiker, Anna Huber und Jan Ott, wurden nach Angaben ihrer Parteien verschleppt."
    (event,) = annotate(pipeline, text, published=None)._.events
    assert event.casualties is not None
    assert event.casualties.captured is not None
    assert (event.casualties.captured.min, event.casualties.captured.max) == (2, 2)
    assert event.source is not None
    assert event.source.entity not in {role.entity for role in event.recipients}


def test_a_name_beside_one_victim_is_another(pipeline: Language) -> None:
    text = "Ein Polizist und Jan Ott wurden getötet."
    (event,) = annotate(pipeline, text, published=None)._.events
    assert event.casualties is not None
    assert event.casualties.killed is not None
    assert (event.casualties.killed.min, event.casualties.killed.max) == (2, 2)
