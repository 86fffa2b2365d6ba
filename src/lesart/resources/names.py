"""Whether two spellings can be one name: Paschinjan, Pashinyan; Alijew, Aliyev, Əliyev; Şuşa, Schuscha, Shushi.

German papers take names from Russian, Armenian, Azerbaijani, Turkish, Georgian, Ukrainian, Arabic, Persian and English
sources, each with its own romanisation. Every token of a name is read into sounds; a letter that two romanisations read
differently ("c" is dsch in Azerbaijani and k or s elsewhere) gives several readings. Two tokens are one if two of their
readings differ in no consonant and hardly in a vowel. Nothing here knows a person: father and son differ in the given
name, and a surname alone is answered with the lower score of a surname alone.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from dataclasses import dataclass

_MAX_READINGS = 96
_VOWELS = frozenset("aeiouy")
_NEVER = 9.0
_LONG, _LONG_COST, _SHORT_COST = 7, 1.1, 0.75
_NEAR = ({"e", "i"}, {"o", "u"}, {"i", "y"})
_NEAR_IN_LONG = ({"a", "e"}, {"a", "o"})
# Pairs of consonants of which romanisations have now one, now the other; once in a name
_CONFUSED = (("g", "k"), ("h", "g"), ("h", ""), ("X", "s"), ("d", "t"), ("b", "p"))
# What a spelling without its diacritics writes: s for ş or š, c for ç or č, z for ž; then it does so throughout
_BARED = (("S", "s"), ("C", "k"), ("C", "X"), ("Z", "s"))
_BARED_LENGTH = 6  # shorter ones are too often two names: Kasan and Kaschan
_ALTERNATES = tuple({one, other} for one, other in (*_CONFUSED, *_BARED))
_FINALS = ({"d", "t"}, {"b", "p"}, {"g", "k"})
# Sounds: S = sch, C = tsch, J = dsch, Z = zh, H = ch/kh, X = ts. Longest clusters first; German s and z are one sound
# (Sohrab, Zohrab), since German writes s for what others write z.
_CLUSTERS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("schtsch", ("SC",)),
    ("shch", ("SC",)),
    ("dsch", ("J",)),
    ("dzsch", ("J",)),
    ("dzh", ("J",)),
    ("dzj", ("J", "Xi")),
    ("dsh", ("J",)),
    ("tsj", ("C", "Xi")),
    ("tsch", ("C",)),
    ("dj", ("J", "di")),
    ("dž", ("J", "Z")),
    ("dż", ("J", "Z")),
    ("tch", ("C", "tH")),
    ("sch", ("S", "Z")),
    ("zh", ("Z",)),
    ("sh", ("S",)),
    ("sj", ("S", "si")),
    ("zj", ("Z", "si")),
    ("sz", ("S", "s")),
    ("zs", ("Z", "s")),
    ("kh", ("H", "k", "h")),
    ("gh", ("g",)),
    ("ch", ("C", "H", "S", "h")),
    ("ph", ("f",)),
    ("th", ("t",)),
    ("dh", ("d",)),
    ("ts", ("X",)),
    ("tz", ("X",)),
    ("ck", ("k", "Xk", "Jk")),
    ("yo", ("io", "e", "o")),
    ("jo", ("io", "Jo", "Zo", "e")),
    ("cz", ("C",)),
    ("yu", ("iu", "u")),
    ("ju", ("iu", "u", "Ju", "Zu")),
    ("ya", ("ia", "a")),
    ("ja", ("ia", "Ja", "Za")),
    ("ye", ("ie", "e")),
    ("je", ("ie", "e", "Je", "Ze")),
    ("ou", ("u", "ou")),
    ("oe", ("u", "o", "oe")),
    ("ue", ("u", "ue")),
    ("ae", ("e", "ae")),
    ("oo", ("u",)),
    ("ee", ("i", "e")),
    ("ks", ("ks",)),
    ("š", ("S",)),
    ("ş", ("S",)),
    ("ș", ("S",)),
    ("č", ("C",)),
    ("ć", ("C",)),
    ("ç", ("C", "s")),
    ("ž", ("Z",)),
    ("ż", ("Z",)),
    ("ĝ", ("J",)),
    ("ŝ", ("S",)),
    ("ğ", ("g", "")),
    ("ə", ("e", "a")),
    ("ı", ("i",)),
    ("x", ("H", "ks", "h")),
    ("q", ("k", "g")),
    ("w", ("v",)),
    ("c", ("J", "k", "s", "X")),
    ("j", ("i", "J", "Z")),
    ("z", ("s", "X")),
    ("ß", ("s",)),
    ("y", ("i",)),
    ("ä", ("e",)),
    ("ö", ("o",)),
    ("ü", ("u",)),
    ("ø", ("o",)),
    ("å", ("a",)),
    ("ł", ("l",)),
    ("đ", ("d",)),
)
_CLUSTER = re.compile("|".join(re.escape(cluster) for cluster, _ in _CLUSTERS) + "|.")
_SOUNDS = dict(_CLUSTERS)
# Letters that do not come apart into a base and a mark
_LETTERS = {"ı": "i", "ə": "e", "ł": "l", "đ": "d", "ø": "o"}
_MASCULINE = ("ow", "ew", "in", "yn")
_APOSTROPHE = re.compile(r"[’‘ʻʼ'`]")
_TOKEN = re.compile(r"[^\W\d_]+")
# Articles and particles that come and go between romanisations ("al-Gaddafi", "Gaddafi")
_PARTICLES = frozenset(
    [
        "al",
        "el",
        "as",
        "asch",
        "ad",
        "an",
        "ar",
        "at",
        "az",
        "ul",
        "ibn",
        "bin",
        "ben",
        "von",
        "van",
        "de",
        "der",
        "den",
        "di",
        "da",
        "la",
        "le",
        "du",
    ]
)


@dataclass(frozen=True, slots=True)
class NameMatch:
    """How far two names can be one: a score from 0 to 1, and in words why."""

    score: float
    reason: str


def compare_names(one: str, other: str) -> NameMatch:
    """Compares two names of persons or places as wholes.

    1.0 the same string, 0.95 other spellings of the same parts, 0.8 with a part more on one side (a middle name, an
    article), 0.6 only the surname on one side, 0 where a part contradicts. 0.9 and more may be merged without asking.
    """
    if one.casefold() == other.casefold():
        return NameMatch(1.0, "same spelling")
    left, right = _tokens(one), _tokens(other)
    if not left or not right:
        return NameMatch(0.0, "no letters")
    if len(left) == len(right):
        scores = [token_similarity(a, b) for a, b in zip(left, right, strict=True)]
        if min(scores) > 0:
            return NameMatch(round(0.85 + 0.1 * min(scores), 3), "other romanisation of the same parts")
        joined = token_similarity("".join(left), "".join(right))
        return NameMatch(
            0.9 if joined else 0.0, "same when written together" if joined else _contradiction(left, right, scores)
        )
    if token_similarity("".join(left), "".join(right)) > 0:
        return NameMatch(0.9, "same when written together")
    short, long = sorted((left, right), key=len)
    if not token_similarity(short[-1], long[-1]):
        return NameMatch(0.0, f"surnames differ: {short[-1]}, {long[-1]}")
    if len(short) == 1:
        return NameMatch(0.6, "same surname, no given name on one side")
    if token_similarity(short[0], long[0]):
        return NameMatch(0.8, "same given name and surname, one more part on one side")
    return NameMatch(0.0, f"given names differ: {short[0]}, {long[0]}")


def same_token(one: str, other: str) -> bool:
    """Whether two single words can be spellings of one name."""
    return token_similarity(one, other) > 0


@functools.lru_cache(maxsize=65_536)
def token_similarity(one: str, other: str) -> float:
    """1 for the same sounds, down to 0.5 for small differences in vowels, 0 for different names."""
    first, second = readings(one), readings(other)
    if first & second:
        return 1.0
    if _woman(one, other) or _woman(other, one):
        return 0.0
    best = 0.9 if _bare(one) == _bare(other) else 0.0
    for a in first:
        for b in second:
            weak = _weakness(_skeleton(a), _skeleton(b), long=min(len(a), len(b)) >= _BARED_LENGTH)
            if weak is None:
                continue
            cost = weak + _vowel_distance(a, b)
            if cost <= (_LONG_COST if min(len(a), len(b)) >= _LONG else _SHORT_COST) + 1e-9:
                best = max(best, 1 - cost / 2)
    return best


def _woman(one: str, other: str) -> bool:
    """Whether the other is the feminine of a Slavic surname ("Hasanow", "Hasanowa"): two people."""
    man, woman = (name.casefold().replace("v", "w") for name in (one, other))
    return woman == man + "a" and man.endswith(_MASCULINE)


def _bare(token: str) -> str:
    """The spelling without diacritics, as agencies write it ("Vucic", "Susa")."""
    return "".join(_plain(_LETTERS.get(letter, letter)) for letter in unicodedata.normalize("NFC", token.casefold()))


def _weakness(one: str, other: str, *, long: bool) -> float | None:
    """0 for the same consonants, something where two romanisations of one letter meet (g, k, h), None otherwise."""
    if one == other:
        return 0.0
    if one[:-1] == other[:-1] and {one[-1:], other[-1:]} in _FINALS:
        return 0.3
    for letter, written in _CONFUSED:
        if (
            one.replace(letter, written) == other.replace(letter, written)
            and abs(one.count(letter) - other.count(letter)) <= 1
            and (one[:1] == other[:1] or letter not in "db")
        ):
            return 0.5
    bared = long and any(one.replace(a, b) == other.replace(a, b) for a, b in _BARED)
    return 0.5 if bared else None


@functools.lru_cache(maxsize=65_536)
def readings(token: str) -> frozenset[str]:
    """The sounds that a token can stand for in the romanisations that German papers use."""
    low = unicodedata.normalize("NFC", token.casefold()).replace("i̇", "i").replace("ǝ", "ə")
    found = [""]
    for cluster in _CLUSTER.findall(low):
        options = _SOUNDS.get(cluster) or _SOUNDS.get(_plain(cluster)) or (_plain(cluster),)
        found = [before + option for before in found for option in options][:_MAX_READINGS]
    return frozenset(_settle(reading) for reading in found)


def _plain(letter: str) -> str:
    base = unicodedata.normalize("NFD", letter)[0]
    return base if base.isalnum() else ""


def _settle(reading: str) -> str:
    """Doubled sounds are one, a run of i-like letters is one i, a final h and an h between vowels are silent."""
    once = re.sub(r"([^a])\1+", r"\1", reading)  # but "Saakjan" keeps its two vowels
    once = re.sub(r"ie(?=[^aeiou]|$)", "i", once) if once.endswith("ie") else once
    once = re.sub(r"i+", "i", once)
    once = re.sub(r"(?<=[aeiou])h(?=$|[^aeiou])", "", once)
    return re.sub(r"([^a])\1+", r"\1", once)


@functools.lru_cache(maxsize=65_536)
def _skeleton(reading: str) -> str:
    body = "".join(sound for sound in reading if sound not in _VOWELS)
    return ("V" if reading[:1] in _VOWELS else "") + body


def _vowel_distance(one: str, other: str) -> float:
    """Weighted edit distance in which only vowels may change, come or go; a consonant costs more than is allowed."""
    long = min(len(one), len(other)) >= _LONG
    costs = [0.0]
    for b in other:
        costs.append(costs[-1] + _gap(b))
    for i, a in enumerate(one, 1):
        previous, costs[0] = costs[0], costs[0] + _gap(a)
        for j, b in enumerate(other, 1):
            last = i == len(one) and j == len(other)
            change = _change(a, b, last=last, long=long)
            previous, costs[j] = costs[j], min(previous + change, costs[j] + _gap(a), costs[j - 1] + _gap(b))
    return costs[-1]


def _gap(sound: str) -> float:
    if sound == "h":  # silent between vowels in half of the romanisations
        return 0.2
    return 0.7 if sound in _VOWELS else _NEVER


def _change(one: str, other: str, *, last: bool, long: bool) -> float:
    """What it costs that one spelling has this sound and the other that one."""
    if one == other:
        return 0.0
    pair = {one, other}
    if not pair <= _VOWELS:
        return 0.0 if not pair & _VOWELS and pair in _ALTERNATES else _NEVER
    if pair in _NEAR or (long and pair in _NEAR_IN_LONG):
        return 0.5
    return 0.6 if last else _NEVER


def _tokens(name: str) -> list[str]:
    found = _TOKEN.findall(_APOSTROPHE.sub("", name))
    kept = [t for t in found if t.casefold() not in _PARTICLES]
    return kept or found


def _contradiction(left: list[str], right: list[str], scores: list[float]) -> str:
    at = next(i for i, score in enumerate(scores) if score == 0)
    return f"different parts: {left[at]}, {right[at]}"
