"""What a form of a word says by itself about its class, before any neighbour is asked.

Comes in: a form as the text has it. Goes out: a `Form` with the lexicon's analyses and the answers that clauses hang
on (can it be finite, a participle, does it govern other verbs). News repeats its words, so a form is looked at once and
kept (`Forms`).
"""

from __future__ import annotations

import functools
from typing import Literal

from lesart.annotate.counts import numeral
from lesart.resources.lexicon import Analysis, Lexicon

WordClass = Literal[
    "noun", "name", "finite", "participle", "infinitive", "zu-infinitive", "zu", "prefix", "adjective", "attribute",
    "article", "pronoun", "relative", "preposition", "subordinator", "conjunction", "adverb", "negation", "number",
    "punctuation", "other",
]  # fmt: skip

AUXILIARIES = frozenset({"haben", "sein", "werden"})
MODALS = frozenset({"sollen", "wollen", "können", "müssen", "dürfen", "mögen"})

CASES = frozenset({"NOM", "GEN", "DAT", "AKK"})
NUMBERS = frozenset({"SIN", "PLU"})
GENDERS = frozenset({"MAS", "FEM", "NEU"})

_GOVERNORS = AUXILIARIES | MODALS | {"lassen"}
_POLITE = frozenset({"Sie", "Ihr", "Ihre", "Ihren", "Ihnen", "Ihrem", "Ihrer"})
_COORDINATORS = frozenset(["und", "oder", "aber", "sowie", "sondern", "denn", "beziehungsweise", "bzw.", "doch"])
_ADJECTIVAL = frozenset({"ADJ", "PA1", "PA2"})
_POS_OF: dict[str, frozenset[str]] = {
    "noun": frozenset({"SUB"}), "name": frozenset({"EIG", "SUB"}), "finite": frozenset({"VER"}),
    "participle": frozenset({"VER", "PA2"}), "infinitive": frozenset({"VER"}), "zu-infinitive": frozenset({"VER"}),
    "adjective": _ADJECTIVAL, "attribute": _ADJECTIVAL, "article": frozenset({"ART"}),
    "pronoun": frozenset({"PRO", "ART"}), "relative": frozenset({"PRO"}), "preposition": frozenset({"PRP"}),
    "negation": frozenset({"NEG"}),
}  # fmt: skip
_KEPT = 20_000
"""Forms that are kept; a long batch must not grow without bound."""


class Reading:
    """A form as a word of one class: lemma, the analyses that agree with the class, and what these allow."""

    __slots__ = ("_agreements", "analyses", "cases", "cls", "lemma", "numbers", "text")

    def __init__(self, text: str, cls: WordClass, analyses: tuple[Analysis, ...]) -> None:
        self.text, self.cls, self.analyses = text, cls, analyses
        self.lemma = _lemma(text, analyses, cls)
        self.cases = frozenset(c for a in analyses for c in a.values(*CASES)) or CASES
        """All four where the lexicon does not know."""
        self.numbers = frozenset(n for a in analyses for n in a.values(*NUMBERS)) or NUMBERS
        self._agreements: frozenset[tuple[str, str, str]] | None = None

    @property
    def agreements(self) -> frozenset[tuple[str, str, str]]:
        """Case, number and gender that the form allows together; in the plural it has no gender and fits all."""
        if self._agreements is None:
            self._agreements = self._allowed()
        return self._agreements

    def _allowed(self) -> frozenset[tuple[str, str, str]]:
        nominal = [a for a in self.analyses if self.cls != "name" or a.pos in ("EIG", "SUB")]
        found: set[tuple[str, str, str]] = set()
        for parts in (frozenset(tag.split(":")) for a in nominal for tag in a.tags):
            for number in NUMBERS & parts:
                genders = (GENDERS & parts if number == "SIN" else ()) or GENDERS
                found.update((case, number, gender) for case in CASES & parts for gender in genders)
        if self.text.endswith("e") and any(case == "NOM" and number == "PLU" for case, number, _ in found):
            found -= {("DAT", "SIN", gender) for gender in GENDERS}  # the old dative ("dem Gespräche") is dead in news
        return frozenset(found)


