"""Re-checks a dossier: every passage still cuts its wording out of its article, and nothing was altered by hand."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from lesart.ledger.assertions import Assertion
from lesart.ledger.store import Ledger, StoredArticle


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that does not hold: in which article, and what."""

    article: str
    finding: str


def verify(ledger: Ledger) -> Iterator[Problem]:
    """Every problem of the file, streaming; no problem means that all passages hold."""
    articles: dict[str, StoredArticle] = {}
    for article in ledger.articles():
        articles[article.id] = article
        if hashlib.sha256(article.text.encode()).hexdigest() != article.text_sha256:
            yield Problem(article.id, f"{article.name}: the text was altered after it was stored")
    for reading in ledger.readings():
        stored = articles.get(reading.document.id)
        if stored is None:
            yield Problem(reading.document.id, "a reading without its article")
        elif stored.text != reading.document.text:
            yield Problem(stored.id, f"{stored.name}: the reading's text is not the stored article's")
    for row in ledger.assertion_rows():
        stored = articles.get(row["article"])
        if stored is None:
            yield Problem(row["article"], f"{row['item']} {row['slot']}: its article is missing")
            continue
        cut = stored.text[row["start"] : row["end"]]
        where = f"{stored.name}: {row['item']} {row['slot']} at {row['start']}–{row['end']}"
        if cut != row["wording"]:
            yield Problem(stored.id, f"{where} reads “{_short(cut)}”, the row says “{_short(row['wording'])}”")
        fields = ("article", "item", "slot", "value", "claimant", "start", "end", "wording")
        if Assertion(*(row[name] for name in fields)).id != row["id"]:
            yield Problem(stored.id, f"{where}: the row was altered after it was stored")


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:57] + "…"
