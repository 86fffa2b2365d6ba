"""The whole pipeline, in the order in which each component finds what it needs.

Each component is also a spaCy factory of its own (see `[project.entry-points.spacy_factories]`), so that others can
put a single one into their pipeline.
"""

from __future__ import annotations

import importlib
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from lesart.annotate.extensions import register
from lesart.annotate.tokens import blank

MODULES = (
    "sentences",
    "boilerplate",
    "encoder",
    "syntax",
    "entities",
    "times",
    "coreference",
    "quotations",
    "events",
)
"""One phenomenon each; `lesart_<name>` is the factory in `lesart.annotate.<name>`."""


def build(*, lexicons: Sequence[str | Mapping[str, Any]] = ()) -> Language:
    """A blank German pipeline with every component; takes a second or two (it loads the models).

    `lexicons` are a user's own event words: paths of YAML files or what such files hold (see `lesart_events`).
    """
    register()
    nlp = blank()
    nlp.max_length = 10**9  # ingest sets the limit; a second one here would only be a traceback
    for name in MODULES:
        importlib.import_module(f"lesart.annotate.{name}")  # registers the factory
        settings = {"lexicons": list(lexicons)} if name == "events" else {}
        nlp.add_pipe(f"lesart_{name}", config=settings)
    return nlp


def annotate(nlp: Language, text: str, *, published: date | None) -> Doc:
    """The annotated Doc of one article's text; `doc.text == text` always holds."""
    doc = nlp.make_doc(text)
    doc._.published = published
    return nlp(doc)


def annotate_all(nlp: Language, articles: Sequence[tuple[str, date | None]]) -> list[Doc]:
    """The annotated Docs of several articles (text, publication date), which go through the networks together.

    None depends on the others. An error in one of them is an error of all: the caller may try them one by one.
    """
    docs = []
    for text, published in articles:
        doc = nlp.make_doc(text)
        doc._.published = published
        docs.append(doc)
    return list(nlp.pipe(docs, batch_size=max(len(docs), 1)))


class Pipeline:
    """The loaded pipeline, for rooms that need not know spaCy."""

    def __init__(self, *, lexicons: Sequence[str | Mapping[str, Any]] = ()) -> None:
        self._nlp = build(lexicons=lexicons)

    def use(self, lexicons: Sequence[str | Mapping[str, Any]]) -> None:
        """Takes up event words of the user's own, in place of those before; all else stays as it is loaded."""
        self._nlp.replace_pipe("lesart_events", "lesart_events", config={"lexicons": list(lexicons)})

    def annotate(self, text: str, *, published: date | None) -> Doc:
        """The annotated Doc of one article's text."""
        return annotate(self._nlp, text, published=published)

    def annotate_all(self, articles: Sequence[tuple[str, date | None]]) -> list[Doc]:
        """The annotated Docs of several articles (text, publication date)."""
        return annotate_all(self._nlp, articles)
