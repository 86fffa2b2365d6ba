"""Quotation marks of every style, paired.

Comes in: a text. Goes out: the stretches between marks, outer ones before the inner ones that they hold. Paragraphs
are read one by one: a mark that is not closed reaches to the end of its paragraph and no further, so that one
forgotten mark cannot swallow an article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_OPENERS = {"„": '“”"', "“": '”"', "»": "«", "«": "»", "‚": "‘’", "›": "‹", "‹": "›", "‘": "’"}
"""What may close what. German low-high marks are often closed by an English or a typewriter's mark."""
_SINGLE = frozenset("‚‘›‹'")
_MARK = re.compile(r"[„“”»«‚‘’›‹\"'‟]|,,(?=\w)|''|``")
_PARAGRAPH = re.compile(r"[^\n]+(?:\n(?!\s*\n)[^\n]+)*")
_LONGEST_SINGLE = 400


@dataclass(frozen=True, slots=True)
class Marked:
    """Text between marks: `start` and `end` take in the marks, `inner_start` and `inner_end` do not."""

    start: int
    end: int
    inner_start: int
    inner_end: int
    closed: bool
    depth: int


@dataclass(slots=True)
class _Open:
    at: int
    size: int
    closers: str
    mark: str


def find_marked(text: str) -> tuple[Marked, ...]:
    """All stretches between quotation marks, in the order of their opening mark."""
    found = [marked for start, end in paragraphs(text) for marked in _paragraph(text, start, end)]
    return tuple(sorted(found, key=lambda m: (m.start, -m.end)))


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Offsets of the paragraphs: stretches without an empty line. A single line break does not end one, except where
    the line before ends a sentence and is short of the next one's indentation: texts with one line a paragraph."""
    one_a_line = "\n\n" not in text
    for match in _PARAGRAPH.finditer(text):
        if not one_a_line:
            yield match.start(), match.end()
            continue
        at = match.start()
        for line in match.group().split("\n"):
            if line:
                yield at, at + len(line)
            at += len(line) + 1


def _paragraph(text: str, start: int, end: int) -> Iterator[Marked]:
    stack: list[_Open] = []
    for match in _MARK.finditer(text, start, end):
        mark, at = match.group(), match.start()
        closes = next((i for i in range(len(stack) - 1, -1, -1) if _closes(text, mark, at, end, stack[i])), None)
        if closes is not None:
            opened = stack[closes]
            del stack[closes:]  # what was opened inside and never closed is dropped: more likely an apostrophe
            if at > opened.at + opened.size:
                yield Marked(opened.at, match.end(), opened.at + opened.size, at, True, len(stack))
        elif (opened_now := _opens(text, mark, at, start, end)) is not None and len(stack) < 3:
            stack.append(opened_now)
    while stack and stack[-1].mark in _SINGLE:
        stack.pop()  # an unclosed single mark is an apostrophe
    if stack:
        opened = stack[0]
        inner_end = end - (len(text[:end]) - len(text[:end].rstrip()))
        if inner_end > opened.at + opened.size:
            yield Marked(opened.at, inner_end, opened.at + opened.size, inner_end, False, 0)


def _closes(text: str, mark: str, at: int, end: int, opened: _Open) -> bool:
    if mark not in opened.closers:
        return False
    before = text[at - 1] if at > opened.at + opened.size else ""
    after = text[at + len(mark)] if at + len(mark) < end else ""
    if mark in "'’":
        return not after.isalnum() and not before.isspace() and at - opened.at <= _LONGEST_SINGLE
    if mark == '"' and opened.mark == '"':
        # a typewriter's mark before a word and after a blank opens; everything else closes the open one
        return not (before.isspace() and after.isalnum())
    if mark == "“" and opened.mark == "„":
        return True
    return True


def _opens(text: str, mark: str, at: int, start: int, end: int) -> _Open | None:
    before = text[at - 1] if at > start else ""
    after = text[at + len(mark)] if at + len(mark) < end else ""
    free = not before or before.isspace() or before in "([–—-/:„“»«‚‘›\"'"
    if mark in ("''", "``", ",,"):
        closers = "''“”\"" if mark != "``" else "''"
        return _Open(at, 2, closers, '"') if free and not after.isspace() else None
    if mark in ("'", "‘"):
        return _Open(at, 1, "'’‘" if mark == "'" else "’", mark) if free and after.isalnum() and before else None
    if mark == '"' or mark == "‟":
        return _Open(at, 1, '"“”', '"') if free and after and not after.isspace() else None
    if mark == "”":
        return _Open(at, 1, "”", '"') if free and after.isalnum() else None  # typed on both sides
    if mark not in _OPENERS or not after or (mark == "’"):
        return None
    if mark == "“" and not free:
        return None
    return _Open(at, 1, _OPENERS[mark] + ("“" if mark == "“" and _low_mark_absent(text, start, end) else ""), mark)


def _low_mark_absent(text: str, start: int, end: int) -> bool:
    """Some outlets type “ on both sides; only where „ is not used at all."""
    return "„" not in text[start:end] and "”" not in text[start:end]
