"""Builds `lexicons/de/word_clusters.marisa` from the Brown clusters that spaCy's lookups data hold.

    pip install spacy-lookups-data==1.0.5
    python training/names/clusters.py

The package (MIT licence) ships a million German forms in 750 clusters, made by Explosion for spaCy's German models.
Numbers, symbols and addresses are left out: no such form is a name.
"""

from __future__ import annotations

import gzip
import json
import re
from importlib import resources
from pathlib import Path

import marisa_trie

TARGET = Path(__file__).resolve().parents[2] / "src/lesart/data/lexicons/de/word_clusters.marisa"
_FORM = re.compile(r"[^\W\d_][\w'’.\-]{0,38}")


def main() -> None:
    """Writes the trie and prints how many forms it holds."""
    source = resources.files("spacy_lookups_data") / "data" / "de_lexeme_cluster.json.gz"
    with source.open("rb") as packed:
        clusters: dict[str, int] = json.loads(gzip.decompress(packed.read()))
    kept = {form: path for form, path in clusters.items() if _FORM.fullmatch(form)}
    marisa_trie.RecordTrie("<H", ((form, (path,)) for form, path in kept.items())).save(str(TARGET))
    print(len(kept), "forms in", len(set(kept.values())), "clusters")


if __name__ == "__main__":
    main()
