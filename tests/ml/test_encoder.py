"""The frozen encoder's promises: shape, independence of sentences, batches that change nothing."""

from __future__ import annotations

import numpy as np
import pytest

from lesart.ml.encoder import Encoder
from lesart.resources import data_path


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder.load(data_path("models/encoder/weights.npz"))


def sentence(text: str) -> list[tuple[str, bool]]:
    return [(word, True) for word in text.split()]


def test_one_row_a_token(encoder: Encoder) -> None:
    rows = encoder.encode([sentence("Der Waffenstillstand hält ."), sentence("Niemand schießt .")])
    assert rows.shape == (7, encoder.dimensions)
    assert rows.dtype == np.float32
    assert np.isfinite(rows).all()


def test_sentences_do_not_see_each_other(encoder: Encoder) -> None:
    alone = encoder.encode([sentence("Niemand schießt .")])
    together = encoder.encode([sentence("Der Waffenstillstand hält ."), sentence("Niemand schießt .")])
    np.testing.assert_allclose(alone, together[4:], atol=1e-4)


def test_many_sentences_in_batches_equal_one_by_one(encoder: Encoder) -> None:
    text = [sentence(f"Am {day} . Mai trafen sich {day * 7} Unterhändler in Eriwan .") for day in range(1, 60)]
    together = encoder.encode(text)
    np.testing.assert_allclose(together, np.concatenate([encoder.encode([s]) for s in text]), atol=1e-3)


def test_the_same_word_differs_by_its_neighbours_in_the_states_only(encoder: Encoder) -> None:
    left = encoder.encode([sentence("die Bank am See")])[1]
    right = encoder.encode([sentence("die Bank senkt Zinsen")])[1]
    word, context = np.abs(left - right)[:512].mean(), np.abs(left - right)[512:].mean()
    assert context > 3 * word


def test_nothing_gives_nothing(encoder: Encoder) -> None:
    assert encoder.encode([]).shape == (0, encoder.dimensions)
    assert encoder.encode([[], sentence("Ja .")]).shape == (2, encoder.dimensions)
