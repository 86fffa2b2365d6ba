"""German or not."""

from __future__ import annotations

import pytest

from lesart.ingest.language import language_code, language_of

GERMAN = "Die Minister trafen sich am Dienstag in Genf und sprachen über die Rückkehr der Gefangenen."
OTHERS = {
    "en": "The ministers met in Geneva on Tuesday and talked about the return of the prisoners and the border.",
    "fr": "Les ministres se sont réunis mardi à Genève et ont parlé du retour des prisonniers et de la frontière.",
    "nl": "De ministers kwamen dinsdag in Genève bijeen en spraken over de terugkeer van de gevangenen en de grens.",
    "ru": "Министры встретились во вторник в Женеве и говорили о возвращении пленных и о границе между странами.",
}


def test_german() -> None:
    assert language_of(GERMAN) == "de"
    assert language_of("Fünf Tote") == "de"
    assert language_of("") == "de"


@pytest.mark.parametrize("code", OTHERS)
def test_other_languages_are_said(code: str) -> None:
    assert language_of(OTHERS[code]) == code


@pytest.mark.parametrize(
    ("stated", "code"),
    [("de", "de"), ("de_AT", "de-AT"), ("DEU", "de"), ("en", "en"), ("German", None), ("", None), (None, None)],
)
def test_a_stated_language_counts_if_it_is_a_code(stated: str | None, code: str | None) -> None:
    assert language_code(stated) == code


def test_german_with_long_foreign_quotations_is_german() -> None:
    assert language_of(f"{GERMAN} „{OTHERS['en']}“, sagte er. {GERMAN}") == "de"
