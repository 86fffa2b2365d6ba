"""Who is meant: chains against our own gold, and speakers given their words.

    OMP_NUM_THREADS=1 python benchmarks/coreference.py chains|speakers|speed [--shared ../shared]

`chains` scores `tests/gold/coreference/chains.json` (format and guide in the README beside it): CoNLL F1 without chains
of one mention, as in the shared tasks, and with them; for all articles, and apart for those that had been looked at
when rules were written and those that had not. `speakers` takes the speaker's words of every quotation of the
development split as given and asks whether their entity is who the file of speakers names, by the test of names of
`score_quotations.py --speakers`. `speed` is the component alone, in milliseconds of processor time for 300 words.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from spacy.tokens import Doc

from lesart.annotate.clauses import clauses
from lesart.annotate.coreference import CoreferenceComponent
from lesart.annotate.pipeline import build
from lesart.annotate.quotations.drafts import Draft
from lesart.annotate.quotations.parties import finish
from lesart.annotate.quotations.reporting import reporting_words
from lesart.annotate.quotations.speakers import Cast
from lesart.annotate.quotations.words import from_doc
from lesart.annotate.times import publication_date
from lesart.metrics.coreference import ChainScore, GoldMention, align, score_chains

GOLD = Path(__file__).resolve().parents[1] / "tests" / "gold" / "coreference" / "chains.json"
_LOOKED_AT = 12
"""The first articles of the gold, measured while rules were written; the rest was measured blind."""


def articles(folder: Path) -> dict[str, dict[str, Any]]:
    """The quotation corpus by file name, with line ends as readings have them."""
    found = {}
    for path in sorted(folder.glob("*.json")):
        article = json.loads(path.read_text(encoding="utf-8"))
        article["originalText"] = article["originalText"].replace("\r\n", "\n").replace("\r", "\n")
        found[path.name] = article
    return found


def annotated(texts: Iterable[str]) -> Iterator[Doc]:
    """Docs up to coreference, with the publication date that a reading would have."""
    nlp = build()
    last = nlp.pipe_names.index("lesart_coreference")
    for text in texts:
        doc = nlp.make_doc(text)
        doc._.published = publication_date(text)
        for _, step in nlp.pipeline[: last + 1]:
            doc = step(doc)
        yield doc


def gold_mentions(chains: Sequence[Sequence[Sequence[Any]]]) -> list[GoldMention]:
    """The mentions of an article of the gold; appositions are optional."""
    return [
        GoldMention(start, end, head_start, head_end, number, optional=kind == "apposition")
        for number, chain in enumerate(chains)
        for start, end, head_start, head_end, kind in chain
    ]


def score_article(doc: Doc, chains: Sequence[Sequence[Sequence[Any]]], *, singletons: bool) -> ChainScore:
    """The measures on one article."""
    gold = gold_mentions(chains)
    spans = [(m.start, m.end) for m in doc._.mentions]
    things = {e.id for e in doc._.entities if e.type == "other"}  # documents and things, which the gold leaves out
    found: dict[object, list[object]] = {}
    for mention, target in zip(doc._.mentions, align(gold, spans), strict=True):
        if mention.entity in things or (target is not None and gold[target].optional):
            continue
        item = ("gold", target) if target is not None else ("found", mention.id)
        found.setdefault(mention.entity or mention.id, []).append(item)
    wanted: dict[object, list[object]] = {}
    for number, one in enumerate(gold):
        if not one.optional:
            wanted.setdefault(one.chain, []).append(("gold", number))
    least = 1 if singletons else 2
    return score_chains([c for c in wanted.values() if len(c) >= least], [c for c in found.values() if len(c) >= least])


def chains(docs: Iterable[tuple[str, Doc]], gold: dict[str, Any]) -> None:
    """Prints the table of scores."""
    totals: dict[tuple[str, bool], ChainScore] = {}
    order = list(gold)
    for name, doc in docs:
        if hashlib.sha256(doc.text.encode()).hexdigest() != gold[name]["sha256"]:
            raise SystemExit(f"{name} is not the text that the gold was made on")
        part = "looked at" if order.index(name) < _LOOKED_AT else "blind"
        for singletons in (False, True):
            score = score_article(doc, gold[name]["chains"], singletons=singletons)
            for key in ("all", part):
                totals[key, singletons] = totals.get((key, singletons), ChainScore()) + score
    print("| articles | chains of one | MUC | B-cubed | CEAF-e | CoNLL F1 |\n|---|---|---|---|---|---|")
    for (part, singletons), score in sorted(totals.items(), key=lambda item: (item[0][1], item[0][0])):
        cells = " | ".join(f"{100 * m.f1:.1f}" for m in (score.muc, score.b_cubed, score.ceaf_e))
        print(f"| {part} | {'with' if singletons else 'without'} | {cells} | {100 * score.conll:.1f} |")


def scorer(shared: Path) -> ModuleType:
    """The corpus's scorer, for its test of names and its tokens."""
    spec = importlib.util.spec_from_file_location("score_quotations", shared / "tools" / "score_quotations.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def speakers(docs: Iterable[tuple[str, Doc]], corpus: dict[str, Any], shared: Path) -> None:
    """Prints how many of the given speaker's words have the right entity, by kind of speaker."""
    tool = scorer(shared)
    named = json.loads((shared / "corpora" / "speakers" / "dev.json").read_text(encoding="utf-8"))
    right: Counter[str] = Counter()
    known: Counter[str] = Counter()
    for name, doc in docs:
        article, offsets = corpus[name], tool.token_offsets(corpus[name])
        words, syntax = from_doc(doc), clauses(doc)
        cast = Cast(words, doc._.mentions, doc._.entities, reporting_words())
        for number, quotation in enumerate(article["annotations"]):
            who = named.get(article["documentName"], {}).get(str(number))
            tokens = (quotation.get("speaker") or {}).get("tokenIds", [])
            if not who or not who["canon"] or not tokens:
                continue
            spans = [offsets[t] for t in tokens]
            numbers = [
                i
                for i, (start, end) in enumerate(zip(words.starts, words.ends, strict=True))
                if any(start < stop and end > begin for begin, stop in spans)
            ]
            given = Draft("indirect", "speech", content=(0,), speaker=tuple(numbers))
            (read,) = finish([given], words, syntax, cast, reporting_words())
            entity = next((e for e in cast.entities if read.speaker is not None and e.id == read.speaker.entity), None)
            names = {tool.norm(n) for n in (entity.name, *entity.aliases)} if entity is not None else set()
            for key in ("all", who["kind"]):
                known[key] += 1
                right[key] += tool.same_name(who, names)
    for key, total in known.most_common():
        print(f"{key:14s} {right[key]:4d} of {total:4d}  {100 * right[key] / total:.1f}")


def speed(docs: Iterable[tuple[str, Doc]]) -> None:
    """Prints the component's processor time."""
    read = [doc for _, doc in docs]
    component = CoreferenceComponent()
    words = sum(len(doc.text.split()) for doc in read)
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        for doc in read:
            component.find(doc)
        best = min(best, time.process_time() - start)
    print(f"coreference: {best / words * 300_000:.1f} ms for 300 words")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("chains", "speakers", "speed"))
    parser.add_argument("--shared", type=Path, default=Path(__file__).resolve().parents[2] / "shared")
    options = parser.parse_args()
    corpus = articles(options.shared / "corpora" / "quotations" / "dev")
    gold = json.loads(GOLD.read_text(encoding="utf-8"))
    names = list(gold) if options.what == "chains" else list(corpus)
    docs = zip(names, annotated(corpus[name]["originalText"] for name in names), strict=True)
    if options.what == "chains":
        chains(docs, gold)
    elif options.what == "speakers":
        speakers(docs, corpus, options.shared)
    else:
        speed(docs)


if __name__ == "__main__":
    main()
