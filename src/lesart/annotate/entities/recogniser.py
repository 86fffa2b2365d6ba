"""The trained recogniser of names: finds what no list holds ("Transnet", "Shui Jing Shi", a mayor without an office).

A two-way LSTM over the shared encoder's rows and the columns of `flags`, trained by `training/names`; GermEval's
guidelines of what a name is. Without its weights the rules work alone.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
from spacy.tokens import Doc

from lesart.annotate.entities.flags import flags
from lesart.annotate.entities.hints import ANY_GENDER, ANY_NUMBER, Found, Hints
from lesart.annotate.entities.words import Words
from lesart.ml.lstm import Batch, Floats
from lesart.ml.tagger import Tagger, bio_transitions, softmax, viterbi_all

WEIGHTS = "models/names/weights.npz"
HEAD = "germeval"
_SURE = 85
_UNSURE = 58
_PERSONS = frozenset({"MAS", "FEM"})


class Recogniser:
    """Labels of tokens to names, sentence by sentence."""

    def __init__(self, tagger: Tagger) -> None:
        self._tagger = tagger
        self._labels = tagger.labels[HEAD]
        self._transitions = bio_transitions(self._labels)

    @classmethod
    def load(cls, path: Path) -> Recogniser | None:
        """The recogniser, or None where its weights are not installed."""
        return cls(Tagger.load(path)) if path.exists() else None

    def find(self, doc: Doc, words: Words) -> list[Found]:
        """Names with their type; needs the shared features, and finds nothing without them."""
        return self.find_all([doc], [words])[0]

    def find_all(self, docs: Sequence[Doc], words: Sequence[Words]) -> list[list[Found]]:
        """`find` for several Docs, whose sentences go through the network together; none depends on the others."""
        sentences = [_sentences(own) for own in words]
        projected = [self._projected(*article) for article in zip(docs, words, sentences, strict=True)]
        read = [number for number, rows in enumerate(projected) if rows is not None]
        batch = Batch(
            [rows for rows in projected if rows is not None],
            [[len(sentence) for sentence in sentences[number]] for number in read],
        )
        found: list[list[Found]] = [[] for _ in docs]
        for number, heads in zip(read, self._tagger.scores_of(batch), strict=True):
            found[number] = self._decoded(words[number], sentences[number], heads[HEAD])
        return found

    def _projected(self, doc: Doc, words: Words, sentences: list[list[int]]) -> Floats | None:
        """What the network keeps of a Doc's features, or None where there are none or others than it was trained on."""
        features = doc._.features
        if features is None or not sentences:
            return None
        table = np.concatenate([np.asarray(features, dtype=np.float32), flags(words)], axis=1)
        if table.shape[1] != self._tagger.dimensions:
            return None
        return self._tagger.project(table[[token for sentence in sentences for token in sentence]])

    def _decoded(self, words: Words, sentences: list[list[int]], logits: Floats) -> list[Found]:
        ends = list(itertools.accumulate(len(tokens) for tokens in sentences))
        chances = np.split(softmax(logits).max(axis=-1), ends[:-1])
        paths = viterbi_all(np.split(logits, ends[:-1]), self._transitions)
        found: list[Found] = []
        for tokens, path, sure in zip(sentences, paths, chances, strict=True):
            found += self._names(words, tokens, [self._labels[n] for n in path], sure)
        return found

    def _names(self, words: Words, tokens: list[int], path: list[str], chances: npt.NDArray[np.float32]) -> list[Found]:
        found: list[Found] = []
        start: int | None = None
        for at, label in enumerate([*path, "O"]):
            if start is not None and not label.startswith("I-"):
                found.append(
                    _found(words, tokens[start], tokens[at - 1], path[start][2:], float(chances[start:at].mean()))
                )
                start = None
            if label.startswith("B-"):
                start = at
        return found


def _sentences(words: Words) -> list[list[int]]:
    """The words of every sentence, without white space."""
    sentences: list[list[int]] = []
    begins = True
    for word in words.words:
        begins = begins or word.index in words.starts
        if not word.text.isspace():
            if begins:
                sentences.append([])
            sentences[-1].append(word.index)
            begins = False
    return sentences


def _found(words: Words, first: int, last: int, type_: str, chance: float) -> Found:
    hit = words[first].hit
    whole = hit is not None and hit.start == words[first].start and hit.end == words[last].end
    hints = Hints(
        refs=hit.refs if hit is not None and whole else (),
        genders=_PERSONS if type_ == "PER" else ANY_GENDER,
        numbers=frozenset({"SIN"}) if type_ in ("PER", "LOC") else ANY_NUMBER,
        evidence="recognised",
    )
    rank = _SURE if chance >= 0.8 and last > first else _UNSURE
    return Found(words[first].start, words[last].end, type_, "named", rank, hints)
