"""How well things that belong together were put together: pairwise and B-cubed precision, recall and F1.

B-cubed after Bagga and Baldwin (1998): for each item, the share of its predicted group that belongs with it, and the
share of what belongs with it that is in its group; averaged over the items. Pairwise counts the pairs put together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and their harmonic mean, 0..1; `items` says on how many items or pairs it rests."""

    precision: float
    recall: float
    items: int

    @property
    def f1(self) -> float:
        """The harmonic mean."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def b_cubed(gold: Mapping[str, Hashable], predicted: Mapping[str, Hashable]) -> Score:
    """B-cubed over the items that both know; an item without a predicted group stands alone."""
    items = sorted(gold)
    if not items:
        return Score(0.0, 0.0, 0)
    found = {item: predicted.get(item, ("alone", item)) for item in items}
    in_gold, in_found = Counter(gold[item] for item in items), Counter(found[item] for item in items)
    both = Counter((gold[item], found[item]) for item in items)
    precision = sum(both[gold[item], found[item]] / in_found[found[item]] for item in items) / len(items)
    recall = sum(both[gold[item], found[item]] / in_gold[gold[item]] for item in items) / len(items)
    return Score(precision, recall, len(items))


def pairwise(gold: Mapping[str, Hashable], predicted: Mapping[str, Hashable]) -> Score:
    """Pairs put together against pairs that belong together; precision is 1 where no pair was put together."""
    items = sorted(gold)
    found = {item: predicted.get(item, ("alone", item)) for item in items}
    together = _pairs(Counter(found.values()))
    belong = _pairs(Counter(gold[item] for item in items))
    right = _pairs(Counter((gold[item], found[item]) for item in items))
    return Score(right / together if together else 1.0, right / belong if belong else 1.0, belong)


def _pairs(groups: Counter[Hashable]) -> int:
    return sum(size * (size - 1) // 2 for size in groups.values())
