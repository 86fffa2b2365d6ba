"""Which line of a plain text is its title."""

from __future__ import annotations

import pytest

from lesart.ingest.plain import title_of

BODY = "\n\nDie Unterhändler kamen am Dienstag zusammen, um über die Grenze zu beraten. Mehr ist nicht bekannt."


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("Neue Runde in Genf: Hoffnung auf Frieden", "Neue Runde in Genf: Hoffnung auf Frieden"),
        ("Scheitern die Gespräche?", "Scheitern die Gespräche?"),
        ("Minister: „Wir sind bereit“", "Minister: „Wir sind bereit“"),
        ("Kaukasus\nNeue Runde in Genf beginnt", "Neue Runde in Genf beginnt"),
        ("Anmelden\nPolitik\n\nKaukasus\nStreit in Genf", "Streit in Genf"),
        ("27.06.2023\nNeue Runde in Genf", "Neue Runde in Genf"),
        ("Waffenruhe", "Waffenruhe"),
        ("Die Gespräche begannen am Montag.", None),
        ("27.06.2023", None),
        ("Von Karla Muster", None),
        ("- Punkt eins", None),
        ("Startseite > Politik", None),
    ],
)
def test_title(head: str, title: str | None) -> None:
    assert title_of(head + BODY) == title


def test_text_of_one_line_has_no_title() -> None:
    assert title_of("Neue Runde in Genf") is None
    assert title_of("") is None


def test_a_wrapped_first_sentence_is_no_title() -> None:
    assert title_of("Die Unterhändler kamen am Dienstag\nzusammen, um zu beraten.\nMehr nicht.") is None
