"""The shared encoder: one vector a token from a frozen, pretrained network, computed once an article.

The network is the lower half of Google's universal-sentence-encoder-multilingual (Yang et al. 2020, "Multilingual
Universal Sentence Encoder for Semantic Retrieval", version 3, the convolutional variant): subword embeddings and three
stacks of convolutions over windows of 2, 3 and 5 subwords. The sentence half is not used. A token's vector is the
mean over its subwords: `EMBEDDING` numbers that know the word, then 3 x 256 that know its neighbours.
The weights file says in its card where it comes from (`data/models/encoder/CARD.md`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from lesart.ml.subwords import BEGIN, END, SubwordVocabulary

Floats = npt.NDArray[np.float32]
Integers = npt.NDArray[np.int64]

EMBEDDING = 512
STATES = 256
WINDOWS = ((2, 0), (3, 1), (5, 2))
"""(width, subwords to the left of the centre) of the three stacks of convolutions."""
_LEFT, _RIGHT = 2, 2
_BATCH = 512
"""Subwords a batch: large enough for the matrix products, small enough to stay in the cache."""


class Encoder:
    """Frozen features of tokens. Thread-safe for reading; `load` it once and share it."""

    dimensions = EMBEDDING + STATES * len(WINDOWS)

    def __init__(self, weights: dict[str, npt.NDArray[np.generic]]) -> None:
        pieces = bytes(weights["pieces"]).decode("utf-8").split("\n")
        self.vocabulary = SubwordVocabulary(pieces, weights["piece_scores"].tolist())
        self._table = weights["table"]
        self._scale = weights["scale"].astype(np.float32)
        self._low = weights["low"].astype(np.float32)
        self._block = weights["block"]
        floats = {name: value.astype(np.float32) for name, value in weights.items() if value.dtype == np.float16}
        self._project, self._project_bias = floats["project"], floats["project_bias"]
        self._norm = (floats["norm_gain"], floats["norm_bias"])
        self._lower = [(floats[f"lower{w}"], floats[f"lower{w}_bias"]) for w, _ in WINDOWS]
        self._upper = [(floats[f"upper{w}"], floats[f"upper{w}_bias"]) for w, _ in WINDOWS]
        self._out_gain, self._out_bias = floats["out_gain"], floats["out_bias"]

    @classmethod
    def load(cls, path: Path) -> Encoder:
        """Reads the weights file (`weights.npz`, made by `training/encoder`)."""
        with np.load(path, allow_pickle=False) as archive:
            return cls({name: archive[name] for name in archive.files})

    def encode(self, sentences: Sequence[Sequence[tuple[str, bool]]]) -> Floats:
        """One row a token, all sentences one after another; a token is (text, whether a blank precedes it).

        No information crosses a sentence's edge, so the rows of a sentence do not depend on the others.
        """
        cut = self.vocabulary.cut
        pieces = [[cut(text, after_blank=blank) for text, blank in sentence] for sentence in sentences]
        rows = np.zeros((sum(len(sentence) for sentence in pieces), self.dimensions), dtype=np.float32)
        first = 0
        for batch in _batches([sentence for sentence in pieces if sentence]):
            words = sum(len(sentence) for sentence in batch)
            rows[first : first + words] = self._encode_batch(batch)
            first += words
        return rows

    def _encode_batch(self, sentences: list[list[tuple[int, ...]]]) -> Floats:
        ids: list[int] = []
        sentence_of: list[int] = []
        starts: list[int] = []
        sizes: list[int] = []
        for number, sentence in enumerate(sentences):
            ids.append(BEGIN)
            for word in sentence:
                starts.append(len(ids))
                sizes.append(len(word))
                ids.extend(word)
            ids.append(END)
            sentence_of.extend([number] * (len(ids) - len(sentence_of)))
        states = self._states(np.asarray(ids), np.asarray(sentence_of))
        # reduceat sums up to the next start and so takes in the END and BEGIN between sentences: cut them out
        edges = np.asarray([x for start, size in zip(starts, sizes, strict=True) for x in (start, start + size)])
        sums: Floats = np.add.reduceat(states, edges, axis=0)[::2]
        return sums / np.asarray(sizes, dtype=np.float32)[:, None]

    def _states(self, ids: Integers, sentence_of: Integers) -> Floats:
        """The network itself: a row of embedding and convolution states for every subword."""
        count = len(ids)
        states = np.empty((count, self.dimensions), dtype=np.float32)
        block = self._block[ids]
        embedded = states[:, :EMBEDDING]
        embedded[:] = self._table[ids]
        embedded *= self._scale[block][:, None]
        embedded += self._low[block][:, None]
        projected = _normalised(embedded @ self._project + self._project_bias, *self._norm)
        windows = _window_index(sentence_of)
        padded = np.zeros((count + 1, STATES), dtype=np.float32)  # its last row stands for "outside the sentence"
        for number, (width, left) in enumerate(WINDOWS):
            inside = slice(number * STATES, (number + 1) * STATES)
            x = projected[:, inside]
            columns = windows[:, _LEFT - left : _LEFT - left + width]
            for weight, bias in (self._lower[number], self._upper[number]):
                padded[:count] = x
                x = np.maximum(padded[columns].reshape(count, -1) @ weight + bias, 0) + x
            states[:, EMBEDDING + inside.start : EMBEDDING + inside.stop] = x
        return _normalised(states, self._out_gain, self._out_bias)


def _normalised(x: Floats, gain: Floats, bias: Floats) -> Floats:
    """Layer normalisation over the last axis."""
    centred = x - x.mean(axis=-1, keepdims=True)
    variance = np.einsum("ij,ij->i", centred, centred) / x.shape[-1]
    centred *= (1.0 / np.sqrt(variance + 1e-12))[:, None]
    result: Floats = centred * gain + bias
    return result


def _window_index(sentence_of: Integers) -> Integers:
    """For each subword the positions two to the left to two to the right; outside the sentence: one past the end."""
    count = len(sentence_of)
    near = np.arange(count)[:, None] + np.arange(-_LEFT, _RIGHT + 1)
    clipped = np.clip(near, 0, count - 1)
    same = (near == clipped) & (sentence_of[clipped] == sentence_of[:, None])
    return np.where(same, near, count)


def _batches(sentences: list[list[tuple[int, ...]]]) -> Iterator[list[list[tuple[int, ...]]]]:
    """Whole sentences in batches of about `_BATCH` subwords."""
    batch: list[list[tuple[int, ...]]] = []
    size = 0
    for sentence in sentences:
        length = sum(len(word) for word in sentence) + 2
        if batch and size + length > _BATCH:
            yield batch
            batch, size = [], 0
        batch.append(sentence)
        size += length
    if batch:
        yield batch
