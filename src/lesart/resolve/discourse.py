"""Within an article: what goes on about an event that was told before, without saying when and where again.

Three ways of German reports, each with its own reason in the link:

- it **continues**: "Am 3. Juni wurde das Dorf beschossen. Zwei Menschen seien getötet worden.", a few sentences on;
- it **denies**: "Einen Angriff habe es nicht gegeben" takes up another voice's word;
- it **answers**: another side's version, in an article whose violence is all of one day.

An event with a date or place of its own starts anew, and nothing is joined that evidence speaks against.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lesart.ontology.clusters import Edge, pair
from lesart.resolve.evidence import Above, against, comparable
from lesart.resolve.profiles import EventProfile
from lesart.schema.links import Reason

CONTINUED = frozenset({"ASSAULT"})
"""Only violence is told over several triggers (attack, dead, wounded); two unplaced demands are two demands."""
DENIABLE = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "RETREAT", "PROTEST", "CONSULT", "AGREE"})
NEAREST = 2
VICTIMS_REACH, WORD_REACH = 1, 3
"""Sentences within which victims, or the same word again, belong to what was told. On the event corpus's training part
two thirds and four fifths of such pairs are one event; anything told in between halves that."""
CONTINUES, DENIES, ANSWERS = 0.72, 0.74, 0.7
STEM = 5
ONE_DAY = 1
"""A night's fighting has two dates."""

Found = Iterator[tuple[Edge, Reason]]


def told_again(profiles: Sequence[EventProfile], above: Above) -> Found:
    """Edges of all three ways, for the mentions of one article in text order."""
    yield from _continued(profiles, above)
    yield from _denied(profiles, above)
    yield from _answered(profiles, above)


def _continued(profiles: Sequence[EventProfile], above: Above) -> Found:
    told: list[EventProfile] = []
    for profile in profiles:
        if profile.type not in CONTINUED or profile.factuality not in {"happened", "denied"}:
            continue
        for last in reversed(told[-NEAREST:]):
            distance = profile.sentence - last.sentence
            if _goes_on(profile, last, distance) and not against(profile, last, above) and _fits(profile, last):
                finding = (
                    "in the same sentence" if distance == 0 else f"{distance} sentence(s) on, without a date or place"
                )
                yield _edge(profile, last, "continues", finding, CONTINUES)
                break
        told.append(profile)


def _goes_on(profile: EventProfile, last: EventProfile, distance: int) -> bool:
    """Whether a mention gives the victims of what was just told, or takes its word up again."""
    if distance == 0:
        return bool(profile.casualties or last.casualties)
    if profile.anchored:
        return False
    again = bool(profile.lemmas & last.lemmas)
    return (bool(profile.casualties) and distance <= VICTIMS_REACH) or (again and distance <= WORD_REACH)


def _denied(profiles: Sequence[EventProfile], above: Above) -> Found:
    """A denial and the nearest telling before it (else after it) by another voice."""
    for at, profile in enumerate(profiles):
        if profile.factuality != "denied" or profile.type not in DENIABLE or profile.places:
            continue
        others = [*reversed(profiles[:at]), *profiles[at + 1 :]]
        fitting = [
            other
            for other in others
            if other.factuality == "happened"
            and comparable(profile, other)
            and not _one_voice(profile, other)
            and not against(profile, other, above)
            and _fits(profile, other)
            and _same_word(profile, other)
        ]
        if fitting:
            yield _edge(profile, fitting[0], "denies", "takes up another voice's word", DENIES)


def _answered(profiles: Sequence[EventProfile], above: Above) -> Found:
    """In an article on one day's violence: what a party claims of that day, with what others say of it."""
    violence = [p for p in profiles if p.type in CONTINUED and p.factuality == "happened"]
    dated = [p for p in violence if p.own_time and p.short]
    days = [p.time for p in dated if p.time is not None]
    if not days or any(one.gap(other) > ONE_DAY for one in days for other in days):
        return
    for profile in violence:
        if profile.places or profile.source is None or profile.time is None or profile.time.gap(days[0]) > ONE_DAY:
            continue
        voice = _claimants(profile) or profile.recipients.parties
        for main in dated:
            if profile.own_time and main.source is not None:
                continue  # a dated claim is a version of what the outlet reports, not of another claim
            other_side = bool(voice) and not _claimants(main) & voice
            if other_side and _opposed(profile, main) and not against(profile, main, above):
                yield _edge(
                    profile, main, "answers", "another party's claim in an article on one day's violence", ANSWERS
                )
                break


def _edge(one: EventProfile, other: EventProfile, feature: str, finding: str, score: float) -> tuple[Edge, Reason]:
    distance = min(abs(one.sentence - other.sentence), 9)
    return Edge(*pair(one.name, other.name), round(score - 0.002 * distance, 4)), Reason(feature, finding, score)


def _claimants(profile: EventProfile) -> frozenset[str]:
    return profile.source.parties if profile.source is not None else frozenset()


def _one_voice(one: EventProfile, other: EventProfile) -> bool:
    if one.source is None or other.source is None:
        return one.source is other.source
    return bool(one.source.ids & other.source.ids)


def _same_word(one: EventProfile, other: EventProfile) -> bool:
    """Whether the triggers are forms of one word ("griffen", "greifen") or of one stem ("Blockade", "blockieren")."""
    return any(a == b or (len(a) > STEM and a[:STEM] == b[:STEM]) for a in one.lemmas for b in other.lemmas)


def _fits(one: EventProfile, other: EventProfile) -> bool:
    """Whether the parties can be those of one event: some party shared, or unknown on one side."""
    return not one.parties or not other.parties or bool(one.parties & other.parties)


def _opposed(one: EventProfile, other: EventProfile) -> bool:
    """Whether the two, with those who claim them, can be about the same two parties."""
    left, right = one.parties | _claimants(one), other.parties | _claimants(other)
    return bool(left & right) or not right
