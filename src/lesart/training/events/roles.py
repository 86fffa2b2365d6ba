"""Training pairs for the role scorer: each gold event beside the fillers around it, labelled with the gold role.

A filler that overlaps the annotated reference is positive. Another mention of the same entity is neither right nor
wrong
(the annotation names the nearest only) and is left out; it stands in for the reference where that lies out of reach.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from spacy.tokens import Doc

from lesart.annotate.clauses import Syntax
from lesart.annotate.events.arguments import Arguments
from lesart.annotate.events.lexicon import EventLexicon, Sense
from lesart.annotate.events.roles import Pair, Surroundings
from lesart.annotate.events.triggers import Candidate
from lesart.training.events.corpus import GoldArticle, GoldEvent, Reference


def sense_for(candidate: Candidate, kind: str, lexicon: EventLexicon) -> Sense | None:
    """The candidate's sense of a type, if the lexicon has one."""
    return next((s for s in candidate.senses if s.type == kind), candidate.senses[0] if candidate.senses else None)


def labelled(
    doc: Doc,
    syntax: Syntax,
    around: Surroundings,
    article: GoldArticle,
    found: dict[int, Candidate],
    lexicon: EventLexicon,
) -> Iterable[tuple[list[str], str, GoldEvent, int, int]]:
    """(features, role, event, trigger token, filler token) of every pair that counts."""
    names = {e.id: {_norm(n) for n in (e.name, *e.aliases)} for e in doc._.entities}
    for event in sorted(article.events, key=lambda e: e.trigger.start):
        token = next((t.i for t in doc if t.idx <= event.trigger.start < t.idx + len(t)), None)
        if token is None or token not in found:
            continue
        candidate = found[token]
        pairs = around.pairs(candidate, event.type, sense_for(candidate, event.type, lexicon))
        labels = ["none"] * len(pairs)
        for role, references in event.roles.items():
            for reference in references:
                _mark(pairs, labels, role, reference, names)
        for pair, label in zip(pairs, labels, strict=True):
            if label != "skip":
                yield pair.features, label, event, token, pair.filler.head
        around.remember(token, event.type, _gold_arguments(pairs, labels))


def _gold_arguments(pairs: list[Pair], labels: list[str]) -> Arguments:
    found = {
        role: tuple(p.filler for p, x in zip(pairs, labels, strict=True) if x == role)
        for role in ("actor", "recipient", "place")
    }
    return Arguments(found["actor"], found["recipient"], (), found["place"])


def _mark(pairs: list[Pair], labels: list[str], role: str, reference: Reference, names: dict[str, set[str]]) -> None:
    over = [
        k for k, p in enumerate(pairs) if p.filler.start < reference.span.end and reference.span.start < p.filler.end
    ]
    entities = {pairs[k].filler.entity for k in over} - {None}
    canonical = _norm(reference.name)
    alike = [
        k
        for k, p in enumerate(pairs)
        if p.filler.entity and (p.filler.entity in entities or canonical in names.get(p.filler.entity, ()))
    ]
    if not over and alike:
        over = [min(alike, key=lambda k: pairs[k].distance)]
    for k in alike:
        if k not in over and labels[k] == "none":
            labels[k] = "skip"
    for k in over:
        labels[k] = role


def _norm(text: str) -> str:
    return re.sub(r"\W+", " ", text.casefold()).strip()
