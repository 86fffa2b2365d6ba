"""Cutting words into subwords."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lesart.ml.subwords import UNKNOWN, SubwordVocabulary

PIECES = [
    "<unk>",
    "<s>",
    "</s>",
    "▁",
    "▁Waffen",
    "still",
    "stand",
    "▁Waffenstill",
    "s",
    "t",
    "a",
    "n",
    "d",
    "W",
    "f",
    "e",
]
SCORES = [0.0, 0.0, 0.0, -6.0, -3.0, -3.0, -3.0, -9.0, -5.0, -5.0, -5.0, -5.0, -5.0, -5.0, -5.0, -5.0]


def vocabulary() -> SubwordVocabulary:
    return SubwordVocabulary(PIECES, SCORES)


def spelt(ids: tuple[int, ...]) -> list[str]:
    return [PIECES[i] for i in ids]


def test_likeliest_path_wins_over_the_longest_piece() -> None:
    assert spelt(vocabulary().cut("Waffenstillstand")) == ["▁Waffen", "still", "stand"]


def test_a_word_glued_to_its_neighbour_has_no_blank() -> None:
    assert spelt(vocabulary().cut("stand", after_blank=False)) == ["stand"]
    assert spelt(vocabulary().cut("stand")) == ["▁", "stand"]


def test_characters_outside_the_vocabulary_are_unknown_one_by_one() -> None:
    assert vocabulary().cut("日本", after_blank=False) == (UNKNOWN, UNKNOWN)


@given(st.text(max_size=200))
def test_every_string_has_pieces(word: str) -> None:
    assert len(vocabulary().cut(word)) >= 1
