"""Plain text: what of it is the title. The text itself is never changed."""

from __future__ import annotations

import re
from itertools import pairwise

MAX_TITLE = 160
HEAD_ROWS = 16
ENOUGH_WORDS = 3
"""A heading of so many words is the title; of shorter ones the longest is."""
_SENTENCE_END = re.compile(r"[.,;:…][\"“”»«’')\]]*$")
_NO_TITLE = re.compile(
    r"^(?:Von [A-ZÄÖÜ]\S+ [A-ZÄÖÜ]\S+$|Von unsere[mrn]\b|Stand\b|Quelle\b|Foto\b|Anzeige$|https?://|www\.|[-–—•*#=_+>|]"
    r"|Zum (?:Haupt)?[Ii]nhalt\b|(?:SEITE|Seite) \d|(?:Start(?:seite)?|Home)\b"
    r"|\d{1,2}\.\s?(?:\d{1,2}\.|\w+)\s?\d{2,4}\b.{0,25}$)|[|»›>]\s|\S\s{2,}\S"
)
"""Bylines, dates, labels, menus (bars and wide gaps)."""


def title_of(text: str) -> str | None:
    """The heading that a plain text begins with, or None.

    A heading is a line of its own above the first paragraph, short and without the stop of a sentence, with more text
    below it. Kickers and menu labels of a word or two give way to a longer heading under them.
    """
    raw = [row.strip() for row in text.lstrip().split("\n", HEAD_ROWS)[:HEAD_ROWS]]
    wrapped = {row for row, below in pairwise(raw) if below[:1].islower()}
    rows = [row for row in raw if row]
    headings: list[str] = []
    for row in rows[:-1]:
        if _is_heading(row) and row not in wrapped:
            headings.append(row)
        elif not _NO_TITLE.search(row):
            break  # the first paragraph
    if not headings:
        return None
    return max(headings, key=lambda row: min(len(row.split()), ENOUGH_WORDS))  # the first of the longest


def _is_heading(row: str) -> bool:
    return (
        1 < len(row) <= MAX_TITLE
        and not _SENTENCE_END.search(row)
        and not _NO_TITLE.search(row)
        and any(character.isalpha() for character in row)
    )
