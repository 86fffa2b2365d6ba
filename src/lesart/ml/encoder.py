"""The shared encoder: one vector a token from a frozen, pretrained network, computed once an article.

The network is the lower half of Google's universal-sentence-encoder-multilingual (Yang et al. 2020, "Multilingual
Universal Sentence Encoder for Semantic Retrieval", version 3, the convolutional variant): subword embeddings and three
stacks of convolutions over windows of 2, 3 and 5 subwords. The sentence half is not used. A token's vector is the
mean over its subwords: `EMBEDDING` numbers that know the word, then 3 x 256 that know its neighbours.
The weights file says in its card where it comes from (`data/models/encoder/CARD.md`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
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
_PORTION = 6_000
"""Subwords of the articles whose subwords' own shares are kept at once: an article has some 500."""

Sentence = Sequence[tuple[str, bool]]
"""Words, each with whether a blank precedes it."""
Pieces = list[tuple[int, ...]]
"""The words of a sentence as subwords."""


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
        # the lower layers place by place of the window, side by side: (states in, places x states out)
        self._lower = [
            (
                floats[f"lower{w}"].reshape(w, STATES, STATES).transpose(1, 0, 2).reshape(STATES, w * STATES),
                floats[f"lower{w}_bias"],
            )
            for w, _ in WINDOWS
        ]
        self._upper = [(floats[f"upper{w}"], floats[f"upper{w}_bias"]) for w, _ in WINDOWS]
        self._out_gain, self._out_bias = floats["out_gain"], floats["out_bias"]

    @classmethod
    def load(cls, path: Path) -> Encoder:
        """Reads the weights file (`weights.npz`, made by `training/encoder`)."""
        with np.load(path, allow_pickle=False) as archive:
            return cls({name: archive[name] for name in archive.files})

    def encode(self, sentences: Sequence[Sentence]) -> Floats:
        """One row a token, all sentences one after another; a token is (text, whether a blank precedes it).

        No information crosses a sentence's edge, so the rows of a sentence do not depend on the others.
        """
        return next(self.encode_all([sentences]))

    def encode_all(self, articles: Sequence[Sequence[Sentence]]) -> Iterator[Floats]:
        """`encode` of each article; what depends on a subword alone is computed once for all its occurrences."""
        cut = self.vocabulary.cut
        pieces = [
            [[cut(text, after_blank=blank) for text, blank in sentence] for sentence in sentences if sentence]
            for sentences in articles
        ]
        for portion in _portions(pieces, _PORTION):
            known = self._known(
                {piece for article in portion for sentence in article for word in sentence for piece in word}
            )
            for article in portion:
                yield self._encode(article, known)

    def _encode(self, sentences: list[Pieces], known: _Known) -> Floats:
        rows = np.empty((sum(len(sentence) for sentence in sentences), self.dimensions), dtype=np.float32)
        first = 0
        for batch in _batches(sentences):
            words = sum(len(sentence) for sentence in batch)
            rows[first : first + words] = self._encode_batch(batch, known)
            first += words
        return rows

    def _encode_batch(self, sentences: list[Pieces], known: _Known) -> Floats:
        ids: list[int] = []
        sentence_of: list[int] = []
        inner: list[int] = []
        """Where the subwords of words stand: what begins and ends a sentence is only looked at by them."""
        starts: list[int] = []
        sizes: list[int] = []
        for number, sentence in enumerate(sentences):
            ids.append(BEGIN)
            for word in sentence:
                starts.append(len(inner))
                sizes.append(len(word))
                inner.extend(range(len(ids), len(ids) + len(word)))
                ids.extend(word)
            ids.append(END)
            sentence_of.extend([number] * (len(ids) - len(sentence_of)))
        states = self._states(np.searchsorted(known.ids, ids), np.asarray(sentence_of), np.asarray(inner), known)
        begins, counts = np.asarray(starts), np.asarray(sizes)
        means: Floats = states[begins]
        for further in range(1, int(counts.max())):
            longer = np.flatnonzero(counts > further)
            means[longer] += states[begins[longer] + further]
        means /= counts.astype(np.float32)[:, None]
        return means

    def _known(self, pieces: set[int]) -> _Known:
        """What depends on a subword alone, for each of these subwords (and for begin and end)."""
        ids = np.asarray(sorted(pieces | {BEGIN, END}))
        block = self._block[ids]
        embedded = self._table[ids].astype(np.float32)
        embedded *= self._scale[block][:, None]
        embedded += self._low[block][:, None]
        projected = _normalised(embedded @ self._project + self._project_bias, *self._norm)
        shares = []
        for number, (width, _) in enumerate(WINDOWS):
            share = np.zeros((len(ids) + 1, width, STATES), dtype=np.float32)  # the last stands for "outside"
            own = projected[:, number * STATES : (number + 1) * STATES]
            np.matmul(own, self._lower[number][0], out=share[:-1].reshape(len(ids), -1))
            shares.append(share)
        return _Known(ids, embedded, projected, shares)

    def _states(self, which: Integers, sentence_of: Integers, inner: Integers, known: _Known) -> Floats:
        """The network itself: a row of embedding and convolution states for every inner subword.

        `which` are the numbers of all subwords, `inner` the places of those whose states are wanted.
        """
        count = len(which)
        states = np.empty((len(inner), self.dimensions), dtype=np.float32)
        states[:, :EMBEDDING] = known.embedded[which[inner]]
        projected = known.projected[which]
        windows = _window_index(sentence_of)
        outside_last = np.append(which, len(known.ids))
        padded = np.zeros((count + 1, STATES), dtype=np.float32)  # its last row stands for "outside the sentence"
        for number, (width, left) in enumerate(WINDOWS):
            inside = slice(number * STATES, (number + 1) * STATES)
            columns = windows[:, _LEFT - left : _LEFT - left + width]
            (_, lower_bias), (upper, upper_bias) = self._lower[number], self._upper[number]
            near = outside_last[columns]
            x = known.shares[number][near[:, 0], 0]
            for place in range(1, width):
                x += known.shares[number][near[:, place], place]
            x += lower_bias
            np.maximum(x, 0, out=x)
            x += projected[:, inside]
            padded[:count] = x
            y = padded[columns[inner]].reshape(len(inner), -1) @ upper
            y += upper_bias
            np.maximum(y, 0, out=y)
            np.add(y, x[inner], out=states[:, EMBEDDING + inside.start : EMBEDDING + inside.stop])
        return _normalised(states, self._out_gain, self._out_bias)


