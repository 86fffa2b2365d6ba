"""What stage two is to say of a quotation: by its annotation, by a teacher, or by both mixed.

All three are an `Attribution`, the shape in which the networks answer at run time: chances, of which annotation gives
ones and zeros. What the annotation cannot say through a window (a speaker outside it) is zeros throughout.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from lesart.annotate.quotations.drafts import runs
from lesart.annotate.quotations.network import MARKS, MEDIA, POINTERS, TYPES, Attribution
from lesart.annotate.quotations.windows import Candidate, window_words
from lesart.training.quotations.corpus import GoldQuotation

Floats = npt.NDArray[np.float32]


def annotated_view(candidate: Candidate, gold: GoldQuotation, size: int) -> Attribution:
    """The annotation of a quotation, seen through its window; `size` is the number of the article's words."""
    window = window_words(candidate, size)
    pointers = {}
    for name in POINTERS:
        role, _, end = name.partition("-")
        pointers[name] = _pointed(getattr(gold, role), window, 0 if end == "start" else -1)
    marks = {name: np.isin(window, getattr(gold, name)).astype(np.float32) for name in MARKS}
    types = np.eye(len(TYPES), dtype=np.float32)[TYPES.index(gold.type)]
    media = np.asarray([name == gold.medium for name in MEDIA], dtype=np.float32)
    return Attribution(window, pointers, marks, types, media)


def _pointed(party: Sequence[int], window: Sequence[int], end: int) -> Floats:
    """One at the first or last word of the party's longest run, or at "nobody" behind the window."""
    out = np.zeros(len(window) + 1, dtype=np.float32)
    if not party:
        out[-1] = 1
        return out
    first, stop = max(runs(party), key=lambda run: run[1] - run[0])
    if first in window and stop - 1 in window:
        out[window.index((first, stop - 1)[end])] = 1
    return out


def through(view: Attribution, window: Sequence[int]) -> Attribution:
    """The view through another window of the same article; what lies outside of it is lost."""
    if list(window) == view.window:
        return view
    place = {word: number for number, word in enumerate(view.window)}
    shared = [(new, place[word]) for new, word in enumerate(window) if word in place]
    here, there = [new for new, _ in shared], [old for _, old in shared]

    def moved(values: Floats, size: int) -> Floats:
        out = np.zeros(size, dtype=np.float32)
        out[here] = values[there]
        return out

    pointers = {name: moved(values, len(window) + 1) for name, values in view.pointers.items()}
    for name, values in view.pointers.items():
        pointers[name][-1] = values[-1]
    marks = {name: moved(values, len(window)) for name, values in view.marks.items()}
    return Attribution(list(window), pointers, marks, view.types, view.media)


def mixed(own: Attribution, other: Attribution, share: float) -> Attribution:
    """Two views through the same window, the other's by its share; what the first does not know stays unknown."""

    def both(a: Floats, b: Floats) -> Floats:
        out: Floats = (a + share * (b - a)).astype(np.float32) if a.any() else a
        return out

    return Attribution(
        own.window,
        {name: both(own.pointers[name], other.pointers[name]) for name in POINTERS},
        {name: (1 - share) * own.marks[name] + np.float32(share) * other.marks[name] for name in MARKS},
        both(own.types, other.types),
        both(own.media, other.media),
    )
