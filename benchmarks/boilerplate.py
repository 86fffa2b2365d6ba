"""Precision and recall of boilerplate on the gold that was written for it, by characters and by lines.

    python benchmarks/boilerplate.py tests/gold/boilerplate [--show]

Characters that are no white space are counted. A report line counts as lost if half of it or more is marked.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path

from lesart.annotate.boilerplate import BoilerplateFinder
from lesart.annotate.boilerplate.rules import german

_INLINE = re.compile(r"\[\[([a-z-]+):(.*?)\]\]")


def read_gold(path: Path) -> tuple[str, list[str | None], list[tuple[int, int, str | None]]]:
    """Text of an article, the kind of each character (None: report), and its lines with their kind."""
    text = ""
    kinds: list[str | None] = []
    rows: list[tuple[int, int, str | None]] = []
    for line in path.read_text(encoding="utf-8").rstrip("\n").split("\n"):
        if line:
            label, content = line.split("\t", 1)
            kind = None if label == "-" else label
            start, at = len(text), 0
            for inline in _INLINE.finditer(content):
                text += content[at : inline.start()]
                kinds += [kind] * (inline.start() - at)
                text += inline.group(2)
                kinds += [inline.group(1)] * len(inline.group(2))
                at = inline.end()
            text += content[at:]
            kinds += [kind] * (len(content) - at)
            rows.append((start, len(text), kind))
        text += "\n"
        kinds.append(None)
    return text, kinds, rows


def score(folder: Path, *, show: bool = False) -> Counter[str]:
    """Counts over all gold articles."""
    finder = BoilerplateFinder(german())
    counts: Counter[str] = Counter()
    for path in sorted(folder.glob("*.txt")):
        text, kinds, rows = read_gold(path)
        found: list[str | None] = [None] * len(text)
        for span in finder.find(text):
            found[span.start : span.end] = [span.kind] * (span.end - span.start)
        for character, gold, ours in zip(text, kinds, found, strict=True):
            if not character.isspace():
                counts["gold"] += gold is not None
                counts["found"] += ours is not None
                counts["both"] += gold is not None and ours is not None
                counts["kind"] += gold is not None and gold == ours
        for start, end, kind in rows:
            marked = sum(k is not None for k in found[start:end]) * 2 >= end - start
            counts["report lines"] += kind is None
            counts["lines"] += kind is not None
            counts["lines found"] += kind is not None and marked
            counts["report lines lost"] += kind is None and marked
            if show and marked != (kind is not None):
                print(path.name, "LOST" if kind is None else "MISSED", kind, text[start:end], sep="\t")
    return counts


def main(folder: Path, *, show: bool) -> None:
    counts = score(folder, show=show)
    precision, recall = counts["both"] / counts["found"], counts["both"] / counts["gold"]
    print(f"characters: P {precision:.3f} R {recall:.3f} F1 {2 * precision * recall / (precision + recall):.3f}")
    print(f"right kind: {counts['kind'] / counts['both']:.3f} of the characters found")
    print(f"lines: {counts['lines found']} of {counts['lines']} boilerplate lines found, "
          f"{counts['report lines lost']} of {counts['report lines']} report lines lost")  # fmt: skip


if __name__ == "__main__":
    main(Path(sys.argv[1]), show="--show" in sys.argv)
