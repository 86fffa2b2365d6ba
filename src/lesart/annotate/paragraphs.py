"""The lines of a text as their author meant them: a line is a paragraph, a heading or a bullet.

Press text usually has one paragraph a line. Mail and old archives wrap paragraphs at a fixed width instead; there a
line end is only a place where the next word did not fit, and that is how it is recognised.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

_RAW_LINE = re.compile(r"[^\n\r\u2028\u2029\x0b\x0c\x85]+")
_ENDS = re.compile(r"[.!?:…;][\"“”«»‘’')\]]*$")
WRAP_WIDTHS = range(40, 121)
"""Widths at which people and programs wrap; wider or narrower lines are paragraphs, verses or lists."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line without the white space around it; `after_gap`: a blank line, or the start of the text, is before it."""

    start: int
    end: int
    after_gap: bool


def lines(text: str) -> tuple[Line, ...]:
    """All lines of the text that are not blank, wrapped ones joined."""
    joined: list[Line] = []
    for block in _blocks(text):
        if _is_wrapped(text, block):
            joined.append(Line(block[0].start, block[-1].end, block[0].after_gap))
        else:
            joined.extend(block)
    return tuple(joined)


def _blocks(text: str) -> list[list[Line]]:
    blocks: list[list[Line]] = []
    last_end = 0
    for match in _RAW_LINE.finditer(text):
        raw = match.group()
        stripped = raw.strip()
        if not stripped:
            continue
        start = match.start() + len(raw) - len(raw.lstrip())
        breaks = text[last_end:start]
        gap = not blocks or breaks.count("\n") > 1 or breaks.count("\r") > 1
        line = Line(start, start + len(stripped), gap)
        if gap:
            blocks.append([line])
        else:
            blocks[-1].append(line)
        last_end = line.end
    return blocks


def _is_wrapped(text: str, block: list[Line]) -> bool:
    """Whether each line of the block ended because the next word did not fit, and at least one in mid-sentence."""
    if len(block) < 3:
        return False
    cut = [text[line.start : line.end] for line in block]
    width = max(map(len, cut))
    if width not in WRAP_WIDTHS:
        return False
    in_mid_sentence = False
    for this, following in pairwise(cut):
        if len(this) + 1 + len(following.split(maxsplit=1)[0]) <= width:
            return False
        in_mid_sentence = in_mid_sentence or (following[0].islower() and not _ENDS.search(this))
    return in_mid_sentence
