"""Builds the German full-form lexicon from the LanguageTool dictionary.

    python training/lexicon/build.py ../shared/corpora/languagetool-german-pos-dict/german_lexicon.tsv.xz

Writes `src/lesart/data/lexicons/de/morphology.marisa` and `.json`. Nothing is left out but comment lines, and proper
names of people (they come from the gazetteers, and as words they only confuse: "Stark", "Weiß").
"""

from __future__ import annotations

import json
import lzma
import sys
from collections import Counter
from pathlib import Path

import marisa_trie

OUT = Path(__file__).resolve().parents[2] / "src/lesart/data/lexicons/de"
Paradigm = tuple[int, str, str, tuple[str, ...]]


def rule(form: str, lemma: str) -> tuple[int, str]:
    """How many characters to cut from the form and what to append to reach the lemma; -1 replaces the whole form."""
    shared = next((i for i, (a, b) in enumerate(zip(form, lemma, strict=False)) if a != b), min(len(form), len(lemma)))
    return (len(form) - shared, lemma[shared:]) if shared else (-1, lemma)


def paradigms(source: Path) -> dict[str, list[Paradigm]]:
    """Form to its paradigms, one for each lemma and part of speech."""
    out: dict[str, list[Paradigm]] = {}
    with lzma.open(source, "rt", encoding="utf-8") as lines:
        for line in lines:
            form, lemma, tags = [*line.rstrip("\n").split("\t"), "", ""][:3]
            if form.startswith("#") or " -- " in tags or not tags:
                continue
            by_pos: dict[str, list[str]] = {}
            for tag in tags.split():
                pos, _, rest = tag.partition(":")
                if tag.startswith(("EIG:VOR", "EIG:NAC")) or (pos == "EIG" and rest.endswith(("VOR", "NAC"))):
                    continue
                by_pos.setdefault(pos, []).append(tag)
            for pos, found in by_pos.items():
                out.setdefault(form, []).append((*rule(form, lemma), pos, tuple(sorted(found))))
    return out


def main() -> None:
    table = paradigms(Path(sys.argv[1]))
    counts = Counter(p for many in table.values() for p in many)
    numbers = {p: i for i, (p, _) in enumerate(counts.most_common())}
    if len(numbers) > 65535:
        raise SystemExit(f"{len(numbers)} paradigms do not fit into 16 bits")
    trie = marisa_trie.RecordTrie("<H", ((form, (numbers[p],)) for form, many in table.items() for p in many))
    OUT.mkdir(parents=True, exist_ok=True)
    trie.save(str(OUT / "morphology.marisa"))
    head = {
        "origin": "LanguageTool german-pos-dict (a0d7adc), from Morphy by Wolfgang Lezius, extended by korrekturen.de",
        "licence": "CC BY-SA 4.0",
    }
    body = json.dumps({**head, "paradigms": list(numbers)}, ensure_ascii=False, separators=(",", ":"))
    (OUT / "morphology.json").write_text(body, encoding="utf-8")
    print(f"{len(table)} forms, {len(numbers)} paradigms")


if __name__ == "__main__":
    main()
