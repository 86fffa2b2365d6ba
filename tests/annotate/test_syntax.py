"""The grammar component on German sentences of our own, with the weights that ship."""

from __future__ import annotations

import pytest
from spacy.language import Language
from spacy.tokens import Doc

import lesart.annotate.encoder
import lesart.annotate.sentences
import lesart.annotate.syntax  # noqa: F401
from lesart.annotate import dependencies, extensions
from lesart.annotate.tokens import blank


@pytest.fixture(scope="module")
def nlp() -> Language:
    extensions.register()
    pipeline = blank()
    for name in ("lesart_sentences", "lesart_encoder"):
        pipeline.add_pipe(name)
    return pipeline


@pytest.fixture(scope="module")
def parse(nlp: Language) -> Language:
    if "lesart_syntax" not in nlp.pipe_names:
        nlp.add_pipe("lesart_syntax")
    return nlp


ODD_TEXTS = [
    "",
    " ",
    "\n\n",
    "Ja",
    "  Erste Zeile\n\n\tZweite Zeile.  Dritte?  ",
    "„Wir gehen“, sagte sie. „Sofort!“\n\nDann ging sie.\n",
    "LAGE IM GRENZGEBIET WEITER ANGESPANNT",
    "😀 🙂 ++ 12:30 ++ -- ### \u200b x",
    "Wort " * 700,
    "The meeting ended without a result.",
]


@pytest.mark.parametrize("text", ODD_TEXTS)
def test_trees_lie_in_sentences_and_leave_them_as_they_were(parse: Language, text: str) -> None:
    with parse.select_pipes(disable=["lesart_syntax"]):
        before = [(s.start, s.end) for s in parse(text).sents]
    doc = parse(text)
    assert doc.text == text
    assert [(s.start, s.end) for s in doc.sents] == before
    for sentence in doc.sents:
        assert all(sentence.start <= token.head.i < sentence.end for token in sentence)
        words = [token for token in sentence if not token.is_space]
        assert sum(token.head.i == token.i for token in words) == (1 if words else 0)


def test_white_space_has_no_relation(parse: Language) -> None:
    doc = parse("Ein Satz.\n\nNoch ein  Satz.")
    spaces = [token for token in doc if token.is_space]
    assert spaces
    assert {(token.pos_, token.dep_, str(token.morph)) for token in spaces} == {("SPACE", "", "")}


def found(doc: Doc, form: str) -> int:
    return next(token.i for token in doc if token.text == form)


def test_who_does_what_to_whom(parse: Language) -> None:
    doc = parse("Die Regierung verurteilte am Montag den Angriff der Rebellen.")
    verb = doc[found(doc, "verurteilte")]
    assert verb.pos_ == "VERB"
    subject = dependencies.subject_of(verb)
    assert subject is not None
    assert subject.text == "Regierung"
    assert [(a.token.text, a.case) for a in dependencies.objects_of(verb)] == [("Angriff", "Acc")]


def test_an_object_before_the_verb(parse: Language) -> None:
    doc = parse("Den Vorschlag lehnte der Minister ab.")
    phrase = dependencies.verb_phrase(doc[found(doc, "lehnte")])
    assert [token.text for token in phrase.tokens] == ["lehnte", "ab"]
    subject = dependencies.subject_of(phrase.lexical)
    assert subject is not None
    assert subject.text == "Minister"


def test_a_passive_and_its_agent(parse: Language) -> None:
    doc = parse("Zwei Soldaten wurden von der Armee verletzt.")
    verb = doc[found(doc, "verletzt")]
    agent = dependencies.agent_of(verb)
    assert dependencies.is_passive(verb)
    assert agent is not None
    assert agent.text == "Armee"


def test_moods(parse: Language) -> None:
    doc = parse("Der Sprecher sagte, die Lage sei ruhig.")
    assert doc[found(doc, "sagte")].morph.get("Mood") == ["Ind"]
    assert doc[found(doc, "sei")].morph.get("Mood") == ["Sub"]
    assert dependencies.clause_span(doc[found(doc, "sei")]).text == "die Lage sei ruhig"
