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
    | {"erinnern", "gedenken", "dringen", "drängen", "pochen", "hoffen", "warnen", "appellieren", "plädieren"}
    | {"auflösen", "verbieten", "untersagen", "unterbinden", "niederschlagen"}
)
"""Verbs that say or think something of what their object names, or forbid it, and take no part in it themselves."""
_CROWDS = ("kundgebung", "demonstration", "demonstrationen", "protest", "proteste", "versammlung", "streik", "blockade")
"""What is ended by somebody who was no part of it: the police end a march, but those who talk end their talks."""
_SIGNING = frozenset({"unterzeichnen", "unterschreiben", "ratifizieren", "verlesen", "veröffentlichen"})
"""Verbs whose object is a paper, also where a pronoun stands for it ("Unterzeichnet wurde er nie")."""


def taking_part(candidate: Candidate, found: Arguments, fillers: Fillers, syntax: Syntax) -> Arguments:
    """The arguments without those who only judge, tell, demand or accuse."""
    clause = syntax.clause_at(candidate.token)
    found = replace(found, actors=_themselves(found.actors, syntax))
    if clause is not None and candidate.kind == "noun" and _says_since_when(candidate.token, fillers, syntax):
        arguments = [n for n in (clause.subject, *clause.objects) if n is not None]
        every = {n for number in arguments for n in fillers.coordinated(number)}
        found = replace(
            found,
            actors=tuple(f for f in found.actors if f.phrase not in every),
            recipients=tuple(f for f in found.recipients if f.phrase not in every),
        )
    if clause is not None and candidate.kind == "verb":
        found = replace(found, recipients=_of_this_verb(candidate, found.recipients, clause, syntax))
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


def _says_since_when(token: int, fillers: Fillers, syntax: Syntax) -> bool:
    """ "Seit Beginn der Kämpfe sind 12.000 Menschen geflohen": the noun only says since when."""
    number = fillers.phrase_of.get(token)
    if number is None:
        return False
    phrase = syntax.phrases[number]
    if phrase.genitive and phrase.after is not None:
        phrase = syntax.phrases[phrase.after]
    return phrase.preposition == "seit"


def _of_this_verb(
    candidate: Candidate, recipients: tuple[Filler, ...], clause: Clause, syntax: Syntax
) -> tuple[Filler, ...]:
    """The recipients without those that a noun beside the verb has, or whose number the verb's own number replaces.

    "verurteilte den Mord an dem Polizisten" judges who murdered; in "9000 wurden getötet und 5,6 Millionen vertrieben"
    the first are not those driven out.
    """
    signed = candidate.lemma in _SIGNING and candidate.passive
    judged = any(verb.lemma in _JUDGING and not verb.passive for verb in clause.verbs)
    own = _own_number(candidate.token, syntax)
    return tuple(
        f
        for f in recipients
        if not (signed and f.phrase == clause.subject)
        and not (judged and _victim_of_a_noun(f.phrase, syntax))
        and not (own is not None and syntax.phrases[f.phrase].end <= own and _is_counted(f.phrase, syntax))
    )


def _victim_of_a_noun(number: int, syntax: Syntax) -> bool:
    """Whether the phrase follows a noun without a break, by a preposition that says whom a deed was done to."""
    phrase = syntax.phrases[number]
    before = number - 1
    behind = before >= 0 and phrase.start - syntax.phrases[before].end <= 1 and syntax.phrases[before].kind != "name"
    return behind and phrase.preposition in ("an", "auf")


def _is_counted(number: int, syntax: Syntax) -> bool:
    phrase = syntax.phrases[number]
    return any(syntax.words[i].cls == "number" for i in range(phrase.start, phrase.end))


def _own_number(verb: int, syntax: Syntax) -> int | None:
    """Where the verb's own number stands that leaves its noun to the clause before: "… und 30 weitere verletzt"."""
    number = None
    for i in range(verb - 1, max(-1, verb - 8), -1):
        word = syntax.words[i]
        if word.cls == "number" or word.text in ("Millionen", "Tausende", "Hunderte", "Dutzende"):
            number = i
        elif word.text in ("und", ",", "sowie"):
            return i if number is not None else None
        elif word.cls == "noun":
            return None
    return None


def _judges(candidate: Candidate, clause: Clause, fillers: Fillers, syntax: Syntax) -> tuple[int, ...]:
    """The subject of a judging verb beside the noun that it judges."""
    own = fillers.phrase_of.get(candidate.token)
    if candidate.kind != "noun" or candidate.construction or own is None or clause.subject is None:
        return ()
    judging = any(verb.lemma in _JUDGING and not verb.passive for verb in clause.verbs)
    if syntax.words[candidate.token].text.lower().endswith(_CROWDS):
        judging = judging or any(verb.lemma == "beenden" and not verb.passive for verb in clause.verbs)
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
