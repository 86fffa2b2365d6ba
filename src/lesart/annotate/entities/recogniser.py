"""The trained recogniser of names: finds what no list holds ("Transnet", "Shui Jing Shi", a mayor without an office).

A two-way LSTM over the shared encoder's rows and the columns of `flags`, trained by `training/names`; GermEval's
guidelines of what a name is. Without its weights the rules work alone.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt
from spacy.tokens import Doc

from lesart.annotate.entities.flags import flags
from lesart.annotate.entities.hints import ANY_GENDER, ANY_NUMBER, Found, Hints
from lesart.annotate.entities.words import Words
from lesart.ml.tagger import Tagger, bio_transitions, softmax, viterbi

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
        features = doc._.features
        if features is None or not len(doc):
            return []
        table = np.concatenate([np.asarray(features, dtype=np.float32), flags(words)], axis=1)
        if table.shape[1] != self._tagger.dimensions:
            return []
        sentences: list[list[int]] = []
        begins = True
        for word in words.words:
            begins = begins or word.index in words.starts
            if not word.text.isspace():
                if begins:
                    sentences.append([])
                sentences[-1].append(word.index)
                begins = False
        found: list[Found] = []
        for tokens, heads in zip(sentences, self._tagger.batch_scores([table[t] for t in sentences]), strict=True):
            logits = heads[HEAD]
            path = [self._labels[n] for n in viterbi(logits, self._transitions)]
            chances = softmax(logits).max(axis=-1)
            found += self._names(words, tokens, path, chances)
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
