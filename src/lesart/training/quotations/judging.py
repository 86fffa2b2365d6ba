"""Fits the judge of candidates (`lesart.annotate.quotations.judge`) on articles that no network has learnt from.

The networks know their training articles by heart, so that only the development split shows how sure they are of what
they have not seen. Twenty figures and a strong prior leave little to overfit; the scores in the log are by ten-fold
cross-validation over articles.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import yaml
from scipy.optimize import linear_sum_assignment, minimize

from lesart.annotate.quotations.decode import draft
from lesart.annotate.quotations.drafts import overlap
from lesart.annotate.quotations.judge import Judge, Regression
from lesart.annotate.quotations.network import Committee
from lesart.annotate.quotations.normalise import normalise
from lesart.annotate.quotations.trained import Proposal, propose
from lesart.training.quotations.corpus import GoldArticle, GoldQuotation
from lesart.training.quotations.features import Material
from lesart.training.quotations.scoring import taken

Numbers = npt.NDArray[np.float64]
_FOUND, _RIGHT = 0.5, 0.8
_PRIOR = 10.0
"""Strength of the Gaussian prior on the weights of standardised figures."""
LICENCE = "CC BY-NC-SA 4.0"
ORIGIN = (
    "fitted by training/quotations/train.py on the development split of the German news quotation attribution corpus"
)


@dataclass(frozen=True, slots=True)
class Verdicts:
    """Proposals as figures (`names` x proposals), what is true of each, and the article it is from."""

    names: list[str]
    figures: Numbers
    exists: Numbers
    right: Numbers
    article: npt.NDArray[np.int64]


def verdicts(committee: Committee, articles: Sequence[GoldArticle], material: Sequence[Material]) -> Verdicts:
    """All proposals of a committee for annotated articles."""
    figures, exists, right, numbers, names = [], [], [], [], []
    prepared = [taken(committee, a, m) for a, m in zip(articles, material, strict=True)]
    for number, (article, (found, _)) in enumerate(zip(articles, propose(committee, prepared), strict=True)):
        for proposal, gold in zip(found, _gold_of(found, article), strict=True):
            names = list(proposal.evidence)
            figures.append(list(proposal.evidence.values()))
            exists.append(float(gold is not None))
            right.append(float(gold is not None and _is_right(proposal, gold, article)))
            numbers.append(number)
    return Verdicts(names, np.asarray(figures), np.asarray(exists), np.asarray(right), np.asarray(numbers))


def fit(found: Verdicts, chosen: npt.NDArray[np.bool_] | None = None) -> Judge:
    """The judge of the chosen proposals (default: of all)."""
    rows = np.ones(len(found.exists), dtype=bool) if chosen is None else chosen
    regressions = [_regression(found.names, found.figures[rows], truth[rows]) for truth in (found.exists, found.right)]
    return Judge(licence=LICENCE, origin=ORIGIN, exists=regressions[0], right=regressions[1])


def cross_fitted(found: Verdicts, articles: int, folds: int = 10, seed: int = 0) -> list[Judge]:
    """For every article a judge that has not seen it."""
    fold = np.random.default_rng(seed).integers(0, folds, articles)
    judges = [fit(found, fold[found.article] != number) for number in range(folds)]
    return [judges[number] for number in fold]


def write(judge: Judge, path: Path) -> None:
    """The judge as a readable file."""
    text = yaml.safe_dump(judge.model_dump(), sort_keys=False, allow_unicode=True, width=120)
    path.write_text(
        "# Weights of the judge of quotation candidates (annotate/quotations/judge.py).\n" + text, encoding="utf-8"
    )


def _regression(names: Sequence[str], figures: Numbers, truth: Numbers) -> Regression:
    """Logistic regression with a Gaussian prior, standardisation folded into bias and weights."""
    mean, deviation = figures.mean(axis=0), figures.std(axis=0) + 1e-6
    standard = (figures - mean) / deviation

    def loss(weights: Numbers) -> tuple[float, Numbers]:
        chance = 1 / (1 + np.exp(-(standard @ weights[1:] + weights[0])))
        likelihood = truth * np.log(chance + 1e-9) + (1 - truth) * np.log(1 - chance + 1e-9)
        gradient = np.concatenate([[(chance - truth).sum()], standard.T @ (chance - truth) + _PRIOR * weights[1:]])
        return float(_PRIOR * (weights[1:] ** 2).sum() / 2 - likelihood.sum()), gradient

    best = minimize(loss, np.zeros(len(names) + 1), jac=True, method="L-BFGS-B").x
    weights = best[1:] / deviation
    bias = float(best[0] - (weights * mean).sum())
    return Regression(
        bias=round(bias, 4), weights={name: round(float(w), 4) for name, w in zip(names, weights, strict=True)}
    )


def _gold_of(found: Sequence[Proposal], article: GoldArticle) -> list[GoldQuotation | None]:
    """For each proposal the annotated quotation it stands for: one to one, by overlap of contents."""
    out: list[GoldQuotation | None] = [None] * len(found)
    if not found or not article.quotations:
        return out
    table = np.asarray(
        [
            [
                overlap(p.candidate.content, q.content) + 0.01 * (p.candidate.direct == (q.type == "direct"))
                for q in article.quotations
            ]
            for p in found
        ]
    )
    for row, column in zip(*linear_sum_assignment(table, maximize=True), strict=True):
        if table[row, column] >= _FOUND:
            out[row] = article.quotations[column]
    return out


def _is_right(proposal: Proposal, gold: GoldQuotation, article: GoldArticle) -> bool:
    """The strict measure: four fifths of the content, and a word of the speaker."""
    drafts = normalise([draft(proposal.candidate, proposal.view, article.words, 0.5)], article.words)
    if not drafts or overlap(drafts[0].content, gold.content) < _RIGHT:
        return False
    made = drafts[0]
    return bool(set(made.speaker) & set(gold.speaker)) or not (made.speaker or gold.speaker)
