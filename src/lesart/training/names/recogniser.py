"""Features of the annotated corpora for the recogniser, and its measure: strict F1 of whole names.

The test sets (GermEval dev, UNER German PUD) are never trained on. Files of features are kept in a cache folder, since
the encoder is frozen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
from spacy.tokens import Doc
from spacy.vocab import Vocab

from lesart.annotate.entities.component import given_names
from lesart.annotate.entities.flags import COLUMNS, flags
from lesart.annotate.entities.words import Words
from lesart.ml.encoder import Encoder
from lesart.resources.actor_nouns import actor_nouns
from lesart.resources.files import data_path
from lesart.resources.gazetteers import gazetteers
from lesart.resources.lexicon import german
from lesart.training.names.corpora import COARSE, GERMEVAL, PLENAR, Sentence
from lesart.training.names.learn import NameExample

HEADS: dict[str, list[str]] = {"germeval": GERMEVAL, "plenar": PLENAR, "mobie": COARSE, "smartdata": COARSE}
SCORED = ("PER", "LOC", "ORG")
_LEAST_DEVIATION = 0.25


class FeatureMaker:
    """Rows of the shared encoder with the flags of lexicon and knowledge base behind them."""

    def __init__(self) -> None:
        self._encoder = Encoder.load(data_path("models/encoder/weights.npz"))
        self._vocab = Vocab()

    def rows(self, sentence: Sentence) -> npt.NDArray[np.float16]:
        """Features of one sentence (tokens x dimensions)."""
        encoded = self._encoder.encode([list(zip(sentence.tokens, sentence.blanks, strict=True))])
        spaces = [*sentence.blanks[1:], False]
        doc = Doc(
            self._vocab, words=list(sentence.tokens), spaces=spaces, sent_starts=[True, *[False] * (len(spaces) - 1)]
        )
        words = Words(doc, lexicon=german(), nouns=actor_nouns(), knowledge=gazetteers(), given_names=given_names())
        return np.concatenate([encoded, flags(words)], axis=1).astype(np.float16)


def examples(
    sentences: Sequence[Sentence],
    cache: Path,
    *,
    labelled: bool = True,
    make: Callable[[], FeatureMaker] = FeatureMaker,
) -> list[NameExample]:
    """Examples of one corpus; features come from the cache file if it fits, and are written to it otherwise."""
    lengths = [len(s.tokens) for s in sentences]
    if cache.exists() and len(table := np.load(cache, mmap_mode="r")) == sum(lengths):
        rows = [np.asarray(part) for part in np.split(table, np.cumsum(lengths)[:-1])]
    else:
        maker = make()
        rows = [maker.rows(s) for s in sentences]
        cache.parent.mkdir(parents=True, exist_ok=True)
        np.save(cache, np.concatenate(rows))
    return [
        NameExample(
            features=part,
            forms=s.tokens,
            head=s.head,
            labels=tuple(HEADS[s.head].index(label) for label in s.labels) if labelled else (),
        )
        for s, part in zip(sentences, rows, strict=True)
    ]


def statistics(chosen: Sequence[NameExample]) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]]:
    """Mean and standard deviation of every feature column, from the first sentences.

    Flags that are rarely set are not blown up to the size of the others: a column that these sentences never set would
    otherwise drown all else in a text that sets it.
    """
    rows = np.concatenate([example.features for example in chosen[:3000]]).astype(np.float32)
    deviation = rows.std(axis=0)
    deviation[-COLUMNS:] = np.maximum(deviation[-COLUMNS:], _LEAST_DEVIATION)
    return rows.mean(axis=0), deviation


def spans(labels: Sequence[str]) -> set[tuple[int, int, str]]:
    """The names of a BIO sequence."""
    found, start = set(), 0
    for index, label in enumerate([*labels, "O"]):
        if index and labels[index - 1] != "O" and not label.startswith("I-"):
            found.add((start, index, labels[index - 1][2:]))
        if label.startswith("B-"):
            start = index
    return found


def strict_f1(pairs: Iterable[tuple[Sequence[str], Sequence[str]]]) -> dict[str, tuple[float, float, float]]:
    """Precision, recall and F1 of whole names, PER, LOC and ORG, by type and together, from (gold, found) labels."""
    tally = {kind: [0, 0, 0] for kind in SCORED}
    for gold, found in pairs:
        wanted, got = spans(gold), spans(found)
        for kind in SCORED:
            ours, theirs = {s for s in got if s[2] == kind}, {s for s in wanted if s[2] == kind}
            for place, number in enumerate((len(ours & theirs), len(ours), len(theirs))):
                tally[kind][place] += number
    tally["all"] = [sum(column) for column in zip(*(tally[k] for k in SCORED), strict=True)]
    return {kind: _prf(*numbers) for kind, numbers in tally.items()}


def _prf(hits: int, found: int, wanted: int) -> tuple[float, float, float]:
    precision, recall = hits / max(found, 1), hits / max(wanted, 1)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)
