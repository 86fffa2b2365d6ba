"""Accounts of an event: its mentions sorted by who vouches for them, and what each says slot by slot.

What the outlets assert in their own voice is one account as long as they do not contradict each other, and falls apart
into one for each outlet that does (docs/decisions/0072). A claimant nobody could identify ("soll", "angeblich") keeps
an account of his own, under the wording.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from lesart.collate.dossier import Dossier
from lesart.ontology.identifiers import article_of, qualified
from lesart.ontology.scene import dated_by_telling, scene
from lesart.ontology.slots import DateRange, NumberRange
from lesart.resources.place_nouns import place_nouns
from lesart.schema import Event, Role
from lesart.schema.records import Account, Claimant, Passage, Slot, SlotValue

BLAMING = frozenset({"ASSAULT", "COERCE", "PROTEST"})
"""Types with a perpetrator and victims."""

NIGHT = 1
"""Days by which the dates of one night differ between reports; more is a difference."""
COUNTED: tuple[Slot, ...] = ("killed", "injured", "captured", "missing")


@dataclass(frozen=True, slots=True)
class Value:
    """A slot value with what it is compared by: ids, whose victims a number counts, and when the article appeared."""

    value: SlotValue
    ids: frozenset[str]
    parties: frozenset[str]
    published: str
    excludes: frozenset[str] = frozenset()
    """Of perpetrators whose party nobody says: the party that they cannot be of, since it is their victims'."""


@dataclass(frozen=True, slots=True)
class Draft:
    """An account before it is shown."""

    claimant: Claimant
    values: tuple[Value, ...]
    mentions: tuple[str, ...]


def draft_accounts(members: Sequence[str], dossier: Dossier) -> tuple[Draft, ...]:
    """The accounts of the event that the mentions are of, ordered by side, then first appearance."""
    claimed: dict[tuple[str, str], list[str]] = defaultdict(list)
    reported: dict[str, list[str]] = defaultdict(list)
    for name in sorted(members, key=lambda name: mention_order(name, dossier)):
        article = article_of(name)
        source = dossier.events[name].source
        if source is None:
            reported[_outlet(article, dossier)].append(name)
            continue
        actor = dossier.voice(article, source.entity)
        if actor is None or not dossier.side(actor):
            actor = dossier.voice_of_words(_words(name, dossier)) or actor
        claimed[("actor", actor) if actor is not None else ("words", _words(name, dossier))].append(name)
    drafts = [_claimed(key, names, dossier) for key, names in claimed.items()]
    drafts += _reported(reported, dossier)
    return tuple(sorted(drafts, key=lambda draft: _shown_order(draft, dossier)))


def show(draft: Draft, dossier: Dossier) -> Account:
    """An account as the record holds it."""
    mentions = [dossier.events[name] for name in draft.mentions]
    quotations = dict.fromkeys(
        qualified(article_of(name), event.source.quotation)
        for name, event in zip(draft.mentions, mentions, strict=True)
        if event.source is not None and event.source.quotation is not None
    )
    return Account(
        claimant=draft.claimant,
        slots=tuple(value.value for value in draft.values),
        mentions=tuple(_trigger(name, dossier) for name in draft.mentions),
        factuality=overall_factuality(mentions),
        quotations=tuple(quotations),
    )


def overall_factuality(events: Sequence[Event]) -> str:
    """What a claimant says in the end: a denial outweighs a claim by the same voice, what happened outweighs a plan."""
    kinds = {event.factuality for event in events}
    return next(kind for kind in ("denied", "happened", "planned", "possible") if kind in kinds)


def mention_order(name: str, dossier: Dossier) -> tuple[str, str, int, str]:
    """Mentions by date of the article, article, place in the text."""
    article = article_of(name)
    return dossier.published_key(article), article, dossier.events[name].trigger.start, name


def _trigger(name: str, dossier: Dossier) -> Passage:
    trigger = dossier.events[name].trigger
    return dossier.passage(article_of(name), trigger.start, trigger.end)


def _outlet(article: str, dossier: Dossier) -> str:
    # what an outlet reprints is not its own report: a copy speaks for the article that it copies
    publisher = dossier.reading[dossier.copy_of.get(article, article)].document.publisher
    return publisher if publisher else f"\x00{dossier.copy_of.get(article, article)}"


def _words(name: str, dossier: Dossier) -> str:
    source = dossier.events[name].source
    text = dossier.reading[article_of(name)].document.text
    return " ".join(span.cut(text) for span in source.spans) if source is not None else ""


def _claimed(key: tuple[str, str], names: Sequence[str], dossier: Dossier) -> Draft:
    kind, who = key
    passages = dict.fromkeys(
        dossier.passage(article_of(name), span.start, span.end)
        for name in names
        if (source := dossier.events[name].source) is not None
        for span in source.spans
    )
    if kind == "actor":
        claimant = Claimant(who, dossier.actor_name(who), dossier.side(who), tuple(passages))
    else:
        claimant = Claimant(None, who, None, tuple(passages))
    return Draft(claimant, _values(names, dossier), tuple(names))


