"""From the networks' probabilities to quotations in word numbers."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from lesart.annotate.quotations.drafts import Draft
from lesart.annotate.quotations.network import LAYERS, MEDIA, TAGS, TYPES, Attribution
from lesart.annotate.quotations.windows import Candidate, Floats
from lesart.ml.tagger import IMPOSSIBLE, viterbi

LONGEST_PARTY = 40
"""Words that a speaker or addressee may have at most."""
MARK_THRESHOLD = 0.5
CAUTION = {"direct": -0.3, "rest": 0.0}
"""Added to the log probability of "not said" on each layer; above 0 finds fewer and surer quotations."""
LEAST = 0.7
"""Candidates less sure than that are dropped: one in four of them is right, and a wrong statement costs a reader more
than a missed one. Joint, strict and direct gain by it, recall of reported speech pays."""
_OFFSET, _SLOPE = -1.57, 0.555
"""Platt's scaling of the raw score, fitted on the development split (said 0.23: right 0.20; 0.60: 0.66; 0.89: 0.89)."""


def _transitions() -> Floats:
    table = np.zeros((len(TAGS) + 1, len(TAGS)), dtype=np.float32)
    o, b, i, c = range(4)
    table[o, i] = table[-1, i] = table[-1, c] = IMPOSSIBLE
    table[b, c] = table[i, c] = table[c, c] = IMPOSSIBLE  # an interruption lies between a quotation and its rest
    return table


_TRANSITIONS = _transitions()


def candidates(tags: dict[str, Floats], *, caution: dict[str, float] | None = None) -> list[tuple[Candidate, float]]:
    """Contents with a confidence, ordered by their first word; `tags`: probabilities of each layer (words x 4)."""
    found: list[tuple[Candidate, float]] = []
    for layer in LAYERS:
        scores = np.log(np.maximum(tags[layer], 1e-6))
        scores[:, 0] += (CAUTION if caution is None else caution)[layer]
        for content in _contents(viterbi(scores, _TRANSITIONS)):
            said = 1 - tags[layer][list(content), 0]
            sure = float(np.sqrt(said.mean() * tags[layer][content[0], 1:4].sum()))
            if sure >= LEAST:
                found.append((Candidate(content, layer == "direct"), sure))
    return sorted(found, key=lambda pair: (pair[0].content[0], -pair[0].content[-1], pair[0].direct))


def calibrated(sure: float) -> float:
    """The chance that content and speaker are right, from the taggers' raw score."""
    odds = np.log(np.clip(sure, 0.001, 0.999) / (1 - np.clip(sure, 0.001, 0.999)))
    return float(1 / (1 + np.exp(-(_OFFSET + _SLOPE * odds))))


def _contents(path: Sequence[int]) -> list[tuple[int, ...]]:
    """Word numbers of every quotation of one layer."""
    out: list[list[int]] = []
    for i, tag in enumerate(path):
        if TAGS[tag] == "B" or (TAGS[tag] == "C" and not out):
            out.append([i])
        elif TAGS[tag] in "IC":
            out[-1].append(i)
    return [tuple(content) for content in out]


def draft(candidate: Candidate, view: Attribution, confidence: float) -> Draft:
    """The quotation that stage two describes."""
    kind = "direct" if candidate.direct else TYPES[1 + int(view.types[1:].argmax())]
    marks = {
        name: tuple(i for i, p in zip(view.window, view.marks[name], strict=True) if p > MARK_THRESHOLD)
        for name in ("cue", "frame")
    }
    return Draft(
        kind,
        MEDIA[int(view.media.argmax())],
        candidate.content,
        marks["cue"],
        marks["frame"],
        _party(view, "speaker"),
        _party(view, "addressee"),
        calibrated(confidence),
    )


def _party(view: Attribution, role: str) -> tuple[int, ...]:
    """The likeliest run of words for a party, or nothing where "nobody" is likelier."""
    start, end = view.pointers[f"{role}-start"], view.pointers[f"{role}-end"]
    if start[-1] + end[-1] > 1.0:
        return ()
    size = len(view.window)
    pairs = start[:size, None] * end[None, :size]
    near = np.triu(np.ones((size, size), dtype=bool)) & ~np.triu(np.ones((size, size), dtype=bool), LONGEST_PARTY)
    pairs = np.where(near, pairs, 0.0)
    first, last = divmod(int(pairs.argmax()), size)
    return tuple(i for i in view.window[first : last + 1])
