"""What the attribution network sees of a quotation: a window of words round its content, and where the content lies.

Shared by run time and training, so that both count the same columns.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from lesart.annotate.quotations.drafts import Draft, overlap
from lesart.annotate.quotations.words import Words

Floats = npt.NDArray[np.float32]
Integers = npt.NDArray[np.int64]

BEFORE, AFTER = 70, 30
"""Words before and after the content; 1 % of the speakers of the training corpus stand further back."""
LONGEST = 400
"""Words of content that are looked at; a longer quotation's middle says nothing about its speaker."""
_PLACES, INDICATORS = 13, 18
_MATCH = 0.5
"""Overlap from which a rule's reading is taken for a reading of the same quotation."""


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


def indicators(
    candidate: Candidate,
    others: Sequence[Candidate],
    words: Words,
    window: Sequence[int],
    ruled: Sequence[Draft] = (),
) -> Floats:
    """Columns for every word of a window: how it lies to this content, to the other quotations, and in the rules'
    reading of this quotation and of the one before it."""
    rows = np.zeros((len(window), INDICATORS), dtype=np.float32)
    first, last = candidate.content[0], candidate.content[-1]
    low, high = window[0], window[-1] + 1
    at = np.asarray(window)
    own_words, direct, rest = (np.zeros(high - low, dtype=np.bool_) for _ in range(3))
    own_words[[i - low for i in candidate.content if low <= i < high]] = True
    for other in others:
        if other != candidate and other.content[0] < high and other.content[-1] >= low:
            mask = direct if other.direct else rest
            mask[[i - low for i in other.content if low <= i < high]] = True
    earlier = [other.content[-1] for other in others if other.content[-1] < first]
    previous_end = max(earlier, default=-1)
    sentence = np.asarray(words.sentence[low:high])[at - low]
    paragraph = np.asarray(words.paragraph[low:high])[at - low]
    columns = (
        own_words[at - low],
        at == first,
        at == last,
        at < first,
        at > last,
        sentence == words.sentence[first],
        sentence == words.sentence[last],
        paragraph == words.paragraph[first],
        direct[at - low],
        rest[at - low],
        (previous_end < at) & (at < first),
        candidate.direct,
        np.log1p(np.maximum(np.maximum(first - at, at - last), 0)) / 4,
    )
    for number, column in enumerate(columns):
        rows[:, number] = column
    place = {i: row for row, i in enumerate(window)}
    own = _same(candidate, ruled)
    for number, part in enumerate((own.content, own.speaker, own.cue, own.frame) if own else (), start=_PLACES):
        rows[[place[i] for i in part if i in place], number] = 1
    before = [rule for rule in ruled if rule.speaker and rule.content[-1] < first]
    if before:
        last_speaker = max(before, key=lambda rule: rule.content[-1]).speaker
        rows[[place[i] for i in last_speaker if i in place], INDICATORS - 1] = 1
    return rows


def _same(candidate: Candidate, ruled: Sequence[Draft]) -> Draft | None:
    """The rules' reading of the same quotation."""
    first, last = candidate.content[0], candidate.content[-1]
    near = [
        rule
        for rule in ruled
        if (rule.type == "direct") == candidate.direct and rule.content[0] <= last and rule.content[-1] >= first
    ]
    best = max(near, key=lambda rule: overlap(rule.content, candidate.content), default=None)
    return best if best is not None and overlap(best.content, candidate.content) >= _MATCH else None
