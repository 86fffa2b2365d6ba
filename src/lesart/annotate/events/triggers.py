"""Candidates for triggers: words of the event lexicon at their place in the clause, each with its possible senses.

Comes in: the clause analysis and the lexicon. Goes out: at most one `Candidate` a token, left to right. A verb's
trigger
is the token of its lexical part (the finite part of a separable verb); a noun's is the whole noun; a construction's
("in Brand stecken") is its verb, unless a word of it is an event noun of the same type itself ("Gespräche führen").
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from lesart.annotate.clauses import Clause, Syntax, VerbGroup
from lesart.annotate.events.lexicon import Construction, EventLexicon, Sense
from lesart.annotate.wordclasses import Word
from lesart.resources.lexicon import Lexicon

Kind = Literal["verb", "noun", "attribute"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A token that may trigger an event; `senses` may be empty for a word that only the trained model proposes."""

    token: int
    kind: Kind
    senses: tuple[Sense, ...]
    clause: int | None
    verb: VerbGroup | None
    lemma: str
    construction: bool = False
    passive: bool = False
    """For verbs and attributive participles: whether the patient stands where an active verb has its subject."""


def candidates(syntax: Syntax, lexicon: EventLexicon, german: Lexicon, *, everything: bool = False) -> list[Candidate]:
    """The candidates of a Doc; with `everything` also content words that the lexicon does not know."""
    found: dict[int, Candidate] = {}
    lifted: dict[int, Sense] = {}
    barred = _barred(syntax, lexicon)
    for clause in syntax.clauses:
        for verb in clause.verbs:
            built, noun = _construction(syntax, clause, verb, lexicon)
            if built is not None and noun is not None:
                lifted[noun] = built.sense
                continue
            senses = (built.sense,) if built is not None else _plain(syntax, verb, clause, lexicon)
            if (senses or everything) and verb.head not in barred:
                passive = verb.passive or _is_state(verb, senses, syntax)
                found[verb.head] = Candidate(
                    verb.head, "verb", senses, clause.index, verb, verb.lemma, built is not None, passive
                )
    for word in syntax.words:
        if word.index in found or word.index in barred:
            continue
        other = _nominal(syntax, word, lexicon, german)
        if other is not None and word.index in lifted:
            other = replace(other, senses=(lifted[word.index],), construction=True)
        if other is not None and (other.senses or everything):
            found[word.index] = other
    return [found[i] for i in sorted(found)]


_RAISING = frozenset({"drohen", "versprechen", "pflegen", "scheinen"})


def _plain(syntax: Syntax, verb: VerbGroup, clause: Clause, lexicon: EventLexicon) -> tuple[Sense, ...]:
    """Senses of the verb alone; "drohte einzustürzen" is no threat but a raising verb with its infinitive."""
    if verb.lemma in _RAISING and any(syntax.words[i].cls in ("zu-infinitive", "zu") for i in clause.tokens):
        return ()
    return lexicon.verb(verb.lemma)


def _construction(
    syntax: Syntax, clause: Clause, verb: VerbGroup, lexicon: EventLexicon
) -> tuple[Construction | None, int | None]:
    """The longest construction of the verb whose fixed words all stand in the clause, and the event noun among them.

    Where a fixed word is an event noun of the same type itself ("Gespräche führen"), that noun is the trigger, and
    coding the verb too would count the event twice.
    """
    entries = lexicon.constructions.get(verb.lemma)
    if not entries:
        return None, None
    present: dict[str, int] = {"sich": -1} if verb.reflexive else {}
    for i in clause.tokens:
        word = syntax.words[i]
        present[word.text.casefold()] = i
        if word.cls in ("noun", "name"):
            present.update((a.lemma.casefold(), i) for a in word.analyses)
    fitting = [e for e in entries if all(part in present for part in e.fixed)]
    if not fitting:
        return None, None
    best = max(fitting, key=lambda e: len(e.fixed))
    for part in best.fixed:
        token = present[part]
        if token >= 0 and syntax.words[token].cls in ("noun", "name"):
            lemmas = {syntax.words[token].text, *(a.lemma for a in syntax.words[token].analyses)}
            if any(s.type == best.sense.type for lemma in lemmas for s in lexicon.nouns.get(lemma, ())):
                return best, token
    return best, None


def _is_state(verb: VerbGroup, senses: tuple[Sense, ...], syntax: Syntax) -> bool:
    """Whether "sein" and a participle say what was done to the subject ("drei Beamte seien getötet").

    A verb whose object is the one it is done to forms its perfect with "haben"; with "sein" it is a passive of state.
    """
    transitive = any("object" in s.verb.recipient and s.verb.actor == {"subject"} for s in senses)
    return transitive and syntax.has_sein(verb)


def _barred(syntax: Syntax, lexicon: EventLexicon) -> frozenset[int]:
    """Tokens inside a wording that the lexicon rules out ("mit Hilfe")."""
    out: set[int] = set()
    texts = [w.text.casefold() for w in syntax.words]
    for i, text in enumerate(texts):
        for wording in lexicon.never.get(text, ()):
            if tuple(texts[i : i + len(wording)]) == wording:
                out.update(range(i, i + len(wording)))
    return frozenset(out)


def _nominal(syntax: Syntax, word: Word, lexicon: EventLexicon, german: Lexicon) -> Candidate | None:
    clause = syntax.clause_of[word.index]
    if word.cls in ("noun", "name"):
        lemmas = [a.lemma for a in word.analyses if a.pos == "SUB"]
        senses = lexicon.noun(word.text, lemmas, german)
        return Candidate(word.index, "noun", senses, clause, None, min(lemmas, key=len) if lemmas else word.text)
    if word.cls in ("attribute", "participle", "adjective"):
        infinitive, passive = participle_verb(word, german)
        if infinitive is None:
            return None
        return Candidate(word.index, "attribute", lexicon.verb(infinitive), clause, None, infinitive, False, passive)
    return None


_ENDINGS = ("en", "em", "er", "es", "e", "")


def participle_verb(word: Word, german: Lexicon) -> tuple[str | None, bool]:
    """(infinitive, passive) of an attributive participle: "getötete" gives töten, "angreifende" gives angreifen."""
    text = word.text[0].lower() + word.text[1:]
    for ending in _ENDINGS:
        if not text.endswith(ending):
            continue
        stem = text[: len(text) - len(ending)]
        found = [a.lemma for a in german.analyses(stem) if a.pos == "VER" and a.has("PA2")]
        if found:
            return min(found, key=len), True
        if stem.endswith("nd") and german.is_verb(stem[:-1]):
            return stem[:-1], False
    return None, False
