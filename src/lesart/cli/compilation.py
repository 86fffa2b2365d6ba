"""`lesart compile`: read and resolve articles into a dossier file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from lesart.cli.console import Batch, say
from lesart.cli.options import DossierFile, Paths, Published, PublishedFrom, Strict, Workers, exit_code, inputs
from lesart.workflow import Dossier, Outcome


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("compile")(command)


def command(
    paths: Paths,
    dossier: DossierFile,
    published: Published = None,
    published_from: PublishedFrom = None,
    configuration: Annotated[
        Path | None, typer.Option(metavar="YAML", help="Sides, actors, places and policy of the dossier.")
    ] = None,
    workers: Workers = 1,
    strict: Strict = False,
) -> None:
    """Compile articles into a dossier; once more adds only what is new."""
    articles = inputs(paths, published, published_from)
    batch = Batch("Compiling")
    stored = known = 0
    with Dossier.open(dossier, create=True) as open_dossier:
        if configuration is not None:
            open_dossier.configure(configuration)

        def outcomes() -> Iterator[Outcome]:
            nonlocal stored, known
            for compiled in open_dossier.compile(articles, workers=workers):
                stored += compiled.stored
                known += compiled.outcome.error is None and not compiled.stored
                yield compiled.outcome

        try:
            for _ in batch.watch(outcomes()):
                pass
        except BaseException:
            say(f"{stored} articles were stored before it stopped; the same command goes on from there.")
            raise
        now = open_dossier.settle()
    batch.report(
        f"{stored} new, {known} known before. The record now has {now.articles} articles, "
        f"{now.events} events, {now.quotations} quotations."
    )
    raise typer.Exit(exit_code(done=batch.done, skipped=len(batch.skipped), strict=strict))
