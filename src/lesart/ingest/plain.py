"""Plain text: what of it is the title. The text itself is never changed."""

from __future__ import annotations

import re

MAX_TITLE = 160
_SENTENCE_END = re.compile(r"[.,;:…][\"“”»«’')\]]*$")
_NO_TITLE = re.compile(
    r"^(?:Von [A-ZÄÖÜ]\S+ [A-ZÄÖÜ]\S+$|Stand\b|Quelle\b|Foto\b|Anzeige\b|https?://|www\.|[-–—•*#=_+>|]"
    r"|\d{1,2}\.\s?(?:\d{1,2}\.|\w+)\s?\d{2,4}\b.{0,25}$|(?:Start(?:seite)?|Home)\b)|[|»›>]\s"
)


def title_of(text: str) -> str | None:
    """The heading that a plain text begins with, or None.

    A heading is a line of its own at the top, short and without the stop of a sentence, with more text below it. A
    kicker of one or two words gives way to a heading right under it.
    """
    rows = [row.strip() for row in text.lstrip().split("\n", 12)[:12]]
    rows = [row for row in rows if row]
    if len(rows) < 2:
        return None
    if not _is_heading(rows[0], rows[1]):
        return None
    if len(rows[0].split()) <= 2 and len(rows) > 2 and len(rows[1].split()) > 2 and _is_heading(rows[1], rows[2]):
        return rows[1]
    return rows[0]


def _is_heading(row: str, below: str) -> bool:
    return (
        1 < len(row) <= MAX_TITLE
        and not _SENTENCE_END.search(row)
        and not _NO_TITLE.search(row)
        and any(character.isalpha() for character in row)
        and not below[0].islower()
    )
