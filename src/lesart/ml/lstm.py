"""Long short-term memory in NumPy: both directions of a layer in one loop, for one sequence or many.

Hochreiter and Schmidhuber (1997) as PyTorch computes it. The three logistic gates are evaluated through
`sigmoid(x) = (tanh(x / 2) + 1) / 2`, so that one call does all four gates: the factor is put into the weights once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Integers = npt.NDArray[np.int64]


class BidirectionalLayer:
    """One bidirectional layer; `forward` maps (sequences, steps, inputs) to (sequences, steps, 2 x hidden)."""

    def __init__(self, forward: tuple[Floats, Floats, Floats], backward: tuple[Floats, Floats, Floats]) -> None:
        """Each direction: input weights (inputs x 4h), recurrent weights (h x 4h), bias (4h); gates i, f, o, g."""
        self.hidden = forward[1].shape[0]
        half = np.ones(4 * self.hidden, dtype=np.float32)
        half[: 3 * self.hidden] = 0.5
        self._input = np.concatenate([forward[0] * half, backward[0] * half], axis=1)
        self._bias = np.concatenate([forward[2] * half, backward[2] * half])
        self._recurrent = np.ascontiguousarray(np.stack([forward[1] * half, backward[1] * half]))

    def gates(self, x: Floats) -> Floats:
        """The input's share of the gates (sequences, steps, direction, 4h), before the recurrence."""
        count, steps, _ = x.shape
        flat = x.reshape(count * steps, -1) @ self._input + self._bias
        ordered: Floats = flat.reshape(count, steps, 2, 4 * self.hidden)
        return ordered

    def forward(self, x: Floats, lengths: Integers) -> Floats:
        """States of all steps; what lies behind a sequence's length is padding and comes out as zeros."""
        return forward_together([self], [x], lengths)[0]

    @property
    def recurrent(self) -> Floats:
        """Recurrent weights of both directions (2, h, 4h)."""
        return self._recurrent


def forward_together(layers: Sequence[BidirectionalLayer], xs: Sequence[Floats], lengths: Integers) -> list[Floats]:
    """Layers of one size, each over its own input, in one loop: a step of many costs little more than a step of one."""
    count, steps, _ = xs[0].shape
    h, ways = layers[0].hidden, 2 * len(layers)
    mirror = _mirror(lengths, steps)
    rows = np.arange(count)[:, None]
    halves = []
    for layer, x in zip(layers, xs, strict=True):
        gates = layer.gates(x)
        halves += [gates[:, :, 0], gates[rows, mirror, 1]]
    # (steps, way, sequences, gates): the loop then reads one contiguous block a step
    ordered = np.ascontiguousarray(np.stack(halves).transpose(2, 0, 1, 3))
    recurrent = layers[0].recurrent if len(layers) == 1 else np.concatenate([layer.recurrent for layer in layers])
    out = np.empty((steps, ways, count, h), dtype=np.float32)
    state = np.zeros((ways, count, h), dtype=np.float32)
    cell = np.zeros((ways, count, h), dtype=np.float32)
    product = np.empty((ways, count, h), dtype=np.float32)
    for step in range(steps):
        z = np.matmul(state, recurrent)
        z += ordered[step]
        np.tanh(z, out=z)
        logistic = z[..., : 3 * h]
        logistic *= 0.5
        logistic += 0.5
        cell *= z[..., h : 2 * h]
        np.multiply(z[..., :h], z[..., 3 * h :], out=product)
        cell += product
        np.tanh(cell, out=product)
        state = np.multiply(product, z[..., 2 * h : 3 * h], out=out[step])
    padding = np.arange(steps)[None, :] >= lengths[:, None]
    results = []
    for number in range(len(layers)):
        result = np.empty((count, steps, 2 * h), dtype=np.float32)
        result[..., :h] = out[:, 2 * number].transpose(1, 0, 2)
        result[..., h:] = out[:, 2 * number + 1].transpose(1, 0, 2)[rows, mirror]
        result[padding] = 0.0
        results.append(result)
    return results


class BidirectionalLstm:
    """A stack of bidirectional layers."""

    def __init__(self, layers: list[BidirectionalLayer]) -> None:
        self.layers = layers

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, npt.NDArray[np.generic]], prefix: str) -> BidirectionalLstm:
        """Reads `{prefix}{layer}.{fw|bw}.{input|recurrent|bias}` for layers 0, 1, ..., as training exports them."""
        layers: list[BidirectionalLayer] = []
        while f"{prefix}{len(layers)}.fw.input" in arrays:
            direction = [
                tuple(
                    arrays[f"{prefix}{len(layers)}.{way}.{part}"].astype(np.float32)
                    for part in ("input", "recurrent", "bias")
                )
                for way in ("fw", "bw")
            ]
            (fi, fr, fb), (bi, br, bb) = direction
            layers.append(BidirectionalLayer((fi, fr, fb), (bi, br, bb)))
        return cls(layers)

    def forward(self, x: Floats, lengths: Integers | None = None) -> Floats:
        """(sequences, steps, inputs) to (sequences, steps, 2 x hidden) through all layers."""
        sizes = np.full(x.shape[0], x.shape[1], dtype=np.int64) if lengths is None else lengths
        return stacks_together([self], [x], sizes)[0]


def stacks_together(stacks: Sequence[BidirectionalLstm], xs: Sequence[Floats], lengths: Integers) -> list[Floats]:
    """Stacks of one shape, each over its own input, layer by layer in one loop."""
    states = list(xs)
    for layers in zip(*(stack.layers for stack in stacks), strict=True):
        states = forward_together(layers, states, lengths)
    return states


def _mirror(lengths: Integers, steps: int) -> Integers:
    """For each sequence the steps in reverse order up to its length; padding stays where it is."""
    step = np.arange(steps)[None, :]
    back = lengths[:, None] - 1 - step
    return np.where(back >= 0, back, step)
