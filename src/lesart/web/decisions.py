"""What a person's forms amount to: links on things of the record, and which things one might have meant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import cast, get_args

from lesart.ontology.identifiers import configured
from lesart.resources.dossiers import DossierConfiguration
from lesart.resources.names import compare_names
from lesart.schema.links import Judgement, Link, LinkKind
from lesart.schema.records import Actor, RecordEvent
from lesart.web import when
from lesart.web.index import RecordIndex, participants

MOST_CHOICES = 300
MOST_ALIKE = 20
_NEAR_DAYS = 5


def decision(kind: str, left: str, right: str, judgement: str, by: str) -> Link | None:
    """A person's link, its ends in the order in which links hold them; None for words that no link has."""
    if kind not in get_args(LinkKind) or judgement not in get_args(Judgement) or not left or not right or left == right:
        return None
    first, second = (left, right) if kind == "name" else sorted((left, right))
    return Link(cast(LinkKind, kind), first, second, cast(Judgement, judgement), 1.0, origin="person", by=by.strip())


def apart(chosen: Sequence[str], others: Sequence[str], kind: str, by: str) -> list[Link]:
    """Takes some names out of a group: each is another thing than every other name, and among themselves one."""
    pairs = [(one, other, "different") for one in chosen for other in others]
    pairs += [(chosen[0], one, "same") for one in chosen[1:]]
    return [link for one, other, judgement in pairs if (link := decision(kind, one, other, judgement, by))]


def actor_name(actor: Actor, configuration: DossierConfiguration) -> str:
    """The name by which links know an actor of the record."""
    if actor.id in configuration.actor_by_id or not actor.members:
        return configured(actor.id)
    return actor.members[0]


def similar_actors(actor: Actor, index: RecordIndex) -> tuple[list[Actor], list[Actor]]:
    """Actors that could be this one: those with a name like its own, and the others that the record has most of."""
    own = _words(actor)
    scored = []
    for other in index.record.actors:
        if other.id != actor.id:
            score = 0.7 if own & _words(other) else compare_names(actor.name, other.name).score
            scored.append((score, other))
    alike = [other for score, other in sorted(scored, key=lambda pair: -pair[0]) if score >= 0.5][:MOST_ALIKE]
    known = {other.id for other in alike}
    rest = [other for _, other in scored if other.id not in known][:MOST_CHOICES]
    return alike, sorted(rest, key=lambda other: other.name.casefold())


def _words(actor: Actor) -> set[str]:
    """The longer words of an actor's names; who shares one comes first without a look at the sounds."""
    return {word for name in (actor.name, *actor.aliases) for word in name.casefold().split() if len(word) > 4}


def similar_events(event: RecordEvent, index: RecordIndex) -> tuple[list[RecordEvent], list[RecordEvent]]:
    """Events that could be this one: of its type and days or with its participants, then its neighbours in time."""
    own, taking_part = when.bounds(event.date), set(participants(event))

    def distance(other: RecordEvent) -> int:
        days = when.bounds(other.date)
        if own is None or days is None:
            return 10_000
        gap: tuple[date, date] = (max(own[0], days[0]), min(own[1], days[1]))
        return max(0, (gap[0] - gap[1]).days)

    others = [other for other in index.record.events if other.id != event.id]
    near = [other for other in others if distance(other) <= _NEAR_DAYS]
    undated = [other for other in others if own is None or other.date is None]
    alike = [e for e in near if e.type == event.type]
    alike += [e for e in undated if e.type == event.type and taking_part & set(participants(e))]
    alike = list({e.id: e for e in sorted(alike, key=distance)}.values())[:MOST_ALIKE]
    known = {e.id for e in alike}
    rest = sorted((e for e in others if e.id not in known), key=distance)[:MOST_CHOICES]
    return alike, rest


@dataclass(frozen=True, slots=True)
class Decided:
    """Decisions that were made in one go (one end in common), as the list shows and takes them back."""

    links: tuple[Link, ...]

    @property
    def first(self) -> Link:
        """The first of them, for what all have in common."""
        return self.links[0]


def in_one_go(decisions: Sequence[Link]) -> list[Decided]:
    """Neighbouring decisions of one kind and judgement that share an end: taking one mention out makes many."""
    groups: list[list[Link]] = []
    for _, run in groupby(decisions, key=lambda link: (link.kind, link.judgement, link.by)):
        current: list[Link] = []
        for link in run:
            shared = set.intersection(*({known.left, known.right} for known in (*current, link)))
            if current and not shared:
                groups.append(current)
                current = []
            current.append(link)
        groups.append(current)
    return [Decided(tuple(group)) for group in groups]
