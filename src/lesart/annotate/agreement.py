"""Brings predicted morphology and subjects into line with what German forms allow.

The network sees likelihood, the full-form lexicon possibility. "Den Vorschlag" can only be accusative, whatever word
order suggests, so it is no subject; "sei" can only be Konjunktiv. For each noun phrase the readings of noun, article,
adjectives and preposition are intersected and the likeliest reading that is left holds for all of them; for each verb
the likeliest of its lexicon readings; a bare phrase that cannot be nominative is no subject, one that can be nothing
else is no object, and where a verb agrees in number with its "object" alone the two change places. Forms that the
lexicon lacks, and phrases whose readings contradict each other (titles, colloquial cases), keep what the network says.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from lesart.annotate.form_flags import agreement_cells
from lesart.ml.parser import Parses
from lesart.resources.lexicon import Analysis, Lexicon

CASES = ("Nom", "Acc", "Dat", "Gen")
NUMBERS = ("Sing", "Plur")
GENDERS = ("Masc", "Fem", "Neut")
_CELLS = [(c, n, g) for c in CASES for n in NUMBERS for g in GENDERS]
ALL = (1 << len(_CELLS)) - 1
_OF_CASE = {case: sum(1 << i for i, cell in enumerate(_CELLS) if cell[0] == case) for case in CASES}
_OF_NUMBER = {number: sum(1 << i for i, cell in enumerate(_CELLS) if cell[1] == number) for number in NUMBERS}

_KINDS = {
    "NOUN": ("SUB", "EIG"), "PROPN": ("EIG", "SUB"), "ADJ": ("ADJ", "PA1", "PA2"), "DET": ("ART", "PRO"),
    "PRON": ("PRO", "ART"), "ADP": ("PRP",),
}  # fmt: skip
_GOVERNED = {"NOM": "Nom", "AKK": "Acc", "DAT": "Dat", "GEN": "Gen"}
_POSSESSIVE = ("dessen", "deren")
_MODIFIERS = ("det", "amod")
_SUBJECT = ("nsubj", "nsubj:pass")
_OBJECT = ("obj", "iobj", "obl:arg")
_MODIFIER_WEIGHT = 0.5
"""Of an article's or adjective's own scores beside those of the noun."""

_KEPT = 100_000

Floats = npt.NDArray[np.float32]
VerbReading = tuple[tuple[str, str], ...]
"""Pairs of feature and value, for example Mood and Sub."""


@dataclass(slots=True)
class Sentence:
    """One sentence of the parser's output, changed in place; places count from the sentence's first token."""

    forms: Sequence[str]
    upos: Sequence[str]
    heads: Sequence[int]
    relations: list[str]
    tags: dict[str, list[str]]
    nominal: Floats
    """Log-probabilities of the cells of case x number x gender (tokens x cells)."""
    verbal: Floats
    """Log-probabilities of the labels of the features of verbs, side by side (tokens x labels)."""
    relation_scores: Floats


class Agreement:
    """Applies the rules to sentences; `labels` and `relations` name the columns of the scores."""

    def __init__(self, lexicon: Lexicon, labels: dict[str, list[str]], relations: Sequence[str]) -> None:
        self._lexicon = lexicon
        self._labels = labels
        self._relations = relations
        self._column = {name: [labels[name].index(v) for v in values] for name, values in _NOMINAL.items()}
        self._verbal_column = {
            pair: number for number, pair in enumerate((name, value) for name in _VERBAL for value in labels[name])
        }
        self._cells: dict[tuple[str, bool, str], int] = {}
        self._open: dict[int, Floats] = {}
        self._verbs: dict[tuple[str, bool], tuple[tuple[VerbReading, ...], npt.NDArray[np.intp]]] = {}

    def apply(self, parses: Parses, sentences: Sequence[Sequence[str]]) -> None:
        """Changes relations and tags of a whole article; the trees' arcs stay."""
        for cache in (self._cells, self._verbs):
            if len(cache) > _KEPT:  # a long batch must not grow without bound
                cache.clear()
        case, number, gender = (parses.scores[name][:, self._column[name]] for name in _NOMINAL)
        nominal = (case[:, :, None, None] + number[:, None, :, None] + gender[:, None, None, :]).reshape(len(case), -1)
        verbal = np.concatenate([parses.scores[name] for name in _VERBAL], axis=1)
        start = 0
        for forms in sentences:
            end = start + len(forms)
            sentence = Sentence(
                forms,
                parses.tags["upos"][start:end],
                [int(h) - start for h in parses.heads[start:end]],
                parses.relations[start:end],
                {name: parses.tags[name][start:end] for name in parses.tags},
                nominal[start:end],
                verbal[start:end],
                parses.relation_scores[start:end],
            )
            self._sentence(sentence)
            parses.relations[start:end] = sentence.relations
            for name, values in sentence.tags.items():
                parses.tags[name][start:end] = values
            start = end

    def _sentence(self, sentence: Sentence) -> None:
        children: list[list[int]] = [[] for _ in sentence.forms]
        for i, head in enumerate(sentence.heads):
            if head != i:
                children[head].append(i)
        allowed: dict[int, int] = {}
        for i, upos in enumerate(sentence.upos):
            if upos in ("VERB", "AUX"):
                self._verb(sentence, i)
            elif upos in ("NOUN", "PROPN", "PRON"):
                bare = not any(sentence.relations[c] == "case" for c in children[i])
                cells = self._phrase(sentence, i, children[i])
                if bare and cells is not None:
                    allowed[i] = cells
                    self._forbid(sentence, i, cells)
        for i, upos in enumerate(sentence.upos):
            if upos in ("VERB", "ADJ", "NOUN"):
                self._arguments(sentence, i, children, allowed)

    def _phrase(self, sentence: Sentence, head: int, children: list[int]) -> int | None:
        """The cells that a phrase can fill, None where the lexicon knows nothing; writes the likeliest one."""
        cells = self._of(sentence, head)
        members = [head]
        named = any(sentence.relations[c] in ("flat", "appos") for c in children)
        if named and not any(sentence.relations[c] in _MODIFIERS for c in children):
            cells = ALL  # "traf Präsident Meier": titles before names often stay uninflected
        for child in children:
            relation = sentence.relations[child]
            if relation == "case" and sentence.upos[child] == "ADP":
                cells = cells & self._of(sentence, child) or self._of(sentence, child)
            elif relation in _MODIFIERS and sentence.forms[child].lower() not in _POSSESSIVE:
                own = self._of(sentence, child)
                if not cells & own:
                    return None
                cells &= own
                if sentence.tags["Case"][child] != "-" or own != ALL:
                    members.append(child)
        if cells == ALL or not cells:
            return None
        self._write_phrase(sentence, members, cells)
        return cells

    def _write_phrase(self, sentence: Sentence, members: list[int], cells: int) -> None:
        total = sentence.nominal[members[0]]
        if len(members) > 1:
            modifiers = functools.reduce(np.add, [sentence.nominal[i] for i in members[1:]])
            total = total + _MODIFIER_WEIGHT * modifiers
        closed = self._open.get(cells)
        if closed is None:
            open_ = [0.0 if cells >> i & 1 else -np.inf for i in range(len(_CELLS))]
            closed = self._open[cells] = np.asarray(open_, dtype=np.float32)
        best = int((total + closed).argmax())
        case, count, gender = _CELLS[best]
        for i in members:
            sentence.tags["Case"][i], sentence.tags["Number"][i] = case, count
            if sentence.tags["Gender"][i] != "-":
                sentence.tags["Gender"][i] = gender

    def _forbid(self, sentence: Sentence, i: int, cells: int) -> None:
        """Chooses another relation for a bare phrase whose case rules out the one it has."""
        relation = sentence.relations[i]
        if relation in _SUBJECT and not cells & _OF_CASE["Nom"]:
            self._rename(sentence, i, _SUBJECT)
        elif relation in _OBJECT and not cells & ~_OF_CASE["Nom"] & ALL:
            self._rename(sentence, i, _OBJECT)

    def _rename(self, sentence: Sentence, i: int, excluded: tuple[str, ...]) -> None:
        order = np.argsort(-sentence.relation_scores[i])
        names = (self._relations[k] for k in order)
        sentence.relations[i] = next(n for n in names if n not in (*excluded, "root"))

    def _arguments(self, sentence: Sentence, verb: int, children: list[list[int]], allowed: dict[int, int]) -> None:
        """One subject a verb, and one that agrees with it in number where another phrase would."""
        subjects = [c for c in children[verb] if sentence.relations[c] in _SUBJECT]
        objects = [c for c in children[verb] if sentence.relations[c] == "obj"]
        if len(subjects) == 2:
            # one of the two must be something else: the one that can be, or else likes it better
            able = [c for c in subjects if allowed.get(c, ALL) & ~_OF_CASE["Nom"] & ALL]
            if able:
                subject = self._relations.index("nsubj")
                weakest = min(able, key=lambda c: float(sentence.relation_scores[c][subject]))
                self._rename(sentence, weakest, _SUBJECT)
            return
        if len(subjects) != 1 or len(objects) != 1:
            return
        number = self._finite_number(sentence, verb, children[verb])
        subject_number = self._number(sentence, subjects[0], children, allowed)
        object_number = self._number(sentence, objects[0], children, allowed)
        fits = allowed.get(objects[0], ALL) & _OF_CASE["Nom"] and allowed.get(subjects[0], ALL) & _OF_CASE["Acc"]
        if fits and number and subject_number not in (None, number) and object_number == number:
            a, b = subjects[0], objects[0]
            sentence.relations[a], sentence.relations[b] = sentence.relations[b], sentence.relations[a]
            for i, case in ((a, "Acc"), (b, "Nom")):
                sentence.tags["Case"][i] = case

    def _finite_number(self, sentence: Sentence, verb: int, children: list[int]) -> str | None:
        for i in (*[c for c in children if sentence.relations[c] in ("aux", "aux:pass", "cop")], verb):
            if sentence.tags["Mood"][i] != "-":
                numbers = {v for r in self._verb_readings(sentence, i)[0] for name, v in r if name == "Number"}
                return numbers.pop() if len(numbers) == 1 else None
        return None

    def _number(self, sentence: Sentence, i: int, children: list[list[int]], allowed: dict[int, int]) -> str | None:
        """The number of a phrase where its forms leave no doubt; a coordination has none (either may be right)."""
        if any(sentence.relations[c] in ("conj", "nummod") for c in children[i]):
            return None
        cells = allowed.get(i, ALL)
        possible = [name for name, mask in _OF_NUMBER.items() if cells & mask]
        return possible[0] if len(possible) == 1 else None

    def _verb(self, sentence: Sentence, i: int) -> None:
        """The likeliest of the readings that the lexicon has for a verb form."""
        readings, columns = self._verb_readings(sentence, i)
        if not readings:
            return
        likeliest = int(sentence.verbal[i][columns].sum(axis=1).argmax()) if len(readings) > 1 else 0
        best = dict(readings[likeliest])
        for name in _VERBAL:
            sentence.tags[name][i] = best.get(name, "-")

    def _verb_readings(self, sentence: Sentence, i: int) -> tuple[tuple[VerbReading, ...], npt.NDArray[np.intp]]:
        """The readings of a verb form and, for each, the columns of its labels in the scores."""
        key = (sentence.forms[i], i == 0)
        kept = self._verbs.get(key)
        if kept is None:
            tags = (tag for a in self._analyses(*key) if a.pos == "VER" for tag in a.tags)
            readings = tuple(sorted({r for r in map(verb_reading, tags) if r is not None}))
            columns = [[self._verbal_column[name, dict(r).get(name, "-")] for name in _VERBAL] for r in readings]
            kept = self._verbs[key] = readings, np.asarray(columns, dtype=np.intp)
        return kept

    def _of(self, sentence: Sentence, i: int) -> int:
        """The cells of one form as the part of speech it has here; ALL for an unknown one."""
        key = (sentence.forms[i], i == 0, sentence.upos[i])
        kept = self._cells.get(key)
        if kept is None:
            kept = self._cells[key] = self._look_up(*key)
        return kept

    def _look_up(self, form: str, first: bool, upos: str) -> int:
        kinds = _KINDS.get(upos, ())
        cells = 0
        for analysis in self._analyses(form, first):
            if analysis.pos in kinds:
                for tag in analysis.tags:
                    cells |= _governed(tag) if upos == "ADP" else _mask(tag)
        return cells or ALL

    def _analyses(self, form: str, first: bool) -> tuple[Analysis, ...]:
        found = self._lexicon.at_sentence_start(form) if first else self._lexicon.analyses(form)
        return found or self._lexicon.analyses(form.lower())


