"""Unknown abbreviations ("GDL", "UNFICYP") as organisations; known ones come from the knowledge base."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lesart.annotate.entities.hints import Found, Hints
from lesart.annotate.entities.noun_phrases import determines
from lesart.annotate.entities.words import Word, Words
from lesart.resources.gazetteers import Ref

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


_LOWER_INSIDE = frozenset(
    {
        "für",
        "und",
        "der",
        "des",
        "zur",
        "zum",
        "in",
        "im",
        "of",
        "the",
        "for",
        "and",
        "de",
        "la",
        "du",
        "pour",
        "gegen",
        "von",
    }
)
_LONGEST = 9


def find_introduced(words: Words) -> Iterator[Found]:
    """ "Bund Freier Angler (BFA)": the long name before the brackets and the short one inside, as one body.

    The long name is a run of capitalised words with small ones between, begins with the letter that the short name
    begins with, and holds the letters of the short name in their order. The short mention points at the long one.
    """
    for word in words.words:
        short = word.text
        if not (2 <= len(short) <= 8 and sum(c.isupper() for c in short) >= 2 and short.replace("-", "").isalpha()):
            continue
        if words.text_at(word.index - 1) != "(" or words.text_at(word.index + 1) != ")" or word.index < 3:
            continue
        first = _long_name(words, word.index - 2, short)
        if first is None:
            continue
        start, end = words[first].start, words[word.index - 2].end
        yield Found(start, end, "ORG", "named", 75, Hints(refs=_bodies(word), evidence="introduced"))
        yield Found(
            word.start,
            word.end,
            "ORG",
            "named",
            76,
            Hints(refs=_bodies(word), attributes=((start, end),), evidence="short"),
        )


def _bodies(word: Word) -> tuple[Ref, ...]:
    return tuple(r for r in word.hit.refs if r.kind == "organisation") if word.hit is not None else ()


def _long_name(words: Words, last: int, short: str) -> int | None:
    best: int | None = None
    for index in range(last, max(last - _LONGEST, -1), -1):
        word = words[index]
        if not (word.capital or word.text in _LOWER_INSIDE or word.text == "-") or words.text_at(index) in ".,;:()":
            break
        if determines(word.text):
            continue  # "Der Deutsche Wetterdienst (DWD)": the capital opens the sentence
        if word.capital and word.text[0] == short[0].upper() and index < last and _holds(words, index, last, short):
            best = index
    return best


def _holds(words: Words, first: int, last: int, short: str) -> bool:
    """Whether the letters of the short name come in order in the long one, most of them at the head of a word.

    Of all ways to find them the one with most heads counts: the U of "DUH" is not the first one in "Deutsche
    Umwelthilfe".
    """
    text = words.text[words[first].start : words[last].end].lower()
    letters = short.replace("-", "").lower()
    heads = {0: 0}  # behind which letter of the long name, with how many heads
    for letter in letters:
        found: dict[int, int] = {}
        for at, many in heads.items():
            for place in range(at, len(text)):
                if text[place] == letter:
                    head = place == 0 or not text[place - 1].isalpha()
                    found[place + 1] = max(found.get(place + 1, 0), many + head)
        heads = found
    return bool(heads) and max(heads.values()) * 2 >= len(letters)


_DOMAIN = re.compile(r"(?:[\w-]+\.)+(?:de|com|org|net|at|ch|eu|info|ru|am|az|ge|tv)")


def find_domains(words: Words) -> Iterator[Found]:
    """Web addresses used as the name of an outlet: "tagesschau.de"."""
    for word in words.words:
        if _DOMAIN.fullmatch(word.text.lower()) and "@" not in word.text:
            yield Found(word.start, word.end, "ORG", "named", 35, Hints(evidence="domain"))


def _shouting(words: Words, index: int) -> bool:
    """Whether the neighbours are in capitals too: a headline, not an abbreviation."""
    return any((w := words.get(i)) is not None and len(w.text) > 3 and w.text.isupper() for i in (index - 1, index + 1))
