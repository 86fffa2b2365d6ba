"""Publication dates that come with an article or with the command: read, and refused where they cannot be true."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from lesart.errors import ArgumentError
from lesart.ingest.decode import decode

EARLIEST = date(1605, 1, 1)
"""The first newspaper (Straßburg 1605): nothing in the press is older."""
AHEAD = timedelta(days=45)
"""Monthly magazines carry the date of their last day on sale."""
PRESS_ZONE = "Europe/Berlin"

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T.*|\d{6})?")
_GERMAN = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?!\d)")


def parse_date(text: str) -> date | None:
    """The date in a metadata value: ISO date or time stamp, `20230627`, or `27.06.2023`; None for anything else.

    A time stamp in UTC is taken as the German-language press has it, in Central European time: an article of half past
    midnight must not be dated a day early.
    """
    text = text.strip()
    if _ISO.match(text) and "T" in text and re.search(r"(?:Z|[+-]00:?00)$", text):
        try:
            return datetime.fromisoformat(text).astimezone(ZoneInfo(PRESS_ZONE)).date()
        except (ValueError, OverflowError, ZoneInfoNotFoundError):
            pass
    iso, compact, german = _ISO.match(text), _COMPACT.fullmatch(text), _GERMAN.match(text)
    try:
        if iso:
            return date(*map(int, iso.groups()))
        if compact:
            return date(*map(int, compact.groups()))
        if german:
            day, month, year = map(int, german.groups())
            return date(year, month, day)
    except ValueError:
        return None
    return None


def is_plausible(day: date, *, today: date | None = None) -> bool:
    """Whether an article can have been published on that day."""
    return EARLIEST <= day <= (today or date.today()) + AHEAD


def read_published_table(path: Path) -> dict[str, date]:
    """The dates of a tab-separated table "file name, date", one file a line; `#` opens a comment line.

    A third column, if there is one, names the outlet (`read_outlets`); a row with an outlet may leave the date empty.
    Raises ArgumentError that names table and line for a row that is none, a date that is none or cannot be true, and a
    file named twice with different dates.
    """
    table: dict[str, date] = {}
    for number, cells in _rows(path):
        if not cells[1] and len(cells) > 2 and cells[2]:
            continue
        day = parse_date(cells[1])
        if day is None:
            if _is_head(number, cells):
                continue
            raise ArgumentError(f"{path}, line {number}: “{cells[1]}” is no date.", way_out="Write it as YYYY-MM-DD.")
        if not is_plausible(day):
            raise ArgumentError(
                f"{path}, line {number}: an article cannot have been published on {day.isoformat()}.",
                way_out="Correct the date.",
            )
        if table.setdefault(cells[0], day) != day:
            raise ArgumentError(
                f"{path}, line {number}: {cells[0]} has two dates ({table[cells[0]].isoformat()} before).",
                way_out="Keep one of them.",
            )
    return table


def read_outlets(path: Path) -> dict[str, str]:
    """The outlets of the same table: its third column, by file name.

    Raises ArgumentError for a row that is none and a file named twice with different outlets.
    """
    table: dict[str, str] = {}
    for number, cells in _rows(path):
        outlet = " ".join(cells[2].split()) if len(cells) > 2 else ""
        if not outlet or _is_head(number, cells):
            continue
        if table.setdefault(cells[0], outlet) != outlet:
            raise ArgumentError(
                f"{path}, line {number}: {cells[0]} has two outlets (“{table[cells[0]]}” before).",
                way_out="Keep one of them.",
            )
    return table


def _rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Rows of at least two cells with their line numbers."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ArgumentError(
            f"{path}: the table of dates cannot be read ({error.strerror}).", way_out="Check the path."
        ) from error
    for number, line in enumerate(decode(data, str(path)).text.split("\n"), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if len(cells) < 2 or not cells[0]:
            raise ArgumentError(
                f"{path}, line {number}: is no row of two cells.",
                way_out="Write file name, a tab, and YYYY-MM-DD (and, if you like, a tab and the outlet).",
            )
        yield number, cells


def _is_head(number: int, cells: list[str]) -> bool:
    """Whether a row names the columns; a file has a name with an ending."""
    return number == 1 and "." not in cells[0] and not any(character.isdigit() for character in cells[1])
