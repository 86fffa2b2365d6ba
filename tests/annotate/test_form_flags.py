"""Columns that say what a word's form can be."""

from __future__ import annotations

import numpy as np

from lesart.annotate.form_flags import FormFlags
from lesart.resources.lexicon import german


def rows(*forms: str) -> np.ndarray:  # type: ignore[type-arg]
    return FormFlags(german(), ["ung", "ten"]).rows([forms])


def test_one_row_a_token_and_endings_in_the_last_columns() -> None:
    found = rows("Die", "Regierung", "warnte")
    assert found.shape[0] == 3
    assert found[:, -2].tolist() == [0, 1, 0]
    assert found[:, -1].tolist() == [0, 0, 0]


def test_a_known_form_differs_from_an_unknown_one() -> None:
    known, unknown = rows("Haus", "Häuser")[1], rows("Haus", "Qxzvrt")[1]
    assert known.sum() > unknown.sum()


def test_a_compound_that_the_lexicon_lacks_inflects_like_its_last_part() -> None:
    assert "Flaschenhalsministerium" not in german()
    compound, head = rows("x", "Flaschenhalsministerium")[1], rows("x", "Ministerium")[1]
    assert int(np.abs(compound - head).sum()) == 2  # only how it was found


def test_the_first_word_may_owe_its_capital_to_its_place() -> None:
    at_start, inside = rows("Geht", "x")[0], rows("x", "Geht")[1]
    assert at_start.sum() != inside.sum()


def test_the_same_form_gives_the_same_row_and_no_sentence_gives_none() -> None:
    flags = FormFlags(german(), ["ung"])
    twice = flags.rows([["Sie", "kamen"], ["Sie", "kamen"]])
    assert np.array_equal(twice[:2], twice[2:])
    assert flags.rows([]).shape == (0, flags.dimensions)
