"""Questions to the dependency tree that `lesart_syntax` sets: who does what to whom, and how far a clause reaches.

Everything takes spaCy tokens of a parsed Doc and gives tokens back; nothing is kept. The trees are predicted: what a
decision hangs on should also be plausible on the surface (case, agreement, `annotate/clauses.py`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Doc, Span, Token

Case = Literal["Nom", "Acc", "Dat", "Gen"]
Mood = Literal["Ind", "Sub", "Imp"]

_CASES: tuple[Case, ...] = ("Nom", "Acc", "Dat", "Gen")
_SUBJECTS = ("nsubj", "nsubj:pass", "csubj")
_OBJECTS = ("obj", "iobj", "obl:arg")
_CLAUSES = ("root", "ccomp", "xcomp", "advcl", "acl", "acl:relcl", "csubj", "parataxis")
_HELPERS = ("aux", "aux:pass", "cop")
_PREDICATES = ("VERB", "AUX")


@dataclass(frozen=True, slots=True)
class Argument:
    """A phrase that depends on a verb, by its head word."""

    token: Token
    case: Case | None
    """As the tree's tagger sees it, on the word or else on its article or adjective; None where nothing shows it."""
    preposition: str | None
    """In lower case, with a contraction as it stands ("im"); None for a bare phrase."""


@dataclass(frozen=True, slots=True)
class VerbPhrase:
    """A predicate with all its verbal parts, in the order of the text."""

    lexical: Token
    """The content verb; for "ist bereit" the predicate word."""
    finite: Token | None
    auxiliaries: tuple[Token, ...]
    prefix: Token | None
    """The separated particle: "ab" in "lehnt ... ab"."""
    tokens: tuple[Token, ...]
    mood: Mood | None
    passive: bool
    negation: Token | None


def is_parsed(doc: Doc) -> bool:
    """Whether the Doc has trees (the component ran); the other functions find nothing in one without."""
    return bool(doc.has_annotation("DEP"))


def case_of(token: Token) -> Case | None:
    """The case of a nominal word; a noun that shows none takes its article's or adjective's."""
    for word in (token, *(c for c in token.children if c.dep_ in ("det", "amod", "nummod", "case"))):
        for case in word.morph.get("Case", []):
            for known in _CASES:
                if case == known:
                    return known
    return None


def preposition_of(token: Token) -> str | None:
    """The preposition (or postposition) that governs a phrase, by the phrase's head word."""
    found = next((c for c in token.children if c.dep_ == "case" and c.pos_ == "ADP"), None)
    return None if found is None else found.lower_


def predicate_of(token: Token) -> Token:
    """The content word of the predicate that an auxiliary, modal, copula or separated particle belongs to."""
    while token.dep_ in (*_HELPERS, "compound:prt") and token.head.i != token.i:
        token = token.head
    return token


def coordinated(token: Token) -> tuple[Token, ...]:
    """The token and all that are coordinated with it ("Baku und Eriwan"), beginning with the first conjunct."""
    while token.dep_ == "conj" and token.head.i != token.i:
        token = token.head
    return tuple(_conjuncts(token))


def _conjuncts(token: Token) -> Iterator[Token]:
    yield token
    for child in token.children:
        if child.dep_ == "conj":
            yield from _conjuncts(child)


def subject_of(verb: Token, *, shared: bool = True) -> Token | None:
    """The head of a predicate's grammatical subject (of a passive: who undergoes it).

    With `shared`, a second conjunct takes the first one's subject ("X lehnte ab und verliess den Raum"), an
    infinitive that of the verb it depends on, unless that verb has a dative or accusative person that is meant.
    """
    verb = predicate_of(verb)
    own = _first(verb, _SUBJECTS)
    if own is not None or not shared or verb.head.i == verb.i:
        return own
    if verb.dep_ == "conj" and verb.head.pos_ in (*_PREDICATES, "ADJ", "NOUN"):
        return subject_of(verb.head)
    if verb.dep_ == "xcomp":
        return next((o.token for o in objects_of(verb.head) if _is_person_slot(o, verb)), subject_of(verb.head))
    return None


def _is_person_slot(argument: Argument, infinitive: Token) -> bool:
    """ "forderte Baku auf, abzuziehen": a bare object before the infinitive is the one who is to act."""
    return argument.preposition is None and argument.token.i < infinitive.i and argument.token.pos_ != "VERB" and (
        not argument.token.morph.get("Reflex", []) and argument.token.lower_ != "sich"
    )  # fmt: skip


def objects_of(verb: Token) -> tuple[Argument, ...]:
    """Bare objects and governed prepositional ones of a predicate, with their case, in the order of the text."""
    verb = predicate_of(verb)
    return tuple(_argument(c) for c in verb.children if c.dep_ in _OBJECTS)


def obliques_of(token: Token, *prepositions: str) -> tuple[Argument, ...]:
    """Prepositional phrases of a verb or noun, only those with one of the prepositions where some are named."""
    token = predicate_of(token)
    found = (_argument(c) for c in token.children if c.dep_.split(":")[0] in ("obl", "nmod"))
    return tuple(a for a in found if a.preposition and (not prepositions or a.preposition in prepositions))


