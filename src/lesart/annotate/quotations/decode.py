"""From the networks' probabilities to quotations in word numbers."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from lesart.annotate.quotations.drafts import Draft
from lesart.annotate.quotations.network import LAYERS, MEDIA, TAGS, TYPES, Attribution
from lesart.annotate.quotations.windows import Candidate, Floats
from lesart.annotate.quotations.words import Words
from lesart.ml.tagger import IMPOSSIBLE, viterbi_all

LONGEST_PARTY = 40
"""Words that a speaker or addressee may have at most."""
MARK_THRESHOLD = 0.5
CAUTION = {"direct": -0.3, "rest": -1.0}
"""Added to the log probability of "not said" on each layer. Below 0 more is found: what is unlikely is dropped when the
whole candidate is judged (`judge.py`)."""
LEAST = 0.4
"""Candidates less sure than that are not looked at."""


def _transitions() -> Floats:
    table = np.zeros((len(TAGS) + 1, len(TAGS)), dtype=np.float32)
    o, b, i, c = range(4)
    table[o, i] = table[-1, i] = table[-1, c] = IMPOSSIBLE
    table[b, c] = table[i, c] = table[c, c] = IMPOSSIBLE  # an interruption lies between a quotation and its rest
    return table


_TRANSITIONS = _transitions()


def candidates(articles: Sequence[dict[str, Floats]]) -> list[list[tuple[Candidate, float]]]:
    """Contents of each article with a raw score, ordered by their first word.

    An article is given by the probabilities of the tags on each layer (words x 4).
    """
    scores = []
    for tags in articles:
        for layer in LAYERS:
            scores.append(np.log(np.maximum(tags[layer], 1e-6)))
            scores[-1][:, 0] += CAUTION[layer]
    paths = iter(viterbi_all(scores, _TRANSITIONS))
    return [_candidates(tags, {layer: next(paths) for layer in LAYERS}) for tags in articles]


def _candidates(tags: dict[str, Floats], paths: dict[str, list[int]]) -> list[tuple[Candidate, float]]:
    found: list[tuple[Candidate, float]] = []
    for layer in LAYERS:
        for content in _contents(paths[layer]):
            said = 1 - tags[layer][list(content), 0]
            sure = float(np.sqrt(said.mean() * tags[layer][content[0], 1:4].sum()))
            if sure >= LEAST:
                found.append((Candidate(content, layer == "direct"), sure))
    return sorted(found, key=lambda pair: (pair[0].content[0], -pair[0].content[-1], pair[0].direct))


def _contents(path: Sequence[int]) -> list[tuple[int, ...]]:
    """Word numbers of every quotation of one layer."""
    out: list[list[int]] = []
    for i, tag in enumerate(path):
        if TAGS[tag] == "B" or (TAGS[tag] == "C" and not out):
            out.append([i])
        elif TAGS[tag] in "IC":
            out[-1].append(i)
    return [tuple(content) for content in out]


def draft(candidate: Candidate, view: Attribution, words: Words, confidence: float) -> Draft:
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
        _party(view, "speaker", words),
        _party(view, "addressee", words),
        confidence,
    )


def _party(view: Attribution, role: str, words: Words) -> tuple[int, ...]:
    """The likeliest run of words for a party, or nothing where "nobody" is likelier.

    Begin and end are chosen together inside one sentence: two likely parties in two sentences are no long one.
    """
    start, end = view.pointers[f"{role}-start"], view.pointers[f"{role}-end"]
    if start[-1] + end[-1] > 1.0:
        return ()
    sentence = np.asarray([words.sentence[i] for i in view.window])
    bounds = [0, *(np.flatnonzero(np.diff(sentence)) + 1).tolist(), len(sentence)]
    best = max((_pair(start, end, *bound) for bound in pairwise(bounds)), key=lambda pair: pair[0])
    return tuple(view.window[best[1] : best[2] + 1])


def _pair(start: Floats, end: Floats, first: int, stop: int) -> tuple[float, int, int]:
    """The likeliest begin and end of a party between two places of the window, and how likely they are."""
    begins, ends = start[first:stop], end[first:stop]
    if len(begins) > LONGEST_PARTY:
        pairs = np.tril(np.triu(begins[:, None] * ends[None, :]), LONGEST_PARTY - 1)
        low, high = divmod(int(pairs.argmax()), len(begins))
    else:
        high = int((np.maximum.accumulate(begins) * ends).argmax())
        low = int(begins[: high + 1].argmax())
    return float(begins[low] * ends[high]), first + low, first + high
