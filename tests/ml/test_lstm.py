"""The NumPy LSTM against a step-by-step computation written from the equations."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from lesart.ml.lstm import Batch, BidirectionalLayer, BidirectionalLstm, Floats


def logistic(x: Floats) -> Floats:
    return 1 / (1 + np.exp(-x))


def by_the_book(x: Floats, weights: tuple[Floats, Floats, Floats]) -> Floats:
    """Hochreiter and Schmidhuber's recurrence, one step after another; gates i, f, o, g."""
    into, recurrent, bias = weights
    h = recurrent.shape[0]
    state = cell = np.zeros(h, dtype=np.float32)
    out = []
    for row in x:
        i, f, o, g = np.split(row @ into + state @ recurrent + bias, 4)
        cell = logistic(f) * cell + logistic(i) * np.tanh(g)
        state = logistic(o) * np.tanh(cell)
        out.append(state)
    return np.stack(out)


def weights(seed: int, inputs: int, hidden: int) -> tuple[Floats, Floats, Floats]:
    draw = np.random.default_rng(seed)
    shapes = ((inputs, 4 * hidden), (hidden, 4 * hidden), (4 * hidden,))
    a, b, c = (draw.normal(size=shape).astype(np.float32) for shape in shapes)
    return a, b, c


def stack(seed: int, inputs: int, hidden: int) -> tuple[BidirectionalLstm, list[tuple[Floats, Floats, Floats]]]:
    forward, backward = weights(seed, inputs, hidden), weights(seed + 1, inputs, hidden)
    return BidirectionalLstm([BidirectionalLayer(forward, backward)]), [forward, backward]


@settings(max_examples=30, deadline=None)
@given(st.lists(st.lists(st.integers(0, 9), max_size=6), min_size=1, max_size=20), st.integers(0, 1000))
def test_every_sequence_as_by_the_book(lengths: list[list[int]], seed: int) -> None:
    lstm, (forward, backward) = stack(seed, 5, 3)
    draw = np.random.default_rng(seed)
    articles = [draw.normal(size=(sum(sizes), 5)).astype(np.float32) for sizes in lengths]
    for rows, sizes, got in zip(articles, lengths, lstm.states(Batch(articles, lengths)), strict=True):
        assert got.shape == (len(rows), 6)
        for end, size in zip(np.cumsum(sizes), sizes, strict=True):
            real, own = rows[end - size : end], got[end - size : end]
            if size:
                np.testing.assert_allclose(own[:, :3], by_the_book(real, forward), atol=1e-5)
                np.testing.assert_allclose(own[:, 3:], by_the_book(real[::-1], backward)[::-1], atol=1e-5)


def test_neighbours_change_nothing() -> None:
    """An article's states come out the same alone and among others, up to the last digit but one."""
    lstm, _ = stack(7, 40, 128)
    draw = np.random.default_rng(7)
    lengths = [[31, 4, 18], [90], [2, 2, 1], [], [55, 7]]
    articles = [draw.normal(size=(sum(sizes), 40)).astype(np.float32) for sizes in lengths]
    together = lstm.states(Batch(articles, lengths))
    for rows, sizes, among in zip(articles, lengths, together, strict=True):
        alone = lstm.states(Batch([rows], [sizes]))[0]
        np.testing.assert_allclose(among, alone, atol=1e-6)


def test_layers_stand_on_each_other() -> None:
    (one, _), (two, _) = stack(3, 5, 4), stack(9, 8, 4)
    rows = np.random.default_rng(1).normal(size=(11, 5)).astype(np.float32)
    both = BidirectionalLstm([*one.layers, *two.layers]).states(Batch([rows], [[8, 3]]))[0]
    below = one.states(Batch([rows], [[8, 3]]))[0]
    np.testing.assert_array_equal(both, two.states(Batch([below], [[8, 3]]))[0])


def test_more_rows_than_go_through_at_once() -> None:
    lstm, _ = stack(5, 4, 3)
    articles = [np.full((2_500, 4), n, dtype=np.float32) for n in range(4)]
    for rows, got in zip(articles, lstm.states(Batch(articles, [[2_000, 500]] * 4)), strict=True):
        np.testing.assert_allclose(got, lstm.states(Batch([rows], [[2_000, 500]]))[0], atol=1e-6)
