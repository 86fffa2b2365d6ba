"""Long short-term memory in NumPy: both directions of a layer in one loop, for the sequences of many articles at once.

Hochreiter and Schmidhuber (1997) as PyTorch computes it. The three logistic gates are evaluated through
`sigmoid(x) = (tanh(x / 2) + 1) / 2`, so that one call does all four gates: the factor is put into the weights once.

A step of one sequence and a step of twelve cost nearly the same, since reading the weights takes the time. So the
sequences are laid end to end into a few *lanes* of about the same length and all lanes advance together; where a lane
comes to its next sequence, its state starts anew. What does not depend on the step before (the input's share of the
gates) is computed for each article by itself: the states of an article do not depend on its neighbours.
"""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Integers = npt.NDArray[np.int64]

_SMALL_PRODUCT = 1_000_000
"""Multiplications up to which OpenBLAS multiplies matrices where they lie, without packing them first."""
_FEWEST_LANES = 2
"""With one row NumPy would call another routine (matrix by vector), which rounds differently."""
_ROWS = 5_000
"""Rows that go through a layer at once; bounds the memory for gates (4 KiB a row with 128 hidden units)."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Rows of several articles; `lengths[n]` are the sizes of the sequences that article n's rows consist of."""

    rows: Sequence[Floats]
    lengths: Sequence[Sequence[int]]


class BidirectionalLayer:
    """One bidirectional layer."""

    def __init__(self, forward: tuple[Floats, Floats, Floats], backward: tuple[Floats, Floats, Floats]) -> None:
        """Each direction: input weights (inputs x 4h), recurrent weights (h x 4h), bias (4h); gates i, f, o, g."""
        self.hidden = forward[1].shape[0]
        half = np.ones(4 * self.hidden, dtype=np.float32)
        half[: 3 * self.hidden] = 0.5
        self._input = (forward[0] * half, backward[0] * half)
        self._bias = (forward[2] * half, backward[2] * half)
        # the loop keeps twice the state (see `_advance`); powers of two change no digit
        self._recurrent = np.ascontiguousarray(np.stack([forward[1] * half, backward[1] * half])) * np.float32(0.5)

    def states(self, rows: Sequence[Floats], schedule: _Schedule) -> list[Floats]:
        """States of all rows (rows x 2 h), an array for each article."""
        h, count = self.hidden, schedule.count
        gates = np.empty((2 * (count + 1), 4 * h), dtype=np.float32)
        for way in range(2):
            first = way * (count + 1)
            gates[first + count] = 0.0
            for article in rows:
                own = gates[first : first + len(article)]
                np.matmul(article, self._input[way], out=own)
                own += self._bias[way]
                first += len(article)
        found = self._advance(gates, schedule)
        states = np.empty((count, 2 * h), dtype=np.float32)
        for way in range(2):
            np.multiply(found[way][schedule.slot_of[way]], 0.5, out=states[:, way * h : (way + 1) * h])
        return np.split(states, np.cumsum([len(article) for article in rows])[:-1])

    def _advance(self, gates: Floats, schedule: _Schedule) -> Floats:
        """Twice the states of all slots (direction, slot, h): what is `(tanh + 1) / 2` by the book is `tanh + 1`."""
        h, starts = self.hidden, schedule.starts
        out = np.empty((2, int(starts[-1]), h), dtype=np.float32)
        state = np.zeros((2, int(starts[1]), h), dtype=np.float32)
        cell = np.zeros_like(state)
        z = np.empty((2, 0, 4 * h), dtype=np.float32)
        for first, last, begin in schedule.stretches:
            lanes = int(starts[first + 1] - starts[first])
            if lanes != z.shape[1]:
                z = np.empty((2, lanes, 4 * h), dtype=np.float32)
                enter, keep, leave, candidate = np.split(z, 4, axis=2)
                # the logistic gates are raised by a sum over all of z, which lies in one piece as no part of it does
                raised = np.zeros_like(z)
                raised[..., : 3 * h] = 1.0
                taken, product = np.empty_like(z), np.empty_like(enter)
                state, cell = state[:, :lanes], np.ascontiguousarray(cell[:, :lanes])
            if begin:
                state = state.copy()  # what is kept of the steps before must stay as it is
                state[:, begin] = cell[:, begin] = 0.0
            for at in range(int(starts[first]), int(starts[last]), lanes):
                np.matmul(state, self._recurrent, out=z)
                np.take(gates, schedule.source[:, at : at + lanes], axis=0, out=taken, mode="clip")
                z += taken
                np.tanh(z, out=z)
                z += raised
                cell *= keep
                np.multiply(enter, candidate, out=product)
                cell += product
                cell *= 0.5
                np.tanh(cell, out=product)
                state = np.multiply(product, leave, out=out[:, at : at + lanes])
        return out


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

    def states(self, batch: Batch) -> list[Floats]:
        """The last layer's states, an array (rows x 2 hidden) for each article."""
        return list(self.each(batch))

    def each(self, batch: Batch) -> Iterator[Floats]:
        """`states` of one article after the other, which holds only some of them in memory."""
        for rows, lengths in _portions(batch):
            schedule = _schedule([size for sizes in lengths for size in sizes], _lanes(self.layers[0].hidden))
            states = rows
            for layer in self.layers:
                states = layer.states(states, schedule) if schedule.count else _nothing(states, 2 * layer.hidden)
            yield from states


