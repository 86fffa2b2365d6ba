"""What the attribution network sees of a quotation: a window of words round its content, and where the content lies.

Shared by run time and training, so that both count the same columns.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from lesart.annotate.quotations.words import Words

Floats = npt.NDArray[np.float32]
Integers = npt.NDArray[np.int64]

BEFORE, AFTER = 70, 30
"""Words before and after the content; 1 % of the speakers of the training corpus stand further back."""
LONGEST = 400
"""Words of content that are looked at; a longer quotation's middle says nothing about its speaker."""
INDICATORS = 13


@dataclass(frozen=True, slots=True)
class Candidate:
    """Content of a quotation in word numbers (ascending), and whether it stands on the layer of direct speech."""

    content: tuple[int, ...]
    direct: bool


def window_words(candidate: Candidate, size: int) -> list[int]:
    """The numbers of the words in a candidate's window, in order."""
    first, last = candidate.content[0], candidate.content[-1]
    start, end = max(0, first - BEFORE), min(size, last + 1 + AFTER)
    if last + 1 - first <= LONGEST:
        return list(range(start, end))
    half = LONGEST // 2
    return [*range(start, first + half), *range(last + 1 - half, end)]


def indicators(candidate: Candidate, others: Sequence[Candidate], words: Words, window: Sequence[int]) -> Floats:
    """Columns for every word of a window: how it lies to this content and to the other quotations."""
    rows = np.zeros((len(window), INDICATORS), dtype=np.float32)
    content = set(candidate.content)
    first, last = candidate.content[0], candidate.content[-1]
    direct = {i for other in others if other.direct and other != candidate for i in other.content}
    rest = {i for other in others if not other.direct and other != candidate for i in other.content}
    earlier = [other.content[-1] for other in others if other.content[-1] < first]
    previous_end = max(earlier, default=-1)
    for row, i in enumerate(window):
        rows[row] = (
            i in content,
            i == first,
            i == last,
            i < first,
            i > last,
            words.sentence[i] == words.sentence[first],
            words.sentence[i] == words.sentence[last],
            words.paragraph[i] == words.paragraph[first],
            i in direct,
            i in rest,
            previous_end < i < first,
            candidate.direct,
            math.log1p(max(first - i, i - last, 0)) / 4,
        )
    return rows
