"""Turns without quotation marks: interviews and labelled headlines, and what looks like them."""

from __future__ import annotations

import pytest
from spacy.language import Language

from lesart.annotate.clauses import clauses
from lesart.annotate.quotations.drafts import Draft
from lesart.annotate.quotations.turns import turns, with_turns
from lesart.annotate.quotations.words import Words, from_doc
from lesart.schema import Mention
from lesart.schema.readings import MentionType

INTERVIEW = """Ein Gespräch mit der Hafenmeisterin Ilse Brandt

Frage: Wann läuft die Fähre wieder?
Brandt: Das hängt vom Wetter ab. Wir warten.
Frage: Und wenn der Sturm bleibt?
Brandt: Dann fährt niemand.
"""


def found(nlp: Language, text: str, names: dict[str, MentionType]) -> tuple[Words, list[Draft]]:
    """The turns of a text in which the names (form to type) are named mentions wherever they stand."""
    doc = nlp.make_doc(text)
    for name, component in nlp.pipeline:
        if name == "lesart_sentences":
            doc = component(doc)
    mentions: list[Mention] = []
    for form, kind in names.items():
        at = text.find(form)
        while at >= 0:
            mentions.append(Mention(f"m{len(mentions)}", at, at + len(form), form, kind, "named", "e1"))
            at = text.find(form, at + 1)
    words = from_doc(doc)
    return words, turns(words, clauses(doc), mentions)


def wording(numbers: tuple[int, ...], words: Words) -> str:
    return words.text[words.starts[numbers[0]] : words.ends[numbers[-1]]]


def test_an_interview(by_rule: Language) -> None:
    words, drafts = found(by_rule, INTERVIEW, {"Brandt": "PER"})
    assert [(d.type, wording(d.speaker, words), wording(d.content, words)) for d in drafts] == [
        ("direct", "Brandt", "Das hängt vom Wetter ab. Wir warten."),
        ("direct", "Brandt", "Dann fährt niemand."),
    ]


def test_a_headline(by_rule: Language) -> None:
    words, (draft,) = found(
        by_rule, "Brandt: Hafen bleibt offen\n\nDer Sturm hat sich gelegt, so Brandt.", {"Brandt": "PER"}
    )
    assert (draft.type, wording(draft.content, words), wording(draft.speaker, words)) == (
        "indirect",
        "Hafen bleibt offen",
        "Brandt",
    )


@pytest.mark.parametrize(
    "text",
    [
        "Aldorf: Drei Verletzte werden versorgt\n\nDer Sturm hat sich gelegt.",  # a place
        "Brandt: Hafen bleibt offen\n\nDer Sturm hat sich gelegt.",  # nobody whom the report knows
        "Brandt: Ein Porträt\n\nSie wurde in Aldorf geboren.",  # says nothing
        "Foto: Aldorfer Bote\nFoto: Brandt\nFoto: Hafenamt\n",  # one label, nobody named by it
        "Der Sturm traf\nBrandt: Sie floh.",  # in the midst of a paragraph, with a final stop
        "Frage: Wann? Antwort: Bald.",
    ],
)
def test_no_turns(by_rule: Language, text: str) -> None:
    assert found(by_rule, text, {"Brandt": "PER", "Aldorf": "LOC"})[1] == []


def test_what_is_read_already_is_not_read_twice(by_rule: Language) -> None:
    _, drafts = found(by_rule, INTERVIEW, {"Brandt": "PER"})
    assert with_turns(drafts, drafts) == drafts
