"""One incident in several articles, compared as a whole."""

from __future__ import annotations

from tests.builders import Draft
from tests.resolve.test_resolve import DOSSIER

from lesart.ontology.clusters import groups_of_links
from lesart.resolve import resolve
from lesart.schema import Reading

WORDS = {
    "a1": (
        "Das Militär in Eriwan sagte, aserbaidschanische Truppen hätten angegriffen",
        "Aus der Hauptstadt Baku kam die Nachricht vom",
    ),
    "b2": (
        "Laut Eriwan waren es aserbaidschanische Truppen, die am Morgen angegriffen hätten",
        "Auch Verluste meldete Baku",
    ),
    "c3": (
        "Damals, so sieht es Eriwan noch heute, hätten aserbaidschanische Truppen grundlos angegriffen",
        "Die Zahl nannte Baku später genauer",
    ),
}


def report(
    article: str,
    published: str,
    *,
    day: str = "3. Juni",
    value: str = "2023-06-03",
    own: int = 7,
    place: str = "",
    lead: str = "Zwischen beiden Armeen und ihren Verbündeten an der langen Grenze, wie schon im Frühjahr, am",
) -> Reading:
    """An article in which both sides tell of a day's fighting."""
    where = f" bei {place}" if place else ""
    north_text, south_text = WORDS[article]
    draft = Draft(
        article,
        f"{lead} {day} gab es Gefechte{where}. {north_text}. {south_text}: Tod von {own} Soldaten.",
        published=published,
    )
    troops = draft.entity("aserbaidschanische Truppen", "group")
    north = draft.entity("Eriwan", "organisation", name="Regierung Armeniens")
    south = draft.entity("Baku", "organisation", name="Regierung Aserbaidschans")
    places = [draft.entity(place, "place")] if place else []
    draft.event("ASSAULT", "Gefechte", places=places, when=value, time_text=day)
    draft.event("ASSAULT", "angegriffen", actors=[troops], source=north, when=value)
    draft.event("ASSAULT", "Tod", source=south, killed=own, when=value)
    return draft.done()


def one_event(*readings: Reading) -> bool:
    """Whether the first mentions of all readings are one event."""
    names = [f"{r.document.id}#{event.id}" for r in readings for event in r.events]
    groups = groups_of_links(names, resolve(readings, configuration=DOSSIER), "same-event")
    return all(groups.together(f"{readings[0].document.id}#e1", f"{r.document.id}#e1") for r in readings)


def test_an_article_that_looks_back_means_the_one_incident_of_the_day() -> None:
    assert one_event(report("a1", "2023-06-04", place="Obersteg"), report("b2", "2023-06-20", own=9))


def test_figures_that_differ_do_not_keep_apart_what_place_and_day_join() -> None:
    assert one_event(
        report("a1", "2023-06-04", own=7, place="Obersteg"), report("b2", "2023-06-04", own=12, place="Yuxarikeçid")
    )


def test_where_the_day_has_two_incidents_a_person_is_asked() -> None:
    readings = (
        report("a1", "2023-06-04", place="Obersteg", own=3),
        report("b2", "2023-06-04", place="Mühltal", own=5),
        report("c3", "2023-06-20", own=9, lead="Rückblick auf den Monat, der vieles verändert hat:"),
    )
    links = resolve(readings, configuration=DOSSIER)
    ends = [(link.left.partition("#")[0], link.right.partition("#")[0], link) for link in links]
    across = [
        link for left, right, link in ends if link.kind == "same-event" and left != right and "c3" in (left, right)
    ]
    assert across
    assert {link.judgement for link in across} == {"unsure"}


def test_another_day_is_another_incident() -> None:
    assert not one_event(
        report("a1", "2023-06-04", place="Obersteg"),
        report("b2", "2023-06-20", day="9. Juni", value="2023-06-09", place="Obersteg"),
    )
