"""Which way a clause looks: back or ahead. A light reading of its verb forms, enough to choose between two Fridays."""

from __future__ import annotations

import re
from enum import Enum
from functools import lru_cache

from pydantic import BaseModel, ConfigDict

from lesart.resources import load_yaml
from lesart.resources.lexicon import Lexicon, german


class Tense(Enum):
    """PAST looks back, FUTURE ahead; PRESENT is a present-tense verb; NONE where no verb form was known."""

    PAST = "past"
    FUTURE = "future"
    PRESENT = "present"
    NONE = "none"


class TenseFile(BaseModel):
    """The words beside the verb that tense.yaml lists."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    origin: str
    licence: str
    ahead_participles: frozenset[str]
    ahead_words: frozenset[str]
    ahead_prepositions: tuple[str, ...]
    planning_modals: frozenset[str]


class _Form(Enum):
    """What one word form adds to the tense of its clause."""

    PRETERITE = "preterite"
    PRESENT = "present"
    HAVE_OR_BE = "have or be"
    WILL = "will"
    PARTICIPLE = "participle"
    PRETERITE_OR_PARTICIPLE = "preterite or participle"
    PRESENT_OR_PARTICIPLE = "present or participle"
    PRESENT_OR_INFINITIVE = "present or infinitive"
    TO_INFINITIVE = "infinitive with zu"
    PASSIVE_PARTICIPLE = "worden"
    AHEAD = "ahead"
    NOTHING = "nothing"


_WORD = re.compile(r"[^\W\d_]+")
# No verb farther away than this says anything about the expression; lists without a stop can be endless.
_REACH = 250
_CLAUSE_EDGE = re.compile(r"[,;:()–—„“”\"»«\n]")


_SINCE = re.compile(r"\bseit(?:\s+de[nmr])?\s+$", re.IGNORECASE)
# What the lexicon does not know but can only be a participle: "weitergeschleppt", "durchgewunken".
_LIKE_PARTICIPLE = re.compile(r"\w{0,7}ge\w{3,}(?:t|en)|\w{3,}iert")
_RATHER = ("ART", "PRO", "PRP", "KON", "ADV", "NEG", "ZAL", "ADJ")
# "…, so der Minister am Sonntag": the words were said, whatever the tense of what they say.
_SAID = re.compile(r"\s*(?:so|laut|nach angaben)\s", re.IGNORECASE)
_PARTICIPLES = (
    _Form.PARTICIPLE,
    _Form.PRETERITE_OR_PARTICIPLE,
    _Form.PRESENT_OR_PARTICIPLE,
    _Form.PASSIVE_PARTICIPLE,
)


class TenseReader:
    """Reads the tense of clauses with the full-form lexicon; remembers the forms it has seen."""

    def __init__(self, lexicon: Lexicon, file: TenseFile) -> None:
        self._lexicon, self._file = lexicon, file
        self._seen: dict[str, _Form] = {}
        prepositions = "|".join(sorted(file.ahead_prepositions, key=len, reverse=True))
        self._ahead = re.compile(rf"\b(?:{prepositions})\s+(?:de[nrm]\s+|kommende\w\s+)?$", re.IGNORECASE)

    def at(self, text: str, start: int, end: int, sentence: tuple[int, int]) -> Tense:
        """The tense of the clause around text[start:end], or of its whole sentence where the clause shows no verb."""
        sentence = (max(sentence[0], start - _REACH), min(sentence[1], end + _REACH))
        left = text[max(sentence[0], start - 24) : start]
        if self._ahead.search(left):
            return Tense.FUTURE
        if _SINCE.search(left):
            return Tense.PAST
        edges = [match.end() for match in _CLAUSE_EDGE.finditer(text, sentence[0], start)]
        first = edges[-1] if edges else sentence[0]
        edge = _CLAUSE_EDGE.search(text, end, sentence[1])
        last = edge.start() if edge else sentence[1]
        tense = self._of(text[first:start] + " " + text[end:last], whole=(first, last) == sentence)
        if tense is None and _SAID.match(text, first):
            return Tense.PAST
        return tense or self._of(text[sentence[0] : start] + " " + text[end : sentence[1]], whole=True) or Tense.NONE

    def _of(self, clause: str, *, whole: bool) -> Tense | None:
        """The tense of a stretch; None where a longer one should be asked: no verb, or an auxiliary left alone."""
        forms = {self._form(match.group(), first=match.start() < 2) for match in _WORD.finditer(clause)}
        participle = not forms.isdisjoint(_PARTICIPLES)
        if _Form.PRETERITE in forms or _Form.PASSIVE_PARTICIPLE in forms:
            return Tense.PAST
        if _Form.AHEAD in forms:
            return Tense.FUTURE
        if _Form.HAVE_OR_BE in forms and participle:
            return Tense.PAST
        if not forms.isdisjoint((_Form.WILL, _Form.TO_INFINITIVE)):
            return Tense.FUTURE
        if _Form.HAVE_OR_BE in forms and not whole:
            return None
        if not forms.isdisjoint((_Form.PRESENT, _Form.PRESENT_OR_PARTICIPLE, _Form.HAVE_OR_BE)):
            return Tense.PRESENT
        if _Form.PRETERITE_OR_PARTICIPLE in forms:
            return Tense.PAST
        return Tense.PRESENT if _Form.PRESENT_OR_INFINITIVE in forms else None

    def _form(self, raw: str, *, first: bool) -> _Form:
        if raw[0].isupper() and not first:
            return _Form.NOTHING
        word = raw.lower()
        form = self._seen.get(word)
        if form is None:
            form = self._seen[word] = self._look_up(word)
        return form

    def _look_up(self, word: str) -> _Form:
        file = self._file
        if word in file.ahead_participles or word in file.ahead_words:
            return _Form.AHEAD
        if word == "worden":
            return _Form.PASSIVE_PARTICIPLE
        analyses = self._lexicon.analyses(word)
        verbs = [analysis for analysis in analyses if analysis.pos == "VER"]
        if not analyses and _LIKE_PARTICIPLE.fullmatch(word):
            return _Form.PARTICIPLE
        # "eine", "laut", "weite" are forms of verbs too, but hardly ever in print
        if not verbs or any(analysis.pos in _RATHER for analysis in analyses):
            return _Form.NOTHING
        tags = [set(tag.split(":")) for verb in verbs for tag in verb.tags]
        lemmas = {verb.lemma for verb in verbs}
        present = any("PRÄ" in tag for tag in tags) or any("KJ1" in tag for tag in tags)
        preterite, participle = any("PRT" in tag for tag in tags), any("PA2" in tag for tag in tags)
        if present and not lemmas.isdisjoint(("haben", "sein")):
            return _Form.HAVE_OR_BE
        if present and ("werden" in lemmas or any("MOD" in tag for tag in tags)):
            return _Form.WILL
        if preterite and not lemmas.isdisjoint(file.planning_modals):
            return _Form.WILL
        if preterite and participle:
            return _Form.PRETERITE_OR_PARTICIPLE
        if preterite and not present:
            return _Form.PRETERITE
        if participle and not present:
            return _Form.PARTICIPLE
        if any("EIZ" in tag for tag in tags):
            return _Form.TO_INFINITIVE
        if present and participle:
            return _Form.PRESENT_OR_PARTICIPLE
        if present:
            return _Form.PRESENT_OR_INFINITIVE if any("INF" in tag for tag in tags) else _Form.PRESENT
        return _Form.NOTHING


@lru_cache(maxsize=1)
def tense_reader() -> TenseReader:
    """The reader with the package's own lexicon and word lists; made once a process."""
    return TenseReader(german(), load_yaml("rules/de/times/tense.yaml", TenseFile))
