"""Speed of reading quotations: `OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 python benchmarks/quotations.py`, one core.

Measured in one run, on the same articles: spaCy's blank tokenizer, the path by rule alone, and shared features with the
trained component; milliseconds for an article of 300 words, the best of three passes after a warm-up, and seconds to
load. `--articles` is a folder of quotation-corpus articles (JSON) or plain texts; default the shared dev split.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import time
from collections.abc import Callable
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from lesart.annotate.clauses import clauses
from lesart.annotate.extensions import register
from lesart.annotate.tokens import blank
from lesart.resources import data_path


def texts(folder: Path) -> list[str]:
    """The articles' texts."""
    found = [json.loads(path.read_text(encoding="utf-8"))["originalText"] for path in sorted(folder.glob("*.json"))]
    return found or [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))]


def cost(step: Callable[[Doc], Doc], docs: list[Doc], words: int) -> float:
    """Milliseconds of processor time a 300-word article, best of three."""
    best = float("inf")
    for _ in range(3):
        for doc in docs:
            doc.user_data.pop("lesart_clauses", None)
        start = time.process_time()
        for doc in docs:
            step(doc)
        best = min(best, time.process_time() - start)
    return best / words * 300_000


def component(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """A component of a pipeline by its name."""
    step: Callable[[Doc], Doc] = dict(nlp.pipeline)[name]
    return step


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=Path, default=Path("../shared/corpora/quotations/dev"))
    parser.add_argument("--limit", type=int, default=60)
    options = parser.parse_args()
    if os.environ.get("OMP_NUM_THREADS") != "1":
        parser.error("one core is what is promised: set OMP_NUM_THREADS=1 and OPENBLAS_NUM_THREADS=1")
    articles = texts(options.articles)[: options.limit]
    register()
    for name in ("sentences", "encoder", "quotations"):
        importlib.import_module(f"lesart.annotate.{name}")
    start = time.process_time()
    nlp = blank()
    nlp.add_pipe("lesart_sentences")
    nlp.add_pipe("lesart_encoder")
    nlp.add_pipe("lesart_quotations")
    loading = time.process_time() - start
    rules = blank()
    rules.add_pipe("lesart_quotations", config={"rules_only": True})

    docs = [nlp(text) for text in articles]  # the warm-up fills every memory of words
    words = sum(sum(not token.is_space for token in doc) for doc in docs)
    plain = spacy.blank("de")
    start = time.process_time()
    for text in articles:
        plain(text)
    tokenizer = (time.process_time() - start) / words * 300_000
    encoder, quotations = component(nlp, "lesart_encoder"), component(nlp, "lesart_quotations")
    features, trained = cost(encoder, docs, words), cost(quotations, docs, words)
    by_rule = cost(component(rules, "lesart_quotations"), docs, words)
    grammar = cost(lambda doc: (clauses(doc), doc)[1], docs, words)
    size = sum(data_path(f"models/{name}/weights.npz").stat().st_size for name in ("encoder", "quotations")) / 1e6

    print(f"{len(docs)} articles, {words} words; milliseconds for 300 words, one thread")
    print(f"spaCy blank tokenizer              {tokenizer:8.1f}")
    print(f"rules alone (with clauses)         {by_rule:8.1f}")
    print(f"  of it clauses (shared)           {grammar:8.1f}")
    print(f"shared features                    {features:8.1f}")
    print(f"trained component (with clauses)   {trained:8.1f}")
    print(f"features and trained component     {features + trained:8.1f}   (limit 110)")
    print(f"loading {loading:.2f} s; weights {size:.1f} MB (limits: 2 s, 45 MB)")


if __name__ == "__main__":
    main()
