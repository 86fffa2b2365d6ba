"""Reckoning with the calendar, the feasts and TIMEX3 values."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from lesart.annotate.times import reckoning
from lesart.annotate.times.feasts import easter, feast_day
from lesart.annotate.times.numerals import cardinals, ordinals, parse_number
from lesart.annotate.times.values import bounds, is_valid


@pytest.mark.parametrize(
    ("year", "day"),
    [(1961, (4, 2)), (2000, (4, 23)), (2008, (3, 23)), (2011, (4, 24)), (2020, (4, 12)), (2023, (4, 9))],
)
def test_easter(year: int, day: tuple[int, int]) -> None:
    assert easter(year) == date(year, *day)


@pytest.mark.parametrize(
    ("spec", "day"),
    [
        ("12-24", date(2023, 12, 24)),
        ("easter+50", date(2023, 5, 29)),
        ("advent+0", date(2023, 12, 24)),
        ("advent-21", date(2023, 12, 3)),
        ("5/7/2", date(2023, 5, 14)),
        ("10/7/1", date(2023, 10, 1)),
        ("3/7/-1", date(2023, 3, 26)),
    ],
)
def test_feasts(spec: str, day: date) -> None:
    assert feast_day(spec, 2023) == day


@pytest.mark.parametrize(
    ("word", "worth"),
    [
        ("einundzwanzig", "21"), ("zwölf", "12"), ("hundertfünf", "105"), ("anderthalb", "1.5"), ("zweieinhalb", "2.5"),
        ("1.250", "1250"), ("3,5", "3.5"), ("dreißig", "30"), ("dreissig", "30"),
    ],
)  # fmt: skip
def test_numbers(word: str, worth: str) -> None:
    assert parse_number(word) == Decimal(worth)


def test_number_words_are_no_plain_nouns() -> None:
    assert parse_number("Minister") is None
    assert "sech" not in cardinals()
    assert (ordinals()["dritten"], ordinals()["siebter"], ordinals()["einunddreißigsten"]) == (3, 7, 31)


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2023-06-27", "2023-06-27", "2023-06-27"),
        ("2023-06-27TEV", "2023-06-27", "2023-06-27"),
        ("2023-W26", "2023-06-26", "2023-07-02"),
        ("2023-W26-WE", "2023-07-01", "2023-07-02"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2023-Q3", "2023-07-01", "2023-09-30"),
        ("2023-WI", "2023-12-01", "2024-02-29"),
        ("2023", "2023-01-01", "2023-12-31"),
        ("199", "1990-01-01", "1999-12-31"),
        ("19", "1900-01-01", "1999-12-31"),
    ],
)
def test_bounds(value: str, first: str, last: str) -> None:
    assert is_valid(value)
    assert bounds(value) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize("value", ["XXXX-06-27", "P3D", "PAST_REF", "BC0044", "PT4H", "XXXX-WXX-1", "T20:00", "P1.5Y"])
def test_values_without_a_place_in_the_calendar(value: str) -> None:
    assert is_valid(value)
    assert bounds(value) is None


@pytest.mark.parametrize(
    "value", ["", "P", "PT", "2023-13-01", "2023-6-27", "T25:00", "2023-W54", "heute", "2023-06-27T"]
)
def test_what_is_no_timex3_value(value: str) -> None:
    assert not is_valid(value)


def test_months_end_where_they_end() -> None:
    assert reckoning.add_months(date(2023, 1, 31), 1) == date(2023, 2, 28)
    assert reckoning.add(date(2023, 6, 27), "Y", Decimal("-2.5")) == date(2020, 12, 27)
    assert reckoning.on_weekday(date(2023, 6, 28), 3, back=True) == date(2023, 6, 21)
