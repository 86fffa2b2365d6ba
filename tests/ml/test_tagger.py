"""Decoding of label scores."""

from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from lesart.ml.tagger import bio_transitions, softmax, viterbi, viterbi_all

LABELS = ["O", "B-PER", "I-PER", "B-ORG", "I-ORG"]


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 4))
def test_viterbi_finds_what_trying_everything_finds(seed: int, length: int) -> None:
    logits = np.random.default_rng(seed).normal(size=(length, len(LABELS))).astype(np.float32)
    table = bio_transitions(LABELS)

    def score(path: tuple[int, ...]) -> float:
        total = table[-1, path[0]] + sum(logits[i, label] for i, label in enumerate(path))
        return float(total + sum(table[a, b] for a, b in itertools.pairwise(path)))

    best = max(itertools.product(range(len(LABELS)), repeat=length), key=score)
    assert tuple(viterbi(logits, table)) == best


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000), st.lists(st.integers(0, 9), max_size=7))
def test_viterbi_of_many_is_viterbi_of_each(seed: int, lengths: list[int]) -> None:
    draw = np.random.default_rng(seed)
    sequences = [draw.normal(size=(length, len(LABELS))).astype(np.float32) for length in lengths]
    table = bio_transitions(LABELS)
    assert viterbi_all(sequences, table) == [viterbi(logits, table) for logits in sequences]


def test_no_continuation_without_a_beginning() -> None:
    logits = np.array([[0, 0, 9, 0, 0], [0, 0, 0, 0, 9]], dtype=np.float32)
    path = [LABELS[i] for i in viterbi(logits, bio_transitions(LABELS))]
    assert path in (
        ["O", "O"],
        ["B-PER", "O"],
        ["O", "B-ORG"],
        ["B-PER", "I-PER"],
        ["B-ORG", "I-ORG"],
        ["B-PER", "B-ORG"],
    )


def test_softmax_survives_large_scores() -> None:
    np.testing.assert_allclose(softmax(np.array([[1e4, 0.0]], dtype=np.float32)), [[1.0, 0.0]])
