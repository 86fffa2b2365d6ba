"""The ingest room: files, folders, pages and lines of JSON become articles, one at a time."""

from __future__ import annotations

from lesart.ingest.articles import articles
from lesart.ingest.dates import read_outlets, read_published_table
from lesart.ingest.files import Skipped

__all__ = ["Skipped", "articles", "read_outlets", "read_published_table"]
