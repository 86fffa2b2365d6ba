"""Who judges, demands or accuses takes no part in what he speaks of, and nobody is a place."""

from __future__ import annotations

from datetime import date

import pytest
from spacy.language import Language

from lesart.annotate.pipeline import annotate, build
from lesart.schema import Event


@pytest.fixture(scope="module")
def pipeline() -> Language:
    return build()


def event(pipeline: Language, text: str, trigger: str) -> Event:
    (found,) = [e for e in annotate(pipeline, text, published=None)._.events if e.trigger.cut(text) == trigger]
    return found


@pytest.mark.parametrize(
    ("text", "trigger", "actors"),
    [
        ("Außenministerin Anna Berg begrüßte die Einigung.", "Einigung", set()),
        ("Kanzler Ott forderte den Abzug der Truppen.", "Abzug", {"Truppen"}),
        ("Kanzler Ott verurteilte den Angriff.", "Angriff", set()),
        ("Kanzler Ott drang auf die Freilassung der Geiseln.", "Freilassung", set()),
        ("Die Polizei beendete die Kundgebung.", "Kundgebung", set()),
        ("Polen wirft Norwegen vor, die Rebellen zu unterstützen.", "unterstützen", {"Norwegen"}),
        ("Polen versprach, die Rebellen zu unterstützen.", "unterstützen", {"Polen"}),
    ],
)
def test_who_takes_part(pipeline: Language, text: str, trigger: str, actors: set[str]) -> None:
    assert {text[role.start : role.end] for role in event(pipeline, text, trigger).actors} == actors


def test_who_is_accused_of_helping_is_so_by_the_accuser(pipeline: Language) -> None:
    text = "Polen wirft Norwegen vor, die Rebellen zu unterstützen."
    source = event(pipeline, text, "unterstützen").source
    assert source is not None
    assert [span.cut(text) for span in source.spans] == ["Polen"]


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Ministerpräsident Ott machte die Regierung in Belgrad für den Angriff verantwortlich.", "Angriff"),
        ("Polen meldet Abschuss von Drohne – Washington schweigt", "Abschuss"),
        ("Das Verteidigungsministerium in Kiel wies die Vorwürfe zurück.", "wies"),
    ],
)
def test_a_government_is_no_place(pipeline: Language, text: str, trigger: str) -> None:
    assert event(pipeline, text, trigger).places == ()


def test_who_tells_of_an_agreement_makes_none(pipeline: Language) -> None:
    text = "Wie die Vermittler aus Polen mitteilten, sagten die Armee und die Miliz eine Waffenruhe zu."
    agreed = event(pipeline, text, "sagten")
    assert {text[role.start : role.end] for role in agreed.actors} == {"Armee", "Miliz"}
    assert agreed.source is not None
    assert "Vermittler" in agreed.source.spans[0].cut(text)


@pytest.mark.parametrize(
    ("text", "trigger", "actors"),
    [
        ("Polens Außenministerin Anna Berg kritisierte die Junta.", "kritisierte", {"Anna Berg"}),
        ("Sudan: Rebellen kritisierten die Junta", "kritisierten", {"Rebellen"}),
        ("Außenministerin Anna Berg (SPD) kritisierte die Junta.", "kritisierte", {"Anna Berg"}),
        ("Polens und Norwegens Präsidenten kritisierten die Junta.", "kritisierten", None),
    ],
)
def test_whose_office_somebody_has_does_not_act(
    pipeline: Language, text: str, trigger: str, actors: set[str] | None
) -> None:
    found = {text[role.start : role.end] for role in event(pipeline, text, trigger).actors}
    assert found == actors if actors is not None else found


def test_what_was_done_lies_in_no_future(pipeline: Language) -> None:
    text = "Kanzler Ott hatte gefordert, bis Samstag müssten alle Geiseln freikommen."
    doc = annotate(pipeline, text, published=date(2023, 3, 1))
    (found,) = [e for e in doc._.events if e.trigger.cut(text) == "gefordert"]
    assert found.time is None or found.time.value[:10] <= "2023-03-01"


def test_an_agreement_at_a_day_to_come_is_planned(pipeline: Language) -> None:
    text = "Ein umfassendes Friedensabkommen soll bis zum 18. August folgen."
    doc = annotate(pipeline, text, published=date(2023, 3, 1))
    (found,) = [e for e in doc._.events if e.trigger.cut(text) == "Friedensabkommen"]
    assert found.factuality == "planned"


def test_bare_places_are_none(pipeline: Language) -> None:
    text = "Die Armee hat Orte beschossen. Die Armee hat Orte im Süden des Landes beschossen."
    doc = annotate(pipeline, text, published=None)
    assert [e.trigger.cut(text) for e in doc._.events] == ["beschossen", "beschossen"]
    places = [text[p.start : p.end] for e in doc._.events for p in e.places]
    assert "Orte" not in places


@pytest.mark.parametrize(
    ("text", "trigger", "harmed"),
    [
        ("Mehr als 900 Menschen wurden getötet und 5600 vertrieben.", "vertrieben", False),
        ("Mehr als 900 Menschen wurden getötet und vertrieben.", "vertrieben", True),
        ("Die Minister verurteilten den Mord an dem Polizisten.", "verurteilten", False),
        ("Die Minister verurteilten den Mord an dem Polizisten.", "Mord", True),
        ("Den Vertrag kennt Ott. Unterzeichnet wurde er bisher nicht.", "Unterzeichnet", False),
        ("Seit Beginn der Kämpfe sind 900 Menschen geflohen.", "Kämpfe", False),
    ],
)
def test_a_number_or_a_noun_keeps_its_own_victims(pipeline: Language, text: str, trigger: str, harmed: bool) -> None:
    assert bool(event(pipeline, text, trigger).recipients) is harmed
