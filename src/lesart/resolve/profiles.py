"""What two mentions of an event are compared by: type, date, places, parties, casualties, trigger and wording."""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from lesart.ontology.identifiers import configured_id, qualified
from lesart.ontology.ordering import UNDATED, SortKey
from lesart.ontology.scene import dated_by_telling, dateline, scene
from lesart.ontology.slots import DateRange, NumberRange
from lesart.resolve.index import EntityView
from lesart.resources.affiliations import Affiliations
from lesart.resources.dossiers import DossierConfiguration
from lesart.resources.lexicon import Lexicon
from lesart.resources.place_nouns import place_nouns
from lesart.schema import Count, Event, EventTime, Reading, Role, Span

MATERIAL = frozenset({"ASSAULT", "PROTEST", "COERCE", "MOBILIZE", "RETREAT", "AID", "COOPERATE", "SANCTION"})
VERBAL = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN"})
ACCORD = frozenset({"AGREE", "SUPPORT", "CONCEDE", "RETREAT"})
"""Types under which one agreement is reported: reached, signed, announced, in force."""

SHORT_STRETCH = 3
"""Days up to which a date range says when (a night, a weekend) rather than about when (a month)."""

_WORD = re.compile(r"[^\W\d_]{4,}")
_ACCORD_WORD = re.compile(
    r"abkommen|vereinbar|einig|waffenruh|waffenstillstand|feuerpaus|erklärung|vertrag|unterzeichn|unterschr|ratifi|protokoll|memorandum",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Participants:
    """Fillers of a role: who they are across the dossier (`ids`), which party they belong to, which are persons."""

    ids: frozenset[str]
    parties: frozenset[str]
    persons: frozenset[tuple[str, str]]
    """Pairs (party, id) of persons whose party is known."""


@dataclass(frozen=True, slots=True)
class EventProfile:
    """One mention of an event, ready for comparing."""

    name: str
    article: str
    published: date | None
    type: str
    modes: frozenset[str]
    accord: bool
    time: DateRange | None
    own_time: bool
    places: frozenset[str]
    regions: frozenset[str]
    """States and other wide areas that are named as the place."""
    nearby: frozenset[str]
    """Places that the sentence names, whether or not the reading ties them to the event."""
    actors: Participants
    recipients: Participants
    mediators: Participants
    source: Participants | None
    casualties: tuple[tuple[str, NumberRange], ...]
    factuality: str
    lemmas: frozenset[str]
    words: Mapping[str, float]
    """Words of the sentence with their weight, normalised to length 1."""
    sentence: int
    trigger: Span
    key: SortKey
    participants: frozenset[str] = field(init=False)
    """Ids of all who take part."""
    parties: frozenset[str] = field(init=False)
    """Parties of all who take part."""

    def __post_init__(self) -> None:
        # asked once a pair of mentions: tens of thousands of times for a hundred articles
        object.__setattr__(self, "participants", self.actors.ids | self.recipients.ids)
        object.__setattr__(self, "parties", self.actors.parties | self.recipients.parties)

    @property
    def short(self) -> bool:
        """Whether the date is known to within a few days."""
        return self.time is not None and self.time.days <= SHORT_STRETCH

    @property
    def anchored(self) -> bool:
        """Whether the mention itself says when or where."""
        return self.own_time or bool(self.places)


class Parties:
    """Who an entity is across the dossier and which party it belongs to: a side, or without one its state."""

    def __init__(
        self,
        views: Sequence[EntityView],
        actor_of: Mapping[str, str],
        affiliations: Affiliations,
        configuration: DossierConfiguration,
    ) -> None:
        self._actor_of = actor_of
        self._views = {view.name: view for view in views}
        self._affiliations = affiliations
        self._configuration = configuration
        self._codes: dict[str, set[str]] = {}
        self._party: dict[str, str | None] = {}
        for view in views:
            self._codes.setdefault(actor_of.get(view.name, view.name), set()).update(view.codes)

    def id(self, name: str) -> str:
        """The actor or place of the dossier that an entity is."""
        return self._actor_of.get(name, name)

    def party(self, name: str) -> str | None:
        """The side of the entity's actor; where the dossier knows none, its state, as `state:AZ`."""
        if name not in self._party:
            self._party[name] = self._party_of(name)
        return self._party[name]

    def _party_of(self, name: str) -> str | None:
        identifier = self.id(name)
        own = configured_id(identifier)
        side = self._configuration.side_of(own) if own is not None else None
        if side is not None:
            return f"side:{side}"
        view = self._views.get(name)
        codes = (view.codes if view is not None else frozenset()) or frozenset(self._codes.get(identifier, ()))
        if len(codes) != 1:
            return None
        code = next(iter(codes))
        side = self._configuration.side_of(self._affiliations.state_actor(code))
        return f"side:{side}" if side is not None else f"state:{code}"

    def is_person(self, name: str) -> bool:
        """Whether the entity is one person."""
        view = self._views.get(name)
        return view is not None and view.entity.type == "person"

    def is_named(self, name: str) -> bool:
        """Whether the article gives the entity a proper name ("Goris", not "zwei Dörfer")."""
        view = self._views.get(name)
        return view is not None and view.named

    def is_place(self, article: str, role: Role) -> bool:
        """Whether the filler of a role is a place, not somebody in it."""
        view = self._views.get(qualified(article, role.entity)) if role.entity is not None else None
        return view is not None and view.entity.type == "place"

    def fine_places(self, names: Iterable[str], place_of: Mapping[str, str]) -> frozenset[str]:
        """The places of a dossier that these entities are, without states and places that no article names."""
        return frozenset(place_of.get(name, name) for name in names if not self.is_wide(name) and self.is_named(name))

    def is_wide(self, name: str) -> bool:
        """Whether the entity, as a place, is a state or the like: too wide to tell two events apart."""
        view = self._views.get(name)
        return view is not None and view.entity.type != "place"

    def participants(self, article: str, roles: Sequence[Role]) -> Participants:
        """The fillers of a role."""
        return self.of_names([qualified(article, role.entity) for role in roles if role.entity is not None])

    def of_names(self, names: Sequence[str]) -> Participants:
        """Entities as participants."""
        known = [(name, self.party(name)) for name in names]
        return Participants(
            ids=frozenset(self.id(name) for name in names),
            parties=frozenset(party for _, party in known if party is not None),
            persons=frozenset(
                (party, self.id(name)) for name, party in known if party is not None and self.is_person(name)
            ),
        )


def profile_events(
    readings: Sequence[Reading], *, parties: Parties, place_of: Mapping[str, str], lexicon: Lexicon
) -> tuple[EventProfile, ...]:
    """Profiles of all event mentions, in the order of the articles and of the text."""
    bags: list[list[frozenset[str]]] = []
    for reading in readings:
        bags.append([_bag(span.cut(reading.document.text)) for span in reading.sentences])
    seen = Counter(word for rows in bags for row in rows for word in row)
    total = 1 + sum(len(rows) for rows in bags)
    weights = {word: math.log(total / count) for word, count in seen.items()}
    return tuple(
        _profile(event, reading, rows, weights, parties, place_of, lexicon, named, told)
        for reading, rows in zip(readings, bags, strict=True)
        for named, told in ((_named_places(reading), _days_of_telling(reading)),)
        for event in sorted(reading.events, key=lambda event: (event.trigger, event.id))
    )


def _profile(
    event: Event,
    reading: Reading,
    bags: Sequence[frozenset[str]],
    weights: Mapping[str, float],
    parties: Parties,
    place_of: Mapping[str, str],
    lexicon: Lexicon,
    named: Sequence[tuple[int, str]],
    told: frozenset[str],
) -> EventProfile:
    article = reading.document.id
    number = sentence_number(reading.sentences, event.trigger.start)

    def at_place(role: Role) -> bool:
        return parties.is_place(article, role)

    where = scene(event, reading, at_place, is_where=place_nouns().is_where, carried=True)
    if event.factuality == "denied":
        # "Einen Angriff habe es nicht gegeben": only what the denial itself names says which attack
        where = scene(event, reading, at_place, is_where=place_nouns().is_where)
    recipients = [role for role in event.recipients if role not in where]
    names = [qualified(article, role.entity) for role in where if role.entity is not None]
    fine = parties.fine_places(names, place_of)
    source = event.source.entity if event.source is not None else None
    of_telling = event.time is not None and (dated_by_telling(event, reading) or _carried_from(event.time, told))
    published = reading.document.published
    text = reading.document.text
    around = reading.sentences[number] if number >= 0 else event.trigger
    sentence = around.cut(text)
    return EventProfile(
        name=qualified(article, event.id),
        article=article,
        published=date.fromisoformat(published) if published else None,
        type=event.type,
        modes=frozenset(event.modes),
        accord=event.type in ACCORD and _ACCORD_WORD.search(sentence) is not None,
        time=DateRange.clean(event.time.value) if event.time is not None and not of_telling else None,
        own_time=event.time is not None and event.time.start is not None and not of_telling,
        places=fine,
        regions=frozenset(parties.id(name) for name in names if parties.is_wide(name)),
        nearby=fine | parties.fine_places([name for at, name in named if around.start <= at < around.end], place_of),
        actors=parties.participants(article, event.actors),
        recipients=parties.participants(article, recipients),
        mediators=parties.participants(article, event.mediators),
        source=None if event.source is None else parties.of_names([qualified(article, source)] if source else []),
        casualties=_casualties(event),
        factuality=event.factuality,
        lemmas=lemmas_of(event.trigger.cut(text), lexicon),
        words=_weighted(bags[number] if number >= 0 else frozenset(), weights),
        sentence=number,
        trigger=event.trigger,
        key=(published or UNDATED, article, event.trigger.start),
    )


def _days_of_telling(reading: Reading) -> frozenset[str]:
    """Time values of an article that only ever say when something was told: they date nothing that is told."""
    stated = [event for event in reading.events if event.time is not None and event.time.start is not None]
    told = {event.id for event in stated if dated_by_telling(event, reading)}
    values = {event.time.value for event in stated if event.time is not None and event.id in told}
    return frozenset(values - {e.time.value for e in stated if e.time is not None and e.id not in told})


def _carried_from(time: EventTime, told: frozenset[str]) -> bool:
    """Whether a time that the context gave is one of those."""
    return time.start is None and time.value in told


def _named_places(reading: Reading) -> tuple[tuple[int, str], ...]:
    """Offset and name of the places that the text itself names; not those inside who speaks ("… in Eriwan")."""
    types = {entity.id: entity.type for entity in reading.entities}
    filed = dateline(reading.document.text)
    taken = [Span(m.start, m.end) for m in reading.mentions if m.entity is None or types.get(m.entity) != "place"]
    taken += [span for q in reading.quotations if q.speaker is not None for span in q.speaker.spans]
    taken += [filed] if filed is not None else []
    return tuple(
        (mention.start, qualified(reading.document.id, mention.entity))
        for mention in reading.mentions
        if mention.entity is not None
        and mention.kind == "named"
        and types.get(mention.entity) == "place"
        and not any(span.start <= mention.start and mention.end <= span.end for span in taken)
    )


def sentence_number(sentences: Sequence[Span], at: int) -> int:
    """Number of the sentence that holds an offset, or of the last one before it; -1 before all."""
    return bisect_right(sentences, at, key=lambda span: span.start) - 1


def lemmas_of(trigger: str, lexicon: Lexicon) -> frozenset[str]:
    """Base forms of a trigger word; the word itself in lower case where the lexicon does not know it."""
    found = {
        a.lemma.casefold() for a in lexicon.at_sentence_start(trigger) if a.pos in {"VER", "SUB", "ADJ", "PA2", "PA1"}
    }
    return frozenset(found or {trigger.casefold()})


def _casualties(event: Event) -> tuple[tuple[str, NumberRange], ...]:
    if event.casualties is None:
        return ()
    found = []
    for name in ("killed", "injured", "captured", "missing"):
        count: Count | None = getattr(event.casualties, name)
        if count is not None and (count.min is not None or count.max is not None):
            found.append((name, NumberRange(count.min, count.max)))
    return tuple(found)


def _bag(sentence: str) -> frozenset[str]:
    # Six letters fold most of German inflection; the weights make up for what they fold too much.
    return frozenset(word.casefold()[:6] for word in _WORD.findall(sentence))


def _weighted(bag: frozenset[str], weights: Mapping[str, float]) -> Mapping[str, float]:
    row = [(word, weights.get(word, 0.0)) for word in sorted(bag)]
    length = math.sqrt(sum(weight * weight for _, weight in row))
    return {word: weight / length for word, weight in row if weight > 0} if length else {}


def likeness(one: EventProfile, other: EventProfile) -> float:
    """Cosine of the two sentences' weighted words, 0..1."""
    left, right = one.words, other.words
    if left.keys().isdisjoint(right):
        return 0.0
    # in a fixed order, so that the last digit of the sum does not depend on that of a set
    return min(1.0, sum(weight * right[word] for word, weight in left.items() if word in right))


def near_days(time: DateRange) -> list[date]:
    """The days of a short range and the day after it: reports of one night differ by a day."""
    return [*time.each_day(), time.latest + timedelta(days=1)]
