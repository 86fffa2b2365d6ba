"""Doc → Reading: the last room that knows spaCy."""

from __future__ import annotations

from lesart.extract.reading import extract, unread

__all__ = ["extract", "unread"]
