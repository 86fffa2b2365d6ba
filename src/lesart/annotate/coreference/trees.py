"""Where mentions stand in the dependency trees: their head word, what they are to their verb, and their clause.

Everything here is a guess of the parser; an article without trees gives None and "other", and the surface decides.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import Literal

from spacy.attrs import IDX
from spacy.tokens import Doc, Token

from lesart.annotate.dependencies import clause_head, coordinated, is_parsed, predicate_of, subject_of, verb_phrase

Function = Literal["subject", "object", "oblique", "attribute", "predicate", "other"]

_TRANSPARENT = ("flat", "flat:name", "compound", "appos", "dep")
_FUNCTIONS: dict[str, Function] = {
    "nsubj": "subject",
    "nsubj:pass": "subject",
    "obj": "object",
    "iobj": "object",
    "obl:arg": "object",
    "obl": "oblique",
    "obl:agent": "oblique",
    "nmod": "attribute",
    "nmod:poss": "attribute",
    "det:poss": "attribute",
    "det": "attribute",
}
_CLIMB = 4


class Trees:
    """Questions to the trees of one Doc by character offsets."""

    def __init__(self, doc: Doc) -> None:
        self._doc = doc
        self._parsed = is_parsed(doc)
        self._starts = [int(start) for start in doc.to_array([IDX]).ravel()]

    def token(self, offset: int) -> Token | None:
        """The token that covers the offset, in an article with trees."""
        number = bisect_right(self._starts, offset) - 1
        return self._doc[number] if self._parsed and number >= 0 else None

    def head(self, start: int, end: int) -> Token | None:
        """The word of a stretch that the rest of it hangs on."""
        first, last = self.token(start), self.token(end - 1)
        if first is None or last is None:
            return None
        for token in self._doc[first.i : last.i + 1]:
            if token.head.i == token.i or not first.i <= token.head.i <= last.i:
                return token
        return last

    def function(self, start: int, end: int) -> Function:
        """What a stretch is to its verb: names in a row and conjuncts are what their first word is."""
        token = self.head(start, end)
        if token is None:
            return "other"
        token = _outermost(token)
        if any(c.dep_ == "cop" for c in token.children) or any(
            c.dep_ == "case" and c.lower_ in ("als", "zum", "zur") for c in token.children
        ):
            return "predicate"
        return _FUNCTIONS.get(token.dep_, "other")

    def clause(self, start: int, end: int) -> Token | None:
        """The predicate word of the clause that a stretch stands in."""
        token = self.head(start, end)
        return None if token is None else clause_head(_outermost(token))

    def verb_number(self, start: int, end: int) -> str | None:
        """ "SIN" or "PLU" by the finite verb that a stretch is the subject of."""
        token = self.head(start, end)
        if token is None or token.dep_ not in ("nsubj", "nsubj:pass"):
            return None
        finite = verb_phrase(predicate_of(token.head)).finite
        number = finite.morph.get("Number", []) if finite is not None else []
        return {"Sing": "SIN", "Plur": "PLU"}.get(number[0]) if number else None

    def conjuncts(self, start: int, end: int) -> tuple[Token, ...]:
        """The head words of all that is coordinated with a stretch, itself among them."""
        token = self.head(start, end)
        return () if token is None else coordinated(_inside_name(token))

    def subject_of_predicate(self, start: int, end: int) -> Token | None:
        """The subject of which a stretch is the predicate noun: "Huber ist die Vorsitzende"."""
        token = self.head(start, end)
        if token is None or not any(c.dep_ == "cop" for c in token.children):
            return None
        if any(c.lower_ in ("nicht", "kein", "keine", "keiner") for c in token.children):
            return None
        return next((c for c in token.children if c.dep_ == "nsubj"), None)

    def subject_beside(self, start: int, end: int) -> Token | None:
        """The subject of the clause that a stretch is an oblique or object of."""
        token = self.head(start, end)
        if token is None or token.dep_ not in ("obl", "obj", "obl:arg"):
            return None
        return subject_of(predicate_of(token.head))

    def antecedent(self, start: int) -> Token | None:
        """The noun that the relative clause of a pronoun hangs on."""
        token = self.token(start)
        clause = None if token is None else clause_head(token)
        return clause.head if clause is not None and clause.dep_ in ("acl", "acl:relcl") else None


def _outermost(token: Token) -> Token:
    """From a part of a name, an apposition or a later conjunct to the word that stands in the clause for all."""
    for _ in range(_CLIMB):
        if token.dep_ not in (*_TRANSPARENT, "conj") or token.head.i == token.i:
            return token
        if token.dep_ == "conj" and token.pos_ in ("VERB", "AUX"):
            return token
        token = token.head
    return token


def _inside_name(token: Token) -> Token:
    for _ in range(_CLIMB):
        if token.dep_ not in _TRANSPARENT or token.head.i == token.i:
            return token
        token = token.head
    return token
