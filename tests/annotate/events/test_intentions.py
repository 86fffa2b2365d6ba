"""What is resolved or expected is planned, what was begun or achieved was done, what one abstains from was not."""

from __future__ import annotations

from datetime import date

import pytest
from spacy.language import Language

from lesart.annotate.pipeline import annotate, build


@pytest.fixture(scope="module")
def pipeline() -> Language:
    return build()


@pytest.mark.parametrize(
    ("text", "trigger", "factuality"),
    [
        ("Das Kabinett beschloss, die Rebellen zu unterstützen.", "unterstützen", "planned"),
        ("Die Rebellen begannen die Stadt zu beschießen.", "beschießen", "happened"),
        ("Den Soldaten gelang es schließlich den Minister zu verhaften.", "verhaften", "happened"),
        ("Die Rebellen versuchten die Stadt zu beschießen.", "beschießen", "possible"),
        ("An den Gesprächen werden die Außenminister von Polen und Italien teilnehmen.", "Gesprächen", "planned"),
        ("Polen beteiligte sich nicht an dem Angriff.", "Angriff", "denied"),
        ("Polen beteiligte sich an dem Angriff.", "Angriff", "happened"),
        ("Die Opposition hielt sich mit Kritik an dem Minister zurück.", "Kritik", "denied"),
        ("Der Soldat behauptet von sich selbst, das Dorf beschossen zu haben.", "beschossen", "happened"),
        ("Polen erklärte die Bereitschaft zur Aufnahme von Gesprächen.", "Gesprächen", "possible"),
        ("Der Minister setzte sich für einen Abzug der Truppen ein.", "Abzug", "possible"),
        ("Die Miliz drohte mit einer Wiederaufnahme der Kämpfe.", "Kämpfe", "possible"),
        ("Der Minister warnte vor einem Wiederaufflammen der Gefechte.", "Gefechte", "possible"),
        ("Der Ausbruch der Kämpfe überraschte die Armee.", "Kämpfe", "happened"),
        ("Nach den Gefechten im Norden drohte die Miliz der Armee.", "Gefechten", "happened"),
        ("Aus Furcht vor Angriffen schlossen die Händler ihre Läden.", "Angriffen", "possible"),
        ("Der Minister drang auf die Freilassung der Geiseln.", "Freilassung", "possible"),
        ("Am Freitag hat der Grenzschutz den Angriff abgewehrt.", "Angriff", "happened"),
        ("Ein Abkommen wurde bisher nicht unterzeichnet.", "Abkommen", "denied"),
        ("Der Abzug der Truppen bleibt für Polen die rote Linie.", "Abzug", "possible"),
        ("Voraussetzung für Gespräche sei der Abzug der Truppen.", "Abzug", "possible"),
        ("Ein Abzug der Truppen steht nicht zur Debatte.", "Abzug", "denied"),
        ("Ein Abzug der Truppen steht zur Debatte.", "Abzug", "possible"),
        ("Sollten die Rebellen das Dorf beschießen, werde die Armee antworten.", "beschießen", "possible"),
        ("Die Anwälte müssen die Kritik an dem Minister zurückweisen.", "Kritik", "happened"),
    ],
)
def test_intentions(pipeline: Language, text: str, trigger: str, factuality: str) -> None:
    doc = annotate(pipeline, text, published=date(2023, 3, 1))
    assert [event.factuality for event in doc._.events if event.trigger.cut(text) == trigger] == [factuality]
