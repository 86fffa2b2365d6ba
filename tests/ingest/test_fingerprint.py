"""Copies have the same fingerprint, near copies a close one, other texts a distant one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lesart.ingest import fingerprint
from lesart.ingest.fingerprint import differing_bits

REPORT = (
    "Die Unterhändler beider Seiten kamen am Dienstag in der Hauptstadt zusammen, um über den Verlauf der Grenze zu "
    "beraten. Ein Ergebnis wurde bis zum Abend nicht bekannt. Nach Angaben des Ministeriums sollen die Gespräche am "
    "Mittwoch fortgesetzt werden. Die Opposition sprach von einer Inszenierung und verlangte Einsicht in den Entwurf. "
    "An der Grenze blieb es nach Darstellung beider Armeen in der Nacht ruhig, nachdem am Wochenende zwei Soldaten "
    "verletzt worden waren. Eine Sprecherin der Vermittler nannte die Stimmung sachlich."
)
OTHER = (
    "Der Zoo meldet Nachwuchs bei den Schneeleoparden: Zwei Jungtiere wurden in der vergangenen Woche geboren und sind "
    "wohlauf. Besucher können sie frühestens im Herbst sehen, sagte die Direktorin. Bis dahin bleibt das Gehege "
    "geschlossen, damit die Mutter ihre Ruhe hat. Der Vater lebt vorerst in einem Nachbargehege."
)


def test_marks_and_spaces_change_nothing() -> None:
    assert fingerprint("„Ja“,  sagte\ner.") == fingerprint('"Ja", sagte er.')


def test_a_near_copy_is_near_and_another_text_is_not() -> None:
    copy = REPORT.replace("Opposition", "Regierungsgegner").replace("Ein Ergebnis", "Ein greifbares Ergebnis") + " (mk)"
    near = differing_bits(fingerprint(REPORT).near, fingerprint(copy).near)
    far = differing_bits(fingerprint(REPORT).near, fingerprint(OTHER).near)
    assert fingerprint(REPORT).exact != fingerprint(copy).exact
    assert near < 14 < 20 < far


@given(st.text())
def test_every_text_has_a_fingerprint(text: str) -> None:
    found = fingerprint(text)
    assert len(found.near) == 16
    assert differing_bits(found.near, found.near) == 0
    assert found == fingerprint(text)
