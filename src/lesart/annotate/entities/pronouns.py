"""Personal, possessive, demonstrative and relative pronouns that stand for a person, body or thing.

"es" is left out: it is an expletive far more often than it points at an actor.
"""

from __future__ import annotations

from collections.abc import Iterator

from lesart.annotate.entities.hints import ANY_GENDER, Found, Hints
from lesart.annotate.entities.words import Word, Words

_SINGULAR, _PLURAL, _EITHER = frozenset({"SIN"}), frozenset({"PLU"}), frozenset({"SIN", "PLU"})
_MAS, _FEM, _MASNEU = frozenset({"MAS"}), frozenset({"FEM"}), frozenset({"MAS", "NEU"})

PERSONAL: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "er": (_SINGULAR, _MAS),
    "ihn": (_SINGULAR, _MAS),
    "ihm": (_SINGULAR, _MASNEU),
    "sie": (_EITHER, ANY_GENDER),
    "ihr": (_SINGULAR, _FEM),
    "ihnen": (_PLURAL, ANY_GENDER),
}
_POSSESSIVE_ENDINGS = ("", "e", "er", "es", "en", "em")
_DEMONSTRATIVE = {
    "dieser": (_SINGULAR, _MAS),
    "diesem": (_SINGULAR, _MASNEU),
    "diesen": (_SINGULAR, _MAS),
    "diese": (_EITHER, ANY_GENDER),
    "letzterer": (_SINGULAR, _MAS),
    "letztere": (_EITHER, ANY_GENDER),
}
_RELATIVE = {
    "der": (_SINGULAR, _MAS),
    "den": (_SINGULAR, _MAS),
    "dem": (_SINGULAR, _MASNEU),
    "die": (_EITHER, ANY_GENDER),
    "das": (_SINGULAR, frozenset({"NEU"})),
    "denen": (_PLURAL, ANY_GENDER),
}
_ARTICLES = frozenset({"der", "die", "das", "den", "dem", "des", "ein", "eine", "einen", "einem", "einer", "eines"})
_GENITIVE = {"dessen": (_SINGULAR, _MASNEU), "deren": (_EITHER, ANY_GENDER)}
_PREPOSITIONS = frozenset(
    {"an", "auf", "aus", "bei", "für", "gegen", "in", "mit", "nach", "über", "von", "vor", "zu", "durch", "unter"}
)


def find_pronouns(words: Words) -> Iterator[Found]:
    """Pronouns with what they tell about number and gender; `evidence` says which sort each is."""
    for word in words.words:
        low = word.text.lower()
        if word.capital and not word.first and words.text_at(word.index - 1) not in ('"', "„", "»", "“", ":"):
            continue  # "Sie", "Ihr" inside a sentence address the reader
        if low in PERSONAL:
            if low == "ihr" and _before_noun(words, word):
                yield _made(word, _EITHER, ANY_GENDER, "possessive")
            else:
                yield _made(word, *PERSONAL[low], "personal")
        elif _possessive(low, "sein"):
            if low != "sein" or _before_noun(words, word):
                yield _made(word, _SINGULAR, _MASNEU, "possessive")
        elif _possessive(low, "ihr"):
            yield _made(word, _EITHER, ANY_GENDER, "possessive")
        elif low in _DEMONSTRATIVE and _before_verb(words, word):
            yield _made(word, *_DEMONSTRATIVE[low], "demonstrative")
        elif low in _RELATIVE and word.index in words.relative:
            yield _made(word, *_seen(words, word, *_RELATIVE[low]), "relative")
        elif low in _RELATIVE and _relative(words, word):
            yield _made(word, *_RELATIVE[low], "relative")
        elif low in _GENITIVE and word.text == low:
            relative = words.text_at(word.index - 1) == ","
            yield _made(word, *_GENITIVE[low], "relative" if relative else "possessive")


def _seen(
    words: Words, word: Word, numbers: frozenset[str], genders: frozenset[str]
) -> tuple[frozenset[str], frozenset[str]]:
    """Number and gender of a relative pronoun with what the tagger says of them."""
    number, gender = words.relative[word.index]
    narrow = numbers & {number} if number is not None else numbers
    return narrow or numbers, genders & {gender} if gender is not None and gender in genders else genders


def _made(word: Word, numbers: frozenset[str], genders: frozenset[str], sort: str) -> Found:
    return Found(word.start, word.end, "PER", "pronoun", 20, Hints(numbers=numbers, genders=genders, evidence=sort))


def _possessive(low: str, stem: str) -> bool:
    return low.startswith(stem) and low[len(stem) :] in _POSSESSIVE_ENDINGS


def _before_noun(words: Words, word: Word) -> bool:
    """Whether a capitalised word follows, directly or behind one or two lower-case adjectives."""
    for step in (1, 2, 3):
        following = words.get(word.index + step)
        if following is None or not following.text[:1].isalnum() or following.text.lower() in _ARTICLES:
            return False
        if following.capital:
            return step == 1 or all(words.text_at(word.index + s)[-1:] in "nesrm" for s in range(1, step))
        if any(a.pos == "VER" for a in words.lexicon.analyses(following.text)) and not _inflected(words, following):
            return False
    return False


def _inflected(words: Words, word: Word) -> bool:
    return any(a.pos in ("ADJ", "PA1", "PA2") for a in words.lexicon.analyses(word.text))


def _before_verb(words: Words, word: Word) -> bool:
    following = words.get(word.index + 1)
    if following is None or following.capital:
        return False
    return any(
        a.pos in ("VER", "ADV", "NEG", "PRP", "KON") for a in words.lexicon.analyses(following.text)
    ) and not _before_noun(words, word)


def _relative(words: Words, word: Word) -> bool:
    """After a comma, with no noun of its own before the next verb: "der Minister, der gestern zurücktrat"."""
    comma = word.index - 1 - (words.text_at(word.index - 1) in _PREPOSITIONS)
    if words.text_at(comma) != ",":
        return False
    before = words.get(comma - 1)
    return before is not None and before.capital and not _before_noun(words, word)
