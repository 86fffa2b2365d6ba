from __future__ import annotations

import pytest
from spacy.language import Language

from lesart.annotate.entities import EntityComponent
from lesart.annotate.entities.hints import Found
from lesart.annotate.sentences import make as make_sentences
from lesart.annotate.tokens import blank


@pytest.fixture(scope="module")
def nlp() -> Language:
    return blank()


@pytest.fixture(scope="module")
def component() -> EntityComponent:
    return EntityComponent()


def find(nlp: Language, component: EntityComponent, text: str) -> list[tuple[str, str, str]]:
    doc = make_sentences(nlp, "sentences")(nlp.make_doc(text))
    return [(text[m.start : m.end], m.type, m.kind) for m in component.find(doc)]


def first(nlp: Language, component: EntityComponent, text: str, wanted: str) -> Found:
    doc = make_sentences(nlp, "sentences")(nlp.make_doc(text))
    return next(m for m in component.find(doc) if text[m.start : m.end] == wanted)


def test_office_and_surname_and_the_surname_again(nlp: Language, component: EntityComponent) -> None:
    text = "Ministerpräsident Zerwenka sprach in Bonn. Später schwieg Zerwenka."
    found = find(nlp, component, text)
    assert found.count(("Zerwenka", "PER", "named")) == 2
    assert ("Bonn", "LOC", "named") in found


def test_a_long_apposition_gives_the_person_a_role(nlp: Language, component: EntityComponent) -> None:
    text = "Die außenpolitische Sprecherin der Fraktion im Landtag, Anna Ottersbach, widersprach."
    person = first(nlp, component, text, "Anna Ottersbach")
    assert person.hints.role is not None
    assert person.hints.role.startswith("außenpolitische Sprecherin")


def test_a_role_is_given_in_the_nominative(nlp: Language, component: EntityComponent) -> None:
    person = first(nlp, component, "Er traf den georgischen Präsidenten Lewan Beridse.", "Lewan Beridse")
    assert person.hints.role == "georgischer Präsident"
    assert (person.hints.office, person.hints.state) == ("head-of-state", "GE")


def test_compounds_are_no_names(nlp: Language, component: EntityComponent) -> None:
    found = find(nlp, component, "Die Friedensgespräche und Grenzfragen blieben offen.")
    assert not [f for f in found if f[2] == "named"]


@pytest.mark.parametrize(
    ("text", "phrase", "type_"),
    [
        ("Zwei türkische Soldaten starben.", "Zwei türkische Soldaten", "PER"),
        (
            "Laut dem De-facto-Innenministerium von Abchasien blieb es ruhig.",
            "De-facto-Innenministerium von Abchasien",
            "ORG",
        ),
        ("Russische Friedenstruppen zogen ab.", "Russische Friedenstruppen", "ORG"),
        ("Ein Sprecher der Polizei schwieg.", "Sprecher der Polizei", "PER"),
        ("Nach einem Bericht der Kommission fehlt Geld.", "Bericht der Kommission", "OTH"),
        ("Das Verkehrs- und Bauministerium schwieg.", "Verkehrs- und Bauministerium", "ORG"),
        ("Die Kämpfe überraschten viele Soldaten.", "viele Soldaten", "PER"),
    ],
)
def test_nominal_mentions(nlp: Language, component: EntityComponent, text: str, phrase: str, type_: str) -> None:
    assert (phrase, type_, "nominal") in find(nlp, component, text)


def test_the_adjective_gives_the_state(nlp: Language, component: EntityComponent) -> None:
    assert first(nlp, component, "Die georgische Führung schwieg.", "georgische Führung").hints.state == "GE"


def test_pronouns_address_and_article_are_told_apart(nlp: Language, component: EntityComponent) -> None:
    found = find(nlp, component, "Er sagte, dass sie kommen. Der Minister blieb.")
    assert [f[0] for f in found if f[2] == "pronoun"] == ["Er", "sie"]


def test_an_abbreviation_in_brackets_and_its_long_name(nlp: Language, component: EntityComponent) -> None:
    found = find(nlp, component, "Das forderte der Bund Freier Angler (BFA) am Abend.")
    assert ("Bund Freier Angler", "ORG", "named") in found
    assert ("BFA", "ORG", "named") in found


def test_an_empty_text_has_no_mentions(nlp: Language, component: EntityComponent) -> None:
    assert find(nlp, component, "") == []


def test_mentions_cut_their_own_wording(nlp: Language, component: EntityComponent) -> None:
    text = "\n\nDer „Sender“ meldete: Moskau\u00a0schweigt … Präsident\tAlijew auch.\r\n"
    doc = component(make_sentences(nlp, "sentences")(nlp.make_doc(text)))
    assert doc._.mentions
    for mention in doc._.mentions:
        assert text[mention.start : mention.end] == mention.text


def test_a_town_s_adjective_gives_the_state_and_does_not_decline(nlp: Language, component: EntityComponent) -> None:
    phrase = first(nlp, component, "Kiewer Behörden warnten die Moskauer Regierung.", "Kiewer Behörden")
    assert phrase.hints.state == "UA"
    phrase = first(nlp, component, "Kiewer Behörden warnten die Moskauer Regierung.", "Moskauer Regierung")
    assert phrase.hints.state == "RU"
