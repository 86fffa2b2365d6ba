"""Strict F1 of the recogniser of names on GermEval 2014 dev and UNER German PUD, given tokens: names of three types.

    python benchmarks/recogniser.py ../shared/corpora

Neither set is trained on or chooses anything; a name counts by its stretch and type. The rules are not applied.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from spacy.tokens import Doc
from spacy.vocab import Vocab

from lesart.annotate.entities.component import given_names
from lesart.annotate.entities.flags import flags
from lesart.annotate.entities.recogniser import WEIGHTS, Recogniser
from lesart.annotate.entities.words import Words
from lesart.ml.encoder import Encoder
from lesart.resources.actor_nouns import actor_nouns
from lesart.resources.files import data_path
from lesart.resources.gazetteers import gazetteers
from lesart.resources.lexicon import german

TYPES = ("PER", "LOC", "ORG")
Row = tuple[list[str], list[str]]


def sentences(path: Path) -> list[Row]:
    """Tokens and labels of a tab-separated corpus (token in column 2, label in column 3)."""
    found: list[Row] = []
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        rows = [line.split("\t") for line in block.splitlines() if line and not line.startswith("#")]
        if rows:
            found.append(([r[1] for r in rows], [r[2] for r in rows]))
    return found


def spans(labels: Sequence[str]) -> set[tuple[int, int, str]]:
    """Whole names of the three types."""
    found, start = set(), 0
    for index, label in enumerate([*labels, "O"]):
        before = labels[index - 1] if index else "O"
        if before[2:] in TYPES and label[:1] != "I":
            found.add((start, index, before[2:]))
        if label.startswith("B-"):
            start = index
    return found


def score(name: str, rows: Iterable[Row]) -> None:
    """Prints precision, recall and F1, in all and of each type."""
    encoder, vocab = Encoder.load(data_path("models/encoder/weights.npz")), Vocab()
    recogniser = Recogniser.load(data_path(WEIGHTS))
    assert recogniser is not None, "no weights"
    tally = {kind: np.zeros(3) for kind in TYPES}
    for tokens, gold in rows:
        blanks = [True] + [token not in ".,;:!?)“" for token in tokens[1:]]
        starts = [True, *[False] * (len(tokens) - 1)]
        doc = Doc(vocab, words=tokens, spaces=[*blanks[1:], False], sent_starts=starts)
        words = Words(doc, lexicon=german(), nouns=actor_nouns(), knowledge=gazetteers(), given_names=given_names())
        encoded = encoder.encode([list(zip(tokens, blanks, strict=True))])
        labels = recogniser.labels_of(recogniser.table(encoded, flags(words), tokens))
        found, wanted = spans(labels), spans(gold)
        for kind in TYPES:
            ours, theirs = ({s for s in side if s[2] == kind} for side in (found, wanted))
            tally[kind] += (len(ours & theirs), len(ours), len(theirs))
    for kind, (hits, got, want) in [("all", sum(tally.values(), np.zeros(3))), *tally.items()]:
        figures = f"P {100 * hits / got:.1f} R {100 * hits / want:.1f} F1 {200 * hits / (got + want):.1f}"
        print(f"{name}, {kind}: {figures} ({want:.0f} names)")


if __name__ == "__main__":
    shared = Path(sys.argv[1])
    score("GermEval 2014 dev", sentences(shared / "germeval2014/NER-de-dev.tsv"))
    score("UNER German PUD", sentences(shared / "uner-german-pud/de_pud-ud-test.iob2"))
