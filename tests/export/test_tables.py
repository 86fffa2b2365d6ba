"""The table of accounts: columns by side, rows by slot, what the values of a row are to each other."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.web.handmade import clash, record

from lesart.export.tables import lay_out
from lesart.schema.records import Account, Agreement, Claimant, RecordEvent, Side, SlotValue, Variant

SIDES: tuple[Side, ...] = record().sides


def told(status: Agreement, *values: str) -> RecordEvent:
    """The clash with one number of dead an account."""
    accounts = tuple(
        Account(Claimant(f"a{number}", f"A{number}", None), (SlotValue("killed", value, value, ()),), (), "happened")
        for number, value in enumerate(values)
    )
    variant = Variant("killed", status, tuple(enumerate(values)), ())
    return replace(clash(), accounts=accounts, variants=(variant,))


@pytest.mark.parametrize(
    ("status", "values", "relation"),
    [
        ("agree", ("4", "4"), "agree"),
        ("agree", ("4", "4.."), "compatible"),
        ("differ", ("4", "7"), "differ"),
        ("single", ("4",), "single"),
        ("single", ("4", "7"), "unclear"),
    ],
)
def test_relation_of_a_row(status: Agreement, values: tuple[str, ...], relation: str) -> None:
    (row,) = lay_out(told(status, *values), SIDES).rows
    assert row.relation == relation


def test_sides_in_their_order_then_the_outlets() -> None:
    outlet = Account(Claimant(None, "Kurier", None), (), (), "happened")
    event = replace(clash(), accounts=(outlet, *clash().accounts))
    names = [column.account.claimant.name for column in lay_out(event, SIDES).columns]
    assert names == ["Verteidigungsministerium von Nordau", "Generalstab in Südstadt", "Kurier"]


def test_numbers_of_other_victims_stand_in_a_row_of_their_own() -> None:
    event = told("single", "4", "7")
    apart = (Variant("killed", "single", ((0, "4"),), (1,)), Variant("killed", "single", ((1, "7"),), (0,)))
    rows = lay_out(replace(event, variants=apart), SIDES).rows
    assert [row.number for row in rows] == [0, 1]
    assert [[bool(cell.values) for cell in row.cells] for row in rows] == [[True, False], [False, True]]
    assert len({cell.name for row in rows for cell in row.cells}) == 4


def test_unsaid_slots_are_named() -> None:
    assert lay_out(clash(), SIDES).unsaid == ("place", "happened", "victim", "injured", "captured", "missing")