_NOMINAL = {"Case": CASES, "Number": NUMBERS, "Gender": GENDERS}
_VERBAL = ("VerbForm", "Mood", "Tense", "Person", "Number")


@functools.lru_cache(maxsize=4096)  # the lexicon has some two thousand different tags
def _mask(tag: str) -> int:
    return sum(1 << cell for cell in agreement_cells(set(tag.split(":"))))


def _governed(tag: str) -> int:
    cases = [_GOVERNED[part] for part in tag.split(":")[-1].split("+") if part in _GOVERNED]
    return sum(_OF_CASE[case] for case in cases)


def verb_reading(tag: str) -> VerbReading | None:
    """A verb's lexicon tag as features: "VER:3:SIN:KJ1:SFT" is finite, Sub, Pres, 3, Sing."""
    parts = tag.split(":")
    if "INF" in parts or "EIZ" in parts:
        return (("VerbForm", "Inf"),)
    if "PA1" in parts or "PA2" in parts:
        return (("VerbForm", "Part"),)
    moods = {"KJ1": ("Sub", "Pres"), "KJ2": ("Sub", "Past"), "PRÄ": ("Ind", "Pres"), "PRT": ("Ind", "Past")}
    number = "Sing" if "SIN" in parts else "Plur"
    if "IMP" in parts:
        return (("Mood", "Imp"), ("Number", number), ("Person", "2"), ("VerbForm", "Fin"))
    person = next((part for part in parts if part in "123"), None)
    for part, (mood, tense) in moods.items():
        if part in parts and person is not None:
            return (("Mood", mood), ("Number", number), ("Person", person), ("Tense", tense), ("VerbForm", "Fin"))
    return None
