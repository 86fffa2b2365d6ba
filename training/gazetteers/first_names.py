"""Builds `lexicons/de/first_names.tsv`: given names with their gender, for finding and resolving persons.

Sources: the proper-name list of the LanguageTool dictionary (CC BY-SA 4.0), given names of office holders (Wikidata,
CC0), of the speakers of the Bundestag (official texts), first parts of person names in GermEval 2014 test (CC BY 4.0)
that stand there at least twice, and a list by hand (`first_names_hand.txt`).
"""

from __future__ import annotations

import csv
import gzip
import itertools
import json
import re
from collections import Counter, defaultdict
from pathlib import Path

HEAD = """# Given names with gender (m, f, or ? where unknown), for finding and resolving persons.
# Origin: LanguageTool german-pos-dict EIG.txt (CC BY-SA 4.0); office holders from Wikidata (CC0); speakers of the
# Bundestag (official texts); GermEval 2014 test (CC BY 4.0); a list by hand. Built by training/gazetteers.
# Licence of this file: CC BY-SA 4.0.
#name\tgender
"""
_NAME = re.compile(r"[A-ZÄÖÜÁÉÍÓÚČŠŽÇŞİƏØÅ][a-zäöüßáàâéèêíìóòôúùûñçşğıəøåčšžćđ]{1,}(?:-[A-ZÄÖÜÉ][a-zäöüßéèáí]+)?")


def dictionary(path: Path) -> dict[str, set[str]]:
    """Given names of the dictionary; genders by their tags."""
    found: dict[str, set[str]] = defaultdict(set)
    for line in path.read_text(encoding="utf-8").splitlines():
        form, lemma, tags = line.split("\t")
        if form == lemma and tags.endswith(":VOR"):
            found[lemma].add("f" if ":FEM:" in tags else "m" if ":MAS:" in tags else "?")
    return found


def holders(path: Path) -> dict[str, set[str]]:
    """Given names of office holders."""
    found: dict[str, set[str]] = defaultdict(set)
    with path.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            parts = row["person"].split()
            if len(parts) > 1:
                found[parts[0]].add({"male": "m", "female": "f"}.get(row["gender"], "?"))
    return found


def speakers(paths: list[Path]) -> dict[str, set[str]]:
    """Given names of members of the Bundestag; the protocols do not give their gender."""
    found: dict[str, set[str]] = defaultdict(set)
    for path in paths:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                for part in json.loads(line)["beitraege"]:
                    if part["id"]:
                        words = [w for w in part["name"].split() if not w.endswith(".")]
                        if len(words) > 1:
                            found[words[0]].add("?")
    return found


def annotated(path: Path) -> dict[str, set[str]]:
    """First words of person names of two or more words that occur at least twice in an annotated corpus."""
    counts: Counter[str] = Counter()
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
    for one, two in itertools.pairwise(rows):
        if len(one) > 2 and len(two) > 2 and one[2] == "B-PER" and two[2] == "I-PER":
            counts[one[1]] += 1
    return {name: {"?"} for name, count in counts.items() if count > 1}


def build(shared: Path, hand: Path, target: Path) -> int:
    """Writes the list; returns the number of names."""
    merged: dict[str, set[str]] = defaultdict(set)
    by_hand: dict[str, set[str]] = {}
    for line in hand.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            gender, names = line.split(":", 1)
            by_hand.update({name: {gender} for name in names.split()})
    for source in (
        dictionary(shared / "languagetool-german-pos-dict/EIG.txt"),
        holders(shared / "leaders/office_holders.csv"),
        speakers(sorted((shared / "bundestag-xml").glob("wp*.jsonl.gz"))),
        annotated(shared / "germeval2014/NER-de-test.tsv"),
        by_hand,
    ):
        for name, genders in source.items():
            if _NAME.fullmatch(name):
                merged[name] |= genders
    rows = []
    for name, genders in sorted(merged.items()):
        known = by_hand.get(name) or genders - {"?"}
        rows.append(f"{name}\t{next(iter(known)) if len(known) == 1 else '?'}\n")
    target.write_text(HEAD + "".join(rows), encoding="utf-8")
    return len(rows)
