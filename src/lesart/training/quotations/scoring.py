"""Scores a committee on a split with the corpus's own measure, before any reading is written.

The scorer is the shared one (`score_quotations.py`), loaded from its file; nothing of it is repeated here.
"""

from __future__ import annotations

import importlib.util
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from lesart.annotate.quotations import trained
from lesart.annotate.quotations.drafts import Draft
from lesart.annotate.quotations.judge import Judge
from lesart.annotate.quotations.network import Committee
from lesart.annotate.quotations.normalise import Conventions
from lesart.annotate.quotations.words import Words
from lesart.training.quotations.corpus import PARTS, GoldArticle, token_offsets
from lesart.training.quotations.features import Material


def load_scorer(path: Path) -> ModuleType:
    """The shared scorer as a module."""
    spec = importlib.util.spec_from_file_location("score_quotations", path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def predict(
    committee: Committee,
    judges: Judge | Sequence[Judge],
    articles: Sequence[GoldArticle],
    material: Sequence[Material],
    conventions: Conventions | None = None,
) -> list[list[Draft]]:
    """The quotations of every article as run time reads them, by one judge or by one for each article."""
    each = [judges] * len(articles) if isinstance(judges, Judge) else judges
    prepared = [taken(committee, a, m) for a, m in zip(articles, material, strict=True)]
    proposed = trained.propose(committee, prepared)
    return [
        trained.judged(judge, article, *own, conventions)
        for own, judge, article in zip(proposed, each, prepared, strict=True)
    ]


def taken(committee: Committee, article: GoldArticle, material: Material) -> trained.Prepared:
    """An article as run time hands it to the networks."""
    kept = committee.projected(material.rows.astype(np.float32))
    return trained.Prepared(kept, article.words, material.ruled, material.titles)


def score(scorer: ModuleType, articles: Sequence[GoldArticle], drafts: Sequence[Sequence[Draft]]) -> dict[str, Any]:
    """The scorer's figures (fractions) for drafts of the articles."""
    pairs = []
    for article, found in zip(articles, drafts, strict=True):
        offsets = token_offsets(article.record)
        gold = list(scorer.gold_quotations(article.record))
        pairs.append((gold, [_in_corpus_tokens(d, article.words, offsets) for d in found]))
    result: dict[str, Any] = scorer.score(pairs)
    return result


def _in_corpus_tokens(found: Draft, words: Words, offsets: Sequence[tuple[int, int]]) -> dict[str, Any]:
    starts, ends = [start for start, _ in offsets], [end for _, end in offsets]

    def tokens(numbers: Sequence[int]) -> list[int]:
        return sorted(
            {t for i in numbers for t in range(bisect_right(ends, words.starts[i]), bisect_left(starts, words.ends[i]))}
        )

    parts = {part: tokens(found.content if part == "quote" else getattr(found, part)) for part in PARTS}
    return {"names": set(), "type": found.type, "medium": found.medium, **parts}


def line(figures: dict[str, Any]) -> str:
    """The figures in one line, F1 in per cent."""
    return ", ".join(f"{name} {value['f1'] * 100:.1f}" for name, value in figures.items())
