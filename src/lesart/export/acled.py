"""Events as a table shaped like ACLED: its 31 columns (since March 2023) in their order, then claimant and passage.

ACLED has no direction: actor 1 and actor 2 are the sides of the record's event. Types follow from PLOVER's types where
they are clear; an agreement is what the record lists as one; the rest is left out, since ACLED knows no statements.
Coordinates and country are the dossier's, where it lists the place (a disputed one under the state that its policy
says). Codes that Lesart cannot know (inter, iso, region) stay empty; `fatalities` is the account's number, empty (and
not 0) where the account gives none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from lesart.export.csv import Cell, table
from lesart.export.days import date_precision, span_of_days
from lesart.export.files import write_whole
from lesart.export.spots import Spots
from lesart.ontology.slots import NumberRange
from lesart.resources.dossiers import DossierConfiguration
from lesart.schema.records import Account, Record, RecordEvent

COLUMNS = (
    "event_id_cnty",
    "event_date",
    "year",
    "time_precision",
    "disorder_type",
    "event_type",
    "sub_event_type",
    "actor1",
    "assoc_actor_1",
    "inter1",
    "actor2",
    "assoc_actor_2",
    "inter2",
    "interaction",
    "civilian_targeting",
    "iso",
    "region",
    "country",
    "admin1",
    "admin2",
    "admin3",
    "location",
    "latitude",
    "longitude",
    "geo_precision",
    "source",
    "source_scale",
    "notes",
    "fatalities",
    "tags",
    "timestamp",
)
ADDED = ("claimant", "passage")

_EXPLOSIVE = "Explosions/Remote violence"
_STRATEGIC = "Strategic developments"
TYPES: Mapping[tuple[str, str], tuple[str, str, str]] = {
    ("ASSAULT", "aerial"): ("Political violence", _EXPLOSIVE, "Air/drone strike"),
    ("ASSAULT", "drone"): ("Political violence", _EXPLOSIVE, "Air/drone strike"),
    ("ASSAULT", "heavy-weapons"): ("Political violence", _EXPLOSIVE, "Shelling/artillery/missile attack"),
    ("ASSAULT", "explosives"): ("Political violence", _EXPLOSIVE, "Remote explosive/landmine/IED"),
    ("ASSAULT", "suicide-attack"): ("Political violence", _EXPLOSIVE, "Suicide bomb"),
    ("ASSAULT", "unconventional"): ("Political violence", _EXPLOSIVE, "Chemical weapon"),
    ("ASSAULT", "abduct"): ("Political violence", "Violence against civilians", "Abduction/forced disappearance"),
    ("ASSAULT", "sexual"): ("Political violence", "Violence against civilians", "Sexual violence"),
    ("ASSAULT", "firearms"): ("Political violence", "Battles", "Armed clash"),
    ("PROTEST", "demo"): ("Demonstrations", "Protests", "Peaceful protest"),
    ("PROTEST", "riot"): ("Demonstrations", "Riots", "Violent demonstration"),
    ("COERCE", "arrest"): (_STRATEGIC, _STRATEGIC, "Arrests"),
    ("COERCE", "seize"): (_STRATEGIC, _STRATEGIC, "Looting/property destruction"),
    ("MOBILIZE", ""): (_STRATEGIC, _STRATEGIC, "Change to group/activity"),
    ("RETREAT", "withdraw"): (_STRATEGIC, _STRATEGIC, "Non-violent transfer of territory"),
}
"""(disorder type, event type, sub-event type) by PLOVER type and mode; "" stands for any mode."""


AGREEMENT = (_STRATEGIC, _STRATEGIC, "Agreement")


def write(record: Record, output: Path, *, configuration: DossierConfiguration | None = None) -> tuple[Path, ...]:
    """Writes one CSV file."""
    return (write_whole(output, table(rows(record, Spots(configuration))), encoding="utf-8-sig"),)


def kind_of(event: RecordEvent) -> tuple[str, str, str] | None:
    """ACLED's three levels for an event, None where it has no place there; an unnamed means of assault stays
    unnamed."""
    for mode in (*event.modes, ""):
        found = TYPES.get((event.type, mode))
        if found is not None:
            return found
    return ("Political violence", "", "") if event.type == "ASSAULT" else None


def rows(record: Record, spots: Spots | None = None) -> Iterator[Iterable[Cell]]:
    """The head row and one row an account of an event that happened."""
    yield (*COLUMNS, *ADDED)
    names = {a.id: a.name for a in record.actors}
    articles = {a.id: a for a in record.articles}
    agreements = {agreement.event for agreement in record.agreements}
    for event in record.events:
        kind = AGREEMENT if event.id in agreements else kind_of(event)
        if kind is None:
            continue
        for number, account in enumerate(event.accounts):
            if account.factuality != "happened":
                continue
            mention = account.mentions[0] if account.mentions else None
            card = articles.get(mention.article) if mention else None
            cells = _cells(event, number, account, kind, names)
            cells |= _where(event, spots or Spots())
            cells["source"] = card.publisher if card else ""
            passage = f"{mention.article}:{mention.start}-{mention.end} {mention.wording}" if mention else ""
            yield (*(cells.get(column, "") for column in COLUMNS), account.claimant.name, passage)


def _where(event: RecordEvent, spots: Spots) -> dict[str, Cell]:
    spot = spots.first(event.places)
    if spot is None:
        return {}
    cells: dict[str, Cell] = {"location": spot.name, "country": spot.country}
    if spot.latitude is not None:
        cells |= {"latitude": spot.latitude, "longitude": spot.longitude, "geo_precision": 1}
    return cells


def _cells(
    event: RecordEvent, number: int, account: Account, kind: tuple[str, str, str], names: dict[str, str]
) -> dict[str, Cell]:
    first, _ = span_of_days(event.date)
    killed = next((NumberRange.clean(value.value) for value in account.slots if value.slot == "killed"), None)
    actors = [names.get(a, a) for a in event.actors]
    others = [names.get(a, a) for a in event.recipients] or actors[1:]
    fatalities = None if killed is None else killed.low if killed.low is not None else killed.high
    return {
        "event_id_cnty": f"{event.id}.{number + 1}",
        "event_date": first,
        "year": first[:4],
        "time_precision": _time_precision(event.date),
        "disorder_type": kind[0],
        "event_type": kind[1],
        "sub_event_type": kind[2],
        "actor1": actors[0] if actors else "",
        "assoc_actor_1": "; ".join(a for a in actors[1:] if a not in others),
        "actor2": others[0] if others else "",
        "assoc_actor_2": "; ".join(others[1:]),
        "location": "; ".join(event.places[:1]),
        "notes": event.label,
        "fatalities": fatalities,
    }


def _time_precision(date: str | None) -> Cell:
    """1 a day, 2 a week, 3 longer; empty without a date."""
    level = date_precision(date)
    return level if level == "" else 1 if level == 1 else 2 if level in (2, 3) else 3
