"""Tables of actors and places as other programs write them: CSV by hand, from a spreadsheet, or a Wikidata query.

Comes in: the bytes of a table. Goes out: `Draft`s, one a thing, with the lines they come from. A query result repeats a
thing on a line for each of its names; lines with the same Wikidata item (or id) are one draft with all their names.
Nothing here knows what a dossier holds already: `lesart.workflow.dossier_import` compares.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from lesart.errors import InputError

Kind = Literal["actor", "place"]

MAX_BYTES = 50_000_000
_ITEM = re.compile(r"(?:https?://www\.wikidata\.org/(?:entity|wiki)/)?(Q[1-9]\d*)")
_POINT = re.compile(r"Point\(\s*(-?[\d.]+)\s+(-?[\d.]+)\s*\)", re.IGNORECASE)
_LANGUAGE_SUFFIX = re.compile(r"^(.+?)[_@ (]([a-z]{2,3})\)?$")

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "id": ("id",),
    "wikidata": ("item", "wikidata", "qid", "wikidata_id", "wikidataid"),
    "name": ("name", "label", "names", "bezeichnung"),
    "aliases": ("aliases", "alias", "altlabel", "altlabels", "also_known_as", "andere_namen", "varianten"),
    "language": ("language", "lang", "sprache", "namelang", "altlabellang", "labellang"),
    "type": ("type", "typ", "typelabel", "instanceof", "instanceoflabel", "instance", "instancelabel", "classlabel"),
    "side": ("side", "seite"),
    "office": ("office", "officelabel", "amt", "position", "positionlabel", "positionheldlabel"),
    "on_behalf_of": ("on_behalf_of", "onbehalfof", "im_namen_von"),
    "coordinates": ("coord", "coords", "coordinate", "coordinates", "coordinatelocation", "koordinaten", "geo"),
    "latitude": ("latitude", "lat", "breite", "breitengrad"),
    "longitude": ("longitude", "lon", "lng", "long", "laenge", "länge", "längengrad"),
    "within": ("within", "liegt_in"),
    "listed_under": ("listed_under", "listedunder", "staat"),
    "shown": ("shown", "gezeigt"),
    "geonames": ("geonames", "geonameid", "geonamesid", "geonames_id"),
}
"""What a column means, by its head in small letters; a head may end in a language: `name_de`, `label@hy`."""

_ONLY = {"actor": ("side", "office", "on_behalf_of", "type"), "place": ("within", "listed_under", "shown")}
_TYPES: Mapping[str, str] = {
    **dict.fromkeys(("person", "mensch", "human", "q5", "politiker", "politician"), "person"),
    **dict.fromkeys(("state", "staat", "sovereign state", "souveräner staat", "country", "land", "q3624078"), "state"),
    **dict.fromkeys(
        ("organisation", "organization", "ministerium", "ministry", "partei", "political party"), "organisation"
    ),
    **dict.fromkeys(("behörde", "government agency", "international organization", "streitkräfte"), "organisation"),
    **dict.fromkeys(("group", "gruppe", "ethnic group", "ethnie"), "group"),
}


@dataclass(frozen=True, slots=True)
class Draft:
    """One thing of a table: its names (with language where the table says one) and what else was in its columns."""

    line: int
    names: tuple[tuple[str, str | None], ...]
    wikidata: str | None = None
    values: Mapping[str, str] = field(default_factory=dict)
    position: tuple[float, float] | None = None
    """Latitude and longitude."""

    @property
    def name(self) -> str:
        """The first name."""
        return self.names[0][0] if self.names else ""


@dataclass(frozen=True, slots=True)
class Flaw:
    """A line that cannot be taken, with the reason."""

    line: int
    name: str
    why: str


@dataclass(frozen=True, slots=True)
class Table:
    """What a file holds: drafts, lines that cannot be taken, and heads of columns that nothing was made of."""

    drafts: tuple[Draft, ...]
    flaws: tuple[Flaw, ...]
    unused: tuple[str, ...]


def read_table(path: Path, kind: Kind, *, encoding: str | None = None, language: str | None = None) -> Table:
    """Reads a table; `language` is that of names which the table gives none.

    Raises InputError that names the file, and the line where one is to blame: not there, no text, not this encoding,
    no table, no column with names.
    """
    return parse_table(_text(path, encoding), kind, source=str(path), language=language)


def _text(path: Path, encoding: str | None) -> str:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise InputError(f"{path}: is larger than {MAX_BYTES // 1_000_000} MB.", way_out="Split the table.")
        raw = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}).", way_out="Check the path.") from error
    if encoding is None:
        encoding = "utf-16" if raw.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        text = raw.decode(encoding)
    except LookupError as error:
        raise InputError(f"“{encoding}” is no encoding.", way_out="For example: utf-8, cp1252, utf-16.") from error
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise InputError(
            f"{path}, line {line}: is not {encoding.removesuffix('-sig').upper()}.",
            way_out="Save it as UTF-8, or name its encoding, for tables from Excel mostly: --encoding cp1252.",
        ) from error
    if "\x00" in text:
        raise InputError(f"{path}: is no text (it holds NUL characters).", way_out="Give a CSV file.")
    return text


def parse_table(text: str, kind: Kind, *, source: str = "table", language: str | None = None) -> Table:
    """The same for text that is at hand; `source` is what messages call it."""
    rows = _rows(text, source)
    head = next(rows, None)
    if head is None:
        raise InputError(f"{source}: is empty.", way_out="Its first line must name the columns.")
    meaning = _meanings([cell.strip() for cell in head[1]], kind)
    if not any(role == "name" for role, _ in meaning.values()):
        raise InputError(
            f"{source}, line 1: no column holds names (found: {', '.join(filter(None, head[1])) or 'none'}).",
            way_out="Call one “name”, or “itemLabel” as Wikidata does.",
        )
    drafts: dict[str, Draft] = {}
    flaws: list[Flaw] = []
    for line, cells in rows:
        if len(cells) > len(head[1]) and any(cell.strip() for cell in cells[len(head[1]) :]):
            flaws.append(Flaw(line, cells[0], f"has {len(cells)} cells, the head has {len(head[1])}"))
            continue
        found = _draft(line, dict(zip(meaning, cells, strict=False)), meaning, language)
        if isinstance(found, Flaw):
            flaws.append(found)
            continue
        key = found.wikidata or found.values.get("id") or f"line {line}"
        drafts[key] = _joined(drafts[key], found) if key in drafts else found
    return Table(tuple(drafts.values()), tuple(flaws), tuple(_unused(head[1], meaning)))


def _rows(text: str, source: str) -> Iterator[tuple[int, list[str]]]:
    """Rows that hold anything, with the line each begins on."""
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        raise InputError(
            f"{source}, from line {line}: is no CSV ({error}).", way_out="Look for a quotation mark that is not closed."
        ) from error


def _meanings(head: list[str], kind: Kind) -> dict[int, tuple[str, str | None]]:
    """(role, language) by the place of the column; columns without a role are missing.

    A query names its own variables: where `person` stands beside `personLabel`, these are item and name.
    """
    lowered = [cell.lstrip("?").lower() for cell in head]
    subject = next((base for base in lowered if base + "label" in lowered and base not in _properties()), None)
    renamed = {subject: "item", f"{subject}label": "label", f"{subject}altlabel": "altlabel"} if subject else {}
    out: dict[int, tuple[str, str | None]] = {}
    for place, cell in enumerate(lowered):
        name, language = renamed.get(cell, cell), None
        role = _role(name, kind)
        if role is None and (parts := _LANGUAGE_SUFFIX.match(cell)) is not None:
            name, language = renamed.get(parts[1], parts[1]), parts[2]
            role = _role(name, kind)
            if role not in ("name", "aliases"):
                role = None
        if role is not None:
            out[place] = (role, language)
    return out


def _properties() -> set[str]:
    """Heads that say something about a thing and are never the thing itself."""
    roles = ("type", "side", "office", "on_behalf_of", "within", "listed_under")
    return {head for role in roles for head in COLUMNS[role]} | {"country", "state", "parent", "party"}


def _role(head: str, kind: Kind) -> str | None:
    other = _ONLY["place" if kind == "actor" else "actor"]
    positions = ("coordinates", "latitude", "longitude")
    for role, heads in COLUMNS.items():
        if head in heads and role not in other and not (kind == "actor" and role in positions):
            return role
    return None


def _unused(head: list[str], meaning: Mapping[int, tuple[str, str | None]]) -> list[str]:
    return [cell.strip() for place, cell in enumerate(head) if place not in meaning and cell.strip()]


def _draft(
    line: int, cells: Mapping[int, str], meaning: Mapping[int, tuple[str, str | None]], language: str | None
) -> Draft | Flaw:
    values: dict[str, str] = {}
    main: list[tuple[str, str | None]] = []
    others: list[tuple[str, str | None]] = []
    spoken = next((cells[p].strip() for p, (role, _) in meaning.items() if role == "language" and p in cells), "")
    for place, (role, tongue) in meaning.items():
        cell = " ".join(cells.get(place, "").split())
        if not cell:
            continue
        if role == "name":
            main.append((cell, tongue or spoken or language))
        elif role == "aliases":
            others += [(name, tongue or spoken or language) for name in _several(cell)]
        else:
            values.setdefault(role, cell)
    item = _ITEM.fullmatch(values.pop("wikidata", ""))
    wikidata = item[1] if item else None
    main = [(name, tongue) for name, tongue in main if not re.fullmatch(r"Q\d+", name)]  # no label in that language
    names = tuple(dict.fromkeys(main + others))
    if not names:
        return Flaw(line, wikidata or "", "has no name")
    too_long = next((name for name, _ in names if len(name) > 200), None)
    if too_long is not None:
        return Flaw(line, names[0][0][:60], "a name has more than 200 characters")
    position = _position(values)
    if isinstance(position, str):
        return Flaw(line, names[0][0], position)
    kind = values.get("type")
    if kind is not None:
        values["type"] = _TYPES.get(kind.lower().rpartition("/")[2], kind.lower())
    return Draft(line, names, wikidata, values, position)


def _several(cell: str) -> list[str]:
    """The names in a cell; Wikidata joins them with commas, people with semicolons or bars."""
    separator = next((sign for sign in ("|", ";") if sign in cell), ", ")
    return [name for part in cell.split(separator) if (name := part.strip())]


def _position(values: dict[str, str]) -> tuple[float, float] | str | None:
    """Latitude and longitude out of the values (taken away there), or what is wrong with them."""
    whole = values.pop("coordinates", "")
    latitude, longitude = values.pop("latitude", ""), values.pop("longitude", "")
    if whole:
        point = _POINT.search(whole)
        pair = (point[2], point[1]) if point else tuple(re.split(r"[,;\s]+", whole, maxsplit=1))
        if len(pair) != 2:
            return f"“{whole}” is no position"
        latitude, longitude = pair
    if not latitude and not longitude:
        return None
    try:
        north, east = float(latitude.replace(",", ".")), float(longitude.replace(",", "."))
    except ValueError:
        return f"“{whole or latitude + ' ' + longitude}” is no position"
    if not (-90 <= north <= 90 and -180 <= east <= 180):
        return f"latitude {north:g}, longitude {east:g} is no place on Earth"
    return round(north, 5), round(east, 5)


def _joined(first: Draft, second: Draft) -> Draft:
    """Two lines about one thing: every name, the first value of everything else."""
    return replace(
        first,
        names=tuple(dict.fromkeys((*first.names, *second.names))),
        values={**second.values, **first.values},
        position=first.position or second.position,
    )
