"""Tables of actors and places: columns by hand and by Wikidata, several lines about one thing, and what is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from lesart.errors import InputError
from lesart.workflow.entry_tables import parse_table, read_table

QUERY = (
    "item,itemLabel,coord,itemAltLabel,countryLabel\n"
    'http://www.wikidata.org/entity/Q7,Neudorf,Point(46.5 39.25),"Novo Selo, Jeni Kənd",Land\n'
    "http://www.wikidata.org/entity/Q7,Neudorf,Point(46.5 39.25),Nor Gjugh,Land\n"
    "http://www.wikidata.org/entity/Q8,Q8,Point(46.5 39.25),,Land\n"
)


def test_a_wikidata_query_is_one_draft_an_item() -> None:
    table = parse_table(QUERY, "place", language="de")
    (place,) = table.drafts
    assert place.wikidata == "Q7"
    assert [name for name, _ in place.names] == ["Neudorf", "Novo Selo", "Jeni Kənd", "Nor Gjugh"]
    assert place.position == (39.25, 46.5)
    assert [(flaw.line, flaw.name) for flaw in table.flaws] == [(4, "Q8")]
    assert table.unused == ("countryLabel",)


def test_a_query_may_name_its_variable_anything() -> None:
    table = parse_table("minister\tministerLabel\tministerAltLabel\nQ5\tAda Ruh\tA. Ruh, Ada R.\n", "actor")
    assert table.drafts[0].wikidata == "Q5"
    assert [name for name, _ in table.drafts[0].names] == ["Ada Ruh", "A. Ruh", "Ada R."]


def test_columns_by_hand_with_semicolons_and_languages() -> None:
    table = parse_table("name_de;name_hy;lat;lon;andere_namen\nNeudorf;Nor Gjugh;39,25;46,5;Alt|Älter\n", "place")
    (place,) = table.drafts
    assert place.names == (("Neudorf", "de"), ("Nor Gjugh", "hy"), ("Alt", None), ("Älter", None))
    assert place.position == (39.25, 46.5)


def test_the_language_of_a_row_counts_for_its_names() -> None:
    table = parse_table("item,itemLabel,lang\nQ7,Neudorf,de\nQ7,Nor Gjugh,hy\n", "place")
    assert table.drafts[0].names == (("Neudorf", "de"), ("Nor Gjugh", "hy"))


@pytest.mark.parametrize(("position", "why"), [("Point(1 99)", "no place on Earth"), ("irgendwo", "no position")])
def test_a_wrong_position_is_a_flaw_of_its_line(position: str, why: str) -> None:
    table = parse_table(f"name,coord\nA,{position}\nB,Point(1 2)\n", "place")
    assert [draft.name for draft in table.drafts] == ["B"]
    assert table.flaws[0].line == 2
    assert why in table.flaws[0].why


def test_a_line_with_more_cells_than_the_head_is_a_flaw() -> None:
    table = parse_table("name,type\nA,person\nB,person,zu viel\n", "actor")
    assert [draft.name for draft in table.drafts] == ["A"]
    assert "3 cells" in table.flaws[0].why


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        ("name;type\nMüller;person\n".encode("cp1252"), "cp1252"),
        (b"name,type\nA\x00B,person\n", "NUL"),
        (b'name,type\n"A,person\n', "from line 2"),
        (b"bezeichner,typ\nA,person\n", "no column holds names"),
    ],
)
def test_broken_files_say_what_is_wrong(tmp_path: Path, raw: bytes, said: str) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(raw)
    with pytest.raises(InputError, match=r"t\.csv") as caught:
        read_table(path, "actor")
    assert said in str(caught.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings_that_show_themselves(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "t.csv"
    path.write_text("name,type\nMüller,person\n", encoding=encoding)
    assert read_table(path, "actor").drafts[0].name == "Müller"
    path.write_text("name,type\nMüller,person\n", encoding="cp1252")
    assert read_table(path, "actor", encoding="cp1252").drafts[0].name == "Müller"
