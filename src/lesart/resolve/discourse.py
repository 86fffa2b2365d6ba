"""Within an article: what goes on about an event that was told before, without saying when and where again.

Ways of German reports, each with its own reason in the link:

- it **continues**: "Am 3. Juni wurde das Dorf beschossen. Zwei Menschen seien getötet worden.", a few sentences on;
- it **denies**: "Einen Angriff habe es nicht gegeben" takes up another voice's word;
- it gives another side's **version** (`lesart.resolve.versions`).

An event with a date or place of its own starts anew, and nothing is joined that evidence speaks against.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lesart.ontology.clusters import Edge, pair
from lesart.resolve.evidence import Above, against, comparable
from lesart.resolve.profiles import EventProfile
from lesart.resolve.versions import versions
from lesart.schema.links import Reason

CONTINUED = frozenset({"ASSAULT"})
"""Only violence is told over several triggers (attack, dead, wounded); two unplaced demands are two demands."""
DENIABLE = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "RETREAT", "PROTEST", "CONSULT", "AGREE"})
NEAREST = 2
VICTIMS_REACH, WORD_REACH = 1, 3
"""Sentences within which victims, or the same word again, belong to what was told. On the event corpus's training part
two thirds and four fifths of such pairs are one event; anything told in between halves that."""
CONTINUES, DENIES = 0.72, 0.74
STEM = 5

Found = Iterator[tuple[Edge, Reason]]


def told_again(profiles: Sequence[EventProfile], above: Above) -> Found:
    """Edges of all ways, for the mentions of one article in text order."""
    yield from _continued(profiles, above)
    yield from _denied(profiles, above)
    yield from versions(profiles, above)


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


def _edge(one: EventProfile, other: EventProfile, feature: str, finding: str, score: float) -> tuple[Edge, Reason]:
    distance = min(abs(one.sentence - other.sentence), 9)
    return Edge(*pair(one.name, other.name), round(score - 0.002 * distance, 4)), Reason(feature, finding, score)


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
