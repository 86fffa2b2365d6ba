"""The event lexicon: German words and constructions for PLOVER types, with frames; readable files and their checks.

Comes in: the YAML files of `data/lexicons/de/events` and, if a dossier brings them, a user's own files in the same
format. Goes out: `EventLexicon`, which answers which senses a verb, a noun (compounds by their head) or a construction
with a support verb can have. A user's file is read last and its words come first.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, model_validator

from lesart.errors import DataFileError
from lesart.ontology.plover import plover
from lesart.resources import check, data_path, load_yaml
from lesart.resources.lexicon import Lexicon

FOLDER = "lexicons/de/events"
FRAMES = "frames.yaml"

Certainty = Literal["certain", "strong", "medium", "weak"]
PRIOR: Mapping[str, float] = {"certain": 0.95, "strong": 0.75, "medium": 0.5, "weak": 0.2}
_MIN_HEAD = 4  # shorter tails ("Tat" in "Heimat") make compounds of words that are none


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Slots(_Strict):
    """Where the arguments of one role stand, for verbs or for nouns."""

    actor: list[str] = Field(default_factory=list)
    recipient: list[str] = Field(default_factory=list)


class FrameEntry(_Strict):
    """The argument places of a verb and of the noun that goes with it."""

    verb: Slots
    noun: Slots


class FrameFile(_Strict):
    """`frames.yaml`."""

    frames: dict[str, FrameEntry]


class GroupEntry(_Strict):
    """Words that share a meaning: type (of the file), modes, frame and how sure the word alone makes us."""

    id: str
    frame: str
    certainty: Certainty = "strong"
    modes: list[str] = Field(default_factory=list)
    verbs: list[str] = Field(default_factory=list)
    nouns: list[str] = Field(default_factory=list)


class YesExample(_Strict):
    """A sentence in which the trigger is found, with the type of the file unless another is named."""

    text: str
    trigger: str
    type: str | None = None
    actor: str | None = None
    recipient: str | None = None


class NoExample(_Strict):
    """A sentence in which no event (of the type, if one is named) may be found."""

    text: str
    type: str | None = None


class SpanExample(_Strict):
    """A sentence with the exact wording of the trigger."""

    text: str
    trigger: str


class Examples(_Strict):
    """What pytest runs."""

    yes: list[YesExample] = Field(min_length=1)
    no: list[NoExample] = Field(min_length=1)
    span: list[SpanExample] = Field(min_length=1)

    @model_validator(mode="before")
    @classmethod
    def _words_again(cls, raw: Any) -> Any:
        """YAML reads a bare `yes:` as true and `no:` as false; here they are words, with or without quotes."""
        return {{True: "yes", False: "no"}.get(k, k): v for k, v in raw.items()} if isinstance(raw, dict) else raw


class OwnFile(_Strict):
    """A user's own words for one type; examples are welcome and not asked for."""

    type: str
    groups: list[GroupEntry]
    not_compounds: list[str] = Field(default_factory=list)
    never: list[str] = Field(default_factory=list)
    examples: Examples | None = None


class TypeFile(OwnFile):
    """One lexicon file of the package: the words of one type, with the examples that pytest runs."""

    examples: Examples


@dataclass(frozen=True, slots=True)
class Frame:
    """Slots by role, for the word class of the trigger."""

    actor: frozenset[str]
    recipient: frozenset[str]


@dataclass(frozen=True, slots=True)
class Sense:
    """One meaning of a word: PLOVER type, modes, argument frames and certainty."""

    type: str
    modes: tuple[str, ...]
    group: str
    verb: Frame
    noun: Frame
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class Construction:
    """A verb with fixed words beside it ("in Brand stecken"); all of them stand in one clause."""

    fixed: tuple[str, ...]
    verb: str
    sense: Sense


