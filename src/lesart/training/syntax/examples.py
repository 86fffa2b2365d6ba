"""Sentences as numbers: features of the shared encoder and of the word forms, and what is to be learned of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from lesart.annotate.form_flags import FormFlags
from lesart.ml.encoder import Encoder
from lesart.training.syntax.network import Vocabulary
from lesart.training.syntax.treebanks import FEATURES, NONE, POSSIBLE, UNKNOWN, Tree
from lesart.training.tagger import IGNORE

UPOS = ("NOUN", "PROPN", "VERB", "AUX", "ADJ", "ADV", "PRON", "DET", "ADP", "CCONJ", "SCONJ", "NUM", "PART", "INTJ",
        "PUNCT", "SYM", "X")  # fmt: skip
_ENDINGS = {2: 120, 3: 180, 4: 100}
"""How many endings of each length become columns."""
_NOT_GIVEN = ("Person", "PronType")
"""Features that the shared task's file does not give, or not reliably."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: `upos` is a mask of what each token may be (no entry: nothing is known), IGNORE elsewhere."""

    features: npt.NDArray[np.float16]
    upos: npt.NDArray[np.bool_]
    tags: npt.NDArray[np.int64]
    """tokens x features in the order of FEATURES."""
    heads: npt.NDArray[np.int64]
    """0 is the root, token i is i + 1."""
    relations: npt.NDArray[np.int64]


def vocabulary(trees: Sequence[Tree]) -> Vocabulary:
    """The labels in use and the most frequent endings of words."""
    relations = Counter(r for tree in trees for r in tree.relations if r)
    words = Counter(form.lower() for tree in trees for form in tree.forms if form[0].isalpha())
    suffixes = []
    for size, most in _ENDINGS.items():
        count: Counter[str] = Counter()
        for word in words:  # each word once: endings are to be learned from rare words too
            if len(word) > size:
                count[word[-size:]] += 1
        suffixes += [ending for ending, n in sorted(count.items(), key=lambda x: (-x[1], x[0]))[:most] if n > 3]
    labels = {"upos": UPOS, **{name: (NONE, *values) for name, values in FEATURES.items()}}
    return Vocabulary(labels, sorted(r for r, n in relations.items() if n > 3), suffixes)


def sentences(trees: Sequence[Tree], vocabulary: Vocabulary, encoder: Encoder, flags: FormFlags) -> list[Sentence]:
    """One example a tree; the last feature column says whether the news treebank's habits hold."""
    out = []
    for at in range(0, len(trees), 64):
        part = trees[at : at + 64]
        rows = encoder.encode([list(zip(t.forms, t.blanks, strict=True)) for t in part])
        extra = flags.rows([t.forms for t in part])
        start = 0
        for tree in part:
            end = start + len(tree.forms)
            habit = np.full((end - start, 1), float(tree.news), dtype=np.float32)
            features = np.concatenate([rows[start:end], extra[start:end], habit], axis=1).astype(np.float16)
            out.append(_labelled(tree, vocabulary, features))
            start = end
    return out


def _labelled(tree: Tree, vocabulary: Vocabulary, features: npt.NDArray[np.float16]) -> Sentence:
    size = len(tree.forms)
    upos = np.zeros((size, len(UPOS)), dtype=bool)
    tags = np.full((size, len(FEATURES)), IGNORE, dtype=np.int64)
    heads = np.full(size, IGNORE, dtype=np.int64)
    relations = np.full(size, IGNORE, dtype=np.int64)
    number = {name: i for i, name in enumerate(vocabulary.relations)}
    for i, (pos, found) in enumerate(zip(tree.upos, tree.features, strict=True)):
        for one in POSSIBLE.get(pos or "", ()) if tree.coarse else (pos,):
            if one is not None:
                upos[i, UPOS.index(one)] = True
        if found is None or (tree.coarse and pos is None):
            continue
        for k, (name, values) in enumerate(FEATURES.items()):
            if found.get(name) == UNKNOWN:
                continue
            if name in found:
                tags[i, k] = values.index(found[name]) + 1
            elif not (tree.coarse and (name in _NOT_GIVEN or (name == "Mood" and pos in ("V", "AUX")))):
                tags[i, k] = 0
    for i, (head, relation) in enumerate(zip(tree.heads, tree.relations, strict=True)):
        if head is not None:
            heads[i] = head + 1
            relations[i] = number.get(relation or "", IGNORE)
    return Sentence(features, upos, tags, heads, relations)
