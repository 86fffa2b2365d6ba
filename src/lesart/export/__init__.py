"""The record as files for other programs (JSON lines, CSV, PLOVER, UCDP and ACLED shapes) and for reading (HTML): one file of code a format."""

from __future__ import annotations

from lesart.export import acled, csv, html, jsonl, plover, ucdp

__all__ = ["acled", "csv", "html", "jsonl", "plover", "ucdp"]
