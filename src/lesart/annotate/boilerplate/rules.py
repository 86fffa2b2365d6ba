"""The rules for boilerplate: what a rule file may say, and how one rule reads one line.

A rule looks at a line as its author meant it (paragraphs.py). What stands in quotation marks is somebody's words and
therefore masked before patterns are tried: a quotation that begins "Wir verwenden …" is never a cookie notice.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from lesart.resources import data_path, load_yaml
from lesart.schema import BoilerplateKind

FOLDER = "rules/de/boilerplate"
_QUOTE_MARK = re.compile('[„“»«"‚]')
MASK = "\ufffc"
EDGE = 240
"""Characters at either edge of a line in which inline rules look."""

_QUOTED = re.compile(
    r"„[^„“”\"]*(?:[“”\"]|$)|»(?=\S)[^»«]*(?:«|$)|«(?=\S)[^»«]*(?:»|$)|“[^“”]*(?:”|$)|(?<!\w)\"(?=\S)[^\"]*(?:\"|$)|‚[^‘’]*[‘’]"
)


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class SpanExample(_Strict):
    """A text of one or more lines and what of it is marked, in order."""

    text: str
    marked: tuple[str, ...]


class Examples(_Strict):
    """`yes`: wholly boilerplate, `no`: not at all, `span`: exactly the parts named."""

    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = Field(min_length=1)
    span: tuple[SpanExample, ...] = ()


class Rule(_Strict):
    """One rule.

    `scope`: `line` marks the whole line, `inline` the group `part` of its one pattern, `heading`
    the line and the list of headlines or links below it until report prose resumes.
    `rest` marks the line and all below it, wherever it stands below prose, if a line of the next few has one of
    `follows` (readers' comments).
    `position`: `head` before the second paragraph of prose, `tail` where no prose follows or near the end, `end` only
    where none follows.
    `all` must each be found, of `any` at least `at_least`, of `none` nothing. `follows`: lines directly below that are
    taken along if one of these is found in them. `items`: lines of a heading's list that look like prose but are none.
    `once`: where more than one line of an article fits, none is marked (dates that head the days of a chronicle).
    `near`: a weak rule, which holds only next to a marked line, with no blank line between.
    `gate`: strings of which one must occur in the line; it spares most lines the patterns and decides nothing else.
    """

    id: str
    kind: BoilerplateKind
    scope: Literal["line", "inline", "heading", "rest"] = "line"
    position: Literal["any", "head", "tail", "end"] = "any"
    max_characters: int = 300
    once: bool = False
    near: bool = False
    gate: tuple[str, ...] = ()
    all: tuple[str, ...] = ()
    any: tuple[str, ...] = ()
    at_least: int = 1
    none: tuple[str, ...] = ()
    follows: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    examples: Examples

    @model_validator(mode="after")
    def _inline_rules_hold_at_an_edge(self) -> Rule:
        if self.scope == "inline":
            pattern = self.all[0] if len(self.all) == 1 else ""
            if not (pattern.startswith("^") or pattern.endswith("$")) or "(?P<part>" not in pattern:
                raise ValueError("an inline rule has one pattern with a group `part`, anchored by ^ or $")
        return self


class RuleFile(_Strict):
    """A file of rules. `macros` are pieces of patterns, written `{{name}}`; `unless` vetoes every rule of the file."""

    origin: str
    licence: str
    macros: dict[str, str] = {}
    unless: tuple[str, ...] = ()
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Compiled:
    """A rule with its patterns ready."""

    rule: Rule
    all: tuple[re.Pattern[str], ...]
    any: tuple[re.Pattern[str], ...]
    none: tuple[re.Pattern[str], ...]
    follows: tuple[re.Pattern[str], ...]
    items: tuple[re.Pattern[str], ...]

    def holds(self, masked: str) -> bool:
        """Whether the rule holds for a line whose quotations are masked."""
        if len(masked) > self.rule.max_characters or not self._passes(masked):
            return False
        if not all(pattern.search(masked) for pattern in self.all):
            return False
        if self.any and sum(pattern.search(masked) is not None for pattern in self.any) < self.rule.at_least:
            return False
        return not any(pattern.search(masked) for pattern in self.none)

    def _passes(self, masked: str) -> bool:
        return not self.rule.gate or any(word in masked for word in self.rule.gate)

    def part(self, masked: str) -> tuple[int, int] | None:
        """For an inline rule: the stretch of the line that it marks.

        Inline rules hold at an edge of the line (their pattern begins with `^` or ends with `$`), and only that edge is
        searched: a paragraph may be long.
        """
        if not self._passes(masked):
            return None
        offset = 0 if self.all[0].pattern.startswith("^") else max(0, len(masked) - EDGE)
        edge = masked[:EDGE] if offset == 0 else masked[offset:]
        match = self.all[0].search(edge)
        if match is None or any(pattern.search(edge) for pattern in self.none):
            return None
        start, end = match.span("part")
        return (offset + start, offset + end) if start < end else None


def mask_quotations(line: str) -> str:
    """The line with everything between quotation marks blotted out, same length; an unclosed one runs to the end."""
    if not _QUOTE_MARK.search(line):
        return line
    return _QUOTED.sub(_blot, line)


def _blot(quoted: re.Match[str]) -> str:
    wording = quoted.group()
    return wording if len(wording) < 3 else wording[0] + MASK * (len(wording) - 2) + wording[-1]


def compile_file(file: RuleFile) -> tuple[Compiled, ...]:
    """The rules of a file with macros put in and vetoes added."""

    def ready(patterns: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
        return tuple(re.compile(_expand(pattern, file.macros)) for pattern in patterns)

    return tuple(
        Compiled(
            rule,
            ready(rule.all),
            ready(rule.any),
            ready(rule.none + (file.unless if rule.scope == "line" else ())),
            ready(rule.follows),
            ready(rule.items),
        )
        for rule in file.rules
    )


def _expand(pattern: str, macros: dict[str, str]) -> str:
    verbose = pattern.startswith("(?x)")
    for _ in range(3):  # macros may name macros
        for name, piece in macros.items():
            pattern = pattern.replace("{{" + name + "}}", f"(?:{piece.replace(' ', '[ ]') if verbose else piece})")
    return pattern


def rule_files() -> dict[str, RuleFile]:
    """All rule files of the package by file name, checked."""
    return {path.name: load_yaml(path, RuleFile) for path in sorted(data_path(FOLDER).glob("*.yaml"))}


@functools.cache
def german() -> tuple[Compiled, ...]:
    """The rules that ship with the package, compiled once a process."""
    return tuple(compiled for file in rule_files().values() for compiled in compile_file(file))
