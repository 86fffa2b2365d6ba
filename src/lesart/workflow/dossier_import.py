"""Takes actors and places from a table into a dossier's configuration file: only what is new, and nothing silently.

A thing of the table is added, is there already (same Wikidata item, or the same name and nothing against it), or is
unclear: its name is that of another entry, or another spelling of one. Unclear ones are named with the reason and left
out unless a person says otherwise. Entries that are there are never changed; names that the table would bring to them
are reported.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, get_args

from lesart.errors import ArgumentError
from lesart.export.files import write_whole
from lesart.resources import load_yaml, parse_yaml
from lesart.resources.dossiers import DossierConfiguration
from lesart.resources.names import compare_names, readings
from lesart.schema import EntityType
from lesart.workflow.entry_tables import Draft, Flaw, Kind, Table, read_table
from lesart.workflow.yaml_lists import with_entries

SAME_PLACE_KM = 30.0
"""Two towns of one name lie further apart; two databases' coordinates of one town do not."""
_ALIKE = 0.8  # compare_names: same given name and surname with one more part, or surer
_VOWELS = re.compile("[aeiouy]")
_LETTERS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ı": "i", "ə": "e", "ł": "l", "ø": "o", "đ": "d"})
ID = r"[a-z0-9][a-z0-9_.-]{0,79}"
TYPES = tuple(kind for kind in get_args(EntityType) if kind != "place")


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportOptions:
    """What the table does not say itself."""

    encoding: str | None = None
    type: str | None = None
    """Type of actors that the table gives none."""
    side: str | None = None
    """Side of actors that the table gives none."""
    language: str | None = None
    """Language of names that the table gives none."""
    take_unclear: bool = False
    dry: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """What became of one thing of the table."""

    line: int
    name: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Imported:
    """What was added, what was there, what is unclear, what cannot be taken, which columns were not used."""

    added: tuple[Line, ...]
    there: tuple[Line, ...]
    unclear: tuple[Line, ...]
    refused: tuple[Line, ...]
    unused: tuple[str, ...]


@dataclass(slots=True)
class _Known:
    """An entry that the dossier has, or has just been given."""

    id: str
    names: tuple[str, ...]
    wikidata: str | None
    position: tuple[float, float] | None = None


@dataclass(slots=True)
class _Shelf:
    """Entries by everything that a draft could be recognised by."""

    by_item: dict[str, _Known] = field(default_factory=dict)
    by_name: dict[str, list[_Known]] = field(default_factory=lambda: defaultdict(list))
    by_sound: dict[str, list[_Known]] = field(default_factory=lambda: defaultdict(list))
    ids: set[str] = field(default_factory=set)

    def put(self, entry: _Known) -> None:
        self.ids.add(entry.id)
        if entry.wikidata:
            self.by_item[entry.wikidata] = entry
        for name in dict.fromkeys(entry.names):
            self.by_name[name.casefold()].append(entry)
            for sound in _sounds(name):
                self.by_sound[sound].append(entry)

    def of_name(self, names: Iterable[str]) -> list[_Known]:
        found = {entry.id: entry for name in names for entry in self.by_name.get(name.casefold(), ())}
        return list(found.values())

    def alike(self, names: Iterable[str]) -> tuple[_Known, str] | None:
        """An entry with a name that is another spelling of one of these."""
        for name in names:
            for entry in {e.id: e for sound in _sounds(name) for e in self.by_sound.get(sound, ())}.values():
                for known in entry.names:
                    match = compare_names(name, known)
                    if match.score >= _ALIKE:
                        return entry, f"“{name}” may be “{known}” ({match.reason})"
        return None


def _sounds(name: str) -> set[str]:
    """Consonants of the last part of a name in every reading: names that share none cannot be one."""
    parts = re.findall(r"[^\W\d_]+", name)
    return {_VOWELS.sub("", reading) for part in parts[-1:] for reading in readings(part)}


