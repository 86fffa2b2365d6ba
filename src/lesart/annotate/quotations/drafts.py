"""The quotation in the making: word numbers, before it becomes a schema object."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Draft:
    """A quotation as word numbers, ascending; empty where there is nothing. `rule` names the rule that found or
    changed it and is empty where the networks alone did."""

    type: str
    medium: str
    content: tuple[int, ...]
    cue: tuple[int, ...] = ()
    frame: tuple[int, ...] = ()
    speaker: tuple[int, ...] = ()
    addressee: tuple[int, ...] = ()
    confidence: float = 0.5
    rule: str = ""


def runs(numbers: Iterable[int]) -> list[tuple[int, int]]:
    """Word numbers as maximal stretches (first, end exclusive)."""
    out: list[tuple[int, int]] = []
    for number in sorted(set(numbers)):
        if out and out[-1][1] == number:
            out[-1] = (out[-1][0], number + 1)
        else:
            out.append((number, number + 1))
    return out


def overlap(a: Iterable[int], b: Iterable[int]) -> float:
    """F1 of two sets of word numbers."""
    left, right = set(a), set(b)
    both = len(left & right)
    return 2 * both / (len(left) + len(right)) if both else 0.0
