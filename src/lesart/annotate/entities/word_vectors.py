"""Vectors of words for the recogniser: what a form's neighbours in use and its letters say about its being a name.

The first half of a row comes from the form's Brown cluster and the branches above it, the second from its letters in
groups of two to five (Bojanowski and others 2017), so that a form no corpus has seen has a vector too. The tables are
learnt with the recogniser and lie in its weights file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from zlib import crc32

import numpy as np
import numpy.typing as npt

from lesart.ml.lstm import Floats
from lesart.resources.word_clusters import UNKNOWN, WordClusters

PREFIXES = (4, 6, 8)
"""Lengths in bits of the branches that have a vector of their own."""
_LONGEST_GROUP = 5
_CACHED = 40_000


def branches(path: int) -> list[int]:
    """Numbers of the branches that a cluster lies under, counted through over all lengths; empty for no cluster."""
    if path == UNKNOWN:
        return []
    found, first = [], 0
    for bits in PREFIXES:
        found.append(first + (path & ((1 << bits) - 1)))
        first += 1 << bits
    return found


BRANCHES = sum(1 << bits for bits in PREFIXES)


def letter_groups(form: str, buckets: int) -> list[int]:
    """Numbers of a form's groups of letters, its beginning and end marked; hashed into the buckets after the first.

    The first bucket is no group's, for what pads a batch.
    """
    marked = f"^{form}$"
    groups = {marked[i : i + n] for n in range(2, _LONGEST_GROUP + 1) for i in range(len(marked) - n + 1)}
    groups.add(marked)
    return sorted([1 + crc32(group.encode()) % (buckets - 1) for group in groups])


class WordVectors:
    """Rows of forms from the tables of a weights file."""

    def __init__(self, arrays: Mapping[str, npt.NDArray[np.generic]], clusters: WordClusters) -> None:
        self._clusters = clusters
        self._numbers = {int(path): number for number, path in enumerate(arrays["clusters"])}
        self._leaves = arrays["cluster_vectors"].astype(np.float32)
        self._branches = arrays["branch_vectors"].astype(np.float32)
        self._letters = arrays["letter_vectors"].astype(np.float32)
        self._known: dict[str, Floats] = {}

    @property
    def dimensions(self) -> int:
        """Columns a word."""
        return int(self._leaves.shape[1] + self._letters.shape[1])

    def rows(self, forms: Sequence[str]) -> Floats:
        """One row a form."""
        if len(self._known) > _CACHED:  # a long batch must not grow without bound
            self._known.clear()
        new = [form for form in dict.fromkeys(forms) if form not in self._known]
        if new:
            self._known.update(zip(new, self._made(new), strict=True))
        if not forms:
            return np.zeros((0, self.dimensions), dtype=np.float32)
        return np.stack([self._known[form] for form in forms])

    def _made(self, forms: Sequence[str]) -> Floats:
        table = np.empty((len(forms), self.dimensions), dtype=np.float32)
        half = self._leaves.shape[1]
        paths = [self._clusters.cluster(form) for form in forms]
        table[:, :half] = self._leaves[[self._numbers.get(path, len(self._numbers)) for path in paths]]
        for number, path in enumerate(paths):
            for branch in branches(path):
                table[number, :half] += self._branches[branch]
        groups = [letter_groups(form, len(self._letters)) for form in forms]
        sizes = np.array([len(own) for own in groups])
        starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
        together = self._letters[[group for own in groups for group in own]]
        table[:, half:] = np.add.reduceat(together, starts, axis=0) / sizes[:, None]
        return table