@dataclass(frozen=True, slots=True)
class _Known:
    """Subwords by number (`ids` ascending) with what depends on them alone."""

    ids: Integers
    embedded: Floats
    projected: Floats
    shares: list[Floats]
    """For each stack what a subword adds to the lower layer at each place of the window (subword, place, state)."""


def _normalised(x: Floats, gain: Floats, bias: Floats) -> Floats:
    """Layer normalisation over the last axis."""
    centred = x - x.mean(axis=-1, keepdims=True)
    variance = np.einsum("ij,ij->i", centred, centred) / x.shape[-1]
    centred *= (1.0 / np.sqrt(variance + 1e-12))[:, None]
    centred *= gain
    centred += bias
    result: Floats = centred
    return result


def _window_index(sentence_of: Integers) -> Integers:
    """For each subword the positions two to the left to two to the right; outside the sentence: one past the end."""
    count = len(sentence_of)
    near = np.arange(count)[:, None] + np.arange(-_LEFT, _RIGHT + 1)
    clipped = np.clip(near, 0, count - 1)
    same = (near == clipped) & (sentence_of[clipped] == sentence_of[:, None])
    return np.where(same, near, count)


def _portions(articles: list[list[Pieces]], most: int) -> Iterator[list[list[Pieces]]]:
    """Whole articles, about `most` subwords at a time."""
    portion: list[list[Pieces]] = []
    size = 0
    for article in articles:
        length = sum(_length(sentence) for sentence in article)
        if portion and size + length > most:
            yield portion
            portion, size = [], 0
        portion.append(article)
        size += length
    if portion:
        yield portion


def _batches(sentences: list[Pieces]) -> Iterator[list[Pieces]]:
    """Whole sentences of an article, about `_BATCH` subwords at a time."""
    batch: list[Pieces] = []
    size = 0
    for sentence in sentences:
        length = _length(sentence)
        if batch and size + length > _BATCH:
            yield batch
            batch, size = [], 0
        batch.append(sentence)
        size += length
    if batch:
        yield batch


def _length(sentence: Pieces) -> int:
    """Subwords of a sentence, with its begin and end."""
    return sum(len(word) for word in sentence) + 2
