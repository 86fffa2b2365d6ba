"""Copied text: agency copies and shortened versions of one text, by shingles that both articles hold.

A sketch keeps the shingles whose hash is small (the "fraction" sketch that metagenomics calls FracMinHash: Irber et al.
2022), so that containment can be estimated and a short version of a long text is found, which plain MinHash misses.
Articles that share sketched shingles are then compared on all of them, boilerplate left out.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from hashlib import blake2b

from lesart.ontology.clusters import decided, pair
from lesart.ontology.ordering import in_order
from lesart.schema import Reading
from lesart.schema.links import Judgement, Link, Reason

BY = "lesart.resolve.reuse/1"
SHINGLE = 4
SAMPLE = 4
"""One shingle in so many is sketched; 200 words leave about 50, enough for any copy above the threshold to be found."""
COMMON = 40
"""A shingle in more articles than this is furniture of the outlet ("Mit Material der Agentur …"), not evidence."""
COPY = 0.5
"""Containment from which one text is a copy of the other; independent reports of one event stay below 0.1."""
PARTIAL = 0.3
FEWEST = 20
"""Shingles that the shorter text must have."""

_WORD = re.compile(r"\w+")


def link_copies(readings: Sequence[Reading], *, decisions: Sequence[Link] = ()) -> tuple[Link, ...]:
    """A link of kind `copy` for every copied pair (to the earliest article of each), `unsure` for partial reuse."""
    ordered = in_order(readings)
    shingles = [_shingles(reading) for reading in ordered]
    posted: dict[int, list[int]] = defaultdict(list)
    for number, row in enumerate(shingles):
        for shingle in row:
            if shingle % SAMPLE == 0:
                posted[shingle].append(number)
    shared: Counter[tuple[int, int]] = Counter()
    for numbers in posted.values():
        near = numbers[:COMMON]
        shared.update((near[0], other) for other in near[1:])
        shared.update(itertools.pairwise(near[1:]))
    judged = {pair(link.left, link.right) for link in decided(decisions, "copy")}
    links = []
    for (left, right), count in sorted(shared.items()):
        smaller = min(len(shingles[left]), len(shingles[right]))
        if smaller < FEWEST or count * SAMPLE < PARTIAL * smaller / 2:
            continue
        common = len(shingles[left] & shingles[right])
        containment = common / smaller
        names = pair(ordered[left].document.id, ordered[right].document.id)
        if containment < PARTIAL or names in judged:
            continue
        resemblance = common / (len(shingles[left]) + len(shingles[right]) - common)
        reasons = (
            Reason("containment", f"{containment:.0%} of the shorter text's wording", containment),
            Reason("resemblance", f"{resemblance:.0%} of both texts' wording", resemblance),
        )
        judgement: Judgement = "same" if containment >= COPY else "unsure"
        links.append(Link("copy", *names, judgement, round(containment, 4), reasons, by=BY))
    return tuple(links)


def _shingles(reading: Reading) -> frozenset[int]:
    text = reading.document.text
    for stretch in reading.boilerplate:
        text = text[: stretch.start] + " " * (stretch.end - stretch.start) + text[stretch.end :]
    row = [word.casefold() for word in _WORD.findall(text)]
    return frozenset(_hash(" ".join(row[at : at + SHINGLE])) for at in range(len(row) - SHINGLE + 1))


def _hash(shingle: str) -> int:
    return int.from_bytes(blake2b(shingle.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")
