"""PLOVER's event types: quad class, modes and conflict-cooperation scores.

The file is read here with plain YAML and checked by hand, because the ontology floor lies below the reader of the
resources room. Where the manual contradicts itself, `docs/decisions/0061-plover-choices.md` says what was chosen.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Literal

import yaml

from lesart.errors import DataFileError

Quad = Literal["verbal-cooperation", "material-cooperation", "verbal-conflict", "material-conflict"]
_QUADS: tuple[Quad, ...] = ("verbal-cooperation", "material-cooperation", "verbal-conflict", "material-conflict")


@dataclass(frozen=True, slots=True)
class EventType:
    """One of PLOVER's sixteen types."""

    name: str
    quad: Quad
    score: float
    gloss: str
    modes: Mapping[str, float | None]

    def score_of(self, modes: tuple[str, ...]) -> float:
        """The score of the first mode that has one, else the type's own."""
        return next((score for mode in modes if (score := self.modes.get(mode)) is not None), self.score)


@dataclass(frozen=True, slots=True)
class Plover:
    """The ontology: types by name, and those that are acts of speech."""

    types: Mapping[str, EventType]
    verbal_acts: frozenset[str]

    def type(self, name: str) -> EventType:
        """The type of a name; KeyError for one that PLOVER does not have."""
        return self.types[name]


@functools.cache
def plover() -> Plover:
    """The ontology as it ships; read once a process."""
    return read(Path(str(resources.files("lesart") / "data" / "ontology" / "plover.yaml")))


def read(path: Path) -> Plover:
    """Reads and checks an ontology file."""
    try:
        raw = yaml.safe_load(path.read_text(encoding="utf-8"))
        types = {name: _event_type(name, entry, path) for name, entry in raw["types"].items()}
        verbal = frozenset(raw["verbal_acts"])
    except (OSError, yaml.YAMLError, KeyError, TypeError, AttributeError) as error:
        raise DataFileError(f"{path}: no PLOVER ontology ({error!r}).", way_out="Reinstall lesart.") from error
    if not verbal <= set(types):
        raise DataFileError(f"{path}: verbal_acts names unknown types {sorted(verbal - set(types))}.")
    return Plover(types, verbal)


def _event_type(name: str, entry: Mapping[str, object], path: Path) -> EventType:
    if set(entry) != {"quad", "score", "gloss", "modes"}:
        raise DataFileError(f"{path}: {name}: keys must be quad, score, gloss, modes.")
    quad = next((q for q in _QUADS if q == entry["quad"]), None)
    modes = entry["modes"]
    score = entry["score"]
    if quad is None or not isinstance(modes, dict) or not isinstance(score, int | float):
        raise DataFileError(f"{path}: {name}: unknown quad, score or modes.")
    return EventType(name, quad, float(score), str(entry["gloss"]), modes)
