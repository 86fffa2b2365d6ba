"""What can say where, and what cannot."""

from __future__ import annotations

import pytest

from lesart.resources.place_nouns import place_nouns


@pytest.mark.parametrize(
    ("wording", "says_where"),
    [
        ("Tiflis", True),
        ("die Grenzregion", True),
        ("mehreren Dörfern", True),
        ("Osten", True),
        ("Obersteg", True),
        ("Kraft", False),
        ("Gefangenschaft", False),
        ("Lesart", False),
        ("", False),
    ],
)
def test_words_of_place(wording: str, says_where: bool) -> None:
    assert place_nouns().is_where(wording) is says_where
