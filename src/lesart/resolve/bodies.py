"""One key for a state's body under different names: "armenisches Außenministerium", "Außenministerium in Eriwan"."""

from __future__ import annotations

import re

from pydantic import BaseModel, ConfigDict

from lesart.resources import load_yaml
from lesart.resources.actor_nouns import ActorNouns
from lesart.resources.affiliations import Affiliations

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_FUNCTION_WORDS = frozenset("der die das des dem den von vom in im aus zu zur für und republik".split())  # noqa: SIM905


class BodyFile(BaseModel):
    """`lexicons/de/bodies.yaml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    origin: str
    licence: str
    bodies: list[str]
    synonyms: list[list[str]]


class Bodies:
    """Reads names of bodies into (head, state)."""

    def __init__(self, table: BodyFile, nouns: ActorNouns, affiliations: Affiliations) -> None:
        self._bodies = frozenset(table.bodies)
        self._synonyms = {head: group[0] for group in table.synonyms for head in group}
        self._nouns = nouns
        self._affiliations = affiliations

    @classmethod
    def load(cls, nouns: ActorNouns, affiliations: Affiliations) -> Bodies:
        """With the package's data file."""
        return cls(load_yaml("lexicons/de/bodies.yaml", BodyFile), nouns, affiliations)

    def key(self, name: str, *, codes: frozenset[str] = frozenset()) -> tuple[str, str] | None:
        """Head and state of a body's name, or null where it names no state's body.

        `codes` are the states that the article gives the body otherwise ("das Ministerium" of a chain), used only where
        the name itself has none. Two states in a name ("das armenisch-aserbaidschanische Gremium") give no key.
        """
        parts = self._affiliations.in_name(name)
        own = {part.code for part in parts} or set(codes)
        if len(own) != 1:
            return None
        rest = name
        for part in reversed(parts):
            rest = rest[: part.start] + " " + rest[part.end :]
        words = [word for word in _WORD.findall(rest) if word.casefold() not in _FUNCTION_WORDS]
        if not words:
            return None
        head = self._head(words)
        return None if head is None else (head, next(iter(own)))

    def _head(self, words: list[str]) -> str | None:
        """The words in base form; null unless one of the synonyms, or a single noun that is a body's."""
        whole = " ".join(word.casefold() for word in words)
        if whole in self._synonyms:
            return self._synonyms[whole]
        lemmas = [self._lemma(word) for word in words]
        if any(lemma is None for lemma in lemmas[-1:]):
            return None
        joined = " ".join(lemma or word.casefold() for lemma, word in zip(lemmas, words, strict=True))
        return self._synonyms.get(joined, joined)

    def _lemma(self, word: str) -> str | None:
        low = word.casefold()
        if low in self._bodies or low in self._synonyms:
            return low
        noun = self._nouns.lookup(word)
        if noun is None or not (noun.base in self._bodies or noun.lemma.casefold() in self._bodies):
            return None
        return noun.lemma.casefold()
