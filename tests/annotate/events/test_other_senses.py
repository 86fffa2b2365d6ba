"""Naming is no judgement and a toll no demand; victims and helpers did not do it, and nobody does it twice."""

from __future__ import annotations

import pytest
from spacy.language import Language

from lesart.annotate.pipeline import annotate, build
from lesart.schema import Event


@pytest.fixture(scope="module")
def pipeline() -> Language:
    return build()


def events(pipeline: Language, text: str, trigger: str) -> list[Event]:
    return [e for e in annotate(pipeline, text, published=None)._.events if e.trigger.cut(text) == trigger]


@pytest.mark.parametrize(
    ("text", "trigger", "types"),
    [
        ("Der Minister nannte in Kiel 135 getötete Soldaten.", "nannte", []),
        ("Der Minister nannte den Angriff einen Rechtsbruch.", "nannte", ["ACCUSE"]),
        ("Der Minister nannte den Angriff inakzeptabel.", "nannte", ["ACCUSE"]),
        ("Der Angriff auf die Stadt forderte drei Tote und 14 Verletzte.", "forderte", []),
        ("Der Angriff auf die Stadt forderte zwölf Todesopfer.", "forderte", []),
        ("Der Minister forderte den Abzug der Truppen.", "forderte", ["REQUEST"]),
        ("Der Botschafter legte gegen die Ausweisung Protest ein.", "Protest", []),
        ("In Kiel gab es einen Protest gegen die Regierung.", "Protest", ["PROTEST"]),
        ("Die Armee meldet einen Aufmarsch fremder Truppen an der Grenze.", "Aufmarsch", []),
    ],
)
def test_other_senses(pipeline: Language, text: str, trigger: str, types: list[str]) -> None:
    assert [event.type for event in events(pipeline, text, trigger)] == types


@pytest.mark.parametrize(
    ("text", "trigger", "innocent"),
    [
        ("Zwei Journalisten starben bei der Explosion einer Bombe in Kiel.", "Explosion", "Zwei Journalisten"),
        ("Bei dem Angriff nahe den Friedenstruppen wurden vier Soldaten verletzt.", "Angriff", "Friedenstruppen"),
        ("Der Angriff auf die Stadt forderte drei Tote und 14 Verletzte.", "Angriff", "drei Tote"),
    ],
)
def test_victims_and_helpers_did_not_do_it(pipeline: Language, text: str, trigger: str, innocent: str) -> None:
    (event,) = events(pipeline, text, trigger)
    assert innocent not in {text[role.start : role.end] for role in event.actors}


def test_helpers_who_shoot_did_it(pipeline: Language) -> None:
    (event,) = events(pipeline, "Die Friedenstruppen haben das Dorf beschossen.", "beschossen")
    assert len(event.actors) == 1
