"""The variant matcher on name pairs: `python benchmarks/names.py score`; `collect ../shared/corpora` rebuilds them.

Positive pairs are two Latin spellings of one place or person in the sources (German against English, local or other
romanisations); negative pairs are the nearest spellings of two different ones whose Russian spellings differ in more
than vowels. A hash of the entity keeps the pairs that the rules were written with (`tuning`) and those that nothing was
changed for (`held`) apart; 300 and 300 held pairs are the gold. Origin of the names: Natural Earth (CC0), GeoNames
(CC BY 4.0), Wikidata (CC0).
"""

from __future__ import annotations

import csv
import hashlib
import json
import random
import re
import sys
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path

from lesart.resources.files import read_tsv
from lesart.resources.names import compare_names

PAIRS = Path(__file__).with_name("names_pairs.tsv")
THRESHOLD = 0.9
_APART = 0.3  # degrees; nearer ones may be one place in two sources
_COUNTRIES = frozenset(
    [
        "RU",
        "UA",
        "BY",
        "KZ",
        "UZ",
        "TJ",
        "KG",
        "TM",
        "AM",
        "AZ",
        "GE",
        "IR",
        "IQ",
        "SY",
        "SA",
        "EG",
        "JO",
        "LY",
        "TR",
        "AF",
        "YE",
    ]
)
_LATIN = re.compile(r"[A-Za-zÀ-ɏəƏʻ’'\-]{4,20}")
# Of GeoNames only spellings whose language shows: its other alternates are mixed, and many have lost letters
_AZERBAIJANI = re.compile(r"[əşçğı]", re.IGNORECASE)
_RU_VOWELS = re.compile(r"[аеёиоуыэюяйьъ\W]")


def _part(identity: str) -> str:
    return "held" if hashlib.sha256(identity.encode()).digest()[0] % 2 else "tuning"


def _entities(shared: Path) -> Iterator[tuple[str, str, list[str], str, tuple[float, float]]]:
    """(identity, country, Latin spellings, Russian spelling, where it is)."""
    with (shared / "natural-earth/ne_10m_populated_places_names.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["iso_a2"] in _COUNTRIES and row["name_ru"]:
                names = [row["name_de"], row["name_en"], row["name"]]
                yield row["wikidataid"], row["iso_a2"], names, row["name_ru"], (float(row["lat"]), float(row["lon"]))
    with (shared / "geonames/german_translit_generated.tsv").open(encoding="utf-8") as file:
        german = {row["geonameid"]: row["de_generated"] for row in csv.DictReader(file, delimiter="\t")}
    for place in json.loads((shared / "geonames/geonames_AZ_AM_GE_cities500.json").read_text(encoding="utf-8")):
        russian = next((n for n in place["alternatenames"] if re.fullmatch(r"[А-Яа-яё\- ]+", n)), "")
        names = [place["name"], german.get(str(place["geonameid"]), "")]
        names += [n for n in place["alternatenames"] if n[:1].isupper() and _AZERBAIJANI.search(n)]
        if russian:
            where = (place["latitude"], place["longitude"])
            yield f"g{place['geonameid']}", place["countrycode"], names, russian, where
    for identity, name, aliases, _, terms in read_tsv("gazetteers/persons.tsv"):
        surnames = [n.rsplit(" ", 1)[-1] for n in (name, *aliases.split(";")) if " " in n]
        if surnames and terms and identity.startswith("Q"):
            yield identity, terms.split("@")[1], surnames, "", (float(int(identity[1:]) % 90), 0.0)


def _transliterated(russian: str) -> set[str]:
    """The consonants of a Russian spelling, to tell a romanisation from another name altogether."""
    return set(_RU_VOWELS.sub("", russian.lower()))


def _same_origin(one: str, other: str) -> bool:
    """Whether two spellings are romanisations of one name and no exonyms: alike in the rough, by letters alone."""
    return (
        one != other
        and one[0].lower() in _FIRST.get(other[0].lower(), other[0].lower())
        and _alike(one, other) >= 0.7
        and not _longer(one, other)
    )


def _longer(one: str, other: str) -> bool:
    """Whether one is the other with an ending: another form of the place, not of its spelling."""
    short, long = sorted((one.lower(), other.lower()), key=len)
    return long.startswith(short) and len(long) > len(short) + 1


_FIRST = {
    "w": "wv",
    "v": "wv",
    "s": "szšşc",
    "z": "zs",
    "š": "šs",
    "ş": "şs",
    "j": "jyd",
    "y": "yj",
    "d": "dj",
    "k": "kqgx",
    "q": "qkg",
    "g": "gq",
    "x": "xhk",
    "h": "hxc",
    "c": "cjkhtç",
    "t": "tcç",
    "ç": "çtc",
    "ə": "əae",
    "i": "iİı",
}


def _alike(one: str, other: str) -> float:
    return SequenceMatcher(None, one.lower(), other.lower()).ratio()


def collect(shared: Path) -> None:
    """Writes the pairs: all that qualify, shuffled by a fixed seed, 300 of each label in each part."""
    random.seed(7)
    known: dict[str, tuple[str, list[str], str, tuple[float, float]]] = {}
    for identity, country, names, russian, where in _entities(shared):
        latin = list(dict.fromkeys(n for n in names if _LATIN.fullmatch(n)))
        if latin:
            known.setdefault(identity, (country, latin, russian, where))
    rows: list[tuple[str, str, str, str]] = []
    for identity, (_, names, _, _) in known.items():
        pairs = [(a, b) for i, a in enumerate(names) for b in names[i + 1 :] if _same_origin(a, b)]
        if pairs:
            rows.append((_part(identity), "same", *random.choice(pairs)))
    listed = sorted(known.items())
    for identity, (country, names, russian, where) in listed:
        others = [
            (_alike(names[0], other[0]), other[0])
            for number, (place, other, spelled, there) in listed
            if number != identity
            and place == country
            and other[0] != names[0]
            and abs(where[0] - there[0]) + abs(where[1] - there[1]) > _APART
            and (not spelled or _transliterated(spelled) != _transliterated(russian))
            and bool(spelled) == bool(russian)
        ]
        if others:
            likeness, nearest = max(others)
            if likeness >= 0.6:
                rows.append((_part(identity), "different", names[0], nearest))
    random.shuffle(rows)
    kept = []
    for part in ("tuning", "held"):
        for label in ("same", "different"):
            kept += [row for row in rows if row[:2] == (part, label)][:300]
    head = (
        "# Name pairs for the variant matcher, see benchmarks/names.py. part, label, one, other. Licence: CC BY 4.0.\n"
    )
    PAIRS.write_text(head + "".join("\t".join(row) + "\n" for row in kept), encoding="utf-8")
    print(len(kept), "pairs")


def score(part: str, *, show: bool) -> None:
    """Prints precision and recall of a merge without asking."""
    hits = found = wanted = 0
    for name, label, one, other in read_tsv(PAIRS):
        if name != part:
            continue
        match = compare_names(one, other)
        says = match.score >= THRESHOLD
        hits += says and label == "same"
        found += says
        wanted += label == "same"
        if show and says != (label == "same"):
            print(label, one, other, match)
    print(f"{part}: precision {hits / max(found, 1):.3f} recall {hits / max(wanted, 1):.3f} ({wanted} positive pairs)")


if __name__ == "__main__":
    if sys.argv[1:2] == ["collect"]:
        collect(Path(sys.argv[2]))
    else:
        for each in ("tuning", "held"):
            score(each, show=each == "tuning" and "--errors" in sys.argv)
