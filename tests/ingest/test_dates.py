"""Publication dates from metadata and from the table."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from lesart.errors import ArgumentError
from lesart.ingest import read_published_table
from lesart.ingest.dates import is_plausible, parse_date


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2023-06-27", date(2023, 6, 27)),
        ("2023-06-27T23:45:00+02:00", date(2023, 6, 27)),
        ("2023-06-27T22:30:00Z", date(2023, 6, 28)),  # half past midnight in Berlin
        ("2023-01-27T23:30:00+00:00", date(2023, 1, 28)),
        ("20230627", date(2023, 6, 27)),
        ("27.06.2023, 14:30 Uhr", date(2023, 6, 27)),
        ("2023-02-30", None),
        ("gestern", None),
        ("", None),
        ("2023", None),
    ],
)
def test_parse_date(text: str, day: date | None) -> None:
    assert parse_date(text) == day


def test_dates_that_cannot_be() -> None:
    today = date(2026, 11, 23)
    assert is_plausible(date(2026, 12, 1), today=today)
    assert not is_plausible(date(9999, 1, 1), today=today)
    assert not is_plausible(date(1, 1, 1), today=today)


def table(tmp_path: Path, content: str, encoding: str = "utf-8") -> Path:
    path = tmp_path / "daten.tsv"
    path.write_bytes(content.encode(encoding))
    return path


def test_table(tmp_path: Path) -> None:
    content = "Datei\tDatum\n# von Hand\na.txt\t2023-06-27\n\nordner/ü.txt\t28.06.2023\tNotiz\r\n"
    assert read_published_table(table(tmp_path, content)) == {
        "a.txt": date(2023, 6, 27),
        "ordner/ü.txt": date(2023, 6, 28),
    }
    assert read_published_table(table(tmp_path, "ä.txt\t2023-06-27\n", "utf-8-sig")) == {"ä.txt": date(2023, 6, 27)}


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ("a.txt\t2023-06-27\nb.txt 2023-06-27\n", "line 2"),
        ("a.txt\t27.13.2023\n", "line 1"),
        ("a.txt\t2023-06-27\nb.txt\t9999-01-01\n", "line 2"),
        ("a.txt\t2023-06-27\nb.txt\t0001-01-01\n", "line 2"),
        ("a.txt\t2023-06-27\na.txt\t2023-06-28\n", "line 2"),
    ],
)
def test_a_broken_row_is_named(tmp_path: Path, content: str, line: str) -> None:
    with pytest.raises(ArgumentError, match=line):
        read_published_table(table(tmp_path, content))


def test_a_missing_table_is_named(tmp_path: Path) -> None:
    with pytest.raises(ArgumentError, match=r"fehlt\.tsv"):
        read_published_table(tmp_path / "fehlt.tsv")
