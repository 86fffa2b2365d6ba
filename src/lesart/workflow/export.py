"""Exports: which format is written by which room, whole or not at all."""

from __future__ import annotations

from pathlib import Path

from lesart.errors import ArgumentError
from lesart.workflow.dossier import Dossier

FORMATS = ("jsonl", "csv", "html")


def export(dossier: Dossier, form: str, output: Path) -> tuple[Path, ...]:
    """Writes the dossier's record in a format; the files written. Raises ArgumentError or ExportError."""
    if form not in FORMATS:
        raise ArgumentError(f"“{form}” is no export format.", way_out=f"Choose one of: {', '.join(FORMATS)}.")
    raise NotImplementedError
