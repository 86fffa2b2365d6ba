"""Training of the role scorer: each gold event beside the fillers around it, labelled with the gold role.

A filler that overlaps the annotated reference, or whose entity bears its name, is right. Another mention of the same
entity is neither right nor wrong (the annotation names the nearest only) and is left out. The odds that a feature
carries are counted without the article at hand, and the second stage sees what a first stage says that was trained
without the article: both would otherwise believe what they have learnt by heart.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from lesart.annotate.events.lexicon import Sense
from lesart.annotate.events.pairs import Pair, Pairing
from lesart.annotate.events.roles import ROLES, Asked, Odds, RoleScorer, article_features, event_features
from lesart.annotate.events.surroundings import Surroundings
from lesart.annotate.events.triggers import Candidate
from lesart.ml.lstm import Floats
from lesart.ml.trees import Arrays, Trees
from lesart.schema import Entity
from lesart.training.events.corpus import GoldArticle, Reference
from lesart.training.trees import TreeSettings, blended, export, train

Bools = npt.NDArray[np.bool_]
_SMOOTHING = 4.0
_FEWEST = 2
_FOLDS = 5
FIRST = (
    TreeSettings(rounds=100, learning_rate=0.1),
    TreeSettings(rounds=120, learning_rate=0.1, extra=True, seed=3),
)
SECOND = (
    TreeSettings(rounds=100, learning_rate=0.1, columns=0.25, seed=2),
    TreeSettings(rounds=160, learning_rate=0.1, columns=0.25, extra=True, seed=4),
)
"""Greedy and drawn trees err differently; their mean finds more recipients than either."""


def sense_for(candidate: Candidate, kind: str) -> Sense | None:
    """The candidate's sense of a type, if the lexicon has one."""
    return next((s for s in candidate.senses if s.type == kind), candidate.senses[0] if candidate.senses else None)


@dataclass(frozen=True, slots=True)
class Labelled:
    """The events of one article with their pairs; by event what is right (pairs x roles) and what is left out."""

    around: Surroundings
    asked: list[Asked]
    pairs: list[list[Pair]]
    right: list[Bools]
    left_out: list[Bools]


def labelled(around: Surroundings, article: GoldArticle, found: dict[int, Candidate]) -> Labelled:
    """The labelled pairs of an article's gold events."""
    names = _names(around.doc._.entities)
    out = Labelled(around, [], [], [], [])
    pairing = Pairing(around)
    for event in sorted(article.events, key=lambda e: e.trigger.start):
        token = next((t.i for t in around.doc if t.idx <= event.trigger.start < t.idx + len(t)), None)
        if token is None or token not in found:
            continue
        candidate = found[token]
        sense = sense_for(candidate, event.type)
        pairs = pairing.pairs(candidate, event.type, sense)
        if not pairs:
            continue
        marks = [_marks(pairs, event.roles[role], names) for role in ROLES]
        out.asked.append(Asked(candidate, event.type, sense))
        out.pairs.append(pairs)
        out.right.append(np.stack([right for right, _ in marks], axis=1))
        out.left_out.append(np.stack([unclear for _, unclear in marks], axis=1))
    return out


def _marks(pairs: list[Pair], references: Sequence[Reference], names: dict[str, set[str]]) -> tuple[Bools, Bools]:
    right, unclear = np.zeros(len(pairs), dtype=bool), np.zeros(len(pairs), dtype=bool)
    for reference in references:
        over = [p.filler.start < reference.span.end and reference.span.start < p.filler.end for p in pairs]
        entities = {p.filler.entity for p, o in zip(pairs, over, strict=True) if o} - {None}
        canonical = _norm(reference.name)
        for row, pair in enumerate(pairs):
            entity = pair.filler.entity
            right[row] |= over[row] or bool(entity and canonical in names.get(entity, ()))
            unclear[row] |= entity in entities
    return right, unclear & ~right


def _names(entities: Sequence[Entity]) -> dict[str, set[str]]:
    return {e.id: {_norm(n) for n in (e.name, *e.aliases)} for e in entities}


def _norm(text: str) -> str:
    return re.sub(r"\W+", " ", text.casefold()).strip()


@dataclass(frozen=True, slots=True)
class Model:
    """What training gives: the table of odds and the ensembles of both stages."""

    names: list[str]
    odds: Floats
    first: list[Arrays]
    second: list[Arrays]

    def scorer(self, thresholds: tuple[float, ...]) -> RoleScorer:
        """As the component runs it."""
        first, second = (tuple(Trees(a) for a in stage) for stage in (self.first, self.second))
        return RoleScorer(Odds(self.names, self.odds), first, second, thresholds)

    def export(self, folder: Path) -> None:
        """Writes the weights files."""
        blob = np.frombuffer("\n".join(self.names).encode("utf-8"), dtype=np.uint8)
        np.savez_compressed(folder / "role_odds.npz", names=blob, values=self.odds.astype(np.float16))
        for name, stage in (("first", self.first), ("second", self.second)):
            for role, trees in zip(ROLES, stage, strict=True):
                export(trees, folder / f"roles_{name}_{role}.npz")


