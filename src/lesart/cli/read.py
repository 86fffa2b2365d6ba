"""`lesart read`: readings of articles, one JSON object a line."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from lesart.cli.console import Batch
from lesart.cli.options import Paths, Published, PublishedFrom, Strict, Workers, exit_code, inputs
from lesart.schema import Reading
from lesart.schema.codec import to_json
from lesart.workflow import read
from lesart.workflow.own_words import own_words


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("read")(command)


def command(
    paths: Paths,
    published: Published = None,
    published_from: PublishedFrom = None,
    form: Annotated[Literal["jsonl", "table"], typer.Option("--format", help="Output form.")] = "jsonl",
    workers: Workers = 1,
    lexicon: Annotated[
        list[Path] | None, typer.Option(metavar="YAML", help="Event words of your own (may be given several times).")
    ] = None,
    strict: Strict = False,
) -> None:
    """Read articles and print what they say: one reading a line, in input order."""
    batch = Batch("Reading")
    lexicons = own_words(map(str, lexicon)) if lexicon else ()
    for outcome in batch.watch(read(inputs(paths, published, published_from), workers=workers, lexicons=lexicons)):
        if outcome.reading is None:
            continue
        if form == "jsonl":
            sys.stdout.buffer.write(to_json(outcome.reading) + b"\n")
            sys.stdout.buffer.flush()
        else:
            _print_table(outcome.name, outcome.reading)
    if batch.skipped or form == "table":
        batch.report(f"{batch.done} read.")
    raise typer.Exit(exit_code(done=batch.done, skipped=len(batch.skipped), strict=strict))


def _print_table(name: str, reading: Reading) -> None:
    from lesart.cli.tables import reading_tables

    reading_tables(name, reading)
