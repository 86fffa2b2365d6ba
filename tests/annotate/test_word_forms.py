"""What a form says by itself, and that it is looked at once."""

from __future__ import annotations

import pytest

from lesart.annotate.word_forms import Forms, forms
from lesart.resources.lexicon import german


@pytest.fixture
def known() -> Forms:
    return Forms(german())


def test_a_form_knows_what_kinds_of_verb_it_can_be(known: Forms) -> None:
    assert known.written("schoss").finite
    assert not known.written("schoss").infinitive
    assert known.written("geschossen").participle
    assert known.written("schießen").infinitive
    assert known.written("abzuziehen").zu_infinitive
    assert not known.written("Brücke").verb


def test_governors_are_auxiliaries_modals_and_lassen(known: Forms) -> None:
    assert known.written("wurde").governor == "werden"
    assert known.written("müsse").governor == "müssen"
    assert known.written("ließ").governor == "lassen"
    assert known.written("schoss").governor is None
    assert known.written("ließ").helps is False


def test_a_polite_pronoun_is_read_in_small_letters_inside_a_sentence_only(known: Forms) -> None:
    assert "PRO" in known.inside("Ihnen").pos
    assert known.inside("Ihnen").analyses == known.written("ihnen").analyses


def test_an_opening_form_may_be_the_small_one(known: Forms) -> None:
    assert {"ADV", "ZUS"} & known.opening("Gestern").pos
    assert known.opening("Gestern").analyses[: len(known.written("gestern").analyses)] == (
        known.written("gestern").analyses
    )


def test_a_reading_keeps_what_agrees_with_the_class(known: Forms) -> None:
    reading = known.written("verletzte").reading("verletzte", "finite")
    assert reading.lemma == "verletzen"
    assert {a.pos for a in reading.analyses} == {"VER"}
    assert {a.pos for a in known.written("verletzte").reading("verletzte", "attribute").analyses} <= {
        "ADJ", "PA1", "PA2",
    }  # fmt: skip


def test_agreements_join_case_number_and_gender(known: Forms) -> None:
    agreements = known.written("dem").reading("dem", "article").agreements
    assert ("DAT", "SIN", "MAS") in agreements
    assert not {case for case, _, _ in agreements} - {"DAT"}


def test_the_old_dative_does_not_count(known: Forms) -> None:
    assert ("DAT", "SIN", "NEU") not in known.written("Gespräche").reading("Gespräche", "noun").agreements


def test_classes_of_small_words(known: Forms) -> None:
    for text, cls in (("und", "conjunction"), ("nicht", "negation"), ("dass", "subordinator"), ("drei", "number")):
        assert known.lower_class(text, known.written(text)) == cls


def test_a_form_is_looked_at_once(known: Forms) -> None:
    assert known.written("Grenze") is known.written("Grenze")
    assert forms(german()) is forms(german())
