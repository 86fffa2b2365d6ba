"""What stage two is to say of a quotation: annotation, teacher, both."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("torch", reason="training needs torch")

from lesart.annotate.quotations.network import MARKS, MEDIA, POINTERS, TYPES, Attribution
from lesart.annotate.quotations.windows import AFTER, BEFORE, Candidate
from lesart.training.quotations.corpus import GoldQuotation
from lesart.training.quotations.views import annotated_view, mixed, through

SIZE = 300
CONTENT = (150, 151, 152)


def gold(speaker: tuple[int, ...]) -> GoldQuotation:
    return GoldQuotation("indirect", "speech", CONTENT, speaker, (145,), (144, 145), ())


def view(speaker: tuple[int, ...]) -> Attribution:
    return annotated_view(Candidate(CONTENT, False), gold(speaker), SIZE)


def test_the_annotation_points_at_both_ends_of_the_longest_run() -> None:
    seen = view((130, 140, 141, 142))
    places = [seen.window[int(seen.pointers[name].argmax())] for name in POINTERS[:2]]
    assert places == [140, 142]
    assert [word for word, chance in zip(seen.window, seen.marks["frame"], strict=True) if chance] == [144, 145]
    assert TYPES[int(seen.types.argmax())] == "indirect"


def test_nobody_stands_behind_the_window_and_who_is_outside_is_not_known() -> None:
    assert view(()).pointers["speaker-start"].argmax() == len(view(()).window)
    assert view((CONTENT[0] - BEFORE - 5,)).pointers["speaker-start"].sum() == 0


def test_through_another_window_the_same_words_are_meant() -> None:
    moved = through(view((140, 141)), list(range(139, CONTENT[-1] + AFTER)))
    assert moved.window[int(moved.pointers["speaker-start"].argmax())] == 140
    assert moved.pointers["speaker-start"].sum() == 1
    outside = through(view((140, 141)), list(range(141, 170)))
    assert outside.pointers["speaker-start"].sum() == 0


def test_an_opinion_counts_by_its_share_and_says_nothing_where_the_annotation_is_silent() -> None:
    both = mixed(view((140,)), view((130,)), 0.25)
    chances = both.pointers["speaker-start"]
    assert chances[both.window.index(140)] == pytest.approx(0.75)
    assert chances[both.window.index(130)] == pytest.approx(0.25)
    assert mixed(view((3,)), view((130,)), 0.25).pointers["speaker-start"].sum() == 0


def test_a_view_has_every_part() -> None:
    seen = view((140,))
    assert (set(seen.pointers), set(seen.marks)) == (set(POINTERS), set(MARKS))
    assert np.isclose(seen.media.sum(), 1)
    assert MEDIA[int(seen.media.argmax())] == "speech"
