"""Both languages say the same things, and templates ask only for what is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import lesart
from lesart.errors import ArgumentError
from lesart.resources.interface import LANGUAGES, interface_words
from lesart.resources.readable import read_date, read_number

PACKAGE = Path(lesart.__file__).parent
ASKED = re.compile(r"""(?:say|m\.say|words\.say)\(\s*f?["'](?P<key>[a-z_]+\.[a-z_A-Z ]+)["']""")
SECTIONS = re.compile(r"""(?:term|words\.term)\(\s*["'](?P<section>[a-z_]+)["']""")
COUNTED = re.compile(r"""count\(\s*["'](?P<name>[a-z_]+)["']""")


def asking_files() -> list[Path]:
    faces = [PACKAGE / "web", PACKAGE / "export"]
    return [path for face in faces for path in face.rglob("*") if path.suffix in {".py", ".html"}]


def test_all_languages_have_the_same_keys_and_placeholders() -> None:
    first, *others = (interface_words(language).keys() for language in LANGUAGES)
    for other in others:
        assert other == first


def test_no_wording_is_empty() -> None:
    for language in LANGUAGES:
        for section, entries in interface_words(language).words.items():
            assert all(wording.strip() for wording in entries.values()), section


def test_what_faces_ask_for_is_there() -> None:
    words = interface_words("de")
    keys = words.keys()
    files = asking_files()
    assert len(files) > 20
    for path in files:
        code = path.read_text(encoding="utf-8")
        assert not {found["key"] for found in ASKED.finditer(code)} - keys.keys(), path
        assert not {found["section"] for found in SECTIONS.finditer(code)} - words.words.keys(), path
        for found in COUNTED.finditer(code):
            assert f"counts.{found['name']}_one" in keys, path


def test_closed_lists_of_the_schema_have_words() -> None:
    from typing import get_args

    from lesart.schema import BoilerplateKind, EntityType, Factuality, MentionKind, MentionType, QuotationType, TimeType
    from lesart.schema.links import Judgement, LinkKind
    from lesart.schema.records import PointStatus, Slot, StatementKind

    words = interface_words("de").words
    for section, values in {
        "slots": Slot,
        "point_status": PointStatus,
        "statement_kind": StatementKind,
        "link_kind": LinkKind,
        "judgements": Judgement,
        "factuality": Factuality,
        "entity_type": EntityType,
        "mention_type": MentionType,
        "mention_kind": MentionKind,
        "quotation_type": QuotationType,
        "time_type": TimeType,
        "boilerplate": BoilerplateKind,
    }.items():
        assert set(get_args(values)) <= words[section].keys(), section


def test_event_types_and_modes_of_the_ontology_have_words() -> None:
    from lesart.ontology.plover import plover

    words = interface_words("de").words
    for name, entry in plover().types.items():
        assert name in words["event_type"]
        assert set(entry.modes) <= words["modes"].keys(), name


def test_features_of_the_resolver_have_words() -> None:
    words = interface_words("de").words["features"]
    code = "".join(path.read_text(encoding="utf-8") for path in (PACKAGE / "resolve").glob("*.py"))
    features = set(re.findall(r'Reason\(\s*"([^"]+)"', code))
    assert len(features) > 10
    assert not features - words.keys(), "these need a word under `features` in data/interface/*.yaml"


def test_other_languages_are_refused() -> None:
    with pytest.raises(ArgumentError, match="fr"):
        interface_words("fr")


@pytest.mark.parametrize(
    ("value", "german", "english"),
    [
        ("2020-11-09", "9. November 2020", "9 November 2020"),
        ("2020-11", "November 2020", "November 2020"),
        ("2020", "2020", "2020"),
        ("2020-11-09/2020-12", "9. November 2020 – Dezember 2020", "9 November 2020 – December 2020"),
        ("2020-11-09/2020-11-11", "9.–11. November 2020", "9–11 November 2020"),
        ("2020-11-11/2020-11-09", "11. November 2020 – 9. November 2020", "11 November 2020 – 9 November 2020"),
        ("XXXX-06-27", "27. Juni, Jahr unbekannt", "27 June, year unknown"),
        ("XXXX-06", "Juni, Jahr unbekannt", "June, year unknown"),
        ("2020-02-31", "2020-02-31", "2020-02-31"),
        ("PAST_REF", "PAST_REF", "PAST_REF"),
        (None, "", ""),
    ],
)
def test_dates_are_written_out(value: str | None, german: str, english: str) -> None:
    assert read_date(value, interface_words("de")) == german
    assert read_date(value, interface_words("en")) == english


@pytest.mark.parametrize(
    ("value", "german"),
    [
        ("4", "4"),
        ("1960", "1.960"),
        ("4..", "mindestens 4"),
        ("..7", "höchstens 7"),
        ("4..7", "4 bis 7"),
        ("mehrere", "mehrere"),
    ],
)
def test_numbers_keep_their_bounds(value: str, german: str) -> None:
    assert read_number(value, interface_words("de")) == german


def test_counts_have_one_and_many() -> None:
    words = interface_words("de")
    counted = [words.count("event", number) for number in (0, 1, 10_000)]
    assert counted == ["0 Ereignisse", "1 Ereignis", "10.000 Ereignisse"]


def test_no_wording_is_left_over() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in asking_files())
    code += (PACKAGE / "resources" / "readable.py").read_text(encoding="utf-8")
    code += (PACKAGE / "resources" / "interface.py").read_text(encoding="utf-8")
    open_sections = set(re.findall(r"""["']([a-z_]+)\.(?:["'] ~|\{)""", code))  # say("marks." ~ mark), f"facts.{label}"
    open_sections |= set(re.findall(r"""(?:term\(|words\[|words\.words\.|words\.words\[)\s*["']?([a-z_]+)""", code))
    leftover = [
        key
        for key in sorted(interface_words("de").keys())
        if key.partition(".")[0] not in open_sections and f'"{key}"' not in code
    ]
    assert not leftover
