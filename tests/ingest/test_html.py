"""Pages: main text, metadata, and what breaks pages."""

from __future__ import annotations

from datetime import date

import pytest

from lesart.errors import InputError
from lesart.ingest.html import page_of, read_page

PARAGRAPHS = (
    "Die Unterhändler beider Seiten kamen am Dienstag in der Hauptstadt zusammen, um über die Grenze zu beraten. Ein "
    "Ergebnis wurde bis zum Abend nicht bekannt, die Gespräche sollen am Mittwoch fortgesetzt werden.",
    "An der Grenze blieb es nach Darstellung beider Armeen in der Nacht ruhig, nachdem am Wochenende zwei Soldaten "
    "verletzt worden waren. Die Opposition sprach von einer Inszenierung und verlangte Einsicht in den Entwurf.",
)
BODY = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)


def page(head: str = "", body: str = BODY) -> str:
    return f"<!DOCTYPE html><html lang='de'><head>{head}</head><body><article>{body}</article></body></html>"


def test_main_text_without_the_page_around_it() -> None:
    source = page(
        "<script>alert('a')</script>",
        "<nav><a href='/'>Start</a></nav><h1>Neue Runde</h1>" + BODY + "<script>document.write('Böse')</script>",
    )
    found = page_of(source, "a.html")
    assert all(paragraph in found.text for paragraph in PARAGRAPHS)
    assert "alert" not in found.text
    assert "Böse" not in found.text


def test_linked_data_outranks_meta_elements() -> None:
    head = (
        '<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "headline": "Neue Runde", '
        '"datePublished": "2023-06-27T10:00:00+02:00", "publisher": {"name": "Bergbote"}, '
        '"url": "https://bergbote.example/a"}]}</script>'
        '<meta property="og:title" content="Anders"><meta property="article:published_time" content="2020-01-01">'
    )
    found = page_of(page(head), "a.html")
    assert (found.title, found.published, found.publisher, found.url) == (
        "Neue Runde",
        date(2023, 6, 27),
        "Bergbote",
        "https://bergbote.example/a",
    )


def test_meta_elements() -> None:
    head = (
        '<meta property="og:title" content="Neue Runde"><meta property="og:site_name" content="Bergbote">'
        '<meta name="date" content="2023-06-27T22:30:00Z"><link rel="canonical" href="javascript:alert(1)">'
    )
    found = page_of(page(head), "a.html")
    assert (found.title, found.publisher, found.published, found.url) == (
        "Neue Runde",
        "Bergbote",
        date(2023, 6, 28),
        None,
    )


def test_the_outlet_is_no_part_of_the_title() -> None:
    title = '<meta property="og:title" content="Krieg - und Frieden | Bergbote">'
    head = title + '<meta property="og:site_name" content="Bergbote">'
    assert page_of(page(head), "a.html").title == "Krieg - und Frieden"


def test_only_elements_break_lines() -> None:
    wrapped = PARAGRAPHS[0].replace(", um", ",\n   um") + "<br>" + PARAGRAPHS[1].replace(" sie", "\nsie")
    assert page_of(page(body=f"<p>{wrapped}</p>"), "a.html").text == "\n".join(PARAGRAPHS)


def test_a_date_in_the_text_is_no_metadata() -> None:
    assert page_of(page(body=f"<p>Am 3. März 2021 begann der Streit.</p>{BODY}"), "a.html").published is None


def test_encoding_named_by_the_page() -> None:
    data = page('<meta charset="windows-1252">').encode("cp1252")
    assert PARAGRAPHS[0] in read_page(data, "a.html").text


@pytest.mark.parametrize(
    "source",
    [
        "<html><body><p>Unfertig: die Armee zog sich zurück, sagte der Minister am <b>Montag",
        "<p>Nur ein Absatz über die Lage an der Grenze.</p></div></span></body>",
        f"<html><body>{'<div>' * 300}{BODY}",
    ],
)
def test_broken_pages_still_give_their_text(source: str) -> None:
    assert "Grenze" in page_of(source, "a.html").text or "Armee" in page_of(source, "a.html").text


@pytest.mark.parametrize(
    "source", ["<html></html>", "<html><body><script>var a = 1;</script></body></html>", "<div>" * 100_000 + "Text"]
)
def test_pages_without_an_article_are_refused(source: str) -> None:
    with pytest.raises(InputError) as caught:
        page_of(source, "a.html")
    assert "a.html" in caught.value.message
    assert caught.value.way_out
