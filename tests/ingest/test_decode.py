"""Encodings and what is no text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lesart.errors import InputError
from lesart.ingest.decode import decode

REPORT = "Die Außenminister trafen sich in Zürich. „Wir hören zu“, sagte Müller – über Öl sprach niemand."
SHORT = "Müller prüft Fälle."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_report_in_common_encodings(encoding: str) -> None:
    assert decode(REPORT.encode(encoding), "a.txt").text == REPORT


@pytest.mark.parametrize("text", [SHORT, "Fünf Tote in Köln", "Er weiß es.", "Straße gesperrt", "Über Österreich"])
@pytest.mark.parametrize("encoding", ["latin-1", "cp1252", "iso-8859-15"])
def test_short_german_in_one_byte_encodings(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "a.txt").text == text


@pytest.mark.parametrize("encoding", ["mac_roman", "cp850"])
def test_german_of_old_machines(encoding: str) -> None:
    text = "Die Außenminister trafen sich in Zürich, um über Öl und die Größe der Armee zu reden."
    assert decode(text.encode(encoding), "a.txt").text == text


def test_names_of_neighbours_survive_in_windows_1252() -> None:
    text = "François Dubois und José Núñez trafen Søren in Århus, Straße gesperrt."
    assert decode(text.encode("cp1252"), "a.txt").text == text


def test_line_ends_and_mark_and_nothing_else() -> None:
    assert decode(b"\xef\xbb\xbfa\r\nb\rc \t\x0cd\n\n", "a.txt").text == "a\nb\nc \t\x0cd\n\n"


def test_cut_utf8_is_read_with_a_notice() -> None:
    data = (REPORT * 3).encode()[:-2].rstrip(b".") + "ü".encode()[:1]
    decoded = decode(data, "a.txt")
    assert decoded.text.startswith(REPORT)
    assert decoded.notice is not None


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"%PDF-1.7 ...", "PDF"),
        (b"PK\x03\x04....[Content_Types].xmlword/document.xml", "Word"),
        (b"PK\x03\x04....mimetypeapplication/vnd.oasis.opendocument.text", "OpenDocument"),
        (b"PK\x03\x04....a.txt", "zip"),
        (b"\x1f\x8b\x08....", "gzip"),
        (b"\x89PNG\r\n\x1a\n....", "image"),
        (b"SQLite format 3\x00....", "dossier"),
        (b"Text mit \x00 darin und noch mehr Text", "no text"),
        (bytes(range(256)) * 10, "no text"),
    ],
)
def test_binary_is_refused_with_a_way_out(data: bytes, word: str) -> None:
    with pytest.raises(InputError, match=word) as caught:
        decode(data, "bericht.txt")
    assert "bericht.txt" in caught.value.message
    assert caught.value.way_out


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_utf8_text_is_itself(text: str) -> None:
    assert decode(f"Bericht: {text}".encode(), "a.txt").text == f"Bericht: {text}"


@given(st.binary(max_size=2000))
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    try:
        decoded = decode(data, "a.txt")
    except InputError:
        return
    decoded.text.encode()  # no lone surrogates
    assert "\r" not in decoded.text
    assert "\x00" not in decoded.text
