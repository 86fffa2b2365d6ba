"""JSON lines: one article an object, with `text` or `html`, and `title`, `url`, `publisher`, `published`."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from lesart.errors import InputError

FIELDS = ("text", "html", "title", "url", "publisher", "published", "language")
_FORM = 'Write one object a line, for example {"text": "…", "title": "…", "published": "2023-06-28"}.'


@dataclass(frozen=True, slots=True)
class Row:
    """The known fields of one object; what else it holds is left alone."""

    text: str | None
    html: str | None
    title: str | None
    url: str | None
    publisher: str | None
    published: str | None
    language: str | None


def read_row(line: str, name: str) -> Row:
    """The article of one line; raises InputError that says what is wrong with it."""
    try:
        found = json.loads(line)
    except (ValueError, RecursionError) as error:
        where = f" at character {error.pos + 1}" if isinstance(error, json.JSONDecodeError) else ""
        raise InputError(f"{name}: is no JSON{where}.", way_out=_FORM) from error
    return row_of(found, name)


def row_of(found: Any, name: str) -> Row:
    """The article of a decoded JSON value; raises InputError if it is none."""
    if not isinstance(found, dict):
        raise InputError(f"{name}: is no JSON object.", way_out=_FORM)
    values: dict[str, str | None] = {}
    for field in FIELDS:
        value = found.get(field)
        if field == "published" and isinstance(value, int) and not isinstance(value, bool):
            value = str(value)  # 20230628
        if value is not None and not isinstance(value, str):
            raise InputError(f"{name}: “{field}” is no string.", way_out=_FORM)
        values[field] = _mended(value) if value is not None else None
    if not (values["text"] or "").strip() and not (values["html"] or "").strip():
        raise InputError(f"{name}: has neither “text” nor “html”.", way_out=_FORM)
    return Row(**values)


def _mended(value: str) -> str:
    """JSON can escape halves of characters and NUL, which no text file could hold."""
    return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace").replace("\x00", "\ufffd")
