"""Noun phrases with case, number, preposition and genitive attribute: what can be subject, object or agent.

A chunker over word classes, not a parser: article, modifiers and noun make a phrase, a name sequence is one, a pronoun
alone is one. Whether a prepositional phrase belongs to the noun before it or to the verb is left open; the phrase
after it says which noun it follows (`after`).
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace
from typing import Literal

from lesart.annotate.word_forms import CASES, GENDERS
from lesart.annotate.wordclasses import Word

PhraseKind = Literal["noun", "name", "pronoun", "relative"]

_ALL_CASES = CASES
_COUNTED = frozenset(itertools.product(CASES, ("PLU",), GENDERS))
"""What "drei" and other numerals allow."""
_CONTRACTED = {
    "am": "an", "ans": "an", "im": "in", "ins": "in", "beim": "bei", "vom": "von", "zum": "zu", "zur": "zu",
    "aufs": "auf", "durchs": "durch", "fürs": "für", "ums": "um", "vors": "vor", "übers": "über", "unterm": "unter",
}  # fmt: skip
_DATIVE_FUSED = frozenset({"am", "im", "beim", "vom", "zum", "zur", "unterm"})
_MODIFIERS = frozenset({"adjective", "attribute", "number"})
_INSIDE = frozenset({"adjective", "attribute", "number", "adverb", "negation"})
_GENITIVE_PREPOSITIONS = frozenset(
    {"wegen", "während", "trotz", "statt", "anstatt", "aufgrund", "infolge", "seitens", "innerhalb", "außerhalb",
     "anlässlich", "laut", "zufolge", "angesichts", "nahe", "unweit", "mithilfe", "namens"}
)  # fmt: skip


_BOUNDS = frozenset({("bis", "zu"), ("mehr", "als"), ("weniger", "als")})


def contracted(preposition: str) -> str:
    """The bare preposition of one that has swallowed its article ("zum" is "zu")."""
    return _CONTRACTED.get(preposition, preposition)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase: tokens `start:end` (without its preposition), head token, and what its form says."""

    start: int
    end: int
    head: int
    kind: PhraseKind
    preposition: str | None
    cases: frozenset[str]
    plural: bool | None
    after: int | None = None
    """Index of the phrase that it directly follows (a possible attribute of it), else None."""
    genitive: bool = False
    """Whether it is a genitive attribute of the phrase it follows or precedes."""
    joined: int | None = None
    """Index of the earlier phrase that it is coordinated with, else None."""
    aside: bool = False
    """Whether it stands in brackets ("(CDU)"): no argument of the clause."""

    @property
    def bare(self) -> bool:
        """Without a preposition and no genitive attribute: a candidate for subject or object."""
        return self.preposition is None and not self.genitive and not self.aside


def chunk(words: tuple[Word, ...], stretches: list[tuple[int, int]]) -> list[Phrase]:
    """The phrases of a clause's stretches of tokens, in order; indices in them count from the list's beginning."""
    out: list[Phrase] = []
    for start, end in stretches:
        i = start
        while i < end:
            built = _phrase_at(words, i, end)
            if built is None:
                i += 1
                continue
            bracket = built.start > 0 and words[built.start - 1].text in ("(", "[")
            out.append(replace(built, aside=True) if bracket else _attached(words, built, out))
            i = built.end
    return _appositions(words, out)


def _appositions(words: tuple[Word, ...], found: list[Phrase]) -> list[Phrase]:
    """Phrases joined by nothing but commas are no list ("A, B und C") but an apposition ("der Präsident, X,")."""
    out = list(found)
    for number, phrase in enumerate(found):
        if phrase.joined is None or _conjunction_between(words, found[phrase.joined], phrase):
            continue
        chain = {number}
        listed = False
        for later in range(number + 1, len(found)):
            if found[later].joined in chain:
                chain.add(later)
                listed = listed or _conjunction_between(words, found[later - 1], found[later])
        if not listed:
            out[number] = replace(phrase, joined=None, aside=phrase.bare)
    return out


def _conjunction_between(words: tuple[Word, ...], left: Phrase, right: Phrase) -> bool:
    return any(w.cls == "conjunction" for w in words[left.end : right.start])


def _preposition_before(words: tuple[Word, ...], i: int) -> str | None:
    j = i - 1
    while j >= 0 and words[j].cls == "punctuation" and words[j].text in '„“"»«‚‘':
        j -= 1
    if j < 0:
        return None
    text = words[j].lower
    counted = words[i].cls == "number" or words[i].text[:1].isdigit()
    before = words[j - 1].lower if j else ""
    if counted and (text == "über" or (before, text) in _BOUNDS):
        return None  # "bis zu 20 Soldaten", "mehr als 20 Soldaten": bounds of a number, no prepositions
    return contracted(words[j].lower) if words[j].cls == "preposition" else None


