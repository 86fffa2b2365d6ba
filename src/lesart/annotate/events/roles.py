"""Who plays which role in the events of a Doc: a trained two-stage scorer over pairs of trigger and filler.

Comes in: the triggers of the whole Doc with their types, and their pairs (`lesart.annotate.events.pairs`). Each named
feature stands for what training saw with it: the log-odds of actor, recipient and place. Boosted trees weigh these
with the pair's numbers. A second ensemble looks at the first one's answers for the whole article: what rivals for the
role there are, and what role the same participant plays in the events around, since the events of a story share their
participants. Goes out: the arguments of each event.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from lesart.annotate.events.arguments import Arguments
from lesart.annotate.events.fillers import Filler
from lesart.annotate.events.lexicon import Sense
from lesart.annotate.events.pairs import Pair, Pairing
from lesart.annotate.events.surroundings import Surroundings
from lesart.annotate.events.triggers import Candidate
from lesart.ml.lstm import Floats
from lesart.ml.trees import Trees

ROLES = ("actor", "recipient", "place")
BLAMING = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "SANCTION"})
"""Types whose actor is a perpetrator: naming the wrong one is an accusation that nobody made."""
_BLAME = 0.5
"""Least probability of a perpetrator: above the other actors', since an empty cell beats a wrong one."""


@dataclass(frozen=True, slots=True)
class Asked:
    """An event whose participants are sought."""

    candidate: Candidate
    kind: str
    sense: Sense | None


class Odds:
    """The log-odds of each role that a named feature carries; unknown names carry nothing."""

    def __init__(self, names: Sequence[str], values: Floats) -> None:
        self._row = {name: number for number, name in enumerate(names)}
        self._values = np.concatenate([values, np.zeros((1, len(ROLES)), dtype=np.float32)])

    @classmethod
    def load(cls, path: Path) -> Odds:
        """Reads the table that `lesart.training.events.roles` wrote."""
        with np.load(path, allow_pickle=False) as archive:
            names = bytes(archive["names"]).decode("utf-8").split("\n")
            return cls(names, archive["values"].astype(np.float32))

    def encoded(self, pairs: Sequence[Pair]) -> Floats:
        """(pairs x 3 columns a name)."""
        row = self._row.get
        rows = np.array([row(name, -1) for pair in pairs for name in pair.names], dtype=np.intp)
        result: Floats = self._values.take(rows, axis=0, mode="wrap").reshape(len(pairs), -1)
        return result


def event_features(encoded: Floats, pairs: Sequence[Pair]) -> Floats:
    """The first stage's rows for the pairs of one event: odds, numbers, and how each pair stands among its rivals."""
    columns = encoded.shape[1] // len(ROLES)
    sums = encoded.reshape(len(pairs), columns, len(ROLES)).sum(axis=1)
    numbers = np.array([pair.numbers for pair in pairs], dtype=np.float32)
    return np.concatenate([encoded, numbers, sums, _margin(sums), _ranks(sums)], axis=1)


def _margin(scores: Floats) -> Floats:
    """How far above the best rival, or how far below the best."""
    ordered = np.sort(scores, axis=0)
    best, second = ordered[-1], ordered[-2:][0]
    result: Floats = np.where(scores == best, scores - second, scores - best)
    return result


def _ranks(scores: Floats) -> Floats:
    return (-scores).argsort(axis=0, kind="stable").argsort(axis=0, kind="stable").astype(np.float32)


def article_features(
    asked: Sequence[Asked], around: Surroundings, pairs: Sequence[Sequence[Pair]], chances: Sequence[Floats]
) -> list[Floats]:
    """What the second stage sees beside: rivals' chances, and the participant's chances in the article's other events.

    `chances` are the first stage's, by event (pairs x roles). "Same" events are those of the same type, of the same
    word, of the same sentence, the one before and the one after.
    """
    keys: dict[str, int] = {}
    numbered = [np.array([keys.setdefault(around.key(p.filler), len(keys)) for p in row], dtype=int) for row in pairs]
    evidence = np.zeros((len(asked), len(keys) + 1, len(ROLES)), dtype=np.float32)
    for number, (own, found) in enumerate(zip(numbered, chances, strict=True)):
        np.maximum.at(evidence[number], own, found)
    kinds = _alike([a.kind for a in asked])
    words = _alike([a.candidate.lemma for a in asked])
    homes = _alike([around.sentence_of[a.candidate.token] for a in asked])
    everyone = _alike([None] * len(asked))
    other = [_best_of_others(evidence, same) for same in (kinds, words, everyone, homes)]
    none = np.zeros_like(evidence[:1])
    other += [np.concatenate([none, evidence[:-1]]), np.concatenate([evidence[1:], none])]
    out = []
    for number, (own, found) in enumerate(zip(numbered, chances, strict=True)):
        parts = [found, -_margin(found), _ranks(found), evidence[number][own] - found]
        parts += [best[number].take(own, axis=0) for best in other]
        parts.append(_partners(around, pairs[number], found))
        count = [float(len(kinds[number])), float(len(asked)), *found.sum(axis=0)[:2]]
        parts.append(np.tile(np.array(count, dtype=np.float32), (len(found), 1)))
        out.append(np.concatenate(parts, axis=1).astype(np.float32))
    return out


