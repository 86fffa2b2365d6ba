"""What takes up a name: appositions, generic nouns, groups, short forms, pronouns with their verb's number."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc
from tests.annotate.coreference.conftest import Reader

from lesart.annotate.coreference.trees import Trees
from lesart.annotate.pipeline import annotate, build
from lesart.annotate.tokens import blank


def test_a_noun_before_a_name_in_quotation_marks_is_the_name(reader: Reader) -> None:
    found = reader.read("Die Hilfsorganisation „Blaues Band“ klagt. Die Organisation nannte keine Zahlen.")
    assert found["Blaues Band"][0] == found["Hilfsorganisation"][0] == found["Organisation"][0]


def test_words_in_quotation_marks_are_no_name_of_the_opposition(reader: Reader) -> None:
    found = reader.read("Er warf der Opposition „Feigheit vor dem Volk“ vor.")
    assert "Feigheit vor dem Volk" not in found


def test_a_paper_is_called_after_its_town(reader: Reader) -> None:
    found = reader.read("Das sagte sie den Buxtehuder Nachrichten. Auch die Norddeutsche Rundschau fragte.")
    assert found["Buxtehuder Nachrichten"][0].type == "organisation"
    assert found["Norddeutsche Rundschau"][0].type == "organisation"


def test_a_court_is_the_same_in_the_genitive(reader: Reader) -> None:
    found = reader.read("Der Verein „Grüne Ufer“ klagte. Der Chef des Vereins „Grünes Ufer“ schwieg.")
    assert found["Grüne Ufer"][0] == found["Grünes Ufer"][0]


def test_a_group_is_taken_up_by_its_noun_and_another_is_not(reader: Reader) -> None:
    found = reader.read("An Bord waren 103 Passagiere. Die Passagiere blieben ruhig. Andere Passagiere warteten.")
    assert found["103 Passagiere"][0] == found["Passagiere"][0]
    assert found["Andere Passagiere"][0] != found["Passagiere"][0]


def test_someone_behind_a_comma_is_the_one_before_it(reader: Reader) -> None:
    found = reader.read("Das sagte Anna Berger, einer ehemaligen Abgeordneten, niemand. Sie ging.")
    assert found["Sie"][0] == found["Anna Berger"][0]
    assert found["Anna Berger"][0].role is not None


def test_two_capitals_with_a_slash_stay_two_and_two_names_of_a_place_do_not(reader: Reader) -> None:
    found = reader.read("Baku/Eriwan. Gekämpft wurde bei Chodschawand/Martuni.")
    assert found["Baku"][0] != found["Eriwan"][0]
    assert found["Chodschawand"][0] == found["Martuni"][0]


def test_a_possessive_is_no_relative_and_takes_up_the_report_s_issuer(reader: Reader) -> None:
    found = reader.read("Die Kommission legte einen Bericht vor. Der Bericht der Kommission ist lang.")
    documents = {e.name: e for es in found.values() for e in es if e.type == "other"}
    assert any(e.on_behalf_of == found["Kommission"][0].id for e in documents.values())


def test_an_adjective_of_a_town_is_nobody(reader: Reader) -> None:
    found = reader.read("Vor dem Berliner Rathaus stand ein Berliner.")
    assert [e.name for e in found.get("Berliner", [])] != []
    assert len(found["Berliner"]) == 1


def parsed(words: list[str], heads: list[int], relations: list[str], morphs: list[str]) -> Trees:
    """Trees of a sentence given by hand."""
    tags = ["VERB" if relation == "root" else "NOUN" for relation in relations]
    return Trees(Doc(blank().vocab, words=words, heads=heads, deps=relations, morphs=morphs, pos=tags))


def test_the_verb_tells_whether_she_or_they_are_meant() -> None:
    one = parsed(["sie", "ging"], [1, 1], ["nsubj", "root"], ["", "Mood=Ind|Number=Sing|VerbForm=Fin"])
    many = parsed(["sie", "gingen"], [1, 1], ["nsubj", "root"], ["", "Mood=Ind|Number=Plur|VerbForm=Fin"])
    assert one.verb_number(0, 3) == "SIN"
    assert many.verb_number(0, 3) == "PLU"
    assert many.verb_number(4, 10) is None


def test_the_later_part_of_a_name_stands_where_the_name_does() -> None:
    trees = parsed(["Anna", "Berger", "schwieg"], [2, 0, 2], ["nsubj", "flat:name", "root"], ["", "", ""])
    assert trees.function(5, 11) == "subject"
    assert trees.function(0, 11) == "subject"


def test_a_predicate_noun_has_the_subject_beside_it_unless_it_is_denied() -> None:
    words, heads = ["Berger", "ist", "Ärztin"], [2, 2, 2]
    trees = parsed(words, heads, ["nsubj", "cop", "root"], ["", "", ""])
    subject = trees.subject_of_predicate(11, 17)
    assert subject is not None
    assert subject.text == "Berger"
    denied = parsed(["Berger", "ist", "nicht", "Ärztin"], [3, 3, 3, 3], ["nsubj", "cop", "advmod", "root"], [""] * 4)
    assert denied.subject_of_predicate(17, 23) is None


def test_without_trees_nothing_is_said() -> None:
    trees = Trees(Doc(blank().vocab, words=["Berger", "schwieg"]))
    assert trees.head(0, 6) is None
    assert trees.function(0, 6) == "other"
    assert trees.verb_number(0, 6) is None


@pytest.mark.parametrize(
    ("text", "mention", "issuer"),
    [
        ("Nach Polizeiangaben kamen 400 Menschen.", "Polizeiangaben", "Polizei"),
        ("Nach UN-Schätzungen starben 400 Menschen.", "UN-Schätzungen", "Vereinte Nationen"),
        ("Nach Medienberichten starben 400 Menschen.", "Medienberichten", None),
        ("Nach indischen Angaben starben 400 Menschen.", "indischen Angaben", "Indien"),
        ("Nach indischen Medienberichten starben 400 Menschen.", "indischen Medienberichten", None),
    ],
)
def test_who_stands_behind_something_said(text: str, mention: str, issuer: str | None) -> None:
    doc = annotate(build(), text, published=None)
    entities = {entity.id: entity for entity in doc._.entities}
    (said,) = [m for m in doc._.mentions if m.text.startswith(mention)]
    assert said.entity is not None
    behind = entities[said.entity].on_behalf_of
    assert (behind and entities[behind].name) == issuer


def test_the_army_is_not_the_army_of_rebels(reader: Reader) -> None:
    found = reader.read("Die Rebellenarmee griff an. Die Armee schwieg.")
    assert found["Armee"][0] != found["Rebellenarmee"][0]


def test_a_noun_is_nobody_from_another_sentence_while_one_of_its_own_may_be_meant(reader: Reader) -> None:
    found = reader.read("Anna Berger klagte. Das Militär stürzte Clara Huber und nahm die Politikerin fest.")
    assert "Politikerin" not in found or found["Politikerin"][0] != found["Anna Berger"][0]


@pytest.mark.parametrize(
    ("text", "later", "name"),
    [
        (
            "Außenminister Dominique de Rivaulin mahnte. Das sagte de Rivaulin in Kiel.",
            "de Rivaulin",
            "Dominique de Rivaulin",
        ),
        ("Der französische Außenminister Jean Rivaulin mahnte. Der Franzose will Zeit.", "Franzose", "Jean Rivaulin"),
        ("Der Deutsche Wolkendienst (DWD) warnt. Das teilte der DWD mit.", "DWD", "Deutsche Wolkendienst"),
        ("Die Deutsche Uferhilfe (DUH) klagt. Die DUH sagte das.", "DUH", "Deutsche Uferhilfe"),
    ],
)
def test_the_same_under_a_shorter_name(text: str, later: str, name: str) -> None:
    doc = annotate(build(), text, published=None)
    entities = {entity.id: entity.name for entity in doc._.entities}
    last = [mention for mention in doc._.mentions if mention.text == later][-1]
    assert entities[last.entity] == name


@pytest.mark.parametrize(
    ("text", "later", "name"),
    [
        ("SPD-Chef Jan Falk verteidigte den Plan. Das sei hart, so der Parteichef.", "Parteichef", "Jan Falk"),
        ("Klubchef Jan Falk verteidigte den Plan. Das sei hart, so der Parteichef.", "Parteichef", "Parteichef"),
        ("Heike Lorenz verlor. Sie trage Schuld, sagte die 51-Jährige.", "51-Jährige", "Heike Lorenz"),
    ],
)
def test_who_is_taken_up(text: str, later: str, name: str) -> None:
    doc = annotate(build(), text, published=None)
    entities = {entity.id: entity.name for entity in doc._.entities}
    last = [mention for mention in doc._.mentions if mention.text == later][-1]
    assert entities[last.entity] == name
