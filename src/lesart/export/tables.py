"""The accounts of one event as a table: a column a claimant, a row a slot. Workbench and report lay out alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import get_args

from lesart.schema.records import Account, Claimant, RecordEvent, Side, Slot, SlotValue

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


def slot_cell(account: int, slot: str, row: int = 0) -> str:
    """Name of the cell of a slot in the table of accounts; `row` counts the slot's rows."""
    return f"cell-{account}-{slot}-{row}" if row else f"cell-{account}-{slot}"


def slot_rows(event: RecordEvent, slot: str) -> tuple[frozenset[tuple[int, str]], ...]:
    """The rows of a slot, each as its pairs of account and value.

    One row, unless the accounts give numbers of different victims: those are not compared and stand apart.
    """
    return tuple(frozenset(variant.values) for variant in event.variants if variant.slot == slot)


def row_of(event: RecordEvent, account: int, value: SlotValue) -> int:
    """The row of its slot that a value stands in; the first where no variant names it."""
    rows = slot_rows(event, value.slot)
    return next((number for number, pairs in enumerate(rows) if (account, value.value) in pairs), 0)


def mention_cell(account: int) -> str:
    """Name of the place on the event page where the mentions of an account stand."""
    return f"mentions-{account}"


def differing_slots(event: RecordEvent) -> tuple[str, ...]:
    """The slots on which the accounts of an event differ."""
    return tuple(variant.slot for variant in event.variants if variant.status == "differ")


@dataclass(frozen=True, slots=True)
class Column:
    """One account: `number` is its place in the event, which names its cells; `side` the place of its side."""

    number: int
    account: Account
    side: int | None
    side_name: str | None
    anchor: str

    @property
    def articles(self) -> tuple[str, ...]:
        """The articles that it is taken from."""
        return tuple(dict.fromkeys(passage.article for passage in self.account.mentions))


@dataclass(frozen=True, slots=True)
class Cell:
    """What an account says on a slot; `values` is empty where it is silent, several where it gives several."""

    name: str
    values: tuple[SlotValue, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A slot across the accounts: `status` as collated (agree, differ, single, silent).

    `number` is above 0 where numbers of other victims stand in a row of their own.
    """

    slot: Slot
    number: int
    status: str
    cells: tuple[Cell, ...]

    @property
    def relation(self) -> str:
        """The status, told apart further: values that exclude nothing are not the same, and some cannot be compared."""
        said = [tuple(sorted(value.value for value in cell.values)) for cell in self.cells if cell.values]
        if self.status == "agree" and len(set(said)) > 1:
            return "compatible"
        return "unclear" if self.status == "single" and len(said) > 1 else self.status


@dataclass(frozen=True, slots=True)
class AccountTable:
    """The whole table; `unsaid` names the slots on which no account says anything."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    unsaid: tuple[Slot, ...]


def lay_out(event: RecordEvent, sides: Sequence[Side]) -> AccountTable:
    """Lays the accounts side by side: the sides in the dossier's order, then other claimants, then the outlets."""
    made = [_column(number, account, sides) for number, account in enumerate(event.accounts)]
    columns = tuple(sorted(made, key=_column_order))
    rows = [row for slot in ORDER for row in _rows(event, slot, columns) if any(cell.values for cell in row.cells)]
    said = {row.slot for row in rows}
    return AccountTable(columns, tuple(rows), tuple(slot for slot in ORDER if slot not in said))


def reported_by_outlet(claimant: Claimant) -> bool:
    """Whether an article says it in its own voice; a claimant whom nobody could identify still has a wording."""
    return claimant.actor is None and not claimant.passages


def _column(number: int, account: Account, sides: Sequence[Side]) -> Column:
    side = account.claimant.side
    place = next((place for place, entry in enumerate(sides) if entry.id == side), None)
    return Column(number, account, place, side if place is None else sides[place].name, mention_cell(number))


def _column_order(column: Column) -> tuple[bool, int, int]:
    sides = 99 if column.side is None else column.side
    return reported_by_outlet(column.account.claimant), sides, column.number


def _rows(event: RecordEvent, slot: Slot, columns: tuple[Column, ...]) -> list[Row]:
    variants = [variant for variant in event.variants if variant.slot == slot]
    return [
        Row(
            slot,
            number,
            variants[number].status if variants else "single",
            tuple(_cell(event, slot, number, column) for column in columns),
        )
        for number in range(max(1, len(variants)))
    ]


def _cell(event: RecordEvent, slot: Slot, row: int, column: Column) -> Cell:
    values = tuple(
        value
        for value in column.account.slots
        if value.slot == slot and (value.value or value.text) and row_of(event, column.number, value) == row
    )
    return Cell(slot_cell(column.number, slot, row), values)
