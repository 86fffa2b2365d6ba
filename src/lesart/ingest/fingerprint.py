"""A fingerprint of an article's wording, by which copies and near copies are recognised later.

Agencies' reports are reprinted with small changes. `exact` is equal for texts that differ only in white space, case,
punctuation and marks; `near` is a simhash (Charikar 2002) over shingles of three words, 64 bits in hexadecimal: the
number of bits in which two of them differ grows with the share of shingles that differ.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass

import numpy

SHINGLE = 3
BITS = 64
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """Two numbers written as hexadecimal strings; they fit into any store and compare without the text."""

    exact: str
    near: str
    words: int


def fingerprint(text: str) -> Fingerprint:
    """The fingerprint of a text; every text has one, also an empty one."""
    words = _WORD.findall(unicodedata.normalize("NFKC", text).replace("\u00ad", "").casefold())
    exact = hashlib.sha256(" ".join(words).encode("utf-8", "replace")).hexdigest()[:32]
    shingles = {" ".join(words[i : i + SHINGLE]) for i in range(max(1, len(words) - SHINGLE + 1))}
    return Fingerprint(exact, f"{_simhash(shingles):016x}", len(words))


def _simhash(shingles: set[str]) -> int:
    digests = b"".join(
        hashlib.blake2b(shingle.encode("utf-8", "replace"), digest_size=BITS // 8).digest() for shingle in shingles
    )
    bits = numpy.unpackbits(numpy.frombuffer(digests, dtype=numpy.uint8).reshape(-1, BITS // 8), axis=1)
    majority = bits.sum(axis=0, dtype=numpy.int64) * 2 > len(shingles)
    return int.from_bytes(numpy.packbits(majority).tobytes(), "big")


def differing_bits(left: str, right: str) -> int:
    """In how many of the 64 bits two `near` values differ: 0 for the same wording, about 32 for unrelated texts."""
    return (int(left, 16) ^ int(right, 16)).bit_count()
