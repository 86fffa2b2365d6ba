"""Who breaks a rule hurts nobody."""

from __future__ import annotations

import pytest
from spacy.language import Language

from lesart.annotate.pipeline import annotate, build


@pytest.fixture(scope="module")
def pipeline() -> Language:
    return build()


@pytest.mark.parametrize(
    ("text", "violence"),
    [
        ("Paris verletze Punkt drei des Abkommens, sagte der Minister.", False),
        ("Der Posten verletze den Vertrag nicht.", False),
        ("Der Mann verletzte den Polizisten.", True),
    ],
)
def test_rules_and_people(pipeline: Language, text: str, violence: bool) -> None:
    events = annotate(pipeline, text, published=None)._.events
    assert any(event.type == "ASSAULT" for event in events) is violence
