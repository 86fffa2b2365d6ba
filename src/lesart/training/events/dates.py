"""Training of the choice of dates: every date of an article beside every gold event, right where the two meet.

Dates meet as the scorer has it: one is a prefix of the other, or intervals share a day. A date that is coarser than
another right one counts less, so that the model prefers "14 May" to "2024" where the text gives both.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from lesart.annotate.events.factuality import factuality
from lesart.annotate.events.surroundings import Surroundings
from lesart.annotate.events.triggers import Candidate
from lesart.annotate.events.when import Clock
from lesart.ml.lstm import Floats
from lesart.ml.trees import Arrays
from lesart.training.events.corpus import GoldArticle
from lesart.training.trees import TreeSettings, train

SETTINGS = TreeSettings(rounds=100, learning_rate=0.1, columns=0.6)
_COARSER = 0.5


@dataclass(frozen=True, slots=True)
class Dated:
    """One gold event: rows of its dates, which are right, and how much each counts."""

    rows: Floats
    right: Floats
    weights: Floats


def dated(around: Surroundings, article: GoldArticle, found: dict[int, Candidate]) -> list[Dated]:
    """The gold events of an article with its dates."""
    clock = Clock(around.doc, around.syntax, around.sentence_of)
    values = clock.values
    out = []
    for event in article.events:
        token = next((t.i for t in around.doc if t.idx <= event.trigger.start < t.idx + len(t)), None)
        if token is None or token not in found or not values:
            continue
        candidate = found[token]
        rows = clock.features(candidate, event.type, factuality(candidate, around.syntax, event.type))
        right = np.array([meet(value, event.time_value) for value in values], dtype=np.float32)
        exact = any(value == event.time_value for value in values)
        weights = np.full(len(values), 1.0 / len(values) ** 0.5, dtype=np.float32)
        if exact:
            coarser = [bool(hit) and value != event.time_value for hit, value in zip(right, values, strict=True)]
            weights[np.array(coarser)] *= _COARSER
        out.append(Dated(rows, right, weights))
    return out


def meet(a: str | None, b: str | None) -> bool:
    """Whether two values can name the same time."""
    if not a or not b:
        return False
    (first_a, _, last_a), (first_b, _, last_b) = a.partition("/"), b.partition("/")
    return first_a <= (last_b or first_b) + "~" and first_b <= (last_a or first_a) + "~"


def fit(events: Sequence[Dated]) -> Arrays:
    """The trees that give each date its chance."""
    rows, right, weights = (np.concatenate([getattr(e, name) for e in events]) for name in ("rows", "right", "weights"))
    return train(rows, right, SETTINGS, weights=weights)
