"""The record as files for other programs (JSON lines, CSV) and for reading (HTML): one file of code a format."""

from __future__ import annotations

from lesart.export import csv, html, jsonl

__all__ = ["csv", "html", "jsonl"]
