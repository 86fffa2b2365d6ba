"""Exports: which format is written by which room, whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from lesart.errors import ArgumentError
from lesart.export import acled, csv, html, jsonl, plover, ucdp
from lesart.schema.records import Record
from lesart.workflow.dossier import Dossier

WRITERS: Mapping[str, Callable[[Record, Path], tuple[Path, ...]]] = {
    "jsonl": jsonl.write,
    "csv": csv.write,
}
CONFIGURED = {"html": html.write, "plover": plover.write, "ucdp": ucdp.write, "acled": acled.write}
"""Formats that show the dossier's policy for names, or its coordinates and states."""
FORMATS = (*WRITERS, *CONFIGURED)


def export(dossier: Dossier, form: str, output: Path) -> tuple[Path, ...]:
    """Writes the dossier's record in a format; the files written. Raises ArgumentError or ExportError."""
    if form in CONFIGURED:
        return CONFIGURED[form](dossier.record(), output, configuration=dossier.configuration())
    if form not in WRITERS:
        raise ArgumentError(f"“{form}” is no export format.", way_out=f"Choose one of: {', '.join(FORMATS)}.")
    return WRITERS[form](dossier.record(), output)
