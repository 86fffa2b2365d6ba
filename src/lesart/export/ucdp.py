"""Violent events with deaths as a table shaped like UCDP GED: its 49 columns in their order, then claimant and passage.

Coordinates and country are the dossier's, where it lists the place (a disputed one under the state that its policy
says). What Lesart does not know stays empty: UCDP's own ids, country codes, the type of violence (which a person
must judge), and deaths by side where the article does not say whose dead they are. UCDP counts an event from one direct
death on, so accounts without a known death are left out. One line is one account; `relid` joins the accounts of one
event.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from lesart.export.csv import Cell, table
from lesart.export.days import date_precision, span_of_days
from lesart.export.files import write_whole
from lesart.export.spots import Spots
from lesart.ontology.slots import NumberRange
from lesart.resources.dossiers import DossierConfiguration
from lesart.schema.records import Account, Record, RecordEvent

COLUMNS = (
    "id",
    "relid",
    "year",
    "active_year",
    "code_status",
    "type_of_violence",
    "conflict_dset_id",
    "conflict_new_id",
    "conflict_name",
    "dyad_dset_id",
    "dyad_new_id",
    "dyad_name",
    "side_a_dset_id",
    "side_a_new_id",
    "side_a",
    "side_b_dset_id",
    "side_b_new_id",
    "side_b",
    "number_of_sources",
    "source_article",
    "source_office",
    "source_date",
    "source_headline",
    "source_original",
    "where_prec",
    "where_coordinates",
    "where_description",
    "adm_1",
    "adm_2",
    "latitude",
    "longitude",
    "geom_wkt",
    "priogrid_gid",
    "country",
    "country_id",
    "region",
    "event_clarity",
    "date_prec",
    "date_start",
    "date_end",
    "deaths_a",
    "deaths_b",
    "deaths_civilians",
    "deaths_unknown",
    "best",
    "high",
    "low",
    "gwnoa",
    "gwnob",
)
ADDED = ("claimant", "passage")


def write(record: Record, output: Path, *, configuration: DossierConfiguration | None = None) -> tuple[Path, ...]:
    """Writes one CSV file."""
    return (write_whole(output, table(rows(record, Spots(configuration))), encoding="utf-8-sig"),)


def rows(record: Record, spots: Spots | None = None) -> Iterator[Iterable[Cell]]:
    """The head row and one row an account."""
    yield (*COLUMNS, *ADDED)
    names = {a.id: a.name for a in record.actors}
    articles = {a.id: a for a in record.articles}
    for event in record.events:
        if event.type != "ASSAULT":
            continue
        for number, account in enumerate(event.accounts):
            deaths = _deaths(account)
            if account.factuality != "happened" or deaths is None or not (deaths.low or deaths.high):
                continue
            cells = _cells(event, number, account, names, deaths)
            cells |= _where(event, spots or Spots())
            mention = account.mentions[0] if account.mentions else None
            card = articles.get(mention.article) if mention else None
            cells["source_article"] = card.url if card else ""
            cells["source_office"] = card.publisher if card else ""
            cells["source_date"] = card.published if card else ""
            cells["source_headline"] = card.title if card else ""
            passage = f"{mention.article}:{mention.start}-{mention.end} {mention.wording}" if mention else ""
            yield (*(cells.get(column, "") for column in COLUMNS), account.claimant.name, passage)


def _where(event: RecordEvent, spots: Spots) -> dict[str, Cell]:
    spot = spots.first(event.places)
    if spot is None:
        return {}
    cells: dict[str, Cell] = {"where_coordinates": spot.name, "country": spot.country}
    if spot.latitude is not None and spot.longitude is not None:
        point = f"POINT ({spot.longitude:g} {spot.latitude:g})"
        cells |= {"latitude": spot.latitude, "longitude": spot.longitude, "geom_wkt": point}
    return cells


def _deaths(account: Account) -> NumberRange | None:
    return next((NumberRange.clean(value.value) for value in account.slots if value.slot == "killed"), None)


def _cells(
    event: RecordEvent, number: int, account: Account, names: dict[str, str], deaths: NumberRange
) -> dict[str, Cell]:
    first, last = span_of_days(event.date)
    best = deaths.low if deaths.low is not None else deaths.high
    return {
        "id": f"{event.id}.{number + 1}",
        "relid": event.id,
        "year": first[:4],
        "code_status": "Lesart, not reviewed",
        "side_a": "; ".join(names.get(a, a) for a in event.actors),
        "side_b": "; ".join(names.get(a, a) for a in event.recipients),
        "number_of_sources": len({m.partition("#")[0] for m in event.members}),
        "source_original": account.claimant.name,
        "where_description": "; ".join(event.places),
        "event_clarity": 1,
        "date_prec": date_precision(event.date),
        "date_start": first,
        "date_end": last,
        "deaths_unknown": best,
        "best": best,
        "high": deaths.high,
        "low": deaths.low,
    }
