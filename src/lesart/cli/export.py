"""`lesart export`: the record as files for other programs and for reading."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from lesart.cli.console import say
from lesart.cli.options import DossierFile
from lesart.workflow import Dossier
from lesart.workflow.export import FORMATS, export


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("export")(command)


def command(
    dossier: DossierFile,
    form: Annotated[str, typer.Option("--format", help=f"One of: {', '.join(FORMATS)}.")],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="OUT", help="File or folder to write.")],
) -> None:
    """Export the record of a dossier."""
    with Dossier.open(dossier) as open_dossier:
        written = export(open_dossier, form, output)
    for path in written:
        say(f"Wrote {path}")
