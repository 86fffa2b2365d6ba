"""The whole way from paths to articles, with everything that people put into folders."""

from __future__ import annotations

import io
import json
import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lesart.errors import ArgumentError
from lesart.ingest import Skipped, articles
from lesart.schema import Article

TEXT = "Neue Runde in Genf\n\nDie Minister trafen sich am Dienstag und sprachen über die Rückkehr der Gefangenen.\n"


def one(path: Path, **options: object) -> Article | Skipped:
    (found,) = articles([path], **options)  # type: ignore[arg-type]
    return found


def skipped(path: Path) -> str:
    found = one(path)
    assert isinstance(found, Skipped)
    assert found.error.way_out
    assert path.name in found.error.message
    return found.error.message


def test_plain_text_is_the_decoded_file(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode())
    found = one(path)
    assert isinstance(found, Article)
    assert found.text == TEXT
    assert found.title == "Neue Runde in Genf"
    assert (found.language, found.published, found.published_basis) == ("de", None, "unknown")
    assert found.original == path.read_bytes()


def test_dates_of_the_command_outrank_the_article(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"text": TEXT, "published": "2023-06-27"}) + "\n")
    argument = date(2020, 1, 1)
    assert [
        (a.published, a.published_basis)
        for options in ({}, {"published": argument}, {"published_from": {"a.jsonl": date(2021, 1, 1)}},
                        {"published": argument, "published_from": {"a.jsonl:1": date(2022, 1, 1)}})
        for a in articles([path], **options)  # type: ignore[arg-type]
        if isinstance(a, Article)
    ] == [
        (date(2023, 6, 27), "metadata"),
        (argument, "argument"),
        (date(2021, 1, 1), "argument"),
        (date(2022, 1, 1), "argument"),
    ]  # fmt: skip


@pytest.mark.parametrize("year", [1, 9999])
def test_dates_that_cannot_be_are_refused_or_left_open(tmp_path: Path, year: int) -> None:
    with pytest.raises(ArgumentError, match=f"{year:04d}"):
        articles([tmp_path], published=date(year, 1, 1))
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"text": TEXT, "published": f"{year:04d}-01-01"}) + "\n")
    found = one(path)
    assert isinstance(found, Article)
    assert (found.published, found.published_basis) == (None, "unknown")
    assert f"{year:04d}-01-01" in found.notices[0]


def test_one_bad_line_does_not_stop_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    rows = [{"text": TEXT}, {"title": "ohne"}, {"text": 5}, {"html": f"<p>{TEXT}</p>"}]
    path.write_text("\n".join(map(json.dumps, rows)) + '\n{"text": \n\n[1]\n' + json.dumps({"text": "Ende gut."}))
    found = list(articles([path]))
    assert [isinstance(item, Article) for item in found] == [True, False, False, True, False, False, True]
    assert [item.name.rsplit(":", 1)[1] for item in found] == ["1", "2", "3", "4", "5", "7", "8"]


def test_text_in_json_cannot_smuggle_in_what_no_text_holds(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "Ein \\ud800 Zeichen \\u0000 und\\r\\nmehr.", "url": "javascript:alert(1)"}\n')
    found = one(path)
    assert isinstance(found, Article)
    assert found.text == "Ein \ufffd Zeichen \ufffd und\nmehr."
    assert found.url is None


def test_a_file_that_is_no_json_lines_is_left_soon(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("Zeile\n" * 1000)
    assert len(list(articles([path]))) < 30


def test_folders_are_searched_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a.html", "c/d.txt", "c/bild.png", "c/tabelle.tsv", ".verborgen.txt", "z.pdf"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"<html><body><p>{TEXT}</p></body></html>" if name.endswith("html") else TEXT)
    (tmp_path / "c" / "zurück").symlink_to(tmp_path)
    found = list(articles([tmp_path]))
    assert [Path(item.name).name for item in found] == ["a.html", "b.txt", "d.txt", "z.pdf"]
    assert [isinstance(item, Article) for item in found] == [True, True, True, False]
    dated = list(articles([tmp_path], published_from={"c/d.txt": date(2020, 1, 1)}))[2]
    assert isinstance(dated, Article)
    assert dated.published == date(2020, 1, 1)


def test_what_is_no_article_is_named(tmp_path: Path) -> None:
    assert "does not exist" in skipped(tmp_path / "fehlt.txt")
    assert "no article" in skipped(tmp_path)

    link = tmp_path / "link.txt"
    link.symlink_to(tmp_path / "fehlt.txt")
    assert "link to nothing" in skipped(link)

    pipe = tmp_path / "rohr.txt"
    os.mkfifo(pipe)
    assert "no regular file" in skipped(pipe)

    empty = tmp_path / "leer.txt"
    for content in (b"", b"\xef\xbb\xbf", b" \r\n\t", "\u00a0\n".encode(), b"\xff\xfe"):
        empty.write_bytes(content)
        assert "empty" in skipped(empty)

    document = tmp_path / "bericht.txt"
    document.write_bytes(b"%PDF-1.4\n%\xe2\xe3")
    assert "PDF" in skipped(document)

    compressed = tmp_path / "bombe.txt"
    compressed.write_bytes(b"\x1f\x8b\x08\x00" + b"\x00" * 100)
    assert "gzip" in skipped(compressed)


def test_large_files_are_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "gross.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    assert "larger than 20 MB" in skipped(path)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_unreadable_files_and_folders_are_named(tmp_path: Path) -> None:
    folder = tmp_path / "zu"
    folder.mkdir()
    folder.chmod(0)
    try:
        assert "may not be read" in skipped(folder)
    finally:
        folder.chmod(0o700)


@pytest.mark.parametrize(
    ("data", "number"),
    [(TEXT.encode(), 1), (b'{"text": "Eins."}\n{"text": "Zwei."}\n', 2), (f"<html><p>{TEXT}</p></html>".encode(), 1)],
)
def test_standard_input(data: bytes, number: int) -> None:
    found = list(articles(["-"], stdin=io.BytesIO(data)))
    assert [type(item) for item in found] == [Article] * number


def test_lines_longer_than_the_first_read_from_standard_input() -> None:
    rows = [{"text": "Ein langer Bericht. " * 5000}, {"text": "Ein kurzer."}]
    data = "\n".join(map(json.dumps, rows)).encode()
    found = list(articles(["-"], stdin=io.BytesIO(data)))
    assert [len(item.text) for item in found if isinstance(item, Article)] == [100_000, 11]


def test_articles_stream(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "Eins."}\n')
    found = articles([path, tmp_path / "fehlt.txt"])
    assert isinstance(next(found), Article)
    path.unlink()
    assert isinstance(next(found), Skipped)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=3000), suffix=st.sampled_from([".txt", ".html", ".jsonl", ".json", ""]))
def test_any_bytes_give_articles_or_reasons(tmp_path: Path, data: bytes, suffix: str) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_bytes(data)
    for item in articles([path]):
        assert isinstance(item, Article | Skipped)
        if isinstance(item, Article):
            item.text.encode()
            assert item.text.strip()


SCRAPS = ["<p>", "</div>", "<div>", "<article>", "Text. ", "<!--", "<script>", "<a href='", "&#0;", "\x00", "</html>"]
SCRAPS += ["<meta name=date content='0000-00-00'>", "<table><tr><td>", "ü"]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(SCRAPS)))
def test_scraps_of_pages_give_articles_or_reasons(tmp_path: Path, scraps: list[str]) -> None:
    path = tmp_path / "a.html"
    path.write_text("<html>" + "".join(scraps))
    assert isinstance(one(path), Article | Skipped)
