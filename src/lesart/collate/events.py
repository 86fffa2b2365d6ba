"""Events of the record: groups of mentions with label, date, places, parties, accounts and variants."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from lesart.collate.accounts import BLAMING, Draft, draft_accounts, mention_order, overall_factuality, place_roles, show
from lesart.collate.agreement_words import AgreementWords
from lesart.collate.dossier import Dossier
from lesart.collate.labels import event_label
from lesart.collate.variants import variants
from lesart.ontology.clusters import Groups, groups_of_links
from lesart.ontology.identifiers import article_of, qualified
from lesart.ontology.scene import dated_by_telling
from lesart.ontology.slots import DateRange
from lesart.resources.fighting import means_fighting
from lesart.resources.lexicon import german
from lesart.schema import Event, Reading, Role
from lesart.schema.links import Link
from lesart.schema.records import RecordEvent, Variant

STATED, DISCOURSE, TOLD, DIFFERING, MISSING = "stated", "discourse", "told", "differs", "missing"
"""Why the date cell holds what it holds: an expression says so, the text around it does, only the day is known on which
it was told, most of differing accounts say so, nobody says."""


LABEL_ROOM = 40
"""Characters up to which victims go into a label."""


def event_groups(readings: Sequence[Reading], links: Sequence[Link]) -> Groups:
    """The mentions of events that are one event each, by their names in the dossier: one row of the record a group."""
    names = [qualified(reading.document.id, event.id) for reading in readings for event in reading.events]
    return groups_of_links(names, links, "same-event")


def record_events(dossier: Dossier, words: AgreementWords) -> tuple[RecordEvent, ...]:
    """All events of the dossier, by date, undated ones last."""
    groups = event_groups(dossier.readings, dossier.links)
    reasons = _reasons_by_mention(dossier.links)
    made = [_event(members, dossier, reasons, words) for members in groups.all()]
    return tuple(sorted(made, key=lambda event: (event.date is None, event.date or "", event.id)))


def _event(
    group: Sequence[str], dossier: Dossier, reasons: dict[str, list[Link]], words: AgreementWords
) -> RecordEvent:
    members = sorted(group, key=lambda name: mention_order(name, dossier))
    mentions = [dossier.events[name] for name in members]
    type_ = _most_common([event.type for event in mentions])
    modes = tuple(mode for mode, _ in Counter(m for e in mentions if e.type == type_ for m in e.modes).most_common())
    drafts = draft_accounts(members, dossier)
    compared = variants(drafts, dossier)
    when, why = _date(members, compared, dossier)
    places = _places(members, dossier)
    place_names = tuple(dict.fromkeys(dossier.place_name(place) for place in places))
    actors, recipients, mediators = (_roles(members, role, dossier) for role in ("actors", "recipients", "mediators"))
    blamed = any(variant.slot == "perpetrator" and variant.status == "differ" for variant in compared)
    mutual = blamed or any(_is_fighting(name, dossier) for name in members)
    fine = [dossier.place_name(place) for place in places if dossier.is_proper_place(place)]
    return RecordEvent(
        id=members[0],
        type=type_,
        modes=modes,
        label=dossier.given_name(members)
        or event_label(
            type_,
            modes,
            actors=[dossier.actor_name(actor) for actor in _principals(actors, (*actors, *recipients), dossier)],
            recipients=[
                dossier.actor_name(actor) for actor in _principals(recipients, (*actors, *recipients), dossier)
            ],
            place=next(iter(fine), ""),
            when=when,
            mutual=mutual,
            accord=any(_names_agreement(name, dossier, words) for name in members),
            sides=_sides(drafts, (*actors, *recipients), dossier),
            victims=_victims(drafts),
        ),
        date=str(when) if when is not None else None,
        date_reason=why,
        places=place_names,
        actors=actors,
        recipients=recipients,
        mediators=mediators,
        factuality=_factuality(mentions),
        accounts=tuple(show(draft, dossier) for draft in drafts),
        variants=compared,
        one_sided=_one_sided(drafts),
        members=tuple(members),
        link_reasons=_readable(members, reasons),
        confidence=max(event.confidence for event in mentions),
    )


def _is_fighting(name: str, dossier: Dossier) -> bool:
    """Whether the trigger is a word for violence of two sides, in the outlet's own voice or anybody's."""
    event = dossier.events[name]
    trigger = event.trigger.cut(dossier.reading[article_of(name)].document.text)
    return event.type in BLAMING and means_fighting((trigger, *german().lemmas(trigger)))


def _principals(actors: Sequence[str], among: Sequence[str], dossier: Dossier) -> list[str]:
    """The actors without those whom another of them stands for: "Ilham Alijew" says "Aserbaidschan" too."""
    represented = {body for actor in among for body in dossier.acts_for(actor)}
    return [actor for actor in actors if actor not in represented]


def _sides(drafts: Sequence[Draft], actors: Sequence[str], dossier: Dossier) -> list[str]:
    """Names of the sides that take part, in the order of the configuration; where one is known, of those that claim."""
    found = {dossier.side(actor) for actor in actors} - {None}
    if len(found) < 2:
        found |= {draft.claimant.side for draft in drafts}
    return [side.name for side in dossier.configuration.sides if side.id in found]


def _victims(drafts: Sequence[Draft]) -> str:
    """Whom the first account that says so names as victims, if a label has room for it."""
    named = (value.value.value for draft in drafts for value in draft.values if value.value.slot == "victim")
    return next((name for name in named if len(name) <= LABEL_ROOM), "")


def _names_agreement(name: str, dossier: Dossier, words: AgreementWords) -> bool:
    """Whether the trigger is an agreement's name, or the verb of making one ("unterzeichneten")."""
    trigger = dossier.events[name].trigger.cut(dossier.reading[article_of(name)].document.text)
    return words.is_agreement(trigger) or words.makes(trigger)


