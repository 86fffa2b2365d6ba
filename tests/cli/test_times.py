"""`lesart times` from outside, in its three forms."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

from tests.cli.conftest import Run


def test_json_lines(run: Run, article: Path) -> None:
    done = run("times", article.name, "--published", "2023-06-28", "--format", "jsonl")
    assert done.returncode == 0, done.stderr
    first, *_ = (json.loads(line) for line in done.stdout.splitlines())
    assert (first["text"], first["value"], first["published"]) == ("27. Juni", "2023-06-27", "2023-06-28")
    assert first["anchor"]["basis"] == "published"


def test_timeml(run: Run, article: Path) -> None:
    done = run("times", article.name, "--published", "2023-06-28", "--format", "timeml")
    root = ElementTree.fromstring(done.stdout)
    body = root.find("TEXT")
    assert body is not None
    assert "".join(body.itertext()) == article.read_text(encoding="utf-8")
    assert [time.text for time in root.findall("TEXT/TIMEX3")] == ["27. Juni", "Dienstag"]


def test_table_says_what_a_value_was_counted_from(run: Run, article: Path) -> None:
    done = run("times", article.name, "--published", "2023-06-28")
    assert "2023-06-27" in done.stdout
    assert "nearest year" in done.stdout


def test_a_wrong_date_is_one_line(run: Run, article: Path) -> None:
    done = run("times", article.name, "--published", "gestern")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "YYYY-MM-DD" in done.stderr
