"""What a full stop stands for: the end of a sentence, part of an abbreviation, an ordinal, an initial, or several.

Tokens and sentences ask the same question of a stop and must get one answer, so it is worked out here. The word list
is `lexicons/de/full_stops.yaml`; the method is a short cascade in the manner of Grefenstette and Tapanainen (1994):
what stands before the stop, what follows it, and a list of words that only a new sentence can open with.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict

from lesart.resources import load_yaml

DATA = "lexicons/de/full_stops.yaml"

QUOTES = "„“”\"»«›‹‚‘’'`´"
BRACKETS = ")]}"

_CLOSING = re.compile(rf"[{re.escape(QUOTES + BRACKETS)}]+(?=[\s,;:–-]|$)")
_WORD_BEFORE_STOP = re.compile(r"[\w\u00ad’'-]+(?:\.-?[\w\u00ad-]+)*$")
_NUMBER_AT_END = re.compile(r"(?:(?<=[.–-])|^)\d+$")
_DAY_BEFORE = re.compile(r"(?<!\d)\d{1,2}\.\s?[-–/]?\s?$")
_RANGE = re.compile(r"\s?[-–/]\s?\d")
_WORD_BEFORE = re.compile(r"(\w+)\W*$")
_DAY_MONTH = re.compile(r"(?:0?[1-9]|[12]\d|3[01])\.(?:0?[1-9]|1[0-2])")
_ROMAN = re.compile(r"(?=[IVXLC])(?:C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_INITIALS = re.compile(r"(?:[A-ZÄÖÜ]\.-?)+[A-ZÄÖÜ]")
_LISTED = re.compile(r"[(,;:–-]\s$|[(„»‚]$")
_ITEM = re.compile(r"\n\s*$|[.!?;]\s+$")
_NEXT_WORD = re.compile(r"[^\W\d_]+")
_PART = re.compile(r"([A-Za-zÄÖÜäöü]+)\.\s*$")
_NEXT_PART = re.compile(r"\s*([A-Za-zÄÖÜäöü]+)\.")


class StopWords(BaseModel):
    """The data file, checked."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    never_final: str
    may_be_final: str
    parted: tuple[str, ...]
    months: tuple[str, ...]
    before_ordinals: str
    ordinal_nouns: str
    openers: str


@dataclass(frozen=True, slots=True)
class Stop:
    """`attached`: the stop belongs to the word before it; `final`: it ends a sentence. Both may hold ("usw.")."""

    attached: bool
    final: bool


FINAL = Stop(attached=False, final=True)
INNER = Stop(attached=True, final=False)
BOTH = Stop(attached=True, final=True)
LOOSE = Stop(attached=False, final=False)


