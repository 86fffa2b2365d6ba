"""The time facts of the shared seed articles hold."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest

from lesart.annotate.times import TimeTagger


@pytest.mark.shared
def test_the_time_facts_of_the_seeds_hold(shared: Path) -> None:
    tagger, asked = TimeTagger(), 0
    for path in sorted((shared / "facts").glob("*.json")):
        facts = json.loads(path.read_text(encoding="utf-8"))
        text = (shared / facts["article"]).read_text(encoding="utf-8")
        times = tagger.read(text, published=date.fromisoformat(facts["published"]))
        for fact in (one["time"] for one in facts["facts"] if "time" in one):
            asked += 1
            found = [time.value or "" for time in times if re.search(fact["text"], time.text)]
            assert any(re.fullmatch(fact["value"], value) for value in found), (path.name, fact, found)
    assert asked > 0
