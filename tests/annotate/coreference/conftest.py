"""Mentions and entities of a text by the components of the package, without trained parts."""

from __future__ import annotations

from datetime import date

import pytest
from spacy.language import Language

from lesart.annotate.coreference import CoreferenceComponent
from lesart.annotate.entities import EntityComponent
from lesart.annotate.sentences import make as make_sentences
from lesart.annotate.tokens import blank
from lesart.schema import Entity


class Reader:
    """Mentions and entities of a text, by the components of the package."""

    def __init__(self) -> None:
        self.nlp: Language = blank()
        self.steps = (make_sentences(self.nlp, "sentences"), EntityComponent(), CoreferenceComponent())

    def read(self, text: str, *, published: date | None = None) -> dict[str, list[Entity]]:
        """For each mention's wording the entities that it stands for, in order."""
        doc = self.nlp.make_doc(text)
        doc._.published = published
        for step in self.steps:
            doc = step(doc)
        entities = {e.id: e for e in doc._.entities}
        found: dict[str, list[Entity]] = {}
        for mention in doc._.mentions:
            if mention.entity is not None:
                found.setdefault(mention.text, []).append(entities[mention.entity])
        return found


@pytest.fixture(scope="package")
def reader() -> Reader:
    return Reader()
