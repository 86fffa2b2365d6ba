"""Finds the expressions of a text: one pass over its words, trying only the rules that can begin there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from lesart.annotate.times.building import BUILDERS, Groups
from lesart.annotate.times.checks import CHECKS, Candidate
from lesart.annotate.times.grammar import DIGIT, Grammar, Rule
from lesart.annotate.times.meanings import CalendarDay, CalendarMonth, CalendarYear, EventOffset, Found, Length

_WORD = re.compile(r"[^\W\d_]+|\d+")
_CONTEXT = 48
_SIDE = re.compile(r"\s+(nach|vor)\b")
_TO_DATE = re.compile(r"[^,;:.!?()]{2,110}\b(?:vom|von|am|im|des|aus)\s+(?:Jahre?s?\s+)?")


def _starts_inside_number(text: str, at: int) -> bool:
    """Whether digits at this offset go on a number ("17,50", "192.168.1.1") or hang on a word ("A320", "F-16")."""
    before = text[at - 1] if at else " "
    if before in ".,:" and at > 1 and text[at - 2].isdigit():
        return True
    return before.isalnum() or (before == "-" and at > 1 and text[at - 2].isupper())


def _starts_inside_word(text: str, at: int) -> bool:
    before = text[at - 1] if at else " "
    return before.isalnum() or (before == "-" and at > 1 and text[at - 2].isalpha())


class Finder:
    """Finds expressions with the rules of a grammar."""

    def __init__(self, grammar: Grammar) -> None:
        self._grammar = grammar
        self._articles = frozenset(grammar.words["determiner"])
        self._merged: dict[tuple[str, str], tuple[Rule, ...]] = {}

    def find(self, text: str, sentences: Iterable[tuple[int, int]]) -> list[Found]:
        """The expressions in order; of several that begin at one place the longest, and none inside another."""
        found: list[Found] = []
        for sentence in sentences:
            found.extend(self._in_sentence(text, sentence))
        return _join_event_offsets(text, found)

    def _in_sentence(self, text: str, sentence: tuple[int, int]) -> Iterator[Found]:
        rules, articles, free = self._grammar.rules, self._articles, sentence[0]
        for word in _WORD.finditer(text, *sentence):
            start = word.start()
            if start < free:
                continue
            raw = word.group()
            if raw[0].isdigit():
                filed = rules[DIGIT]
                if _starts_inside_number(text, start):
                    continue
            else:
                lowered = raw.lower()
                if lowered in articles:
                    filed = self._behind(lowered, _WORD.search(text, word.end(), sentence[1]))
                else:
                    filed = rules.get(lowered, ())
                if not filed or _starts_inside_word(text, start):
                    continue
            best = self._longest(text, start, sentence, filed)
            if best is not None:
                free = best.end
                yield best

    def _behind(self, article: str, following: re.Match[str] | None) -> tuple[Rule, ...]:
        """The rules that an article and the word after it may begin."""
        own = self._grammar.rules.get(article, ())
        if following is None:
            return own
        word = DIGIT if following.group()[0].isdigit() else following.group().lower()
        behind = self._grammar.behind_article.get(word)
        if behind is None or not own:
            return behind or own
        merged = self._merged.get((article, word))
        if merged is None:
            merged = tuple(sorted({*own, *behind}, key=lambda rule: rule.rank))
            self._merged[article, word] = merged
        return merged

    def _longest(self, text: str, start: int, sentence: tuple[int, int], rules: tuple[Rule, ...]) -> Found | None:
        best: Found | None = None
        left: str | None = None
        for rule in rules:
            match = rule.pattern.match(text, start, sentence[1])
            if match is None or match.end() <= (best.end if best else start):
                continue
            if rule.before is not None or rule.not_before is not None:
                if left is None:
                    left = text[max(sentence[0], start - _CONTEXT) : start]
                if rule.before is not None and not rule.before.search(left):
                    continue
                if rule.not_before is not None and rule.not_before.search(left):
                    continue
            if rule.check and not CHECKS[rule.check](Candidate(text, start, match.end(), sentence, match)):
                continue
            built = BUILDERS[rule.build](Groups(self._grammar, match))
            if built is not None:
                best = Found(start, match.end(), *built, rule.name)
        return best


def _join_event_offsets(text: str, found: list[Found]) -> list[Found]:
    """Turns "zwei Monate" into "zwei Monate nach" where the phrase goes on to an event with its own date."""
    out = list(found)
    for index, (here, following) in enumerate(pairwise(found)):
        if not isinstance(here.meaning, Length) or not isinstance(
            following.meaning, CalendarDay | CalendarMonth | CalendarYear
        ):
            continue
        side = _SIDE.match(text, here.end)
        if side and _TO_DATE.fullmatch(text, side.end(), following.start):
            meaning = EventOffset(here.meaning, 1 if side.group(1) == "nach" else -1)
            out[index] = Found(here.start, side.end(), meaning, here.mod, here.rule)
    return out