def _most_common(values: Sequence[str]) -> str:
    counts = Counter(values)
    return min(counts, key=lambda value: (-counts[value], values.index(value)))


def _factuality(mentions: Sequence[Event]) -> str:
    """The event's own: what anybody says happened is shown as such, with the denial beside it in the accounts."""
    kinds = {event.factuality for event in mentions}
    return "happened" if "happened" in kinds else overall_factuality(mentions)


def _one_sided(drafts: Sequence[Draft]) -> bool:
    """Whether all accounts are claims, and all of one side (or of one claimant whose side is not known)."""
    claimants = [draft.claimant for draft in drafts]
    if any(claimant.actor is None for claimant in claimants):
        return False
    return len({claimant.side or f"actor:{claimant.actor}" for claimant in claimants}) == 1


def _date(members: Sequence[str], compared: Sequence[Variant], dossier: Dossier) -> tuple[DateRange | None, str]:
    """The date that most mentions give, of the finest grain that any gives; never the date of publication."""
    given: list[tuple[DateRange, str]] = []
    for name in members:
        event = dossier.events[name]
        when = DateRange.clean(event.time.value) if event.time is not None else None
        if event.time is not None and when is not None:
            told = dated_by_telling(event, dossier.reading[article_of(name)])
            given.append((when, TOLD if told else STATED if event.time.start is not None else DISCOURSE))
    # the day of the telling dates what nothing else dates
    given = [(when, why) for when, why in given if why != TOLD] or given
    if not given:
        return None, MISSING
    finest = min(when.days for when, _ in given)
    grain = [(when, why) for when, why in given if when.days <= max(finest, 1)]
    counts = Counter(str(when) for when, _ in grain)
    chosen = min(counts, key=lambda value: (-counts[value], value))
    reasons = {why for when, why in grain if str(when) == chosen}
    differ = any(variant.slot == "date" and variant.status == "differ" for variant in compared)
    why = next(reason for reason in (STATED, DISCOURSE, TOLD) if reason in reasons)
    return DateRange.clean(chosen), DIFFERING if differ else why


def _places(members: Sequence[str], dossier: Dossier) -> tuple[str, ...]:
    """Ids of the places, narrow ones first, then by how many mentions name them."""
    counts: Counter[str] = Counter()
    for name in members:
        article = article_of(name)
        for role in place_roles(article, dossier.events[name], dossier):
            place = dossier.place(article, role.entity)
            if place is not None and (dossier.is_wide(place) or dossier.is_proper_place(place)):
                counts[place] += 1
    return tuple(sorted(counts, key=lambda place: (dossier.is_wide(place), -counts[place], place)))


def _roles(members: Sequence[str], role: str, dossier: Dossier) -> tuple[str, ...]:
    counts: Counter[str] = Counter()
    for name in members:
        fillers: Sequence[Role] = getattr(dossier.events[name], role)
        counts.update({a for f in fillers if (a := dossier.actor(article_of(name), f.entity)) is not None})
    return tuple(sorted(counts, key=lambda actor: (-counts[actor], actor)))


def _reasons_by_mention(links: Sequence[Link]) -> dict[str, list[Link]]:
    by_mention: dict[str, list[Link]] = defaultdict(list)
    for link in links:
        if link.kind == "same-event" and link.judgement == "same":
            by_mention[link.left].append(link)
    return by_mention


def _readable(members: Sequence[str], reasons: dict[str, list[Link]]) -> tuple[str, ...]:
    inside = set(members)
    lines: dict[str, None] = {}
    for name in members:
        for link in reasons.get(name, ()):
            if link.right in inside:
                lines[reason_line(link)] = None
    return tuple(lines)


def reason_line(link: Link) -> str:
    """A link's grounds in one line: "date 2023-06-28 ~ 2023-06-28 (+0.35); place … (+0.25)"."""
    if link.origin == "person":
        return f"decided by {link.by}" if link.by else "decided by a person"
    return "; ".join(f"{reason.feature} {reason.finding} ({reason.weight:+.2f})" for reason in link.reasons)
