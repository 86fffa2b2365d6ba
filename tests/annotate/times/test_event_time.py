"""Which expression an event hangs on."""

from __future__ import annotations

from datetime import date

import pytest
import spacy

from lesart.annotate.times import time_for
from lesart.schema import EventTime


def when(text: str, trigger: str, published: date | None = date(2023, 6, 28)) -> EventTime | None:
    nlp = spacy.blank("de")
    nlp.add_pipe("lesart_times")
    doc = nlp.make_doc(text)
    doc._.published = published
    start = text.index(trigger)
    return time_for(nlp(doc), start, start + len(trigger))


@pytest.mark.parametrize(
    ("text", "trigger", "value"),
    [
        ("Am 27. Juni trafen sich die Minister.", "trafen", "2023-06-27"),
        ("Am Dienstagabend beschoss die Armee das Dorf.", "beschoss", "2023-06-27"),
        ("Im März 2022 beschoss die Armee das Dorf.", "beschoss", "2022-03"),
        ("Ein Abkommen aus dem Jahr 1994 endete.", "Abkommen", "1994"),
        ("Vom 27. bis 29. Juni 2023 wird verhandelt.", "verhandelt", "2023-06-27/2023-06-29"),
        ("Diese Woche wird verhandelt.", "verhandelt", "2023-06-26/2023-07-02"),
        ("Im Sommer 2022 kam es zu Angriffen.", "Angriffen", "2022-06/2022-08"),
        ("Vor drei Jahren endete der Krieg.", "endete", "2020"),
        ("1997 trat er zurück. Damals protestierten Tausende.", "protestierten", "1997"),
    ],
)
def test_the_expression_of_its_clause(text: str, trigger: str, value: str) -> None:
    time = when(text, trigger)
    assert time is not None
    assert time.value == value
    assert time.start is not None


def test_its_own_clause_comes_before_the_sentence() -> None:
    text = "Am 27. Juni erklärte der Minister, dass die Armee am 25. Juni das Dorf beschossen habe."
    beschossen, erklaerte = when(text, "beschossen"), when(text, "erklärte")
    assert beschossen is not None
    assert beschossen.value == "2023-06-25"
    assert erklaerte is not None
    assert erklaerte.value == "2023-06-27"


def test_nothing_said_is_nothing_filled_in() -> None:
    assert when("Die Armee beschoss das Dorf.", "beschoss") is None
    assert when("Am Montag beschoss die Armee das Dorf.", "beschoss", published=None) is None
    assert when("Zwei Stunden lang beschoss die Armee das Dorf.", "beschoss") is None


def test_the_story_of_the_paragraph_gives_it_without_a_span() -> None:
    text = "Am 27. Juni eskalierte der Streit. Die Armee beschoss das Dorf.\n\nDie EU forderte Ruhe."
    told = when(text, "beschoss")
    assert told == EventTime(None, None, "2023-06-27")
    assert when(text, "forderte") is None
