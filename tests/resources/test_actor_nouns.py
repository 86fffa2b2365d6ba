from __future__ import annotations

import pytest

from lesart.resources.actor_nouns import ActorNouns, actor_nouns


@pytest.fixture(scope="module")
def nouns() -> ActorNouns:
    return actor_nouns()


@pytest.mark.parametrize(
    ("word", "sort", "base"),
    [
        ("Außenministern", "office", "außenminister"),
        ("De-facto-Verteidigungsministerium", "organisation", "ministerium"),
        ("Friedenstruppen", "group", "friedenstruppen"),
        ("Bereitschaftspolizisten", "person", "polizist"),
        ("Anwältin", "office", "anwalt"),
        ("Abgeordneten", "office", "abgeordneter"),
        ("Vorsitzende", "office", "vorsitzender"),
        ("Medienberichten", "source", "medienbericht"),
    ],
)
def test_compounds_are_found_by_their_last_part(nouns: ActorNouns, word: str, sort: str, base: str) -> None:
    noun = nouns.lookup(word)
    assert noun is not None
    assert (noun.sort, noun.base) == (sort, base)


@pytest.mark.parametrize("word", ["Export", "Durchführung", "Waffenstillstand", "Mannschaft", "Sport", "Krieg"])
def test_look_alikes_are_no_actors(nouns: ActorNouns, word: str) -> None:
    assert nouns.lookup(word) is None


def test_offices_have_codes_and_feminines_are_the_same_office(nouns: ActorNouns) -> None:
    king, queen = nouns.lookup("Präsident"), nouns.lookup("Präsidentin")
    assert king is not None
    assert queen is not None
    assert king.office == queen.office == "head-of-state"
    assert queen.genders == {"FEM"}


def test_number_comes_from_the_lexicon(nouns: ActorNouns) -> None:
    noun = nouns.lookup("Behörden")
    assert noun is not None
    assert noun.numbers == {"PLU"}


def test_unknown_compounds_of_known_words_are_words(nouns: ActorNouns) -> None:
    assert nouns.is_compound("Friedensgespräche")
    assert not nouns.is_compound("Paschinjan")
