"""Words for violence that has two sides by itself ("Gefechte", "Schusswechsel"), against what one side does."""

from __future__ import annotations

import functools
from collections.abc import Iterable

from pydantic import BaseModel, ConfigDict

from lesart.resources.files import load_yaml


class FightingFile(BaseModel):
    """`lexicons/de/fighting.yaml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    origin: str
    licence: str
    words: list[str]


@functools.cache
def _words() -> tuple[str, ...]:
    return tuple(word.casefold() for word in load_yaml("lexicons/de/fighting.yaml", FightingFile).words)


def means_fighting(lemmas: Iterable[str]) -> bool:
    """Whether one of the base forms of a word names fighting; a compound counts by its last part."""
    return any(lemma.casefold().endswith(_words()) for lemma in lemmas)