def _reported(reported: dict[str, list[str]], dossier: Dossier) -> list[Draft]:
    """One draft for all outlets that do not contradict each other."""
    drafts: list[tuple[list[str], Draft]] = []
    for outlet, names in reported.items():
        values = _values(names, dossier)
        name = "" if outlet.startswith("\x00") else outlet
        for number, (outlets, draft) in enumerate(drafts):
            if not any(contradict(one, other) for one in draft.values for other in values):
                joined = sorted([*draft.mentions, *names], key=lambda n: mention_order(n, dossier))
                named = list(dict.fromkeys([*outlets, *([name] if name else [])]))
                claimant = Claimant(None, ", ".join(named), None)
                drafts[number] = (named, Draft(claimant, _values(joined, dossier), tuple(joined)))
                break
        else:
            drafts.append(([name] if name else [], Draft(Claimant(None, name, None), values, tuple(names))))
    return [draft for _, draft in drafts]


def contradict(one: Value, other: Value) -> bool:
    """Whether two values of one slot exclude each other: numbers of the same victims, or days."""
    if one.value.slot != other.value.slot:
        return False
    if one.value.slot in COUNTED:
        if not counts_alike(one, other):
            return False
        left, right = NumberRange.clean(one.value.value), NumberRange.clean(other.value.value)
        return left is not None and right is not None and left.compare(right) == "differ"
    if one.value.slot == "date":
        first, second = DateRange.clean(one.value.value), DateRange.clean(other.value.value)
        return first is not None and second is not None and first.gap(second) > NIGHT
    return False


def counts_alike(one: Value, other: Value) -> bool:
    """Whether two numbers count victims of the same party, as far as anybody can know."""
    return bool(one.parties & other.parties) or not (one.parties or other.parties)


def _shown_order(draft: Draft, dossier: Dossier) -> tuple[int, int, tuple[str, str, int, str]]:
    sides = [side.id for side in dossier.configuration.sides]
    if draft.claimant.actor is None and not draft.claimant.passages:
        rank = -1
    else:
        rank = sides.index(draft.claimant.side) if draft.claimant.side in sides else len(sides)
    return rank, 0, mention_order(draft.mentions[0], dossier)


def _values(names: Sequence[str], dossier: Dossier) -> tuple[Value, ...]:
    """The values of a claimant's mentions, equal ones joined with all their passages."""
    joined: dict[tuple[Slot, str, frozenset[str]], Value] = {}
    for name in names:
        for value in _values_of(name, dossier):
            key = (value.value.slot, value.value.value, value.parties if value.value.slot in COUNTED else frozenset())
            before = joined.get(key)
            if before is None:
                joined[key] = value
                continue
            passages = tuple(dict.fromkeys((*before.value.passages, *value.value.passages)))
            kept = SlotValue(before.value.slot, before.value.value, before.value.text, passages)
            joined[key] = Value(
                kept,
                before.ids | value.ids,
                before.parties | value.parties,
                value.published,
                before.excludes & value.excludes,
            )
    return tuple(joined.values())


