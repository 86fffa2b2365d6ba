"""The knowledge base that ships: states with their German forms, organisations, office holders and places.

Facts only, in tab-separated files under `data/gazetteers` (origin and licence in their heads; `training/gazetteers`
rebuilds the generated ones). Everything is found through one index of names: a name is a row of atoms (runs of letters
and digits, or single marks), so that "Berg-Karabach", "Aghdara/Martakert" and "U.S.A." need no rules of their own.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal, TypeVar

from lesart.errors import DataFileError
from lesart.resources.files import data_path, read_tsv
from lesart.resources.inflection import adjective_forms, declined, demonym_forms, town_adjectives

Kind = Literal["state", "capital", "seat", "adjective", "demonym", "organisation", "person", "place"]

Made = TypeVar("Made")

_ATOM = re.compile(r"[^\W_]+|[^\w\s]|_")


@dataclass(frozen=True, slots=True)
class State:
    """A state or a state-like body: recognised, de facto, or a union that acts like one (`kind` says which)."""

    code: str
    kind: str
    name: str
    genitives: tuple[str, ...]
    adjectives: tuple[str, ...]
    demonyms: tuple[str, ...]
    capitals: tuple[str, ...]
    seats: tuple[str, ...]
    aliases: tuple[str, ...]
    wikidata: str | None

    @property
    def genitive(self) -> str:
        """The name as an attribute: "Armeniens", "der Türkei", "des Iran"."""
        return self.genitives[0]


@dataclass(frozen=True, slots=True)
class Organisation:
    """A body that acts across articles; `kind` is igo, ngo, party, armed-group, military, media, court and so on."""

    name: str
    aliases: tuple[str, ...]
    kind: str
    state: str | None
    wikidata: str | None


@dataclass(frozen=True, slots=True)
class Holding:
    """One term of an office: `office` is a code of the actor lexicon, `state` a code of `states.tsv` or IGO name."""

    office: str
    state: str
    start: date | None
    end: date | None

    def covers(self, day: date) -> bool:
        """Whether the office was held on that day; an unknown start covers nothing, a missing end is still running."""
        return self.start is not None and self.start <= day and (self.end is None or day <= self.end)


@dataclass(frozen=True, slots=True)
class Person:
    """An office holder; `name` is the German form, `aliases` are other romanisations of the same name."""

    id: str
    name: str
    aliases: tuple[str, ...]
    gender: str
    holdings: tuple[Holding, ...]

    @property
    def wikidata(self) -> str | None:
        """The Wikidata id, or None for a person entered by hand without a certain one."""
        return self.id if self.id.startswith("Q") else None


@dataclass(frozen=True, slots=True)
class Place:
    """A place with all its names; `state` is the code under which the source lists it, not a judgement."""

    name: str
    aliases: tuple[str, ...]
    kind: str
    state: str
    latitude: float | None
    longitude: float | None
    population: int
    wikidata: str | None


Entry = State | Organisation | Person | Place


@dataclass(frozen=True, slots=True)
class Ref:
    """What a name can stand for."""

    kind: Kind
    entry: Entry


@dataclass(frozen=True, slots=True)
class Hit:
    """A name found in a text; `joined` says that a hyphen ties it to a longer word ("Hamas" in "Hamas-Chef")."""

    start: int
    end: int
    refs: tuple[Ref, ...]
    joined: bool


def atoms(text: str) -> list[tuple[str, int, int]]:
    """The atoms of a text with their offsets."""
    return [(m.group(), m.start(), m.end()) for m in _ATOM.finditer(text)]


def name_key(name: str) -> str:
    """The form under which a name is indexed: its atoms, one blank between them; all apostrophes are one."""
    return " ".join(_ATOM.findall(name.replace("’", "'").replace("‘", "'").replace("ʻ", "'")))


class Gazetteers:
    """The knowledge base; read-only, shared by all components of a process."""

    def __init__(
        self,
        states: Iterable[State],
        organisations: Iterable[Organisation],
        persons: Iterable[Person] = (),
        place_rows: Iterable[str] = (),
    ) -> None:
        self.states: dict[str, State] = {state.code: state for state in states}
        self.organisations = tuple(organisations)
        self.persons = tuple(persons)
        self._index: dict[str, int | tuple[int, ...]] = {}
        self._longest: dict[str, int] = {}
        self._refs: list[Ref | str] = []  # a place stays a raw row until it is asked for: most never are
        self._surnames: dict[str, list[Person]] | None = None
        for state in self.states.values():
            self._add_state(state)
        for organisation in self.organisations:
            names = (organisation.name, *organisation.aliases)
            self._add(Ref("organisation", organisation), (form for name in names for form in declined(name)))
        for person in self.persons:
            self._add(Ref("person", person), (person.name, *person.aliases))
        for row in place_rows:
            self._add_place(row)

    @classmethod
    def load(cls, directory: Path | None = None) -> Gazetteers:
        """Reads the files of the package, or those of another folder with the same layout."""
        folder = directory or data_path("gazetteers")
        return cls(
            _rows(folder / "states.tsv", 10, _state),
            _rows(folder / "organisations.tsv", 5, _organisation),
            _rows(folder / "persons.tsv", 5, _person),
            _lines(folder / "places_hand.tsv", folder / "places.tsv"),
        )

    def lookup(self, name: str) -> tuple[Ref, ...]:
        """Everything that this very form can stand for."""
        return self._resolve(self._index.get(name_key(name)))

    def find(self, text: str) -> list[Hit]:
        """The longest names in a text, left to right, without overlaps; a genitive -s or apostrophe is allowed for."""
        found: list[Hit] = []
        row = atoms(text)
        words = [word.replace("’", "'").replace("‘", "'") for word, _, _ in row]
        at = 0
        while at < len(row):
            length, value = self._longest_from(words, row, at)
            if length:
                start, end = row[at][1], row[at + length - 1][2]
                found.append(Hit(start, end, self._resolve(value), _joined(text, start, end)))
            at += max(length, 1)
        return found

    def by_surname(self, surname: str) -> tuple[Person, ...]:
        """Persons whose German or other name ends in this surname."""
        if self._surnames is None:
            self._surnames = {}
            for person in self.persons:
                for last in {alias.rsplit(" ", 1)[-1] for alias in (person.name, *person.aliases)}:
                    self._surnames.setdefault(last.casefold(), []).append(person)
        return tuple(self._surnames.get(surname.casefold(), ()))

    def holders(self, office: str, state: str, day: date) -> tuple[Person, ...]:
        """Who held an office of a state on a day, as far as the files know."""
        return tuple(
            person
            for person in self.persons
            if any(h.office == office and h.state == state and h.covers(day) for h in person.holdings)
        )

    def _longest_from(
        self, words: list[str], row: list[tuple[str, int, int]], at: int
    ) -> tuple[int, int | tuple[int, ...] | None]:
        limit = self._longest.get(words[at], 0) or self._longest.get(words[at].removesuffix("s"), 0)
        for length in range(min(limit, len(words) - at), 0, -1):
            key = " ".join(words[at : at + length])
            value = self._index.get(key)
            if value is None and key.endswith("s") and len(words[at + length - 1]) > 2:
                value = self._index.get(key[:-1]) or (self._index.get(key[:-2]) if key.endswith("es") else None)
            if value is not None:
                return length, value
        return 0, None

    def _resolve(self, value: int | tuple[int, ...] | None) -> tuple[Ref, ...]:
        if value is None:
            return ()
        refs = []
        for number in (value,) if isinstance(value, int) else value:
            ref = self._refs[number]
            if isinstance(ref, str):
                ref = self._refs[number] = Ref("place", _place(ref))
            refs.append(ref)
        return tuple(refs)

    def _add(self, ref: Ref | str, names: Iterable[str]) -> None:
        number = len(self._refs)
        self._refs.append(ref)
        for name in names:
            key = name_key(name)
            if not key:
                continue
            before = self._index.get(key)
            if before is None:
                self._index[key] = number
            elif isinstance(before, int):
                if before != number:
                    self._index[key] = (before, number)
            elif number not in before:
                self._index[key] = (*before, number)
            first, _, rest = key.partition(" ")
            length = 1 + rest.count(" ") + bool(rest)
            if length > self._longest.get(first, 0):
                self._longest[first] = length

    def _add_state(self, state: State) -> None:
        names = (state.name, *state.aliases, *_without_article(state))
        self._add(Ref("state", state), (form for name in names for form in declined(name)))
        self._add(Ref("capital", state), state.capitals)
        self._add(Ref("seat", state), state.seats)
        self._add(Ref("adjective", state), (form for stem in state.adjectives for form in adjective_forms(stem)))
        self._add(Ref("adjective", state), (form for town in state.capitals for form in town_adjectives(town)))
        self._add(Ref("demonym", state), (form for base in state.demonyms for form in demonym_forms(base)))

    def _add_place(self, row: str) -> None:
        name, aliases, _ = row.split("\t", 2)
        names = (name, *_several(aliases))
        self._add(row, (form for one in names for form in declined(one)) if " " in name else names)


@functools.cache
def gazetteers() -> Gazetteers:
    """The knowledge base of the package; read once a process."""
    return Gazetteers.load()


def _several(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split(";") if part)


def _without_article(state: State) -> Iterator[str]:
    """Oblique forms of names that inflect inside: "Vereinigten Staaten" from "der Vereinigten Staaten"."""
    for genitive in state.genitives:
        if genitive.startswith(("der ", "des ")):
            yield genitive[4:]
            if genitive.startswith("der ") and genitive.endswith("e"):  # "in den Niederlanden"
                yield genitive[4:] + "n"


def _joined(text: str, start: int, end: int) -> bool:
    before = start > 1 and text[start - 1] == "-" and text[start - 2].isalnum()
    after = end + 1 < len(text) and text[end] == "-" and text[end + 1].isalnum()
    return before or after


def _state(cells: list[str]) -> State:
    code, kind, name, genitives, adjectives, demonyms, capitals, seats, aliases, wikidata = cells
    forms = tuple(name + "s" if g == "s" else g for g in _several(genitives)) or (f"von {name}",)
    if forms == (name + "s",) and name.endswith(("s", "x", "z")):
        forms = (f"von {name}",)
    return State(
        code=code,
        kind=kind,
        name=name,
        genitives=forms,
        adjectives=_several(adjectives),
        demonyms=_several(demonyms),
        capitals=_several(capitals),
        seats=_several(seats),
        aliases=_several(aliases),
        wikidata=wikidata or None,
    )


def _organisation(cells: list[str]) -> Organisation:
    name, aliases, kind, state, wikidata = cells
    return Organisation(name, _several(aliases), kind, state or None, wikidata or None)


def _day(cell: str, *, last: bool) -> date | None:
    """A date of full or lesser precision; a bare year counts wholly ("2018" ends on 31 December)."""
    parts = [int(part) for part in cell.split("-")] if cell else []
    if not parts:
        return None
    if len(parts) == 3:
        return date(*parts)
    month = parts[1] if len(parts) == 2 else (12 if last else 1)
    return date(parts[0], month, 28 if last and len(parts) == 2 else 31 if last else 1)


def _person(cells: list[str]) -> Person:
    identity, name, aliases, gender, terms = cells
    holdings = []
    for term in _several(terms):
        office, state, start, end = term.split("@")
        holdings.append(Holding(office, state, _day(start, last=False), _day(end, last=True)))
    return Person(identity, name, _several(aliases), gender, tuple(holdings))


def _place(row: str) -> Place:
    name, aliases, kind, state, latitude, longitude, population, wikidata = row.split("\t")
    return Place(
        name=name,
        aliases=_several(aliases),
        kind=kind,
        state=state,
        latitude=float(latitude) if latitude else None,
        longitude=float(longitude) if longitude else None,
        population=int(population or 0),
        wikidata=wikidata or None,
    )


def _rows(path: Path, width: int, make: Callable[[list[str]], Made]) -> Iterator[Made]:
    if not path.exists():
        return
    for cells in read_tsv(path):
        try:
            if len(cells) != width:
                raise ValueError(f"{len(cells)} cells instead of {width}")
            yield make(cells)
        except ValueError as error:
            way_out = "Mend the row; the head of the file names its columns."
            raise DataFileError(f"{path}: {cells[0]}: {error}.", way_out=way_out) from error


def _lines(*paths: Path) -> Iterator[str]:
    for path in paths:
        if path.exists():
            with path.open(encoding="utf-8") as lines:
                for line in lines:
                    if not line.startswith("#") and line.strip():
                        yield line.rstrip("\n")