def import_entries(kind: Kind, table: Path, into: Path, options: ImportOptions) -> Imported:
    """Adds what is new of a table to the configuration file `into`.

    Raises InputError for the table, DataFileError for the configuration, ArgumentError for options that fit neither,
    ExportError where the file cannot be written; the file is then as it was.
    """
    configuration = load_yaml(into, DossierConfiguration)
    _check_options(kind, configuration, options)
    read = read_table(table, kind, encoding=options.encoding, language=options.language)
    if kind == "actor" and options.type is None and not any("type" in draft.values for draft in read.drafts):
        raise ArgumentError(
            f"{table}: no column says what the actors are.", way_out=f"Add --type, one of: {', '.join(TYPES)}."
        )
    entries, report = _compared(kind, read, configuration, options)
    if entries and not options.dry:
        with into.open(encoding="utf-8", newline="") as file:
            text = file.read()
        new = with_entries(text, f"{kind}s", entries, name=str(into))
        parse_yaml(new, DossierConfiguration, name=f"{into} with {table}")
        write_whole(into, [new])
    return report


def _check_options(kind: Kind, configuration: DossierConfiguration, options: ImportOptions) -> None:
    if kind == "place" and (options.type or options.side):
        raise ArgumentError("Places have neither type nor side.", way_out="Leave --type and --side out.")
    if options.type is not None and options.type not in TYPES:
        raise ArgumentError(f"“{options.type}” is no type of actor.", way_out=f"Use one of: {', '.join(TYPES)}.")
    sides = [side.id for side in configuration.sides]
    if options.side is not None and options.side not in sides:
        raise ArgumentError(
            f"The dossier has no side “{options.side}”.", way_out=f"It has: {', '.join(sides) or 'none'}."
        )


def _compared(
    kind: Kind, table: Table, configuration: DossierConfiguration, options: ImportOptions
) -> tuple[list[dict[str, Any]], Imported]:
    shelf = _shelf(kind, configuration)
    references = {
        "side": {side.id for side in configuration.sides},
        "on_behalf_of": {actor.id for actor in configuration.actors},
        "listed_under": {actor.id for actor in configuration.actors},
        "within": {place.id for place in configuration.places},
    }
    entries: list[dict[str, Any]] = []
    added: list[Line] = []
    there: list[Line] = []
    unclear: list[Line] = []
    refused = [Line(flaw.line, flaw.name, flaw.why) for flaw in table.flaws]
    for draft in table.drafts:
        known = _already(draft, shelf)
        doubt = None if known else _doubt(draft, shelf)
        if known is not None:
            there.append(Line(draft.line, draft.name, _brings(draft, known)))
        elif doubt is not None and not options.take_unclear:
            unclear.append(Line(draft.line, draft.name, doubt))
        else:
            entry = _entry(kind, draft, shelf, references, options)
            if isinstance(entry, Flaw):
                refused.append(Line(entry.line, entry.name, entry.why))
                continue
            entries.append(entry)
            shelf.put(_Known(entry["id"], tuple(n for n, _ in draft.names), draft.wikidata, draft.position))
            added.append(Line(draft.line, draft.name, entry["id"]))
    refused.sort(key=lambda line: line.line)
    return entries, Imported(tuple(added), tuple(there), tuple(unclear), tuple(refused), table.unused)


def _shelf(kind: Kind, configuration: DossierConfiguration) -> _Shelf:
    shelf = _Shelf()
    if kind == "actor":
        for actor in configuration.actors:
            shelf.put(_Known(actor.id, actor.names, actor.links.get("wikidata")))
        shelf.ids |= {place.id for place in configuration.places}
    else:
        for place in configuration.places:
            at = place.coordinates
            position = (at.latitude, at.longitude) if at else None
            shelf.put(_Known(place.id, place.all_names, place.links.get("wikidata"), position))
        shelf.ids |= {actor.id for actor in configuration.actors}
    return shelf


def _already(draft: Draft, shelf: _Shelf) -> _Known | None:
    """The entry that the draft is, if that is sure."""
    if draft.wikidata and draft.wikidata in shelf.by_item:
        return shelf.by_item[draft.wikidata]
    same = shelf.of_name(name for name, _ in draft.names)
    if len(same) == 1 and not (draft.wikidata and same[0].wikidata) and not _far(draft.position, same[0].position):
        return same[0]
    return None


