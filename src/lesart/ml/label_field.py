"""How sure a conditional random field is of each label: marginals by forward and backward sums, many sequences at once.

The scores of one token say little where the field decides between B and I by the neighbours; the marginals say what
share of all label sequences, weighted, has the label there (Lafferty and others 2001).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from lesart.ml.lstm import Floats

Doubles = npt.NDArray[np.float64]
_LEAST = -40.0


def marginals(sequences: Sequence[Floats], transitions: Floats) -> list[Floats]:
    """Chances of every label of every token, from scores (tokens x labels) and (labels + 1) x labels transitions."""
    lengths = [len(sequence) for sequence in sequences]
    if not lengths or not max(lengths):
        return list(sequences)
    labels = transitions.shape[1]
    weights = np.ones((len(lengths), max(lengths), labels))
    mirrored = np.ones_like(weights)
    for row, sequence in enumerate(sequences):
        own = np.exp(np.maximum(sequence - sequence.max(axis=1, keepdims=True, initial=_LEAST), _LEAST))
        weights[row, : len(own)] = own
        mirrored[row, : len(own)] = own[::-1]
    steps, begin = np.exp(transitions[:-1].astype(np.float64)), np.exp(transitions[-1].astype(np.float64))
    ahead = _sums(weights, steps, begin)
    back = _sums(mirrored, steps.T, np.ones(labels))
    found: list[Floats] = []
    for row, length in enumerate(lengths):
        both = ahead[row, :length] * back[row, :length][::-1] / weights[row, :length]
        found.append((both / both.sum(axis=1, keepdims=True)).astype(np.float32))
    return found


def _sums(weights: Doubles, steps: Doubles, begin: Doubles) -> Doubles:
    """Weighted sums over all label sequences up to each token, each token's scaled to one."""
    sums = np.empty_like(weights)
    before = begin * weights[:, 0]
    sums[:, 0] = before = before / before.sum(axis=1, keepdims=True)
    for at in range(1, weights.shape[1]):
        before = (before @ steps) * weights[:, at]
        before /= before.sum(axis=1, keepdims=True)
        sums[:, at] = before
    return sums
