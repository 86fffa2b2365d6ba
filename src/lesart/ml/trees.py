"""Boosted decision trees at run time (NumPy only): an ensemble of binary trees over numbers, its score a probability.

No tree is walked. Every inner node bars the leaves of the side that a row does not take; a row's leaf in a tree is the
leftmost one that no node bars (QuickScorer, Lucchese et al. 2015). So all comparisons of all trees and rows are made at
once, and the barred leaves of a tree are the bits of one integer. Trained with gradient boosting (Friedman 2001) by
`lesart.training.trees`.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt

from lesart.ml.lstm import Floats

Arrays = dict[str, npt.NDArray[np.generic]]
_ROWS = 256
"""Rows that are scored at once: what is compared stays in the processor's cache."""
_WIDTHS: tuple[tuple[int, type[np.unsignedinteger]], ...] = ((16, np.uint16), (32, np.uint32), (64, np.uint64))


class Trees:
    """The ensemble: `feature`, `threshold`, `left`, `right`, `value` by node, `roots` by tree; a leaf points to itself.

    A row's probability is the logistic function of the sum of its leaves' values. No tree may have over 64 leaves.
    """

    def __init__(self, arrays: Arrays) -> None:
        left, right = arrays["left"].tolist(), arrays["right"].tolist()
        trees = [_leaves_and_nodes(root, left, right) for root in arrays["roots"].tolist()]
        most = max((len(leaves) for leaves, _ in trees), default=1)
        width, bits = next(((n, bits) for n, bits in _WIDTHS if most <= n), (0, np.uint64))
        if not width:
            raise ValueError(f"a tree has {most} leaves, more than 64")
        self._bits: type[np.unsignedinteger] = bits
        self._count, self._asked = len(trees), max((len(nodes) for _, nodes in trees), default=0)
        # trees with fewer nodes than the largest are filled up with nodes that bar nothing
        self._feature = np.zeros((self._asked, self._count), dtype=np.intp)
        self._threshold = np.zeros((self._asked, self._count, 1), dtype=np.float32)
        self._open = np.full((self._asked, self._count, 1), np.iinfo(self._bits).max, dtype=self._bits)
        self._value = np.zeros((self._count, width), dtype=np.float32)
        self._first = np.arange(self._count, dtype=np.intp)[:, None] * width
        for tree, (leaves, nodes) in enumerate(trees):
            self._value[tree, : len(leaves)] = arrays["value"][leaves]
            for place, (node, barred) in enumerate(nodes):
                self._feature[place, tree] = arrays["feature"][node]
                self._threshold[place, tree] = arrays["threshold"][node]
                self._open[place, tree] ^= self._bits(barred)

    @classmethod
    def load(cls, path: Path) -> Trees:
        """Reads a weights file that `lesart.training.trees.export` wrote."""
        with np.load(path, allow_pickle=False) as archive:
            return cls({name: archive[name] for name in archive.files})

    def scores(self, rows: Floats) -> Floats:
        """The probability of each row."""
        parts = [self._sums(rows[start : start + _ROWS]) for start in range(0, len(rows), _ROWS)]
        total = np.concatenate(parts) if parts else np.zeros(0, dtype=np.float32)
        result: Floats = (1.0 / (1.0 + np.exp(-total))).astype(np.float32, copy=False)
        return result

    def _sums(self, rows: Floats) -> Floats:
        columns = np.ascontiguousarray(rows.T, dtype=np.float32)
        leaves = np.full((self._count, len(rows)), np.iinfo(self._bits).max, dtype=self._bits)
        for feature, threshold, left_open in zip(self._feature, self._threshold, self._open, strict=True):
            goes_left = columns.take(feature, axis=0) <= threshold
            leaves &= left_open | (self._bits(0) - goes_left)  # no bit is barred where the row goes left
        leftmost = leaves & (~leaves + self._bits(1))
        # the number of a power of two is the exponent of its float
        leaf = (leftmost.astype(np.float32).view(np.int32) >> 23) - 127
        values = self._value.take(self._first + leaf)
        result: Floats = np.ascontiguousarray(values.T).sum(axis=1)
        return result


def _leaves_and_nodes(root: int, left: list[int], right: list[int]) -> tuple[list[int], list[tuple[int, int]]]:
    """A tree's leaves from left to right, and its inner nodes, each with the bits of the leaves on its left side."""
    leaves: list[int] = []
    nodes: list[tuple[int, int]] = []
    open_: list[tuple[int, int | None]] = [(root, None)]
    while open_:
        node, first = open_.pop()
        if first is not None:  # its left side is done
            nodes.append((node, (1 << len(leaves)) - (1 << first)))
        elif left[node] == node:
            leaves.append(node)
        else:
            open_ += [(right[node], None), (node, len(leaves)), (left[node], None)]
    return leaves, nodes


__all__ = ["Arrays", "Trees"]
