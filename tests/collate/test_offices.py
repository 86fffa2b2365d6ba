"""An office that the person did not hold is flagged; what fits, is over or cannot be known is not."""

from __future__ import annotations

import pytest
from tests.builders import Draft

from lesart.collate import collate
from lesart.resolve import resolve
from lesart.schema.records import OfficeNote


def notes(text: str, name: str, *, published: str = "2023-06-29") -> tuple[OfficeNote, ...]:
    draft = Draft("o1", text, published=published)
    draft.entity(name, "person")
    reading = draft.done()
    return collate([reading], resolve([reading])).office_notes


def test_a_secretary_of_state_is_no_staatssekretär() -> None:
    (note,) = notes("Staatssekretär Antony Blinken reiste ab.", "Antony Blinken")
    assert (note.named, note.day) == ("Staatssekretär", "2023-06-29")
    assert [(held.office, held.state) for held in note.held] == [("foreign-minister", "US")]
    assert note.passage.wording == "Staatssekretär Antony Blinken"


def test_an_office_that_was_over_is_flagged_with_its_dates() -> None:
    (note,) = notes("Außenminister Sohrab Mnazakanjan sprach.", "Sohrab Mnazakanjan", published="2022-05-01")
    assert [held.end for held in note.held] == ["2020-11-16"]


@pytest.mark.parametrize(
    "text",
    [
        "US-Außenminister Antony Blinken reiste ab.",
        "Der frühere Staatssekretär Antony Blinken reiste ab.",
        "Minister Antony Blinken reiste ab.",
        "Freund Antony Blinken reiste ab.",
    ],
)
def test_what_fits_is_not_flagged(text: str) -> None:
    assert notes(text, "Antony Blinken") == ()


def test_who_is_not_known_is_not_flagged() -> None:
    assert notes("Außenminister Anton Unbekannt reiste ab.", "Anton Unbekannt") == ()


def test_without_a_date_nothing_is_known() -> None:
    draft = Draft("o1", "Staatssekretär Antony Blinken reiste ab.", published=None)
    draft.entity("Antony Blinken", "person")
    reading = draft.done()
    assert collate([reading], resolve([reading])).office_notes == ()
