"""Parts of speech, morphology and dependency trees from token features, at run time.

A bidirectional LSTM with one layer of labels for each grammatical category and a biaffine scorer for heads and
relations (Dozat and Manning 2017). The best tree is the maximum spanning tree with one root (Chu and Liu 1965, Edmonds
1967), since German extraposition crosses arcs. Trained by `lesart.training.syntax`; one weights file (npz).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from lesart.ml.lstm import Batch, BidirectionalLstm, Floats
from lesart.ml.tagger import softmax

Integers = npt.NDArray[np.int64]

LONGEST = 256
"""Tokens that are parsed as one; what is longer (lists, tables) is parsed in pieces that hang from the first one."""


@dataclass(frozen=True, slots=True)
class Parses:
    """The analysis of all sentences, one entry a token. `heads` are places in the whole; a root is its own head."""

    heads: Integers
    relations: list[str]
    tags: dict[str, list[str]]
    """For each category ("upos", "Case", ...) the label of every token."""
    scores: dict[str, Floats]
    """For each category the log-probabilities of its labels (tokens x labels)."""
    relation_scores: Floats
    """Scores of the relations under the chosen heads (tokens x relations)."""


class Parser:
    """Parses sentences given as rows of features; `suffixes` are the endings that the features must know."""

    def __init__(self, arrays: dict[str, npt.NDArray[np.generic]]) -> None:
        facts = json.loads(bytes(arrays["facts"]).decode("utf-8"))
        self.suffixes: list[str] = facts["suffixes"]
        self.relations: list[str] = facts["relations"]
        self.labels: dict[str, list[str]] = facts["labels"]
        self._w = {name: value.astype(np.float32) for name, value in arrays.items() if value.dtype.kind == "f"}
        self._lstm = BidirectionalLstm.from_arrays(arrays, "lstm")
        names = list(self.labels)
        # the label layers lie side by side in one matrix, as do the four perceptrons before the biaffine scorers
        self._ends = np.cumsum([len(self.labels[name]) for name in names])
        self._arc, self._label = facts["arc"], facts["label"]

    @classmethod
    def load(cls, path: Path) -> Parser:
        """Reads a weights file that the training exported."""
        with np.load(path, allow_pickle=False) as archive:
            return cls({name: archive[name] for name in archive.files})

    @property
    def dimensions(self) -> int:
        """Number of feature columns that the parser expects."""
        return int(self._w["project"].shape[0])

    def parse(self, features: Floats, lengths: Sequence[int]) -> Parses:
        """`features` has one row a token, sentence after sentence; `lengths` are the sentences' sizes (none empty)."""
        return self.parse_all(Batch([self.project(features)], [lengths]))[0]

    def project(self, features: Floats) -> Floats:
        """What the network keeps of an article's features; several articles' are far smaller than the features."""
        projected: Floats = np.maximum(features @ self._w["project"] + self._w["project_bias"], 0)
        return projected

    def share_of(self, columns: Integers) -> Floats:
        """What the last features add to the projection where they are flags of which these `columns` are set.

        Columns count from the end (-1 is the last): it does not matter how many features stand before.
        """
        share: Floats = self._w["project"][columns].sum(axis=0) + self._w["project_bias"]
        return share

    def project_with(self, features: Floats, shares: Floats) -> Floats:
        """`project` for features without their flags, whose shares (`share_of`) are given: most flags are nought."""
        projected = features @ self._w["project"][: features.shape[1]]
        projected += shares
        np.maximum(projected, 0, out=projected)
        return projected

    def parse_all(self, projected: Batch) -> list[Parses]:
        """The analysis of each article of a batch; no sentence sees another."""
        cut = [_pieces(lengths) for lengths in projected.lengths]
        sizes = [[end - start for start, end in pieces] for pieces, _ in cut]
        found = self._lstm.states(Batch(projected.rows, sizes))
        return [self._parses(states, pieces, links) for states, (pieces, links) in zip(found, cut, strict=True)]

    def _parses(self, states: Floats, pieces: list[tuple[int, int]], links: list[tuple[int, int]]) -> Parses:
        count = len(states)
        heads = np.arange(count, dtype=np.int64)
        logits = states @ self._w["tags"] + self._w["tags_bias"]
        hidden = self._perceptrons(states)
        a, r = self._arc, self._label
        biased = hidden[:count, :a] @ self._w["arc"] + self._w["arc_head"]
        as_head = hidden[:, a : 2 * a]
        below_root = biased @ as_head[count]
        for start, end in pieces:
            arcs = np.concatenate([below_root[start:end, None], biased[start:end] @ as_head[start:end].T], axis=1)
            tree = spanning_tree(arcs)
            heads[start:end] = np.where(tree > 0, start + tree - 1, heads[start:end])
        is_root = heads == np.arange(count)
        chosen = hidden[np.where(is_root, count, heads), 2 * a + r :]
        relation_scores = self._relations(hidden[:count, 2 * a : 2 * a + r], chosen, is_root)
        names = [self.relations[i] for i in relation_scores.argmax(axis=1)]
        for first, later in links:
            _hang(heads, names, first, later)
        parts = zip(self.labels, np.split(logits, self._ends[:-1], axis=1), strict=True)
        scores = {name: np.log(softmax(part) + 1e-9) for name, part in parts}
        tags = {name: [values[i] for i in scores[name].argmax(axis=1)] for name, values in self.labels.items()}
        return Parses(heads, names, tags, scores, relation_scores)

    def _perceptrons(self, states: Floats) -> Floats:
        """What the scorers see of every token, and last of the root."""
        hidden: Floats = np.concatenate([states, self._w["root"].reshape(1, -1)]) @ self._w["perceptrons"]
        hidden += self._w["perceptrons_bias"]
        np.maximum(hidden, 0.1 * hidden, out=hidden)
        return hidden

    def _relations(self, dependent: Floats, chosen: Floats, is_root: npt.NDArray[np.bool_]) -> Floats:
        size, width = dependent.shape
        crossed = (dependent @ self._w["relation"]).reshape(size, width, len(self.relations))
        scores = np.einsum("nh,nhl->nl", chosen, crossed)
        scores += np.concatenate([dependent, chosen], axis=1) @ self._w["relation_single"] + self._w["relation_bias"]
        scores[:, self.relations.index("root")] = np.where(is_root, np.inf, -np.inf)
        single: Floats = scores
        return single


