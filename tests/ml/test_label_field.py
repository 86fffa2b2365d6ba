from __future__ import annotations

import itertools

import numpy as np
import pytest

from lesart.ml.label_field import marginals
from lesart.ml.tagger import bio_transitions

LABELS = ["O", "B-X", "I-X"]


def by_counting(scores: np.ndarray, transitions: np.ndarray) -> np.ndarray:
    """Marginals by summing over every label sequence."""
    table = np.zeros(scores.shape)
    for path in itertools.product(range(scores.shape[1]), repeat=len(scores)):
        total = transitions[-1, path[0]] + sum(scores[at, label] for at, label in enumerate(path))
        total += sum(transitions[a, b] for a, b in itertools.pairwise(path))
        for at, label in enumerate(path):
            table[at, label] += np.exp(total)
    return table / table.sum(axis=1, keepdims=True)


def test_marginals_are_those_of_all_sequences_counted() -> None:
    rng = np.random.default_rng(4)
    transitions = (bio_transitions(LABELS) + rng.normal(size=(4, 3))).astype(np.float32)
    sequences = [rng.normal(size=(length, 3)).astype(np.float32) * 3 for length in (4, 1, 3)]
    for found, scores in zip(marginals(sequences, transitions), sequences, strict=True):
        assert found == pytest.approx(by_counting(scores, transitions), abs=1e-5)


def test_a_forbidden_label_has_no_chance() -> None:
    scores = np.array([[0.0, 0.0, 30.0]], dtype=np.float32)
    assert marginals([scores], bio_transitions(LABELS))[0][0, 2] == pytest.approx(0.0, abs=1e-6)


def test_nothing_gives_nothing() -> None:
    assert marginals([], bio_transitions(LABELS)) == []
