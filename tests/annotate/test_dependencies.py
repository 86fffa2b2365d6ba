"""Questions to trees that are built by hand: what a predicted tree answers can only be as good as these."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc, Token

from lesart.annotate import dependencies

Row = tuple[str, str, str, int, str]
VOCAB = spacy.blank("de").vocab


def tree(*rows: Row) -> Doc:
    """Rows of form, part of speech, morphology, head (from 1, 0 the root) and relation."""
    heads = [i if head == 0 else head - 1 for i, (_, _, _, head, _) in enumerate(rows)]
    return Doc(
        VOCAB,
        words=[row[0] for row in rows],
        pos=[row[1] for row in rows],
        morphs=[row[2] for row in rows],
        heads=heads,
        deps=[row[4] for row in rows],
    )


@pytest.fixture
def passive() -> Doc:
    """Two coordinated passives, the second without a subject of its own."""
    return tree(
        ("Drei", "NUM", "", 2, "nummod"),
        ("Soldaten", "NOUN", "Case=Nom|Number=Plur", 7, "nsubj:pass"),
        ("seien", "AUX", "Mood=Sub|VerbForm=Fin", 7, "aux:pass"),
        ("von", "ADP", "", 6, "case"),
        ("der", "DET", "Case=Dat", 6, "det"),
        ("Armee", "NOUN", "", 7, "obl"),
        ("angegriffen", "VERB", "VerbForm=Part", 0, "root"),
        ("und", "CCONJ", "", 9, "cc"),
        ("getötet", "VERB", "VerbForm=Part", 7, "conj"),
        ("worden", "AUX", "VerbForm=Part", 9, "aux:pass"),
        (".", "PUNCT", "", 7, "punct"),
    )


@pytest.fixture
def separable() -> Doc:
    """ "Baku lehnte den Vorschlag ab, den Moskau gemacht hatte." """
    return tree(
        ("Baku", "PROPN", "Case=Nom", 2, "nsubj"),
        ("lehnte", "VERB", "Mood=Ind|VerbForm=Fin", 0, "root"),
        ("den", "DET", "Case=Acc", 4, "det"),
        ("Vorschlag", "NOUN", "", 2, "obj"),
        ("ab", "ADP", "", 2, "compound:prt"),
        (",", "PUNCT", "", 9, "punct"),
        ("den", "PRON", "Case=Acc|PronType=Rel", 9, "obj"),
        ("Moskau", "PROPN", "Case=Nom", 9, "nsubj"),
        ("gemacht", "VERB", "VerbForm=Part", 4, "acl:relcl"),
        ("hatte", "AUX", "Mood=Ind|VerbForm=Fin", 9, "aux"),
        (".", "PUNCT", "", 2, "punct"),
    )


def text(token: Token | None) -> str | None:
    return None if token is None else token.text


def test_a_passive_has_who_undergoes_it_and_its_agent(passive: Doc) -> None:
    assert text(dependencies.subject_of(passive[6])) == "Soldaten"
    assert text(dependencies.agent_of(passive[2])) == "Armee"
    phrase = dependencies.verb_phrase(passive[2])
    assert phrase.passive
    assert phrase.mood == "Sub"
    assert text(phrase.lexical) == "angegriffen"
    assert [t.text for t in phrase.tokens] == ["seien", "angegriffen"]


def test_a_second_conjunct_shares_the_subject(passive: Doc) -> None:
    assert text(dependencies.subject_of(passive[8])) == "Soldaten"
    assert dependencies.subject_of(passive[8], shared=False) is None


def test_an_active_verb_has_no_agent(separable: Doc) -> None:
    assert dependencies.agent_of(separable[1]) is None
    assert not dependencies.is_passive(separable[1])


def test_objects_come_with_the_case_of_their_article(separable: Doc) -> None:
    (found,) = dependencies.objects_of(separable[1])
    assert (text(found.token), found.case, found.preposition) == ("Vorschlag", "Acc", None)


def test_the_separated_particle_belongs_to_its_verb(separable: Doc) -> None:
    phrase = dependencies.verb_phrase(separable[4])
    assert (text(phrase.lexical), text(phrase.prefix), text(phrase.finite)) == ("lehnte", "ab", "lehnte")


def test_a_clause_without_and_with_what_is_embedded(separable: Doc) -> None:
    assert [t.text for t in dependencies.clause_tokens(separable[0])] == [
        "Baku",
        "lehnte",
        "den",
        "Vorschlag",
        "ab",
        ".",
    ]
    assert dependencies.clause_span(separable[0]).text == "Baku lehnte den Vorschlag ab , den Moskau gemacht hatte"
    assert dependencies.clause_span(separable[9]).text == "den Moskau gemacht hatte"


def test_the_finite_verb_that_governs_a_word(separable: Doc) -> None:
    assert text(dependencies.governing_verb(separable[7])) == "hatte"
    assert text(dependencies.governing_verb(separable[2])) == "lehnte"


def test_a_noun_with_what_hangs_from_it(separable: Doc) -> None:
    assert dependencies.subtree_span(separable[3]).text == "den Vorschlag ab , den Moskau gemacht hatte"


def test_an_infinitive_is_done_by_whom_the_main_verb_addresses() -> None:
    doc = tree(
        ("Paris", "PROPN", "Case=Nom", 2, "nsubj"),
        ("fordert", "VERB", "VerbForm=Fin", 0, "root"),
        ("Ankara", "PROPN", "Case=Acc", 2, "obj"),
        ("auf", "ADP", "", 2, "compound:prt"),
        (",", "PUNCT", "", 7, "punct"),
        ("abzulassen", "VERB", "VerbForm=Inf", 2, "xcomp"),
        (".", "PUNCT", "", 2, "punct"),
    )
    assert text(dependencies.subject_of(doc[5])) == "Ankara"
    assert [t.text for t in dependencies.content_clauses(doc[1])] == ["abzulassen"]


def test_a_fragment_has_no_verb() -> None:
    doc = tree(("Neue", "ADJ", "", 2, "amod"), ("Gefechte", "NOUN", "", 0, "root"))
    assert dependencies.governing_verb(doc[0]) is None
    assert dependencies.subject_of(doc[1]) is None


def test_all_conjuncts_from_any_of_them() -> None:
    doc = tree(
        ("Baku", "PROPN", "", 0, "root"),
        (",", "PUNCT", "", 3, "punct"),
        ("Eriwan", "PROPN", "", 1, "conj"),
        ("und", "CCONJ", "", 5, "cc"),
        ("Moskau", "PROPN", "", 3, "conj"),
    )
    assert [t.text for t in dependencies.coordinated(doc[4])] == ["Baku", "Eriwan", "Moskau"]
