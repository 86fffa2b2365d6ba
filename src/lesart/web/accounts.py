"""The accounts of one event as a table: a column a claimant, a row a slot, every empty cell with its reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import get_args

from lesart.schema.records import Account, RecordEvent, Slot, SlotValue
from lesart.web.index import RecordIndex, mention_cell, slot_cell

ORDER: tuple[Slot, ...] = (
    "date",
    "place",
    "happened",
    "perpetrator",
    "victim",
    "killed",
    "injured",
    "captured",
    "missing",
)
assert set(ORDER) == set(get_args(Slot))


@dataclass(frozen=True, slots=True)
class Column:
    """One account: `number` is its place in the event, which names its cells."""

    number: int
    account: Account
    side: int | None
    side_name: str | None
    articles: tuple[str, ...]
    anchor: str


@dataclass(frozen=True, slots=True)
class Cell:
    """What an account says on a slot; `values` is empty where it is silent."""

    name: str
    values: tuple[SlotValue, ...]
    group: int | None
    """Accounts with the same number here say the same; None where the account is silent."""


@dataclass(frozen=True, slots=True)
class Row:
    """A slot across the accounts: `status` as collated (agree, differ, single, silent)."""

    slot: Slot
    status: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class AccountTable:
    """The whole table; `unsaid` names the slots on which no account says anything."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    unsaid: tuple[Slot, ...]


def lay_out(event: RecordEvent, index: RecordIndex) -> AccountTable:
    """Lays the accounts side by side: the sides in the dossier's order, then other claimants, then the outlets."""
    columns = tuple(sorted(_columns(event, index), key=_column_order))
    rows = []
    unsaid = []
    for slot in ORDER:
        row = _row(event, slot, columns)
        if any(cell.values for cell in row.cells):
            rows.append(row)
        else:
            unsaid.append(slot)
    return AccountTable(columns, tuple(rows), tuple(unsaid))


def _columns(event: RecordEvent, index: RecordIndex) -> list[Column]:
    return [
        Column(
            number,
            account,
            index.side_number(account.claimant.side),
            index.side_name(account.claimant.side),
            tuple(dict.fromkeys(passage.article for passage in account.mentions)),
            mention_cell(number),
        )
        for number, account in enumerate(event.accounts)
    ]


def _column_order(column: Column) -> tuple[int, int, int]:
    outlet = column.account.claimant.actor is None
    return (int(outlet), 99 if column.side is None else column.side, column.number)


def _row(event: RecordEvent, slot: Slot, columns: tuple[Column, ...]) -> Row:
    variant = next((variant for variant in event.variants if variant.slot == slot), None)
    said = dict(variant.values) if variant else {}
    groups: dict[str, int] = {}
    cells = []
    for column in columns:
        values = tuple(
            value for value in column.account.slots if value.slot == slot and (value.value or value.text)
        )
        group = None
        if values:
            group = groups.setdefault(said.get(column.number, values[0].value or values[0].text), len(groups))
        cells.append(Cell(slot_cell(column.number, slot), values, group))
    return Row(slot, variant.status if variant else _status(cells), tuple(cells))


def _status(cells: list[Cell]) -> str:
    speaking = [cell.group for cell in cells if cell.values]
    if len(speaking) < 2:
        return "single" if speaking else "silent"
    return "agree" if len(set(speaking)) == 1 else "differ"
