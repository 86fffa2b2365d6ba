"""Mentions of persons, bodies, places and groups: named, nominal and pronominal (`lesart_entities`)."""

from __future__ import annotations

from spacy.language import Language

from lesart.annotate.entities.component import EntityComponent
from lesart.annotate.entities.hints import Hints
from lesart.annotate.entities.recogniser import WEIGHTS, Recogniser
from lesart.resources.files import data_path

__all__ = ["EntityComponent", "Hints", "make"]


@Language.factory("lesart_entities", assigns=["doc._.mentions"])
def make(nlp: Language, name: str) -> EntityComponent:
    """The component with the data of the package."""
    return EntityComponent(recogniser=Recogniser.load(data_path(WEIGHTS)))