class Form:
    """A form with its analyses and what they say together; `verb` are those as a verb."""

    __slots__ = (
        "_readings", "adjectival", "analyses", "attributive", "finite", "governor", "helps", "infinitive",
        "participle", "pos", "predicative", "text", "verb", "zu_infinitive",
    )  # fmt: skip

    def __init__(self, text: str, analyses: tuple[Analysis, ...]) -> None:
        self.text, self.analyses = text, analyses
        self.pos = frozenset(a.pos for a in analyses)
        self.verb = tuple(a for a in analyses if a.pos == "VER")
        self.finite = any(_is_finite(a) for a in self.verb)
        self.infinitive = any(a.has("INF") for a in self.verb)
        self.participle = any(a.has("PA2") for a in self.verb)
        self.zu_infinitive = any(a.has("EIZ") for a in self.verb)
        self.predicative = any(a.pos == "PA2" and a.has("PRD") for a in analyses)
        """Whether it is a participle as it stands beside an auxiliary."""
        self.attributive = any(a.pos in _ADJECTIVAL and not a.has("PRD") for a in analyses)
        self.adjectival = not self.pos.isdisjoint(_ADJECTIVAL)
        self.helps = any(a.lemma in AUXILIARIES or a.lemma in MODALS for a in self.verb)
        """Whether it can be a form of an auxiliary or a modal."""
        self.governor = min((a.lemma for a in self.verb if a.lemma in _GOVERNORS), default=None)
        """The auxiliary, the modal or "lassen" that it is a form of."""
        self._readings: dict[tuple[str, WordClass], Reading] = {}

    def reading(self, text: str, cls: WordClass) -> Reading:
        """The form as a word of this class; `text` is how the word is written."""
        found = self._readings.get((text, cls))
        if found is None:
            wanted = _POS_OF.get(cls)
            kept = tuple(a for a in self.analyses if wanted is None or a.pos in wanted) or self.analyses
            found = self._readings[text, cls] = Reading(text, cls, _fitting(kept, cls))
        return found


