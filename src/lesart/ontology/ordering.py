"""The one order of articles: by date, then id, so that no result depends on the order of input."""

from __future__ import annotations

from collections.abc import Sequence

from lesart.schema import Reading

SortKey = tuple[str, str, int]
UNDATED = "9999-99-99"


def in_order(readings: Sequence[Reading]) -> tuple[Reading, ...]:
    """The readings by publication date (undated last), then id, each article once."""
    unique = {reading.document.id: reading for reading in readings}
    return tuple(sorted(unique.values(), key=lambda r: (r.document.published or UNDATED, r.document.id)))
