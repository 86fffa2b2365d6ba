"""The bound by which pairs of mentions are passed over is one: nothing that would have counted is lost."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from lesart.ontology.slots import DateRange, NumberRange
from lesart.resolve.evidence import most, weigh
from lesart.resolve.profiles import EventProfile, Participants
from lesart.schema import Span

_some = st.frozensets(st.sampled_from("abc"), max_size=2)
_participants = st.builds(
    Participants,
    ids=_some,
    parties=_some,
    persons=st.frozensets(st.tuples(st.sampled_from("ab"), st.sampled_from("cd")), max_size=1),
)
_days = st.dates(date(2021, 1, 1), date(2021, 1, 4))
_times = st.none() | st.builds(lambda first, last: DateRange(min(first, last), max(first, last)), _days, _days)
_victims = st.integers(1, 3).map(lambda number: NumberRange(number, number))


@st.composite
def profiles(draw: st.DrawFn) -> EventProfile:
    """Mentions of few types, days, places and people, so that pairs often have something in common."""
    places = draw(_some)
    words = draw(st.frozensets(st.sampled_from(["truppe", "grenze", "waffen"]), max_size=3))
    return EventProfile(
        name=draw(st.sampled_from(["x#e1", "y#e1", "z#e2"])),
        article=draw(st.sampled_from("xyz")),
        published=date(2021, 1, 2),
        type=draw(st.sampled_from(["ASSAULT", "CONSULT", "AGREE", "REQUEST", "ACCUSE"])),
        modes=frozenset(),
        accord=draw(st.booleans()),
        time=draw(_times),
        own_time=draw(st.booleans()),
        places=places,
        regions=frozenset(),
        nearby=places | draw(_some),
        actors=draw(_participants),
        recipients=draw(_participants),
        mediators=Participants(frozenset(), frozenset(), frozenset()),
        source=draw(st.none() | _participants),
        casualties=tuple(
            (kind, draw(_victims)) for kind in sorted(draw(st.frozensets(st.sampled_from(["killed", "injured"]))))
        ),
        factuality="happened",
        lemmas=draw(_some),
        words={word: len(words) ** -0.5 for word in sorted(words)},
        sentence=draw(st.integers(0, 2)),
        trigger=Span(0, 5),
        key=("2021-01-02", "x", 0),
    )


@given(profiles(), profiles())
def test_no_score_lies_above_its_bound(one: EventProfile, other: EventProfile) -> None:
    evidence = weigh(one, other, above=lambda place: frozenset("c") if place == "a" else frozenset())
    assert evidence.score <= min(1.0, most(one, other))


@given(profiles(), profiles())
def test_the_bound_does_not_depend_on_the_order(one: EventProfile, other: EventProfile) -> None:
    if one.type == other.type:
        assert most(one, other) == most(other, one)
