"""Measures of chains against examples counted by hand."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lesart.metrics.coreference import GoldMention, align, score_chains

# The example of Luo (2005), figure 1: three chains, of which a system joins the second and the third
GOLD = [[1, 2, 3, 4, 5], [6, 7], [8, 9, 10, 11, 12]]
JOINED = [[1, 2, 3, 4, 5], [6, 7, 8, 9, 10, 11, 12]]


def test_the_example_of_luo() -> None:
    score = score_chains(GOLD, JOINED)
    assert (score.muc.precision, score.muc.recall) == (9 / 10, 1.0)  # one link of ten is wrong
    assert score.b_cubed.precision == pytest.approx((5 + 2 * 2 / 7 + 5 * 5 / 7) / 12)
    assert score.b_cubed.recall == 1.0
    paired = 1 + 2 * 5 / 12  # the joined chain is paired with the longer of the two
    assert score.ceaf_e.precision == pytest.approx(paired / 2)
    assert score.ceaf_e.recall == pytest.approx(paired / 3)


def test_mentions_that_only_one_side_has() -> None:
    score = score_chains([["a", "b", "c"]], [["a", "b", "x"]])
    assert (score.muc.precision, score.muc.recall) == (1 / 2, 1 / 2)
    assert score.b_cubed.precision == pytest.approx((2 / 3 + 2 / 3 + 0) / 3)
    assert score.b_cubed.recall == pytest.approx((2 / 3 + 2 / 3 + 0) / 3)
    assert score.ceaf_e.f1 == pytest.approx(2 / 3)


def test_nothing_found_and_nothing_to_find() -> None:
    assert score_chains(GOLD, []).conll == 0.0
    assert score_chains([], JOINED).conll == 0.0


def test_articles_are_summed_before_a_figure_is_taken() -> None:
    total = score_chains([["a", "b"]], [["a", "b"]]) + score_chains([["c", "d", "e"]], [])
    assert total.muc.recall == 1 / 3
    assert total.b_cubed.recall == 2 / 5
    assert total.ceaf_e.recall == 1 / 2


chains = st.lists(st.integers(0, 3), min_size=1, max_size=9).map(
    lambda homes: [[m for m, h in enumerate(homes) if h == home] for home in sorted(set(homes))]
)


@given(chains, chains)
def test_exchanging_the_sides_exchanges_precision_and_recall(one: list[list[int]], two: list[list[int]]) -> None:
    there, back = score_chains(one, two), score_chains(two, one)
    for a, b in ((there.muc, back.muc), (there.b_cubed, back.b_cubed), (there.ceaf_e, back.ceaf_e)):
        assert a.precision == pytest.approx(b.recall)
        assert a.recall == pytest.approx(b.precision)


@given(chains)
def test_the_gold_itself_is_perfect(one: list[list[int]]) -> None:
    score = score_chains(one, one)
    assert score.b_cubed.f1 == pytest.approx(1.0)
    assert score.ceaf_e.f1 == pytest.approx(1.0)


@given(chains, chains)
def test_the_pairing_of_chains_is_the_best_of_all(one: list[list[int]], two: list[list[int]]) -> None:
    short, long = sorted((one, two), key=len)
    every = (
        sum(2 * len(set(a) & set(b)) / (len(a) + len(b)) for a, b in zip(short, order, strict=True))
        for order in itertools.permutations(long, len(short))
    )
    assert score_chains(one, two).ceaf_e.right_gold == pytest.approx(max(every))


# "die Sprecherin des Vereins Anna Ott": 4-14 Sprecherin, 19-26 Vereins, 27-35 Anna Ott
SPEAKER = GoldMention(4, 14, 4, 14, "ott", optional=True)
CLUB = GoldMention(19, 26, 19, 26, "verein")
NAME = GoldMention(27, 35, 32, 35, "ott")


def test_a_phrase_stands_for_its_first_head_and_not_for_what_hangs_on_it() -> None:
    assert align([SPEAKER, CLUB, NAME], [(0, 26), (19, 26), (27, 35)]) == [0, 1, 2]


def test_a_title_with_the_name_stands_for_the_name() -> None:
    assert align([SPEAKER, CLUB, NAME], [(4, 35)]) == [2]


def test_of_two_spans_for_one_mention_the_exact_one_has_it() -> None:
    assert align([CLUB], [(15, 26), (19, 26)]) == [None, 0]


def test_a_span_without_a_head_stands_for_nothing() -> None:
    assert align([NAME], [(27, 31)]) == [None]
