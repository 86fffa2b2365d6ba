"""Builds `gazetteers/places.tsv` from Natural Earth (German names, Wikidata ids) and GeoNames (South Caucasus in full).

A city of the world is taken where Natural Earth has it or where it is big enough to be named without its country;
in and around areas of conflict smaller ones are taken too. Names that are ordinary German words stay in the file: the
finder believes them only after a preposition of place.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

HEAD = """# Places with coordinates and names, as Natural Earth and GeoNames list them; `state` is theirs, no judgement.
# Origin: Natural Earth populated places (CC0); GeoNames (CC BY 4.0, geonames.org); German spellings of places in
# Armenia, Azerbaijan and Georgia partly generated from the Russian names. Built by training/gazetteers.
# Licence of this file: CC BY 4.0.
#name\taliases\tkind\tstate\tlatitude\tlongitude\tpopulation\twikidata
"""
_LATIN = re.compile(r"[A-Za-zÀ-ɏəƏʻ’'ʼ.\- ]{3,40}")
_NEAR = frozenset(
    [
        "UA",
        "RU",
        "SY",
        "IQ",
        "IR",
        "IL",
        "PS",
        "LB",
        "TR",
        "AF",
        "YE",
        "LY",
        "SD",
        "SS",
        "ET",
        "ER",
        "SO",
        "ML",
        "MM",
        "RS",
        "XK",
        "BA",
        "MK",
        "MD",
        "BY",
        "GE",
        "AM",
        "AZ",
        "DE",
        "AT",
        "CH",
        "JO",
        "EG",
        "PK",
    ]
)
_EVERYWHERE = 300_000
_WITHIN = 15_000


@dataclass(slots=True)
class Row:
    """One place on its way into the file."""

    name: str
    state: str
    latitude: float
    longitude: float
    population: int
    kind: str = "city"
    wikidata: str = ""
    aliases: list[str] = field(default_factory=list)

    def line(self) -> str:
        """The row of the file."""
        others = [a for a in dict.fromkeys(self.aliases) if a != self.name and _LATIN.fullmatch(a)]
        cells = [
            self.name,
            ";".join(others),
            self.kind,
            self.state,
            f"{self.latitude:.4f}",
            f"{self.longitude:.4f}",
            str(self.population),
            self.wikidata,
        ]
        return "\t".join(cells) + "\n"


def natural_earth(path: Path) -> Iterator[tuple[str, Row]]:
    """Populated places with their German names; the first item is the GeoNames id."""
    with path.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            name = (row["name_de"] or row["name"]).split(" (")[0].removeprefix("Präfektur ").strip()
            if not _LATIN.fullmatch(name) or row["name"] == "Agdam":  # another village of that name, see SOURCE.md
                continue
            population = int(float(row["pop_max"] or 0))
            state = {"Kapan": "AM"}.get(row["name"], row["iso_a2"])
            yield (
                row["geonameid"].split(".")[0],
                Row(
                    name,
                    "XK" if row["adm0"] == "Kosovo" else state if state != "-99" else "",
                    float(row["lat"]),
                    float(row["lon"]),
                    max(population, 0),
                    wikidata=row["wikidataid"],
                    aliases=[row["name"], row["name_en"]],
                ),
            )


def world(path: Path) -> Iterator[tuple[str, Row]]:
    """Cities of the world that are big enough, or near a conflict."""
    with path.open(encoding="utf-8") as lines:
        next(lines)
        for line in lines:
            identity, name, state, latitude, longitude, population, _ = line.rstrip("\n").split("\t")
            people = int(population)
            if people >= _EVERYWHERE or (state in _NEAR and people >= _WITHIN):
                yield identity, Row(name, state, float(latitude), float(longitude), people)


def south_caucasus(places: Path, generated: Path) -> Iterator[tuple[str, Row]]:
    """Every place of Armenia, Azerbaijan and Georgia with its Latin names and a German spelling."""
    german = {}
    with generated.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            german[row["geonameid"]] = row["de_generated"]
    for place in json.loads(places.read_text(encoding="utf-8")):
        identity = str(place["geonameid"])
        names = [n for n in place["alternatenames"] if _LATIN.fullmatch(n) and n[:1].isupper() and not n.isupper()]
        yield (
            identity,
            Row(
                german.get(identity) or place["name"],
                place["countrycode"],
                place["latitude"],
                place["longitude"],
                place["population"],
                aliases=[place["name"], *names][:14],
            ),
        )


def build(shared: Path, target: Path, known: frozenset[str]) -> int:
    """Writes the file; places whose name stands in `known` (the list by hand) are left to that list."""
    merged: dict[str, Row] = {}
    sources = (
        natural_earth(shared / "natural-earth/ne_10m_populated_places_names.csv"),
        south_caucasus(
            shared / "geonames/geonames_AZ_AM_GE_cities500.json", shared / "geonames/german_translit_generated.tsv"
        ),
        world(shared / "geonames/geonames_world_15000_latin.tsv"),
    )
    for number, source in enumerate(sources):
        for identity, row in source:
            key = identity if identity and identity != "-1" else f"{number}:{row.name}:{row.latitude:.2f}"
            before = merged.get(key)
            if before is None:
                merged[key] = row
            else:
                before.aliases += [row.name, *row.aliases]
                before.population = max(before.population, row.population)
    rows = [row for row in merged.values() if not {row.name, *row.aliases} & known or row.population > _EVERYWHERE]
    rows.sort(key=lambda row: (-row.population, row.name))
    target.write_text(HEAD + "".join(row.line() for row in rows), encoding="utf-8")
    return len(rows)
