"""Coreference inside an article: mentions to chains, chains to entities with names, roles and links."""

from __future__ import annotations

from spacy.language import Language

from lesart.annotate.coreference.component import CoreferenceComponent

__all__ = ["CoreferenceComponent", "make"]


@Language.factory("lesart_coreference", requires=["doc._.mentions"], assigns=["doc._.entities"])
def make(nlp: Language, name: str) -> CoreferenceComponent:
    """The component with the data of the package."""
    return CoreferenceComponent()
