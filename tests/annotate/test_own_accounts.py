""" "Nach eigenen Angaben", "nach armenischen Angaben": whose claim it is, never a bystander's of the sentence."""

from __future__ import annotations

import pytest

from lesart.annotate.pipeline import Pipeline


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return Pipeline()


@pytest.mark.parametrize(
    ("text", "claimant"),
    [
        ("Die Rebellen haben nach eigenen Angaben zwölf Soldaten getötet.", "Rebellen"),
        ("Nach eigenen Angaben schoss die Armee drei Drohnen ab.", "Armee"),
        ("Bei dem Überfall wurden nach georgischen Angaben fünf Soldaten getötet.", "Georgien"),
        ("Nach Angaben der Polizei wurden am Montag 13 Menschen verletzt.", "Polizei"),
    ],
)
def test_the_claimant_of_an_attribution(pipeline: Pipeline, text: str, claimant: str) -> None:
    doc = pipeline.annotate(text, published=None)
    names = {entity.id: entity.name for entity in doc._.entities}
    (quotation,) = doc._.quotations
    assert quotation.speaker is not None
    assert names[quotation.speaker.entity] == claimant
    assert doc._.events
    for event in doc._.events:
        assert event.source is not None
        assert names[event.source.entity] == claimant
