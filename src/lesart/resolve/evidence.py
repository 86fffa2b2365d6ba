"""How much speaks for two mentions being of one event: a sum of visible reasons, and what rules it out.

The weights were set by hand from what tells events apart in event data (type, day, place, parties: the keys by which
UCDP and ACLED coders de-duplicate), so that no single feature suffices: day and place do, day and parties without a
place stay a question, wording alone never decides unless one text copies the other. Nothing here was fitted to a text.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from lesart.ontology.slots import IdentitySet
from lesart.resolve.profiles import ACCORD, VERBAL, EventProfile, likeness
from lesart.schema.links import Reason

SAME = 0.6
SAME_WITHIN_ARTICLE = 0.7
"""Within one article the reading has already said which mentions it takes for one event; to add one needs more."""
UNSURE, UNSURE_WITHIN_ARTICLE = 0.45, 0.55

INHERITED_SLACK = 7
"""Days by which a date that no expression of the sentence gives may be off without ruling anything out."""
DATE = (0.15, 0.25, 0.35)
"""Weight of the same day, by how many of the two mentions state it themselves."""
CROSSING = (
    (frozenset({"COERCE", "PROTEST"}), frozenset({"restrict", "obstruct", "withhold"})),
    (frozenset({"COERCE", "ASSAULT"}), frozenset({"arrest", "abduct"})),
)
"""Types and modes between which codings of one event waver: a blocked road, soldiers taken prisoner."""

Above = Callable[[str], frozenset[str]]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Score 0..1 with its reasons; `against` says what rules the pair out, `anchored` whether firm grounds agree."""

    score: float
    reasons: tuple[Reason, ...]
    against: str
    anchored: bool


def against(one: EventProfile, other: EventProfile, above: Above) -> str:
    """What makes two mentions clearly different events; empty where nothing does."""
    if not comparable(one, other):
        return "type"
    if (one.factuality == "possible") != (other.factuality == "possible"):
        return "factuality"
    if apart_in_time(one, other):
        return "date"
    if one.type in VERBAL and _disjoint(one.actors.parties, other.actors.parties):
        return "actor"
    if one.type == "CONSULT" and _meet_differently(one, other):
        return "participants"
    if elsewhere(one, other, above) and not other_side(one, other):
        # two sides may well put one event in different places; one side that names two means two events
        return "place"
    return ""


def other_side(one: EventProfile, other: EventProfile) -> bool:
    """Whether two mentions are claimed by different parties."""
    if one.source is None or other.source is None or one.source.ids & other.source.ids:
        return False
    return _disjoint(one.source.parties, other.source.parties)


def weigh(one: EventProfile, other: EventProfile, *, above: Above, copied: bool = False) -> Evidence:
    """All reasons for and against, weighed."""
    ruled_out = against(one, other, above)
    if ruled_out:
        return Evidence(0.0, (Reason(ruled_out, "differs", -1.0),), ruled_out, False)
    reasons: list[Reason] = []
    date_agrees = _date(one, other, reasons)
    place_agrees = _place(one, other, above, reasons)
    parties_agree = _participants(one, other, reasons)
    numbers_agree = _casualties(one, other, reasons)
    if one.lemmas & other.lemmas:
        reasons.append(Reason("trigger", min(one.lemmas & other.lemmas), 0.1))
    # two triggers of one sentence share their words without being one event
    within = one.article == other.article
    named = one.accord and other.accord and date_agrees and bool(one.lemmas & other.lemmas)
    if named:
        reasons.append(Reason("agreement", "called by one name and date", 0.2))
    alike = 0.0 if within and one.sentence == other.sentence else likeness(one, other)
    if alike >= 0.2:
        reasons.append(Reason("wording", f"{alike:.2f}", round(0.25 * alike, 3)))
    reused = copied and alike >= 0.7
    if reused:
        reasons.append(Reason("copy", "one article copies the other", 0.5))
    score = max(0.0, min(1.0, sum(reason.weight for reason in reasons)))
    firm = place_agrees or numbers_agree or alike >= 0.5 or (parties_agree and one.type != "ASSAULT")
    if one.type in VERBAL:
        firm = alike >= 0.3 and parties_agree
    undated = not date_agrees
    if undated:
        firm = sum((place_agrees, numbers_agree, parties_agree, alike >= 0.5)) >= 3
    if within:
        firm = firm and (numbers_agree or alike >= 0.3 or bool(one.lemmas & other.lemmas))
    return Evidence(round(score, 4), tuple(reasons), "", firm or reused or named)


def most(one: EventProfile, other: EventProfile) -> float:
    """What the score of two mentions can be at most: a bound that costs a fraction of the weighing.

    Most neighbours of a mention share nothing but the day on which they were published.
    """
    bound = 0.25 + (DATE[2] if one.time is not None and other.time is not None else 0.0)
    if one.places and other.places:
        bound += 0.25
    elif one.nearby & other.nearby:
        bound += 0.15
    if one.parties & other.parties or one.participants & other.participants:
        bound += 0.3 if one.type in VERBAL else 0.2
    if one.lemmas & other.lemmas:
        bound += 0.1
    if one.accord and other.accord:
        bound += 0.2
    return bound + 0.2 * min(len(one.casualties), len(other.casualties)) + 1e-4  # scores are rounded


def comparable(one: EventProfile, other: EventProfile) -> bool:
    """Whether the types can be those of one event."""
    if one.type == other.type:
        return True
    if one.type in ACCORD and other.type in ACCORD:
        return one.accord and other.accord
    kinds = frozenset({one.type, other.type})
    return any(kinds == types and one.modes & modes and other.modes & modes for types, modes in CROSSING)


