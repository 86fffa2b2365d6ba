"""Whether a wording names a place: a proper name, or a common noun that says where ("das Dorf", not "Kraft")."""

from __future__ import annotations

import functools
import re

from pydantic import BaseModel, ConfigDict

from lesart.resources.files import load_yaml
from lesart.resources.gazetteers import Gazetteers, Place, State, gazetteers
from lesart.resources.lexicon import Lexicon, german

_WORD = re.compile(r"[^\W\d_]+")


class PlaceNounFile(BaseModel):
    """`lexicons/de/place_nouns.yaml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    origin: str
    licence: str
    nouns: list[str]


class PlaceNouns:
    """Tells places from other nouns in place-like phrases."""

    def __init__(self, table: PlaceNounFile, lexicon: Lexicon, known: Gazetteers) -> None:
        self._nouns = tuple(noun.casefold() for noun in table.nouns)
        self._lexicon = lexicon
        self._known = known
        self._answers: dict[str, bool] = {}

    def is_where(self, wording: str) -> bool:
        """Whether the wording can say where something was; a word that the lexicon does not know is a name."""
        answer = self._answers.get(wording)
        if answer is None:
            answer = self._answers[wording] = self._look_up(wording)
        return answer

    def _look_up(self, wording: str) -> bool:
        words = _WORD.findall(wording)
        if not words:
            return False
        if any(isinstance(ref.entry, Place | State) for ref in self._known.lookup(wording)):
            return True
        head = words[-1]
        analyses = self._lexicon.analyses(head)
        common = any(a.pos == "SUB" for a in analyses) and not any(a.pos == "EIG" for a in analyses)
        if not common:
            return True
        lemmas = {head.casefold(), *(a.lemma.casefold() for a in analyses if a.pos == "SUB")}
        return any(lemma.endswith(self._nouns) for lemma in lemmas)

    def is_common(self, word: str) -> bool:
        """Whether a word is one of the common nouns of place."""
        return word.casefold() in self._nouns


@functools.cache
def place_nouns() -> PlaceNouns:
    """With the package's data; loaded once a process."""
    return PlaceNouns(load_yaml("lexicons/de/place_nouns.yaml", PlaceNounFile), german(), gazetteers())
