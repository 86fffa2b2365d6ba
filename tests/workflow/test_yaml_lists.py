"""Entries are added to a list, and every other character of the file stays."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from lesart.errors import DataFileError
from lesart.workflow.yaml_lists import with_entries

NEW = {"id": "neu", "name": "Özgür: „Ja“ # 2", "aliases": ["nein", "[a]"]}

BEFORE = {
    "a block list with comments": "# Kopf\nactors:\n  - {id: a}  # der erste\n  # Ende der Liste\n\nplaces: []\n",
    "entries over several lines": "actors:\n- id: a\n  aliases:\n    - x\n    - y  # letzter\n\n# danach\nsides: []\n",
    "a text in a block": "actors:\n  - id: a\n    note: |\n      eins\n      zwei\nsides: []\n",
    "brackets": "actors: [{id: a}, {id: b},]\nx: 1\n",
    "brackets over lines": "actors: [\n  {id: a},  # eins\n  {id: b}  # zwei\n  ]\n",
    "an empty list": "actors: []  # noch keine\nplaces: []\n",
    "a null": "actors:  # noch keine\nplaces: []\n",
    "a written null": "title: T\nactors: ~",
    "no such list": "title: T  # ohne\n",
    "no line end": "actors:\n  - {id: a}",
    "an empty file": "",
    "only a comment": "# nichts",
    "line ends of Windows": "actors:\r\n  - {id: a}\r\nplaces: []\r\n",
}


@pytest.mark.parametrize("before", BEFORE.values(), ids=BEFORE)
def test_what_was_there_stays(before: str) -> None:
    after = with_entries(before, "actors", [NEW, {"id": "b2"}], name="d.yaml")
    old = yaml.safe_load(before) or {}
    assert yaml.safe_load(after) == {**old, "actors": [*(old.get("actors") or []), NEW, {"id": "b2"}]}
    for comment in (line[line.index("#") :] for line in before.splitlines() if "#" in line):
        assert comment in after


def test_the_new_line_stands_right_after_the_last_entry() -> None:
    after = with_entries(BEFORE["a block list with comments"], "actors", [{"id": "b"}], name="d.yaml")
    assert after == "# Kopf\nactors:\n  - {id: a}  # der erste\n  - {id: b}\n  # Ende der Liste\n\nplaces: []\n"


@pytest.mark.parametrize("before", ["{actors: []}\n", "- a\n", "actors: text\n", "a: 1\n--- \nb: 2\n", "a: [\n"])
def test_what_is_not_understood_is_left_alone(before: str) -> None:
    with pytest.raises(DataFileError, match=r"d\.yaml"):
        with_entries(before, "actors", [NEW], name="d.yaml")


@given(st.lists(st.dictionaries(st.sampled_from(["id", "name", "note"]), st.text(max_size=30), min_size=1), min_size=1))
def test_any_words_come_back_as_they_were(entries: list[dict[str, str]]) -> None:
    before = "title: T\nactors:\n  - {id: a}\n# Ende\n"
    assert yaml.safe_load(with_entries(before, "actors", entries, name="d"))["actors"] == [{"id": "a"}, *entries]
