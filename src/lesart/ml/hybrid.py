"""A small classifier over named features and a dense vector together, at run time (NumPy only).

One hidden layer: every named feature has a row of its weights, the dense vector (commonly rows of the shared
encoder) is
projected into it, and a softmax over the labels follows. Named features keep rules and lexicons readable inside the
model, the dense part generalises over words that training never saw. Trained by `lesart.training.hybrid`.
"""

from __future__ import annotations

import hashlib
import itertools
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from lesart.ml.lstm import Floats
from lesart.ml.tagger import softmax


class Hybrid:
    """Label probabilities for items made of feature names and a vector."""

    def __init__(self, arrays: dict[str, npt.NDArray[np.generic]]) -> None:
        self.labels: tuple[str, ...] = tuple(json.loads(bytes(arrays["labels"]).decode("utf-8")))
        names = bytes(arrays["names"]).decode("utf-8").split("\n")
        self._names = hashlib.sha256(bytes(arrays["names"])).digest()
        self._row = {name: number for number, name in enumerate(names)}
        self._rows = arrays["rows"].astype(np.float32)
        self._dense = arrays["dense"].astype(np.float32)
        self._bias = arrays["bias"].astype(np.float32)
        self._out = arrays["out"].astype(np.float32)
        self._out_bias = arrays["out_bias"].astype(np.float32)

    @classmethod
    def load(cls, path: Path) -> Hybrid:
        """Reads a weights file that `lesart.training.hybrid.export` wrote."""
        with np.load(path, allow_pickle=False) as archive:
            return cls({name: archive[name] for name in archive.files})

    @property
    def dimensions(self) -> int:
        """Number of dense columns."""
        return int(self._dense.shape[0])

    @property
    def dense_share(self) -> Floats:
        """The projection of the dense vector (dimensions x hidden), for callers whose vectors have parts."""
        return self._dense

    def project(self, dense: Floats) -> Floats:
        """The dense part's share of the hidden layer; projecting a token once serves all items that it is in."""
        result: Floats = dense @ self._dense
        return result

    def rows(self, items: Sequence[Sequence[str]]) -> list[list[int]]:
        """The numbers of each item's features, without those that training never saw."""
        find = self._row.get
        return [[row for row in map(find, item) if row is not None] for item in items]

    def knows_like(self, other: Hybrid) -> bool:
        """Whether both number the same features alike, so that what `rows` gave for one serves the other."""
        return self._names == other._names

    def probabilities(self, items: Sequence[Sequence[str]], projected: Floats) -> Floats:
        """(items x labels); `projected` is the items' dense share of the hidden layer."""
        return self.probabilities_of(self.rows(items), projected)

    def probabilities_of(self, rows: Sequence[Sequence[int]], projected: Floats) -> Floats:
        """`probabilities` for features given by their numbers."""
        hidden = projected + self._bias
        some = [number for number, item in enumerate(rows) if item]
        if some:
            starts = list(itertools.accumulate((len(rows[number]) for number in some[:-1]), initial=0))
            flat = np.fromiter(itertools.chain.from_iterable(rows), dtype=np.intp)
            hidden[some] += np.add.reduceat(self._rows[flat], starts, axis=0)
        return softmax(np.maximum(hidden, 0) @ self._out + self._out_bias)
