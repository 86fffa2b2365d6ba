"""What a student learns from teachers: their opinion on annotated articles, their reading of others.

Hinton, Vinyals and Dean (2015): chances of tags, speakers, types say more than a verdict.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from lesart.annotate.quotations.judge import KEPT, Judge
from lesart.annotate.quotations.network import LAYERS, Committee, Tagged
from lesart.annotate.quotations.trained import judged, propose
from lesart.training.quotations.corpus import GoldArticle, annotated
from lesart.training.quotations.features import Material
from lesart.training.quotations.learn import Prepared, prepare
from lesart.training.quotations.scoring import taken
from lesart.training.quotations.views import mixed

_LONGEST, _LEAST = 600, 0.012
"""Words of an article of press at most, and quotations a word at least: time is better spent where somebody speaks."""


def advised(
    teacher: Committee, articles: Sequence[GoldArticle], material: Sequence[Material], share: float
) -> list[Prepared]:
    """Annotated articles, the annotation mixed with a teacher's opinion on words and on the annotated quotations."""
    prepared = [prepare(article, own) for article, own in zip(articles, material, strict=True)]
    tagged = teacher.tag_all([taken(teacher, a, m).projected for a, m in zip(articles, material, strict=True)])
    views = teacher.attribute_all(
        [
            Tagged(states, [candidate for candidate, _ in own.candidates], own.words, own.ruled)
            for own, (_, states) in zip(prepared, tagged, strict=True)
        ]
    )
    for own, (tags, _), seen in zip(prepared, tagged, views, strict=True):
        own.tags = {name: ((1 - share) * own.tags[name] + share * tags[name]).astype(np.float32) for name in LAYERS}
        own.candidates = [
            (candidate, mixed(gold, view, share)) for (candidate, gold), view in zip(own.candidates, seen, strict=True)
        ]
    return prepared


def understood(
    teachers: Committee, judge: Judge, articles: Sequence[GoldArticle], material: Sequence[Material]
) -> list[Prepared]:
    """Articles without annotation as the teachers understand them; long ones and such as hardly quote are left out."""
    read = [taken(teachers, article, own) for article, own in zip(articles, material, strict=True)]
    out = []
    for article, own, before, (proposals, said) in zip(articles, material, read, propose(teachers, read), strict=True):
        drafts = judged(judge, before, proposals, said)
        if len(article.words) > _LONGEST or len(drafts) < _LEAST * len(article.words):
            continue
        prepared = prepare(annotated(article, drafts), own)
        prepared.tags = teachers.tag_all([before.projected])[0][0]
        prepared.candidates = [
            (p.candidate, p.view) for p in proposals if judge.exists.chance(p.evidence) >= KEPT[p.candidate.direct]
        ]
        out.append(prepared)
    return out
