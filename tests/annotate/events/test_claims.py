"""Who claims an event beyond quotations: "Das teilte X mit" for the sentence before, and blame."""

from __future__ import annotations

from datetime import date

import pytest
from spacy.language import Language

from lesart.annotate.pipeline import annotate, build
from lesart.schema import Event


@pytest.fixture(scope="module")
def pipeline() -> Language:
    return build()


def events(pipeline: Language, text: str) -> dict[str, Event]:
    """The events of a text by the wording of their triggers."""
    doc = annotate(pipeline, text, published=date(2023, 3, 1))
    return {event.trigger.cut(text): event for event in doc._.events}


@pytest.mark.parametrize(
    ("text", "trigger", "claimant"),
    [
        ("In Kiel wurden zwei Soldaten getötet. Das teilte die Polizei mit.", "getötet", "Polizei"),
        ("Die Truppen griffen das Dorf an. Dies gab das Ministerium am Abend bekannt.", "griffen", "Ministerium"),
        ("In Kiel wurden zwei Soldaten getötet. Das wurde vom Presseamt bestätigt.", "getötet", "Presseamt"),
        ("In Kiel wurden zwei Soldaten getötet. Das teilte die Polizei nicht mit.", "getötet", None),
        ("In Kiel wurden zwei Soldaten getötet. Das gab Anlass zur Sorge.", "getötet", None),
        ("In Kiel wurden zwei Soldaten getötet. Das ist ein Bruch der Waffenruhe.", "getötet", None),
        ("Kanzler Ott machte die Rebellen für den Angriff auf Kiel verantwortlich.", "Angriff", "Ott"),
        ("Kanzler Ott gab den Rebellen die Schuld an dem Angriff.", "Angriff", "Ott"),
        ("Die Armee meldete neue Gefechte bei Kiel.", "Gefechte", "Armee"),
        ("Augenzeugen berichteten von drei getöteten Demonstranten.", "getöteten", "Augenzeugen"),
        ("Das Ministerium bezifferte die Zahl der getöteten Soldaten auf 40.", "getöteten", "Ministerium"),
        ("Die Rebellen sind für den Angriff auf Kiel verantwortlich.", "Angriff", None),
    ],
)
def test_who_vouches_or_blames(pipeline: Language, text: str, trigger: str, claimant: str | None) -> None:
    source = events(pipeline, text)[trigger].source
    assert (source and [span.cut(text) for span in source.spans]) == (claimant and [claimant])


def test_who_passes_a_claim_on_stands_outside_of_it(pipeline: Language) -> None:
    text = "Die Armee hat nach Angaben der Rebellen das Dorf angegriffen. Das berichtete die Agentur Nordpress."
    chain = events(pipeline, text)["angegriffen"].source_chain
    outer, inner = (source.spans[0].cut(text) for source in chain)
    assert "Nordpress" in outer
    assert "Rebellen" in inner


def test_an_article_far_from_its_noun_is_nobody(pipeline: Language) -> None:
    text = "Das von der Miliz kontrollierte Gesundheitsministerium bezifferte die Zahl der getöteten Bewohner auf 40."
    found = events(pipeline, text)
    assert "getöteten" in found
    for event in found.values():
        assert event.source is None or [span.cut(text) for span in event.source.spans] != ["Das"]