@dataclass(frozen=True, slots=True)
class _Schedule:
    """Which row every lane computes at every step. A slot is one lane at one step; slots are ordered by step."""

    count: int
    """Rows in all."""
    starts: Integers
    """First slot of every step, and the number of slots."""
    source: Integers
    """(direction, slot): the row among the gates; those of the backward direction lie behind the forward ones."""
    slot_of: Integers
    """(direction, row): where a row is computed."""
    stretches: list[tuple[int, int, list[int]]]
    """First step, step after the last, and lanes that begin a sequence there; the number of lanes stays the same."""


def _schedule(lengths: Sequence[int], most: int) -> _Schedule:
    """Sequences into lanes, longest first, each into the lane that is shortest so far."""
    count = sum(lengths)
    first_rows = [0, *itertools.accumulate(lengths)]
    lanes: list[list[int]] = [[] for _ in range(max(min(most, len(lengths)), _FEWEST_LANES))]
    loads = [(0, number) for number in range(len(lanes))]
    for sequence in sorted(range(len(lengths)), key=lambda s: -lengths[s]):
        load, number = loads[0]
        lanes[number].append(sequence)
        heapq.heapreplace(loads, (load + lengths[sequence], number))
    size = np.zeros(len(lanes), dtype=np.int64)
    size[[number for _, number in loads]] = [load for load, _ in loads]
    order = np.argsort(-size, kind="stable")  # lanes that end early stand last, so that the others lie side by side
    size = size[order]
    steps = int(size[0])
    wide = np.maximum((size[None, :] > np.arange(steps)[:, None]).sum(axis=1), _FEWEST_LANES)
    starts = np.concatenate([[0], np.cumsum(wide)])
    source = np.full((2, int(starts[-1])), count, dtype=np.int64)
    slot_of = np.empty((2, count), dtype=np.int64)
    begins: dict[int, list[int]] = {}
    for lane, number in enumerate(order):
        at = 0
        for sequence in lanes[number]:
            slots = starts[at : at + lengths[sequence]] + lane
            rows = np.arange(first_rows[sequence], first_rows[sequence + 1])
            for way, ordered in enumerate((rows, rows[::-1])):
                source[way, slots] = ordered
                slot_of[way, ordered] = slots
            begins.setdefault(at, []).append(lane)
            at += lengths[sequence]
    source[1] += count + 1
    edges = sorted({*begins, *(np.flatnonzero(np.diff(wide)) + 1).tolist(), steps})
    stretches = [(first, last, begins.get(first, [])) for first, last in itertools.pairwise(edges)]
    return _Schedule(count, starts, source, slot_of, stretches)


def _lanes(hidden: int) -> int:
    """The number of lanes for a layer of this size: as many as OpenBLAS multiplies without packing the weights."""
    return max(_SMALL_PRODUCT // (4 * hidden * hidden) // 4 * 4, 4)


def _portions(batch: Batch) -> Iterator[tuple[list[Floats], list[Sequence[int]]]]:
    """Whole articles, about `_ROWS` rows at once."""
    rows: list[Floats] = []
    lengths: list[Sequence[int]] = []
    size = 0
    for article, sizes in zip(batch.rows, batch.lengths, strict=True):
        if rows and size + len(article) > _ROWS:
            yield rows, lengths
            rows, lengths, size = [], [], 0
        rows.append(article)
        lengths.append([s for s in sizes if s])
        size += len(article)
    if rows:
        yield rows, lengths


def _nothing(rows: Sequence[Floats], width: int) -> list[Floats]:
    return [np.zeros((0, width), dtype=np.float32) for _ in rows]
