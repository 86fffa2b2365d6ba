"""The resolver's grounds are read out in the interface's language, anything else as it stands."""

from __future__ import annotations

from tests.web.handmade import record

from lesart.resources.interface import interface_words
from lesart.web.index import RecordIndex
from lesart.web.reasons import Ground, read_grounds

INDEX = RecordIndex.build(record())
GERMAN = interface_words("de")


def test_dates_sides_and_weights_are_read() -> None:
    line = "date 2021-05-03 ~ 2021-05-03 (+0.35); parties side:nord, side:sued (+0.20); place differs (-0.20)"
    assert read_grounds(line, INDEX, GERMAN) == (
        Ground("Datum", "3. Mai 2021", "+0,35", True),
        Ground("Seiten", "Nordau, Südau", "+0,20", True),
        Ground("Ort", "verschieden", "−0,20", False),
    )


def test_a_day_apart_and_numbers_in_findings() -> None:
    line = (
        "date 2021-05-03 ~ 2021-05-04, a day apart (+0.10); continues 2 sentence(s) on, without a date or place (+0.72)"
    )
    first, second = read_grounds(line, INDEX, GERMAN)
    assert first.finding == "3. Mai 2021 ~ 4. Mai 2021, ein Tag Abstand"
    assert second.finding == "2 Sätze weiter, ohne eigenes Datum und eigenen Ort"


def test_months_and_spans_of_time() -> None:
    line = (
        "date 2021-05 ~ 2021-05-04/2021-05-06, roughly (+0.10); date 2021-05-03 ~ 2021-05-03, from the context (+0.15)"
    )
    first, second = read_grounds(line, INDEX, GERMAN)
    assert first.finding == "Mai 2021 ~ 4.–6. Mai 2021, ungefähr"
    assert second.finding == "3. Mai 2021, aus dem Zusammenhang erschlossen"


def test_a_persons_decision_and_unknown_wording() -> None:
    assert read_grounds("decided by Gül Ö.", INDEX, GERMAN)[0].finding == "Gül Ö."
    assert read_grounds("etwas ganz anderes", INDEX, GERMAN) == (Ground("", "etwas ganz anderes", "", True),)
