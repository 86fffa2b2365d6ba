"""Reads the rules and word lists for times and compiles them.

A rule's pattern is a regular expression (case does not matter) with slots: `{month}` stands for any word of the list
`month` and is a named group; `{month:later}` names the group `later`; a blank stands for any white space inside a
paragraph and `{_}` for white space that may be missing. So that a text is read in one pass, each rule is filed under
the words it can begin with, and only tried where one of them stands (`first_words`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from pydantic import BaseModel, ConfigDict, field_validator

from lesart.annotate.times import numerals
from lesart.resources import load_yaml

FOLDER = "rules/de/times"
RULE_FILES = ("dates", "relative", "durations", "clock", "sets", "holidays_rules", "references")
BLANK = r"(?:[^\S\n]+|[^\S\n]*\n[^\S\n]*(?=\S))"
DIGIT = "#"
_ENDINGS = ("e", "en", "er", "es", "em")

_NUMBER_SLOTS = {
    "day": r"(?:3[01]|[12]\d|0?[1-9])(?!\d)",
    "year_apostrophe": r"['’]\d\d(?!\d)",
    "day_two": r"(?:3[01]|[12]\d|0[1-9])(?!\d)",
    "month_number": r"(?:1[0-2]|0?[1-9])(?!\d)",
    "month_number_two": r"(?:1[0-2]|0[1-9])(?!\d)",
    "year": r"[12]\d{3}(?!\d)",
    "year_any": r"(?:[12]\d{3}|\d\d)(?!\d)",
    "hour": r"(?:2[0-4]|[01]?\d)(?!\d)",
    "minute": r"[0-5]\d(?!\d)",
    "minute_two": r"[0-5]\d(?!\d)",
    "second": r"[0-5]\d(?!\d)",
    "quarter_number": r"[1-4](?!\d)",
    "week_number": r"(?:5[0-3]|[1-4]\d|0?[1-9])(?!\d)",
    "century_number": r"(?:2[01]|1\d|[1-9])(?!\d)",
    "count_digits": r"\d{1,3}(?:,\d)?",
    "any_adjective": r"(?-i:[a-zäöüß]{4,16}e[nrsm]?)",
    "compound_unit": r"[^\W\d_]{3,20}(?:tage?n?|wochen?|monaten?|monate?|jahre?n?|stunden?|minuten?|jahrzehnte?n?)",
}
_ARTICLE = "{determiner} "
_DIGIT_NUMBER = r"\d{1,3}(?:\.\d{3})+(?!\d)|\d+(?:,\d+)?(?![\d,])"
_SLOT = re.compile(r"\{([a-z_]\w*)(?::(\w+))?\}")


class Example(BaseModel):
    """A sentence in which the rule must find `span` with `value` (and `mod`), read as if published on that day."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    text: str
    span: str
    value: str | None
    mod: str | None = None
    published: date | None = None

    @field_validator("span", "value", mode="before")
    @classmethod
    def _as_text(cls, raw: object) -> object:
        # YAML reads an unquoted 2020-11-09 as a date and 1997 as a number; both mean the wording here.
        return raw.isoformat() if isinstance(raw, date) else str(raw) if isinstance(raw, int) else raw


class RuleEntry(BaseModel):
    """One rule of a file, with the examples that pytest runs."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    name: str
    pattern: str
    build: str
    check: str | None = None
    before: str | None = None
    not_before: str | None = None
    yes: tuple[Example, ...]
    no: tuple[str, ...]


class RuleFile(BaseModel):
    """A file of rules."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    origin: str
    licence: str
    rules: tuple[RuleEntry, ...]


class WordFile(BaseModel):
    """The word lists; an entry is a word, or a word with its value."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    origin: str
    licence: str
    lists: dict[str, dict[str, int | str] | list[str]]


class HolidayEntry(BaseModel):
    """A feast: how its day is found and the names it goes by."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    day: str
    names: tuple[str, ...]
    spread: tuple[int, int] = (0, 0)


