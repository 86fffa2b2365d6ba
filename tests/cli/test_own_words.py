"""Event words of the user's own: a made-up word is found at once, and another lexicon is another reading."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest
from tests.cli.conftest import Run

WORDS = "type: ASSAULT\ngroups:\n- {id: own, frame: attack, modes: [drone], nouns: [Klapperflug, Klapperflüge]}\n"
TEXT = (
    "Neue Lage bei Askeran\n\nBei einem Klapperflug der aserbaidschanischen Armee auf Askeran starben am Montag zwei "
    "Soldaten, wie das armenische Verteidigungsministerium mitteilte.\n"
)


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    """A folder with an article, a configuration and a file of words."""
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "woerter.yaml").write_text(WORDS, encoding="utf-8")
    (tmp_path / "mit.yaml").write_text("title: Probe\nevent_lexicons: [woerter.yaml]\n", encoding="utf-8")
    (tmp_path / "ohne.yaml").write_text("title: Probe\n", encoding="utf-8")
    return tmp_path


def triggers(jsonl: str) -> list[str]:
    reading = json.loads(jsonl)
    return [TEXT.strip()[event["trigger"]["start"] : event["trigger"]["end"]] for event in reading["events"]]


def test_read_knows_a_word_given_to_it(run: Run, dossier: Path) -> None:
    without = run("read", "a.txt", "--published", "2023-03-07")
    assert "Klapperflug" not in triggers(without.stdout)
    given = run("read", "a.txt", "--published", "2023-03-07", "--lexicon", "woerter.yaml")
    assert given.returncode == 0, given.stderr
    assert "Klapperflug" in triggers(given.stdout)


def test_a_dossiers_words_are_found_and_changing_them_reads_anew(run: Run, dossier: Path) -> None:
    def compile_with(configuration: str, *more: str) -> str:
        done = run(
            *("compile", "a.txt", "--dossier", "d.lesart", "--published", "2023-03-07"),
            *("--configuration", configuration, *more),
        )
        assert done.returncode == 0, done.stderr
        return done.stderr

    def shown() -> str:
        return run("show", "events", "--dossier", "d.lesart").stdout

    assert "1 new" in compile_with("ohne.yaml")
    assert "Klapperflug" not in shown()
    assert "1 new" in compile_with("mit.yaml", "--workers", "2")
    assert "Klapperflug" in shown()
    assert "1 known" in compile_with("mit.yaml")
    (dossier / "woerter.yaml").unlink()  # the dossier keeps what it was given
    assert "1 known" in run("compile", "a.txt", "--dossier", "d.lesart", "--published", "2023-03-07").stderr
    assert "1 new" in compile_with("ohne.yaml")
    assert "Klapperflug" not in shown()
    with sqlite3.connect(f"file:{dossier / 'd.lesart'}?mode=ro", uri=True) as connection:
        engines = [engine for (engine,) in connection.execute("SELECT engine FROM reading ORDER BY sequence")]
    assert ["own words" in engine for engine in engines] == [False, True, False]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (WORDS.replace("ASSAULT", "ANGRIFF"), "ANGRIFF"),
        (WORDS.replace("frame: attack", "frame: angriff"), "frame 'angriff'"),
        (WORDS.replace("[drone]", "[drohne]"), "mode 'drohne'"),
        (WORDS.replace("nouns", "nomen"), "nomen"),
        ("type: [\n", "YAML"),
        ("", "woerter.yaml"),
    ],
)
def test_a_wrong_file_is_named_with_what_would_be_right(run: Run, dossier: Path, words: str, said: str) -> None:
    (dossier / "woerter.yaml").write_text(words, encoding="utf-8")
    for command in (["dossier", "check", "mit.yaml"], ["read", "a.txt", "--lexicon", "woerter.yaml"]):
        done = run(*command)
        assert done.returncode == 1
        assert "woerter.yaml" in done.stderr
        assert said in done.stderr
        assert "Traceback" not in done.stderr


def test_a_missing_file_is_named(run: Run, dossier: Path) -> None:
    (dossier / "woerter.yaml").unlink()
    done = run("dossier", "check", "mit.yaml")
    assert done.returncode == 1
    assert "woerter.yaml" in done.stderr


def test_check_says_which_forms_are_unknown(run: Run, dossier: Path) -> None:
    done = run("dossier", "check", "mit.yaml")
    assert done.returncode == 0, done.stderr
    assert "2 event words" in done.stderr
    assert "Klapperflug" in done.stderr
