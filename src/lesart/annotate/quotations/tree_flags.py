"""Features of words from the dependency tree, where `lesart_syntax` has set one; zeros where not.

Beside part of speech, relation and case each word says how it hangs on the nearest verb of reporting above it: in its
subject (who speaks), in a clause it governs (what is said), in another argument, or as the verb itself.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from spacy.attrs import DEP, HEAD, MORPH, POS
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
_FAR = 4
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


class TreeFlags:
    """Computes the flags of an article from its tree; rows that words share are made once."""

    def __init__(self, reporting: ReportingWords, lexicon: Lexicon) -> None:
        self._reporting, self._lexicon = reporting, lexicon
        self._known: dict[tuple[str, str, int, str, str, bool, bool], Floats] = {}

    def read(self, words: Words, doc: Doc) -> Floats:
        """One row a word (words x len(NAMES)), zeros and ones."""
        if not len(words) or not doc.has_annotation("DEP"):
            return np.zeros((len(words), len(NAMES)), dtype=np.float32)
        columns = doc.to_array([HEAD, DEP, POS, MORPH])
        names = {int(key): doc.vocab.strings[int(key)] for key in np.unique(columns[:, 1:3])}
        heads = (np.arange(len(doc)) + columns[:, 0].astype(np.int64)).tolist()
        relations, classes = ([names[key] for key in columns[:, at].tolist()] for at in (1, 2))
        morphs = columns[:, 3].tolist()
        speaks = [
            pos in ("VERB", "AUX") and _reports(doc[i], self._reporting, self._lexicon) for i, pos in enumerate(classes)
        ]
        rows = []
        for i in words.token:
            head = heads[i]
            key = (
                classes[i],
                relations[i],
                morphs[i],
                _under(i, heads, relations, speaks),
                "" if head == i else "head-left" if head < i else "head-right",
                abs(head - i) > _FAR,
                head != i and classes[head] == "VERB",
            )
            row = self._known.get(key)
            if row is None:
                if len(self._known) > 100_000:
                    self._known.clear()
                row = self._known[key] = _row(doc[i], *key[3:])
            rows.append(row)
        return np.stack(rows)


def _row(token: Token, under: str, side: str, far: bool, verb: bool) -> Floats:
    morph = token.morph.to_dict()
    names = {f"upos-{token.pos_}", f"relation-{token.dep_}", f"case-{morph.get('Case', '')}", under, side}
    names |= {"subjunctive"} if morph.get("Mood") == "Sub" else set()
    names |= {"finite"} if morph.get("VerbForm") == "Fin" else set()
    names |= {"head-far"} if far else set()
    names |= {"head-verb"} if verb else set()
    return np.asarray([name in names for name in NAMES], dtype=np.float32)


def _reports(token: Token, reporting: ReportingWords, lexicon: Lexicon) -> bool:
    """Whether a verb, with its particle if that stands apart, is a verb of reporting."""
    lemmas = {a.lemma for a in lexicon.verb(token.text.lower())}
    particle = next((child.text.lower() for child in token.children if child.dep_ == "compound:prt"), "")
    return bool(reporting.joined(lemmas, particle) if particle else lemmas & reporting.verbs)


def _under(i: int, heads: Sequence[int], relations: Sequence[str], speaks: Sequence[bool]) -> str:
    """How word i hangs on the nearest verb of reporting above it."""
    if speaks[i]:
        return "is-reporting"
    for _ in range(_CLIMB):
        head = heads[i]
        if head == i:
            break
        if speaks[head]:
            return _WAYS.get(relations[i], "beside")
        i = head
    return "under-none"
