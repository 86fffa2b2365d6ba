"""The same actor across articles: what joins, what must not, what becomes a question."""

from __future__ import annotations

from tests.builders import Draft

from lesart.ontology.clusters import groups_of_links
from lesart.resolve import resolve
from lesart.resources.dossiers import DossierConfiguration
from lesart.schema import EntityType, Reading
from lesart.schema.links import Link

DOSSIER = DossierConfiguration.model_validate(
    {
        "actors": [
            {"id": "alijew", "name": "Ilham Alijew", "type": "person", "links": {"wikidata": "Q57371"}},
            {"id": "aserbaidschan", "name": "Aserbaidschan", "type": "state", "aliases": ["Baku"]},
        ]
    }
)


def article(identifier: str, *names: tuple[str, EntityType], **more: str) -> Reading:
    """An article that only names somebody."""
    draft = Draft(identifier, " und ".join(name for name, _ in names) + " waren dort.")
    for name, type_ in names:
        draft.entity(name, type_, **more)  # type: ignore[arg-type]
    return draft.done()


def together(readings: list[Reading], one: str, other: str, configuration: DossierConfiguration = DOSSIER) -> bool:
    links = resolve(readings, configuration=configuration)
    names = {name for link in links for name in (link.left, link.right)} | {one, other}
    return groups_of_links(names, links, "same-actor").together(one, other)


def test_other_romanisations_of_a_full_name_are_one() -> None:
    readings = [article("a1", ("Nikol Paschinjan", "person")), article("b2", ("Nikol Pashinyan", "person"))]
    assert together(readings, "a1#n1", "b2#n1")


def test_other_names_of_one_sound_pattern_are_not() -> None:
    readings = [article("a1", ("Ilham Alijew", "person")), article("b2", ("Ilham Asijew", "person"))]
    assert not together(readings, "a1#n1", "b2#n1")
    readings = [article("a1", ("Ilham Alijew", "person")), article("b2", ("Heydar Alijew", "person"))]
    assert not together(readings, "a1#n1", "b2#n1")


def test_a_surname_joins_its_only_bearer() -> None:
    assert together([article("a1", ("Aliyev", "person"))], "a1#n1", "dossier#alijew")


def test_a_surname_of_two_bearers_is_a_question() -> None:
    readings = [article("a1", ("Heydar Alijew", "person")), article("b2", ("Alijew", "person"))]
    links = [link for link in resolve(readings, configuration=DOSSIER) if "b2#n1" in (link.left, link.right)]
    assert {link.judgement for link in links} == {"unsure"}
    assert len(links) == 2


def test_the_role_decides_between_two_bearers() -> None:
    readings = [
        article("a1", ("Anna Kowalenko", "person"), role="Außenministerin der Ukraine"),
        article("b2", ("Olga Kowalenko", "person"), role="Richterin aus Kasachstan"),
        article("c3", ("Kowalenko", "person"), role="ukrainische Außenministerin"),
    ]
    assert together(readings, "a1#n1", "c3#n1")
    assert not together(readings, "b2#n1", "c3#n1")


def test_surnames_that_nobody_bears_in_full_join_only_in_one_spelling() -> None:
    readings = [
        article("a1", ("Petrow", "person")),
        article("b2", ("Petrov", "person")),
        article("c3", ("Patrew", "person")),
    ]
    assert together(readings, "a1#n1", "b2#n1")
    assert not together([article("a1", ("Müller", "person")), article("b2", ("Maler", "person"))], "a1#n1", "b2#n1")


def test_different_ids_never_meet() -> None:
    readings = [
        article("a1", ("Michael Müller", "person"), wikidata="Q1"),
        article("b2", ("Michael Müller", "person"), wikidata="Q2"),
    ]
    assert not together(readings, "a1#n1", "b2#n1")


def test_a_body_is_one_under_its_names() -> None:
    names = ["aserbaidschanische Außenministerium", "Außenministerium Aserbaidschans", "Außenministerium in Baku"]
    readings = [article(f"a{number}", (name, "organisation")) for number, name in enumerate(names)]
    assert together(readings, "a0#n1", "a1#n1")
    assert together(readings, "a1#n1", "a2#n1")
    other = article("b2", ("armenische Außenministerium", "organisation"))
    assert not together([*readings, other], "a0#n1", "b2#n1")
    defence = article("b2", ("aserbaidschanische Verteidigungsministerium", "organisation"))
    assert not together([*readings, defence], "a0#n1", "b2#n1")


def test_a_spokesperson_is_not_the_body() -> None:
    readings = [
        article("a1", ("Außenministerium Aserbaidschans", "organisation")),
        article("b2", ("Sprecherin des Außenministeriums Aserbaidschans", "person"), kind="nominal"),
    ]
    assert not together(readings, "a1#n1", "b2#n1")


def test_nameless_groups_of_two_articles_stay_two() -> None:
    readings = [article(f"a{number}", ("vier armenische Soldaten", "group"), kind="nominal") for number in range(2)]
    assert not together(readings, "a0#n1", "a1#n1")


def test_never_merge_survives() -> None:
    readings = [article("a1", ("Anna Berg", "person")), article("b2", ("Anna Berg", "person"))]
    never = Link("same-actor", "a1#n1", "b2#n1", "different", 1.0, origin="person")
    links = (*resolve(readings, configuration=DOSSIER, decisions=[never]), never)
    assert not groups_of_links(["a1#n1", "b2#n1"], links, "same-actor").together("a1#n1", "b2#n1")
