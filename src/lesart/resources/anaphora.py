"""Nouns by which an article names bodies and takes up what it has named before (`lexicons/de/anaphora.yaml`)."""

from __future__ import annotations

import functools

from pydantic import BaseModel, ConfigDict

from lesart.resources.files import load_yaml


class AnaphoraFile(BaseModel):
    """The file as it stands."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    origin: str
    licence: str
    persons: frozenset[str]
    others: frozenset[str]
    bodies: dict[str, frozenset[str]]
    called: tuple[str, ...]
    papers: frozenset[str]


@functools.cache
def anaphora() -> AnaphoraFile:
    """The nouns of the package; read once a process."""
    return load_yaml("lexicons/de/anaphora.yaml", AnaphoraFile)
