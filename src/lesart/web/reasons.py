"""The resolver's grounds ("date 2023-06-28 ~ 2023-06-28 (+0.35)") as a person reads them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from lesart.resources.interface import InterfaceWords
from lesart.resources.readable import read_date
from lesart.web.index import RecordIndex

_GROUND = re.compile(r"(?P<feature>actor's party|[\w-]+) (?P<finding>.*) \((?P<weight>[+-]\d+(?:\.\d+)?)\)", re.DOTALL)
_NUMBER = re.compile(r"\b\d+\b")
_DAY = r"\d{4}(?:-\d{2}(?:-\d{2})?)?"
_DATES = re.compile(rf"(?P<first>{_DAY}(?:/{_DAY})?) ~ (?P<second>{_DAY}(?:/{_DAY})?)")
_IDENTIFIER = re.compile(r"\b(?P<kind>side|state|dossier)[:#](?P<name>[\w.-]+)")


@dataclass(frozen=True, slots=True)
class Ground:
    """One ground: the feature in words, what it found, and whether it speaks for (+) or against (-)."""

    feature: str
    finding: str
    weight: str
    speaks_for: bool


def read_grounds(line: str, index: RecordIndex, words: InterfaceWords) -> tuple[Ground, ...]:
    """The grounds of a line; what is not in the resolver's form stands as it is."""
    return tuple(_read(part, index, words) for part in line.split("; ") if part)


def read_all(lines: Iterable[str], index: RecordIndex, words: InterfaceWords) -> tuple[tuple[Ground, ...], ...]:
    """The grounds of several lines, equal lines once."""
    return tuple(dict.fromkeys(read_grounds(line, index, words) for line in lines))


def _read(part: str, index: RecordIndex, words: InterfaceWords) -> Ground:
    found = _GROUND.fullmatch(part)
    if found is None:
        person = part.removeprefix("decided by ")
        if person == part:
            return Ground("", part, "", True)
        who = "" if person == "a person" else person
        return Ground(words.term("features", "person"), who, "", True)
    weight = found["weight"].replace(".", words.say("numbers.point")).replace("-", "−")
    return Ground(
        words.term("features", found["feature"]),
        _finding(found["finding"], index, words),
        weight,
        not found["weight"].startswith("-"),
    )


def _finding(finding: str, index: RecordIndex, words: InterfaceWords) -> str:
    numbers = _NUMBER.findall(finding)
    known = _NUMBER.sub("{n}", finding)
    if known in words.words["findings"]:
        return words.say(f"findings.{known}", n=numbers[0] if numbers else "")

    def name(match: re.Match[str]) -> str:
        if match["kind"] == "side":
            return index.side_name(match["name"]) or match["name"]
        return index.actor_name(match["name"])

    def dates(match: re.Match[str]) -> str:
        first, second = read_date(match["first"], words), read_date(match["second"], words)
        return first if first == second else f"{first} ~ {second}"

    finding = _DATES.sub(dates, _IDENTIFIER.sub(name, finding))
    return ", ".join(words.term("findings", index.actor_name(part)) for part in finding.split(", "))
