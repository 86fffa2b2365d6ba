"""What somebody denies did not happen in his account: dass-clauses before and after the verb, and infinitives."""

from __future__ import annotations

from datetime import date

import pytest
from spacy.language import Language

from lesart.annotate.pipeline import annotate, build
from lesart.schema import Count


@pytest.fixture(scope="module")
def pipeline() -> Language:
    return build()


@pytest.mark.parametrize(
    ("text", "trigger", "factuality"),
    [
        ("Der Minister bestritt, dass Soldaten das Dorf angegriffen hätten.", "angegriffen", "denied"),
        ("Das Ministerium bestritt, die Stadt beschossen zu haben.", "beschossen", "denied"),
        ("Dass Wohngebiete beschossen wurden, bestreitet die Regierung.", "beschossen", "denied"),
        ("Der Präsident bestritt nicht, dass das Dorf beschossen wurde.", "beschossen", "happened"),
        ("Der Minister sagte, dass das Dorf beschossen wurde.", "beschossen", "happened"),
        (
            "Dass Häuser in Kiel beschossen wurden, das im Norden liegt, bestreitet die Regierung.",
            "beschossen",
            "denied",
        ),
        ("Niemand sei durch Drohnen getötet worden, sagte der Minister.", "getötet", "denied"),
        ("Niemand werde vertrieben, sagte der Minister.", "vertrieben", "denied"),
        ("Kein Dorf sei beschossen worden, sagte der Minister.", "beschossen", "denied"),
        ("Ein Angriff auf das Dorf habe nicht stattgefunden, sagte der Minister.", "Angriff", "denied"),
        ("Niemand bestreitet, dass das Dorf beschossen wurde.", "beschossen", "happened"),
        ("Die Meldung über einen Angriff entspreche nicht der Wahrheit, sagte der Minister.", "Angriff", "denied"),
        ("Berichte über einen Angriff seien falsch, sagte der Minister.", "Angriff", "denied"),
        ("Die Meldung über einen Angriff entspreche der Wahrheit, sagte der Minister.", "Angriff", "happened"),
        ("Die Truppen haben den Angriff nicht verhindert.", "Angriff", "happened"),
        ("Die Truppen haben den Angriff verhindert.", "Angriff", "denied"),
        ("Von einem Abzug könne keine Rede sein, sagte der Minister.", "Abzug", "denied"),
        ("Von einem Abzug der Truppen war die Rede.", "Abzug", "happened"),
        ("Serbien erkennt die Unabhängigkeit der Provinz nicht an.", "erkennt", "happened"),
    ],
)
def test_denied_content(pipeline: Language, text: str, trigger: str, factuality: str) -> None:
    doc = annotate(pipeline, text, published=date(2023, 3, 1))
    assert [event.factuality for event in doc._.events if event.trigger.cut(text) == trigger] == [factuality]


def test_sein_and_a_participle_say_what_was_done(pipeline: Language) -> None:
    text = "Drei Beamte seien getötet, ein vierter sei verletzt worden, sagte der Minister."
    (killed, _) = annotate(pipeline, text, published=None)._.events
    assert killed.actors == ()
    assert [text[role.start : role.end] for role in killed.recipients] == ["Drei Beamte"]
    assert killed.casualties is not None
    assert killed.casualties.killed == Count(3, 3, "Drei")
