"""Features of words from the dependency tree, where `lesart_syntax` has set one; zeros where not.

Beside part of speech, relation and case each word says how it hangs on the nearest verb of reporting above it: in its
subject (who speaks), in a clause it governs (what is said), in another argument, or as the verb itself.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from spacy.tokens import Doc, Token

from lesart.annotate.quotations.reporting import ReportingWords
from lesart.annotate.quotations.words import Words
from lesart.resources.lexicon import Lexicon

Floats = npt.NDArray[np.float32]

_UPOS = (
    "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "VERB",
)  # fmt: skip
_RELATIONS = (
    "nsubj", "nsubj:pass", "obj", "iobj", "obl", "obl:arg", "obl:agent", "nmod", "nmod:poss", "appos", "amod", "advmod",
    "det", "case", "mark", "cop", "aux", "aux:pass", "ccomp", "xcomp", "advcl", "acl", "acl:relcl", "parataxis", "conj",
    "cc", "compound:prt", "flat:name", "root", "punct",
)  # fmt: skip
_CASES = ("Nom", "Acc", "Dat", "Gen")
_PLACE = ("head-left", "head-right", "head-far", "head-verb", "subjunctive", "finite")
_UNDER = ("is-reporting", "subject-of", "clause-of", "object-of", "oblique-of", "beside", "under-none")
_CLIMB = 14
"""Steps towards the root; deeper words are rare and far from any verb of reporting."""
_WAYS = {
    "nsubj": "subject-of", "nsubj:pass": "subject-of", "obl:agent": "subject-of", "ccomp": "clause-of",
    "parataxis": "clause-of", "csubj": "clause-of", "xcomp": "clause-of", "acl": "clause-of", "advcl": "beside",
    "obj": "object-of", "iobj": "object-of", "obl": "oblique-of", "obl:arg": "oblique-of", "conj": "beside",
}  # fmt: skip

NAMES = (
    *(f"upos-{x}" for x in _UPOS),
    *(f"relation-{x}" for x in _RELATIONS),
    *(f"case-{x}" for x in _CASES),
    *_PLACE,
    *_UNDER,
)
_COLUMN = {name: n for n, name in enumerate(NAMES)}


def read(words: Words, doc: Doc, reporting: ReportingWords, lexicon: Lexicon) -> Floats:
    """One row a word (words x len(NAMES)), zeros and ones."""
    rows = np.zeros((len(words), len(NAMES)), dtype=np.float32)
    if not doc.has_annotation("DEP"):
        return rows
    speaks = {token.i: _reports(token, reporting, lexicon) for token in doc if token.pos_ in ("VERB", "AUX")}
    for row, i in zip(rows, words.token, strict=True):
        token = doc[i]
        head = token.head
        names = [f"upos-{token.pos_}", f"relation-{token.dep_}", _under(token, speaks)]
        morph = token.morph.to_dict()
        names.append(f"case-{morph.get('Case', '')}")
        names += ["subjunctive"] if morph.get("Mood") == "Sub" else []
        names += ["finite"] if morph.get("VerbForm") == "Fin" else []
        if head.i != i:
            names.append("head-left" if head.i < i else "head-right")
            names += ["head-far"] if abs(head.i - i) > 4 else []
            names += ["head-verb"] if head.pos_ == "VERB" else []
        for name in names:
            if name in _COLUMN:
                row[_COLUMN[name]] = 1
    return rows


def _reports(token: Token, reporting: ReportingWords, lexicon: Lexicon) -> bool:
    """Whether a verb, with its particle if that stands apart, is a verb of reporting."""
    lemmas = {a.lemma for a in lexicon.verb(token.text.lower())}
    particle = next((child.text.lower() for child in token.children if child.dep_ == "compound:prt"), "")
    return bool(reporting.joined(lemmas, particle) if particle else lemmas & reporting.verbs)


def _under(token: Token, speaks: dict[int, bool]) -> str:
    """How a word hangs on the nearest verb of reporting above it."""
    if speaks.get(token.i):
        return "is-reporting"
    for _ in range(_CLIMB):
        head = token.head
        if head.i == token.i:
            break
        if speaks.get(head.i):
            return _WAYS.get(token.dep_, "beside")
        token = head
    return "under-none"
