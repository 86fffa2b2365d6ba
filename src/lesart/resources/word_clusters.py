"""Brown clusters of a million German word forms: which words stand where others do, learnt from a billion words.

A cluster is a leaf of a binary tree; forms near each other in the tree are used alike (towns, given names, surnames,
firms), so that a name nobody has annotated is known by its company. Brown and others, "Class-based n-gram models of
natural language" (1992). Built by `training/names/clusters.py`; origin and licence in `word_clusters.yaml`.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from pathlib import Path

from lesart.resources.files import data_path
from lesart.resources.form_trie import FormTrie

TRIE = "lexicons/de/word_clusters.marisa"
UNKNOWN = -1


class WordClusters:
    """Look-up of a form's cluster: its path in the tree as a number whose lowest bit is the first turn."""

    def __init__(self, trie: Path) -> None:
        self._trie = FormTrie(trie, what="The word clusters")

    def cluster(self, form: str) -> int:
        """The form's path, else that of its last part, of the form without a genitive s, or in other capitals."""
        bare = form[:-1] if form.endswith("s") else form
        for spelling in (form, form.rsplit("-", 1)[-1], bare, form.capitalize(), form.lower()):
            if found := self._trie.get(spelling):
                return found[0]
        return UNKNOWN

    def items(self) -> Iterator[tuple[str, int]]:
        """All forms with their clusters."""
        return self._trie.items()


@functools.cache
def word_clusters() -> WordClusters:
    """The clusters that ship with the package; read once a process."""
    return WordClusters(data_path(TRIE))
