"""Two sides' versions of one stretch of violence, within an article."""

from __future__ import annotations

from tests.builders import Draft
from tests.resolve.test_discourse import together


def two_claims(lead: str, *, fighting: bool) -> tuple[Draft, str, str]:
    """A report with a lead and, further on, each side laying it on the other, in different places."""
    draft = Draft(
        "a1",
        f"{lead} Das Wetter war gut. Aserbaidschanische Truppen hätten in der Nacht Obersteg beschossen, sagte Eriwan. "
        "Die Ernte begann. Armenische Gruppen hätten das Mühltal angegriffen, sagte Baku.",
    )
    south_troops = draft.entity("Aserbaidschanische Truppen", "group")
    north_groups = draft.entity("Armenische Gruppen", "group")
    village, valley = draft.entity("Obersteg", "place"), draft.entity("Mühltal", "place")
    north = draft.entity("Eriwan", "organisation", name="Regierung Armeniens")
    south = draft.entity("Baku", "organisation", name="Regierung Aserbaidschans")
    if fighting:
        draft.event("ASSAULT", "Gefechte", when="2023-06-03", time_text="3. Juni")
    one = draft.event(
        "ASSAULT", "beschossen", actors=[south_troops], recipients=[village], source=north, when="2023-06-03"
    )
    other = draft.event(
        "ASSAULT", "angegriffen", actors=[north_groups], places=[valley], source=south, when="2023-06-03"
    )
    return draft, one, other


def test_two_sides_blame_each_other_for_the_fighting_that_is_reported() -> None:
    draft, one, other = two_claims("Am 3. Juni gab es an der Grenze Gefechte.", fighting=True)
    assert together(draft.done(), one, other)


def test_without_fighting_two_attacks_in_two_places_stay_two() -> None:
    draft, one, other = two_claims("Am 3. Juni gab es an der Grenze Tote.", fighting=False)
    assert not together(draft.done(), one, other)


def test_one_side_that_names_two_places_tells_of_two_events() -> None:
    draft = Draft(
        "a1",
        "Am 3. Juni gab es Gefechte. Aserbaidschanische Truppen hätten Obersteg beschossen, sagte Eriwan. "
        "Das Mühltal sei beschossen worden, sagte das armenische Militär.",
    )
    troops = draft.entity("Aserbaidschanische Truppen", "group")
    village, valley = draft.entity("Obersteg", "place"), draft.entity("Mühltal", "place")
    north = draft.entity("Eriwan", "organisation", name="Regierung Armeniens")
    army = draft.entity("armenische Militär", "organisation")
    draft.event("ASSAULT", "Gefechte", when="2023-06-03", time_text="3. Juni")
    one = draft.event("ASSAULT", "beschossen", actors=[troops], recipients=[village], source=north, when="2023-06-03")
    other = draft.event("ASSAULT", "beschossen", nth=2, recipients=[valley], source=army, when="2023-06-03")
    assert not together(draft.done(), one, other)


def test_fighting_that_lasts_for_days_holds_many_events() -> None:
    draft = Draft(
        "a1",
        "Vom 1. bis zum 8. Juni gab es Gefechte. Das Wetter war gut. Die Ernte begann. "
        "Ein Soldat sei getötet worden, sagte Baku.",
    )
    south = draft.entity("Baku", "organisation", name="Regierung Aserbaidschans")
    fight = draft.event("ASSAULT", "Gefechte", when="2023-06-01/2023-06-08", time_text="Vom 1. bis zum 8. Juni")
    claim = draft.event("ASSAULT", "getötet", source=south, killed=1, when="2023-06-08")
    assert not together(draft.done(), fight, claim)


def test_what_is_claimed_after_another_day_is_of_that_day() -> None:
    draft = Draft(
        "a1",
        "Am 3. Juni gab es Gefechte bei Obersteg. Schon am 20. Mai gab es Zusammenstöße. "
        "Zwei Soldaten seien damals getötet worden, sagte Baku.",
    )
    south = draft.entity("Baku", "organisation", name="Regierung Aserbaidschans")
    village = draft.entity("Obersteg", "place")
    now = draft.event("ASSAULT", "Gefechte", places=[village], when="2023-06-03", time_text="3. Juni")
    then = draft.event("ASSAULT", "Zusammenstöße", when="2023-05-20", time_text="20. Mai")
    claim = draft.event("ASSAULT", "getötet", source=south, killed=2, when="2023-05-20")
    reading = draft.done()
    assert together(reading, then, claim)
    assert not together(reading, now, claim)
