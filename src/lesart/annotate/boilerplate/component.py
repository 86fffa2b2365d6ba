"""The component: tries the rules on each line and joins what they mark."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate

from spacy.language import Language
from spacy.tokens import Doc

from lesart.annotate import extensions
from lesart.annotate.boilerplate import rules
from lesart.annotate.paragraphs import lines
from lesart.schema import Boilerplate

HEAD_LINES = 6
TAIL_LINES = 8
"""How many lines at either end count as head and tail even where prose stands among them."""

ONCE_LINES = 400
"""So many lines are looked at to see whether a rule that may hold but once holds twice."""

REST_LINES = 8
"""In so many lines below must stand what proves that the rest is readers' comments or the like."""

TAIL_LABEL = 90
"""Longest line without a full stop that is taken for a label at the tail."""

PROSE_CHARACTERS = 45
PROSE_WORDS = 7
_PROSE_END = re.compile(r"[.…:][)\]]?$|[.!?…][\"“”«»‹›‘’')\]]+$")
_BULLET = re.compile(r"^\s*[-–—•*›»▶►→+>]+\s")


@dataclass(slots=True)
class _Line:
    """A line at work: offsets, text with quotations masked, and what has been marked of it."""

    start: int
    end: int
    after_gap: bool
    text: str
    masked: str
    prose: bool
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where the report's prose stands: how much of it above each line, and where the last of it is."""

    prose_above: tuple[int, ...]
    last_prose: int

    @classmethod
    def of(cls, cut: list[_Line]) -> _Layout:
        """The layout as it looks with what has been marked so far."""
        prose = [line.prose and line.kind is None for line in cut]
        above = tuple(accumulate(prose, initial=0))
        return cls(above, max((index for index, is_one in enumerate(prose) if is_one), default=-1))

    def allows(self, position: str, index: int) -> bool:
        """Whether a rule for this position may look at the line."""
        if position == "head":
            return index < HEAD_LINES or self.prose_above[index] <= 1  # the lead stands above the date
        if position == "tail":
            return index >= len(self.prose_above) - 1 - TAIL_LINES or index > self.last_prose
        return position == "any" or index > self.last_prose


class BoilerplateFinder:
    """Finds boilerplate in a text; holds the compiled rules and no state."""

    def __init__(self, compiled: tuple[rules.Compiled, ...]) -> None:
        self._lines = tuple(c for c in compiled if c.rule.scope == "line" and not c.rule.near)
        self._near = tuple(c for c in compiled if c.rule.near)
        self._headings = tuple(c for c in compiled if c.rule.scope == "heading")
        self._rest = tuple(c for c in compiled if c.rule.scope == "rest")
        self._inline = tuple(c for c in compiled if c.rule.scope == "inline")

    def __call__(self, doc: Doc) -> Doc:
        doc._.boilerplate = self.find(doc.text)
        return doc

    def find(self, text: str) -> tuple[Boilerplate, ...]:
        """All boilerplate in order, without overlap; neighbouring lines of one kind are one stretch."""
        cut = [_cut(text, line.start, line.end, line.after_gap) for line in lines(text)]
        layout = _Layout.of(cut)
        for index, line in enumerate(cut):
            self._mark_line(cut, layout, index, line)
        layout = _Layout.of(cut)  # what is marked by now is no prose of the report
        opened = self._opened(cut, layout)
        for index, heading in opened.items():
            _mark_section(cut, opened, index, heading)
        self._mark_rest(cut, layout)
        self._mark_neighbours(cut)
        _mark_tail(cut)
        whole = _join(cut)
        parts = [p for index, line in enumerate(cut) if line.kind is None for p in self._parts(layout, index, line)]
        return tuple(sorted([*whole, *parts], key=lambda found: found.start))

    def _mark_line(self, cut: list[_Line], layout: _Layout, index: int, line: _Line) -> None:
        for compiled in self._lines:
            if not compiled.holds(line.masked) or not layout.allows(compiled.rule.position, index):
                continue
            if compiled.rule.once and sum(compiled.holds(other.masked) for other in cut[:ONCE_LINES]) > 1:
                continue
            line.kind = line.kind or compiled.rule.kind
            if not compiled.follows:
                return
            for below in cut[index + 1 : index + 4]:
                if len(below.text) > compiled.rule.max_characters or not _found(compiled.follows, below.masked):
                    break
                below.kind = compiled.rule.kind
            return

    def _mark_neighbours(self, cut: list[_Line]) -> None:
        """Applies the weak rules, downwards and upwards, so that each line marked can vouch for the next."""
        for order in (range(len(cut)), range(len(cut) - 1, -1, -1)):
            for index in order:
                line = cut[index]
                beside = (index > 0 and not line.after_gap and cut[index - 1].kind is not None) or (
                    index + 1 < len(cut) and not cut[index + 1].after_gap and cut[index + 1].kind is not None
                )
                for compiled in self._near if cut[index].kind is None and beside else ():
                    if compiled.holds(cut[index].masked):
                        cut[index].kind = compiled.rule.kind
                        break

    def _mark_rest(self, cut: list[_Line], layout: _Layout) -> None:
        """Marks what begins below the article and never ends, such as the readers' comments."""
        for index, line in enumerate(cut):
            if not layout.prose_above[index]:
                continue
            for compiled in self._rest:
                below = cut[index + 1 : index + 1 + REST_LINES]
                if compiled.holds(line.masked) and any(_found(compiled.follows, other.text) for other in below):
                    for other in cut[index:]:
                        other.kind = compiled.rule.kind
                    return

    def _opened(self, cut: list[_Line], layout: _Layout) -> dict[int, rules.Compiled]:
        """The headings of lists by the number of their line."""
        return {
            index: heading
            for index, line in enumerate(cut)
            for heading in [next((c for c in self._headings if c.holds(line.text)), None)]
            if heading is not None and layout.allows(heading.rule.position, index)
        }

    def _parts(self, layout: _Layout, index: int, line: _Line) -> Iterable[Boilerplate]:
        taken: list[tuple[int, int]] = []
        for compiled in self._inline:
            if not layout.allows(compiled.rule.position, index):
                continue
            found = compiled.part(line.masked)
            if found and all(found[1] <= start or end <= found[0] for start, end in taken):
                taken.append(found)
                yield Boilerplate(line.start + found[0], line.start + found[1], compiled.rule.kind)


