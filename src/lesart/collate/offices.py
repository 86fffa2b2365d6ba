"""Offices that an article names and the person did not hold when it appeared: flagged, never corrected.

"Staatssekretär Anthony Blinken" is what the article says, and stays so; beside it stands what the knowledge base has
for that day. Only an office right before a name is compared, only for a person whom the knowledge base knows with
dates, and never one that the article itself calls a former or a coming one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date

from lesart.collate.dossier import Dossier
from lesart.resources.actor_nouns import ActorNoun, actor_nouns
from lesart.resources.gazetteers import Gazetteers, Holding, Person
from lesart.schema import Mention, Reading
from lesart.schema.records import OfficeHeld, OfficeNote

_BEFORE = re.compile(r"(?P<words>(?:[^\W\d_][\w-]*\s+){0,3})(?P<office>[^\W\d_][\w-]*)\s+$")
_WINDOW = 80
_OTHER_TIME = re.compile(
    r"\b(?:früher|ehemalig|vormalig|einstig|damalig|designiert|künftig|scheidend|gewählt|kommissarisch|ex|alt|neu)\w*\b",
    re.IGNORECASE,
)
_PRESIDENTS = frozenset(
    {"head-of-state", "head-of-government", "parliament-speaker", "council-president", "commission-president"}
)


def office_notes(dossier: Dossier, known: Gazetteers) -> tuple[OfficeNote, ...]:
    """A note for every passage that names an office which the person did not hold on the day of the article."""
    by_wikidata = {person.wikidata: person for person in known.persons if person.wikidata is not None}
    found: list[OfficeNote] = []
    for reading in dossier.readings:
        if reading.document.published is None:
            continue
        day = date.fromisoformat(reading.document.published)
        for mention, noun, start in _offices(reading):
            actor = dossier.actor(reading.document.id, mention.entity)
            person = _person(actor, mention, dossier, known, by_wikidata)
            if actor is None or person is None:
                continue
            held = _contradicting(noun, person, day)
            if held:
                passage = dossier.passage(reading.document.id, start, mention.end)
                found.append(OfficeNote(actor, noun.lemma, day.isoformat(), tuple(map(_shown, held)), passage))
    return tuple(found)


def _offices(reading: Reading) -> Iterator[tuple[Mention, ActorNoun, int]]:
    """Named persons with the office right before the name, and where it begins."""
    persons = {entity.id for entity in reading.entities if entity.type == "person"}
    text = reading.document.text
    for mention in reading.mentions:
        if mention.kind != "named" or mention.entity not in persons:
            continue
        from_ = max(0, mention.start - _WINDOW)
        before = _BEFORE.search(text[from_ : mention.start])
        if before is None or _OTHER_TIME.search(before["words"] + before["office"].split("-")[0]):
            continue
        noun = actor_nouns().lookup(before["office"])
        if noun is not None and noun.sort == "office" and noun.office is not None:
            yield mention, noun, from_ + before.start("office")


def _person(
    actor: str | None,
    mention: Mention,
    dossier: Dossier,
    known: Gazetteers,
    by_wikidata: Mapping[str, Person],
) -> Person | None:
    """The person of the knowledge base that an actor is: by Wikidata id, else by a full name that only one bears."""
    if actor is None:
        return None
    configured = dossier.configuration.actor_by_id.get(actor)
    ids = [configured.links.get("wikidata")] if configured is not None else []
    ids += [dossier.entities[name].links.get("wikidata") for name in dossier.members(actor)]
    for wikidata in ids:
        if wikidata is not None and wikidata in by_wikidata:
            return by_wikidata[wikidata]
    names = (*(configured.names if configured is not None else ()), mention.text)
    persons = {
        ref.entry.id: ref.entry
        for name in names
        if " " in name
        for ref in known.lookup(name)
        if isinstance(ref.entry, Person)
    }
    return next(iter(persons.values())) if len(persons) == 1 else None


def _contradicting(noun: ActorNoun, person: Person, day: date) -> list[Holding]:
    """What the knowledge base has instead; empty where it agrees or cannot know."""
    holding = [h for h in person.holdings if h.covers(day)]
    if any(_fits(noun, h) for h in holding):
        return []
    same_kind = [h for h in person.holdings if _fits(noun, h)]
    if any(h.start is None for h in same_kind):
        return []
    return holding or same_kind


def _fits(noun: ActorNoun, holding: Holding) -> bool:
    """Whether a noun can name an office: "Minister" any minister, "Präsident" whoever presides over something."""
    if noun.office == holding.office:
        return True
    if noun.office == "minister":
        return holding.office.endswith("minister")
    return noun.base.endswith("präsident") and not noun.prefix and holding.office in _PRESIDENTS


def _shown(holding: Holding) -> OfficeHeld:
    return OfficeHeld(
        holding.office,
        holding.state,
        holding.start.isoformat() if holding.start is not None else None,
        holding.end.isoformat() if holding.end is not None else None,
    )
