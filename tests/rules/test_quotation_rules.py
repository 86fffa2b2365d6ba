"""Runs the examples of the quotation rules: `yes` must fire, `no` must not, `span` must cut exactly."""

from __future__ import annotations

import functools

import pytest
from spacy.language import Language

from lesart.annotate.clauses import clauses
from lesart.annotate.extensions import register
from lesart.annotate.quotations.catalogue import SpanExample, catalogue
from lesart.annotate.quotations.drafts import Draft, runs
from lesart.annotate.quotations.reporting import reporting_words
from lesart.annotate.quotations.rules import RuleReader
from lesart.annotate.quotations.words import Words, from_doc
from lesart.annotate.tokens import blank

RULES = catalogue().rules


@functools.cache
def pipeline() -> Language:
    register()
    nlp = blank()
    nlp.add_pipe("lesart_sentences")
    return nlp


def read(text: str) -> tuple[Words, list[Draft]]:
    doc = pipeline()(text)
    words = from_doc(doc)
    return words, RuleReader(words, clauses(doc), reporting_words()).read()


def wording(numbers: tuple[int, ...], words: Words) -> str:
    return " … ".join(words.text[words.starts[first] : words.ends[end - 1]] for first, end in runs(numbers))


@pytest.mark.parametrize(("rule", "text"), [(r.name, text) for r in RULES for text in r.yes])
def test_yes(rule: str, text: str) -> None:
    assert rule in {draft.rule for draft in read(text)[1]}


@pytest.mark.parametrize(("rule", "text"), [(r.name, text) for r in RULES for text in r.no])
def test_no(rule: str, text: str) -> None:
    assert rule not in {draft.rule for draft in read(text)[1]}


@pytest.mark.parametrize(("rule", "example"), [(r.name, example) for r in RULES for example in r.span])
def test_span(rule: str, example: SpanExample) -> None:
    words, drafts = read(example.text)
    found = [(wording(d.content, words), wording(d.speaker, words), d.type) for d in drafts if d.rule == rule]
    assert (example.content, example.speaker, example.type) in found
