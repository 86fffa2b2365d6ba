"""`lesart show`: the record as tables in the terminal."""

from __future__ import annotations

from typing import Annotated

import typer

from lesart.cli.options import DossierFile
from lesart.cli.tables import Kind, reading_tables, record_table
from lesart.errors import ArgumentError
from lesart.workflow import Dossier


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("show")(command)


def command(
    what: Annotated[Kind, typer.Argument(help="What to show.")],
    dossier: DossierFile,
    article: Annotated[
        str | None, typer.Option(metavar="ID", help="With `article`: which one (start of its id).")
    ] = None,
) -> None:
    """Show events, statements, agreements, actors, or what one article says."""
    with Dossier.open(dossier) as open_dossier:
        if what != "article" or article is None:
            record_table(open_dossier.record(), what)
            return
        ids = [card.id for card in open_dossier.record().articles if card.id.startswith(article)]
        if len(ids) != 1:
            raise ArgumentError(
                f"{len(ids) or 'No'} articles have an id that starts with “{article}”.",
                way_out="`lesart show article` without --article lists them.",
            )
        reading = open_dossier.reading(ids[0])
        assert reading is not None
        reading_tables(reading.document.title or ids[0], reading)
