"""The NumPy LSTM against a step-by-step computation written from the equations."""

from __future__ import annotations

import numpy as np

from lesart.ml.lstm import BidirectionalLayer, Floats


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


def test_both_directions_and_padding() -> None:
    forward, backward = weights(1, 5, 3), weights(2, 5, 3)
    x = np.random.default_rng(3).normal(size=(2, 7, 5)).astype(np.float32)
    lengths = np.array([7, 4])
    got = BidirectionalLayer(forward, backward).forward(x, lengths)
    for row, length in enumerate(lengths):
        real = x[row, :length]
        np.testing.assert_allclose(got[row, :length, :3], by_the_book(real, forward), atol=1e-5)
        np.testing.assert_allclose(got[row, :length, 3:], by_the_book(real[::-1], backward)[::-1], atol=1e-5)
    assert not got[1, 4:].any()
