"""The words of the interface (workbench and written reports), one file a language under `data/interface`.

All languages hold the same keys with the same placeholders; a test keeps it so. What comes from articles and from the
dossier is never translated.
"""

from __future__ import annotations

import re
from functools import cache

from pydantic import BaseModel, ConfigDict

from lesart.errors import ArgumentError
from lesart.resources.files import load_yaml

LANGUAGES = ("de", "en")
_PLACEHOLDER = re.compile(r"\{(\w+)\}")


class InterfaceWords(BaseModel):
    """The words of one language: sections of key and wording, wordings with `{placeholders}`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    language: str
    name: str
    origin: str
    words: dict[str, dict[str, str]]

    def say(self, key: str, /, **values: object) -> str:
        """The wording of `section.key` with its placeholders filled; an unknown key is a bug and raises KeyError."""
        section, _, name = key.partition(".")
        return _PLACEHOLDER.sub(lambda found: str(values[found[1]]), self.words[section][name])

    def count(self, name: str, number: int) -> str:
        """ "1 Ereignis", "12 Ereignisse": the wording of `counts.NAME_one` or `counts.NAME_many`."""
        return self.say(f"counts.{name}_{'one' if number == 1 else 'many'}", n=self.number(number))

    def number(self, number: int) -> str:
        """A number with the thousands mark of the language."""
        grouped = f"{number:,}"
        return grouped.replace(",", ".") if self.language == "de" else grouped

    def term(self, section: str, name: str) -> str:
        """The word for a member of an open list (a mode, a feature); one without a word stands as it is."""
        return self.words[section].get(name, name)

    def keys(self) -> dict[str, frozenset[str]]:
        """Every key with the placeholders of its wording, for comparing languages."""
        return {
            f"{section}.{name}": frozenset(_PLACEHOLDER.findall(wording))
            for section, entries in self.words.items()
            for name, wording in entries.items()
        }


@cache
def interface_words(language: str) -> InterfaceWords:
    """The words of a language of `LANGUAGES`; any other is refused."""
    if language not in LANGUAGES:
        raise ArgumentError(
            f"{language}: there is no interface in this language.", way_out=f"Use one of {', '.join(LANGUAGES)}."
        )
    return load_yaml(f"interface/{language}.yaml", InterfaceWords)
