"""The record as files for programs (JSON lines, CSV, PLOVER, UCDP, ACLED) and for reading (HTML): a file a format."""

from __future__ import annotations

from lesart.export import acled, csv, html, jsonl, plover, ucdp

__all__ = ["acled", "csv", "html", "jsonl", "plover", "ucdp"]
