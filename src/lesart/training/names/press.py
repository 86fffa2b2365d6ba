"""Press text without labels, for teachers to label: Wikinews, Die Zeit and Dolomiten, and the sentences of UD GSD.

The articles are those of the training parts of other corpora; none of the recogniser's test sets is among them.
"""

from __future__ import annotations

import importlib
import json
import re
from collections.abc import Iterator
from pathlib import Path

from lesart.annotate.tokens import blank
from lesart.training.names.corpora import Sentence

HEAD = "press"
_TAG = re.compile(r"<[^>]+>")
_SHORTEST, _LONGEST = 4, 80


def articles(shared: Path) -> Iterator[str]:
    """Plain texts of the articles."""
    for path in sorted((shared / "quotations/train").glob("*.json")):
        yield json.loads(path.read_text(encoding="utf-8"))["originalText"]
    for path in sorted((shared / "events").glob("train*.docs.json")):
        yield from (document["text"] for document in json.loads(path.read_text(encoding="utf-8")))
    for path in sorted((shared / "times").glob("*.tml")):
        text = path.read_text(encoding="utf-8")
        yield _TAG.sub("", text[text.find("<TEXT>") : text.find("</TEXT>")])
    for path in sorted((shared / "ud-german-gsd").glob("*.conllu")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("# text = "):
                yield line.removeprefix("# text = ")


def sentences(shared: Path) -> Iterator[Sentence]:
    """Sentences as the pipeline makes them, each once, without labels."""
    nlp = blank()
    importlib.import_module("lesart.annotate.sentences")  # registers the factory
    nlp.add_pipe("lesart_sentences")
    seen: set[tuple[str, ...]] = set()
    for text in articles(shared):
        for sentence in nlp(text).sents:
            words = [token for token in sentence if not token.is_space]
            forms = tuple(token.text for token in words)
            if _SHORTEST <= len(forms) <= _LONGEST and forms not in seen:
                seen.add(forms)
                blanks = tuple(t.i == 0 or bool(t.nbor(-1).whitespace_) or t.nbor(-1).is_space for t in words)
                yield Sentence(forms, blanks, (), HEAD)
