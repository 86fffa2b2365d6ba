"""What lexicon, knowledge base and rules say of each token, as columns for the trained recogniser.

The shared encoder knows words by their pieces and neighbours; these columns tell it what it cannot know: that a
word is a given name, that three tokens are an organisation of the knowledge base, that the rules see a person here.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from lesart.annotate.entities.persons import find_persons
from lesart.annotate.entities.words import Word, Words
from lesart.resources.files import read_tsv
from lesart.resources.gazetteers import Place
from lesart.resources.lexicon import Lexicon

_KINDS = ("state", "capital", "seat", "adjective", "demonym", "organisation", "person", "place", "town")
_SORTS = ("office", "person", "organisation", "group", "place", "source")
_NAME_CLASSES = ("STD", "COU", "GEB", "PER")
_SHAPES = 16
COLUMNS = _SHAPES + 2 * len(_KINDS) + len(_SORTS) + len(_NAME_CLASSES) + 2 + 3
_BIG = 100_000
_GEOGRAPHIC = frozenset({"COU", "GEB", "STD", "GEO", "WAT", "MOU"})
_PART = re.compile(r"\w+(?:[-’'./]\w+)*\.?|[^\w\s]")
_MIXED = re.compile(r"[^\W\d_]*[a-zäöüß][A-ZÄÖÜ]")


def flags(words: Words) -> npt.NDArray[np.float32]:
    """One row a token, `COLUMNS` wide."""
    table = np.zeros((len(words), COLUMNS), dtype=np.float32)
    quoted = _quoted(words)
    for word in words.words:
        row = table[word.index]
        form = _spelling(words.lexicon, word.text)
        row[:_SHAPES] = _shape(words, word, form, quoted=word.index in quoted)
        _mark_hit(row[_SHAPES : _SHAPES + 2 * len(_KINDS)], word)
        if word.noun is not None:
            row[_SHAPES + 2 * len(_KINDS) + _SORTS.index(word.noun.sort)] = 1
        row[-5 - len(_NAME_CLASSES) : -5] = form.name_classes
    for first, behind in _familiar(words):
        table[first, -5] = 1
        table[first + 1 : behind, -4] = 1
    for found in find_persons(words):
        first, last = words.index_over(found.start), words.index_over(found.end - 1)
        table[first, -3] = 1
        table[first + 1 : last + 1, -2] = 1
        table[first : last + 1, -1] = found.rank / 100
    return table


@functools.cache
def _familiar_organisations() -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """Names of organisations everybody knows, longest first, by their first word."""
    found: dict[str, set[tuple[str, ...]]] = {}
    for _, names in read_tsv("gazetteers/familiar_organisations.tsv"):
        for name in names.split(";"):
            parts = tuple(_PART.findall(name))
            found.setdefault(parts[0], set()).add(parts)
    return {first: tuple(sorted(rest, key=len, reverse=True)) for first, rest in found.items()}


def _familiar(words: Words) -> list[tuple[int, int]]:
    """Stretches of words (from, up to) that are a familiar organisation; a single one may have a genitive s."""
    listed, found, at = _familiar_organisations(), [], 0
    texts = [word.text for word in words.words]
    while at < len(texts):
        bare = texts[at].removesuffix("s")
        size = next((len(p) for p in listed.get(texts[at], ()) if tuple(texts[at : at + len(p)]) == p), 0)
        size = size or int((bare,) in listed.get(bare, ()))
        if size:
            found.append((at, at + size))
        at += size or 1
    return found


@dataclass(frozen=True, slots=True)
class _Spelling:
    """What a form says whatever stands around it."""

    capitals: bool
    digits: bool
    hyphen: bool
    named: bool
    geographic: bool
    mixed: bool
    compound: bool
    """Whether a noun of the lexicon stands behind its last hyphen."""
    name_classes: tuple[bool, ...]
    """What kind of proper name the lexicon calls the form: a town, a state, a region, another."""


@functools.lru_cache(maxsize=20_000)  # news repeats its words
def _spelling(lexicon: Lexicon, form: str) -> _Spelling:
    names = [a for a in lexicon.analyses(form) if a.pos == "EIG"]
    classes = {c for a in names for c in a.values(*_NAME_CLASSES)}
    last = form.rsplit("-", 1)[-1]
    return _Spelling(
        form.isupper() and len(form) > 1,
        any(c.isdigit() for c in form),
        "-" in form,
        bool(names),
        any(a.values(*_GEOGRAPHIC) for a in names),
        bool(_MIXED.match(form)),
        "-" in form and any(a.pos == "SUB" for a in lexicon.analyses(last)),
        tuple(name in classes for name in _NAME_CLASSES),
    )


def _shape(words: Words, word: Word, form: _Spelling, *, quoted: bool) -> list[float]:
    return [
        word.capital,
        form.capitals,
        word.first,
        form.digits,
        form.hyphen,
        word.initial,
        word.known,
        word.common,
        form.named,
        form.geographic,
        word.given is not None and word.capital,
        word.text in words.nouns.titles,
        quoted,
        form.mixed,
        form.compound,
        word.hit is not None and word.hit.joined,
    ]


def _mark_hit(row: npt.NDArray[np.float32], word: Word) -> None:
    if word.hit is None:
        return
    inside = int(word.start > word.hit.start)
    for ref in word.hit.refs:
        kind = str(ref.kind)
        if isinstance(ref.entry, Place) and ref.entry.population < _BIG and ref.entry.kind == "city":
            kind = "town"
        row[2 * _KINDS.index(kind) + inside] = 1


def _quoted(words: Words) -> set[int]:
    """Indices of words between quotation marks that close within six words: titles and nicknames."""
    inside: set[int] = set()
    opened: int | None = None
    for word in words.words:
        if word.text in ('"', "„", "“", "”", "»", "«", "'", "‚", "‘", "’"):
            if opened is not None and word.index - opened <= 7:
                inside.update(range(opened + 1, word.index))
                opened = None
            else:
                opened = word.index
    return inside
