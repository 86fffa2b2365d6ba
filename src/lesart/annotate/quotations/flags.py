"""Features of words beside the shared encoder's: spelling, place, quotation marks, morphology, words of reporting.

The lexicon gives every analysis of a form and no choice between them; each column says whether some analysis has the
feature, and the network learns to choose by the neighbours. What is known of a form is remembered.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from lesart.annotate.quotations.reporting import ReportingWords
from lesart.annotate.quotations.words import Words
from lesart.resources.lexicon import Analysis, Lexicon

Floats = npt.NDArray[np.float32]

_POS = ("VER", "SUB", "ADJ", "ART", "PRO", "PRP", "ADV", "KON", "NEG", "ZAL", "PA1", "PA2", "EIG", "ZUS", "INJ")
_VERBAL = ("1", "2", "3", "SIN", "PLU", "PRÄ", "PRT", "KJ1", "KJ2", "INF", "EIZ", "PA2", "IMP", "NEB", "AUX", "MOD")
_NOMINAL = ("NOM", "GEN", "DAT", "AKK", "SIN", "PLU", "MAS", "FEM", "NEU")
_PRONOMINAL = ("PER", "POS", "DEM", "REL", "IND", "RIN", "REF", "STV")
_PUNCTUATION = (",", ".", ":", ";", "?", "!", "-", "(", ")")
_SPELLING = ("lower", "title", "capitals", "digit", "mark", "long", "hyphen")
_PLACE = ("sentence-first", "sentence-second", "sentence-last", "paragraph-first", "paragraph-last", "article-first")
_MARKS = ("inside", "inside-long", "inside-nested", "opens", "closes", "unclosed", "clause-inside", "after-close")
_REPORTING = ("verb", "strong-verb", "noun", "preposition", "introducer", "person-pronoun", "modal-sollen")
_MOOD = ("certain-konjunktiv-1", "certain-konjunktiv-2", "certain-indicative")

NAMES = (
    *_POS,
    *(f"verb-{x}" for x in _VERBAL),
    *(f"noun-{x}" for x in _NOMINAL),
    *(f"pronoun-{x}" for x in _PRONOMINAL),
    "unknown",
    *_MOOD,
    *_SPELLING,
    *(f"is {x}" for x in _PUNCTUATION),
    *_REPORTING,
    *_PLACE,
    *_MARKS,
)
_FORM_FLAGS = len(NAMES) - len(_PLACE) - len(_MARKS)
_QUOTES = frozenset("„“”»«‚‘’›‹\"'")
_PRONOUNS = frozenset(
    [
        "er",
        "sie",
        "es",
        "ihr",
        "ihm",
        "ihn",
        "ihnen",
        "sein",
        "seine",
        "seinen",
        "seiner",
        "seinem",
        "ihre",
        "ihren",
        "ihrem",
        "dieser",
        "diese",
    ]
)


class FlagReader:
    """Computes the flags of an article (words x len(NAMES))."""

    def __init__(self, lexicon: Lexicon, reporting: ReportingWords) -> None:
        self._lexicon = lexicon
        self._reporting = reporting
        self._known: dict[tuple[str, bool], Floats] = {}

    def read(self, words: Words) -> Floats:
        """One row a word, float32 zeros and ones."""
        rows = np.zeros((len(words), len(NAMES)), dtype=np.float32)
        for first, end in words.sentences():
            for i in range(first, end):
                rows[i, :_FORM_FLAGS] = self._form(words.forms[i], i == first or words.forms[i - 1] in _QUOTES)
            rows[first, _FORM_FLAGS] = 1
            if end - first > 1:
                rows[first + 1, _FORM_FLAGS + 1] = 1
            rows[end - 1, _FORM_FLAGS + 2] = 1
        self._place(words, rows)
        self._marks(words, rows)
        return rows

    def _form(self, form: str, starts: bool) -> Floats:
        key = (form, starts)
        row = self._known.get(key)
        if row is None:
            if len(self._known) > 100_000:
                self._known.clear()
            row = self._known[key] = self._describe(form, starts)
        return row

    def _describe(self, form: str, starts: bool) -> Floats:
        analyses = self._lexicon.at_sentence_start(form) if starts else self._lexicon.analyses(form)
        if not analyses and form.isupper() and len(form) > 1:
            analyses = self._lexicon.analyses(form.lower()) + self._lexicon.analyses(form.capitalize())
        compound = "-" in form
        if not analyses and compound:
            analyses = self._lexicon.analyses(form.rpartition("-")[2])
        pos = {a.pos for a in analyses}
        verbs = [a for a in analyses if a.pos == "VER"]
        nominal = [a for a in analyses if a.pos in ("SUB", "ART", "PRO", "ADJ", "EIG", "PA1", "PA2")]
        pronouns = [a for a in analyses if a.pos == "PRO"]
        lower = form.lower()
        values = [
            *(p in pos for p in _POS),
            *(any(a.values(x) for a in verbs) for x in _VERBAL),
            *(any(a.values(x) for a in nominal) for x in _NOMINAL),
            *(any(a.values(x) for a in pronouns) for x in _PRONOMINAL),
            not analyses,
            *_certain_mood(verbs),
            form.islower(),
            form[:1].isupper() and not form.isupper(),
            form.isupper() and len(form) > 1,
            form[:1].isdigit(),
            form in _QUOTES,
            len(form) > 12,
            compound,
            *(form == x for x in _PUNCTUATION),
            *self._reporting.flags(form, verbs),
            lower in _PRONOUNS,
            any(a.lemma == "sollen" for a in verbs),
        ]
        return np.asarray(values, dtype=np.float32)

    def _place(self, words: Words, rows: Floats) -> None:
        column = _FORM_FLAGS + 3
        for i in range(len(words)):
            rows[i, column] = i == 0 or words.paragraph[i] != words.paragraph[i - 1]
            rows[i, column + 1] = i + 1 == len(words) or words.paragraph[i] != words.paragraph[i + 1]
        if len(words):
            rows[0, column + 2] = 1

    def _marks(self, words: Words, rows: Floats) -> None:
        column = _FORM_FLAGS + len(_PLACE)
        for marked in words.marked:
            inside = slice(marked.first, marked.last)
            rows[inside, column] = 1
            rows[inside, column + 1] = marked.last - marked.first > 4
            rows[inside, column + 2] = marked.depth > 0
            rows[marked.open : marked.first, column + 3] = 1
            rows[marked.last : marked.close, column + 4] = 1
            rows[inside, column + 5] = not marked.closed
            finite = rows[inside, NAMES.index("verb-3")].any() or rows[inside, NAMES.index("verb-1")].any()
            rows[inside, column + 6] = finite
            rows[marked.close : marked.close + 1, column + 7] = 1


def _certain_mood(verbs: list[Analysis]) -> tuple[bool, bool, bool]:
    """Whether the form, in the third person, is of one mood only: Konjunktiv I, Konjunktiv II, indicative.

    Only the third person counts: reports speak of others, and "habe" is Konjunktiv I there and nothing else.
    """
    tags = [tag.split(":") for a in verbs for tag in a.tags]
    third = [tag for tag in tags if "3" in tag and "IMP" not in tag]
    first = bool(third) and all("KJ1" in tag for tag in third)
    second = bool(third) and all("KJ2" in tag for tag in third)
    indicative = bool(third) and not any("KJ1" in tag or "KJ2" in tag for tag in third)
    return first, second, indicative
