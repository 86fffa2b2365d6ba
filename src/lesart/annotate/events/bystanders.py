"""Who stands beside an event and takes no part in it, whatever the event's type.

The trained scorer sees who stands near. Grammar knows better where the subject only judges or tells what its object
names ("begrüßte die Einigung", "fordert den Abzug"), and where an infinitive belongs to the object of its verb ("wirft
dem Nachbarn vor, die Rebellen zu unterstützen"). In the event corpus' training part the subject of "fordern",
"begrüßen", "verurteilen", "zurückweisen" and their like takes part in 1 of 46 events that their object names.
"""

from __future__ import annotations

from dataclasses import replace

from lesart.annotate.clauses import Clause, Syntax
from lesart.annotate.events.arguments import Arguments
from lesart.annotate.events.fillers import OBJECT_CONTROL, Filler, Fillers
from lesart.annotate.events.triggers import Candidate

_JUDGING = frozenset(
    {"fordern", "verlangen", "begrüßen", "verurteilen", "zurückweisen", "bestätigen", "melden", "dementieren"}
    | {"bestreiten", "loben", "würdigen", "bedauern", "missbilligen", "befürworten", "kommentieren", "erwähnen"}
    | {"hinweisen", "verweisen", "anmahnen", "ablehnen", "beklagen", "anprangern", "bezweifeln", "erwarten", "feiern"}
    | {"erinnern", "gedenken"}
)
"""Verbs that say or think something of what their object names, and do nothing else to it."""


def taking_part(candidate: Candidate, found: Arguments, fillers: Fillers, syntax: Syntax) -> Arguments:
    """The arguments without those who only judge, tell, demand or accuse."""
    clause = syntax.clause_at(candidate.token)
    found = replace(found, actors=_themselves(found.actors, syntax))
    if clause is None or not found.actors:
        return found
    outside = {*_judges(candidate, clause, fillers, syntax), *_masters(candidate, clause, syntax)}
    if not outside:
        return found
    return replace(found, actors=tuple(f for f in found.actors if not _among(f, outside, fillers)))


def _themselves(actors: tuple[Filler, ...], syntax: Syntax) -> tuple[Filler, ...]:
    """The actors without whose office or party another one of them has.

    "Indonesiens Außenministerin Retno Marsudi", "der Vorsitzende der Union, Jan Ott", "Anna Huber (Grüne)".
    """
    phrases = {f.phrase for f in actors}
    return tuple(f for f in actors if not (_owns(f.phrase, phrases, syntax) or _is_label(f.phrase, syntax)))


def _is_label(number: int, syntax: Syntax) -> bool:
    """ "Sudan: Gespräche gescheitert": what stands before a headline's colon is where it is or what it is about."""
    phrase = syntax.phrases[number]
    opens = all(syntax.words[i].cls == "punctuation" for i in range(phrase.start))
    return opens and phrase.end < len(syntax.words) and syntax.words[phrase.end].text == ":"


def _owns(number: int, actors: set[int], syntax: Syntax) -> bool:
    phrase = syntax.phrases[number]
    if phrase.aside and syntax.words[phrase.start - 1].text == "(" and number - 1 in actors:
        return True
    if phrase.genitive and phrase.after in actors:
        return True
    follower = syntax.phrases[number + 1] if number + 1 < len(syntax.phrases) else None
    possessive = phrase.kind == "name" and syntax.words[phrase.head].text.endswith(("s", "’"))
    before = follower is not None and follower.start == phrase.end and phrase.joined is None
    return possessive and before and number + 1 in actors and phrase.preposition is None


def _judges(candidate: Candidate, clause: Clause, fillers: Fillers, syntax: Syntax) -> tuple[int, ...]:
    """The subject of a judging verb beside the noun that it judges."""
    own = fillers.phrase_of.get(candidate.token)
    if candidate.kind != "noun" or candidate.construction or own is None or clause.subject is None:
        return ()
    judging = any(verb.lemma in _JUDGING and not verb.passive for verb in clause.verbs)
    if not judging or own in fillers.coordinated(clause.subject):
        return ()
    return fillers.coordinated(clause.subject)


def _masters(candidate: Candidate, clause: Clause, syntax: Syntax) -> tuple[int, ...]:
    """Who accuses or asks the object of doing what the infinitive says, which he does not do himself."""
    if candidate.kind != "verb" or clause.kind != "infinitive" or clause.parent is None:
        return ()
    parent = syntax.clauses[clause.parent]
    asking = any(verb.lemma in OBJECT_CONTROL and not verb.passive for verb in parent.verbs)
    asked = [*parent.objects, *parent.datives]
    return () if parent.subject is None or not asking or not asked else syntax.coordinated(parent.subject)


def _among(filler: Filler, phrases: set[int], fillers: Fillers) -> bool:
    """Whether a filler is one of these phrases, or names the same as one of them."""
    if filler.phrase in phrases:
        return True
    return filler.entity is not None and any(fillers.of(number).entity == filler.entity for number in phrases)
