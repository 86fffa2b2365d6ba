"""JSON lines: what is written is read back as the same record; what is no record is said with its line."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.web.handmade import empty_record, record

from lesart.errors import ExportError
from lesart.export import jsonl


def test_export_and_import_give_the_same(tmp_path: Path) -> None:
    for name, given_record in (("full", record()), ("empty", empty_record())):
        (path,) = jsonl.write(given_record, tmp_path / name)
        assert jsonl.read(path) == given_record


@given(label=st.text(st.characters(exclude_categories=["Cs"])))
def test_any_wording_survives(label: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    given_record = record()
    event = replace(given_record.events[0], label=label)
    changed = replace(given_record, title=label, events=(event,))
    (path,) = jsonl.write(changed, tmp_path_factory.mktemp("export") / "r.jsonl")
    assert jsonl.read(path) == changed


def test_one_object_a_line_with_a_head(tmp_path: Path) -> None:
    (path,) = jsonl.write(record(), tmp_path / "r.jsonl")
    entries = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert entries[0] == {"kind": "record", "format": "lesart.record/1", "title": "Grenzkonflikt im Hohental"}
    assert [entry["kind"] for entry in entries].count("event") == 3


HEAD = '{"kind": "record", "format": "lesart.record/1", "title": ""}'


@pytest.mark.parametrize(
    "text", ["nichts", "[]", '{"format": "other"}', HEAD + '\n{"kind": "x"}', HEAD + '\n{"kind": "event"}']
)
def test_what_is_no_record_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "r.jsonl"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ExportError) as refused:
        jsonl.read(path)
    assert "r.jsonl" in refused.value.message
    assert refused.value.way_out


def test_an_unwritable_place_leaves_nothing(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("alt", encoding="utf-8")
    with pytest.raises(ExportError):
        jsonl.write(record(), blocked / "r.jsonl")
    assert blocked.read_text(encoding="utf-8") == "alt"
    assert list(tmp_path.iterdir()) == [blocked]