def _phrase_at(words: tuple[Word, ...], i: int, end: int) -> Phrase | None:
    cls = words[i].cls
    if cls == "relative" and words[i].lower not in ("deren", "dessen"):
        return _single(words, i, "relative")
    if cls == "pronoun" or cls == "relative" or cls == "article":
        if words[i].lower in _DEFINITE and i + 1 < end and words[i + 1].text in _NOMINAL_PRONOUNS:
            inner = _nominal(words, i + 2, end)
            if inner is not None:
                return _build(words, i, inner[1], inner[0])
            alone = _single(words, i + 1, "pronoun")
            return replace(alone, start=i, preposition=_preposition_before(words, i))
        nominal = _nominal(words, i + 1, end) if _determines(words[i]) else None
        if nominal is not None:
            return _build(words, i, nominal[1], nominal[0])
        return _single(words, i, "pronoun") if cls != "article" and words[i].lower not in _NO_PHRASE else None
    if cls in ("noun", "name"):
        last = _noun_run(words, i, end)
        return _build(words, i, last[1], last[0])
    if cls in _MODIFIERS:
        nominal = _nominal(words, i, end)
        if nominal is not None:
            return _build(words, i, nominal[1], nominal[0])
        return _people_number(words, i, end)
    return None


def _people_number(words: tuple[Word, ...], i: int, end: int) -> Phrase | None:
    """ "zwei wurden getötet und drei verletzt": a numeral alone right before the verb stands for people."""
    j = i + 1
    while j < end and words[j].cls == "adverb":
        j += 1
    if (
        words[i].cls != "number"
        or j >= end
        or words[j].cls not in ("participle", "finite")
        or (words[i].text.isdigit() and int(words[i].text) > 1900)
    ):
        return None
    return Phrase(i, i + 1, i, "pronoun", _preposition_before(words, i), _ALL_CASES - {"GEN"}, True)


_DEFINITE = frozenset({"die", "der", "den", "dem"})
_NOMINAL_PRONOUNS = frozenset({"beiden", "beide", "anderen", "andere", "meisten"})
_NO_PHRASE = frozenset({"sich", "es", "man", "was", "einander"})


def _determines(word: Word) -> bool:
    return word.cls in ("article", "relative") or word.has("POS") or word.has("IND") or word.has("DEM")


def _nominal(words: tuple[Word, ...], i: int, end: int) -> tuple[int, int] | None:
    """(head, end) of modifiers and noun from `i`, or None."""
    j = i
    while j < end and (
        words[j].cls in _INSIDE
        or (words[j].cls == "punctuation" and words[j].text in '„“"»«‚‘,')
        or (words[j].cls == "preposition" and _participial(words, j, end))
        or (words[j].lower in ("bis", "zu", "oder", "und") and _number_around(words, j))
    ):
        if words[j].text == "," and not (j + 1 < end and words[j + 1].cls in ("adjective", "attribute")):
            return None
        j += 1
    return _noun_run(words, j, end) if j < end and words[j].cls in ("noun", "name") else None


def _participial(words: tuple[Word, ...], j: int, end: int) -> bool:
    """A preposition inside a participial attribute ("dem durch Russland vermittelten Abkommen") is read elsewhere."""
    return False


def _number_around(words: tuple[Word, ...], j: int) -> bool:
    return (
        j + 1 < len(words)
        and (words[j + 1].cls == "number" or words[j - 1].cls in ("number", "attribute", "adjective"))
        and (words[j + 1].cls in ("number", "adjective", "attribute", "preposition"))
    )


def _noun_run(words: tuple[Word, ...], i: int, end: int) -> tuple[int, int]:
    """(head, end) of a run of nouns and names: "Außenminister Ararat Mirsojan" is one phrase, headed by its last
    word."""
    j = i + 1
    while j < end and (
        words[j].cls == "name"
        or (
            words[j].cls == "noun"
            and words[j - 1].cls == "name"
            and words[i].cls == "name"
            and not _genitive_name(words, j - 1)
        )
        or (
            words[j].lower in ("de", "von", "bin", "al", "el", "van", "der", "ibn", "del", "la", "du", "di")
            and words[j - 1].cls == "name"
            and j + 1 < end
            and words[j + 1].cls == "name"
            and words[j].text != "der"
        )
    ):
        if _genitive_name(words, j - 1) and words[j].cls == "noun":
            break
        j += 1
    head = j - 1
    return head, j


def _genitive_name(words: tuple[Word, ...], i: int) -> bool:
    return words[i].cls == "name" and words[i].text.endswith("s") and len(words[i].text) > 3