def _values_of(name: str, dossier: Dossier) -> list[Value]:
    article = article_of(name)
    event = dossier.events[name]
    published = dossier.published_key(article)
    found: list[Value] = []

    def add(
        slot: Slot,
        value: str,
        text: str,
        passages: Sequence[Passage],
        ids: frozenset[str],
        parties: frozenset[str],
        excludes: frozenset[str] = frozenset(),
    ) -> None:
        found.append(Value(SlotValue(slot, value, text, tuple(passages)), ids, parties, published, excludes))

    trigger = _trigger(name, dossier)
    # A party that names a number without saying whose dead they are is taken to count its own.
    victims = _parties(article, event.recipients, dossier) or _claimant_party(article, event, dossier)
    for slot in COUNTED:
        count = getattr(event.casualties, slot) if event.casualties is not None else None
        if count is not None and (count.min is not None or count.max is not None):
            # "fünf Tote: drei Polizisten und zwei Soldaten": a part of those counted does not say whose all of them are
            whose = frozenset() if _other_number(article, event, count.text, dossier) else victims
            passage = _find_wording(name, count.text, dossier) or trigger
            add(
                slot,
                str(NumberRange(count.min, count.max)),
                count.text or passage.wording,
                [passage],
                frozenset(),
                whose,
            )
    if event.type in BLAMING:
        for slot, fillers in (("perpetrator", event.actors), ("victim", event.recipients)):
            roles = [role for role in fillers if dossier.actor(article, role.entity) is not None]
            roles = [role for role in roles if not _only_counted(article, role, dossier)]
            if roles:
                passages = [dossier.passage(article, role.start, role.end) for role in roles]
                ids = frozenset(i for role in roles if (i := dossier.actor(article, role.entity)) is not None)
                shown = "; ".join(dict.fromkeys(_role_name(article, role, dossier) for role in roles))
                text = "; ".join(dict.fromkeys(passage.wording for passage in passages))
                parties = _parties(article, roles, dossier)
                # whoever shot at a claimant's own people was not of the claimant's party
                own = _claimant_party(article, event, dossier)
                foreign = (
                    own
                    if slot == "perpetrator" and not parties and event.recipients and victims == own
                    else frozenset()
                )
                add(slot, shown, text, passages, ids, parties, foreign)
    where = place_roles(article, event, dossier)
    if where:
        passages = [dossier.passage(article, role.start, role.end) for role in where]
        places = [dossier.place(article, role.entity) for role in where]
        names = [
            dossier.place_name(place) if place is not None else passage.wording
            for place, passage in zip(places, passages, strict=True)
        ]
        ids = frozenset(place for place in places if place is not None and dossier.is_proper_place(place))
        add(
            "place", "; ".join(dict.fromkeys(names)), "; ".join(p.wording for p in passages), passages, ids, frozenset()
        )
    date = DateRange.clean(event.time.value) if event.time is not None else None
    told = dated_by_telling(event, dossier.reading[article])
    if (
        event.time is not None
        and date is not None
        and event.time.start is not None
        and event.time.end is not None
        and not told
    ):
        # a date that only the context gives is good enough for the timeline, not to be held against another account;
        # one that says when it was told is neither
        passage = dossier.passage(article, event.time.start, event.time.end)
        add("date", str(date), passage.wording, [passage], frozenset(), frozenset())
    add("happened", event.factuality, trigger.wording, [trigger], frozenset(), frozenset())
    return found


_NUMERAL = re.compile(r"(?:\d[\d.]*|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf)\b", re.IGNORECASE)


def _other_number(article: str, event: Event, counted: str, dossier: Dossier) -> bool:
    """Whether a victim of the event is given with another number than the one that is counted."""
    wordings = (dossier.passage(article, role.start, role.end).wording for role in event.recipients)
    found = [match.group() for wording in wordings if (match := _NUMERAL.match(wording)) is not None]
    own = _NUMERAL.match(counted)
    return own is not None and any(number.casefold() != own.group().casefold() for number in found)


_ONLY_COUNTED = re.compile(
    r"(?:\S+ ){0,2}(?:tote[nr]?|todesopfern?|opfern?|gefallene[nr]?|verletzte[nr]?|verwundete[nr]?|menschen|personen)$",
    re.IGNORECASE,
)


def _only_counted(article: str, role: Role, dossier: Dossier) -> bool:
    """Whether a phrase names nobody but counts: "drei eigene Tote" stand in the slot of their number."""
    wording = dossier.passage(article, role.start, role.end).wording
    return _ONLY_COUNTED.fullmatch(wording) is not None and not dossier.affiliations.codes(wording)


def place_roles(article: str, event: Event, dossier: Dossier) -> tuple[Role, ...]:
    """Where it was: the places, and of violence and the like also the places it was done to."""
    return scene(
        event,
        dossier.reading[article],
        lambda role: dossier.is_place(article, role.entity),
        is_where=place_nouns().is_where,
    )


def _claimant_party(article: str, event: Event, dossier: Dossier) -> frozenset[str]:
    if event.source is None or event.source.entity is None:
        return frozenset()
    party = dossier.party(article, event.source.entity)
    return frozenset({party}) if party is not None else frozenset()


def _role_name(article: str, role: Role, dossier: Dossier) -> str:
    actor = dossier.actor(article, role.entity)
    if actor is not None:
        return dossier.actor_name(actor)
    return dossier.passage(article, role.start, role.end).wording


def _parties(article: str, roles: Sequence[Role], dossier: Dossier) -> frozenset[str]:
    """Sides of the fillers of a role; without a side, the states they belong to."""
    found = set()
    for role in roles:
        wording = dossier.passage(article, role.start, role.end).wording
        party = dossier.party(article, role.entity) or dossier.party_of_codes(dossier.affiliations.codes(wording))
        if party is not None:
            found.add(party)
    return frozenset(found)


def _find_wording(name: str, wording: str, dossier: Dossier) -> Passage | None:
    """Where the number's wording stands in the sentence of the trigger, nearest to it."""
    article = article_of(name)
    trigger = dossier.events[name].trigger
    sentence = dossier.sentence(article, trigger.start)
    if not wording or sentence is None:
        return None
    text = dossier.reading[article].document.text
    starts = []
    at = text.find(wording, sentence.start, sentence.end)
    while at >= 0:
        starts.append(at)
        at = text.find(wording, at + 1, sentence.end)
    if not starts:
        return None
    start = min(starts, key=lambda start: (abs(start - trigger.start), start))
    return dossier.passage(article, start, start + len(wording))
