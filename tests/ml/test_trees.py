"""Trees compared all at once give what walking each by hand gives."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lesart.ml.trees import Arrays, Trees

# two trees: a stump on column 0 at 0.5, and one that asks column 1 only where column 0 is above 2
ARRAYS: Arrays = {
    "feature": np.array([0, 0, 0, 0, 0, 1, 0, 0]),
    "threshold": np.array([0.5, 0, 0, 2.0, 0, -1.0, 0, 0]),
    "left": np.array([1, 1, 2, 4, 4, 6, 6, 7]),
    "right": np.array([2, 1, 2, 5, 4, 7, 6, 7]),
    "value": np.array([0, -1.0, 1.0, 0, 0.25, 0, -2.0, 2.0]),
    "roots": np.array([0, 3]),
}


def by_hand(a: float, b: float) -> float:
    total = -1.0 if a <= 0.5 else 1.0
    total += 0.25 if a <= 2.0 else (-2.0 if b <= -1.0 else 2.0)
    return 1 / (1 + math.exp(-total))


numbers = st.floats(-5, 5, width=16)


@given(st.lists(st.tuples(numbers, numbers), max_size=12))
def test_scores_are_those_of_the_leaves(rows: list[tuple[float, float]]) -> None:
    found = Trees(ARRAYS).scores(np.array(rows, dtype=np.float32).reshape(len(rows), 2))
    np.testing.assert_allclose(found, [by_hand(a, b) for a, b in rows], rtol=1e-5)


def test_a_file_gives_the_same_trees(tmp_path: Path) -> None:
    np.savez_compressed(tmp_path / "trees.npz", **ARRAYS)  # type: ignore[arg-type]
    rows = np.array([[0.0, 0.0], [3.0, -4.0], [3.0, 4.0]], dtype=np.float32)
    assert Trees.load(tmp_path / "trees.npz").scores(rows).tolist() == Trees(ARRAYS).scores(rows).tolist()


def chain(leaves: int) -> Arrays:
    """One tree that asks column 0 for 0, 1, 2 … in turn: a whole number has its own leaf, the last one the rest."""
    inner = 2 * np.arange(leaves - 1)
    left, right = np.arange(2 * leaves - 1), np.arange(2 * leaves - 1)
    left[inner], right[inner] = inner + 1, inner + 2
    value = np.zeros(2 * leaves - 1)
    value[left[inner]], value[-1] = np.arange(leaves - 1) / 10, (leaves - 1) / 10
    threshold = np.zeros(2 * leaves - 1)
    threshold[inner] = np.arange(leaves - 1)
    roots = np.array([0])
    feature = np.zeros(2 * leaves - 1, dtype=int)
    return {"feature": feature, "threshold": threshold, "left": left, "right": right, "value": value, "roots": roots}


@pytest.mark.parametrize("leaves", [1, 2, 15, 16, 17, 32, 33, 64])
def test_every_leaf_of_a_deep_tree_is_reached(leaves: int) -> None:
    rows = np.arange(300, dtype=np.float32).reshape(-1, 1)  # more rows than are scored at once
    reached = np.minimum(np.arange(300), leaves - 1) / 10
    np.testing.assert_allclose(Trees(chain(leaves)).scores(rows), 1 / (1 + np.exp(-reached)), rtol=1e-5)


def test_a_tree_with_too_many_leaves_is_refused() -> None:
    with pytest.raises(ValueError, match="65 leaves"):
        Trees(chain(65))
