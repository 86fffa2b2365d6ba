"""A publication date is taken from a text only where the text shows it."""

from __future__ import annotations

from datetime import date

import pytest

from lesart.annotate.times import publication_date


@pytest.mark.parametrize(
    "text",
    [
        "Jerewan, 27. Juni 2023 (dpa) – Die Außenminister trafen sich.",
        "Gespräche in Genf\n\nStand: 27.06.2023, 18:00 Uhr\n\nDie Minister trafen sich.",
        "Gespräche in Genf\n\n27. Juni 2023\n\nDie Minister trafen sich.",
        "Von unserer Redaktion | Veröffentlicht am 27.06.2023\n\nDie Minister trafen sich.",
        "Gespräche in Genf\n\nDienstag, 27. Juni 2023\nDie Minister trafen sich.",
        "Die Minister trafen sich.\n\nZuletzt aktualisiert: 27.06.2023",
    ],
)
def test_a_dateline_or_mark_shows_it(text: str) -> None:
    assert publication_date(text) == date(2023, 6, 27)


@pytest.mark.parametrize(
    "text",
    [
        "Das Abkommen vom 9. November 2020 gilt weiter.",
        "Am 27. Juni 2023 trafen sich die Minister in Genf.",
        "Am 27. Juni trafen sie sich.",
        "Der Krieg endete am 9. November 2020, so der Minister.",
        "Stand: 27.06.2023\n\nText\n\nStand: 28.06.2023",
        "Nach dem Stand vom 31. Februar 2023 ist alles offen.",
        "",
    ],
)
def test_a_date_of_the_story_does_not(text: str) -> None:
    assert publication_date(text) is None
