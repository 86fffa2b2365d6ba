"""The same place under two names, and copied text."""

from __future__ import annotations

from tests.builders import Draft
from tests.resolve.test_resolve import DOSSIER

from lesart.ontology.clusters import groups_of_links
from lesart.resolve import resolve
from lesart.schema import Reading

SENTENCES = [
    "In der Nacht brannte im Hafen ein Lagerhaus mit Getreide nieder.",
    "Nach Angaben der Feuerwehr wurde niemand verletzt, der Schaden ist erheblich.",
    "Die Polizei ermittelt wegen Brandstiftung gegen zwei frühere Angestellte der Firma.",
    "Der Bürgermeister kündigte an, die Kontrollen an den Kais zu verschärfen.",
    "Ein Sprecher der Reederei sprach von einem schweren Schlag für die Stadt.",
    "Erst im Vorjahr war dort ein Kran umgestürzt und hatte einen Frachter beschädigt.",
]


def place(identifier: str, name: str) -> Reading:
    draft = Draft(identifier, f"Das geschah in {name}.")
    draft.entity(name, "place")
    return draft.done()


def test_two_configured_names_and_a_spelling_are_one_place() -> None:
    readings = [place("a1", "Obersteg"), place("b2", "Yuxarikeçid"), place("c3", "Yuxarikecid"), place("d4", "Mühltal")]
    names = [f"{article}#n1" for article in ("a1", "b2", "c3", "d4")]
    groups = groups_of_links([*names, "dossier#furt"], resolve(readings, configuration=DOSSIER), "same-place")
    assert groups.together(names[0], names[1])
    assert groups.together(names[1], names[2])
    assert not groups.together(names[0], names[3])


def text(identifier: str, sentences: list[str]) -> Reading:
    return Draft(identifier, " ".join(sentences)).done()


def copies(readings: list[Reading]) -> list[tuple[str, str, str]]:
    return [(link.left, link.right, link.judgement) for link in resolve(readings) if link.kind == "copy"]


def test_a_shortened_text_is_a_copy_with_a_visible_score() -> None:
    readings = [text("a1", SENTENCES), text("b2", ["Großbrand am Kai.", *SENTENCES[:3]])]
    assert copies(readings) == [("a1", "b2", "same")]
    (link,) = resolve(readings)
    assert {reason.feature for reason in link.reasons} == {"containment", "resemblance"}
    assert link.score > 0.8


def test_one_shared_sentence_is_no_copy() -> None:
    other = [
        "Im Nachbarort stimmte der Rat am Abend für eine neue Brücke über den Fluss.",
        "Sie soll zwölf Millionen kosten und in drei Jahren fertig sein, hieß es im Rathaus.",
        "Gegner wollen klagen, weil der Bau durch ein Schutzgebiet führt und Bäume fallen müssten.",
        "Über die Maut wird noch gestritten, eine Mehrheit dafür ist bisher nicht in Sicht.",
    ]
    assert copies([text("a1", SENTENCES), text("b2", [*other, SENTENCES[1]])]) == []