def _build(words: tuple[Word, ...], start: int, end: int, head: int) -> Phrase:
    first_noun = next((k for k in range(start, end) if words[k].cls in ("noun", "name")), head)
    cases, plural = _agreement(words, start, first_noun)
    preposition = _preposition_before(words, start)
    if preposition is not None and words[start - 1].lower in _DATIVE_FUSED:
        cases = frozenset({"DAT"})
    kind: PhraseKind = "name" if words[head].cls == "name" else "noun"
    return Phrase(start, end, head, kind, preposition, cases, plural)


def _agreement(words: tuple[Word, ...], start: int, noun: int) -> tuple[frozenset[str], bool | None]:
    """Cases and number on which determiner and noun agree, in gender too: "der Zeitung" is no nominative."""
    readings: frozenset[tuple[str, str, str]] | None = None
    for k in (start, noun):
        word = words[k]
        if word.cls in ("adverb", "negation", "number", "punctuation", "adjective", "attribute") and k != noun:
            if word.cls == "number" and word.text not in ("1", "ein", "eine"):
                readings = _COUNTED
            continue
        found = word.agreements()
        if found:
            readings = found if readings is None else readings & found or readings
    opens = start == noun and words[noun].text.endswith("e")
    if opens and any("ADJ" in tag.split(":") for a in words[noun].analyses for tag in a.tags):
        return frozenset({"NOM", "AKK"}), True  # "Bewaffnete", "Tausende" without an article are many
    if readings is None:
        return _ALL_CASES - {"GEN"}, False if words[noun].cls == "name" else None
    numbers = {n for _, n, _ in readings}
    cases = frozenset(c for c, _, _ in readings)
    if start == noun and words[noun].cls != "name":
        cases -= {"GEN"} if len(cases) > 1 else frozenset()
    return cases, None if len(numbers) == 2 else numbers == {"PLU"}


def _single(words: tuple[Word, ...], i: int, kind: PhraseKind) -> Phrase:
    numbers = words[i].numbers()
    plural = None if len(numbers) == 2 else numbers == {"PLU"}
    return Phrase(i, i + 1, i, kind, _preposition_before(words, i), words[i].cases(), plural)


def _attached(words: tuple[Word, ...], phrase: Phrase, before: list[Phrase]) -> Phrase:
    """The phrase with its relation to the one before: follows it, is its genitive, or is coordinated with it."""
    if not before:
        return phrase
    last = len(before) - 1
    previous = before[last]
    # a year behind a date ("vom 9. November 2020 zwischen …") parts nothing
    between = [
        w
        for w in words[previous.end : phrase.start]
        if w.cls != "number" and w.text not in ("„", "“", '"', "»", "«", "‚", "‘")
    ]
    if not between:
        genitive = (
            phrase.preposition is None
            and phrase.kind != "pronoun"
            and (
                (
                    "GEN" in phrase.cases
                    and phrase.start < phrase.head
                    and words[phrase.start].cls in ("article", "pronoun", "adjective", "attribute")
                    and words[phrase.start].lower.endswith(("er", "es", "eren"))
                )
                or (
                    phrase.kind == "name"
                    and words[phrase.head].text.endswith(("s", "'", "’"))
                    and previous.kind == "noun"
                )
            )
        )
        # a dative reading of "der/einer" is only open where the clause has a place for it: directly after a noun it
        # is rare
        return _with(
            phrase, after=last, genitive=bool(genitive), cases=frozenset({"GEN"}) if genitive else phrase.cases
        )
    if len(between) == 1 and between[0].cls == "preposition":
        return _with(phrase, after=last)
    texts = {w.lower for w in between}
    if texts <= {"und", "oder", "sowie", ",", "bzw."} and phrase.preposition is None and phrase.kind != "relative":
        while previous.genitive and "GEN" not in phrase.cases and previous.after is not None:
            last, previous = previous.after, before[previous.after]  # "der Minister der Türkei und der Präsident"
        same = previous.preposition is not None or bool(previous.cases & phrase.cases)
        if same and (texts != {","} or phrase.kind == "name" or previous.kind == phrase.kind):
            return _with(phrase, joined=last, preposition=previous.preposition, genitive=previous.genitive)
    if texts <= {"und", "oder", "sowie"} and phrase.preposition == previous.preposition:
        return _with(phrase, joined=last)
    return phrase


def _with(
    phrase: Phrase,
    *,
    after: int | None = None,
    genitive: bool | None = None,
    joined: int | None = None,
    preposition: str | None = None,
    cases: frozenset[str] | None = None,
) -> Phrase:
    return replace(
        phrase,
        preposition=preposition or phrase.preposition,
        cases=cases or phrase.cases,
        after=after if after is not None else phrase.after,
        genitive=phrase.genitive if genitive is None else genitive,
        joined=joined if joined is not None else phrase.joined,
    )
