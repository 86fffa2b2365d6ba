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
import numpy.typing as npt

from lesart.annotate.quotations.decode import candidates, draft
from lesart.annotate.quotations.drafts import Draft
from lesart.annotate.quotations.network import Committee
from lesart.annotate.quotations.normalise import Conventions, normalise
from lesart.annotate.quotations.words import Words
from lesart.training.quotations.corpus import PARTS, GoldArticle, token_offsets


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
    articles: Sequence[GoldArticle],
    rows: Sequence[npt.NDArray[np.float16]],
    conventions: Conventions | None = None,
) -> list[list[Draft]]:
    """The networks' quotations of every article."""
    out: list[list[Draft]] = []
    for article, features in zip(articles, rows, strict=True):
        if not len(article.words):
            out.append([])
            continue
        tags, states = committee.tag(features.astype(np.float32))
        found = candidates(tags)
        views = committee.attribute(states, [c for c, _ in found], article.words) if found else []
        drafts = [draft(c, view, sure) for (c, sure), view in zip(found, views, strict=True)]
        out.append(normalise(drafts, article.words, conventions))
    return out


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
