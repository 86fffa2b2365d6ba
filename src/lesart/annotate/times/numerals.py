"""German number words: what they are worth, and the lists of them that the patterns need."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

_ONES = ("", "ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun")
_TEENS = ("zehn", "elf", "zwölf", "dreizehn", "vierzehn", "fünfzehn", "sechzehn", "siebzehn", "achtzehn", "neunzehn")
_TENS = ("", "", "zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig")
_IRREGULAR_ORDINALS = {1: "erst", 3: "dritt", 7: "siebt", 8: "acht"}
_ENDINGS = ("e", "en", "er", "es", "em")
_ARTICLE_FORMS = ("ein", "eine", "einem", "einen", "einer", "eines")


def _below_hundred(number: int) -> str:
    if number < 10:
        return _ONES[number]
    if number < 20:
        return _TEENS[number - 10]
    ones, tens = number % 10, _TENS[number // 10]
    return f"{_ONES[ones]}und{tens}" if ones else tens


def _spell(number: int) -> str:
    if number < 100:
        return _below_hundred(number)
    hundreds, rest = divmod(number, 100)
    return f"{'' if hundreds == 1 else _ONES[hundreds]}hundert{_below_hundred(rest)}"


@lru_cache(maxsize=1)
def cardinals() -> dict[str, Decimal]:
    """Spelled cardinals and fractions that count units of time, with their worth ("anderthalb" is 1.5)."""
    words = {_spell(number): Decimal(number) for number in range(2, 200)}
    words.update({form: Decimal(1) for form in _ARTICLE_FORMS})
    words.update({"eins": Decimal(1), "zwo": Decimal(2), "zweier": Decimal(2), "dreier": Decimal(3)})
    words.update({"beide": Decimal(2), "beiden": Decimal(2), "anderthalb": Decimal("1.5"), "einhalb": Decimal("0.5")})
    words.update({"einhundert": Decimal(100), "zweihundert": Decimal(200), "dreihundert": Decimal(300)})
    words.update({"fünfhundert": Decimal(500), "tausend": Decimal(1000), "eintausend": Decimal(1000)})
    words.update({f"{_below_hundred(n)}einhalb": Decimal(n) + Decimal("0.5") for n in range(1, 20)})
    words.update({f"{_below_hundred(n)}dreiviertel": Decimal(n) + Decimal("0.75") for n in range(1, 4)})
    words.update({_spell(number).replace("ß", "ss"): Decimal(number) for number in range(30, 40)})
    return words


@lru_cache(maxsize=1)
def stems() -> dict[str, Decimal]:
    """Number words as the first part of a compound: "vier" in "vierstündig", "halb" in "halbstündig"."""
    words = {_spell(number): Decimal(number) for number in range(1, 100)}
    words.update({"halb": Decimal("0.5"), "viertel": Decimal("0.25"), "anderthalb": Decimal("1.5")})
    words.update({"hundert": Decimal(100), "tausend": Decimal(1000), "eineinhalb": Decimal("1.5")})
    words.update({f"{_below_hundred(n)}einhalb": Decimal(n) + Decimal("0.5") for n in range(1, 13)})
    return words


@lru_cache(maxsize=1)
def ordinals() -> dict[str, int]:
    """Spelled ordinals in every ending, first to thirty-first."""
    words: dict[str, int] = {}
    for number in range(1, 32):
        stem = _IRREGULAR_ORDINALS.get(number) or _below_hundred(number) + ("t" if number < 20 else "st")
        for ending in _ENDINGS:
            words[stem + ending] = number
    return words


def parse_number(text: str) -> Decimal | None:
    """The worth of a cardinal in digits ("1.250", "3,5", "2 1/2") or words ("einundzwanzig"), or None."""
    text = re.sub(r"\s+", " ", text.strip().lower())
    if text[:1].isdigit():
        plain = text.replace(".", "").replace(",", ".")
        try:
            return Decimal(plain)
        except ArithmeticError:
            return None
    return cardinals().get(text)


def parse_ordinal(text: str) -> int | None:
    """The number of a spelled ordinal in any ending, or None."""
    return ordinals().get(text.strip().lower())
