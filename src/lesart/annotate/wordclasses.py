"""Coarse word classes from the full-form lexicon and the neighbourhood, as far as clauses need them.

Comes in: a Doc with sentences. Goes out: one `Word` a token. This is no full tagger: it decides the cases that German
clause structure hangs on (finite verb or infinitive or participle, verb prefix or preposition, article or relative
pronoun, attributive participle or predicate) and leaves every other ambiguity to the analyses it carries along.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from spacy.tokens import Doc

from lesart.annotate.word_forms import AUXILIARIES, MODALS, Form, Forms, Reading, WordClass, forms
from lesart.resources.lexicon import Analysis, Lexicon

PREFIXES = frozenset(
    [
        "ab",
        "an",
        "auf",
        "aus",
        "bei",
        "dar",
        "durch",
        "ein",
        "entgegen",
        "entlang",
        "fehl",
        "fern",
        "fest",
        "fort",
        "frei",
        "gegenüber",
        "heim",
        "her",
        "heran",
        "heraus",
        "herbei",
        "herein",
        "hervor",
        "hin",
        "hinaus",
        "hinein",
        "hinzu",
        "hoch",
        "kürzer",
        "los",
        "mit",
        "nach",
        "nahe",
        "nieder",
        "preis",
        "quer",
        "statt",
        "stand",
        "stattgegeben",
        "teil",
        "tot",
        "um",
        "unter",
        "vor",
        "voran",
        "voraus",
        "vorbei",
        "vorüber",
        "weg",
        "weiter",
        "wieder",
        "zu",
        "zurück",
        "zusammen",
        "zuwider",
        "über",
        "überein",
        "richtig",
        "klar",
        "fertig",
        "kaputt",
        "kennen",
        "bekannt",
        "sicher",
        "schwarz",
        "gut",
        "herum",
        "dagegen",
        "davon",
        "fehl",
        "leid",
    ]
)
_PARTICLE_CLASSES = ("preposition", "adverb", "conjunction", "adjective", "article")
_RELATIVES = frozenset(
    [
        "der",
        "die",
        "das",
        "dem",
        "den",
        "denen",
        "deren",
        "dessen",
        "welche",
        "welcher",
        "welches",
        "welchen",
        "welchem",
    ]
)
_INTERROGATIVES = frozenset(
    [
        "wer",
        "wen",
        "wem",
        "was",
        "wie",
        "wo",
        "wann",
        "warum",
        "weshalb",
        "wieso",
        "wohin",
        "woher",
        "worauf",
        "womit",
        "wofür",
    ]
)
_CLOSED = frozenset({"ART", "PRO", "PRP", "KON", "NEG", "ZAL", "ADV", "ZUS", "INJ"})
_OPENING = frozenset("„“\"»«‚'‘’(–-—:…")
_ENDINGS = ("e", "en", "er", "es", "em")


@dataclass(frozen=True, slots=True)
class Word:
    """A token as the clause analyser sees it: its class and the analyses that agree with the class."""

    index: int
    text: str
    lower: str
    """The text in small letters."""
    cls: WordClass
    lemma: str
    analyses: tuple[Analysis, ...]
    _reading: Reading = field(repr=False, compare=False)

    def has(self, *features: str) -> bool:
        """Whether an analysis carries all the features in one tag."""
        return any(a.has(*features) for a in self.analyses)

    def cases(self) -> frozenset[str]:
        """The cases that the form allows; all four where the lexicon does not know."""
        return self._reading.cases

    def numbers(self) -> frozenset[str]:
        """SIN, PLU or both (also where the lexicon does not know)."""
        return self._reading.numbers

    def agreements(self) -> frozenset[tuple[str, str, str]]:
        """Case, number and gender that the form allows together; none where the lexicon does not know."""
        return self._reading.agreements


def classify(doc: Doc, lexicon: Lexicon) -> tuple[Word, ...]:
    """One word a token of the Doc, in order; the inside of a longer name ("zu Guttenberg") is name throughout."""
    known = forms(lexicon)
    inside = _inside_names(doc)
    tokens = [_Token(t.text, t.text.lower(), t.is_space, t.is_punct) for t in doc]
    words: list[Word] = []
    for sentence in doc.sents:
        words.extend(_Sentence(tokens[sentence.start : sentence.end], sentence.start, known, inside).words())
    return tuple(words)


def _inside_names(doc: Doc) -> frozenset[int]:
    """Tokens of names of several words that could be taken for something else: a preposition inside ("zu Guttenberg"),
    a noun as surname ("Anna Berg")."""
    out: set[int] = set()
    for mention in doc._.mentions:
        if mention.kind != "named" or " " not in mention.text:
            continue
        if mention.type == "PER" or any(w[:1].islower() for w in mention.text.split()):
            span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
            if span is not None and len(span) < 9:
                out.update(range(span.start, span.end))
    return frozenset(out)


class _Token(NamedTuple):
    """What is asked of a token again and again."""

    text: str
    lower: str
    is_space: bool
    is_punct: bool


class _Sentence:
    """The classes of one sentence's tokens; a first look by the word alone, then a second one with its neighbours."""

    def __init__(self, tokens: Sequence[_Token], first: int, known: Forms, inside_names: frozenset[int]) -> None:
        self._fixed = inside_names
        self._tokens, self._first = tokens, first
        self._forms = known
        self._found: list[Form] = []
        self._starts: set[int] = set()
        """Positions where a capital letter says nothing about the word."""
        opens = starts = True
        for i, token in enumerate(tokens):
            self._found.append(known.opening(token.text) if opens else known.inside(token.text))
            if not token.is_punct:
                if starts:
                    self._starts.add(i)
                starts = False
                opens = opens and token.text in _OPENING
            if token.text == ":" or token.text in '„»“"' or (token.text in _DASHES and _is_dateline(tokens[:i])):
                opens = starts = True
        breaks = [i for i, token in enumerate(tokens) if token.text in _BREAKS]
        self._begin = _spread([0, *(i + 1 for i in breaks)], [*breaks, len(tokens)])
        """For each token the first one behind the break before it."""
        self._end = _spread([*breaks, len(tokens)], [*breaks, len(tokens)])
        """For each token the next break, itself included."""
        self._draft: list[WordClass] = []
        self._finites: list[int] = []
        """The finite verbs of the draft."""
        self._governors: list[tuple[int, str]] = []
        """Those that can govern a non-finite verb, with their lemma."""

    def words(self) -> list[Word]:
        """The words of the sentence, in order."""
        self._decide([self._first_look(i) for i in range(len(self._tokens))])
        # two rounds: the second sees what the first decided about the verbs further right
        for _ in range(2):
            before = self._draft
            self._decide([self._second_look(i, c) for i, c in enumerate(before)])
            if self._draft == before:
                break
        return [self._word(i) for i in range(len(self._tokens))]

    def _decide(self, draft: list[WordClass]) -> None:
        self._draft = draft
        self._finites = [i for i, cls in enumerate(draft) if cls == "finite"]
        self._governors = [(i, found) for i in self._finites if (found := self._found[i].governor) is not None]

    # -- by the word alone

    def _first_look(self, i: int) -> WordClass:
        token, found = self._tokens[i], self._found[i]
        text = token.text
        if self._first + i in self._fixed:
            return "name"
        if token.is_space or (token.is_punct and not any(ch.isalnum() for ch in text)) or text in _OPENING:
            return "punctuation"
        if text[0].isdigit():
            return "number" if not any(ch.isalpha() for ch in text) else "adjective"
        if text[0].isupper():
            return self._capitalised(i)
        cls = self._forms.lower_class(text, found)
        if cls == "other" and text.endswith(_ENDINGS) and self._text(i + 1)[:1].isupper():
            return "adjective"  # "des malaysischen Ministerpräsidenten": no lexicon knows every country's adjective
        return cls

    def _capitalised(self, i: int) -> WordClass:
        text, pos = self._tokens[i].text, self._found[i].pos
        following = self._text(i + 1)
        small = text[0].lower() + text[1:]
        lowered = self._forms.written(small)
        adjectival = lowered.adjectival and text.endswith(_ENDINGS)
        if i in self._starts and lowered.analyses:
            if lowered.pos & _CLOSED:
                return self._forms.lower_class(text.lower(), lowered)
            if adjectival and (following[:1].isupper() or self._opens_adjectives(i)):
                return "attribute"
            if "SUB" not in pos and "EIG" not in pos:
                return self._forms.lower_class(small, lowered)
        if "PRO" in pos and text[:2] in ("Si", "Ih") and "SUB" not in pos:
            return "pronoun"
        if adjectival and following[:1].isupper() and "SUB" not in pos:
            return "attribute"
        if "SUB" in pos and "EIG" not in pos:
            return "noun"
        of_place = text.endswith("er") and following[:1].isupper() and "SUB" not in pos
        if of_place and self._forms.written(text[:-2]).analyses:
            return "attribute"  # "Berliner Reichstag", "Pariser Abkommen"
        if not pos and self._forms.is_compound_noun(text):
            return "noun"
        return "name"

    def _opens_adjectives(self, i: int) -> bool:
        """ "Bewaffnete armenische Gruppen": the first of two adjectives of one ending, capitalised as it opens."""
        if i + 2 >= len(self._tokens):
            return False
        text, second, third = (self._tokens[i + k].text for k in range(3))
        alike = any(text.endswith(ending) and second.endswith(ending) for ending in _ENDINGS)
        return alike and self._forms.written(second).adjectival and second.islower() and third[:1].isupper()

    # -- with the neighbours

    def _second_look(self, i: int, cls: WordClass) -> WordClass:
        if self._first + i in self._fixed:
            return "name"
        lower = self._tokens[i].lower
        if lower == "zu" and self._is_prefix(i):
            return "prefix"
        if lower == "zu":
            nearby = self._class(i + 1)
            return "zu" if nearby in ("infinitive", "finite") and self._infinitive(i + 1) else "preposition"
        if lower == "sein" and self._verb_slot(i):
            return "infinitive"
        if lower in PREFIXES and cls in _PARTICLE_CLASSES and self._is_prefix(i):
            return "prefix"
        if cls in ("finite", "infinitive", "participle"):
            return self._verb_form(i)
        if cls in ("attribute", "adjective") and i in self._starts and self._class(i + 1) == "finite":
            return "noun"  # "Bewaffnete entführten …": the capital of the sentence hides a noun
        if cls in ("attribute", "adjective"):
            return self._attribute_or_verb(i, cls)
        if cls == "adverb" and self._found[i].verb:
            return self._adverb_or_verb(i)
        if lower in _RELATIVES and cls in ("article", "pronoun") and self._is_relative(i):
            return "relative"
        if cls == "relative" and self._noun_follows(i) and not self._finite_after(i):
            return "article"
        if (
            lower == "als"
            and self._text(i - 1) == ","
            and (self._verb_final(i) or self._text(i + 2) in ("–", "—", "-"))
        ):
            return "subordinator"
        if lower in _INTERROGATIVES and self._text(i - 1) == "," and self._verb_final(i):
            return "subordinator"
        if lower in _EITHER and cls == "subordinator" and self._governs_noun(i):
            return "preposition"
        if cls == "article" and not self._noun_follows(i):
            return "pronoun"
        return cls

    def _adverb_or_verb(self, i: int) -> WordClass:
        """A form that is adjective and verb ("brach", "bekannt", "offen"): a verb where the clause still lacks one."""
        form = self._found[i]
        if form.participle and self._auxiliary(i) and self._ends(i):
            return "participle"
        lacking = not any(j != i for j in self._finites_within(self._segment(i)))
        after_noun = self._class(i - 1) in ("noun", "name", "pronoun")
        return "finite" if form.finite and lacking and after_noun else "adverb"

    def _class(self, i: int) -> WordClass:
        return self._draft[i] if 0 <= i < len(self._draft) else "punctuation"

    def _text(self, i: int) -> str:
        return self._tokens[i].text if 0 <= i < len(self._tokens) else ""

    def _lower(self, i: int) -> str:
        return self._tokens[i].lower if 0 <= i < len(self._tokens) else ""

    def _infinitive(self, i: int) -> bool:
        return 0 <= i < len(self._found) and self._found[i].infinitive

    def _segment(self, i: int) -> range:
        """The stretch around a token that no comma, semicolon, colon or dash interrupts."""
        return range(self._begin[i], self._end[i + 1])

    def _finites_within(self, stretch: range) -> list[int]:
        return [j for j in self._finites if j in stretch]

    def _auxiliary(self, i: int) -> str | None:
        """The auxiliary or modal that could govern a non-finite form here: the nearest of the segment or sentence."""
        segment = self._segment(i)
        others = [(j, lemma) for j, lemma in self._governors if j != i]
        near = [governor for governor in others if governor[0] in segment]
        if not near and self._other_finite(i):
            return None
        nearest = min(near or others, key=lambda governor: abs(governor[0] - i), default=None)
        return None if nearest is None else nearest[1]

    def _other_finite(self, i: int) -> bool:
        """Whether the segment has another verb that can be nothing but finite."""
        found = self._found
        others = (j for j in self._finites_within(self._segment(i)) if j != i)
        return any(not found[j].infinitive and not found[j].participle for j in others)

    def _ends(self, i: int) -> bool:
        """Whether nothing but verbs, an end or a coordination follows: the place of the right sentence bracket."""
        following = self._class(i + 1)
        if following in ("punctuation", "finite", "participle", "infinitive", "conjunction", "zu"):
            return True
        return following in ("preposition", "subordinator", "adverb", "article")

    def _verb_slot(self, i: int) -> bool:
        return (
            self._class(i - 1) in ("zu", "participle")
            or self._lower(i - 1) == "zu"
            or (self._class(i + 1) == "punctuation" and self._auxiliary(i) is not None)
        )

    def _verb_form(self, i: int) -> WordClass:
        form = self._found[i]
        if form.zu_infinitive:
            return "zu-infinitive"
        infinitive, participle, finite = form.infinitive, form.participle or form.predicative, form.finite
        if infinitive and self._lower(i - 1) == "zu":
            return "infinitive"
        if participle and self._text(i + 1) == "worden":
            return "participle"  # "sollen ermordet worden sein": there are finite forms like it
        helper = self._auxiliary(i)
        if finite and not infinitive and not participle and any(a.lemma in AUXILIARIES for a in form.verb):
            return "finite"
        if participle and (
            helper in AUXILIARIES or not finite or (helper in MODALS and self._class(i + 1) == "infinitive")
        ):
            return "participle"
        if infinitive and helper is not None and helper not in ("haben", "sein"):
            return "infinitive"
        if finite:
            return self._attribute_or_verb(i, "finite")
        return "infinitive" if infinitive else "participle"

    def _attribute_or_verb(self, i: int, cls: WordClass) -> WordClass:
        """ "die verletzte Frau" against "er verletzte die Frau": a finite reading needs no article before and noun
        after."""
        if not (self._found[i].finite and self._found[i].attributive):
            return cls
        before, after = self._class(i - 1), self._class(i + 1)
        opened = before in ("article", "adjective", "attribute", "number", "preposition") or (
            before == "pronoun" and any(a.has("POS") or a.has("IND") for a in self._found[i - 1].analyses)
        )
        if opened and after in ("noun", "name", "adjective", "attribute"):
            return "attribute"
        if after in ("noun", "name") and self._other_finite(i):
            return "attribute"
        return "finite"

    def _is_prefix(self, i: int) -> bool:
        """A verb particle ends its segment (or stands before "und") and joins a finite verb before it to a known
        verb."""
        following = self._class(i + 1)
        if following not in ("punctuation", "conjunction", "subordinator") and self._text(i + 1) not in ("als", "wie"):
            return False
        for j in range(i - 1, -1, -1):
            if self._class(j) == "finite":
                return any(self._forms.is_verb(self._lower(i) + a.lemma) for a in self._found[j].verb)
            if self._tokens[j].text in (";", ":"):
                return False
        return False

    def _is_relative(self, i: int) -> bool:
        before = self._text(i - 1)
        if before != "," and not (self._class(i - 1) == "preposition" and self._text(i - 2) == ","):
            return False
        return self._verb_final(i)

    def _verb_final(self, i: int) -> bool:
        """Whether the segment's first finite verb stands at its end (subordinate order)."""
        end = self._segment(i).stop
        for j in self._finites_within(range(i + 1, end)):
            return j > i + 1 and (j + 1 == end or self._class(j + 1) in ("punctuation", "conjunction", "infinitive"))
        # an insertion may part the pronoun from its verb: "die, so X, in Y leben"
        return end < len(self._tokens) and not self._noun_follows(i)

    def _finite_after(self, i: int) -> bool:
        return bool(self._finites_within(range(i + 1, self._segment(i).stop)))

    def _noun_follows(self, i: int) -> bool:
        for j in range(i + 1, min(i + 7, len(self._tokens))):
            cls = self._class(j)
            if cls in ("noun", "name"):
                return True
            if cls not in ("adjective", "attribute", "number", "adverb", "preposition", "article") and (
                self._tokens[j].text not in _OPENING
            ):
                return False
        return False

    def _governs_noun(self, i: int) -> bool:
        """Whether "seit", "bis" or "während" is a preposition: "seit Beginn", "bis zum Abend", not "seit er geht"."""
        plain = self._class(i + 1) in ("noun", "number", "preposition") or self._text(i + 1) in _OBLIQUE
        return plain or not self._verb_final(i)

    def _word(self, i: int) -> Word:
        token, cls, form = self._tokens[i], self._draft[i], self._found[i]
        text = token.text
        if i in self._starts and text[0].isupper() and cls not in ("noun", "name"):
            lowered = self._forms.written(text[0].lower() + text[1:])
            form = lowered if lowered.analyses else form
        reading = form.reading(text, cls)
        return Word(self._first + i, text, token.lower, cls, reading.lemma, reading.analyses, reading)


_EITHER = frozenset({"seit", "bis", "während"})
"""Words that govern a noun or open a clause."""
_OBLIQUE = frozenset({"des", "dem", "eines", "einem", "dieses", "diesem"})
_DASHES = frozenset({"–", "—", "-"})


def _is_dateline(before: Sequence[_Token]) -> bool:
    """Whether these words before a dash say where an article was filed: "Genf –", "Baku/Eriwan (dpa) –"."""
    return 0 < len(before) <= 6 and all(
        not token.text[0].islower() or (i > 0 and before[i - 1].text in "(/") for i, token in enumerate(before)
    )


def _spread(values: Sequence[int], until: Sequence[int]) -> list[int]:
    """Each value for all places from the one before up to `until`, that one included."""
    out: list[int] = []
    for value, last in zip(values, until, strict=True):
        out.extend(itertools.repeat(value, last + 1 - len(out)))
    return out


_BREAKS = frozenset({",", ";", ":", "–", "—", "(", ")", ".", "!", "?"})
