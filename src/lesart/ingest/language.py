"""Which language a text is in; the question is German or not.

Function words settle it for nearly every article; the statistical identifier is asked only where they do not.
"""

from __future__ import annotations

import functools
import re

from lesart.resources import read_tsv

WORDS = "lexicons/de/function_words.tsv"
_WORD = re.compile(r"[^\W\d_]+")
_CODE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
_SAMPLE = 6000
_ENOUGH = 0.08
"""Share of these words above which a text is German; in Dutch, English or Luxembourgish text it stays below 0.04."""
_MARGIN = 10.0
"""By how much (natural logarithm) another language must be likelier than German."""
_SHORT = 60
"""Letters below which the identifier's word is worth nothing."""


def language_of(text: str) -> str:
    """The BCP 47 code of the text's language; `de` if there is too little text to tell."""
    words = [word.lower() for word in _WORD.findall(text[:_SAMPLE])]
    if not words:
        return "de"
    if sum(map(_function_words().__contains__, words)) >= _ENOUGH * len(words):
        return "de"
    latin = sum(character < "\u0250" for word in words for character in word)
    letters = sum(map(len, words))
    if letters < _SHORT and latin > letters / 2:
        return "de"
    from py3langid import rank  # slow to load and rarely needed

    scores = {str(code): float(score) for code, score in rank(text[:_SAMPLE])}
    best = max(scores, key=lambda code: scores[code])
    return best if scores[best] - scores.get("de", -_MARGIN) > _MARGIN else "de"


def language_code(stated: str | None) -> str | None:
    """What a data file says of an article's language as a BCP 47 code; None if it is none ("German")."""
    code = (stated or "").strip().replace("_", "-")
    if not _CODE.fullmatch(code):
        return None
    main, _, rest = code.partition("-")
    main = {"ger": "de", "deu": "de"}.get(main.lower(), main.lower())
    return f"{main}-{rest}" if rest else main


@functools.cache
def _function_words() -> frozenset[str]:
    return frozenset(row[0] for row in read_tsv(WORDS))
