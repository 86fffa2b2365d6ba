"""Victims that are only counted make an event of their own in an article on violence, with who reports them."""

from __future__ import annotations

from datetime import date

import pytest
from spacy.language import Language

from lesart.annotate.pipeline import annotate, build
from lesart.schema import Count, Event

LEAD = "In der Nacht griffen Truppen des Nordens die Stadt Auenfeld an. "


@pytest.fixture(scope="module")
def pipeline() -> Language:
    return build()


def told(pipeline: Language, sentence: str, *, lead: str = LEAD) -> tuple[str, list[Event]]:
    """The text with its lead, and the events of the sentence."""
    text = lead + sentence
    doc = annotate(pipeline, text, published=date(2023, 6, 28))
    return text, [event for event in doc._.events if event.trigger.start >= len(lead)]


@pytest.mark.parametrize(
    ("sentence", "teller", "killed"),
    [
        ("Frankreich meldete am Donnerstag 71 Gefallene.", "Frankreich", Count(71, 71, "71")),
        ("Polen meldete fünf eigene Tote.", "Polen", Count(5, 5, "fünf")),
        (
            "Die eigenen Verluste gab das polnische Ministerium mit 50 Toten an.",
            "polnische Ministerium",
            Count(50, 50, "50"),
        ),
    ],
)
def test_a_number_of_dead_with_its_reporter(pipeline: Language, sentence: str, teller: str, killed: Count) -> None:
    text, (event,) = told(pipeline, sentence)
    assert event.type == "ASSAULT"
    assert event.source is not None
    assert teller in " ".join(span.cut(text) for span in event.source.spans)
    assert event.casualties is not None
    assert event.casualties.killed == killed
    assert event.actors == ()
    assert event.places == ()


def test_dead_and_wounded_are_two_counts(pipeline: Language) -> None:
    _, (event,) = told(pipeline, "Paris gab die eigenen Verluste mit drei Toten und 14 Verletzten an.")
    assert event.casualties is not None
    assert event.casualties.killed == Count(3, 3, "drei")
    assert event.casualties.injured == Count(14, 14, "14")


def test_dead_of_an_accident_make_no_assault(pipeline: Language) -> None:
    _, events = told(pipeline, "Peru meldete zwölf Tote.", lead="Ein Bus stürzte am Montag in eine Schlucht. ")
    assert not [event for event in events if event.type == "ASSAULT"]


def test_soldiers_who_fell_and_soldiers_who_were_captured(pipeline: Language) -> None:
    _, (fell,) = told(pipeline, "Zwei Soldaten seien gefallen, sagte der Minister.")
    assert fell.casualties is not None
    assert fell.casualties.killed == Count(2, 2, "Zwei")
    _, (captured,) = told(pipeline, "Zwölf Soldaten seien in Gefangenschaft geraten, sagte der Minister.")
    assert captured.casualties is not None
    assert captured.casualties.captured == Count(12, 12, "Zwölf")


def test_a_total_stands_apart_from_what_it_counts(pipeline: Language) -> None:
    text, (event,) = told(
        pipeline, "Der Minister bezifferte die Zahl der getöteten Soldaten am Mittwoch im Parlament auf 105."
    )
    assert event.trigger.cut(text) == "getöteten"
    assert event.casualties is not None
    assert event.casualties.killed == Count(105, 105, "105")
    assert event.time is None or event.time.start is None  # Wednesday is when he said so


def test_a_second_figure_behind_a_semicolon_is_another_account(pipeline: Language) -> None:
    sentence = "Nach Angaben der Armee starben bei den Kämpfen 30 Soldaten; die Regierung sprach von 70 Toten."
    text, events = told(pipeline, sentence)
    accounts = {
        " ".join(span.cut(text) for span in event.source.spans): event.casualties.killed
        for event in events
        if event.source is not None and event.casualties is not None
    }
    assert list(accounts.values()) == [Count(30, 30, "30"), Count(70, 70, "70")]
    assert "Armee" in next(iter(accounts))
    assert "Regierung" in list(accounts)[1]
