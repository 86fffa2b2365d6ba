"""Words into subword pieces: the unigram language model of SentencePiece, one word at a time.

Kudo (2018), "Subword Regularization": of all ways to cut a word into pieces of the vocabulary, take the one whose
pieces have the highest summed log probability. Working word by word (never across a blank) makes the pieces of a
token a function of the token alone, so that they can be remembered: news repeats its words.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

UNKNOWN, BEGIN, END = 0, 1, 2
_BLANK = "\u2581"
_UNKNOWN_PENALTY = 10.0
_LONGEST_WORD = 80
"""Longer tokens (addresses of web pages, runs of dashes) are cut there: the rest adds time and no sense."""
_MEMORY = 100_000

_SPELLING = str.maketrans({"…": "...", "‹": "'", "›": "'", "´": "'", "\u00ad": "", "\u00a0": " "})
"""Characters that the vocabulary does not have, and what stands nearest to them."""


class SubwordVocabulary:
    """Pieces with their log probabilities; `cut` gives the ids of a word's pieces.

    Ids 0, 1 and 2 are: unknown character, begin and end of a sentence.
    """

    def __init__(self, pieces: Sequence[str], scores: Sequence[float]) -> None:
        self._ids = {piece: number for number, piece in enumerate(pieces) if number > END}
        self._scores = [float(score) for score in scores]
        self._longest = max((len(piece) for piece in self._ids), default=1)
        self._unknown = min(self._scores, default=0.0) - _UNKNOWN_PENALTY
        self._known: dict[tuple[str, bool], tuple[int, ...]] = {}

    def __len__(self) -> int:
        return len(self._scores)

    def cut(self, word: str, *, after_blank: bool = True) -> tuple[int, ...]:
        """Ids of the pieces of a word, at least one; `after_blank`: a blank or the sentence's start precedes it."""
        key = (word, after_blank)
        pieces = self._known.get(key)
        if pieces is None:
            if len(self._known) >= _MEMORY:
                self._known.clear()
            spelt = unicodedata.normalize("NFKC", word[:_LONGEST_WORD].translate(_SPELLING)).replace(" ", "")
            pieces = self._best_path((_BLANK if after_blank else "") + spelt) if spelt else (UNKNOWN,)
            self._known[key] = pieces
        return pieces

    def _best_path(self, text: str) -> tuple[int, ...]:
        """Viterbi over the positions of `text`: the likeliest sequence of pieces that spells it."""
        size = len(text)
        best = [0.0] + [float("-inf")] * size
        came_from = [(0, UNKNOWN)] * (size + 1)
        for start in range(size):
            for end in range(start + 1, min(start + self._longest, size) + 1):
                piece = self._ids.get(text[start:end])
                if piece is not None:
                    score = best[start] + self._scores[piece]
                elif end == start + 1:
                    piece, score = UNKNOWN, best[start] + self._unknown
                else:
                    continue
                if score > best[end]:
                    best[end], came_from[end] = score, (start, piece)
        path = []
        at = size
        while at > 0:
            at, piece = came_from[at]
            path.append(piece)
        return tuple(reversed(path))
