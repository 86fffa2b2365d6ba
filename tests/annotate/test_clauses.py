"""Clauses that once went wrong: dashes, adjectives that no lexicon knows, participles that look like finite forms."""

from __future__ import annotations

import importlib

import pytest

from lesart.annotate.clauses import Clause, Syntax, analyse
from lesart.annotate.extensions import register
from lesart.annotate.tokens import blank
from lesart.resources.lexicon import german


def analysed(text: str) -> Syntax:
    register()
    importlib.import_module("lesart.annotate.sentences")  # registers its factory
    nlp = blank()
    nlp.add_pipe("lesart_sentences")
    return analyse(nlp(text), german())


def with_verb(syntax: Syntax, lemma: str) -> Clause:
    (clause,) = [c for c in syntax.clauses if any(v.lemma == lemma for v in c.verbs)]
    return clause


def phrase(syntax: Syntax, number: int | None) -> str:
    assert number is not None
    found = syntax.phrases[number]
    return " ".join(word.text for word in syntax.words[found.start : found.end])


def test_a_lone_dash_parts_a_headline() -> None:
    syntax = analysed("Schüsse im Norden – Minister und Rebellen beschuldigen sich gegenseitig")
    clause = with_verb(syntax, "beschuldigen")
    assert phrase(syntax, clause.subject) == "Minister"
    assert "Schüsse" not in {syntax.words[i].text for i in clause.tokens}


@pytest.mark.parametrize(
    "text",
    [
        "Der Minister – er war gerade in Wien – erklärte den Verzicht.",
        "Der Minister – ein Freund des Kanzlers – erklärte den Verzicht.",
        "Der Minister – anders als der Kanzler – erklärte den Verzicht.",
    ],
)
def test_two_dashes_hold_an_insertion(text: str) -> None:
    syntax = analysed(text)
    clause = with_verb(syntax, "erklären")
    assert phrase(syntax, clause.subject) == "Der Minister"
    assert [phrase(syntax, n) for n in clause.objects] == ["den Verzicht"]


def test_an_adjective_that_no_lexicon_knows_stays_in_its_phrase() -> None:
    syntax = analysed("Unter Vermittlung des walachotischen Präsidenten Ott trafen sich die Gegner.")
    texts = [phrase(syntax, n) for n in range(len(syntax.phrases))]
    assert any(text.startswith("des walachotischen Präsidenten") for text in texts)


def test_a_participle_before_worden_is_one() -> None:
    syntax = analysed("In dem Ort sollen Hunderte Menschen ermordet worden sein.")
    (verb,) = with_verb(syntax, "ermorden").verbs
    assert verb.passive
    assert verb.modal == "sollen"


@pytest.mark.parametrize(
    ("text", "lemma", "subjects"),
    [
        (
            "Am Montag sagten die Armee unter General Ott und die Miliz zu, zu gehen.",
            "zusagen",
            ["die Armee", "die Miliz"],
        ),
        ("Der Präsident der Republik und die Regierung berieten.", "beraten", ["Der Präsident", "die Regierung"]),
        (
            "Gestern trafen sich der Minister der Türkei und der Präsident.",
            "treffen",
            ["der Minister", "der Präsident"],
        ),
        ("Nach Angaben der Polizei und des Ministers starben zwei Menschen.", "sterben", ["zwei Menschen"]),
    ],
)
def test_subjects_joined_across_an_attribute(text: str, lemma: str, subjects: list[str]) -> None:
    syntax = analysed(text)
    subject = with_verb(syntax, lemma).subject
    assert subject is not None
    assert [phrase(syntax, n) for n in syntax.coordinated(subject)] == subjects


@pytest.mark.parametrize(
    ("text", "word", "cls"),
    [
        ("Sie leben seit Jahren im Exil.", "seit", "preposition"),
        ("Seit Beginn der Kämpfe schweigt er.", "Seit", "preposition"),
        ("Seit der Präsident geflohen ist, herrscht Ruhe.", "Seit", "subordinator"),
        ("Das gilt bis zum Abend.", "bis", "preposition"),
        ("Er wartet, bis die Polizei kommt.", "bis", "subordinator"),
        ("Während des Krieges flohen viele.", "Während", "preposition"),
        ("Während die Armee vorrückte, flohen viele.", "Während", "subordinator"),
        ("Baku – Nach den Gefechten schwieg er.", "Nach", "preposition"),
        ("Genf (dpa) - Die Armee schwieg.", "Die", "article"),
        ("Baku – Gefechte dauern an.", "Gefechte", "noun"),
    ],
)
def test_words_of_two_classes(text: str, word: str, cls: str) -> None:
    assert [w.cls for w in analysed(text).words if w.text == word] == [cls]
