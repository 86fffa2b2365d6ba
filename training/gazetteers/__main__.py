"""Rebuilds the generated gazetteers: `python training/gazetteers ../shared/corpora`."""

from __future__ import annotations

import sys
from pathlib import Path

import first_names
import persons
import places

DATA = Path(__file__).resolve().parents[2] / "src/lesart/data"


def main(shared: Path) -> None:
    """Writes given names, places and office holders, and prints how many of each."""
    here = Path(__file__).parent
    hand = DATA / "gazetteers/places_hand.tsv"
    known: set[str] = set()
    for line in hand.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            name, aliases, _ = line.split("\t", 2)
            known |= {name, *filter(None, aliases.split(";"))}
    names = first_names.build(shared, here / "first_names_hand.txt", DATA / "lexicons/de/first_names.tsv")
    print("given names", names)
    print("places", places.build(shared, DATA / "gazetteers/places.tsv", frozenset(known)))
    print("office holders", persons.build(shared, here, DATA / "gazetteers/persons.tsv"))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
