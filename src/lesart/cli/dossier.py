"""`lesart dossier`: the configuration of a dossier, begun and checked."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from lesart.cli.console import say
from lesart.workflow.configuration import begin, check

app = typer.Typer(help="Begin or check the configuration of a dossier (YAML).", no_args_is_help=True)

ConfigurationFile = Annotated[Path, typer.Argument(metavar="YAML", help="The configuration file.")]


@app.command("new")
def new(
    path: ConfigurationFile,
    title: Annotated[str, typer.Option(help="Title of the dossier.")] = "Neues Dossier",
) -> None:
    """Write a configuration to start from; never overwrites one."""
    begin(path, title=title)
    say(f"Wrote {path}. Fill it in, then: lesart compile … --configuration {path}")


@app.command("check")
def check_file(path: ConfigurationFile) -> None:
    """Check a configuration and say what is in it."""
    found = check(path)
    say(
        f"{path} is right: {len(found.sides)} sides, {len(found.actors)} actors, {len(found.places)} places, "
        f"{len(found.issues)} issues, {found.event_words} event words of its own."
    )
    for remark in found.remarks:
        say(f"  {remark}")
