"""Boosted decision trees at run time (NumPy only): an ensemble of binary trees over numbers, its score a probability.

All trees are walked at once for all rows: a step moves every (row, tree) pair that is on its way to the left or right
child of its node; a leaf is a node that points to itself. Trained with gradient boosting (Friedman 2001) by
`lesart.training.trees`.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt

from lesart.ml.lstm import Floats

Arrays = dict[str, npt.NDArray[np.generic]]


class Trees:
    """The ensemble: `feature`, `threshold`, `left`, `right`, `value` by node, `roots` by tree.

    A row's probability is the logistic function of the sum of its leaves' values.
    """

    def __init__(self, arrays: Arrays) -> None:
        self._feature = arrays["feature"].astype(np.int32)
        self._threshold = arrays["threshold"].astype(np.float32)
        left, right = arrays["left"].astype(np.int32), arrays["right"].astype(np.int32)
        self._children = np.stack([right, left], axis=1).ravel()
        self._value = arrays["value"].astype(np.float32)
        self._roots = arrays["roots"].astype(np.int32)
        self._is_leaf = left == np.arange(len(left))

    @classmethod
    def load(cls, path: Path) -> Trees:
        """Reads a weights file that `lesart.training.trees.export` wrote."""
        with np.load(path, allow_pickle=False) as archive:
            return cls({name: archive[name] for name in archive.files})

    def scores(self, rows: Floats) -> Floats:
        """The probability of each row."""
        count, width = rows.shape
        if not count:
            return np.zeros(0, dtype=np.float32)
        flat = np.ascontiguousarray(rows, dtype=np.float32).ravel()
        reached = np.tile(self._roots, count)
        base = np.repeat(np.arange(count, dtype=np.int32) * width, len(self._roots))
        walking = np.flatnonzero(~self._is_leaf.take(reached))
        node, base = reached.take(walking), base.take(walking)
        while len(walking):
            below = flat.take(base + self._feature.take(node)) <= self._threshold.take(node)
            node = self._children.take(2 * node + below)
            reached[walking] = node
            further = np.flatnonzero(~self._is_leaf.take(node))
            walking, node, base = walking.take(further), node.take(further), base.take(further)
        total = self._value.take(reached).reshape(count, -1).sum(axis=1)
        result: Floats = 1.0 / (1.0 + np.exp(-total))
        return result
