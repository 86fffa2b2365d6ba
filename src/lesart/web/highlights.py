"""What was found in an article, and its text cut where findings begin and end.

Findings overlap and nest (a name in a trigger's sentence in a quotation in a passage of the record): the text is cut at
every border, and each piece knows all findings that cover it. So any overlap renders, and nothing is nested wrongly.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

Layer = Literal["boilerplate", "quotation", "cue", "speaker", "event", "name", "time", "record", "said", "target"]
LAYERS: tuple[Layer, ...] = ("record", "quotation", "event", "name", "time", "boilerplate")
"""Layers that a reader can switch; cue and speaker belong to quotation."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A finding's stretch of text; a discontinuous finding has several with one `item`."""

    start: int
    end: int
    layer: Layer
    item: str
    side: int | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text without a border inside; `opens` are the findings that begin here, `closes` those that end."""

    start: int
    text: str
    covered: tuple[Stretch, ...]
    opens: tuple[Stretch, ...]
    closes: tuple[Stretch, ...]

    @property
    def classes(self) -> str:
        """Style classes: a layer each, and the side of a quotation's speaker."""
        names = dict.fromkeys(f"l-{stretch.layer}" for stretch in self.covered)
        side = next((stretch.side for stretch in reversed(self.covered) if stretch.side is not None), None)
        return " ".join((*names, *(() if side is None else (f"side-{side}",))))

    @property
    def items(self) -> str:
        """The findings that cover the piece, innermost last."""
        return " ".join(dict.fromkeys(stretch.item for stretch in self.covered))


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line of the article."""

    start: int
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """Its text."""
        return "".join(piece.text for piece in self.pieces)


def cut(text: str, stretches: Iterable[Stretch], *, start: int = 0, end: int | None = None) -> tuple[Paragraph, ...]:
    """Cuts `text[start:end]` into paragraphs and pieces.

    The pieces of all paragraphs, joined, are the text without its line breaks; stretches that reach outside the window
    or the text are clipped, so that a broken reading still shows the article.
    """
    stop = len(text) if end is None else min(end, len(text))
    inside = sorted(
        (stretch for stretch in stretches if max(stretch.start, start) < min(stretch.end, stop)),
        key=lambda stretch: (stretch.start, -stretch.end),
    )
    paragraphs = []
    position = start
    for line in text[start:stop].split("\n"):
        line_end = position + len(line)
        if line.strip():
            # Stretches are sorted by start: those beginning after the line are not looked at.
            near = [s for s in inside if s.start < line_end and s.end > position]
            paragraphs.append(Paragraph(position, tuple(_pieces(text, near, position, line_end))))
        position = line_end + 1
    return tuple(paragraphs)


def _pieces(text: str, stretches: Sequence[Stretch], start: int, end: int) -> Iterable[Piece]:
    borders = {start, end}
    for stretch in stretches:
        borders.add(max(stretch.start, start))
        borders.add(min(stretch.end, end))
    ordered = sorted(borders)
    waiting = list(stretches)
    active: list[Stretch] = []
    for left, right in pairwise(ordered):
        active = [stretch for stretch in active if stretch.end > left]
        while waiting and waiting[0].start <= left:
            active.append(waiting.pop(0))
        yield Piece(
            left,
            text[left:right],
            tuple(active),
            tuple(stretch for stretch in active if stretch.start == left),
            tuple(stretch for stretch in active if stretch.end == right),
        )