class StopReader:
    """Decides for every full stop of a text; holds the word lists and no state."""

    def __init__(self, words: StopWords) -> None:
        self._never_final = frozenset(words.never_final.split())
        self._may_be_final = frozenset(words.may_be_final.split())
        self._parted = frozenset(words.parted)
        self._parted_heads = frozenset(
            " ".join(row.split()[:n]) for row in words.parted for n in range(1, len(row.split()) + 1)
        )
        self._months = frozenset(words.months)
        self._before_ordinals = frozenset(words.before_ordinals.split())
        self._ordinal_nouns = tuple(words.ordinal_nouns.split())
        self.openers = frozenset(words.openers.split())

    def read(self, text: str, at: int) -> Stop:
        """What the full stop `text[at]` stands for. Ellipses and stops inside numbers or addresses are not asked."""
        # the search starts behind the last blank, since a search for what ends here would try every place before it
        window = max(0, at - 40)
        before = _WORD_BEFORE_STOP.search(text, max(window, text.rfind(" ", window, at) + 1), at)
        following, gap = _following(text, at + 1)
        if before is None:
            return FINAL if _may_open(following) else LOOSE
        word = before.group()
        if _DAY_MONTH.fullmatch(word):
            return self._after_day_month(following)
        number = _NUMBER_AT_END.search(word)
        if number:
            return self._number(text, before.start() + number.start(), number.group(), following, gap)
        if _INITIALS.fullmatch(word):
            return BOTH if not following or _first_word(following) in self.openers else INNER
        if _ROMAN.fullmatch(word) and (len(word) > 1 or word in "IVX") and before.start() > 0:
            return self._roman(word, following)
        if len(word) == 1 and word.isalpha():
            return self._letter(text, before.start(), at, word, following)
        return self._word(text, before.start(), at, word, following)

    def _number(self, text: str, start: int, number: str, following: str, gap: str) -> Stop:
        if not following:
            return FINAL
        if len(number) > 3 or "\n" in gap:
            return FINAL if _may_open(following) else LOOSE
        if following[0].islower() or (_RANGE.match(following) and len(number) < 3):
            return INNER
        if len(number) < 3 and _DAY_BEFORE.search(text, max(0, start - 6), start):  # the month of "27. 6. 2023"
            return INNER if following[0].isdigit() or _first_word(following) in self._months else FINAL
        if following[0].isdigit():  # "27. 6. 2023", but "Es starben 48. 2020 waren es mehr"
            return INNER if re.match(r"\d{1,2}\.", following) and len(number) < 3 else FINAL
        following_word = _first_word(following)
        if following_word in self._months or _opens_item(text, start):
            return INNER
        if not following_word or following_word in self.openers or _opens_quotation(following):
            return FINAL
        if following_word.startswith(self._ordinal_nouns):
            return INNER
        previous = _WORD_BEFORE.search(text, max(0, start - 30), start)
        if previous is None or "\n" in text[previous.end(1) : start] or _LISTED.search(text, max(0, start - 2), start):
            return INNER  # "2. Armeekorps" at the start of a line; "auf den Plätzen: 1. Genf, 2. Bern"
        return INNER if previous.group(1).lower() in self._before_ordinals else FINAL

    def _after_day_month(self, following: str) -> Stop:
        """The second stop of "27.6."."""
        return BOTH if not following or _first_word(following) in self.openers else INNER

    def _roman(self, word: str, following: str) -> Stop:
        if not following:
            return BOTH
        if not following[0].isupper():
            return INNER if not _opens_quotation(following) else BOTH
        return BOTH if _first_word(following) in self.openers else INNER

    def _letter(self, text: str, start: int, at: int, letter: str, following: str) -> Stop:
        chain = self._chain(text, at)
        if chain is not None:
            return self._after_abbreviation(chain, following)
        if letter.islower():
            return self._abbreviation(letter, following) or (FINAL if _may_open(following) else INNER)
        if following and _first_word(following) in self.openers and not _is_name_before(text, start):
            return FINAL  # "Plan B. Die Regierung ..."
        return INNER if following else FINAL

    def _word(self, text: str, start: int, at: int, word: str, following: str) -> Stop:
        chain = self._chain(text, at)
        if chain is not None:
            return self._after_abbreviation(chain, following)
        known = self._abbreviation(word, following)
        if known is not None:
            return known
        if "-" in word:  # "Ex-Gen. Petrow", "Dipl.-Ing."
            known = self._abbreviation(word.rsplit("-", 1)[1], following)
            if known is not None and len(word.rsplit("-", 1)[1]) > 1:
                return known
        return FINAL if _may_open(following) else LOOSE

    def _abbreviation(self, word: str, following: str) -> Stop | None:
        if word in self._may_be_final:
            return self._after_abbreviation(word, following)
        if word in self._never_final:
            if not following:
                return BOTH
            return INNER
        return None

    def _after_abbreviation(self, joined: str, following: str) -> Stop:
        if not following:
            return BOTH
        if joined not in self._may_be_final:
            return INNER
        if _opens_quotation(following):
            return BOTH
        return BOTH if _first_word(following) in self.openers else INNER

    def _chain(self, text: str, at: int) -> str | None:
        """The joined form ("z.B") where the stop belongs to an abbreviation of several parts, written apart or not."""
        parts: list[str] = []
        end = at + 1
        while len(parts) < 4:
            part = _PART.search(text, max(0, end - 8), end)
            if part is None:
                break
            parts.insert(0, part.group(1))
            end = part.start()
            if " ".join(parts) in self._parted and (end == 0 or not text[end - 1].isalnum()):
                return ".".join(parts)
        # a first part with its second one still to come: "z. B.", and "U. S. A."
        for skip in range(len(parts)):
            head = " ".join(parts[skip:])
            coming = _NEXT_PART.match(text, at + 1)
            if coming and f"{head} {coming.group(1)}" in self._parted_heads:
                return head.replace(" ", ".") + ".~"  # never listed as final
        return None


def _following(text: str, at: int) -> tuple[str, str]:
    """The next 40 characters behind closing marks and white space, and the white space; empty at a paragraph's end."""
    closed = _CLOSING.match(text, at)
    end = closed.end() if closed else at
    gap_start = end
    size = len(text)
    while end < size and text[end].isspace():
        end += 1
    gap = text[gap_start:end]
    if gap.count("\n") > 1:
        return "", gap
    return text[end : end + 40], gap


def _opens_item(text: str, start: int) -> bool:
    """Whether a number is the first thing of a line or sentence: "1. Die Waffen ruhen. 2. Die Truppen ziehen ab."."""
    before = text[max(0, start - 3) : start]
    return start == 0 or _ITEM.search(before) is not None


def _first_word(following: str) -> str:
    word = _NEXT_WORD.match(following)
    return word.group() if word else ""


def _opens_quotation(following: str) -> bool:
    return following[:1] in '„»“"›‚«' and following[1:2].isupper() if following else False


def _may_open(following: str) -> bool:
    """Whether a sentence can open like this: anything but a small letter or punctuation that continues."""
    if not following:
        return True
    stripped = following.lstrip(QUOTES + "([{")
    return not stripped or not (stripped[0].islower() or stripped[0] in ",;:")


def _is_name_before(text: str, start: int) -> bool:
    """Whether the word before is a capitalised one or another initial: "George W.", "J. R."."""
    before = text[max(0, start - 30) : start].rstrip().rsplit(maxsplit=1)
    return bool(before) and (before[-1][0].isupper() and before[-1].endswith("."))


@functools.cache
def german() -> StopReader:
    """The reader with the word lists that ship with the package."""
    return StopReader(load_yaml(DATA, StopWords))
