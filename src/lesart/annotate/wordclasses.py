"""Coarse word classes from the full-form lexicon and the neighbourhood, as far as clauses need them.

Comes in: a Doc with sentences. Goes out: one `Word` a token. This is no full tagger: it decides the cases that German
clause structure hangs on (finite verb or infinitive or participle, verb prefix or preposition, article or relative
pronoun, attributive participle or predicate) and leaves every other ambiguity to the analyses it carries along.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Doc, Span, Token

from lesart.annotate.counts import numeral
from lesart.resources.lexicon import Analysis, Lexicon

WordClass = Literal[
    "noun", "name", "finite", "participle", "infinitive", "zu-infinitive", "zu", "prefix", "adjective", "attribute",
    "article", "pronoun", "relative", "preposition", "subordinator", "conjunction", "adverb", "negation", "number",
    "punctuation", "other",
]  # fmt: skip

AUXILIARIES = frozenset({"haben", "sein", "werden"})
MODALS = frozenset({"sollen", "wollen", "können", "müssen", "dürfen", "mögen"})
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
_COORDINATORS = frozenset(["und", "oder", "aber", "sowie", "sondern", "denn", "beziehungsweise", "bzw.", "doch"])
_CLOSED = frozenset({"ART", "PRO", "PRP", "KON", "NEG", "ZAL", "ADV", "ZUS", "INJ"})
_OPENING = frozenset("„“\"»«‚'‘’(–-—:…")
_ENDINGS = ("e", "en", "er", "es", "em")
_CASES = ("NOM", "GEN", "DAT", "AKK")


@dataclass(frozen=True, slots=True)
class Word:
    """A token as the clause analyser sees it: its class and the analyses that agree with the class."""

    index: int
    text: str
    cls: WordClass
    lemma: str
    analyses: tuple[Analysis, ...]

    def has(self, *features: str) -> bool:
        """Whether an analysis carries all the features in one tag."""
        return any(a.has(*features) for a in self.analyses)

    def cases(self) -> frozenset[str]:
        """The cases that the form allows; all four where the lexicon does not know."""
        return _cases(self.analyses)

    def numbers(self) -> frozenset[str]:
        """SIN, PLU or both (also where the lexicon does not know)."""
        found = frozenset(n for a in self.analyses for n in a.values("SIN", "PLU"))
        return found or frozenset({"SIN", "PLU"})


def _cases(analyses: tuple[Analysis, ...]) -> frozenset[str]:
    return frozenset(c for a in analyses for c in a.values(*_CASES)) or frozenset(_CASES)


def classify(doc: Doc, lexicon: Lexicon) -> tuple[Word, ...]:
    """One word a token of the Doc, in order; the inside of a longer name ("zu Guttenberg") is name throughout."""
    inside = _inside_names(doc)
    words: list[Word] = []
    for sentence in doc.sents:
        words.extend(_Sentence(sentence, lexicon, inside).words())
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


class _Sentence:
    """The classes of one sentence's tokens; a first look by the word alone, then a second one with its neighbours."""

    def __init__(self, sentence: Span, lexicon: Lexicon, inside_names: frozenset[int]) -> None:
        self._fixed = inside_names
        self._tokens: list[Token] = list(sentence)
        self._lexicon = lexicon
        self._found: list[tuple[Analysis, ...]] = []
        starts = True
        for token in self._tokens:
            self._found.append(lexicon.at_sentence_start(token.text) if starts else self._analyses(token.text))
            if starts and not (token.is_punct or token.text in _OPENING):
                starts = False
            if token.text == ":" or token.text in '„»“"':
                starts = True
        self._starts = self._sentence_starts()
        self._draft: list[WordClass] = []

    def _analyses(self, form: str) -> tuple[Analysis, ...]:
        if form in ("Sie", "Ihr", "Ihre", "Ihren", "Ihnen", "Ihrem", "Ihrer"):
            return self._lexicon.analyses(form.lower())
        return self._lexicon.analyses(form)

    def _sentence_starts(self) -> frozenset[int]:
        """Positions where a capital letter says nothing about the word."""
        out, starts = set(), True
        for i, token in enumerate(self._tokens):
            if starts and not token.is_punct:
                out.add(i)
                starts = False
            if token.text == ":" or token.text in '„»“"':
                starts = True
        return frozenset(out)

    def words(self) -> list[Word]:
        self._draft = [self._first_look(i) for i in range(len(self._tokens))]
        # two rounds: the second sees what the first decided about the verbs further right
        for _ in range(2):
            self._draft = [self._second_look(i, c) for i, c in enumerate(self._draft)]
        return [self._word(i) for i in range(len(self._tokens))]

    # -- by the word alone

    def _first_look(self, i: int) -> WordClass:
        token, found = self._tokens[i], self._found[i]
        text = token.text
        if token.i in self._fixed:
            return "name"
        if token.is_space or (token.is_punct and not any(ch.isalnum() for ch in text)) or text in _OPENING:
            return "punctuation"
        if text[0].isdigit():
            return "number" if not any(ch.isalpha() for ch in text) else "adjective"
        pos = {a.pos for a in found}
        if text[0].isupper():
            return self._capitalised(i, pos)
        cls = self._lower(text, found, pos)
        if cls == "other" and text.endswith(_ENDINGS) and self._text(i + 1)[:1].isupper():
            return "adjective"  # "des malaysischen Ministerpräsidenten": no lexicon knows every country's adjective
        return cls

    def _capitalised(self, i: int, pos: set[str]) -> WordClass:
        text = self._tokens[i].text
        following = self._tokens[i + 1].text if i + 1 < len(self._tokens) else ""
        lowered = self._lexicon.analyses(text[0].lower() + text[1:])
        inflected = text.endswith(_ENDINGS)
        adjectival = inflected and {"ADJ", "PA1", "PA2"} & {a.pos for a in lowered}
        if i in self._starts and lowered:
            if {a.pos for a in lowered} & _CLOSED:
                return self._lower(text.lower(), lowered, {a.pos for a in lowered})
            if adjectival and (following[:1].isupper() or self._opens_adjectives(i)):
                return "attribute"
            if "SUB" not in pos and "EIG" not in pos:
                return self._lower(text[0].lower() + text[1:], lowered, {a.pos for a in lowered})
        if pos & {"PRO"} and text[:2] in ("Si", "Ih") and not pos & {"SUB"}:
            return "pronoun"
        if adjectival and following[:1].isupper() and "SUB" not in pos:
            return "attribute"
        if "SUB" in pos and "EIG" not in pos:
            return "noun"
        if text.endswith("er") and following[:1].isupper() and "SUB" not in pos and self._lexicon.analyses(text[:-2]):
            return "attribute"  # "Berliner Reichstag", "Pariser Abkommen"
        if not pos and self._lexicon_tail(text):
            return "noun"
        return "name"

    def _opens_adjectives(self, i: int) -> bool:
        """ "Bewaffnete armenische Gruppen": the first of two adjectives of one ending, capitalised as it opens."""
        if i + 2 >= len(self._tokens):
            return False
        text, second, third = (self._tokens[i + k].text for k in range(3))
        alike = any(text.endswith(ending) and second.endswith(ending) for ending in _ENDINGS)
        adjective = {"ADJ", "PA1", "PA2"} & {a.pos for a in self._lexicon.analyses(second)}
        return bool(alike and adjective and second.islower() and third[:1].isupper())

    def _lexicon_tail(self, text: str) -> bool:
        """Whether the end of an unknown capitalised word is a noun: then it is a compound and not a name."""
        tail = text.rpartition("-")[2]
        if tail and tail != text and any(a.pos == "SUB" for a in self._lexicon.analyses(tail)):
            return True
        for cut in range(3, len(text) - 3):
            rest = text[cut:]
            if any(a.pos == "SUB" for a in self._lexicon.analyses(rest[0].upper() + rest[1:])):
                return True
        return False

    def _lower(self, text: str, found: tuple[Analysis, ...], pos: set[str]) -> WordClass:
        verb = [a for a in found if a.pos == "VER"]
        if any(a.lemma in AUXILIARIES or a.lemma in MODALS for a in verb) and text != "sein":
            return _verbal(verb)
        if text in _COORDINATORS:
            return "conjunction"
        if text == "nicht" or "NEG" in pos:
            return "negation"
        if any(a.pos == "KON" and a.has("UNT") for a in found) and text not in ("am", "als", "wie", "zu", "nun"):
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
        if verb and not pos & {"ADJ"}:
            return _verbal(verb)
        if pos & {"PA1", "PA2"}:
            uninflected = any(a.has("PRD", "GRU") for a in found if a.pos in ("PA1", "PA2"))
            return "participle" if uninflected and "PA2" in pos else ("adverb" if uninflected else "attribute")
        if verb and text.endswith("t"):
            return _verbal(verb)
        if "ADJ" in pos:
            return "adverb" if any(a.has("PRD") for a in found) else "adjective"
        return self._unknown(text)

    def _unknown(self, text: str) -> WordClass:
        """An unknown lower-case word: a numeral, or a compound adjective by its tail ("schwerbewaffnete"), else
        other."""
        if numeral(text) is not None:
            return "number"
        for cut in range(2, max(2, len(text) - 3)):
            found = self._lexicon.analyses(text[cut:])
            if any(a.pos in ("ADJ", "PA1", "PA2") for a in found):
                return "adverb" if any(a.has("PRD") for a in found) else "adjective"
        return "other"

    # -- with the neighbours

    def _second_look(self, i: int, cls: WordClass) -> WordClass:
        if self._tokens[i].i in self._fixed:
            return "name"
        text = self._tokens[i].text
        lower = text.lower()
        if lower == "zu" and self._is_prefix(i):
            return "prefix"
        if lower == "zu":
            nearby = self._class(i + 1)
            return "zu" if nearby in ("infinitive", "finite") and self._has(i + 1, "INF") else "preposition"
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
        if cls == "adverb" and any(a.pos == "VER" for a in self._found[i]):
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
        if cls == "article" and not self._noun_follows(i):
            return "pronoun"
        return cls

    def _adverb_or_verb(self, i: int) -> WordClass:
        """A form that is adjective and verb ("brach", "bekannt", "offen"): a verb where the clause still lacks one."""
        if any(a.has("PA2") for a in self._found[i] if a.pos == "VER") and self._auxiliary(i) and self._ends(i):
            return "participle"
        finite = any(_is_finite(a) for a in self._found[i] if a.pos == "VER")
        lacking = not any(self._class(j) == "finite" for j in self._segment(i) if j != i)
        after_noun = self._class(i - 1) in ("noun", "name", "pronoun")
        return "finite" if finite and lacking and after_noun else "adverb"

    def _class(self, i: int) -> WordClass:
        return self._draft[i] if 0 <= i < len(self._draft) else "punctuation"

    def _text(self, i: int) -> str:
        return self._tokens[i].text if 0 <= i < len(self._tokens) else ""

    def _has(self, i: int, *features: str) -> bool:
        return 0 <= i < len(self._found) and any(a.has(*features) for a in self._found[i] if a.pos == "VER")

    def _segment(self, i: int) -> range:
        """The stretch around a token that no comma, semicolon, colon or dash interrupts."""
        left, right = i, i + 1
        while left > 0 and self._tokens[left - 1].text not in _BREAKS:
            left -= 1
        while right < len(self._tokens) and self._tokens[right].text not in _BREAKS:
            right += 1
        return range(left, right)

    def _auxiliary(self, i: int) -> str | None:
        """The auxiliary or modal that could govern a non-finite form here: the nearest of the segment or sentence."""
        for scope in (self._segment(i), range(len(self._tokens))):
            best: tuple[int, str] | None = None
            for j in scope:
                if j != i and self._class(j) == "finite":
                    lemmas = {a.lemma for a in self._found[j] if a.pos == "VER"}
                    for lemma in sorted(lemmas & (AUXILIARIES | MODALS | {"lassen"})):
                        if best is None or abs(j - i) < best[0]:
                            best = (abs(j - i), lemma)
            if best is not None:
                return best[1]
            if self._other_finite(i):
                return None
        return None

    def _other_finite(self, i: int) -> bool:
        return any(j != i and self._class(j) == "finite" and self._only_finite(j) for j in self._segment(i))

    def _only_finite(self, j: int) -> bool:
        return not self._has(j, "INF") and not self._has(j, "PA2")

    def _ends(self, i: int) -> bool:
        """Whether nothing but verbs, an end or a coordination follows: the place of the right sentence bracket."""
        following = self._class(i + 1)
        if following in ("punctuation", "finite", "participle", "infinitive", "conjunction", "zu"):
            return True
        return following in ("preposition", "subordinator", "adverb", "article")

    def _verb_slot(self, i: int) -> bool:
        return (
            self._class(i - 1) in ("zu", "participle")
            or self._text(i - 1).lower() == "zu"
            or (self._class(i + 1) == "punctuation" and self._auxiliary(i) is not None)
        )

    def _verb_form(self, i: int) -> WordClass:
        found = [a for a in self._found[i] if a.pos == "VER"]
        if any(a.has("EIZ") for a in found):
            return "zu-infinitive"
        infinitive, participle = any(a.has("INF") for a in found), self._is_participle(i)
        finite = any(_is_finite(a) for a in found)
        if infinitive and self._text(i - 1).lower() == "zu":
            return "infinitive"
        if participle and self._text(i + 1) == "worden":
            return "participle"  # "sollen ermordet worden sein": there are finite forms like it
        helper = self._auxiliary(i)
        if any(a.lemma in AUXILIARIES for a in found) and finite and not infinitive and not participle:
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

    def _is_participle(self, i: int) -> bool:
        return self._has(i, "PA2") or any(a.pos == "PA2" and a.has("PRD") for a in self._found[i])

    def _attribute_or_verb(self, i: int, cls: WordClass) -> WordClass:
        """ "die verletzte Frau" against "er verletzte die Frau": a finite reading needs no article before and noun
        after."""
        finite = any(_is_finite(a) for a in self._found[i] if a.pos == "VER")
        attributive = any(a.pos in ("PA1", "PA2", "ADJ") and not a.has("PRD") for a in self._found[i])
        if not finite or not attributive:
            return cls
        before, after = self._class(i - 1), self._class(i + 1)
        opened = before in ("article", "adjective", "attribute", "number", "preposition") or (
            before == "pronoun" and any(a.has("POS") or a.has("IND") for a in self._found[i - 1])
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
                return any(
                    self._lexicon.is_verb(self._text(i).lower() + a.lemma) for a in self._found[j] if a.pos == "VER"
                )
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
        segment = self._segment(i)
        for j in range(i + 1, segment.stop):
            if self._class(j) == "finite":
                rest = range(j + 1, segment.stop)
                return j > i + 1 and (not rest or self._class(j + 1) in ("punctuation", "conjunction", "infinitive"))
        # an insertion may part the pronoun from its verb: "die, so X, in Y leben"
        return segment.stop < len(self._tokens) and not self._noun_follows(i)

    def _finite_after(self, i: int) -> bool:
        return any(self._class(j) == "finite" for j in range(i + 1, self._segment(i).stop))

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

    def _word(self, i: int) -> Word:
        token, cls = self._tokens[i], self._draft[i]
        found = self._found[i]
        if i in self._starts and token.text[0].isupper() and cls not in ("noun", "name"):
            found = self._lexicon.analyses(token.text[0].lower() + token.text[1:]) or found
        wanted = _POS_OF.get(cls)
        kept = tuple(a for a in found if wanted is None or a.pos in wanted) or found
        kept = _fitting(kept, cls)
        return Word(token.i, token.text, cls, _lemma(token.text, kept, cls), kept)


_BREAKS = frozenset({",", ";", ":", "–", "—", "(", ")", ".", "!", "?"})
_POS_OF: dict[str, frozenset[str]] = {
    "noun": frozenset({"SUB"}), "name": frozenset({"EIG", "SUB"}), "finite": frozenset({"VER"}),
    "participle": frozenset({"VER", "PA2"}), "infinitive": frozenset({"VER"}), "zu-infinitive": frozenset({"VER"}),
    "adjective": frozenset({"ADJ", "PA1", "PA2"}), "attribute": frozenset({"PA1", "PA2", "ADJ"}),
    "article": frozenset({"ART"}), "pronoun": frozenset({"PRO", "ART"}), "relative": frozenset({"PRO"}),
    "preposition": frozenset({"PRP"}), "negation": frozenset({"NEG"}),
}  # fmt: skip


def _is_finite(analysis: Analysis) -> bool:
    return any(analysis.has(p) for p in ("1", "2", "3")) and not (
        analysis.tags and all("IMP" in tag for tag in analysis.tags)
    )


def _verbal(analyses: list[Analysis]) -> WordClass:
    if any(_is_finite(a) for a in analyses):
        return "finite"
    if any(a.has("EIZ") for a in analyses):
        return "zu-infinitive"
    if any(a.has("PA2") for a in analyses):
        return "participle"
    if any(a.has("INF") for a in analyses):
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
