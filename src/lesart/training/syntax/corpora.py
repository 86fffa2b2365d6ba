"""Which sentences are learned from, and which are kept for the test.

The test part is a quarter of the news sentences of the parallel treebank, whole documents, drawn by a fixed seed. No
sentence of these documents is learned from.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path

from lesart.training.syntax.treebanks import Tree, read_treebank, read_unimorph

_SEED = 7
_TEST_SENTENCES = 125
_DOCUMENT = 6
"""Characters of a sentence's identifier that name its document ("n01001" of "n01001011")."""


@dataclass(frozen=True, slots=True)
class Corpora:
    """Trees to learn from, trees kept for the test, and sentences with tags only."""

    trees: list[Tree]
    test: list[Tree]
    tagged: list[Tree]


def read(folder: Path) -> Corpora:
    """The corpora of a folder with `ud-german-gsd`, `ud-german-pud` and `sigmorphon2018-de`."""
    web = [
        tree
        for part in ("dev", "test")
        for tree in read_treebank(folder / "ud-german-gsd" / f"de_gsd-ud-{part}.conllu", news=False)
    ]
    parallel = list(read_treebank(folder / "ud-german-pud" / "de_pud-ud-test.conllu", news=True))
    kept = _kept(parallel)
    return Corpora(
        trees=web + [t for t in parallel if t.source[:_DOCUMENT] not in kept],
        test=[t for t in parallel if t.source[:_DOCUMENT] in kept],
        tagged=list(read_unimorph(folder / "sigmorphon2018-de" / "trainsets_de-track1-high.tsv")),
    )


def _kept(trees: list[Tree]) -> set[str]:
    """Documents of the test part: news (their names begin with "n"), until the sentences are enough."""
    documents = sorted({t.source[:_DOCUMENT] for t in trees if t.source.startswith("n")})
    random.Random(_SEED).shuffle(documents)
    kept: set[str] = set()
    for document in documents:
        if sum(t.source[:_DOCUMENT] in kept for t in trees) >= _TEST_SENTENCES:
            break
        kept.add(document)
    return kept