@dataclass(slots=True)
class EventLexicon:
    """Look-up by verb lemma, noun lemma and construction."""

    verbs: dict[str, list[Sense]] = field(default_factory=dict)
    nouns: dict[str, list[Sense]] = field(default_factory=dict)
    constructions: dict[str, list[Construction]] = field(default_factory=dict)
    not_compounds: set[str] = field(default_factory=set)
    never: dict[str, list[tuple[str, ...]]] = field(default_factory=dict)
    _heads: dict[str, tuple[Sense, ...]] = field(default_factory=dict)
    _excluded: tuple[str, ...] = ()

    def verb(self, lemma: str) -> tuple[Sense, ...]:
        """Senses of a verb by itself."""
        return tuple(self.verbs.get(lemma, ()))

    def noun(self, form: str, lemmas: Iterable[str], german: Lexicon) -> tuple[Sense, ...]:
        """Senses of a noun; an unknown compound has those of its longest known head."""
        for lemma in (form, *lemmas):
            if lemma in self.nouns:
                return tuple(self.nouns[lemma])
        found = self._heads.get(form)
        if found is None:
            found = self._heads[form] = self._by_head(form, german)
        return found

    def _by_head(self, form: str, german: Lexicon) -> tuple[Sense, ...]:
        if form.casefold().endswith(self._excluded) or form.startswith(tuple(self.not_compounds)):
            return ()
        for cut in range(1, len(form) - _MIN_HEAD + 1):
            tail = form[cut].upper() + form[cut + 1 :]
            if form[cut - 1] != "-" and cut < 2:
                continue
            for lemma in (tail, *(a.lemma for a in german.analyses(tail) if a.pos == "SUB")):
                if lemma in self.nouns and len(lemma) >= _MIN_HEAD:
                    return tuple(self.nouns[lemma])
        return ()

    def add(self, file: OwnFile, frames: Mapping[str, FrameEntry], *, first: bool = False) -> None:
        """Takes the words of one file in; `first` puts them before what is known (a user's own words)."""
        for group in file.groups:
            sense = _sense(file.type, group, frames)
            if first and sense.certainty == "strong":
                sense = replace(sense, certainty="certain")  # what a person adds is meant to be found
            for word in group.verbs:
                *fixed, verb = word.split()
                if fixed:
                    built = Construction(tuple(part.casefold() for part in fixed), verb, sense)
                    _put(self.constructions, verb, built, first)
                else:
                    _put(self.verbs, verb, sense, first)
            for noun in group.nouns:
                _put(self.nouns, noun, sense, first)
        self.not_compounds.update(file.not_compounds)
        self._excluded = tuple(tail.casefold() for tail in self.not_compounds)
        for wording in file.never:
            words = tuple(wording.casefold().split())
            self.never.setdefault(words[0], []).append(words)


Item = TypeVar("Item")


def _put(table: dict[str, list[Item]], key: str, item: Item, first: bool) -> None:
    entries = table.setdefault(key, [])
    entries.insert(0, item) if first else entries.append(item)


def _sense(kind: str, group: GroupEntry, frames: Mapping[str, FrameEntry]) -> Sense:
    frame = frames[group.frame]
    verb = Frame(frozenset(frame.verb.actor), frozenset(frame.verb.recipient))
    noun = Frame(frozenset(frame.noun.actor), frozenset(frame.noun.recipient))
    return Sense(kind, tuple(group.modes), f"{kind}:{group.id}", verb, noun, group.certainty)


Own = Path | Mapping[str, Any]
"""A user's own words: the path of a file, or what such a file holds (entries out of a dossier's configuration)."""


def read_lexicon(own: Iterable[Own] = ()) -> EventLexicon:
    """The lexicon of the package, then a user's own words; DataFileError names the entry that is wrong."""
    frames = load_yaml(f"{FOLDER}/{FRAMES}", FrameFile).frames
    lexicon = EventLexicon()
    for path in sorted(data_path(FOLDER).glob("*.yaml")):
        if path.name != FRAMES:
            lexicon.add(_checked(load_yaml(path, TypeFile), frames, str(path)), frames)
    for number, words in enumerate(own, 1):
        name = str(words) if isinstance(words, Path) else f"own event words, entry {number}"
        file = load_yaml(words, OwnFile) if isinstance(words, Path) else check(words, OwnFile, name=name)
        lexicon.add(_checked(file, frames, name), frames, first=True)
    return lexicon


def _checked(file: OwnFile, frames: Mapping[str, FrameEntry], name: str) -> OwnFile:
    """The file, if its type, frames and modes exist."""
    if file.type not in plover().types:
        raise DataFileError(
            f"{name}: {file.type!r} is no PLOVER type.", way_out=f"Use one of {', '.join(sorted(plover().types))}."
        )
    modes = plover().type(file.type).modes
    for group in file.groups:
        if group.frame not in frames:
            raise DataFileError(
                f"{name}, group {group.id}: no frame {group.frame!r}.", way_out=f"Use one of {', '.join(frames)}."
            )
        for mode in group.modes:
            if mode not in modes:
                known = ", ".join(modes) or "none"
                raise DataFileError(
                    f"{name}, group {group.id}: {file.type} has no mode {mode!r}.", way_out=f"It has: {known}."
                )
    return file


@functools.cache
def event_lexicon() -> EventLexicon:
    """The lexicon that ships with the package; read once a process."""
    return read_lexicon()
