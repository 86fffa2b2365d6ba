"""`compile`, `show`, `verify`, `export`, `about` from outside, and a process that is killed in the middle."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.cli.conftest import ARTICLE, Run


def count(dossier: Path, table: str) -> int:
    with sqlite3.connect(f"file:{dossier}?mode=ro", uri=True) as connection:
        return int(connection.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0])


def test_compiling_twice_adds_nothing(run: Run, article: Path, tmp_path: Path) -> None:
    first = run("compile", article.name, "--dossier", "d.lesart", "--published", "2023-06-28")
    assert first.returncode == 0, first.stderr
    assert "1 new" in first.stderr
    tables = ("article", "reading", "assertion", "link", "resolution")
    before = {table: count(tmp_path / "d.lesart", table) for table in tables}
    again = run("compile", article.name, "--dossier", "d.lesart", "--published", "2023-06-28")
    assert "0 new, 1 known before" in again.stderr
    assert {table: count(tmp_path / "d.lesart", table) for table in tables} == before


def test_show_verify_and_export(run: Run, article: Path, tmp_path: Path) -> None:
    run("compile", article.name, "--dossier", "d.lesart", "--published", "2023-06-28")
    for what in ("events", "statements", "agreements", "actors", "article"):
        shown = run("show", what, "--dossier", "d.lesart")
        assert shown.returncode == 0, shown.stderr
    events = run("show", "events", "--dossier", "d.lesart").stdout
    assert max(map(len, events.splitlines())) > 120, "a table in a pipe is not squeezed into 80 columns"
    assert "Ararat Mirsojan" in run("show", "actors", "--dossier", "d.lesart").stdout
    assert "Wir sind zu weiteren Verhandlungen bereit" in run("show", "statements", "--dossier", "d.lesart").stdout
    verified = run("verify", "--dossier", "d.lesart")
    assert verified.returncode == 0
    assert "hold" in verified.stderr
    for form, target in (("jsonl", "out.jsonl"), ("csv", "tables"), ("html", "report.html")):
        exported = run("export", "--dossier", "d.lesart", "--format", form, "-o", target)
        assert exported.returncode == 0, exported.stderr
        assert (tmp_path / target).exists()
    report = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "Ararat Mirsojan" in report


def test_verify_lists_what_does_not_hold(run: Run, article: Path, tmp_path: Path) -> None:
    run("compile", article.name, "--dossier", "d.lesart", "--published", "2023-06-28")
    with sqlite3.connect(tmp_path / "d.lesart") as raw:
        raw.execute("DROP TRIGGER assertion_no_update")
        raw.execute("UPDATE assertion SET start = start + 1 WHERE slot = 'mention'")
    verified = run("verify", "--dossier", "d.lesart")
    assert verified.returncode == 1
    assert "genf.txt" in verified.stdout


def test_files_that_are_no_dossier(run: Run, article: Path, tmp_path: Path) -> None:
    for command in (["show", "events"], ["verify"], ["serve"], ["export", "--format", "csv", "-o", "x"]):
        done = run(*command, "--dossier", article.name)
        assert done.returncode == 1
        assert "no dossier" in done.stderr
        assert "Traceback" not in done.stderr
    assert article.read_text(encoding="utf-8") == ARTICLE


def test_about_names_models_and_licences(run: Run) -> None:
    facts = json.loads(run("about", "--json").stdout)
    assert facts["lesart"]
    for card in facts["models"]:
        assert card["licence"]
        assert card["trained_on"]
    assert "CC BY-NC-SA" in run("about").stdout


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_a_run_that_is_stopped_loses_nothing_stored(run: Run, tmp_path: Path, how: signal.Signals) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(60):
        (folder / f"{number:02d}.txt").write_text(f"{ARTICLE}\nSchluss Nummer {number}.\n", encoding="utf-8")
    dossier = tmp_path / "d.lesart"
    process = subprocess.Popen(
        [sys.executable, "-m", "lesart", "compile", str(folder), "--dossier", str(dossier)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        try:
            if count(dossier, "article") >= 3:
                break
        except sqlite3.Error:  # not made yet
            pass
        time.sleep(0.02)
    process.send_signal(how)
    _, errors = process.communicate(timeout=60)
    stored = count(dossier, "article")
    assert 3 <= stored <= 60
    assert count(dossier, "reading") == stored
    assert b"Traceback" not in errors
    verified = run("verify", "--dossier", str(dossier))
    assert verified.returncode == 0, verified.stdout
    again = run("compile", str(folder), "--dossier", str(dossier))
    assert again.returncode == 0, again.stderr
    assert f"{60 - stored} new, {stored} known before" in again.stderr
    assert count(dossier, "article") == 60
