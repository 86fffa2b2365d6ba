"""Features of a corpus's articles, made by the component's own code and kept on disk between runs."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from spacy.language import Language

from lesart.annotate.clauses import clauses
from lesart.annotate.encoder import EncoderComponent
from lesart.annotate.quotations.component import QuotationReader
from lesart.annotate.quotations.drafts import Draft
from lesart.annotate.quotations.reporting import reporting_words
from lesart.annotate.quotations.rules import RuleReader
from lesart.annotate.quotations.tree_flags import NAMES as TREE_COLUMNS
from lesart.annotate.syntax import make as make_syntax
from lesart.ml.encoder import Encoder
from lesart.resources import data_path
from lesart.resources.lexicon import german
from lesart.training.quotations.corpus import GoldArticle

PRETRAINED = Encoder.dimensions
"""The first columns are the shared encoder's; they are standardised, the flags behind them are not."""


@dataclass(frozen=True, slots=True)
class Material:
    """What the networks read of an article: one row a word, and the rules' own reading with the titles they know."""

    rows: npt.NDArray[np.float16]
    ruled: tuple[Draft, ...]
    titles: tuple[range, ...]


def without_trees(material: Material) -> Material:
    """What a network reads that does without dependency trees: it errs elsewhere than its fellow members."""
    return replace(material, rows=material.rows[:, : -len(TREE_COLUMNS)])


def features(articles: list[GoldArticle], nlp: Language, cache: Path, *, log: Callable[[str], None]) -> list[Material]:
    """The material of every article; read from `cache` (an npz file and a JSON beside it) if there, else written."""
    readings = cache.with_suffix(".json")
    if cache.exists() and readings.exists():
        kept = json.loads(readings.read_text(encoding="utf-8"))
        with np.load(cache, allow_pickle=False) as archive:
            return [_material(archive[str(n)], kept[n]) for n in range(len(articles))]
    encoder = EncoderComponent(Encoder.load(data_path("models/encoder/weights.npz")))
    parse = make_syntax(nlp, "lesart_syntax")
    reader = QuotationReader(german(), reporting_words())
    out: list[Material] = []
    for number, article in enumerate(articles):
        doc = parse(encoder(nlp(article.words.text)))
        rules = RuleReader(article.words, clauses(doc), reporting_words())
        found = rules.read()
        rows = reader.features(article.words, doc, rules, found, doc._.features)
        out.append(Material(rows.astype(np.float16), tuple(found), tuple(rules.titles())))
        if number % 100 == 99:
            log(f"{number + 1} of {len(articles)} articles have features")
    cache.parent.mkdir(parents=True, exist_ok=True)
    np.savez(cache, **{str(number): made.rows for number, made in enumerate(out)})  # type: ignore[arg-type]
    kept = [
        {"ruled": [dataclasses.asdict(d) for d in made.ruled], "titles": [[t.start, t.stop] for t in made.titles]}
        for made in out
    ]
    readings.write_text(json.dumps(kept), encoding="utf-8")
    return out


def _material(rows: npt.NDArray[np.float16], kept: dict[str, Any]) -> Material:
    ruled = [_draft(record) for record in kept["ruled"]]
    return Material(rows, tuple(ruled), tuple(range(start, end) for start, end in kept["titles"]))


def _draft(record: dict[str, Any]) -> Draft:
    """A draft from JSON, whose lists are tuples of word numbers."""
    fields: dict[str, Any] = {name: tuple(x) if isinstance(x, list) else x for name, x in record.items()}
    return Draft(**fields)
