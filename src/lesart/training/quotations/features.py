"""Features of a corpus's articles, made by the component's own code and kept on disk between runs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import numpy.typing as npt
from spacy.language import Language

from lesart.annotate.clauses import clauses
from lesart.annotate.encoder import EncoderComponent
from lesart.annotate.quotations.component import QuotationReader
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


def without_trees(rows: npt.NDArray[np.float16]) -> npt.NDArray[np.float16]:
    """The columns of a network that does not read dependency trees."""
    return rows[:, : -len(TREE_COLUMNS)]


def features(
    articles: list[GoldArticle], nlp: Language, cache: Path, *, log: Callable[[str], None]
) -> list[npt.NDArray[np.float16]]:
    """One array (words x columns) an article; read from `cache` (an npz file) if it is there, else written to it."""
    if cache.exists():
        with np.load(cache, allow_pickle=False) as archive:
            return [archive[str(number)] for number in range(len(articles))]
    encoder = EncoderComponent(Encoder.load(data_path("models/encoder/weights.npz")))
    parse = make_syntax(nlp, "lesart_syntax")
    reader = QuotationReader(german(), reporting_words())
    out: list[npt.NDArray[np.float16]] = []
    for number, article in enumerate(articles):
        doc = parse(encoder(nlp(article.words.text)))
        rules = RuleReader(article.words, clauses(doc), reporting_words())
        rows = reader.features(article.words, doc, rules, rules.read(), doc._.features)
        out.append(rows.astype(np.float16))
        if number % 100 == 99:
            log(f"{number + 1} of {len(articles)} articles have features")
    cache.parent.mkdir(parents=True, exist_ok=True)
    np.savez(cache, **{str(number): rows for number, rows in enumerate(out)})  # type: ignore[arg-type]
    return out
