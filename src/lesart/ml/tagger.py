"""A bidirectional LSTM with one or more label layers over token features, at run time.

Trained by `lesart.training.tagger`. The weights file (npz) holds the network in half precision, the labels of each
head and the standardisation of the input, so that a tagger is one file. What goes in is an array of features
(tokens x dimensions), commonly the shared encoder's rows with a component's own flags appended.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from lesart.ml.lstm import Batch, BidirectionalLstm, Floats

IMPOSSIBLE = -1e4
"""Score of a transition that must not be taken; finite, so that sums stay numbers."""


class Tagger:
    """Label scores of tokens; `heads` names the label layers, `labels[head]` the labels of its columns."""

    def __init__(self, arrays: dict[str, npt.NDArray[np.generic]]) -> None:
        self.labels: dict[str, list[str]] = json.loads(bytes(arrays["labels"]).decode("utf-8"))
        self.heads = tuple(self.labels)
        self._project = arrays["project"].astype(np.float32)
        self._project_bias = arrays["project_bias"].astype(np.float32)
        self._lstm = BidirectionalLstm.from_arrays(arrays, "lstm")
        self._out = {
            head: (arrays[f"head.{head}"].astype(np.float32), arrays[f"head.{head}_bias"].astype(np.float32))
            for head in self.heads
        }

    @classmethod
    def load(cls, path: Path) -> Tagger:
        """Reads a weights file that `lesart.training.tagger.export` wrote."""
        with np.load(path, allow_pickle=False) as archive:
            return cls({name: archive[name] for name in archive.files})

    @property
    def dimensions(self) -> int:
        """Number of feature columns that the tagger expects."""
        return int(self._project.shape[0])

    def project(self, features: Floats) -> Floats:
        """What the network keeps of an article's features; several articles' are far smaller than the features."""
        projected: Floats = np.maximum(features @ self._project + self._project_bias, 0)
        return projected

    def scores_of(self, projected: Batch) -> list[dict[str, Floats]]:
        """For each article of a batch the logits of each head (tokens x labels); no sequence sees another."""
        return [
            {head: states @ weight + bias for head, (weight, bias) in self._out.items()}
            for states in self._lstm.states(projected)
        ]

    def states(self, features: Floats) -> Floats:
        """The network's last hidden layer, one row a token (for heads of one's own: pairs, pointers)."""
        return self._lstm.states(Batch([self.project(features)], [[len(features)]]))[0]

    def scores(self, features: Floats) -> dict[str, Floats]:
        """For each head the logits (tokens x labels)."""
        return self.scores_of(Batch([self.project(features)], [[len(features)]]))[0]

    def probabilities(self, features: Floats) -> dict[str, Floats]:
        """For each head the softmax of its logits."""
        return {head: softmax(logits) for head, logits in self.scores(features).items()}


def softmax(logits: Floats) -> Floats:
    """Probabilities over the last axis."""
    shifted = np.exp(logits - logits.max(axis=-1, keepdims=True))
    result: Floats = shifted / shifted.sum(axis=-1, keepdims=True)
    return result


def viterbi(logits: Floats, transitions: Floats) -> list[int]:
    """The best label sequence. `transitions` is (labels + 1) x labels; its last row scores the first token's label."""
    if not len(logits):
        return []
    score = logits[0] + transitions[-1]
    back = np.zeros(logits.shape, dtype=np.int64)
    for at in range(1, len(logits)):
        paths = score[:, None] + transitions[:-1]
        back[at] = paths.argmax(axis=0)
        score = paths[back[at], np.arange(paths.shape[1])] + logits[at]
    path = [int(score.argmax())]
    for at in range(len(logits) - 1, 0, -1):
        path.append(int(back[at, path[-1]]))
    return path[::-1]


def viterbi_all(sequences: Sequence[Floats], transitions: Floats) -> list[list[int]]:
    """`viterbi` of several sequences, which advance together: a step of many costs as much as a step of one.

    On the way forth only the best scores are kept; which label they came from is asked on the way back, of the labels
    that the best paths pass and of no others.
    """
    order = sorted(range(len(sequences)), key=lambda n: -len(sequences[n]))
    sizes = [len(sequences[n]) for n in order]
    steps = max(sizes, default=0)
    if not steps:
        return [[] for _ in sequences]
    scores = np.zeros((steps, len(order), transitions.shape[1]), dtype=np.result_type(*sequences))
    for column, number in enumerate(order):
        scores[: sizes[column], column] = sequences[number]
    active = [sum(size > at for size in sizes) for at in range(steps)]  # what is long stands first
    scores[0] += transitions[-1]
    after = np.ascontiguousarray(transitions[:-1, None, :])  # (label before, sequence, label)
    for at in range(1, steps):
        before = scores[at - 1, : active[at]]
        scores[at, : active[at]] += (before.T[:, :, None] + after).max(axis=0)
    into = np.ascontiguousarray(transitions[:-1].T)  # (label, label before)
    labels = np.zeros((steps, len(order)), dtype=np.intp)
    on_path = labels[-1, :0]
    for at in range(steps - 1, -1, -1):
        goes_on = len(on_path)
        paths = scores[at, : active[at]]
        if goes_on:
            paths[:goes_on] += into.take(on_path, axis=0)
        on_path = paths.argmax(axis=1, out=labels[at, : active[at]])
    paths_of: list[list[int]] = [[] for _ in sequences]
    for column, number in enumerate(order):
        paths_of[number] = labels[: sizes[column], column].tolist()
    return paths_of


def bio_transitions(labels: Sequence[str]) -> Floats:
    """Transition scores for labels "O", "B-x", "I-x": an I-x may only follow B-x or I-x, everything else is free."""
    table = np.zeros((len(labels) + 1, len(labels)), dtype=np.float32)
    for column, label in enumerate(labels):
        if label.startswith("I"):
            allowed = {"B" + label[1:], label}
            for row, previous in enumerate([*labels, "<start>"]):
                if previous not in allowed:
                    table[row, column] = IMPOSSIBLE
    return table