def is_passive(verb: Token) -> bool:
    """Whether a predicate is a passive with "werden" or "sein"."""
    verb = predicate_of(verb)
    return any(c.dep_ in ("aux:pass", "nsubj:pass") for c in verb.children)


def agent_of(verb: Token) -> Token | None:
    """The head of a passive's agent ("von ..."), if it is named and the tree or the preposition shows it."""
    verb = predicate_of(verb)
    named = _first(verb, ("obl:agent",))
    if named is not None or not is_passive(verb):
        return named
    return next((a.token for a in obliques_of(verb, "von", "vom") if _can_act(a.token)), None)


def _can_act(token: Token) -> bool:
    """Not "von 2020 bis", "von Norden"; a noun, name or personal pronoun is enough."""
    follows = token.nbor(1).lower_ if token.i + 1 < len(token.doc) else ""
    return token.pos_ in ("NOUN", "PROPN", "PRON") and follows not in ("bis", "nach", "aus", "her", "an")


def verb_phrase(token: Token) -> VerbPhrase:
    """The predicate that a verb, auxiliary, modal, copula or particle belongs to, with all of its parts."""
    lexical = predicate_of(token)
    helpers = tuple(c for c in lexical.children if c.dep_ in _HELPERS)
    prefix = _first(lexical, ("compound:prt",))
    to = next((c for c in lexical.children if c.dep_ == "mark" and c.lower_ == "zu"), None)
    verbal = [t for t in (lexical, *helpers) if t.morph.get("Mood", [])]  # only finite forms have a mood
    finite = next((t for t in verbal if t is not lexical), verbal[0] if verbal else None)
    moods = finite.morph.get("Mood", []) if finite is not None else []
    mood: Mood | None = "Sub" if "Sub" in moods else "Imp" if "Imp" in moods else "Ind" if moods else None
    parts = sorted({t.i: t for t in (lexical, *helpers, prefix, to) if t is not None}.items())
    negation = next((c for c in lexical.children if c.lower_ in ("nicht", "nie", "niemals", "keineswegs")), None)
    passive = any(c.dep_ == "aux:pass" for c in helpers)
    return VerbPhrase(lexical, finite, helpers, prefix, tuple(t for _, t in parts), mood, passive, negation)


def governing_verb(token: Token) -> Token | None:
    """The finite verb of the clause that a token stands in (for a finite verb: itself), or None in a fragment."""
    above: Token | None = token
    while above is not None:
        found = verb_phrase(above).finite
        if found is not None:
            return found
        above = None if above.head.i == above.i else above.head
    return None


def clause_head(token: Token) -> Token:
    """The predicate word of the smallest clause that holds a token (infinitive clauses count)."""
    token = predicate_of(token)
    while token.head.i != token.i and not _heads_clause(token):
        token = token.head
    return token


def _heads_clause(token: Token) -> bool:
    if token.dep_ in _CLAUSES:
        return True
    return token.dep_ == "conj" and (
        token.pos_ in _PREDICATES or any(c.dep_ in (*_SUBJECTS, "cop") for c in token.children)
    )


def subtree_span(token: Token) -> Span:
    """From the first to the last token of what hangs from a token, punctuation at the edges left out."""
    return _trimmed(token.doc[token.left_edge.i : token.right_edge.i + 1])


def clause_tokens(token: Token, *, embedded: bool = False) -> tuple[Token, ...]:
    """The tokens of a token's clause; with `embedded`, those of the clauses in it too (without later conjuncts)."""
    head = clause_head(token)
    return tuple(sorted(_below(head, embedded), key=lambda t: t.i))


def _below(head: Token, embedded: bool) -> Iterator[Token]:
    yield head
    for child in head.children:
        conjunct = child.dep_ == "conj" and _heads_clause(child)
        if not conjunct and (embedded or not _heads_clause(child)):
            yield from _below(child, embedded)


def clause_span(token: Token) -> Span:
    """A token's clause with all that is embedded in it, as one stretch of text without punctuation at its edges."""
    tokens = clause_tokens(token, embedded=True)
    return _trimmed(token.doc[tokens[0].i : tokens[-1].i + 1])


def content_clauses(verb: Token) -> tuple[Token, ...]:
    """Heads of the clauses that a verb governs as its content ("sagte, dass ...", "forderte, ... zu")."""
    verb = predicate_of(verb)
    return tuple(c for c in verb.children if c.dep_ in ("ccomp", "xcomp", "parataxis", "csubj"))


def _argument(token: Token) -> Argument:
    return Argument(token, case_of(token), preposition_of(token))


def _first(token: Token, relations: tuple[str, ...]) -> Token | None:
    return next((c for c in token.children if c.dep_ in relations), None)


def _trimmed(span: Span) -> Span:
    start, end = span.start, span.end
    while start < end - 1 and (span.doc[start].is_punct or span.doc[start].is_space):
        start += 1
    while end > start + 1 and (span.doc[end - 1].is_punct or span.doc[end - 1].is_space):
        end -= 1
    return span.doc[start:end]
