"""What is kept of the rules' names where the recogniser says something else, or nothing (the sentences are made up)."""

from __future__ import annotations

import pytest

from lesart.annotate.entities.component import given_names
from lesart.annotate.entities.hints import Found, Hints, PartialName
from lesart.annotate.entities.merging import settle_names
from lesart.annotate.entities.words import Words
from lesart.annotate.pipeline import annotate, build
from lesart.annotate.tokens import blank
from lesart.resources.actor_nouns import actor_nouns
from lesart.resources.gazetteers import gazetteers
from lesart.resources.lexicon import german

TEXT = "Anton Zelmarek redete. Minister Lawrow schwieg. Zelmareks Rede war kurz. Bonn blieb still."


@pytest.fixture(scope="module")
def words() -> Words:
    doc = blank()(TEXT)
    return Words(doc, lexicon=german(), nouns=actor_nouns(), knowledge=gazetteers(), given_names=given_names())


def name(form: str, evidence: str, type_: str = "PER") -> Found:
    start = TEXT.index(form)
    return Found(start, start + len(form), type_, "named", 58, Hints(evidence=evidence))


FULL, KNOWN, SHORT = name("Anton Zelmarek", "given-name"), name("Lawrow", "office"), name("Zelmareks", "surname")
SEEN = [name("Anton Zelmarek", "recognised"), name("Bonn", "recognised", "LOC")]


def kept(words: Words, by_rule: list[Found], recognised: list[Found], *partial: PartialName) -> set[str]:
    return {TEXT[f.start : f.end] for f in settle_names(words, by_rule, recognised, partial) if f.type == "PER"}


def test_a_surname_that_the_recogniser_overlooks_is_believed(words: Words) -> None:
    assert kept(words, [FULL, KNOWN, SHORT], SEEN) == {"Anton Zelmarek", "Lawrow", "Zelmareks"}


def test_a_surname_of_the_knowledge_base_gives_way_to_another_reading(words: Words) -> None:
    place = name("Lawrow", "recognised", "LOC")
    assert "Lawrow" not in kept(words, [FULL, KNOWN], [*SEEN, place])
    assert "Lawrow" not in kept(words, [FULL, KNOWN], SEEN, PartialName(KNOWN.start, KNOWN.end, "LOCderiv"))


def test_a_surname_of_somebody_named_in_full_does_not(words: Words) -> None:
    place = name("Zelmareks", "recognised", "LOC")
    assert "Zelmareks" in kept(words, [FULL, SHORT], [*SEEN, place])
    assert "Zelmareks" not in kept(words, [SHORT], [place])


def test_without_the_recogniser_the_rules_stand_alone(words: Words) -> None:
    assert kept(words, [FULL, KNOWN, SHORT], []) == {"Anton Zelmarek", "Lawrow", "Zelmareks"}


def test_a_state_and_a_place_beside_it_are_two_names() -> None:
    doc = annotate(build(), "Am Dienstag hatte Aserbaidschan Stepanakert beschossen.", published=None)
    assert {m.text for m in doc._.mentions if m.kind == "named"} == {"Aserbaidschan", "Stepanakert"}
