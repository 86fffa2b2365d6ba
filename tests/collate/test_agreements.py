"""Agreements: their points and what became of them; and what is no point."""

from __future__ import annotations

import pytest
from tests.builders import Draft
from tests.collate.test_collate import compiled

from lesart.collate.agreement_words import AgreementWords
from lesart.collate.points import find_points
from lesart.resources.lexicon import german
from lesart.schema import Reading
from lesart.schema.records import AgreementRecord

WORDS = AgreementWords.load(german())


def points(text: str) -> list[str]:
    draft = Draft("a1", text)
    return [point.span.cut(text) for point in find_points(draft.done(), [0], WORDS)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Beide schlossen ein Abkommen. Das Abkommen sieht den Austausch aller Gefangenen, die Öffnung der Grenze "
            "und den Abzug der Truppen vor.",
            ["den Austausch aller Gefangenen", "die Öffnung der Grenze", "den Abzug der Truppen"],
        ),
        (
            "Beide schlossen ein Abkommen. Vorgesehen sind außerdem der Austausch der Toten, die Rückkehr der "
            "Flüchtlinge und der Vertriebenen.",
            ["der Austausch der Toten", "die Rückkehr der Flüchtlinge und der Vertriebenen"],
        ),
        (
            "Beide schlossen ein Abkommen. Nordtal verpflichtet sich, die Brücke bis Mai freizugeben.",
            ["die Brücke bis Mai freizugeben"],
        ),
        (
            "Beide schlossen ein Abkommen. Das Papier umfasst neun Punkte. Die Truppen bleiben in ihren Stellungen. "
            "Beobachter sollen die Brücke sichern. Der Minister lächelte danach.",
            ["Die Truppen bleiben in ihren Stellungen", "Beobachter sollen die Brücke sichern"],
        ),
        (
            "Beide vereinbarten, auf Gewalt und ihre Androhung zu verzichten. Das Wetter war gut.",
            ["auf Gewalt und ihre Androhung zu verzichten"],
        ),
        (
            "Beide vereinbarten, dass die Minister binnen eines Monats zusammenkommen.",
            ["dass die Minister binnen eines Monats zusammenkommen"],
        ),
        ("Beide vereinbarten, die Brücke bis Mai freizugeben.", ["die Brücke bis Mai freizugeben"]),
        ("Beide einigten sich auf eine Waffenruhe, die am Abend begann.", ["eine Waffenruhe"]),
        (
            "Beide haben sich auf eine gemeinsame Kommission verständigt, die bald tagen soll.",
            ["eine gemeinsame Kommission"],
        ),
        ("Beide vereinbarten ein Treffen, das im Mai stattfand.", []),
        ("Beide schlossen ein Abkommen. Das Wetter war gut. Die Stimmung soll gut gewesen sein.", []),
    ],
)
def test_points_are_what_the_report_says_is_in_it(text: str, expected: list[str]) -> None:
    assert points(text) == expected


def test_what_somebody_says_about_it_is_no_point() -> None:
    text = "Beide schlossen ein Abkommen. „Das Abkommen sieht den Abzug aller Truppen vor“, sagte Berg."
    draft = Draft("a1", text)
    berg = draft.entity("Berg", "person")
    draft.quotation("„Das Abkommen sieht den Abzug aller Truppen vor“", speaker=berg, cue="sagte", type_="direct")
    assert find_points(draft.done(), [0], WORDS) == ()


def signed() -> Reading:
    draft = Draft(
        "a1",
        "Am 28. Juni unterzeichneten Armenien und Aserbaidschan in Obersteg ein Abkommen. Das Abkommen sieht den "
        "Austausch aller Kriegsgefangenen und die Öffnung der Bahnstrecke vor.",
        published="2023-06-29",
    )
    north, south = draft.entity("Armenien", "state"), draft.entity("Aserbaidschan", "state")
    draft.event("SUPPORT", "unterzeichneten", actors=[north, south], when="2023-06-28", time_text="28. Juni")
    return draft.done()


def later(identifier: str, published: str, text: str, speaker: str, name: str, content: str) -> Reading:
    draft = Draft(identifier, text, published=published)
    who = draft.entity(speaker, "organisation", name=name)
    draft.quotation(content, speaker=who, cue="teilte")
    return draft.done()


def agreement() -> AgreementRecord:
    readings = [
        signed(),
        later(
            "b2",
            "2023-08-01",
            "Alle Kriegsgefangenen seien ausgetauscht, teilte Baku mit.",
            "Baku",
            "Regierung Aserbaidschans",
            "Alle Kriegsgefangenen seien ausgetauscht",
        ),
        later(
            "c3",
            "2023-08-02",
            "Die Gefangenen seien noch nicht ausgetauscht, teilte Eriwan mit.",
            "Eriwan",
            "Regierung Armeniens",
            "Die Gefangenen seien noch nicht ausgetauscht",
        ),
        Draft("d4", "Am Rand des Treffens wurde ein Buch vorgestellt. Die Gäste waren zufrieden.").done(),
    ]
    (found,) = compiled(readings).agreements
    return found


def test_later_words_on_a_point_keep_their_claimants_and_are_disputed() -> None:
    prisoners, railway = agreement().points
    assert [(report.status, report.claimant.side) for report in prisoners.reports] == [("done", "az"), ("open", "am")]
    assert prisoners.status == "disputed"
    assert railway.reports == ()
    assert railway.status == "announced"


def test_parties_and_date_come_from_the_event() -> None:
    found = agreement()
    assert found.parties == ("armenien", "aserbaidschan")
    assert found.date == "2023-06-28"


@pytest.mark.parametrize(
    ("clause", "status"),
    [
        ("die Waffenruhe wurde gebrochen", "broken"),
        ("Punkt acht ist erfüllt", "done"),
        ("Punkt acht ist nicht erfüllt", "open"),
        ("der Austausch steht aus", "open"),
        ("nicht vorangekommen ist der Austausch", "open"),
        ("man habe das Abkommen nicht verletzt", None),
        ("das Wetter war gut", None),
    ],
)
def test_status_words(clause: str, status: str | None) -> None:
    said = WORDS.status(clause)
    assert (said.status if said else None) == status


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("kriegsgefangene", "gefangene", True),
        ("verkehrsweg", "verkehrsverbindung", True),
        ("stellung", "darstellung", False),
        ("austausch", "austausch", True),
        ("flüchtling", "vertriebene", True),
        ("grenze", "brücke", False),
    ],
)
def test_compounds_and_their_parts(one: str, other: str, same: bool) -> None:
    assert WORDS.same_thing(one, other) is same
    assert WORDS.same_thing(other, one) is same
