"""A pipeline as far as quotations need it, with and without trained weights."""

from __future__ import annotations

import importlib

import pytest
from spacy.language import Language

from lesart.annotate.extensions import register
from lesart.annotate.tokens import blank


def _pipeline(*, rules_only: bool) -> Language:
    register()
    for name in ("sentences", "encoder", "quotations"):
        importlib.import_module(f"lesart.annotate.{name}")
    nlp = blank()
    nlp.add_pipe("lesart_sentences")
    if not rules_only:
        nlp.add_pipe("lesart_encoder")
    nlp.add_pipe("lesart_quotations", config={"rules_only": rules_only})
    return nlp


@pytest.fixture(scope="session")
def by_rule() -> Language:
    return _pipeline(rules_only=True)


@pytest.fixture(scope="session")
def trained() -> Language:
    return _pipeline(rules_only=False)
