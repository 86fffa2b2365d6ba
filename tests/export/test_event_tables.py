"""Event tables in the shapes of PLOVER, UCDP GED and ACLED: exact columns, an account a line, empty where unknown."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from lesart.export import acled, plover, ucdp
from lesart.export.days import date_precision, span_of_days
from lesart.export.spots import Spots
from lesart.resources.dossiers import DossierConfiguration
from lesart.schema.records import (
    Account,
    Actor,
    AgreementRecord,
    ArticleCard,
    Claimant,
    Passage,
    Record,
    RecordEvent,
    SlotValue,
)

SHOT = Passage("a1", 40, 49, "erschoss")


def account(name: str, actor: str | None, killed: str | None, factuality: str = "happened") -> Account:
    slots = (SlotValue("killed", killed, killed, (SHOT,)),) if killed else ()
    return Account(Claimant(actor, name, None, (SHOT,) if actor else ()), slots, (SHOT,), factuality)


def record(*accounts: Account, kind: str = "ASSAULT", modes: tuple[str, ...] = ("aerial",)) -> Record:
    event = RecordEvent(
        "e7", kind, modes, "Luftangriff bei X", "2023-06", "", ("X",), ("north",), ("south",), (), "happened",
        accounts, (),
        False, ("a1#ev1", "a2#ev3"), (), 0.9,
    )  # fmt: skip
    actors = tuple(
        Actor(i, n, "state", (n,), {"wikidata": "Q1"}, (), None, (), 1)
        for i, n in (("north", "Nordland"), ("south", "Südland"))
    )
    cards = (ArticleCard("a1", "Titel", "Blatt", "https://example.org/1", "2023-07-01", "metadata"),)
    return Record("Probe", cards, actors, (event,), (), (), (), ())


def test_plover_line_keeps_the_manuals_fields_and_adds_claimant_and_passage() -> None:
    (line,) = [json.loads(x) for x in plover.lines(record(account("Südland", "south", "4..")))]
    assert list(line)[: len(plover.FIELDS)] == list(plover.FIELDS)
    assert line["quad_code"] == "material-conflict"
    assert line["event_scale"] == -9.5
    assert line["claimant"]["name"] == "Südland"
    assert line["passage"] == {"article": "a1", "start": 40, "end": 49, "wording": "erschoss"}
    assert line["text"] is None


def test_what_is_denied_is_no_event_in_plover() -> None:
    (line,) = [json.loads(x) for x in plover.lines(record(account("Nordland", "north", None, "denied")))]
    assert not line["has_event"]
    assert line["mode"] == ["aerial", "negation"]


def test_ucdp_has_its_49_columns_and_one_line_an_account_with_deaths() -> None:
    assert len(ucdp.COLUMNS) == 49
    told = record(account("Südland", "south", "4.."), account("Blatt", None, "3"), account("Nordland", "north", None))
    head, *lines = [list(row) for row in ucdp.rows(told)]
    assert head == [*ucdp.COLUMNS, "claimant", "passage"]
    assert [dict(zip(head, row, strict=True))["low"] for row in lines] == [4, 3]
    first = dict(zip(head, lines[0], strict=True))
    assert first["high"] is None
    assert (first["date_start"], first["date_end"], first["date_prec"]) == ("2023-06-01", "2023-06-30", 4)
    assert first["claimant"] == "Südland"


def test_acled_has_its_31_columns_and_no_invented_zero() -> None:
    assert len(acled.COLUMNS) == 31
    head, row = [list(r) for r in acled.rows(record(account("Blatt", None, None)))]
    cells = dict(zip(head, row, strict=True))
    assert cells["sub_event_type"] == "Air/drone strike"
    assert (cells["actor1"], cells["actor2"]) == ("Nordland", "Südland")
    assert cells["fatalities"] is None
    assert cells["latitude"] == ""


def test_places_of_the_dossier_bring_coordinates_and_the_state_of_its_policy() -> None:
    spots = Spots(
        DossierConfiguration.model_validate(
            {
                "actors": [{"id": "south", "name": "Südland", "type": "state"}],
                "places": [
                    {
                        "id": "x",
                        "names": [{"name": "X", "language": "de"}, {"name": "Iks", "language": "fr"}],
                        "coordinates": {"latitude": 40.5, "longitude": 46.25},
                    }
                ],
                "policy": {"names": "shown", "listed_under": {"x": "south"}},
            }
        )
    )
    told = record(account("Blatt", None, "3"))
    for rows in (ucdp.rows(told, spots), acled.rows(told, spots)):
        head, row = [list(r) for r in rows]
        cells = dict(zip(head, row, strict=True))
        assert (cells["latitude"], cells["longitude"], cells["country"]) == (40.5, 46.25, "Südland")
    (line,) = [json.loads(x) for x in plover.lines(told, spots)]
    assert line["event_loc"] == [
        {"extracted_place": "X", "resolved_place": "X", "lat": 40.5, "lon": 46.25, "country": "Südland"}
    ]


def test_only_what_the_record_lists_as_an_agreement_is_one_in_acled() -> None:
    promise = record(account("Blatt", None, None), kind="AGREE", modes=())
    assert len(list(acled.rows(promise))) == 1
    pact = AgreementRecord("g1", "Abkommen", "2023-06", ("north", "south"), (), "e7", (SHOT,), ())
    head, row = [list(r) for r in acled.rows(replace(promise, agreements=(pact,)))]
    assert dict(zip(head, row, strict=True))["sub_event_type"] == "Agreement"


def test_statements_have_no_place_in_acled() -> None:
    assert len(list(acled.rows(record(account("Blatt", None, None), kind="ACCUSE", modes=("allege",))))) == 1


@pytest.mark.parametrize("module", [plover, ucdp, acled])
def test_files_are_written(module: object, tmp_path: Path) -> None:
    (path,) = module.write(record(account("Südland", "south", "4")), tmp_path / "out")  # type: ignore[attr-defined]
    assert "erschoss" in path.read_text(encoding="utf-8-sig")


@pytest.mark.parametrize(
    ("value", "days", "level"),
    [
        (None, ("", ""), ""),
        ("2023", ("2023-01-01", "2023-12-31"), 5),
        ("2024-02", ("2024-02-01", "2024-02-29"), 4),
        ("2023-06-27", ("2023-06-27", "2023-06-27"), 1),
        ("2023-06-27/2023-06-29", ("2023-06-27", "2023-06-29"), 2),
    ],
)
def test_days(value: str | None, days: tuple[str, str], level: int | str) -> None:
    assert span_of_days(value) == days
    assert date_precision(value) == level
