"""Only what is new is added; what is there, unclear or wrong is named, and the file else stays as it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from lesart.errors import ArgumentError, DataFileError
from lesart.resources import load_yaml
from lesart.resources.dossiers import DossierConfiguration
from lesart.workflow.dossier_import import Imported, ImportOptions, import_entries

DOSSIER = """\
# unser Dossier
sides: [{id: am, name: Armenien}]
actors:
  - {id: ministerium, name: Ministerium, type: organisation, side: am}
  # Personen
  - {id: alijew, name: Ilham Alijew, type: person, links: {wikidata: Q57371}, aliases: [Ilham Aliyev]}
  - {id: mirsojan, name: Ararat Mirsojan, type: person, side: am}  # noch ohne Wikidata
places:
  - {id: neudorf, names: [{name: Neudorf, language: de}], coordinates: {latitude: 39.2, longitude: 46.5}}
"""


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    path = tmp_path / "d.yaml"
    path.write_text(DOSSIER, encoding="utf-8")
    return path


def actors(dossier: Path, rows: str, **options: object) -> Imported:
    table = dossier.with_name("t.csv")
    table.write_text("item,name,aliases,type,side,on_behalf_of\n" + rows, encoding="utf-8")
    return import_entries("actor", table, dossier, ImportOptions(**options))  # type: ignore[arg-type]


def test_what_is_new_is_added_and_nothing_else_moves(dossier: Path) -> None:
    done = actors(dossier, "Q1,Ada Müßig,A. Müßig|Ada M.,person,am,ministerium\n")
    assert [(line.name, line.why) for line in done.added] == [("Ada Müßig", "ada-muessig")]
    text = dossier.read_text(encoding="utf-8")
    new = next(line for line in text.splitlines() if "ada-muessig" in line)
    assert text.replace(new + "\n", "") == DOSSIER
    entry = load_yaml(dossier, DossierConfiguration).actor_by_id["ada-muessig"]
    assert entry.aliases == ("A. Müßig", "Ada M.")
    assert entry.on_behalf_of == "ministerium"
    assert entry.links == {"wikidata": "Q1"}


def test_once_more_adds_nothing(dossier: Path) -> None:
    rows = "Q1,Ada Müßig,,person,am,\n,Bodo Ohne,,person,,\n"
    actors(dossier, rows)
    text = dossier.read_text(encoding="utf-8")
    done = actors(dossier, rows)
    assert not done.added
    assert len(done.there) == 2
    assert dossier.read_text(encoding="utf-8") == text


def test_what_is_there_stays_and_what_it_lacks_is_named(dossier: Path) -> None:
    done = actors(dossier, "Q57371,Ilham Alijew,Präsident Alijew,person,,\nQ9,Ararat Mirsojan,,person,,\n")
    assert not done.added
    assert "“Präsident Alijew”" in done.there[0].why
    assert "Q9" in done.there[1].why
    assert dossier.read_text(encoding="utf-8") == DOSSIER


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("Q2,Ilham Alijew,,person,,", "alijew (Q57371)"),  # another person of that name
        (",Ararat Mirzoyan,,person,,", "mirsojan"),  # another romanisation
    ],
)
def test_what_is_unclear_waits_for_a_word(dossier: Path, row: str, why: str) -> None:
    done = actors(dossier, row + "\n")
    assert not done.added
    assert why in done.unclear[0].why
    assert dossier.read_text(encoding="utf-8") == DOSSIER
    assert len(actors(dossier, row + "\n", take_unclear=True).added) == 1


def test_two_lines_of_one_name_are_unclear_among_themselves(dossier: Path) -> None:
    done = actors(dossier, "Q1,Ada Ruh,,person,,\nQ2,Ada Ruh,,person,,\n")
    assert len(done.added) == 1
    assert "ada-ruh (Q1)" in done.unclear[0].why


@pytest.mark.parametrize(
    ("row", "why"),
    [(",A B,,person,xx,", "side “xx”"), (",A B,,person,,yy", "on_behalf_of “yy”"), (",A B,,Hanse,,", "hanse")],
)
def test_what_does_not_fit_is_not_taken(dossier: Path, row: str, why: str) -> None:
    done = actors(dossier, row + "\n")
    assert why in done.refused[0].why
    assert dossier.read_text(encoding="utf-8") == DOSSIER


def test_a_dry_run_writes_nothing(dossier: Path) -> None:
    assert actors(dossier, "Q1,Ada Ruh,,person,,\n", dry=True).added
    assert dossier.read_text(encoding="utf-8") == DOSSIER


def test_types_and_sides_must_be_known(dossier: Path) -> None:
    with pytest.raises(ArgumentError, match="no column says"):
        actors(dossier, "Q1,Ada Ruh,,,,\n")
    with pytest.raises(ArgumentError, match="no side"):
        actors(dossier, "Q1,Ada Ruh,,,,\n", type="person", side="xx")
    assert actors(dossier, "Q1,Ada Ruh,,,,\n", type="person", side="am").added


def test_places_of_one_name_far_apart_are_unclear_and_near_ones_are_one(dossier: Path) -> None:
    table = dossier.with_name("t.csv")
    table.write_text("name,lat,lon\nNeudorf,39.21,46.52\nNeudorf,52.1,9.3\nAltdorf,40,46\n", encoding="utf-8")
    done = import_entries("place", table, dossier, ImportOptions(language="de"))
    assert [line.name for line in done.added] == ["Altdorf"]
    assert [line.line for line in done.there] == [2]
    assert [line.line for line in done.unclear] == [3]
    place = load_yaml(dossier, DossierConfiguration).place_by_id["altdorf"]
    assert place.names[0].language == "de"


def test_a_broken_configuration_is_named_and_left_alone(dossier: Path) -> None:
    dossier.write_text("actors: [", encoding="utf-8")
    with pytest.raises(DataFileError, match=r"d\.yaml"):
        actors(dossier, "Q1,Ada Ruh,,person,,\n")
    assert dossier.read_text(encoding="utf-8") == "actors: ["
