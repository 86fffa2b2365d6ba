"""Within an article: the two sides' versions of one stretch of violence.

A report on fighting names it once with its day ("In der Nacht zum Dienstag sind heftige Kämpfe ausgebrochen"), then
gives each side's account, mostly without saying the day again. The article's violence is cut into stretches of one day
each; within a stretch

- what a side claims without a place of its own **answers** what the others say;
- what a side claims, wherever it puts it, is a version of the **fighting** that the article itself reports;
- two sides that each lay the violence on the other **blame** each other for one event, if the article reports fighting.

Numbers and places that differ between the sides are what the record is there to show; they never keep versions apart.
Two places that one side names do: then it tells of two events (`lesart.resolve.evidence.against`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lesart.ontology.clusters import Edge, pair
from lesart.ontology.slots import DateRange
from lesart.resolve.evidence import Above, against, elsewhere
from lesart.resolve.profiles import EventProfile
from lesart.resources.fighting import means_fighting
from lesart.schema.links import Reason

VIOLENCE = frozenset({"ASSAULT"})
ANSWERS, FOUGHT, BLAMES = 0.7, 0.73, 0.71
LEAD = 3
"""Sentences, the headline among them, that say what an article is about."""
ONE_DAY = 1
"""A night's fighting has two dates."""

Found = Iterator[tuple[Edge, Reason]]


def is_fighting(profile: EventProfile) -> bool:
    """Whether the trigger is a word for violence that has two sides by itself."""
    return profile.type in VIOLENCE and means_fighting(profile.lemmas)


@dataclass(slots=True)
class Stretch:
    """Violence of one day (or of one coarser time) in an article, in the order of the text."""

    time: DateRange | None
    mentions: list[EventProfile] = field(default_factory=list)


def stretches(profiles: Sequence[EventProfile]) -> list[Stretch]:
    """The article's violence by what it says of the day; what says none goes on with the stretch before."""
    found: list[Stretch] = []
    current: Stretch | None = None
    for profile in profiles:
        if profile.type not in VIOLENCE:
            continue
        if profile.own_time and profile.time is not None:
            current = _stretch_of(profile.time, found) or _undated(current)
            if current is None:
                current = Stretch(profile.time)
                found.append(current)
            if current.time is None or profile.time.days < current.time.days:
                current.time = profile.time
        elif current is None:
            current = Stretch(_first_day(profiles))
            found.append(current)
        current.mentions.append(profile)
    return found


def _first_day(profiles: Sequence[EventProfile]) -> DateRange | None:
    """The first day of violence that the article comes to: what it opens with undated is what it then dates."""
    return next((p.time for p in profiles if p.type in VIOLENCE and p.time is not None and p.short), None)


def _undated(current: Stretch | None) -> Stretch | None:
    """The stretch at hand where nothing has dated it yet: a headline, a first sentence."""
    return current if current is not None and current.time is None else None


def _stretch_of(time: DateRange, found: Sequence[Stretch]) -> Stretch | None:
    near = [s for s in found if s.time is not None and s.time.gap(time) <= (ONE_DAY if time.days == 1 else 0)]
    return near[-1] if near else None


def versions(profiles: Sequence[EventProfile], above: Above) -> Found:
    """Edges between the versions of the sides, for the mentions of one article in text order."""
    dated = [(stretch, stretch.time) for stretch in stretches(profiles) if stretch.time is not None]
    for stretch, day in dated:
        told = [p for p in stretch.mentions if p.factuality == "happened"]
        fights = [p for p in told if is_fighting(p) and _neutral(p) and (_of_one_night(p) or _opens(p))]
        yield from _of_the_fighting(told, fights, day, above)
        if fights:
            yield from _blaming(told, above)
        yield from _answering(told, above, alone=len(dated) == 1)


def _of_one_night(profile: EventProfile) -> bool:
    """Whether the sentence puts it on a day or a night; fighting that lasts for days holds many events."""
    return profile.own_time and profile.time is not None and profile.time.days <= ONE_DAY + 1


def _opens(profile: EventProfile) -> bool:
    """Whether it stands undated in the headline or the first sentences: what the article is about."""
    return profile.time is None and profile.sentence < LEAD


def _neutral(profile: EventProfile) -> bool:
    """Whether the article reports it itself, or as what both sides say."""
    return profile.source is None or len(profile.source.parties) != 1


def _of_the_fighting(
    told: Sequence[EventProfile], fights: Sequence[EventProfile], day: DateRange, above: Above
) -> Found:
    for claim in told:
        if claim in fights or claim.source is None:
            continue
        for fight in fights:
            if (
                _same_night(claim, fight.time or day)
                and not against(claim, fight, above)
                and not elsewhere(claim, fight, above)
                and _opposed(claim, fight)
            ):
                yield _edge(claim, fight, "fighting", "a side's version of the fighting reported", FOUGHT)
                break


def _same_night(claim: EventProfile, day: DateRange) -> bool:
    """Whether a claim is of the fighting's day as far as the article says."""
    return claim.time is None or (claim.short and claim.time.gap(day) <= ONE_DAY)


def _blaming(told: Sequence[EventProfile], above: Above) -> Found:
    """Pairs of claims in which each side makes the other the one who struck."""
    claims = [p for p in told if len(_claimants(p)) == 1 and p.actors.parties]
    for at, one in enumerate(claims):
        for other in claims[at + 1 :]:
            crossed = _claimants(one) <= other.actors.parties and _claimants(other) <= one.actors.parties
            if crossed and not _claimants(one) & _claimants(other) and not against(one, other, above):
                yield _edge(one, other, "blame", "each side lays it on the other", BLAMES)
                break


def _answering(told: Sequence[EventProfile], above: Above, *, alone: bool) -> Found:
    """What a party claims of the stretch's day without a place of its own, with what others say of it.

    A claim without any date is of that day where the article has no other (`alone`).
    """
    dated = [p for p in told if p.own_time and p.short]
    days = [p.time for p in dated if p.time is not None]
    if not days or any(one.gap(other) > ONE_DAY for one in days for other in days):
        return
    for profile in told:
        undated = alone and bool(profile.casualties)
        carried = profile.time.gap(days[0]) <= ONE_DAY if profile.time is not None else undated
        if profile.places or profile.source is None or not carried:
            continue
        voice = _claimants(profile) or profile.recipients.parties
        for main in dated:
            if profile.own_time and (main.source is not None or profile.time != main.time):
                continue  # a dated claim is a version of what the outlet reports of that very day, not of another claim
            other_side = bool(voice) and not _claimants(main) & voice
            if other_side and _opposed(profile, main) and not against(profile, main, above):
                finding = "another party's claim in a stretch on one day's violence"
                yield _edge(profile, main, "answers", finding, ANSWERS)
                break


def _edge(one: EventProfile, other: EventProfile, feature: str, finding: str, score: float) -> tuple[Edge, Reason]:
    distance = min(abs(one.sentence - other.sentence), 9)
    return Edge(*pair(one.name, other.name), round(score - 0.002 * distance, 4)), Reason(feature, finding, score)


def _claimants(profile: EventProfile) -> frozenset[str]:
    return profile.source.parties if profile.source is not None else frozenset()


def _opposed(one: EventProfile, other: EventProfile) -> bool:
    """Whether the two, with those who claim them, can be about the same two parties."""
    left, right = one.parties | _claimants(one), other.parties | _claimants(other)
    return bool(left & right) or not right or not left
