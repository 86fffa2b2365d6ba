"""Actors, recipients, mediators and places of a trigger by the frame of its sense.

Comes in: a candidate, its sense and the slots of the phrases around it. Goes out: fillers by role, every participant of
a coordination its own entry. The frame decides what a slot means; nothing is guessed for a slot that the frame leaves
open. (The trained scorer, where it is present, takes these answers as features and may overrule them.)
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lesart.annotate.clauses import Syntax
from lesart.annotate.events.fillers import Filler, Fillers
from lesart.annotate.events.lexicon import Sense
from lesart.annotate.events.triggers import Candidate

_PLACE_PREPOSITIONS = frozenset({"in", "bei", "nahe", "an", "auf", "vor", "unweit", "aus", "nach"})
_MEDIATION = frozenset({"Vermittlung", "Schirmherrschaft", "Leitung", "Teilnahme", "Mitwirkung", "Moderation"})
_MEDIATED = frozenset({"vermittelt", "moderiert"})
_NO_ACTORS = frozenset({"was", "dies", "das", "es", "wer", "welche", "dem", "alles", "nichts", "etwas"})


@dataclass(frozen=True, slots=True)
class Arguments:
    """Fillers by role."""

    actors: tuple[Filler, ...]
    recipients: tuple[Filler, ...]
    mediators: tuple[Filler, ...]
    places: tuple[Filler, ...]


def arguments(
    candidate: Candidate, sense: Sense, slots: Mapping[int, str], fillers: Fillers, syntax: Syntax
) -> Arguments:
    """The arguments that the sense's frame finds at its slots."""
    frame = sense.noun if candidate.kind == "noun" else sense.verb
    actors: list[Filler] = []
    recipients: list[Filler] = []
    places: list[Filler] = []
    for number, slot in slots.items():
        if not _may_act(syntax, number):
            continue
        for filler in fillers.with_coordinated(number):
            place = filler.mention is not None and filler.mention.type == "LOC" and slot in _PLACE_PREPOSITIONS
            if place:
                places.append(filler)
            elif slot in frame.actor or (slot == "support-subject" and _supports(sense, candidate, slots)):
                actors.append(filler)
            elif slot in frame.recipient or (
                candidate.construction and slot.startswith("support-") and slot[8:] in sense.verb.recipient
            ):
                recipients.append(filler)
    return Arguments(
        _unique(actors), _unique(recipients), _mediators(candidate, slots, fillers, syntax), _unique(places)
    )


def _supports(sense: Sense, candidate: Candidate, slots: Mapping[int, str]) -> bool:
    """Whether the subject beside an event noun is its actor: only where the noun has none of its own."""
    own = sense.noun.actor - {"mit", "gegen"}  # these name the other side, not the first one
    return "subject" in sense.verb.actor and not any(slot in own for slot in slots.values())


def _may_act(syntax: Syntax, number: int) -> bool:
    phrase = syntax.phrases[number]
    return syntax.words[phrase.head].text.lower() not in _NO_ACTORS


def _mediators(candidate: Candidate, slots: Mapping[int, str], fillers: Fillers, syntax: Syntax) -> tuple[Filler, ...]:
    """ "unter Vermittlung Russlands", "durch Russland vermittelt": who stands between the parties."""
    if candidate.clause is None:
        return ()
    clause = syntax.clauses[candidate.clause]
    found: list[Filler] = []
    for number in clause.phrases:
        phrase = syntax.phrases[number]
        if phrase.preposition == "unter" and syntax.words[phrase.head].lemma in _MEDIATION:
            follower = number + 1
            if follower < len(syntax.phrases) and syntax.phrases[follower].after == number:
                found += fillers.with_coordinated(follower)
        elif phrase.preposition == "unter" and _opens_with_mediation(phrase.start, phrase.head, syntax):
            found += fillers.with_coordinated(number)  # "unter Vermittlung Russlands": one phrase with the name
    for i in clause.tokens:
        word = syntax.words[i]
        if word.cls == "attribute" and any(word.text.startswith(stem) for stem in _MEDIATED):
            before = [
                n
                for n in clause.phrases
                if syntax.phrases[n].end == i and syntax.phrases[n].preposition in ("durch", "von")
            ]
            found += [f for n in before for f in fillers.with_coordinated(n)]
    return _unique(found)


def _opens_with_mediation(start: int, head: int, syntax: Syntax) -> bool:
    return any(syntax.words[i].text in _MEDIATION for i in range(start, head))


def _unique(found: list[Filler]) -> tuple[Filler, ...]:
    out: dict[tuple[int, int], Filler] = {}
    for filler in found:
        out.setdefault((filler.start, filler.end), filler)
    return tuple(sorted(out.values(), key=lambda f: f.start))
