"""The judge of candidates: its file fits its figures, and it leans the way it should."""

from __future__ import annotations

import numpy as np
import pytest

from lesart.annotate.quotations.drafts import Draft
from lesart.annotate.quotations.judge import KEPT, evidence, judge, ruled_direct
from lesart.annotate.quotations.network import MARKS, MEDIA, POINTERS, TYPES, Attribution
from lesart.annotate.quotations.windows import Candidate

WORDS = 12
CONTENT = (4, 5, 6, 7)


def figures(*, said: float, kind: str = "indirect", ruled: tuple[Draft, ...] = ()) -> dict[str, float]:
    """The figures of a candidate whose words are held for said with this chance."""

    def tags(chance: float) -> dict[str, np.ndarray]:
        rows = np.tile(np.array([1 - chance, chance / 3, chance / 3, chance / 3], dtype=np.float32), (WORDS, 1))
        rows[[i for i in range(WORDS) if i not in CONTENT]] = (0.97, 0.01, 0.01, 0.01)
        return {"direct": rows, "rest": rows}

    view = Attribution(
        list(range(WORDS)),
        {name: np.eye(WORDS + 1, dtype=np.float32)[0] for name in POINTERS},
        {name: np.eye(WORDS, dtype=np.float32)[2] for name in MARKS},
        np.eye(len(TYPES), dtype=np.float32)[TYPES.index(kind)],
        np.eye(len(MEDIA), dtype=np.float32)[0],
    )
    candidate = Candidate(CONTENT, kind == "direct")
    return evidence(candidate, said, view, tags(said), ruled)


@pytest.mark.parametrize("kind", TYPES)
def test_every_figure_has_its_weight(kind: str) -> None:
    names = set(figures(said=0.9, kind=kind))
    assert names == set(judge().exists.weights) == set(judge().right.weights)


def test_surer_is_likelier() -> None:
    sure = judge().exists.chance(figures(said=0.95))
    torn = judge().exists.chance(figures(said=0.3))
    assert sure > KEPT[False] > torn


def test_a_clause_in_marks_that_a_rule_reads_is_guaranteed() -> None:
    rule = Draft("direct", "speech", CONTENT, rule="marks", confidence=0.94)
    assert ruled_direct(Candidate(CONTENT, True), [rule])
    assert not ruled_direct(Candidate(CONTENT, False), [rule])
    assert not ruled_direct(Candidate((4,), True), [Draft("direct", "speech", (7, 8, 9))])
