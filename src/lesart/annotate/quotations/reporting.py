"""Words of reporting: verbs of saying, nouns for something said, and what introduces a speaker or a content.

Read from `lexicons/de/reporting_verbs.yaml` and `reporting_nouns.yaml`; forms are reached through the lexicon.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable

from pydantic import BaseModel, ConfigDict

from lesart.resources import load_yaml
from lesart.resources.lexicon import Analysis

VERBS = "lexicons/de/reporting_verbs.yaml"
NOUNS = "lexicons/de/reporting_nouns.yaml"
PARTICLES = frozenset(
    [
        "ab",
        "an",
        "auf",
        "aus",
        "bei",
        "bekannt",
        "dagegen",
        "dar",
        "durch",
        "ein",
        "entgegen",
        "fest",
        "fort",
        "frei",
        "heraus",
        "hervor",
        "hin",
        "hinzu",
        "klar",
        "mit",
        "nach",
        "nahe",
        "vor",
        "voraus",
        "vorher",
        "weiter",
        "wieder",
        "zu",
        "zurück",
        "zusammen",
    ]
)
"""Verb particles that stand apart from their verb in a main clause ("teilte ... mit")."""


class VerbFile(BaseModel):
    model_config = ConfigDict(extra="forbid")

    licence: str
    origin: str
    strong: list[str]
    weak: list[str]
    thought: list[str]
    writing: list[str]
    topic: dict[str, list[str]]


class NounFile(BaseModel):
    model_config = ConfigDict(extra="forbid")

    licence: str
    origin: str
    nouns: list[str]
    compound_tails: list[str]
    prepositions: list[str]
    introducers: list[str]
    channels: dict[str, list[str]]


class ReportingWords:
    """Look-up of the words of reporting by lemma or form."""

    def __init__(self, verbs: VerbFile, nouns: NounFile) -> None:
        self.strong = frozenset(verbs.strong) | frozenset(verbs.writing)
        self.weak = frozenset(verbs.weak) | frozenset(verbs.thought)
        self.verbs = self.strong | self.weak
        self.thought = frozenset(verbs.thought)
        self.writing = frozenset(verbs.writing)
        self.topic = {verb: frozenset(prepositions) for verb, prepositions in verbs.topic.items()}
        self.prepositions = frozenset(nouns.prepositions)
        self.introducers = frozenset(nouns.introducers)
        self.channels = {word: name for name, words in nouns.channels.items() for word in words}
        self._nouns = tuple(noun.lower() for noun in nouns.nouns)
        self._tails = tuple(nouns.compound_tails)
        self._known: dict[str, bool] = {}
        # "mitteilen" is met as "teilte" with "mit" far behind, so the bare verb counts as a sign already
        self._bare = {
            verb[len(particle) :]: particle
            for verb in sorted(self.verbs)
            for particle in PARTICLES
            if verb.startswith(particle) and len(verb) > len(particle) + 3
        }

    def lemmas(self, verbs: Iterable[Analysis]) -> frozenset[str]:
        """The reporting verbs among analyses of one form."""
        return frozenset(a.lemma for a in verbs) & self.verbs

    def joined(self, lemmas: Iterable[str], particle: str) -> frozenset[str]:
        """The reporting verbs that lemmas make with a particle apart."""
        return frozenset(particle + lemma for lemma in lemmas) & self.verbs

    def noun(self, form: str) -> bool:
        """Whether a form is, or ends in, a noun for something said ("Angaben", "Armeeangaben")."""
        if not form[:1].isupper():
            return False
        known = self._known.get(form)
        if known is None:
            if len(self._known) > 100_000:
                self._known.clear()
            known = self._known[form] = self._is_noun(form.lower())
        return known

    def _is_noun(self, lower: str) -> bool:
        return any(
            (lower.startswith(noun) and len(lower) - len(noun) <= 2) or lower.endswith((noun, noun + "n", noun + "en"))
            for noun in self._nouns
        )

    def compound_speaker(self, form: str) -> bool:
        """Whether a compound names its speaker in the first part: "Armeeangaben", "Regierungskreise"."""
        lower = form.lower()
        return form[:1].isupper() and any(lower.endswith(tail) and len(lower) > len(tail) + 2 for tail in self._tails)

    def flags(self, form: str, verbs: Iterable[Analysis]) -> tuple[bool, bool, bool, bool, bool]:
        """Feature columns of a form: reporting verb, strong one, noun, preposition, introducer."""
        lemmas = {a.lemma for a in verbs}
        lower = form.lower()
        return (
            bool(lemmas & self.verbs) or any(lemma in self._bare for lemma in lemmas),
            bool(lemmas & self.strong),
            self.noun(form),
            lower in self.prepositions,
            lower in self.introducers,
        )


@functools.cache
def reporting_words() -> ReportingWords:
    """The words that ship with the package; read once a process."""
    return ReportingWords(load_yaml(VERBS, VerbFile), load_yaml(NOUNS, NounFile))
