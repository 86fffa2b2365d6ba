"""The trained recogniser of names: finds what no list holds ("Transnet", "Shui Jing Shi", a mayor without an office).

A two-way LSTM over the shared encoder's rows, the columns of `flags` and the rows of `word_vectors`, trained by
`training/names`; a conditional random field over GermEval's labels decides. Without its weights the rules work alone.
Derived and partial names ("Dortmunder", "Kreml-Chef") are no mentions: they go to `doc._.partial_names` as hints.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
from spacy.tokens import Doc

from lesart.annotate.entities.flags import flags
from lesart.annotate.entities.hints import ANY_GENDER, ANY_NUMBER, Found, Hints, PartialName, register
from lesart.annotate.entities.word_vectors import WordVectors
from lesart.annotate.entities.words import Words
from lesart.ml.label_field import marginals
from lesart.ml.lstm import Batch, Floats
from lesart.ml.tagger import Tagger, viterbi, viterbi_all
from lesart.resources.word_clusters import word_clusters

WEIGHTS = "models/names/weights.npz"
HEAD = "germeval"
_SURE = 85
_UNSURE = 58
_WHOLE = frozenset({"PER", "LOC", "ORG", "OTH"})
_PERSONS = frozenset({"MAS", "FEM"})


class Recogniser:
    """Labels of tokens to names, sentence by sentence."""

    def __init__(self, tagger: Tagger, vectors: WordVectors, transitions: Floats) -> None:
        register()
        self._tagger = tagger
        self._vectors = vectors
        self._labels = tagger.labels[HEAD]
        self._transitions = transitions

    @classmethod
    def load(cls, path: Path) -> Recogniser | None:
        """The recogniser, or None where its weights are not installed."""
        if not path.exists():
            return None
        with np.load(path, allow_pickle=False) as archive:
            arrays = {name: archive[name] for name in archive.files}
        transitions = arrays[f"transitions.{HEAD}"].astype(np.float32)
        return cls(Tagger(arrays), WordVectors(arrays, word_clusters()), transitions)

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
            seen = self._decoded(words[number], sentences[number], heads[HEAD])
            found[number] = [name for name in seen if name.type in _WHOLE]
            docs[number]._.partial_names = tuple(
                PartialName(name.start, name.end, name.type) for name in seen if name.type not in _WHOLE
            )
        return found

    def table(self, encoded: Floats, marks: Floats, forms: Sequence[str]) -> Floats:
        """What the network reads of some tokens: the encoder's rows, the flags and the word vectors side by side."""
        return np.concatenate([encoded, marks, self._vectors.rows(forms)], axis=1)

    def labels_of(self, table: Floats) -> list[str]:
        """The best label sequence of one sentence's table."""
        return [self._labels[n] for n in viterbi(self._tagger.scores(table)[HEAD], self._transitions)]

    def _projected(self, doc: Doc, words: Words, sentences: list[list[int]]) -> Floats | None:
        """What the network keeps of a Doc's features, or None where there are none or others than it was trained on."""
        features = doc._.features
        if features is None or not sentences:
            return None
        tokens = [token for sentence in sentences for token in sentence]
        encoded = np.asarray(features, dtype=np.float32)[tokens]
        table = self.table(encoded, flags(words)[tokens], [words[token].text for token in tokens])
        return self._tagger.project(table) if table.shape[1] == self._tagger.dimensions else None

    def _decoded(self, words: Words, sentences: list[list[int]], logits: Floats) -> list[Found]:
        ends = list(itertools.accumulate(len(tokens) for tokens in sentences))
        scores = np.split(logits, ends[:-1])
        paths = viterbi_all(scores, self._transitions)
        found: list[Found] = []
        for tokens, path, chances in zip(sentences, paths, marginals(scores, self._transitions), strict=True):
            sure = chances[np.arange(len(path)), path]
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
