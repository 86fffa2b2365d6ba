"""How well chains of mentions were found: MUC, B-cubed and CEAF-e, and their mean (the CoNLL score).

MUC after Vilain et al. (1995): links that would have to be added. B-cubed after Bagga and Baldwin (1998), with mentions
that only one side has counted as wrong. CEAF after Luo (2005) with the entity similarity phi-4: chains are paired one
to one so that their overlap is largest. Counts are summed over articles before a figure is taken, as in the shared
tasks of CoNLL 2011 and 2012 (Pradhan et al. 2014).

Mentions are aligned by their head words: one that was found stands for the leftmost gold head that it holds, so that
its edges (article, genitive behind the head) decide nothing.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

Chain = frozenset[Hashable]


@dataclass(frozen=True, slots=True)
class Counts:
    """Right ones and all, of what was found and of what was to be found; sums over articles."""

    right_found: float = 0.0
    found: float = 0.0
    right_gold: float = 0.0
    gold: float = 0.0

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.right_found + other.right_found,
            self.found + other.found,
            self.right_gold + other.right_gold,
            self.gold + other.gold,
        )

    @property
    def precision(self) -> float:
        """Of what was found the share that is right."""
        return self.right_found / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Of what was to be found the share that was."""
        return self.right_gold / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True, slots=True)
class ChainScore:
    """The three measures; `conll` is the mean of their F1."""

    muc: Counts = Counts()
    b_cubed: Counts = Counts()
    ceaf_e: Counts = Counts()

    def __add__(self, other: ChainScore) -> ChainScore:
        return ChainScore(self.muc + other.muc, self.b_cubed + other.b_cubed, self.ceaf_e + other.ceaf_e)

    @property
    def conll(self) -> float:
        """The mean of the three F1."""
        return (self.muc.f1 + self.b_cubed.f1 + self.ceaf_e.f1) / 3


def score_chains(gold: Iterable[Iterable[Hashable]], found: Iterable[Iterable[Hashable]]) -> ChainScore:
    """The measures on one article; a mention is in at most one chain of a side."""
    wanted, got = [frozenset(c) for c in gold], [frozenset(c) for c in found]
    muc = Counts(*_links(got, wanted), *_links(wanted, got))
    b_cubed = Counts(*_shares(got, wanted), *_shares(wanted, got))
    overlap = _best_overlap(wanted, got)
    return ChainScore(muc, b_cubed, Counts(overlap, len(got), overlap, len(wanted)))


def _links(chains: Sequence[Chain], other: Sequence[Chain]) -> tuple[float, float]:
    """MUC: links of the chains that the other side has too, and all of them."""
    home = {mention: number for number, chain in enumerate(other) for mention in chain}
    kept = 0
    for chain in chains:
        parts = {home[m] for m in chain if m in home}
        kept += len(chain) - len(parts) - sum(m not in home for m in chain)
    return kept, sum(len(chain) - 1 for chain in chains)


def _shares(chains: Sequence[Chain], other: Sequence[Chain]) -> tuple[float, float]:
    """B-cubed: for each mention of the chains the share of its chain that the other side's chain holds."""
    home = {mention: chain for chain in other for mention in chain}
    empty: Chain = frozenset()
    total = sum(len(chain & home.get(mention, empty)) / len(chain) for chain in chains for mention in chain)
    return total, sum(len(chain) for chain in chains)


def _best_overlap(one: Sequence[Chain], two: Sequence[Chain]) -> float:
    """CEAF with phi-4: the largest sum of 2|A∩B|/(|A|+|B|) over pairs of chains, each in one pair at most."""
    if len(one) > len(two):
        one, two = two, one
    costs = [[-2 * len(a & b) / (len(a) + len(b)) if a & b else 0.0 for b in two] for a in one]
    return -_least_cost(costs)


def _least_cost(costs: Sequence[Sequence[float]]) -> float:
    """The cheapest assignment of every row to a column of its own (Kuhn 1955, Munkres 1957); rows <= columns."""
    rows, columns = len(costs), len(costs[0]) if costs else 0
    row_price, column_price = [0.0] * (rows + 1), [0.0] * (columns + 1)
    row_of = [0] * (columns + 1)  # column 0 is the row being placed
    for row in range(1, rows + 1):
        row_of[0], column = row, 0
        slack, came_from, done = [float("inf")] * (columns + 1), [0] * (columns + 1), [False] * (columns + 1)
        while row_of[column]:
            done[column] = True
            here, best, nearest = row_of[column], float("inf"), 0
            for other in range(1, columns + 1):
                if done[other]:
                    continue
                reduced = costs[here - 1][other - 1] - row_price[here] - column_price[other]
                if reduced < slack[other]:
                    slack[other], came_from[other] = reduced, column
                if slack[other] < best:
                    best, nearest = slack[other], other
            for other in range(columns + 1):
                if done[other]:
                    row_price[row_of[other]] += best
                    column_price[other] -= best
                else:
                    slack[other] -= best
            column = nearest
        while column:
            row_of[column], column = row_of[came_from[column]], came_from[column]
    return sum(costs[row_of[c] - 1][c - 1] for c in range(1, columns + 1) if row_of[c])


@dataclass(frozen=True, slots=True)
class GoldMention:
    """A mention of the gold: its span, its head word, its chain; `optional` ones may be found and need not be."""

    start: int
    end: int
    head_start: int
    head_end: int
    chain: Hashable
    optional: bool = False


def align(gold: Sequence[GoldMention], found: Sequence[tuple[int, int]]) -> list[int | None]:
    """For each span that was found the number of the gold mention that it stands for, or None.

    A span stands for the leftmost head it holds (for the name, where that head is an apposition to a name it holds).
    Of several spans for one mention the one with the same edges has it, else the shortest.
    """
    meant: list[int | None] = []
    for start, end in found:
        held = sorted(
            (n for n, m in enumerate(gold) if start <= m.head_start and m.head_end <= end),
            key=lambda n: gold[n].head_start,
        )
        best = held[0] if held else None
        if best is not None and gold[best].optional:
            best = next((n for n in held if not gold[n].optional and gold[n].chain == gold[best].chain), best)
        meant.append(best)
    owner: dict[int, int] = {}
    for number, (target, span) in enumerate(zip(meant, found, strict=True)):
        if target is None:
            continue
        rival = owner.get(target)
        if rival is None or _rank(gold[target], span) < _rank(gold[target], found[rival]):
            owner[target] = number
    return [t if t is not None and owner[t] == number else None for number, t in enumerate(meant)]


def _rank(mention: GoldMention, span: tuple[int, int]) -> tuple[bool, int, int]:
    return span != (mention.start, mention.end), span[1] - span[0], span[0]
