"""Blocks for comparing names: words that could be spellings of one another share a key."""

from __future__ import annotations

import re

from lesart.resources.names import readings

_WORD = re.compile(r"[^\W\d_]+")
_VOWEL = re.compile(r"[aeiouy]")


def words(name: str) -> list[str]:
    """The words of a name; hyphens divide, since outlets set them differently."""
    return _WORD.findall(name)


def sounds(word: str) -> tuple[str, ...]:
    """The consonants of every way to read the word, in a fixed order: what the name matcher never lets differ."""
    return tuple(sorted({_VOWEL.sub("", reading) for reading in readings(word)}))
