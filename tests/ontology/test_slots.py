"""Slot types: what they read, how they compare, and the laws of comparing."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lesart.ontology.slots import DateRange, IdentitySet, NumberRange, compare_factuality

# a busy machine is no failure
CALM = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

Ends = tuple[int | None, int | None]


def _are_ends(ends: Ends) -> bool:
    low, high = ends
    return (low is not None or high is not None) and (low is None or high is None or low <= high)


NUMBERS: st.SearchStrategy[Ends] = st.tuples(st.none() | st.integers(0, 500), st.none() | st.integers(0, 500)).filter(
    _are_ends
)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("4", "4..", "agree"),
        ("4", "7", "differ"),
        ("..3", "4..", "differ"),
        ("2..5", "5..9", "agree"),
        ("10..", "..12", "agree"),
    ],
)
def test_numbers(one: str, other: str, expected: str) -> None:
    left, right = NumberRange.clean(one), NumberRange.clean(other)
    assert left is not None
    assert right is not None
    assert left.compare(right) == expected


@pytest.mark.parametrize("text", ["", "..", "mehrere", "7..4", "-3", "4,5"])
def test_no_number_is_made_of_nothing(text: str) -> None:
    assert NumberRange.clean(text) is None


@CALM
@given(NUMBERS, NUMBERS)
def test_numbers_round_trip_and_compare_alike_both_ways(one: Ends, other: Ends) -> None:
    left, right = NumberRange(*one), NumberRange(*other)
    assert NumberRange.clean(str(left)) == left
    assert left.compare(right) == right.compare(left)
    assert 0 <= left.nearness(right) <= 1
    assert left.nearness(right) == right.nearness(left)
    assert (left.compare(right) == "agree") == any(
        (left.low or 0) <= n <= (501 if left.high is None else left.high)
        and (right.low or 0) <= n <= (501 if right.high is None else right.high)
        for n in range(502)
    )


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2023-06-28", date(2023, 6, 28), date(2023, 6, 28)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023", date(2023, 1, 1), date(2023, 12, 31)),
        ("2023-06-27/2023-06-29", date(2023, 6, 27), date(2023, 6, 29)),
        ("2022-12/2023-01", date(2022, 12, 1), date(2023, 1, 31)),
        ("2023-06-28T09:00", date(2023, 6, 28), date(2023, 6, 28)),
    ],
)
def test_dates(value: str, first: date, last: date) -> None:
    assert DateRange.clean(value) == DateRange(first, last)


@pytest.mark.parametrize("value", [None, "", "XXXX-06-28", "2023-13", "2023-02-30", "P3D", "2023-06-29/2023-06-27"])
def test_no_date_is_made_of_an_unknown_one(value: str | None) -> None:
    assert DateRange.clean(value) is None


@CALM
@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(0, 400), st.integers(-500, 500))
def test_dates_round_trip_and_gaps_are_symmetric(first: date, length: int, shift: int) -> None:
    one = DateRange(first, first + timedelta(days=length))
    other = DateRange(first + timedelta(days=shift), first + timedelta(days=shift + 3))
    assert DateRange.clean(str(one)) == one
    assert one.gap(other) == other.gap(one)
    assert (one.gap(other) == 0) == (one.compare(other) == "agree")


def test_places_inside_one_another_agree() -> None:
    def above(name: str) -> frozenset[str]:
        return frozenset({"region"}) if name == "dorf" else frozenset()

    village, region, town = (IdentitySet(frozenset({name})) for name in ("dorf", "region", "stadt"))
    assert village.compare(region, above=above) == region.compare(village, above=above) == "agree"
    assert village.compare(town, above=above) == "differ"
    assert village.compare(IdentitySet(frozenset())) == "unclear"


def test_only_a_denial_contradicts_a_claim() -> None:
    assert compare_factuality("happened", "denied") == "differ"
    assert compare_factuality("happened", "planned") == "unclear"
    assert compare_factuality("denied", "denied") == "agree"