def _pieces(lengths: Sequence[int]) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Stretches to parse as one, and for each that only continues a sentence (start of the first, own start)."""
    pieces: list[tuple[int, int]] = []
    links: list[tuple[int, int]] = []
    start = 0
    for length in lengths:
        for at in range(start, start + length, LONGEST):
            pieces.append((at, min(at + LONGEST, start + length)))
            if at > start:
                links.append((start, at))
        start += length
    return pieces, links


def _hang(heads: Integers, relations: list[str], first: int, later: int) -> None:
    """Makes the root of the piece that begins at `later` depend on the root of the piece at `first`."""
    root = next(i for i in range(first, later) if heads[i] == i)
    other = next(i for i in range(later, len(heads)) if heads[i] == i)
    heads[other] = root
    relations[other] = "parataxis"


def spanning_tree(scores: Floats) -> Integers:
    """The heads of the best tree: `scores[d, h]` for dependent d (from 0) and head h (0 is the root, token i is i + 1).

    Exactly one token has the head 0.
    """
    size = len(scores)
    full = np.full((size + 1, size + 1), -np.inf)
    full[1:] = scores
    np.fill_diagonal(full, -np.inf)
    heads = _edmonds(full)
    if np.count_nonzero(heads[1:] == 0) > 1:
        # so dear that the best tree takes one arc from the root and not two; all trees with one root pay alike
        full[1:, 0] -= 1.0 + 2.0 * size * float(np.abs(scores).max())
        heads = _edmonds(full)
    without_root: Integers = heads[1:]
    return without_root


def _edmonds(scores: npt.NDArray[np.float64]) -> Integers:
    """Maximum spanning arborescence over nodes 0 (the root) to n; entry 0 of the result has no meaning."""
    heads: Integers = scores.argmax(axis=1)
    heads[0] = 0
    cycle = _cycle(heads)
    if cycle is None:
        return heads
    inside = np.zeros(len(heads), dtype=bool)
    inside[cycle] = True
    outside = np.flatnonzero(~inside)
    kept = scores[cycle, heads[cycle]]
    # an arc into the cycle breaks it where it enters: it gains its own score and loses that of the arc it replaces
    into = scores[cycle[:, None], outside] - kept[:, None]
    out_of = scores[outside[:, None], cycle]
    size = len(outside)
    smaller = np.full((size + 1, size + 1), -np.inf)
    smaller[:size, :size] = scores[outside[:, None], outside]
    smaller[size, :size] = into.max(axis=0)
    smaller[:size, size] = out_of.max(axis=1)
    solved = _edmonds(smaller)
    entry = int(solved[size])
    entered = cycle[int(into[:, entry].argmax())]
    result = heads.copy()
    for at in range(1, size):
        above = int(solved[at])
        result[outside[at]] = outside[above] if above < size else cycle[int(out_of[at].argmax())]
    result[entered] = outside[entry]
    return result


def _cycle(heads: Integers) -> Integers | None:
    """One cycle among the nodes, or None."""
    above: list[int] = heads.tolist()
    done = [False] * len(above)
    done[0] = True
    for start in range(1, len(above)):
        path: list[int] = []
        seen: set[int] = set()
        at = start
        while not done[at] and at not in seen:
            seen.add(at)
            path.append(at)
            at = above[at]
        if at in seen:
            return np.asarray(path[path.index(at) :])
        for node in path:
            done[node] = True
    return None
