"""What the record calls an event: "Gefecht bei Aghdara/Martakert, 28. Juni 2023"; words from a data file."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from datetime import date

from pydantic import BaseModel, ConfigDict

from lesart.ontology.slots import DateRange
from lesart.resources import load_yaml
from lesart.resources.place_nouns import place_nouns

BETWEEN = frozenset({"CONSULT", "AGREE", "COOPERATE"})
DIRECTED = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN", "SANCTION", "AID", "SUPPORT", "CONCEDE"})
VIOLENT = frozenset({"ASSAULT"})
MOST_NAMES = 3


class Word(BaseModel):
    """A word in both languages of the interface."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    de: str
    en: str


class LabelFile(BaseModel):
    """`lexicons/de/event_labels.yaml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    origin: str
    licence: str
    types: dict[str, Word]
    modes: dict[str, Word]
    mutual: Word
    accord: Word
    befallen: Word
    months: list[str]


@functools.cache
def event_words() -> LabelFile:
    """The package's words for events; read once a process."""
    return load_yaml("lexicons/de/event_labels.yaml", LabelFile)


def type_word(type_: str, modes: Sequence[str], *, mutual: bool = False, accord: bool = False) -> Word:
    """The noun for a type: that of its first mode with one, else the type's own.

    `mutual` is violence that each side says the other began, `accord` an agreement that is signed or named.
    """
    table = event_words()
    if accord and type_ == "SUPPORT":
        return table.accord
    if mutual and type_ in VIOLENT:
        return table.mutual
    for mode in modes:
        word = table.modes.get(f"{type_}/{mode}")
        if word is not None:
            return word
    return table.types.get(type_, Word(de=type_, en=type_))


def event_label(
    type_: str,
    modes: Sequence[str],
    *,
    actors: Sequence[str],
    recipients: Sequence[str],
    place: str,
    when: DateRange | None,
    mutual: bool,
    accord: bool = False,
    sides: Sequence[str] = (),
    victims: str = "",
) -> str:
    """A label in German, put together so that no name must be inflected.

    Violence without a place is told apart by its sides where it has two, else by whom it befell; who did it is claimed
    and stands in the accounts, never in the label.
    """
    label = type_word(type_, modes, mutual=mutual, accord=accord).de
    if (type_ in BETWEEN or (accord and type_ == "SUPPORT")) and (actors or recipients):
        label += " " + _names((*actors, *recipients), " – ")
    elif type_ in DIRECTED and actors:
        label += f": {_names(actors, ', ')}" + (f" → {_names(recipients, ', ')}" if recipients else "")
    elif type_ in VIOLENT and not place:
        if mutual and len(sides) > 1:
            label += " " + _names(sides, " – ")
        elif victims:
            label += f" ({event_words().befallen.de}: {victims})"
    if place:
        label += f" bei {place}" if type_ in VIOLENT and _takes_no_article(place) else f", {place}"
    return label + (f", {german_date(when)}" if when is not None else "")


def _takes_no_article(place: str) -> bool:
    """Whether "bei" may stand right before a place's name: "bei Goris", but "beim Latschin-Korridor"."""
    return " " not in place and not ("-" in place and place_nouns().is_common(place.rpartition("-")[2]))


def german_date(when: DateRange) -> str:
    """ "28. Juni 2023", "Juni 2023", "2023", "27. – 29. Juni 2023"."""
    months = event_words().months
    value = str(when)
    if when.days == 1:
        return _day(when.earliest, months)
    if len(value) == 4:
        return value
    if len(value) == 7:
        return f"{months[when.earliest.month - 1]} {when.earliest.year}"
    first, last = when.earliest, when.latest
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}. – {_day(last, months)}"
    return f"{_day(first, months)} – {_day(last, months)}"


def _day(day: date, months: Sequence[str]) -> str:
    return f"{day.day}. {months[day.month - 1]} {day.year}"


def _names(names: Sequence[str], between: str) -> str:
    unique = list(dict.fromkeys(name for name in names if name))
    return between.join(unique[:MOST_NAMES]) + (" …" if len(unique) > MOST_NAMES else "")