def _alike(values: Sequence[object]) -> list[list[int]]:
    """For each value the places where it stands."""
    places: dict[object, list[int]] = {}
    for number, value in enumerate(values):
        places.setdefault(value, []).append(number)
    return [places[value] for value in values]


def _best_of_others(evidence: Floats, alike: Sequence[Sequence[int]]) -> Floats:
    """(events x participants x roles): the best of each event's like but itself; zero for an event without its like."""
    out = np.zeros_like(evidence)
    for first, places in enumerate(alike):
        if len(places) == 1 or places[0] != first:  # alone, or seen
            continue
        inside = evidence[places]
        out[places[1:]] = np.maximum.accumulate(inside)[:-1]
        after = np.maximum.accumulate(inside[::-1])[::-1]
        out[places[:-1]] = np.maximum(out[places[:-1]], after[1:])
    return out


def _partners(around: Surroundings, pairs: Sequence[Pair], found: Floats) -> Floats:
    """The best chance of the phrases that a pair's filler is coordinated with."""
    row_of = {pair.filler.phrase: row for row, pair in enumerate(pairs)}
    out = np.zeros_like(found)
    for phrase in row_of:
        joined = around.syntax.phrases[phrase].joined
        if joined is None or joined not in row_of:
            continue
        first, second = row_of[joined], row_of[phrase]
        out[second] = np.maximum(out[second], found[first])
        out[first] = np.maximum(out[first], found[second])
    return out


@dataclass(frozen=True, slots=True)
class RoleScorer:
    """The trained scorer: odds, one ensemble a role and stage, and one threshold a role."""

    odds: Odds
    first: tuple[Trees, ...]
    second: tuple[Trees, ...]
    thresholds: tuple[float, ...]

    @classmethod
    def load(cls, folder: Path, thresholds: Sequence[float]) -> RoleScorer:
        """Reads the weights of a folder."""
        first = tuple(Trees.load(folder / f"roles_first_{role}.npz") for role in ROLES)
        second = tuple(Trees.load(folder / f"roles_second_{role}.npz") for role in ROLES)
        return cls(Odds.load(folder / "role_odds.npz"), first, second, tuple(thresholds))

    def arguments(self, around: Surroundings, asked: Sequence[Asked]) -> list[Arguments]:
        """The arguments of each event; of one participant the nearest mention."""
        pairing = Pairing(around)
        pairs = [pairing.pairs(a.candidate, a.kind, a.sense) for a in asked]
        chances = self.chances(around, asked, pairs)
        return [self._chosen(a.kind, p, c) for a, p, c in zip(asked, pairs, chances, strict=True)]

    def chances(self, around: Surroundings, asked: Sequence[Asked], pairs: Sequence[Sequence[Pair]]) -> list[Floats]:
        """(pairs x roles) for each event."""
        full = [number for number, row in enumerate(pairs) if row]
        out: list[Floats] = [np.zeros((0, len(ROLES)), dtype=np.float32) for _ in asked]
        if not full:
            return out
        cuts = np.cumsum([len(pairs[n]) for n in full])[:-1]
        encoded = np.split(self.odds.encoded([pair for row in pairs for pair in row]), cuts)
        stacked = np.concatenate([event_features(odds, pairs[n]) for odds, n in zip(encoded, full, strict=True)])
        first = np.stack([trees.scores(stacked) for trees in self.first], axis=1)
        beside = article_features([asked[n] for n in full], around, [pairs[n] for n in full], np.split(first, cuts))
        stacked = np.concatenate([stacked, np.concatenate(beside)], axis=1)
        second = np.stack([trees.scores(stacked) for trees in self.second], axis=1)
        for number, found in zip(full, np.split(second, cuts), strict=True):
            out[number] = found
        return out

    def _chosen(self, kind: str, pairs: Sequence[Pair], chances: Floats) -> Arguments:
        least = list(self.thresholds)
        if kind in BLAMING:
            least[0] = max(least[0], _BLAME)
        fit = chances >= np.array(least, dtype=np.float32)
        both = fit[:, 0] & fit[:, 1]  # nobody does it to himself
        fit[:, 0] &= ~(both & (chances[:, 0] < chances[:, 1]))
        fit[:, 1] &= ~(both & (chances[:, 0] >= chances[:, 1]))
        actors, recipients, places = (_nearest(pairs, fit[:, column]) for column in range(len(ROLES)))
        return Arguments(actors, recipients, (), places)


def _nearest(pairs: Sequence[Pair], fit: npt.NDArray[np.bool_]) -> tuple[Filler, ...]:
    out: dict[object, Pair] = {}
    for number in np.flatnonzero(fit).tolist():
        pair = pairs[number]
        key: object = pair.filler.entity or (pair.filler.start, pair.filler.end)
        if key not in out or pair.distance < out[key].distance:
            out[key] = pair
    return tuple(sorted((pair.filler for pair in out.values()), key=lambda f: f.start))
