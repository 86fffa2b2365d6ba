"""Which way a clause looks: back or ahead. A light reading of its verb forms, enough to choose between two Fridays."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from pydantic import BaseModel, ConfigDict

from lesart.resources import load_yaml


class Tense(Enum):
    """PAST looks back, FUTURE ahead; PRESENT is a present-tense verb; NONE where no verb form was known."""

    PAST = "past"
    FUTURE = "future"
    PRESENT = "present"
    NONE = "none"


class TenseFile(BaseModel):
    """The verb forms that tense.yaml lists."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    origin: str
    licence: str
    past: tuple[str, ...]
    present_auxiliary: tuple[str, ...]
    future: tuple[str, ...]
    present: tuple[str, ...]
    no_preterite: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Forms:
    kind: dict[str, Tense]
    auxiliary: frozenset[str]
    no_preterite: frozenset[str]


@lru_cache(maxsize=1)
def _forms() -> _Forms:
    file = load_yaml("rules/de/times/tense.yaml", TenseFile)
    kind = dict.fromkeys(file.present, Tense.PRESENT) | dict.fromkeys(file.future, Tense.FUTURE)
    kind |= dict.fromkeys(file.past, Tense.PAST)
    return _Forms(kind, frozenset(file.present_auxiliary), frozenset(file.no_preterite))


_WORD = re.compile(r"[^\W\d_]+")
_CLAUSE_EDGE = re.compile(r"[,;:()–—„“”\"»«\n]")
_PARTICIPLE = re.compile(r"(?:ge|\w{1,5}ge|be|ver|er|zer|ent)\w{2,}(?:t|en)")


def _tense_of(clause: str) -> Tense:
    forms = _forms()
    seen: set[Tense] = set()
    auxiliary = participle = False
    for match in _WORD.finditer(clause):
        raw = match.group()
        word = raw.lower()
        kind = forms.kind.get(word)
        if kind is not None:
            seen.add(kind)
        elif word in forms.auxiliary:
            auxiliary = True
        elif raw[0].islower():
            if word.endswith(("te", "ten")) and len(word) > 4 and word not in forms.no_preterite:
                seen.add(Tense.PAST)
            elif _PARTICIPLE.fullmatch(word):
                participle = True
    if Tense.PAST in seen or (auxiliary and participle):
        return Tense.PAST
    for tense in (Tense.FUTURE, Tense.PRESENT):
        if tense in seen:
            return tense
    return Tense.PRESENT if auxiliary else Tense.NONE


def tense_at(text: str, start: int, end: int, sentence: tuple[int, int]) -> Tense:
    """The tense of the clause around text[start:end], or of its whole sentence where the clause shows no verb."""
    edges = [match.end() for match in _CLAUSE_EDGE.finditer(text, sentence[0], start)]
    left = edges[-1] if edges else sentence[0]
    edge = _CLAUSE_EDGE.search(text, end, sentence[1])
    right = edge.start() if edge else sentence[1]
    tense = _tense_of(text[left:start] + " " + text[end:right])
    if tense is Tense.NONE and (left, right) != sentence:
        tense = _tense_of(text[sentence[0] : start] + " " + text[end : sentence[1]])
    return tense
