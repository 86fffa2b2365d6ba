"""The component alone in a blank pipeline, and what it takes from components before it."""

from __future__ import annotations

from datetime import date

import spacy
from spacy.tokens import Doc

import lesart.annotate.times  # noqa: F401  registers the factory
from lesart.schema import Boilerplate


def annotate(text: str, published: date | None = date(2023, 6, 28)) -> Doc:
    nlp = spacy.blank("de")
    nlp.add_pipe("lesart_times")
    doc = nlp.make_doc(text)
    doc._.published = published
    return nlp(doc)


def test_it_works_alone() -> None:
    doc = annotate("Am 27. Juni begannen die Gespräche. Sie dauern bis zum 29. Juni.")
    assert [(time.id, time.text, time.value) for time in doc._.times] == [
        ("t1", "27. Juni", "2023-06-27"),
        ("t2", "29. Juni", "2023-06-29"),
    ]


def test_it_keeps_to_the_sentences_that_are_set() -> None:
    nlp = spacy.blank("de")
    component = nlp.create_pipe("lesart_times")
    doc = nlp.make_doc("Wir sahen uns am 27. Juni kam er.")
    for token in doc:
        token.is_sent_start = token.text == "Juni" or token.i == 0
    found = component(doc)._.times
    assert "27. Juni" not in [time.text for time in found]


def test_it_leaves_boilerplate_out() -> None:
    nlp = spacy.blank("de")
    component = nlp.create_pipe("lesart_times")
    doc = nlp.make_doc("Am 27. Juni begannen die Gespräche. Stand: 3. Mai 2023")
    doc._.boilerplate = (Boilerplate(36, len(doc.text), "other"),)
    assert [time.text for time in component(doc)._.times] == ["27. Juni"]


def test_the_same_text_gives_the_same_times() -> None:
    text = "Am Montag und heute, drei Tage später, im Vorjahr."
    assert annotate(text)._.times == annotate(text)._.times
