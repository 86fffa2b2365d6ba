"""CSV: one row a passage with claimant, silence said, and no cell that a spreadsheet would run."""

from __future__ import annotations

import csv as reader
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.web.handmade import TEXTS, record

from lesart.export import csv


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(reader.DictReader(file))


def test_every_table_is_written_with_equal_rows(tmp_path: Path) -> None:
    written = csv.write(record(), tmp_path / "tables")
    names = [path.stem for path in written]
    assert names == ["events", "accounts", "statements", "agreement_points", "actors", "articles", "office_notes"]
    for path in written:
        with path.open(encoding="utf-8-sig", newline="") as file:
            widths = {len(row) for row in reader.reader(file)}
        assert len(widths) == 1, path.name


def test_accounts_carry_claimant_and_passage(tmp_path: Path) -> None:
    csv.write(record(), tmp_path)
    killed = [row for row in rows(tmp_path, "accounts") if row["slot"] == "killed"]
    assert [(row["claimant"], row["value"], row["status"], row["passage"]) for row in killed] == [
        ("Generalstab in Südstadt", "7", "differ", "sieben Menschen"),
        ("Verteidigungsministerium von Nordau", "4", "differ", "vier Soldaten"),
    ]
    for row in killed:
        assert TEXTS[row["article_id"]][int(row["start"]) : int(row["end"])] == row["passage"]


def test_silence_has_a_row(tmp_path: Path) -> None:
    csv.write(record(), tmp_path)
    silent = [row for row in rows(tmp_path, "accounts") if row["status"] == "silent"]
    assert [(row["claimant"], row["slot"], row["value"]) for row in silent] == [("Generalstab in Südstadt", "date", "")]


def test_points_carry_status_and_claimant(tmp_path: Path) -> None:
    csv.write(record(), tmp_path)
    (row,) = rows(tmp_path, "agreement_points")
    assert (row["point"], row["reported_status"], row["claimant"]) == (
        "Austausch der Gefangenen",
        "broken",
        "Verteidigungsministerium von Nordau",
    )
    assert row["point_passage"] == "Gefangene sollen bis Juni ausgetauscht werden"


@pytest.mark.parametrize("text", ["=1+1", "+49 30", "-5", "@SUM(A1)", "\t=1", "\r=1", "＝1", '=HYPERLINK("http://x")'])
def test_formulas_are_disarmed(tmp_path: Path, text: str) -> None:
    given_record = record()
    event = replace(given_record.events[0], label=text)
    csv.write(replace(given_record, events=(event,)), tmp_path)
    (row,) = rows(tmp_path, "events")
    assert row["label"] == "'" + text


@given(st.text())
def test_no_guarded_cell_begins_like_a_formula(text: str) -> None:
    guarded = csv.guarded(text)
    assert isinstance(guarded, str)
    assert not guarded.startswith(csv.FORMULA)
    assert guarded.removeprefix("'") == text.removeprefix("'")


def test_numbers_stay_numbers() -> None:
    assert [csv.guarded(cell) for cell in (-5, 0.5, None, True)] == [-5, 0.5, None, "yes"]
