"""A dossier's configuration file: begun from a template, checked with remarks on what is likely a slip."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import yaml

from lesart.errors import ArgumentError
from lesart.resources.dossiers import ActorEntry, Issue, PlaceEntry, SideEntry, load_dossier_configuration
from lesart.workflow.own_words import own_words, words_of
from lesart.workflow.own_words import remarks as doubtful_words

TEMPLATE = """\
# A dossier of lesart: sides, actors, places, issues, and how disputed names are shown.
# Check it with `lesart dossier check {name}`; examples/suedkaukasus/dossier.yaml is a full one.
title: {title}

sides:                     # the parties, as columns and legends show them
  - {{id: a, name: Seite A, colour: "#b45309"}}
  - {{id: b, name: Seite B, colour: "#0f766e"}}

actors:                    # who belongs to which side; names from papers join by themselves
  - {{id: staat-a, name: Staat A, type: state, side: a}}
  - {{id: aussenministerium-a, name: Außenministerium von Staat A, type: organisation, on_behalf_of: staat-a}}

places:                    # every name of a place, with the language that uses it
  - id: ort
    names: [{{name: Ort, language: de}}, {{name: Other Name, language: en}}]

policy:                    # always visible beside the record, never applied silently
  names: all               # all | shown | language
  note: ""

issues: []                 # questions that the parties take positions on

event_lexicons: []         # files with event words of your own, beside this one: docs/howto/own-words.md
"""


@dataclass(frozen=True, slots=True)
class Checked:
    """A configuration that holds, with remarks on what a person may want to look at."""

    sides: tuple[SideEntry, ...]
    actors: tuple[ActorEntry, ...]
    places: tuple[PlaceEntry, ...]
    issues: tuple[Issue, ...]
    event_words: int
    remarks: tuple[str, ...]


def begin(path: Path, *, title: str) -> None:
    """Writes the template; raises ArgumentError where something is there already or nothing can be written."""
    # the title as one YAML scalar, whatever quotes or colons it holds
    quoted = yaml.safe_dump(title, allow_unicode=True, width=1000).removesuffix("...\n").strip()
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(TEMPLATE.format(name=path.name, title=quoted))
    except FileExistsError as error:
        raise ArgumentError(f"{path}: is there already.", way_out="Choose another name, or edit that file.") from error
    except OSError as error:
        raise ArgumentError(f"{path}: cannot be written ({error.strerror}).", way_out="Check the folder.") from error


def check(path: Path) -> Checked:
    """Reads a configuration; raises DataFileError that names the field where it is wrong."""
    found = load_dossier_configuration(path)
    owners: dict[str, set[str]] = defaultdict(set)
    for actor in found.actors:
        for name in actor.names:
            owners[name].add(actor.id)
    remarks = [f"“{name}” names {', '.join(sorted(ids))}" for name, ids in sorted(owners.items()) if len(ids) > 1]
    outside = [actor.id for actor in found.actors if found.side_of(actor.id) is None]
    if outside and found.sides:
        remarks.append(f"on no side (third parties?): {', '.join(outside)}")
    lexicons = own_words(found.event_lexicons, beside=path.parent) if found.event_lexicons else ()
    remarks += [remark for lexicon in lexicons for remark in doubtful_words(lexicon)]
    words = sum(len(words_of(lexicon)) for lexicon in lexicons)
    return Checked(found.sides, found.actors, found.places, found.issues, words, tuple(remarks))
