"""Nouns that name an actor or a place without naming it by name: offices, persons, bodies, groups, generic places.

German compounds are unlimited ("Kultusministerkonferenz", "De-facto-Verteidigungsministerium"), so the list holds last
parts and the full-form lexicon gives lemma, number and gender; a word is split where its last part is known.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel, ConfigDict

from lesart.resources.files import load_yaml
from lesart.resources.lexicon import Lexicon, german

Sort = Literal["office", "person", "organisation", "group", "place", "source"]

_LONG_BASE = 7  # from here on a last part is believed whatever stands before it ("ministerium", "staatsanwaltschaft")
_SHORTEST_PERSON = 6  # shorter nouns in -ist, -ant, -eur mostly name things (Frist, Mist)
_ADJECTIVAL_ENDINGS = ("e", "er", "en", "em", "es")
_LINKS = ("", "s", "n", "en", "es", "e", "er")


class ActorNounFile(BaseModel):
    """`lexicons/de/actors.yaml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    origin: str
    licence: str
    offices: dict[str, list[str]]
    titles: list[str]
    persons: list[str]
    organisations: list[str]
    groups: list[str]
    sources: list[str]
    person_endings: list[str]
    places: list[str]
    adjectival: list[str]
    never: list[str]
    whole: list[str]


@dataclass(frozen=True, slots=True)
class ActorNoun:
    """What a noun says: its sort, its last part, the office it names, the part before, and its possible features.

    `numbers` and `genders` are subsets of {"SIN", "PLU"} and {"MAS", "FEM", "NEU"}; empty where the form does not tell.
    """

    sort: Sort
    base: str
    prefix: str
    lemma: str
    office: str | None
    numbers: frozenset[str]
    genders: frozenset[str]
    cases: frozenset[str]


class ActorNouns:
    """Look-up of words in the actor lexicon; answers are cached."""

    def __init__(self, table: ActorNounFile, lexicon: Lexicon) -> None:
        self.titles = frozenset(table.titles)
        self._lexicon = lexicon
        self._never = frozenset(table.never)
        self._whole = frozenset(table.whole)
        self._adjectival = frozenset(table.adjectival)
        self._bases: dict[str, tuple[Sort, str | None]] = {}
        self._person_endings = tuple(table.person_endings)
        for sort, nouns in (
            ("source", table.sources),
            ("place", table.places),
            ("group", table.groups),
            ("organisation", table.organisations),
            ("person", table.persons),
        ):
            self._bases.update(dict.fromkeys(nouns, (sort, None)))  # type: ignore[arg-type]
        for office, nouns in table.offices.items():
            self._bases.update(dict.fromkeys(nouns, ("office", office)))
        self._cache: dict[str, ActorNoun | None] = {}
        self._compounds: dict[str, bool] = {}

    def lookup(self, word: str) -> ActorNoun | None:
        """The actor noun that this capitalised form is, or None."""
        if word not in self._cache:
            if len(self._cache) > 100_000:
                self._cache.clear()
            self._cache[word] = self._find(word) if word[:1].isupper() else None
        return self._cache[word]

    def is_compound(self, word: str) -> bool:
        """Whether a word unknown to the lexicon splits into two words that it knows ("Friedensgespräche")."""
        if word not in self._compounds:
            if len(self._compounds) > 100_000:
                self._compounds.clear()
            self._compounds[word] = any(
                any(a.pos == "SUB" for a in self._lexicon.analyses(word[cut:].lstrip("-").capitalize()))
                and self._first_part(word[:cut].rstrip("-"))
                for cut in range(3, len(word) - 3)
            )
        return self._compounds[word]

    def _first_part(self, part: str) -> bool:
        forms = {part, part + "e", part + "en", *(part.removesuffix(link) for link in _LINKS)}
        return any(
            a.pos != "EIG"
            for form in forms
            if len(form) > 2
            for spelling in (form, form.lower())
            for a in self._lexicon.analyses(spelling)
        )

    def _find(self, word: str) -> ActorNoun | None:
        adjectival = self._adjectival_noun(word)  # before the lexicon, which lists some as plurals only
        if adjectival is not None:
            return adjectival
        for form in (word.lower(), word.lower().removesuffix("n")):  # plurals that are entries of their own
            base = self._base(form)
            if base is not None and self._bases[base][0] == "group":
                return self._made(word[: len(form)], base, frozenset({"PLU"}), frozenset({"FEM"}), frozenset())
        for lemma, numbers, genders, cases in self._nominal(word):
            low = lemma.lower()
            if low in self._never or any(low.endswith("-" + n) for n in self._never):
                continue
            base = self._base(low)
            if base is not None:
                return self._made(lemma, base, numbers, genders, cases)
            if genders == {"MAS"} and (
                (len(low) > _SHORTEST_PERSON and low.endswith(self._person_endings)) or self._has_feminine(lemma)
            ):
                return ActorNoun("person", low, "", lemma, None, numbers, genders, cases)
        return None

    def _has_feminine(self, lemma: str) -> bool:
        """Whether the lexicon has the feminine of a masculine: "Brandstifter" and "Brandstifterin" are persons."""
        last = lemma.rsplit("-", 1)[-1]
        form = (last[:-1] if last.endswith("e") else last) + "in"
        return len(last) > 3 and any(a.pos == "SUB" and a.has("FEM") for a in self._lexicon.analyses(form))

    def _nominal(self, word: str) -> list[tuple[str, frozenset[str], frozenset[str], frozenset[str]]]:
        """Lemma and features of the word, or of the longest last part of it that the lexicon knows as a noun."""
        for cut in range(len(word) - 2):
            if cut == 1:
                continue
            last = word[cut:].lstrip("-")
            form = last[:1].upper() + last[1:]
            found = [a for a in self._lexicon.analyses(form) if a.pos == "SUB"]
            if found:
                before = word[: len(word) - len(last)]
                return [
                    (
                        before + (a.lemma if not before or before.endswith("-") else a.lemma.lower()),
                        a.values("SIN", "PLU"),
                        a.values("MAS", "FEM", "NEU"),
                        a.values("NOM", "GEN", "DAT", "AKK"),
                    )
                    for a in found
                ]
        return [(word, frozenset(), frozenset(), frozenset())]

    def _base(self, lemma: str) -> str | None:
        for cut in range(len(lemma) - 2):
            part = lemma[cut:]
            for base in (part, part.removesuffix("in"), _without_umlaut(part)):
                if base in self._bases and self._allowed(lemma[:cut], base):
                    return base
        return None

    def _allowed(self, prefix: str, base: str) -> bool:
        if not prefix:
            return True
        if base in self._whole:
            return prefix.endswith("-")
        if prefix.endswith("-") or len(base) >= _LONG_BASE:
            return True
        return len(prefix) > 1 and any(
            self._word(prefix.removesuffix(link)) for link in _LINKS if prefix.endswith(link)
        )

    def _word(self, part: str) -> bool:
        last = part.rsplit("-", 1)[-1]
        if len(last) < 2:
            return False
        return last in self._lexicon or last.capitalize() in self._lexicon or self.is_compound(last.capitalize())

    def _adjectival_noun(self, word: str) -> ActorNoun | None:
        """ "Vorsitzender", "Beamte", "Jugendlichen": adjectives used as nouns, whole or as a last part."""
        low = word.lower()
        for ending in sorted(_ADJECTIVAL_ENDINGS, key=len, reverse=True):
            if not low.endswith(ending):
                continue
            stem = low[: -len(ending)]
            for cut in range(len(stem) - 2):
                if stem[cut:] in self._adjectival and (cut == 0 or self._word(stem[:cut].removesuffix("s"))):
                    base = stem[cut:] + "er"
                    return self._made(stem + "er", base, frozenset(), frozenset(), frozenset())
        return None

    def _made(
        self, lemma: str, base: str, numbers: frozenset[str], genders: frozenset[str], cases: frozenset[str]
    ) -> ActorNoun:
        sort, office = self._bases.get(base, ("person", None))
        low = lemma.lower()
        at = low.rfind(base)
        if sort == "person" and numbers == {"PLU"}:
            sort = "group"
        return ActorNoun(sort, base, lemma[:at] if at > 0 else "", lemma, office, numbers, genders, cases)


def _without_umlaut(part: str) -> str:
    """ "anwältin" to "anwalt", "ärztin" to "arzt": feminines that change the vowel."""
    return part.removesuffix("in").replace("ä", "a").replace("ö", "o") if part.endswith("in") else part


@functools.cache
def actor_nouns() -> ActorNouns:
    """The actor lexicon of the package; read once a process."""
    return ActorNouns(load_yaml("lexicons/de/actors.yaml", ActorNounFile), german())
