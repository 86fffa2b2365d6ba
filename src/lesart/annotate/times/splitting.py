"""A plain sentence splitter for when no component before this one has set sentences.

It knows what breaks other splitters on dates: a full stop after a number or an abbreviation ends no sentence.
"""

from __future__ import annotations

import re

_END = re.compile(r"\n\s*\n|(?<=[.!?…:])[\"“”»«')\]]*(?=\s)|\n(?=\s*[A-ZÄÖÜ\d])")
_NO_END = re.compile(
    r"(?:\b\d{1,4}|\b[A-Za-zÄÖÜäöü]|\b[ivx]{2,4}|\b(?:bzw|ca|chr|dr|etc|evtl|ggf|inkl|jan|feb|febr|mrz|apr|jun|jul|aug|sep|sept|okt|nov|dez|min|mio|mrd|nr"
    r"|prof|sog|std|st|usw|vgl|z\.\s?b|u\.\s?a|d\.\s?h))\.$",
    re.IGNORECASE,
)


def split(text: str) -> list[tuple[int, int]]:
    """Sentences as offsets, without the white space around them; blank stretches belong to none."""
    sentences: list[tuple[int, int]] = []
    start = 0
    for end in _END.finditer(text):
        if not end.group().startswith("\n"):
            head = text[start : end.end()]
            follows = text[end.end() : end.end() + 12].lstrip()
            if head.endswith(":") or (follows[:1].islower()) or _NO_END.search(head[-14:]):
                continue
        _append(sentences, text, start, end.end())
        start = end.end()
    _append(sentences, text, start, len(text))
    return sentences


def _append(sentences: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    stretch = text[start:end]
    left, right = len(stretch) - len(stretch.lstrip()), len(stretch.rstrip())
    if left < right:
        sentences.append((start + left, start + right))
