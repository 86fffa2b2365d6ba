"""The full-form lexicon: what the rest of the program relies on."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lesart.resources.lexicon import german


@pytest.mark.parametrize(
    ("form", "lemma", "features"),
    [
        ("sei", "sein", ("3", "SIN", "KJ1")),
        ("wären", "sein", ("3", "PLU", "KJ2")),
        ("werde", "werden", ("3", "KJ1")),
        ("lehnte", "lehnen", ("3", "PRT")),
        ("ablehnte", "ablehnen", ("3", "PRT", "NEB")),
        ("getötet", "töten", ("PA2",)),
        ("ging", "gehen", ("3", "SIN", "PRT")),
    ],
)
def test_verb_forms(form: str, lemma: str, features: tuple[str, ...]) -> None:
    assert any(a.lemma == lemma and a.has(*features) for a in german().verb(form))


def test_features_hold_within_one_tag() -> None:
    (haben,) = german().verb("haben")
    assert haben.has("3", "PLU", "PRÄ")
    assert not haben.has("3", "SIN")


def test_noun_carries_its_gender() -> None:
    (treffen,) = [a for a in german().analyses("Gespräche") if a.pos == "SUB"]
    assert treffen.lemma == "Gespräch"
    assert treffen.values("MAS", "FEM", "NEU") == {"NEU"}


def test_capital_at_sentence_start() -> None:
    assert any(a.pos == "VER" for a in german().at_sentence_start("Sagte"))
    assert not german().verb("Sagte")


def test_separable_infinitives() -> None:
    assert german().is_verb("zurückweisen")
    assert not german().is_verb("Ablehnung")


@given(st.text(st.characters(exclude_categories=()), max_size=30))
@example("\x00")
@example("sei\x00")
@example("\ud800")
def test_never_fails(form: str) -> None:
    for analysis in german().analyses(form):
        assert analysis.lemma
        assert analysis.tags