def apart_in_time(one: EventProfile, other: EventProfile) -> bool:
    """Whether the dates exclude each other: a day is granted between days, a week to a date that the discourse gave."""
    if one.time is None or other.time is None:
        return False
    if any(not profile.own_time and not profile.short for profile in (one, other)):
        return False  # a month or a year that the sentence itself does not name was carried too far to exclude anything
    if not (one.own_time and other.own_time):
        return one.time.gap(other.time) > INHERITED_SLACK
    return one.time.gap(other.time) > (1 if one.short and other.short else 0)


def _disjoint(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one and other) and not one & other


def _meet_differently(one: EventProfile, other: EventProfile) -> bool:
    """Whether different people of one party meet: the presidents here, the foreign ministers there."""
    left, right = one.actors.persons | one.recipients.persons, other.actors.persons | other.recipients.persons
    for party in {party for party, _ in left} & {party for party, _ in right}:
        if not {who for p, who in left if p == party} & {who for p, who in right if p == party}:
            return True
    parties_left, parties_right = one.parties | one.mediators.parties, other.parties | other.mediators.parties
    return bool(parties_left - parties_right) and bool(parties_right - parties_left)


def elsewhere(one: EventProfile, other: EventProfile, above: Above) -> bool:
    """Whether both say where, and neither place is the other or lies in it."""
    if not one.places or not other.places or one.places & other.places:
        return False  # nearly all pairs, and asked of every pair
    return IdentitySet(one.places).compare(IdentitySet(other.places), above=above) == "differ"


def _date(one: EventProfile, other: EventProfile, reasons: list[Reason]) -> bool:
    if one.time is None or other.time is None:
        return False
    gap = one.time.gap(other.time)
    if gap > 1:
        return False
    values = f"{one.time} ~ {other.time}"
    stated = one.own_time + other.own_time
    if not (one.short and other.short):
        reasons.append(Reason("date", f"{values}, roughly", 0.1 if stated else 0.05))
        return False
    if gap == 1:
        reasons.append(Reason("date", f"{values}, a day apart", 0.1 if stated == 2 else 0.05))
        return stated == 2
    reasons.append(Reason("date", values if stated == 2 else f"{values}, from the context", DATE[stated]))
    return stated > 0


def _place(one: EventProfile, other: EventProfile, above: Above, reasons: list[Reason]) -> bool:
    if not one.places or not other.places:
        return _near(one, other, reasons)
    shared = one.places & other.places
    if shared:
        reasons.append(Reason("place", min(shared), 0.25))
        return True
    if not elsewhere(one, other, above):
        reasons.append(Reason("place", "one lies in the other", 0.15))
        return True
    reasons.append(Reason("place", "differs", -0.2))
    return False


def _near(one: EventProfile, other: EventProfile, reasons: list[Reason]) -> bool:
    """A place that both sentences name, where the reading has tied it to one of the events at most."""
    if one.article == other.article:
        return False
    shared = one.nearby & other.nearby
    if shared:
        reasons.append(Reason("place in the sentence", min(shared), 0.15))
    return bool(shared)


def _participants(one: EventProfile, other: EventProfile, reasons: list[Reason]) -> bool:
    if one.type in VERBAL:
        return _verbal_participants(one, other, reasons)
    left, right = one.participants, other.participants
    shared = left & right
    if shared and shared in (left, right):
        reasons.append(Reason("participants", ", ".join(sorted(shared)[:3]), 0.2))
        return True
    ours, theirs = one.parties, other.parties
    if ours and theirs:
        if ours == theirs and len(ours) > 1:
            reasons.append(Reason("parties", ", ".join(sorted(ours)), 0.2))
            return True
        if ours & theirs:
            reasons.append(Reason("parties", ", ".join(sorted(ours & theirs)), 0.1))
            return len(ours | theirs) > 1
        # two sides that each tell of their own dead name different parties of one fight
        own_dead = one.type == "ASSAULT" and _disjoint(_source_parties(one), _source_parties(other))
        reasons.append(Reason("parties", "differ", -0.05 if own_dead else -0.3))
    return False


def _source_parties(profile: EventProfile) -> frozenset[str]:
    return profile.source.parties if profile.source is not None else frozenset()


def _verbal_participants(one: EventProfile, other: EventProfile, reasons: list[Reason]) -> bool:
    same_actor = bool(one.actors.ids & other.actors.ids)
    same_party = bool(one.actors.parties & other.actors.parties)
    if same_actor:
        reasons.append(Reason("actor", min(one.actors.ids & other.actors.ids), 0.2))
    elif same_party:
        reasons.append(Reason("actor's party", min(one.actors.parties & other.actors.parties), 0.05))
    if one.recipients.parties and other.recipients.parties:
        if one.recipients.parties & other.recipients.parties:
            reasons.append(Reason("recipient", min(one.recipients.parties & other.recipients.parties), 0.1))
        else:
            reasons.append(Reason("recipient", "differs", -0.2))
    return same_actor


def _casualties(one: EventProfile, other: EventProfile, reasons: list[Reason]) -> bool:
    """Equal numbers of like victims speak for one event; different ones only against it where one voice gives both."""
    if _disjoint(one.recipients.parties, other.recipients.parties):
        return False
    right = dict(other.casualties)
    agree = False
    for kind, number in one.casualties:
        if kind not in right:
            continue
        if number.exact is not None and number.exact == right[kind].exact:
            reasons.append(Reason(kind, str(number), 0.2 if number.exact > 1 else 0.08))
            agree = agree or number.exact > 1
        elif number.nearness(right[kind]) < 0.5 and _one_voice(one, other):
            reasons.append(Reason(kind, f"{number} / {right[kind]}", -0.15))
    return agree


def _one_voice(one: EventProfile, other: EventProfile) -> bool:
    if one.source is None or other.source is None:
        return one.source is other.source
    return bool(one.source.ids & other.source.ids)