def _doubt(draft: Draft, shelf: _Shelf) -> str | None:
    """Why a draft that is not there already may still be one of the entries."""
    names = [name for name, _ in draft.names]
    if draft.values.get("id") in shelf.ids:
        return f"the id “{draft.values['id']}” is taken"
    same = shelf.of_name(names)
    if same:
        others = ", ".join(entry.id + (f" ({entry.wikidata})" if entry.wikidata else "") for entry in same)
        return f"a name of it is also a name of {others}"
    alike = shelf.alike(names)
    if alike is None or (draft.wikidata and alike[0].wikidata) or _far(draft.position, alike[0].position):
        return None
    return f"{alike[1]}, which is {alike[0].id}"


def _far(one: tuple[float, float] | None, other: tuple[float, float] | None) -> bool:
    """Whether two positions are known and too far apart to be one place (great circle, sphere)."""
    if one is None or other is None:
        return False
    (north, east), (north_2, east_2) = (tuple(map(math.radians, pair)) for pair in (one, other))
    half = (
        math.sin((north_2 - north) / 2) ** 2 + math.cos(north) * math.cos(north_2) * math.sin((east_2 - east) / 2) ** 2
    )
    return 2 * 6371 * math.asin(min(1.0, math.sqrt(half))) > SAME_PLACE_KM


def _brings(draft: Draft, known: _Known) -> str:
    """What the table knows of an entry that the dossier does not."""
    have = {name.casefold() for name in known.names}
    news = [f"“{name}”" for name, _ in draft.names if name.casefold() not in have]
    parts = [f"names that it lacks: {', '.join(dict.fromkeys(news))}"] if news else []
    parts += [f"Wikidata: {draft.wikidata}"] if draft.wikidata and not known.wikidata else []
    return f"is {known.id}" + (f"; {'; '.join(parts)}" if parts else "")


def _entry(
    kind: Kind, draft: Draft, shelf: _Shelf, references: Mapping[str, set[str]], options: ImportOptions
) -> dict[str, Any] | Flaw:
    """The draft as the configuration has it, or why it cannot be one."""
    values = dict(draft.values)
    if kind == "actor":
        if options.side is not None:
            values.setdefault("side", options.side)
        if values.get("type") not in TYPES:
            if options.type is None:
                said = f"“{values['type']}” is no type of actor" if "type" in values else "has no type"
                return Flaw(draft.line, draft.name, f"{said} ({', '.join(TYPES)}); --type says it for all")
            values["type"] = options.type
    for role, known in references.items():
        if values.get(role, "") and values[role] not in known:
            return Flaw(draft.line, draft.name, f"{role} “{values[role]}” is not in the dossier")
    if not re.fullmatch(ID, values.get("id") or "a"):
        return Flaw(draft.line, draft.name, f"“{values['id']}” is no id (small letters, digits, - _ .)")
    identifier = _identifier(kind, draft, shelf.ids)
    links = {"wikidata": draft.wikidata} if draft.wikidata else {}
    if values.get("geonames"):
        links["geonames"] = values["geonames"]
    entry: dict[str, Any] = {"id": identifier}
    if kind == "actor":
        entry |= {"name": draft.name, "type": values["type"]}
        entry |= {role: values[role] for role in ("side", "on_behalf_of", "office") if values.get(role)}
        others = list(dict.fromkeys(name for name, _ in draft.names if name != draft.name))
        entry |= {"aliases": others} if others else {}
    else:
        entry["names"] = [{"name": n, "language": tongue} if tongue else {"name": n} for n, tongue in draft.names]
        entry |= {role: values[role] for role in ("shown", "within", "listed_under") if values.get(role)}
        if draft.position:
            entry["coordinates"] = {"latitude": draft.position[0], "longitude": draft.position[1]}
    return entry | ({"links": links} if links else {})


def _identifier(kind: Kind, draft: Draft, taken: set[str]) -> str:
    """The id given, or one made from the name; one that is taken gets a number."""
    given = draft.values.get("id", "")
    wanted = given or _plain(draft.name) or (draft.wikidata or f"{kind}-{draft.line}").lower()
    wanted, number = wanted[:76], 1
    identifier = wanted
    while identifier in taken:
        number += 1
        identifier = f"{wanted}-{number}"
    return identifier


def _plain(name: str) -> str:
    """A name in the letters that ids are made of."""
    folded = unicodedata.normalize("NFKD", name.lower().translate(_LETTERS))
    letters = "".join(sign for sign in folded if not unicodedata.combining(sign))
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-") if re.search(r"[a-z0-9]", letters) else ""
