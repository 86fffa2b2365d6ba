"""The words by which agreements, their points and what became of them are recognised: one reader of one data file."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict

from lesart.resources import load_yaml
from lesart.resources.lexicon import Lexicon
from lesart.schema.records import PointStatus

WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


class AgreementFile(BaseModel):
    """`lexicons/de/agreement_words.yaml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    origin: str
    licence: str
    nouns: list[str]
    truces: list[str]
    truce_phrases: list[str]
    resuming: list[str]
    making: list[str]
    containing: list[str]
    participles: list[str]
    future: list[str]
    done: list[str]
    broken: list[str]
    open: list[str]
    open_phrases: list[str]
    negations: list[str]
    weak: list[str]
    synonyms: list[list[str]]
    idle: list[str]


SHORTEST = 6
"""Letters that a shared part of two compounds must have."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a clause says became of something, by which word and where (offsets in the clause)."""

    status: PointStatus
    lemma: str
    start: int
    end: int
    noun: bool = False


class AgreementWords:
    """Look-ups of words in their base forms; holds nothing but the file and the lexicon."""

    def __init__(self, table: AgreementFile, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.truces = tuple(table.truces)
        self.truce_phrases = tuple(table.truce_phrases)
        self._synonyms = {noun: group[0] for group in table.synonyms for noun in group}
        self.weak = frozenset(lemma.casefold() for lemma in table.weak)
        self.participles = frozenset(table.participles)
        self.future = frozenset(table.future)
        self._nouns = tuple(table.nouns)
        self._resuming = tuple(table.resuming)
        self._making = frozenset(table.making)
        self._containing = frozenset(table.containing)
        self._idle = frozenset(table.idle)
        self._negations = frozenset(table.negations)
        self._phrases = tuple(table.open_phrases)
        self._status: dict[str, PointStatus] = {}
        for status, lemmas in (("open", table.open), ("broken", table.broken), ("done", table.done)):
            self._status.update(dict.fromkeys((lemma.casefold() for lemma in lemmas), status))  # type: ignore[arg-type]

    @classmethod
    @functools.cache
    def load(cls, lexicon: Lexicon) -> AgreementWords:
        """With the package's data file."""
        return cls(load_yaml("lexicons/de/agreement_words.yaml", AgreementFile), lexicon)

    def lemmas(self, word: str, *clause: str) -> frozenset[str]:
        """Base forms of a word in lower case; with the words of its clause, also of a divided verb ("hielt … ein")."""
        own = {analysis.lemma.casefold() for analysis in self.lexicon.at_sentence_start(word)} or {word.casefold()}
        if clause and clause[-1].islower() and len(clause[-1]) <= 8 and self.lexicon.lemmas(word, "VER"):
            own |= {clause[-1] + lemma for lemma in own}
        return frozenset(own)

    def is_agreement(self, word: str) -> bool:
        """Whether a noun names an agreement, compounds included."""
        return word[:1].isupper() and any(lemma.endswith(self._nouns) for lemma in self.lemmas(word))

    def is_truce(self, word: str) -> bool:
        """Whether a noun names a truce."""
        return word[:1].isupper() and any(lemma.endswith(self.truces) for lemma in self.lemmas(word))

    def resumes(self, word: str) -> bool:
        """Whether a noun can take up an agreement named before ("das Papier")."""
        return word[:1].isupper() and any(lemma.endswith(self._resuming) for lemma in self.lemmas(word))

    def makes(self, word: str, *clause: str) -> bool:
        """Whether a verb says that an agreement is made."""
        return bool(self.lemmas(word, *clause) & self._making)

    def contains(self, word: str, *clause: str) -> bool:
        """Whether a verb says what an agreement contains."""
        return bool(self.lemmas(word, *clause) & self._containing)

    def status(self, clause: str) -> Said | None:
        """What a clause says became of something; null where it says nothing of the kind.

        A set phrase ("noch nicht") is `open`; else a verb goes before a noun and the last before the first. A negation
        turns `done` into `open` and leaves a negated breach as nothing said (a denial is no fulfilment).
        """
        found = list(WORD.finditer(clause))
        row = [match.group() for match in found]
        said = self._last_status_word(found, row)
        folded = clause.casefold()
        for phrase in self._phrases:
            at = folded.find(phrase)
            if at >= 0:
                return Said("open", said.lemma if said else phrase, at, at + len(phrase))
        if said is None or not any(word.casefold() in self._negations for word in row):
            return said
        if said.status == "done":
            return Said("open", said.lemma, said.start, said.end)
        return said if said.status == "open" else None

    def _last_status_word(self, found: Sequence[re.Match[str]], row: Sequence[str]) -> Said | None:
        best: Said | None = None
        for number, match in enumerate(found):
            word = match.group()
            verbal = word.islower() or (number == 0 and not self.lexicon.lemmas(word, "SUB"))
            own = self.lemmas(word, *row) if verbal else self._noun_lemmas(word)
            lemma = next((lemma for lemma in sorted(own) if lemma in self._status), None)
            if lemma is not None and (verbal or best is None or best.noun):
                best = Said(self._status[lemma], lemma, match.start(), match.end(), noun=not verbal)
        return best

    def _noun_lemmas(self, word: str) -> frozenset[str]:
        found = {lemma.casefold() for lemma in self.lexicon.lemmas(word, "SUB")}
        return frozenset(found or {word.casefold()})

    def same_thing(self, one: str, other: str) -> bool:
        """Whether two nouns (base forms) can name one thing: equal, or compounds that share their last or first part.

        "Kriegsgefangene" and "Gefangene", "Verkehrsweg" and "Verkehrsverbindung"; not "Darstellung" and "Stellung",
        whose remainder is no noun.
        """
        if one == other or self._synonyms.get(one, one) == self._synonyms.get(other, other):
            return True
        short, long = sorted((_stem(one), _stem(other)), key=len)
        if len(short) >= SHORTEST and long.endswith(short) and short != long:
            return self._is_first_part(long[: -len(short)])
        shared = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(short))
        return any(self._is_first_part(one[:length]) for length in range(shared, SHORTEST - 1, -1))

    def _is_first_part(self, part: str) -> bool:
        """Whether a noun can stand so as the first part of a compound ("kriegs", "verkehrs", "grenz")."""
        if len(part) < 4:
            return False
        forms = [part.removesuffix(link) for link in ("s", "es", "n", "en", "") if part.endswith(link)]
        return any(len(form) > 2 and self.lexicon.lemmas(form.capitalize(), "SUB") for form in forms)

    def undoes(self, lemma: str, noun: str) -> bool:
        """Whether a verb says of a noun that it was done: "austauschen" of "Austausch", "räumen" of "Räumung"."""
        stem = lemma.removesuffix("en").removesuffix("n")
        for prefix in ("zurück", "wieder", "aus", "ab", "über", "frei"):
            rest = stem.removeprefix(prefix)
            if rest != stem and len(rest) >= 4 and rest in noun:
                return True
        return len(stem) >= 4 and noun.startswith(stem[: max(4, len(stem) - 1)])

    def content_nouns(self, text: str) -> frozenset[str]:
        """Nouns of a stretch that can tie it to another, in lower-case base form; idle ones left out."""
        found = set()
        for word in WORD.findall(text):
            if not word[:1].isupper() or len(word) < 5:
                continue
            nouns = self._noun_lemmas(word)
            if not nouns & self._idle and not any(self.is_agreement(noun.capitalize()) for noun in nouns):
                found.add(min(nouns))
        return frozenset(found)


def _stem(noun: str) -> str:
    """A noun without its ending, so that "gefangene" and "gefangener" are one."""
    for ending in ("en", "er", "es", "em", "e", "n", "s"):
        if noun.endswith(ending) and len(noun) - len(ending) >= SHORTEST:
            return noun.removesuffix(ending)
    return noun