@dataclass(slots=True)
class _Table:
    """All pairs of some articles in one table."""

    articles: list[Labelled]
    article_of: npt.NDArray[np.int64]
    right: Bools
    kept: Bools

    @classmethod
    def of(cls, articles: Sequence[Labelled]) -> _Table:
        full = [a for a in articles if a.pairs]
        lengths = [sum(map(len, a.pairs)) for a in full]
        right = np.concatenate([r for a in full for r in a.right])
        left_out = np.concatenate([r for a in full for r in a.left_out])
        return cls(full, np.repeat(np.arange(len(full)), lengths), right, ~left_out)


def _count_odds(table: _Table) -> tuple[list[str], Floats, Floats]:
    """Names, their odds, and for every pair (rows x columns) the odds as counted without its own article."""
    names: dict[str, int] = {}
    ids = np.array(
        [[names.setdefault(n, len(names)) for n in p.names] for a in table.articles for row in a.pairs for p in row]
    )
    weight = table.kept.all(axis=1).astype(float)
    prior = [float((table.right[:, r] * weight).sum() / weight.sum()) for r in range(len(ROLES))]
    values = np.zeros((len(names), len(ROLES)), dtype=np.float32)
    encoded = np.zeros((*ids.shape, len(ROLES)), dtype=np.float32)
    for column in range(ids.shape[1]):
        own = ids[:, column]
        inside = table.article_of * len(names) + own
        _, inverse = np.unique(inside, return_inverse=True)
        seen, seen_here = np.bincount(own, weight, len(names)), np.bincount(inverse, weight)
        used = np.unique(own)
        for role in range(len(ROLES)):
            hit = table.right[:, role] * weight
            right, right_here = np.bincount(own, hit, len(names)), np.bincount(inverse, hit)
            values[used, role] = _log_odds(right[used], seen[used], prior[role])
            encoded[:, column, role] = _log_odds(
                right[own] - right_here[inverse], seen[own] - seen_here[inverse], prior[role]
            )
    often = np.bincount(ids.ravel(), minlength=len(names)) >= _FEWEST
    often &= np.array(["\n" not in name for name in names])  # a line break as a word would split the table
    kept = [name for name, use in zip(names, often, strict=True) if use]
    return kept, values[often], encoded.reshape(len(ids), -1)


def _log_odds(right: npt.NDArray[np.float64], seen: npt.NDArray[np.float64], prior: float) -> Floats:
    share = (right + _SMOOTHING * prior) / (seen + _SMOOTHING)
    result: Floats = (np.log(share / (1 - share)) - np.log(prior / (1 - prior))).astype(np.float32)
    return result


def _first_rows(table: _Table, encoded: Floats) -> Floats:
    out, at = [], 0
    for article in table.articles:
        for pairs in article.pairs:
            out.append(event_features(encoded[at : at + len(pairs)], pairs))
            at += len(pairs)
    return np.concatenate(out)


def _fit(rows: Floats, table: _Table, settings: Sequence[TreeSettings]) -> list[Arrays]:
    out = []
    for role in range(len(ROLES)):
        kept = table.kept[:, role]
        out.append(blended([train(rows[kept], table.right[kept, role], setting) for setting in settings]))
    return out


def _second_rows(table: _Table, rows: Floats, chances: Floats) -> Floats:
    out, at = [], 0
    for article in table.articles:
        size = sum(map(len, article.pairs))
        cuts = np.cumsum([len(p) for p in article.pairs])[:-1]
        found = np.split(chances[at : at + size], cuts)
        out += article_features(article.asked, article.around, article.pairs, found)
        at += size
    return np.concatenate([rows, np.concatenate(out)], axis=1)


def fit(articles: Sequence[Labelled], log: Callable[[str], None]) -> Model:
    """Both stages on the articles; the first one's answers for the second come from five folds of articles."""
    table = _Table.of(articles)
    log(f"{len(table.right)} pairs")
    blind = np.zeros(table.right.shape, dtype=np.float32)
    for fold in range(_FOLDS):
        away = table.article_of % _FOLDS == fold
        inner = _Table.of([a for n, a in enumerate(table.articles) if n % _FOLDS != fold])
        names, odds, encoded = _count_odds(inner)
        trees = [Trees(a) for a in _fit(_first_rows(inner, encoded), inner, FIRST)]
        outer = _Table.of([a for n, a in enumerate(table.articles) if n % _FOLDS == fold])
        look = Odds(names, odds)
        rows = _first_rows(outer, np.concatenate([look.encoded(p) for a in outer.articles for p in a.pairs]))
        blind[away] = np.stack([t.scores(rows) for t in trees], axis=1)
    names, odds, encoded = _count_odds(table)
    rows = _first_rows(table, encoded)
    first = _fit(rows, table, FIRST)
    second = _fit(_second_rows(table, rows, blind), table, SECOND)
    log("roles trained")
    return Model(names, odds, first, second)