class HolidayFile(BaseModel):
    """The feasts by key."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    origin: str
    licence: str
    days: dict[str, HolidayEntry]


@dataclass(frozen=True, slots=True)
class Rule:
    """A compiled rule; `rank` is its place in the files, and of two equal matches the earlier rule wins."""

    rank: int
    name: str
    build: str
    check: str | None
    pattern: re.Pattern[str]
    before: re.Pattern[str] | None
    not_before: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class Grammar:
    """All rules, filed under the lower-case words (or `#` for a digit) that they can begin with, and the word lists.

    Articles begin so many rules, and stand in a text so often, that rules behind an article are filed under the word
    after it.
    """

    rules: dict[str, tuple[Rule, ...]]
    behind_article: dict[str, tuple[Rule, ...]]
    words: dict[str, dict[str, int | str]]
    holidays: dict[str, HolidayEntry]

    def value(self, list_name: str, word: str) -> int | str:
        """The value of a word in a list; white space inside it counts as one blank."""
        return self.words[list_name][" ".join(word.lower().split())]


def _expand(entries: dict[str, int | str] | list[str]) -> dict[str, int | str]:
    pairs = entries.items() if isinstance(entries, dict) else ((word, word) for word in entries)
    words: dict[str, int | str] = {}
    for word, value in pairs:
        forms = [word[:-1] + ending for ending in _ENDINGS] if word.endswith("~") else [word]
        words.update({form: value.rstrip("~") if isinstance(value, str) else value for form in forms})
    return words


def _word_lists(file: WordFile, holidays: HolidayFile) -> dict[str, dict[str, int | str]]:
    lists = {name: _expand(entries) for name, entries in file.lists.items()}
    lists["number_word"] = {word: str(worth) for word, worth in numerals.cardinals().items()}
    lists["number_stem"] = {word: str(worth) for word, worth in numerals.stems().items()}
    lists["ordinal_word"] = dict(numerals.ordinals().items())
    lists["day_word"] = lists["ordinal_word"]
    lists["century_word"] = {w: n for w, n in numerals.ordinals().items() if n <= 21}
    hours = {word: int(worth) for word, worth in numerals.cardinals().items() if worth <= 24 and worth == int(worth)}
    no_hours = ("beide", "beiden", "zweier", "dreier", "eine", "einem", "einen", "einer", "eines")
    lists["hour_word"] = {word: hour for word, hour in hours.items() if word not in no_hours}
    minutes = {
        word: int(worth) for word, worth in numerals.cardinals().items() if 5 <= worth < 60 and worth == int(worth)
    }
    lists["minute_word"] = dict(minutes.items())
    lists["article"] = dict.fromkeys(("ein", "eine", "einem", "einen", "einer", "eines"), 1)
    lists["holiday"] = {name: key for key, entry in holidays.days.items() for name in entry.names}
    return lists


def _alternation(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest possible first ("montags" before "montag").

    It branches letter by letter like a trie, so that a list of hundreds of words costs no more than its longest word.
    """
    tails: dict[str, list[str]] = {}
    for word in words:
        tails.setdefault(word[:1], []).append(word[1:])
    ends_here = "" in tails
    branches = [
        (BLANK if letter == " " else re.escape(letter)) + _alternation(rest) for letter, rest in tails.items() if letter
    ]
    if not branches:
        return ""
    joined = branches[0] if len(branches) == 1 and not ends_here else f"(?:{'|'.join(branches)})"
    return f"{joined}?" if ends_here else joined


def compile_pattern(pattern: str, patterns: Callable[[str], str]) -> re.Pattern[str]:
    """The regular expression of a rule (the notation is in the module's head); `patterns` gives one for a word list."""

    def slot(match: re.Match[str]) -> str:
        name, alias = match.group(1), match.group(2) or match.group(1)
        if name == "_":
            return "(?:" + BLANK + ")?"
        if name == "number":
            return f"(?P<{alias}>{_DIGIT_NUMBER}|{patterns('number_word')})"
        body = _NUMBER_SLOTS.get(name) or patterns(name)
        return f"(?P<{alias}>{body})"

    with_blanks = re.sub(r"(?<!\\) ", lambda _: BLANK, pattern)
    return re.compile(_SLOT.sub(slot, with_blanks) + r"(?!\w|-[^\W\d])", re.IGNORECASE)


_Prefix = tuple[str, bool]  # the letters of the first word so far; whether the word is over


def _extend(prefixes: set[_Prefix], continuations: set[_Prefix]) -> set[_Prefix]:
    out = {prefix for prefix in prefixes if prefix[1]}
    for letters, over in prefixes:
        if not over:
            for more, then_over in continuations:
                if more == DIGIT:
                    out.add((letters or DIGIT, True))
                else:
                    out.add((letters + more, then_over))
    return out


def _word_prefixes(words: dict[str, int | str]) -> set[_Prefix]:
    out: set[_Prefix] = set()
    for word in words:
        letters = re.match(r"[^\W\d_]*", word)
        head = letters.group() if letters else ""
        out.add((head, len(head) < len(word)) if head else (DIGIT, True))
    return out


