"""Docs in batches, for the components whose networks read several at once.

A component's `pipe` may hold back as many Docs as a batch has and no more, and gives them out in order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from spacy.tokens import Doc

TOGETHER = 12
"""Docs in a batch, if the caller names no other number: as many as an LSTM takes in one step (`lesart.ml.lstm`)."""


def batches(stream: Iterable[Doc], size: int) -> Iterator[list[Doc]]:
    """The Docs of a stream, so many at a time, in order; the last batch may be smaller."""
    docs = iter(stream)
    while batch := list(islice(docs, max(size, 1))):
        yield batch
