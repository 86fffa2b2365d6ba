"""What lexicon, knowledge base and rules say of each token, as columns for the trained recogniser.

The shared encoder knows words by their pieces and neighbours; these columns tell it what it cannot know: that a
word is a given name, that three tokens are an organisation of the knowledge base, that the rules see a person here.
"""

from __future__ import annotations

import functools
import re
import zlib

import numpy as np
import numpy.typing as npt

from lesart.annotate.entities.persons import find_persons
from lesart.annotate.entities.words import Word, Words
from lesart.resources.gazetteers import Place

_KINDS = ("state", "capital", "seat", "adjective", "demonym", "organisation", "person", "place", "town")
_SORTS = ("office", "person", "organisation", "group", "place", "source")
_SHAPES = 16
_FLAGS = _SHAPES + 2 * len(_KINDS) + len(_SORTS) + 3
_BUCKETS = 256
COLUMNS = _FLAGS + _BUCKETS
_BIG = 100_000
_GEOGRAPHIC = frozenset({"COU", "GEB", "STD", "GEO", "WAT", "MOU"})
_MIXED = re.compile(r"[^\W\d_]*[a-zäöüß][A-ZÄÖÜ]")


def flags(words: Words) -> npt.NDArray[np.float32]:
    """One row a token, `COLUMNS` wide."""
    table = np.zeros((len(words), COLUMNS), dtype=np.float32)
    quoted = _quoted(words)
    for word in words.words:
        row = table[word.index]
        row[list(_buckets(word.text))] = 1
        row[:_SHAPES] = _shape(words, word, quoted=word.index in quoted)
        _mark_hit(row[_SHAPES : _SHAPES + 2 * len(_KINDS)], word)
        if word.noun is not None:
            row[_SHAPES + 2 * len(_KINDS) + _SORTS.index(word.noun.sort)] = 1
    for found in find_persons(words):
        first, last = words.index_over(found.start), words.index_over(found.end - 1)
        table[first, _FLAGS - 3] = 1
        table[first + 1 : last + 1, _FLAGS - 2] = 1
        table[first : last + 1, _FLAGS - 1] = found.rank / 100
    return table


@functools.lru_cache(maxsize=65_536)
def _buckets(text: str) -> tuple[int, ...]:
    """Hashed letter trigrams: what names of towns, of Russians or of parties look like ("-hausen", "-owa")."""
    padded = f"^{text.lower()}$"
    grams = {padded[i : i + 3] for i in range(len(padded) - 2)} | {"4" + padded[-5:], "3" + padded[:4]}
    return tuple(_FLAGS + zlib.crc32(gram.encode("utf-8")) % _BUCKETS for gram in grams)


def _shape(words: Words, word: Word, *, quoted: bool) -> list[float]:
    analyses = words.lexicon.analyses(word.text)
    names = [a for a in analyses if a.pos == "EIG"]
    last = word.text.rsplit("-", 1)[-1]
    return [
        word.capital,
        word.text.isupper() and len(word.text) > 1,
        word.first,
        any(c.isdigit() for c in word.text),
        "-" in word.text,
        word.initial,
        word.known,
        word.common,
        bool(names),
        any(a.values(*_GEOGRAPHIC) for a in names),
        word.given is not None and word.capital,
        word.text in words.nouns.titles,
        quoted,
        bool(_MIXED.match(word.text)),
        "-" in word.text and any(a.pos == "SUB" for a in words.lexicon.analyses(last)),
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