def _slot_prefixes(name: str, words: dict[str, dict[str, int | str]]) -> set[_Prefix]:
    if name == "_":
        return {("", False), ("", True)}
    if name == "number":
        return {(DIGIT, True)} | _word_prefixes(words["number_word"])
    return {(DIGIT, True)} if name in _NUMBER_SLOTS else _word_prefixes(words[name])


class _FirstWords:
    """A recursive reader of the small part of the regular-expression language that rule patterns begin with."""

    def __init__(self, pattern: str, words: dict[str, dict[str, int | str]]) -> None:
        self.pattern, self.words, self.at = pattern, words, 0

    def alternatives(self) -> set[_Prefix]:
        out = self.sequence()
        while self.at < len(self.pattern) and self.pattern[self.at] == "|":
            self.at += 1
            out |= self.sequence()
        return out

    def sequence(self) -> set[_Prefix]:
        prefixes: set[_Prefix] = {("", False)}
        while self.at < len(self.pattern) and self.pattern[self.at] not in "|)":
            item = self.item()
            if self.at < len(self.pattern) and self.pattern[self.at] in "?*":
                self.at += 1
                item = item | {("", False)}
            prefixes = _extend(prefixes, item)
        return prefixes

    def item(self) -> set[_Prefix]:
        char = self.pattern[self.at]
        if char == "{":
            slot = _SLOT.match(self.pattern, self.at)
            if slot is None:  # a count such as {1,2}: what it counts has been read
                self.at = self.pattern.index("}", self.at) + 1
                return {("", False)}
            self.at = slot.end()
            return _slot_prefixes(slot.group(1), self.words)
        if char == "(":
            return self.group()
        if char == "[":
            inside = self.pattern[self.at + 1 : self.pattern.index("]", self.at)]
            self.at += len(inside) + 2
            letters = {(c.lower(), False) for c in inside if c.isalpha()}
            if inside[:1].isdigit():
                return {(DIGIT, True)}
            return letters | ({("", True)} if any(not c.isalpha() for c in inside) else set())
        if char == "\\":
            escaped = self.pattern[self.at + 1]
            self.at += 2
            return {(DIGIT, True)} if escaped == "d" else {("", True)}
        self.at += 1
        if char.isdigit():
            return {(DIGIT, True)}
        return {(char.lower(), False)} if char.isalpha() else {("", True)}

    def group(self) -> set[_Prefix]:
        opening = re.compile(r"\((\?(?:P<\w+>|-i:|:|[=!]|<[=!]))?").match(self.pattern, self.at)
        if opening is None:
            raise ValueError(f"odd group in {self.pattern!r}")
        self.at = opening.end()
        inside = self.alternatives()
        self.at += 1
        return {("", False)} if (opening.group(1) or "")[-1:] in ("=", "!") else inside


def first_words(pattern: str, words: dict[str, dict[str, int | str]]) -> set[str]:
    """The lower-case words (or `#`) that a text matching the pattern can begin with."""
    firsts = {letters for letters, _ in _FirstWords(pattern, words).alternatives()}
    if "" in firsts:
        raise ValueError(f"pattern may begin with no word: {pattern!r}")
    return firsts


def rule_entries() -> list[tuple[str, RuleEntry]]:
    """All rules as they stand in the files, each with the name of its file."""
    return [(name, entry) for name in RULE_FILES for entry in load_yaml(f"{FOLDER}/{name}.yaml", RuleFile).rules]


@lru_cache(maxsize=1)
def load_grammar() -> Grammar:
    """The compiled grammar; read once a process."""
    holidays = load_yaml(f"{FOLDER}/holidays.yaml", HolidayFile)
    words = _word_lists(load_yaml(f"{FOLDER}/words.yaml", WordFile), holidays)
    patterns = lru_cache(maxsize=None)(lambda name: _alternation(words[name]))
    filed: dict[str, list[Rule]] = {}
    behind_article: dict[str, list[Rule]] = {}
    for rank, (_, entry) in enumerate(rule_entries()):
        rule = Rule(
            rank=rank,
            name=entry.name,
            build=entry.build,
            check=entry.check,
            pattern=compile_pattern(entry.pattern, patterns),
            before=re.compile(entry.before, re.IGNORECASE) if entry.before else None,
            not_before=re.compile(entry.not_before, re.IGNORECASE) if entry.not_before else None,
        )
        for word in first_words(entry.pattern.replace(_ARTICLE, ""), words):
            filed.setdefault(word, []).append(rule)
            if _ARTICLE in entry.pattern:
                behind_article.setdefault(word, []).append(rule)
    return Grammar(
        rules={word: tuple(found) for word, found in filed.items()},
        behind_article={word: tuple(found) for word, found in behind_article.items()},
        words=words,
        holidays=dict(holidays.days),
    )


TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
