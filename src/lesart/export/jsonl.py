"""The record as JSON lines: a head line, then one object a line, each with its `kind`. Read back it is the same record.

Nothing is left out and nothing is translated: this is the form for other programs.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from lesart.errors import ExportError
from lesart.export.files import write_whole
from lesart.schema.records import Record

FORMAT = "lesart.record/1"
_KINDS = {
    "side": "sides",
    "article": "articles",
    "actor": "actors",
    "event": "events",
    "statement": "statements",
    "agreement": "agreements",
    "review": "review",
    "office_note": "office_notes",
}


def write(record: Record, output: Path) -> tuple[Path, ...]:
    """Writes the record to one file."""
    return (write_whole(output, lines(record)),)


def lines(record: Record) -> Iterator[str]:
    """The lines, each with its line end."""
    yield _line({"kind": "record", "format": FORMAT, "title": record.title})
    for kind, field in _KINDS.items():
        for thing in getattr(record, field):
            # What a thing calls its own kind (a statement, a pair in review) keeps its place inside it.
            yield _line({"kind": kind, kind: asdict(thing)})


def read(path: Path) -> Record:
    """Reads a record back; raises ExportError that names the line where the file is no record."""
    title = ""
    parts: dict[str, list[Any]] = {field: [] for field in _KINDS.values()}
    number = 0
    try:
        with path.open(encoding="utf-8") as file:
            for number, line in enumerate(file, start=1):
                entry = json.loads(line)
                if number == 1:
                    if entry["format"] != FORMAT:
                        raise ValueError(f"format {entry['format']}")
                    title = entry["title"]
                else:
                    parts[_KINDS[entry["kind"]]].append(entry[entry["kind"]])
        return TypeAdapter(Record).validate_python({"title": title, **parts})
    except OSError as error:
        raise ExportError(f"{path}: cannot be read ({error.strerror}).", way_out="Check the path.") from error
    except (ValueError, KeyError, TypeError, ValidationError) as error:
        raise ExportError(
            f"{path}, line {number}: is no line of a record ({error}).",
            way_out=f"Give a file that was exported as JSON lines ({FORMAT}).",
        ) from error


def _line(entry: dict[str, Any]) -> str:
    return json.dumps(entry, ensure_ascii=False) + "\n"
