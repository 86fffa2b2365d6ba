"""The words by which agreements, their points and what became of them are recognised: one reader of one data file."""

from __future__ import annotations

import functools
import re

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
    idle: list[str]


class AgreementWords:
    """Look-ups of words in their base forms; holds nothing but the file and the lexicon."""

    def __init__(self, table: AgreementFile, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.truces = tuple(table.truces)
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

    def status(self, clause: str) -> tuple[PointStatus, int, int] | None:
        """What a clause says became of something, with where it says so; null where it says nothing of the kind.

        A set phrase ("noch nicht") is `open`; else the last status word counts, and a negation turns `done` into `open`
        and leaves a negated breach as nothing said (a denial is no fulfilment).
        """
        for phrase in self._phrases:
            at = clause.casefold().find(phrase)
            if at >= 0:
                return "open", at, at + len(phrase)
        found = list(WORD.finditer(clause))
        row = [match.group() for match in found]
        negated = any(word.casefold() in self._negations for word in row)
        for match in reversed(found):
            for lemma in sorted(self.lemmas(match.group(), *row)):
                status = self._status.get(lemma)
                if status is None:
                    continue
                if negated:
                    if status == "done":
                        status = "open"
                    elif status == "broken":
                        return None
                return status, match.start(), match.end()
        return None

    def content_nouns(self, text: str) -> frozenset[str]:
        """Nouns of a stretch that can tie it to another, in lower-case base form; idle ones left out."""
        found = set()
        for word in WORD.findall(text):
            if not word[:1].isupper() or len(word) < 5:
                continue
            nouns = {a.lemma.casefold() for a in self.lexicon.analyses(word) if a.pos == "SUB"} or {word.casefold()}
            if not nouns & self._idle and not any(self.is_agreement(noun.capitalize()) for noun in nouns):
                found.add(min(nouns))
        return frozenset(found)
