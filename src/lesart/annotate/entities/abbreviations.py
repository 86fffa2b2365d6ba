"""Unknown abbreviations ("GDL", "UNFICYP") as organisations; known ones come from the knowledge base."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lesart.annotate.entities.hints import Found, Hints
from lesart.annotate.entities.words import Words

_ABBREVIATION = re.compile(r"[A-ZÄÖÜ][A-ZÄÖÜa-z]?[A-ZÄÖÜ]{1,6}")
# Capital letters that stand for no body: measures, countries' road signs, media formats, Roman numbers
_NO_BODY = re.compile(
    r"[IVXLCDM]+|[A-Z]?KM|PDF|SMS|MEZ|MESZ|UTC|GMT|PKW|LKW|TV|DVD|CD|AIDS|HIV|ID|BIP|PC|IT|EDV|CEO|OB|AG|GmbH|KG|SA|US|USA|EU|NGO|NGOs|ICE|U"
)


def find_abbreviations(words: Words) -> Iterator[Found]:
    """Tokens of two to seven capitals that neither lexicon nor knowledge base knows."""
    for word in words.words:
        if (
            (
                word.hit is None
                and not word.known
                and _ABBREVIATION.fullmatch(word.text)
                and not _NO_BODY.fullmatch(word.text)
            )
            and word.text.isupper()
            and not _shouting(words, word.index)
        ):
            yield Found(word.start, word.end, "ORG", "named", 35, Hints(evidence="abbreviation"))


_DOMAIN = re.compile(r"(?:[\w-]+\.)+(?:de|com|org|net|at|ch|eu|info|ru|am|az|ge|tv)")


def find_domains(words: Words) -> Iterator[Found]:
    """Web addresses used as the name of an outlet: "tagesschau.de"."""
    for word in words.words:
        if _DOMAIN.fullmatch(word.text.lower()) and "@" not in word.text:
            yield Found(word.start, word.end, "ORG", "named", 35, Hints(evidence="domain"))


def _shouting(words: Words, index: int) -> bool:
    """Whether the neighbours are in capitals too: a headline, not an abbreviation."""
    return any((w := words.get(i)) is not None and len(w.text) > 3 and w.text.isupper() for i in (index - 1, index + 1))
