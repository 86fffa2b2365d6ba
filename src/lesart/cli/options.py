"""Arguments that several commands share, and their way into values."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from lesart.errors import ArgumentError
from lesart.ingest import Skipped, articles, read_outlets, read_published_table
from lesart.schema import Article

Paths = Annotated[
    list[str],
    typer.Argument(metavar="PATH...", help="Files and folders of .txt, .html, .jsonl articles; - for standard input."),
]
Published = Annotated[
    str | None, typer.Option(metavar="DATE", help="Publication date of every article, as YYYY-MM-DD.")
]
PublishedFrom = Annotated[
    Path | None,
    typer.Option(metavar="TSV", help="Table of file name, publication date and, if you like, outlet, tab-separated."),
]
Workers = Annotated[int, typer.Option(min=1, max=64, help="Reading processes.")]
DossierFile = Annotated[Path, typer.Option("--dossier", "-d", metavar="FILE", help="The dossier file.")]
Strict = Annotated[bool, typer.Option("--strict", help="Exit with 1 if any input was skipped.")]


def inputs(paths: list[str], published: str | None, published_from: Path | None) -> Iterator[Article | Skipped]:
    """The articles that the arguments name, streaming; raises ArgumentError for a date that is none."""
    table = read_published_table(published_from) if published_from else None
    outlets = read_outlets(published_from) if published_from else None
    return articles(paths, published=day(published) if published else None, published_from=table, outlets=outlets)


def day(text: str) -> date:
    """A date argument; raises ArgumentError that says the form."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentError(
            f"“{text}” is no date.", way_out="Give it as YYYY-MM-DD, for example 2023-06-28."
        ) from error


def exit_code(*, done: int, skipped: int, strict: bool) -> int:
    """0 where something was read (or nothing was there to fail), 1 where all failed, or any with --strict."""
    return int(skipped > 0 and (strict or done == 0))
