from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from lesart.errors import DataFileError
from lesart.resources.gazetteers import Gazetteers, Organisation, Person, Place, State, gazetteers


@pytest.fixture(scope="module")
def knowledge() -> Gazetteers:
    return gazetteers()


def names(knowledge: Gazetteers, text: str) -> list[tuple[str, str]]:
    return [(text[hit.start : hit.end], hit.refs[0].entry.name) for hit in knowledge.find(text)]


def test_states_in_genitive_and_by_official_name(knowledge: Gazetteers) -> None:
    text = "Die Grenzen Armeniens und der Vereinigten Staaten, die Republik Aserbaidschan"
    assert names(knowledge, text) == [
        ("Armeniens", "Armenien"),
        ("Vereinigten Staaten", "Vereinigte Staaten"),
        ("Republik Aserbaidschan", "Aserbaidschan"),
    ]


def test_names_decline_with_their_adjectives(knowledge: Gazetteers) -> None:
    assert names(knowledge, "bei der Europäischen Kommission und den Vereinten Nationen") == [
        ("Europäischen Kommission", "Europäische Kommission"),
        ("Vereinten Nationen", "Vereinte Nationen"),
    ]


def test_the_longest_name_wins_and_a_compound_is_marked(knowledge: Gazetteers) -> None:
    hits = knowledge.find("Der UN-Sicherheitsrat und ein NATO-Gipfel")
    assert hits[0].refs[0].entry.name == "Sicherheitsrat der Vereinten Nationen"
    assert not hits[0].joined
    assert hits[1].joined


def test_both_names_of_a_disputed_place_are_one_entry(knowledge: Gazetteers) -> None:
    (one,) = [r.entry for r in knowledge.lookup("Aghdara")]
    assert one in [r.entry for r in knowledge.lookup("Martakert")]
    assert isinstance(one, Place)
    assert one.latitude == pytest.approx(40.21, abs=0.05)


def test_an_office_is_answered_for_a_day(knowledge: Gazetteers) -> None:
    before = knowledge.holders("foreign-minister", "AM", date(2021, 1, 11))
    after = knowledge.holders("foreign-minister", "AM", date(2023, 6, 28))
    assert [p.name for p in before] == ["Ara Ajwasjan"]
    assert [p.name for p in after] == ["Ararat Mirsojan"]


def test_every_state_code_in_use_is_known(knowledge: Gazetteers) -> None:
    bodies = {"UN", "NATO"}
    for person in knowledge.persons:
        for holding in person.holdings:
            assert holding.state in knowledge.states or holding.state in bodies, person.name
    for organisation in knowledge.organisations:
        assert organisation.state is None or organisation.state in knowledge.states, organisation.name


def test_a_holder_never_leaves_an_office_before_taking_it(knowledge: Gazetteers) -> None:
    for person in knowledge.persons:
        for holding in person.holdings:
            if holding.start is not None and holding.end is not None:
                assert holding.start <= holding.end, person.name


def test_genitives_of_states(knowledge: Gazetteers) -> None:
    assert knowledge.states["TR"].genitive == "der Türkei"
    assert knowledge.states["IR"].genitive == "des Iran"
    assert knowledge.states["AM"].genitive == "Armeniens"


def test_an_index_made_by_hand_needs_no_files() -> None:
    state = State("XX", "state", "Utopien", ("Utopiens",), ("utopisch",), ("Utopier",), ("Stadt",), (), (), None)
    body = Organisation("Bund der Angler", ("BdA",), "ngo", "XX", None)
    person = Person("h:a", "Anna Ott", (), "f", ())
    small = Gazetteers([state], [body], [person], ["Aue\t\tcity\tXX\t50.0\t8.0\t100\t"])
    found = small.find("Anna Ott vom BdA in Aue sprach mit utopischen Utopierinnen")
    assert [hit.refs[0].kind for hit in found] == ["person", "organisation", "place", "adjective", "demonym"]


def test_a_broken_row_names_the_file(tmp_path: Path) -> None:
    (tmp_path / "states.tsv").write_text("AA\tstate\tA\n", encoding="utf-8")
    with pytest.raises(DataFileError, match=r"states\.tsv"):
        Gazetteers.load(tmp_path)


@pytest.mark.parametrize(
    ("form", "code"), [("Moskauer", "RU"), ("Kiewer", "UA"), ("Damaszener", "SY"), ("Pekinger", "CN")]
)
def test_a_capital_s_adjective_stands_for_its_state(form: str, code: str) -> None:
    refs = [ref for hit in gazetteers().find(f"die {form} Führung") for ref in hit.refs]
    assert [(ref.kind, getattr(ref.entry, "code", None)) for ref in refs] == [("adjective", code)]


def test_an_ordinary_noun_is_no_adjective_of_a_capital() -> None:
    assert not gazetteers().find("ein Maler aus dem Dorf")


def test_every_open_term_is_held_by_one(knowledge: Gazetteers) -> None:
    """Two presidents of one state at once would be an error of the lists."""
    for state, office in (
        ("FR", "head-of-state"),
        ("RU", "head-of-state"),
        ("TW", "head-of-state"),
        ("FI", "head-of-government"),
    ):
        assert len(knowledge.holders(office, state, date(2025, 12, 1))) == 1
