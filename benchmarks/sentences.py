"""Sentence boundaries against gold: exact sentences, F1, beside spaCy's rule-based sentencizer.

    python benchmarks/sentences.py ../shared/corpora

Universal Dependencies sentences are joined by a blank (their documents have no other layout); the quotation corpus has
whole articles with line breaks. A sentence counts if both its ends are right; white space at its ends is ignored.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import spacy

from lesart.annotate import stops
from lesart.annotate.sentences import Sentences

Gold = tuple[str, set[tuple[int, int]]]


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    cut = text[start:end]
    return start + len(cut) - len(cut.lstrip()), start + len(cut.rstrip())


def treebank(path: Path, *, block: int = 50) -> Iterator[Gold]:
    sentences = re.findall(r"^# text = (.*)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    for i in range(0, len(sentences), block):
        text, gold = "", set()
        for sentence in sentences[i : i + block]:
            gold.add(trimmed(text + sentence, len(text), len(text) + len(sentence)))
            text += sentence + " "
        yield text, gold


def quotation_corpus(folder: Path) -> Iterator[Gold]:
    for path in sorted(folder.glob("*.json")):
        article = json.loads(path.read_text(encoding="utf-8"))
        text = article["originalText"]
        gold = {trimmed(text, s["charBegin"], s["charEnd"]) for s in article["sentences"]}
        yield text, {(start, end) for start, end in gold if start < end}


def main(corpora: Path, *, show: int = 0) -> None:
    ours = Sentences(stops.german())
    sentencizer = spacy.blank("de")
    sentencizer.add_pipe("sentencizer")
    data = {
        "UD German GSD dev": lambda: treebank(corpora / "ud-german-gsd" / "de_gsd-ud-dev.conllu"),
        "UD German GSD test": lambda: treebank(corpora / "ud-german-gsd" / "de_gsd-ud-test.conllu"),
        "UD German PUD": lambda: treebank(corpora / "ud-german-pud" / "de_pud-ud-test.conllu"),
        "quotation corpus train": lambda: quotation_corpus(corpora / "quotations" / "train"),
    }
    for name, gold_texts in data.items():
        for system in ("lesart", "sentencizer"):
            counts: Counter[str] = Counter()
            for text, gold in gold_texts():
                if system == "lesart":
                    found = {(s.start, s.end) for s in ours.find(text)}
                else:
                    found = {trimmed(text, s.start_char, s.end_char) for s in sentencizer(text).sents}
                counts.update(right=len(gold & found), found=len(found), gold=len(gold))
                if system == "lesart" and show:
                    for start, end in sorted(gold ^ found):
                        print("GOLD" if (start, end) in gold else "OURS", repr(text[start:end][-90:]), sep="\t")
            precision, recall = counts["right"] / counts["found"], counts["right"] / counts["gold"]
            f1 = 2 * precision * recall / (precision + recall)
            print(f"{name}\t{system}\tP {precision:.3f}\tR {recall:.3f}\tF1 {f1:.3f}\t({counts['gold']} sentences)")


if __name__ == "__main__":
    main(Path(sys.argv[1]), show=len(sys.argv) > 2)
