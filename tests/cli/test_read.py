"""`lesart read` from outside: the contract, the order, and what happens to bad input."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest
from tests.cli.conftest import ARTICLE, Run


def readings(output: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in output.splitlines()]


def test_a_reading_follows_the_contract(run: Run, article: Path, shared: Path) -> None:
    done = run("read", article.name, "--published", "2023-06-28")
    assert done.returncode == 0, done.stderr
    (reading,) = readings(done.stdout)
    jsonschema.validate(reading, json.loads((shared / "contract" / "reading.schema.json").read_text()))
    assert reading["format"] == "lesart.reading/1"
    assert reading["document"]["text"] == ARTICLE  # type: ignore[index]
    assert reading["document"]["published_basis"] == "argument"  # type: ignore[index]


def test_what_a_person_expects_of_it(run: Run, article: Path) -> None:
    (reading,) = readings(run("read", article.name, "--published", "2023-06-28").stdout)
    times = {t["text"]: t["value"] for t in reading["times"]}  # type: ignore[attr-defined]
    assert times["27. Juni"] == "2023-06-27"
    direct = [q for q in reading["quotations"] if q["type"] == "direct"]  # type: ignore[attr-defined]
    spans = [ARTICLE[s["start"] : s["end"]] for q in direct for s in q["content"]]
    assert any("Wir sind zu weiteren Verhandlungen bereit" in span for span in spans)
    entities = {e["id"]: e for e in reading["entities"]}  # type: ignore[attr-defined]
    assert entities[direct[0]["speaker"]["entity"]]["name"] == "Ararat Mirsojan"
    boilerplate = [ARTICLE[b["start"] : b["end"]] for b in reading["boilerplate"]]  # type: ignore[attr-defined]
    assert any("Cookies" in stretch for stretch in boilerplate)
    assert not any("Verhandlungen" in stretch for stretch in boilerplate)


def test_output_is_in_input_order_with_any_number_of_workers(run: Run, tmp_path: Path) -> None:
    for number in range(7):
        (tmp_path / f"{number}.txt").write_text(f"{ARTICLE}\nSchluss Nummer {number}.\n", encoding="utf-8")
    one = run("read", ".", "--published", "2023-06-28")
    two = run("read", ".", "--published", "2023-06-28", "--workers", "2")
    assert one.returncode == two.returncode == 0
    assert one.stdout == two.stdout
    assert [f"Nummer {n}" in line for n, line in enumerate(one.stdout.splitlines())] == [True] * 7


def test_line_ends_and_bom_are_the_only_things_changed(run: Run, tmp_path: Path) -> None:
    text = "\ufeffErste Zeile.\r\nZweite\u00a0Zeile …\rDritte.\n"
    (tmp_path / "a.txt").write_bytes(text.encode("utf-8"))
    (reading,) = readings(run("read", "a.txt").stdout)
    assert reading["document"]["text"] == "Erste Zeile.\nZweite\u00a0Zeile …\nDritte.\n"  # type: ignore[index]


def test_standard_input_and_table(run: Run, article: Path) -> None:
    done = run("read", "-", "--published", "2023-06-28", stdin=ARTICLE.encode())
    assert done.returncode == 0, done.stderr
    assert len(readings(done.stdout)) == 1
    table = run("read", article.name, "--format", "table")
    assert table.returncode == 0
    assert "Ararat Mirsojan" in table.stdout


def test_dates_from_a_table(run: Run, article: Path, tmp_path: Path) -> None:
    (tmp_path / "dates.tsv").write_text("genf.txt\t2021-06-30\n", encoding="utf-8")
    (reading,) = readings(run("read", article.name, "--published-from", "dates.tsv").stdout)
    assert reading["document"]["published"] == "2021-06-30"  # type: ignore[index]
    (tmp_path / "broken.tsv").write_text("genf.txt\tgestern\n", encoding="utf-8")
    done = run("read", article.name, "--published-from", "broken.tsv")
    assert done.returncode == 1
    assert "broken.tsv" in done.stderr
    assert "Traceback" not in done.stderr


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _binary(path: Path) -> None:
    path.write_bytes(bytes(range(256)) * 40)


def _pdf(path: Path) -> None:
    path.write_bytes(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + bytes(range(256)) * 10)


def _huge(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(50_000_000)


def _long(path: Path) -> None:
    path.write_text("Die Lage bleibt ruhig, sagte der Sprecher am Montag. " * 25_000, encoding="utf-8")


@pytest.mark.parametrize("make", [_empty, _binary, _pdf, _huge, _long])
def test_a_bad_file_is_named_and_the_rest_goes_on(
    run: Run, article: Path, tmp_path: Path, make: Callable[[Path], None]
) -> None:
    make(tmp_path / "bad.txt")
    done = run("read", "bad.txt", article.name, "--published", "2023-06-28")
    assert done.returncode == 0
    assert len(readings(done.stdout)) == 1
    assert "bad.txt" in done.stderr
    assert "Skipped 1" in done.stderr
    assert "Traceback" not in done.stderr
    assert run("read", "bad.txt", article.name, "--strict").returncode == 1
    assert run("read", "bad.txt").returncode == 1


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252", "utf-16", "utf-8-sig"])
def test_encodings(run: Run, tmp_path: Path, encoding: str) -> None:
    text = "Der Außenminister erklärte in Köln, man müsse über die Rückkehr der Flüchtlinge sprechen.\n" * 4
    (tmp_path / "a.txt").write_bytes(text.encode(encoding))
    (reading,) = readings(run("read", "a.txt").stdout)
    assert reading["document"]["text"] == text  # type: ignore[index]


def test_html_with_scripts_and_broken_markup(run: Run, tmp_path: Path) -> None:
    page = (
        "<html><head><title>Gespräche in Genf</title><script>alert('x')</script>"
        '<meta property="article:published_time" content="2023-06-28T10:00:00+02:00"></head>'
        "<body><nav><a>Start</a></nav>"
        "<article><h1>Gespräche in Genf</h1><p>Die Außenminister trafen sich am 27. Juni in Genf zu Gesprächen über "
        "den Entwurf eines Abkommens.<p>Man sei zu weiteren Schritten bereit, sagte ein Sprecher am Abend vor "
        "Journalisten.<div><p>Die nächste Runde soll im Juli stattfinden, hieß es weiter.</article><script>evil()"
    )
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    (reading,) = readings(run("read", "a.html").stdout)
    text = reading["document"]["text"]  # type: ignore[index]
    assert "trafen sich am 27. Juni" in text
    assert "alert" not in text
    assert "evil" not in text
    assert reading["document"]["published"] == "2023-06-28"  # type: ignore[index]
    assert reading["document"]["published_basis"] == "metadata"  # type: ignore[index]


def test_another_language_is_said_and_nothing_is_invented(run: Run, tmp_path: Path) -> None:
    (tmp_path / "en.txt").write_text(
        "The foreign ministers met in Geneva on Tuesday. “We are ready for further talks,” the minister said. "
        "According to the ministry of defence two soldiers were killed by shelling near the border on Monday.\n"
    )
    done = run("read", "en.txt", "--published", "2023-06-28")
    (reading,) = readings(done.stdout)
    assert reading["document"]["language"] == "en"  # type: ignore[index]
    assert reading["events"] == reading["quotations"] == []
    assert "en.txt" in done.stderr


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_folder(run: Run, article: Path, tmp_path: Path) -> None:
    folder = tmp_path / "locked"
    folder.mkdir()
    folder.chmod(0)
    done = run("read", "locked", article.name)
    folder.chmod(0o700)
    assert len(readings(done.stdout)) == 1
    assert "locked" in done.stderr


def test_arguments_that_make_no_sense(run: Run, article: Path) -> None:
    for arguments in (["read", "nowhere.txt"], ["read", article.name, "--published", "9999-99-99"]):
        done = run(*arguments)
        assert done.returncode == 1
        assert done.stdout == ""
        assert arguments[-1] in done.stderr
        assert "Traceback" not in done.stderr


def test_a_third_column_of_the_table_names_the_outlet(run: Run, article: Path, tmp_path: Path) -> None:
    (tmp_path / "dates.tsv").write_text(
        "datei\ttag\tmedium\ngenf.txt\t2023-06-28\tGenfer  Anzeiger\n", encoding="utf-8"
    )
    (reading,) = readings(run("read", article.name, "--published-from", "dates.tsv").stdout)
    document = reading["document"]
    assert (document["published"], document["publisher"]) == ("2023-06-28", "Genfer Anzeiger")
    (tmp_path / "dates.tsv").write_text("genf.txt\t\tGenfer Anzeiger\n", encoding="utf-8")
    (reading,) = readings(run("read", article.name, "--published-from", "dates.tsv").stdout)
    assert reading["document"]["publisher"] == "Genfer Anzeiger"
    assert reading["document"]["published"] is None
    (tmp_path / "dates.tsv").write_text("genf.txt\t2023-06-28\tA\ngenf.txt\t2023-06-28\tB\n", encoding="utf-8")
    done = run("read", article.name, "--published-from", "dates.tsv")
    assert done.returncode == 1
    assert "two outlets" in done.stderr