def _cut(text: str, start: int, end: int, after_gap: bool) -> _Line:
    line = text[start:end]
    return _Line(start, end, after_gap, line, rules.mask_quotations(line), is_prose(line))


def is_prose(line: str) -> bool:
    """Whether a line reads like running text of a report: long enough, ends like a sentence, no bullet."""
    return (
        len(line) >= PROSE_CHARACTERS
        and (_PROSE_END.search(line, max(0, len(line) - 8)) is not None or _ends_openly(line))
        and len(line.split()) >= PROSE_WORDS
        and not _BULLET.match(line)
    )


def _ends_openly(line: str) -> bool:
    """Whether the line ends asking or exclaiming; a headline may, but a paragraph that does has a sentence before."""
    return line[-1] in "!?" and ". " in line


def _found(patterns: Iterable[re.Pattern[str]], line: str) -> bool:
    return any(pattern.search(line) for pattern in patterns)


def _mark_section(cut: list[_Line], opened: dict[int, rules.Compiled], index: int, heading: rules.Compiled) -> None:
    """Marks a heading and its list: all lines down to the next heading of a list or to report prose."""
    end = index + 1
    while (
        end < len(cut)
        and end not in opened
        and (cut[end].kind is not None or not cut[end].prose or _found(heading.items, cut[end].text))
    ):
        end += 1
    if end < len(cut) and end not in opened and _is_heading_of_prose(cut, index, end):
        end -= 1
    for line in cut[index:end]:
        line.kind = line.kind or heading.rule.kind


def _is_heading_of_prose(cut: list[_Line], index: int, end: int) -> bool:
    """Whether the last line of a list rather heads the prose at `end`: short, set apart, not the only one."""
    last = cut[end - 1]
    return (
        end - index > 2
        and last.kind is None
        and last.after_gap
        and len(last.text.split()) <= 5
        and not _BULLET.match(last.text)
        and (not cut[end].after_gap or not cut[end - 2].after_gap or end - index > 3)
    )


def _mark_tail(cut: list[_Line]) -> None:
    """Below the last prose, once boilerplate has begun, headlines and labels are boilerplate too; sentences are not."""
    last_prose = max((i for i, line in enumerate(cut) if line.prose and line.kind is None), default=-1)
    if last_prose < 0:
        return
    kind: str | None = None
    for line in cut[last_prose + 1 :]:
        if line.kind is not None:
            kind = line.kind
        elif kind is not None and len(line.text) <= TAIL_LABEL and not line.text.rstrip('“”"»«').endswith((".", ":")):
            line.kind = kind


def _join(cut: list[_Line]) -> list[Boilerplate]:
    joined: list[Boilerplate] = []
    previous: _Line | None = None
    for line in cut:
        if line.kind is not None:
            if previous is not None and previous.kind == line.kind:
                joined[-1] = Boilerplate(joined[-1].start, line.end, joined[-1].kind)
            else:
                joined.append(Boilerplate(line.start, line.end, line.kind))  # type: ignore[arg-type]
        previous = line
    return joined


@Language.factory("lesart_boilerplate", assigns=["doc._.boilerplate"])
def make(nlp: Language, name: str) -> BoilerplateFinder:
    """The factory that pipelines name."""
    del nlp, name
    extensions.register()
    return BoilerplateFinder(rules.german())
