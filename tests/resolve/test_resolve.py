"""The resolver as a whole: what is put together, what is kept apart, and that no order matters."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.builders import Draft

from lesart.ontology.clusters import Groups, groups_of_links
from lesart.ontology.identifiers import qualified
from lesart.resolve import resolve
from lesart.resources.dossiers import DossierConfiguration
from lesart.schema import Reading
from lesart.schema.links import Link

DOSSIER = DossierConfiguration.model_validate(
    {
        "title": "Probe",
        "sides": [{"id": "am", "name": "Armenien"}, {"id": "az", "name": "Aserbaidschan"}],
        "actors": [
            {"id": "armenien", "name": "Armenien", "type": "state", "side": "am"},
            {"id": "aserbaidschan", "name": "Aserbaidschan", "type": "state", "side": "az"},
        ],
        "places": [
            {"id": "furt", "names": [{"name": "Obersteg"}, {"name": "Yuxarikeçid"}], "shown": "Obersteg/Yuxarikeçid"},
            {"id": "tal", "names": [{"name": "Mühltal"}]},
        ],
    }
)


def north() -> Reading:
    """The Armenian account of a fight."""
    draft = Draft(
        "a1",
        "Am 28. Juni hat die aserbaidschanische Armee bei Obersteg vier armenische Soldaten getötet, erklärte Eriwan.",
    )
    army = draft.entity("aserbaidschanische Armee", "organisation")
    place = draft.entity("Obersteg", "place")
    soldiers = draft.entity("vier armenische Soldaten", "group", kind="nominal")
    ministry = draft.entity("Eriwan", "organisation", name="Regierung Armeniens")
    draft.event(
        "ASSAULT",
        "getötet",
        actors=[army],
        recipients=[soldiers],
        places=[place],
        when="2023-06-28",
        time_text="28. Juni",
        source=ministry,
        killed=4,
    )
    return draft.done()


def south(
    *, day: str = "28. Juni", value: str = "2023-06-28", place: str = "Yuxarikeçid", article: str = "b2"
) -> Reading:
    """The Azerbaijani account of the same fight, under the place's other name."""
    draft = Draft(
        article,
        f"Armenische Truppen hätten am {day} bei {place} geschossen, hieß es aus dem aserbaidschanischen Militär.",
    )
    troops = draft.entity("Armenische Truppen", "group")
    where = draft.entity(place, "place")
    army = draft.entity("aserbaidschanischen Militär", "organisation")
    draft.event(
        "ASSAULT",
        "geschossen",
        actors=[troops],
        recipients=[army],
        places=[where],
        when=value,
        time_text=day,
        source=army,
    )
    return draft.done()


def groups(readings: list[Reading], links: tuple[Link, ...]) -> Groups:
    names = [qualified(r.document.id, e.id) for r in readings for e in r.events]
    return groups_of_links(names, links, "same-event")


def test_two_accounts_of_one_fight_meet_under_two_place_names() -> None:
    links = resolve([north(), south()], configuration=DOSSIER)
    (link,) = [link for link in links if link.kind == "same-event"]
    assert link.judgement == "same"
    assert {reason.feature for reason in link.reasons} >= {"date", "place"}
    assert link.score == max(0.0, min(1.0, sum(reason.weight for reason in link.reasons)))


def test_another_day_is_another_event() -> None:
    links = resolve([north(), south(day="3. Mai", value="2023-05-03")], configuration=DOSSIER)
    assert not [link for link in links if link.kind == "same-event"]


def test_without_a_place_two_reports_of_one_day_are_a_question_only() -> None:
    draft = Draft("c3", "Am 28. Juni beschossen armenische Truppen aserbaidschanische Posten.")
    troops = draft.entity("armenische Truppen", "group")
    posts = draft.entity("aserbaidschanische Posten", "group", kind="nominal")
    draft.event("ASSAULT", "beschossen", actors=[troops], recipients=[posts], when="2023-06-28", time_text="28. Juni")
    links = resolve([north(), draft.done()], configuration=DOSSIER)
    assert {link.judgement for link in links if link.kind == "same-event"} <= {"unsure"}


def test_a_vague_third_does_not_chain_two_places() -> None:
    other = Draft("b9", "Am 28. Juni starben vier armenische Soldaten im Mühltal durch aserbaidschanisches Feuer.")
    soldiers = other.entity("vier armenische Soldaten", "group", kind="nominal")
    valley = other.entity("Mühltal", "place")
    other.event(
        "ASSAULT", "starben", recipients=[soldiers], places=[valley], when="2023-06-28", time_text="28. Juni", killed=4
    )
    second = Draft("b8", "Am 28. Juni starben vier armenische Soldaten bei Obersteg durch aserbaidschanisches Feuer.")
    soldiers = second.entity("vier armenische Soldaten", "group", kind="nominal")
    ford = second.entity("Obersteg", "place")
    second.event(
        "ASSAULT", "starben", recipients=[soldiers], places=[ford], when="2023-06-28", time_text="28. Juni", killed=4
    )
    vague = Draft("b7", "Am 28. Juni starben vier armenische Soldaten durch aserbaidschanisches Feuer.")
    soldiers = vague.entity("vier armenische Soldaten", "group", kind="nominal")
    vague.event("ASSAULT", "starben", recipients=[soldiers], when="2023-06-28", time_text="28. Juni", killed=4)
    readings = [other.done(), second.done(), vague.done()]
    made = groups(readings, resolve(readings, configuration=DOSSIER))
    assert not made.together("b9#e1", "b8#e1")


def test_a_persons_decision_outranks_and_splits_whatever_the_chain() -> None:
    third = south(article="d4")
    readings = [north(), south(), third]
    apart = Link("same-event", "a1#e1", "b2#e1", "different", 1.0, origin="person", by="Probe")
    links = resolve(readings, configuration=DOSSIER, decisions=[apart])
    made = groups(readings, (*links, apart))
    assert not made.together("a1#e1", "b2#e1")
    back = Link("same-event", "a1#e1", "b2#e1", "same", 1.0, origin="person", by="Probe")
    again = resolve(readings, configuration=DOSSIER, decisions=[apart, back])
    assert groups(readings, (*again, apart, back)).together("a1#e1", "b2#e1")


@given(st.permutations([0, 1, 2, 3]))
@settings(deadline=None, max_examples=20)
def test_order_of_articles_does_not_matter(order: list[int]) -> None:
    readings = [north(), south(), south(article="d4"), south(day="3. Mai", value="2023-05-03", article="e5")]
    expected = resolve(readings, configuration=DOSSIER)
    assert resolve([readings[number] for number in order], configuration=DOSSIER) == expected
