"""German numerals in digits and words, as whole numbers of people and things."""

from __future__ import annotations

_UNITS = {
    "null": 0, "ein": 1, "eine": 1, "einen": 1, "einem": 1, "einer": 1, "eines": 1, "eins": 1, "zwei": 2, "zweier":
    2, "drei": 3, "dreier": 3, "vier": 4, "fünf": 5,
    "sechs": 6, "sieben": 7, "acht": 8, "neun": 9, "zehn": 10, "elf": 11, "zwölf": 12, "dreizehn": 13, "vierzehn":
    14, "fünfzehn": 15,
    "sechzehn": 16, "siebzehn": 17, "achtzehn": 18, "neunzehn": 19, "beide": 2, "beiden": 2,
}  # fmt: skip
_TENS = {
    "zwanzig": 20,
    "dreißig": 30,
    "vierzig": 40,
    "fünfzig": 50,
    "sechzig": 60,
    "siebzig": 70,
    "achtzig": 80,
    "neunzig": 90,
}


def number(words: list[str]) -> int | None:
    """The value of a numeral made of one or two words ("1.500", "vierundzwanzig", "zwei Millionen"), else None."""
    if not words:
        return None
    text = words[0].lower().replace(".", "").replace("\u00a0", "")
    factor = {"tausend": 1000, "million": 10**6, "millionen": 10**6}.get(words[1].lower() if len(words) > 1 else "", 1)
    value = int(text) if text.isdecimal() else numeral(text)
    return None if value is None else value * factor


def numeral(text: str) -> int | None:
    """The value of a spelled numeral in one word ("dreihundertzwölf"), else None."""
    if text in _UNITS:
        return _UNITS[text]
    if text in _TENS:
        return _TENS[text]
    for big, factor in (("tausend", 1000), ("hundert", 100)):
        head, found, tail = text.partition(big)
        if found:
            left = numeral(head) if head else 1
            right = numeral(tail.removeprefix("und")) if tail else 0
            return None if left is None or right is None else left * factor + right
    unit, found, ten = text.partition("und")
    if found and ten in _TENS:
        small = _UNITS.get(unit)
        return None if small is None else _TENS[ten] + small
    return None