class Forms:
    """The forms of a lexicon, each looked at once."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._written: dict[str, Form] = {}
        self._inside: dict[str, Form] = {}
        self._opening: dict[str, Form] = {}
        self._lower: dict[tuple[str, str], WordClass] = {}

    def written(self, text: str) -> Form:
        """A form as it is written."""
        return self._written.get(text) or _keep(self._written, text, self._lexicon.analyses(text))

    def inside(self, text: str) -> Form:
        """A form inside a sentence, where the capital letter of a pronoun is courtesy."""
        if text not in _POLITE:
            return self.written(text)
        return self._inside.get(text) or _keep(self._inside, text, self._lexicon.analyses(text.lower()))

    def opening(self, text: str) -> Form:
        """A form whose capital letter may only be due to its place in the sentence."""
        return self._opening.get(text) or _keep(self._opening, text, self._lexicon.at_sentence_start(text))

    def lower_class(self, text: str, form: Form) -> WordClass:
        """The class of a word in small letters; `form` is what the lexicon has for it."""
        found = self._lower.get((text, form.text))
        if found is None:
            if len(self._lower) >= _KEPT:
                self._lower.clear()
            found = self._lower[text, form.text] = self._class(text, form)
        return found

    def is_compound_noun(self, text: str) -> bool:
        """Whether the end of an unknown capitalised word is a noun: then it is a compound and not a name."""
        tail = text.rpartition("-")[2]
        if tail and tail != text and self._is_noun(tail):
            return True
        rests = (text[cut:] for cut in range(3, len(text) - 3))
        return any(self._is_noun(rest[0].upper() + rest[1:]) for rest in rests)

    def _is_noun(self, text: str) -> bool:
        return any(a.pos == "SUB" for a in self._lexicon.analyses(text))

    def is_verb(self, infinitive: str) -> bool:
        """Whether the lexicon knows this infinitive."""
        return any(a.lemma == infinitive for a in self.written(infinitive).verb)

    def _class(self, text: str, form: Form) -> WordClass:
        pos, verb = form.pos, form.verb
        if form.helps and text != "sein":
            return _verbal(form)
        if text in _COORDINATORS:
            return "conjunction"
        if text == "nicht" or "NEG" in pos:
            return "negation"
        joins = any(a.pos == "KON" and a.has("UNT") for a in form.analyses)
        if joins and text not in ("am", "als", "wie", "zu", "nun"):
            return "subordinator"
        if "PRP" in pos:
            return "preposition"
        if "ART" in pos:
            return "article"
        if "ZAL" in pos:
            return "number"
        if "PRO" in pos:
            return "pronoun"
        if "KON" in pos and "ADV" in pos:
            return "adverb"  # "nun", "also", "jedoch" inside a clause
        if "KON" in pos:
            return "subordinator" if text in ("als", "wie") else "conjunction"
        if pos & {"ADV", "INJ"} or (pos == {"ZUS"}):
            return "adverb"
        if verb and "ADJ" not in pos:
            return _verbal(form)
        if pos & {"PA1", "PA2"}:
            uninflected = any(a.has("PRD", "GRU") for a in form.analyses if a.pos in ("PA1", "PA2"))
            return "participle" if uninflected and "PA2" in pos else ("adverb" if uninflected else "attribute")
        if verb and text.endswith("t"):
            return _verbal(form)
        if "ADJ" in pos:
            return "adverb" if any(a.has("PRD") for a in form.analyses) else "adjective"
        return self._unknown(text)

    def _unknown(self, text: str) -> WordClass:
        """An unknown lower-case word: a numeral, or a compound adjective by its tail ("schwerbewaffnete"), else
        other."""
        if numeral(text) is not None:
            return "number"
        for cut in range(2, max(2, len(text) - 3)):
            found = self._lexicon.analyses(text[cut:])
            if any(a.pos in _ADJECTIVAL for a in found):
                return "adverb" if any(a.has("PRD") for a in found) else "adjective"
        return "other"


@functools.lru_cache(maxsize=2)
def forms(lexicon: Lexicon) -> Forms:
    """The forms of a lexicon; a process has one lexicon, a test perhaps one of its own."""
    return Forms(lexicon)


def _keep(kept: dict[str, Form], text: str, analyses: tuple[Analysis, ...]) -> Form:
    if len(kept) >= _KEPT:
        kept.clear()
    form = kept[text] = Form(text, analyses)
    return form


def _is_finite(analysis: Analysis) -> bool:
    return any(analysis.has(p) for p in ("1", "2", "3")) and not (
        analysis.tags and all("IMP" in tag for tag in analysis.tags)
    )


def _verbal(form: Form) -> WordClass:
    if form.finite:
        return "finite"
    if form.zu_infinitive:
        return "zu-infinitive"
    if form.participle:
        return "participle"
    if form.infinitive:
        return "infinitive"
    return "adverb"  # nothing but an imperative: in reports such forms are adverbs or names


def _fitting(analyses: tuple[Analysis, ...], cls: WordClass) -> tuple[Analysis, ...]:
    if cls == "finite":
        return tuple(a for a in analyses if _is_finite(a)) or analyses
    if cls == "participle":
        return tuple(a for a in analyses if a.pos == "VER" and a.has("PA2")) or analyses
    if cls == "infinitive":
        return tuple(a for a in analyses if a.has("INF")) or analyses
    if cls == "zu-infinitive":
        return tuple(a for a in analyses if a.has("EIZ")) or analyses
    return analyses


def _lemma(text: str, analyses: tuple[Analysis, ...], cls: WordClass) -> str:
    if not analyses or cls in ("pronoun", "relative", "article"):
        return text if cls in ("noun", "name") else text.lower()
    # the shortest lemma is the least adventurous reading ("gehören" beside "hören" is settled by the prefix ge-)
    if cls in ("finite", "participle", "infinitive", "zu-infinitive"):
        lemmas = sorted(
            {a.lemma for a in analyses},
            key=lambda lemma: (
                lemma != text,
                text.startswith("ge") and lemma.startswith("ge"),
                len(lemma),
                _in_common(text.removeprefix("ge"), lemma),  # a strong verb hides the rare weak one: denken, dachen
                lemma,
            ),
        )
        return lemmas[0]
    return min((a.lemma for a in analyses), key=len)


def _in_common(one: str, other: str) -> int:
    """Letters with which both words begin."""
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
