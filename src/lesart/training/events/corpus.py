"""Reads the event corpus (docs and events files as the annotation guide describes them) into aligned gold.

Comes in: `NAME.docs.json` and `NAME.events.json`. Goes out: articles with gold events whose trigger, roles,
claimant and
time are character spans. A reference that cannot be found in its text is an error of the corpus and is raised.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from lesart.schema import Span

ROLES = ("actor", "recipient", "mediator", "place")


@dataclass(frozen=True, slots=True)
class Reference:
    """A filler as annotated: where it stands and its canonical name."""

    span: Span
    name: str


@dataclass(frozen=True, slots=True)
class GoldEvent:
    """One annotated event mention."""

    type: str
    modes: tuple[str, ...]
    trigger: Span
    roles: Mapping[str, tuple[Reference, ...]]
    factuality: str
    source: Reference | None
    time_span: Span | None
    time_value: str | None


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """An article with its events."""

    id: str
    published: date
    text: str
    events: tuple[GoldEvent, ...]


def read(folder: Path, names: Iterable[str]) -> list[GoldArticle]:
    """The articles of the named parts ("train0", "dev0")."""
    out: list[GoldArticle] = []
    for name in names:
        docs = json.loads((folder / f"{name}.docs.json").read_text(encoding="utf-8"))
        coded = {a["id"]: a["events"] for a in json.loads((folder / f"{name}.events.json").read_text(encoding="utf-8"))}
        for doc in docs:
            events = tuple(_event(e, doc["text"]) for e in coded.get(doc["id"], []))
            out.append(GoldArticle(doc["id"], date.fromisoformat(doc["date"]), doc["text"], events))
    return out


def _event(raw: Mapping[str, Any], text: str) -> GoldEvent:
    when = raw.get("when") or {}
    return GoldEvent(
        type=raw["type"],
        modes=tuple(raw.get("mode") or ()),
        trigger=_find(text, raw["trigger"]),
        roles={role: tuple(_reference(text, r) for r in raw.get(role) or ()) for role in ROLES},
        factuality=raw["factuality"],
        source=_reference(text, raw["source"]) if raw.get("source") else None,
        time_span=_find(text, when) if when.get("t") else None,
        time_value=when.get("value"),
    )


def _reference(text: str, raw: Mapping[str, Any]) -> Reference:
    return Reference(_find(text, raw), raw.get("canon") or raw["t"])


def _find(text: str, raw: Mapping[str, Any]) -> Span:
    """The n-th occurrence of the wording."""
    at = -1
    for _ in range(raw.get("n") or 1):
        at = text.find(raw["t"], at + 1)
        if at < 0:
            raise ValueError(f"the corpus names a wording that its text lacks: {raw['t']!r}")
    return Span(at, at + len(raw["t"]))
