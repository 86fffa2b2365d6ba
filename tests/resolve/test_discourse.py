"""Within an article: what goes on, what denies, what answers, and what starts anew."""

from __future__ import annotations

from tests.builders import Draft
from tests.resolve.test_resolve import DOSSIER

from lesart.ontology.clusters import groups_of_links
from lesart.resolve import resolve
from lesart.schema import Reading


def together(reading: Reading, one: str, other: str) -> bool:
    names = [f"{reading.document.id}#{event.id}" for event in reading.events]
    groups = groups_of_links(names, resolve([reading], configuration=DOSSIER), "same-event")
    return groups.together(f"{reading.document.id}#{one}", f"{reading.document.id}#{other}")


def told(
    second: str, trigger: str, *, places: tuple[str, ...] = (), killed: int | None = 2
) -> tuple[Reading, str, str]:
    draft = Draft("a1", f"Am 3. Juni beschossen aserbaidschanische Truppen Obersteg. {second}")
    troops = draft.entity("aserbaidschanische Truppen", "group")
    village = draft.entity("Obersteg", "place")
    first = draft.event(
        "ASSAULT", "beschossen", actors=[troops], recipients=[village], when="2023-06-03", time_text="3. Juni"
    )
    where = [draft.entity(name, "place") for name in places]
    other = draft.event("ASSAULT", trigger, places=where, killed=killed)
    return draft.done(), first, other


def test_dead_in_the_next_sentence_belong_to_the_shelling() -> None:
    assert together(*told("Zwei Menschen wurden getötet.", "getötet"))


def test_dead_elsewhere_do_not() -> None:
    assert not together(*told("Im Mühltal wurden zwei Menschen getötet.", "getötet", places=("Mühltal",)))


def test_a_denial_takes_up_what_the_other_side_said() -> None:
    draft = Draft(
        "a1",
        "Am 3. Juni hätten aserbaidschanische Truppen Obersteg angegriffen, sagte Eriwan. Das Wetter war gut. "
        "Viele Menschen waren auf den Feldern. Die Ernte begann. Einen Angriff habe es nicht gegeben, sagte Baku.",
    )
    troops = draft.entity("aserbaidschanische Truppen", "group")
    village = draft.entity("Obersteg", "place")
    north = draft.entity("Eriwan", "organisation", name="Regierung Armeniens")
    south = draft.entity("Baku", "organisation", name="Regierung Aserbaidschans")
    first = draft.event(
        "ASSAULT",
        "angegriffen",
        actors=[troops],
        places=[village],
        when="2023-06-03",
        time_text="3. Juni",
        source=north,
    )
    denial = draft.event("ASSAULT", "Angriff", factuality="denied", source=south)
    assert together(draft.done(), first, denial)


def test_a_claim_far_off_in_an_article_on_several_days_stays_alone() -> None:
    draft = Draft(
        "a1",
        "Am 3. Juni hätten aserbaidschanische Truppen Obersteg angegriffen, sagte Eriwan. Am 9. Juni wurde im Mühltal "
        "geschossen. Das Wetter war gut. Die Ernte begann. Viele waren da. Ein Soldat sei gefallen, sagte Baku.",
    )
    troops = draft.entity("aserbaidschanische Truppen", "group")
    village, valley = draft.entity("Obersteg", "place"), draft.entity("Mühltal", "place")
    north = draft.entity("Eriwan", "organisation", name="Regierung Armeniens")
    south = draft.entity("Baku", "organisation", name="Regierung Aserbaidschans")
    first = draft.event(
        "ASSAULT",
        "angegriffen",
        actors=[troops],
        places=[village],
        when="2023-06-03",
        time_text="3. Juni",
        source=north,
    )
    second = draft.event("ASSAULT", "geschossen", places=[valley], when="2023-06-09", time_text="9. Juni")
    claim = draft.event("ASSAULT", "gefallen", source=south, killed=1)
    reading = draft.done()
    assert not together(reading, first, claim)
    assert not together(reading, second, claim)
    assert not together(reading, first, second)


def test_the_other_sides_version_meets_in_an_article_on_one_day() -> None:
    draft = Draft(
        "a1",
        "Am 3. Juni wurde an der Grenze gekämpft. Aserbaidschanische Truppen hätten zuerst geschossen, sagte Eriwan. "
        "Das Wetter war gut. Die Ernte begann. Viele waren da. "
        "Drei aserbaidschanische Soldaten seien gefallen, sagte Baku.",
    )
    troops = draft.entity("Aserbaidschanische Truppen", "group")
    soldiers = draft.entity("Drei aserbaidschanische Soldaten", "group", kind="nominal")
    north = draft.entity("Eriwan", "organisation", name="Regierung Armeniens")
    south = draft.entity("Baku", "organisation", name="Regierung Aserbaidschans")
    fight = draft.event("ASSAULT", "gekämpft", when="2023-06-03", time_text="3. Juni")
    first = draft.event("ASSAULT", "geschossen", actors=[troops], source=north, when="2023-06-03")
    second = draft.event("ASSAULT", "gefallen", recipients=[soldiers], source=south, killed=3, when="2023-06-03")
    reading = draft.done()
    assert together(reading, fight, first)
    assert together(reading, fight, second)
