"""Linking figures, against examples worked out by hand and the laws that hold for any grouping."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lesart.metrics.linking import b_cubed, pairwise

# a busy machine is no failure
CALM = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

GROUPS = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 3), min_size=1)


def test_worked_example() -> None:
    # gold {a b c} {d e}, found {a b} {c d e}: c is in the wrong company and left its own
    gold = {"a": 1, "b": 1, "c": 1, "d": 2, "e": 2}
    found = {"a": 1, "b": 1, "c": 2, "d": 2, "e": 2}
    score = b_cubed(gold, found)
    assert score.precision == pytest.approx((1 + 1 + 1 / 3 + 2 / 3 + 2 / 3) / 5)
    assert score.recall == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1 + 1) / 5)
    pairs = pairwise(gold, found)
    assert pairs.precision == pytest.approx(2 / 4)
    assert pairs.recall == pytest.approx(2 / 4)


@CALM
@given(GROUPS)
def test_a_grouping_is_perfect_against_itself(groups: dict[str, int]) -> None:
    for score in (b_cubed(groups, groups), pairwise(groups, groups)):
        assert score.precision == score.recall == 1.0


@CALM
@given(GROUPS, GROUPS)
def test_swapping_gold_and_found_swaps_precision_and_recall(one: dict[str, int], other: dict[str, int]) -> None:
    other = {name: other.get(name, 9) for name in one}
    there, back = b_cubed(one, other), b_cubed(other, one)
    assert there.precision == pytest.approx(back.recall)
    assert there.recall == pytest.approx(back.precision)


@CALM
@given(GROUPS)
def test_all_apart_is_never_wrong(groups: dict[str, int]) -> None:
    assert b_cubed(groups, {}).precision == 1.0
    assert pairwise(groups, {}).precision == 1.0
