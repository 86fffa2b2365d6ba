"""`lesart times`: the times of articles alone, with their values and what these were counted from."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from typing import Annotated, Literal

import typer
from rich.table import Table
from rich.text import Text

from lesart.cli.console import complain, paper
from lesart.cli.options import Paths, Published, PublishedFrom, Strict, exit_code, inputs
from lesart.export.timeml import to_timeml
from lesart.schema import Article, Time

Form = Literal["table", "jsonl", "timeml"]


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("times")(command)


def command(
    paths: Paths,
    published: Published = None,
    published_from: PublishedFrom = None,
    form: Annotated[Form, typer.Option("--format", help="Output form.")] = "table",
    strict: Strict = False,
) -> None:
    """Print the times of articles: TIMEX3 type and value, first and last day, and what they were counted from."""
    from lesart.annotate.times import TimeTagger, publication_date

    tagger = TimeTagger()
    done = skipped = 0
    for item in inputs(paths, published, published_from):
        if not isinstance(item, Article):
            complain(str(item.error))
            skipped += 1
            continue
        day = item.published or publication_date(item.text)
        _print(item, tagger.read(item.text, published=day), day.isoformat() if day else None, form)
        done += 1
    raise typer.Exit(exit_code(done=done, skipped=skipped, strict=strict))


def _print(article: Article, times: Sequence[Time], published: str | None, form: Form) -> None:
    if form == "timeml":
        _write(to_timeml(article.text, times, name=article.name, published=published))
    elif form == "jsonl":
        for time in times:
            _write(
                json.dumps({"name": article.name, "published": published, **asdict(time)}, ensure_ascii=False) + "\n"
            )
    else:
        _print_table(article.name, times, published)


def _write(body: str) -> None:
    sys.stdout.buffer.write(body.encode("utf-8", "replace"))
    sys.stdout.buffer.flush()


def _print_table(name: str, times: Sequence[Time], published: str | None) -> None:
    table = Table(title=f"{name}: published {published or 'at no known date'}", title_justify="left")
    for header in ("text", "type", "value", "mod", "from", "to", "counted from"):
        table.add_column(header, overflow="fold")
    for time in times:
        cells = (time.text, time.type, time.value, time.mod, time.earliest, time.latest, _counted_from(time))
        table.add_row(*(Text(cell or "") for cell in cells))
    paper().print(table)


def _counted_from(time: Time) -> str:
    if time.anchor is None:
        return ""
    return f"{time.anchor.time or ''} {time.anchor.value or ''} {time.anchor.reason}".strip()
