"""What the form of a word says about its grammar, as columns beside the encoder's: possible readings, ending, shape.

The encoder knows what words mean and little of their inflection; the full-form lexicon knows every reading of a form
and none of its meaning. Comes in: the forms of a sentence. Goes out: one row of noughts and ones a token.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from lesart.resources.lexicon import Analysis, Lexicon

_PARTS = (
    "SUB", "VER", "ADJ", "ART", "PRO", "PRP", "ADV", "KON", "NEG", "ZAL", "ZUS", "PA1", "PA2", "EIG", "INJ",
    "ABK", "ATT", "AUX", "MOD", "BEG", "DEF", "IND", "DEM", "PER", "REF", "POS", "RIN", "INR", "UNT", "NEB",
    "VGL", "INF", "EIZ", "IMP", "KJ1", "KJ2", "PRT", "PRÄ", "1", "2", "3", "PRD", "STD", "STV", "NOG", "NOA",
    "GEB",
)  # fmt: skip
"""Tag parts of the lexicon that are columns of their own."""

_NOMINAL = {"SUB": 0, "EIG": 0, "ADJ": 1, "PA1": 1, "PA2": 1, "ART": 2, "PRO": 2, "ZAL": 2}
_CASES = ("NOM", "AKK", "DAT", "GEN")
_NUMBERS = ("SIN", "PLU")
_GENDERS = ("MAS", "FEM", "NEU")
_AGREEMENT = len(_CASES) * len(_NUMBERS) * len(_GENDERS)
_KNOWN = ("as-written", "lowered", "by-compound-head", "unknown")
_SHAPES = (
    "first", "capital-first", "all-capitals", "lower-first", "digits", "has-digit", "hyphen", "one-letter",
    "stop-inside", "comma", "final-mark", "colon", "semicolon", "opening-mark", "closing-mark", "either-mark",
    "bracket", "dash", "other-mark",
)  # fmt: skip
_MARKS = (
    (",", "comma"), (".!?…", "final-mark"), (":", "colon"), (";", "semicolon"), ("„»‚›", "opening-mark"),
    ("“”«‘‹", "closing-mark"), ("\"'’", "either-mark"), ("()[]", "bracket"), ("-–—‐‑", "dash"),
)  # fmt: skip
_SHORTEST_HEAD = 4
"""Letters that the last part of an unknown compound must have to count as its head."""
_KEPT = 100_000


class FormFlags:
    """Makes the rows; `suffixes` are the endings (two to four letters) that the training text held often."""

    def __init__(self, lexicon: Lexicon, suffixes: Sequence[str]) -> None:
        self._lexicon = lexicon
        names = [*_PARTS, *(f"agreement-{i}" for i in range(3 * _AGREEMENT)), *_KNOWN, *_SHAPES]
        self._column = {name: number for number, name in enumerate(names)}
        self._suffix = {suffix: len(names) + number for number, suffix in enumerate(suffixes)}
        self.dimensions = len(names) + len(suffixes)
        self._cache: dict[tuple[str, bool], npt.NDArray[np.intp]] = {}
        self._of_tag: dict[tuple[str, str], tuple[int, ...]] = {}
        """Columns by part of speech and tag, of which there are some two thousand."""

    def rows(self, sentences: Iterable[Sequence[str]]) -> npt.NDArray[np.float32]:
        """One row a token, sentences one after another."""
        columns = [self.columns(form, at == 0) for sentence in sentences for at, form in enumerate(sentence)]
        out = np.zeros((len(columns), self.dimensions), dtype=np.float32)
        if columns:
            row = np.repeat(np.arange(len(columns)), [len(c) for c in columns])
            out[row, np.concatenate(columns)] = 1.0
        return out

    def columns(self, form: str, first: bool) -> npt.NDArray[np.intp]:
        """The columns that are one for a form; `first` is the first of a sentence."""
        kept = self._cache.get((form, first))
        if kept is None:
            if len(self._cache) > _KEPT:  # a long batch must not grow without bound
                self._cache.clear()
            found = {*self._readings(form, first), *self._endings(form), *(self._column[s] for s in _shapes(form))}
            if first:
                found.add(self._column["first"])
            kept = self._cache[form, first] = np.fromiter(sorted(found), dtype=np.intp)
        return kept

    def _endings(self, form: str) -> list[int]:
        ending = form.lower()
        return [self._suffix[s] for s in (ending[-2:], ending[-3:], ending[-4:]) if s in self._suffix]

    def _readings(self, form: str, first: bool) -> list[int]:
        analyses, known = self._look_up(form, first)
        out = [self._column[known]]
        for analysis in analyses:
            for tag in analysis.tags:
                found = self._of_tag.get((analysis.pos, tag))
                if found is None:
                    found = self._of_tag[analysis.pos, tag] = tuple(self._tag_columns(analysis.pos, tag))
                out.extend(found)
        return out

    def _tag_columns(self, pos: str, tag: str) -> list[int]:
        parts = set(tag.split(":"))
        out = [self._column[part] for part in parts if part in self._column]
        kind = _NOMINAL.get(pos)
        if kind is not None:
            out += [self._column[f"agreement-{kind * _AGREEMENT + cell}"] for cell in agreement_cells(parts)]
        return out

    def _look_up(self, form: str, first: bool) -> tuple[tuple[Analysis, ...], str]:
        found = self._lexicon.at_sentence_start(form) if first else self._lexicon.analyses(form)
        if found:
            return found, "as-written"
        lowered = self._lexicon.analyses(form.lower()) or self._lexicon.analyses(form.capitalize())
        if lowered:
            return lowered, "lowered"
        if form[:1].isupper() and form.isupper() is False:
            for at in range(2, len(form) - _SHORTEST_HEAD + 1):
                rest = form[at:]
                head = rest[1:] if rest[0] in "-‐‑" else rest
                nouns = tuple(a for a in self._lexicon.analyses(head[:1].upper() + head[1:]) if a.pos == "SUB")
                if nouns and len(head) >= _SHORTEST_HEAD:
                    return nouns, "by-compound-head"
        if "-" in form:  # "armenisch-aserbaidschanischen"
            tail = self._lexicon.analyses(form.rsplit("-", 1)[1])
            if tail:
                return tail, "by-compound-head"
        return (), "unknown"


def agreement_cells(parts: set[str]) -> list[int]:
    """The cells of case x number x gender that a tag fills; what it leaves open counts for every value."""
    cases = [i for i, c in enumerate(_CASES) if c in parts] or range(len(_CASES))
    numbers = [i for i, n in enumerate(_NUMBERS) if n in parts] or range(len(_NUMBERS))
    genders = [i for i, g in enumerate(_GENDERS) if g in parts] or range(len(_GENDERS))
    return [(c * len(_NUMBERS) + n) * len(_GENDERS) + g for c in cases for n in numbers for g in genders]


def _shapes(form: str) -> list[str]:
    if form[0].isalpha():
        out = ["capital-first" if form[0].isupper() else "lower-first"]
        if form.isupper() and len(form) > 1:
            out.append("all-capitals")
        if len(form) == 1:
            out.append("one-letter")
        if "-" in form:
            out.append("hyphen")
        if any(c.isdigit() for c in form):
            out.append("has-digit")
        if "." in form:
            out.append("stop-inside")
        return out
    if form[0].isdigit():
        return ["digits", "stop-inside"] if "." in form else ["digits"]
    return [next((name for characters, name in _MARKS if form[0] in characters), "other-mark")]
