from __future__ import annotations

from datetime import date

import pytest
from tests.annotate.coreference.conftest import Reader


def test_full_name_surname_office_and_pronoun_are_one(reader: Reader) -> None:
    found = reader.read(
        "Der georgische Innenminister Lewan Beridse trat zurück. Beridse nannte keine Gründe. "
        "Der Innenminister war lange krank. Er bleibt im Land."
    )
    chain = found["Lewan Beridse"][0]
    assert found["Beridse"][0] == found["Innenminister"][0] == found["Er"][0] == chain
    assert chain.role == "georgischer Innenminister"


def test_two_romanisations_in_one_article_are_one_person(reader: Reader) -> None:
    found = reader.read("Außenminister Jeyhun Bayramov reiste ab. Dschejhun Bajramow kommt wieder.")
    assert found["Jeyhun Bayramov"][0] == found["Dschejhun Bajramow"][0]
    assert found["Jeyhun Bayramov"][0].links == {"wikidata": "Q16366137"}


def test_father_and_son_stay_two(reader: Reader) -> None:
    found = reader.read("Heydar Alijew starb 2003. Sein Sohn Ilham Alijew folgte ihm.")
    assert found["Heydar Alijew"][0] != found["Ilham Alijew"][0]


@pytest.mark.parametrize(
    ("text", "city", "name"),
    [
        ("Moskau warf Tiflis Wortbruch vor.", "Moskau", "Regierung Russlands"),
        ("Das Treffen fand in Moskau statt.", "Moskau", "Moskau"),
        ("Die Spannungen zwischen Baku und Eriwan wachsen.", "Baku", "Regierung Aserbaidschans"),
        ("Der Kreml dementierte.", "Kreml", "Regierung Russlands"),
    ],
)
def test_a_capital_is_a_government_only_where_it_acts(reader: Reader, text: str, city: str, name: str) -> None:
    assert reader.read(text)[city][0].name == name


def test_bodies_of_a_state_have_one_name(reader: Reader) -> None:
    found = reader.read("Das georgische Außenministerium protestierte. Das Außenministerium Georgiens blieb dabei.")
    assert {e.name for es in found.values() for e in es if e.type == "organisation"} == {"Außenministerium Georgiens"}


def test_two_names_with_a_slash_are_one_place(reader: Reader) -> None:
    found = reader.read("Gekämpft wurde bei Aghdara/Martakert und Chodschawand/Martuni.")
    assert found["Aghdara"][0] == found["Martakert"][0]
    assert found["Chodschawand"][0] == found["Martuni"][0]
    assert {"Chodschawand", "Martuni"} <= set(found["Martuni"][0].aliases)


def test_groups_have_members(reader: Reader) -> None:
    found = reader.read(
        "Präsident Lewan Beridse traf Präsident Aram Sarkisow. Sie sprachen lange. "
        "Die beiden Präsidenten unterschrieben nichts."
    )
    assert len(found["beiden Präsidenten"][0].members) == 2


def test_both_countries_are_the_states_named_before(reader: Reader) -> None:
    found = reader.read("Armenien und Aserbaidschan verhandeln. Beide Länder wollen Frieden.")
    assert found["Beide Länder"][0].name == "Armenien und Aserbaidschan"


def test_the_holder_of_an_office_on_the_day(reader: Reader) -> None:
    text = "Der armenische Außenminister sagte ab."
    found = reader.read(text, published=date(2023, 6, 28))
    assert found["armenische Außenminister"][0].name == "Ararat Mirsojan"
    assert reader.read(text)["armenische Außenminister"][0].links == {}
    former = reader.read("Der ehemalige armenische Außenminister sagte ab.", published=date(2023, 6, 28))
    assert former["ehemalige armenische Außenminister"][0].links == {}


def test_aliases_hold_no_pronoun_and_no_bare_noun(reader: Reader) -> None:
    found = reader.read("Der georgische Innenminister Lewan Beridse trat zurück. Er schwieg. Der Minister ging.")
    assert set(found["Lewan Beridse"][0].aliases) == {"Lewan Beridse"}


def test_every_entity_has_a_mention(reader: Reader) -> None:
    found = reader.read("Die armenische Armee meldete Verluste. Sie zog sich zurück.")
    assert all(e.aliases for es in found.values() for e in es)
