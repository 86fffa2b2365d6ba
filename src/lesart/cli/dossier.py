"""`lesart dossier`: the configuration of a dossier, begun and checked."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from lesart.cli.console import say
from lesart.workflow.configuration import begin, check
from lesart.workflow.dossier_import import TYPES, Imported, ImportOptions, Line, import_entries

app = typer.Typer(help="Begin, check or fill the configuration of a dossier (YAML).", no_args_is_help=True)
tables = typer.Typer(help="Take actors or places from a CSV table into a configuration.", no_args_is_help=True)
app.add_typer(tables, name="import")

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


TableFile = Annotated[Path, typer.Argument(metavar="CSV", help="The table; a Wikidata query result is one.")]
Into = Annotated[Path, typer.Option("--into", metavar="YAML", help="The configuration that gets the entries.")]
Encoding = Annotated[
    str | None, typer.Option(help="Encoding of the table, if it is neither UTF-8 nor UTF-16, for example cp1252.")
]
Unclear = Annotated[bool, typer.Option("--take-unclear", help="Add what may be an entry that is there already, too.")]
Dry = Annotated[bool, typer.Option("--dry-run", help="Say what would be added and change nothing.")]


@tables.command("actors")
def import_actors(
    table: TableFile,
    into: Into,
    kind: Annotated[
        str | None, typer.Option("--type", help=f"Type of actors that the table gives none: {', '.join(TYPES)}.")
    ] = None,
    side: Annotated[str | None, typer.Option(metavar="ID", help="Side of actors that the table gives none.")] = None,
    encoding: Encoding = None,
    take_unclear: Unclear = False,
    dry: Dry = False,
) -> None:
    """Add actors. Columns: name (or itemLabel), aliases, type, side, office, on_behalf_of, wikidata (or item), id."""
    options = ImportOptions(encoding=encoding, type=kind, side=side, take_unclear=take_unclear, dry=dry)
    _report(import_entries("actor", table, into, options), "actors", into, dry)


@tables.command("places")
def import_places(
    table: TableFile,
    into: Into,
    language: Annotated[
        str | None, typer.Option(metavar="CODE", help="Language of names that the table gives none, for example de.")
    ] = None,
    encoding: Encoding = None,
    take_unclear: Unclear = False,
    dry: Dry = False,
) -> None:
    """Add places. Columns: name or name_de, name_hy … (or itemLabel), aliases, lang, coord or lat and lon, within,
    listed_under, shown, wikidata (or item), id."""
    options = ImportOptions(encoding=encoding, language=language, take_unclear=take_unclear, dry=dry)
    _report(import_entries("place", table, into, options), "places", into, dry)


def _report(done: Imported, what: str, into: Path, dry: bool) -> None:
    verb = "would be added" if dry else "added"
    say(
        f"{into}, {what}: {len(done.added)} {verb}, {len(done.there)} there already, {len(done.unclear)} unclear, "
        f"{len(done.refused)} not taken."
    )
    if done.unused:
        say(f"Columns not used: {', '.join(done.unused)}")
    _list(done.added, "added" if not dry else "would be added", "as ")
    _list([line for line in done.there if ";" in line.why], "there already, unchanged")
    _list(done.unclear, "unclear, left out (--take-unclear adds them)")
    _list(done.refused, "not taken")


def _list(lines: Sequence[Line], heading: str, before: str = "") -> None:
    if lines:
        say(f"{heading}:")
    for line in lines:
        say(
            f"  line {line.line}: {line.name} {before}{line.why}"
            if before
            else f"  line {line.line}: {line.name}: {line.why}"
        )
