"""The tokens of an article with what the lexicons know of each, so that every finder asks once.

A capital letter says little in German: a noun has one too, and so has every first word. What is left to tell a name
from a noun is whether the full-form lexicon knows the word.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from spacy.tokens import Doc

from lesart.resources.actor_nouns import ActorNoun, ActorNouns
from lesart.resources.gazetteers import Gazetteers, Hit
from lesart.resources.lexicon import Lexicon

_LETTERS = re.compile(r"[^\W\d_]")
_INITIAL = re.compile(r"[A-ZÄÖÜ]\.(?:-?[A-ZÄÖÜ]\.)*")
_NUMERAL = re.compile(r"\d{1,3}(?:[.\s]\d{3})*|\d+")


@dataclass(slots=True)
class Word:
    """One token; `common`: the lexicon knows it as an ordinary word in this spelling, `listed`: as a proper name."""

    index: int
    text: str
    start: int
    end: int
    capital: bool
    first: bool
    common: bool
    known: bool
    listed: bool
    given: str | None
    noun: ActorNoun | None
    hit: Hit | None = None

    @property
    def initial(self) -> bool:
        """Whether it is the initial of a name ("W.")."""
        return bool(_INITIAL.fullmatch(self.text))

    @property
    def numeral(self) -> bool:
        """Whether it is a number in digits."""
        return bool(_NUMERAL.fullmatch(self.text))


class Words:
    """The words of one Doc; `hits` are the gazetteer's names in order."""

    def __init__(
        self,
        doc: Doc,
        *,
        lexicon: Lexicon,
        nouns: ActorNouns,
        knowledge: Gazetteers,
        given_names: Mapping[str, str],
    ) -> None:
        self.text: str = doc.text
        self.lexicon = lexicon
        self.nouns = nouns
        self.knowledge = knowledge
        starts = {sentence.start for sentence in doc.sents} if doc.has_annotation("SENT_START") else set()
        self.words = [self._word(token.i, token.text, token.idx, starts, given_names) for token in doc]
        self.starts = starts
        self.relative = _relative_pronouns(doc)
        self.hits = knowledge.find(self.text)
        self._at = {word.start: word.index for word in self.words}
        self._attach(self.hits)

    def __len__(self) -> int:
        return len(self.words)

    def __getitem__(self, index: int) -> Word:
        return self.words[index]

    def get(self, index: int) -> Word | None:
        """The word there, or None beyond the ends."""
        return self.words[index] if 0 <= index < len(self.words) else None

    def text_at(self, index: int) -> str:
        """The text there, or nothing."""
        return self.words[index].text if 0 <= index < len(self.words) else ""

    def index_at(self, offset: int) -> int | None:
        """Which word begins at the offset."""
        return self._at.get(offset)

    def index_over(self, offset: int) -> int:
        """Which word covers the offset, or the first one after it."""
        low, high = 0, len(self.words)
        while low < high:
            middle = (low + high) // 2
            if self.words[middle].end <= offset:
                low = middle + 1
            else:
                high = middle
        return low

    def same_sentence(self, one: int, two: int) -> bool:
        """Whether no sentence begins between the two words."""
        low, high = min(one, two), max(one, two)
        return not any(index in self.starts for index in range(low + 1, high + 1))

    def _word(self, index: int, text: str, start: int, starts: set[int], given_names: Mapping[str, str]) -> Word:
        capital = text[:1].isupper()
        first = index in starts or index == 0
        analyses = self.lexicon.at_sentence_start(text) if first else self.lexicon.analyses(text)
        named = any(a.pos == "EIG" for a in analyses)
        common = any(a.pos != "EIG" for a in analyses) or (capital and not analyses and self.nouns.is_compound(text))
        given = given_names.get(text) or (given_names.get(text[:-1]) if text.endswith("s") else None)
        noun = self.nouns.lookup(text) if capital and _LETTERS.match(text) else None
        return Word(
            index, text, start, start + len(text), capital, first, common, bool(analyses) or common, named, given, noun
        )

    def _attach(self, hits: list[Hit]) -> None:
        for hit in hits:
            index = self.index_over(hit.start)
            while index < len(self.words) and self.words[index].start < hit.end:
                self.words[index].hit = hit
                index += 1


_RELATIVE = frozenset({"der", "die", "das", "den", "dem", "denen", "dessen", "deren"})
_NUMBERS = {"Sing": "SIN", "Plur": "PLU"}
_GENDERS = {"Masc": "MAS", "Fem": "FEM", "Neut": "NEU"}


def _relative_pronouns(doc: Doc) -> dict[int, tuple[str | None, str | None]]:
    """Number and gender (None where untold) of the words that the tagger takes for relative pronouns, by index."""
    found: dict[int, tuple[str | None, str | None]] = {}
    if doc.has_annotation("MORPH"):
        for token in doc:
            if token.lower_ in _RELATIVE and "Rel" in token.morph.get("PronType", []):
                number, gender = token.morph.get("Number", []), token.morph.get("Gender", [])
                found[token.i] = (
                    _NUMBERS.get(number[0]) if number else None,
                    _GENDERS.get(gender[0]) if gender else None,
                )
    return found
