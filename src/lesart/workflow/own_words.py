"""Event words of the user's own: taken in from files, checked, and counted.

A file has the format of the package's event lexicon (`data/lexicons/de/events`), one PLOVER type a file, examples if
one likes. What it holds travels as plain values: into worker processes, into the engine's signature, into the dossier.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from lesart.errors import DataFileError
from lesart.resources import check, load_yaml
from lesart.resources.lexicon import Lexicon, german

OwnWords = Mapping[str, Any]
"""What one file holds: type, groups and the rest."""


def own_words(entries: Iterable[str | OwnWords], *, beside: Path = Path()) -> tuple[OwnWords, ...]:
    """What the entries hold: names of files (relative to the folder `beside`) or the contents of such files.

    Raises DataFileError that names file and field where one is wrong. Examples are left out: they change no reading.
    """
    from lesart.annotate.events.lexicon import OwnFile, read_lexicon  # imports spaCy: a second that most runs save

    found = [_file(beside / entry) if isinstance(entry, str) else entry for entry in entries]
    read_lexicon(found)
    files = (
        load_yaml(entry, OwnFile) if isinstance(entry, Path) else check(entry, OwnFile, name="event_lexicons")
        for entry in found
    )
    return tuple(file.model_dump(mode="json", exclude_defaults=True, exclude={"examples"}) for file in files)


def _file(path: Path) -> Path:
    if not path.is_file():
        raise DataFileError(
            f"The event lexicon {path} is not there.", way_out="Name it relative to the dossier's configuration."
        )
    return path


def words_of(lexicon: OwnWords) -> tuple[str, ...]:
    """The verbs, constructions and nouns of a file, in its order."""
    groups: Sequence[Mapping[str, Any]] = lexicon.get("groups", ())
    return tuple(word for group in groups for kind in ("verbs", "nouns") for word in group.get(kind, ()))


def remarks(lexicon: OwnWords) -> Iterator[str]:
    """What a person may want to know: words whose inflected forms the German lexicon cannot know."""
    words, name = german(), f"event words ({lexicon['type']})"
    groups: Sequence[Mapping[str, Any]] = lexicon.get("groups", ())
    for group in groups:
        for entry in group.get("verbs", ()):
            verb = entry.split()[-1]
            if not words.is_verb(verb):
                yield f"{name}: “{verb}” is no verb that the German lexicon knows; its inflected forms are not found"
        for noun in group.get("nouns", ()):
            if not _has_noun(noun, words):
                yield f"{name}: “{noun}” is unknown to the German lexicon; list its other forms too (plural, genitive)"


def _has_noun(noun: str, words: Lexicon) -> bool:
    return any(analysis.pos == "SUB" for analysis in words.analyses(noun))
