from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lesart.resources.names import compare_names, same_token

SAME = [
    ("Nikol Paschinjan", "Nikol Pashinyan"),
    ("Paschinian", "Pašinjan"),
    ("Ilham Alijew", "İlham Əliyev"),
    ("Ilcham Alijew", "Ilham Aliyev"),
    ("Schuscha", "Şuşa"),
    ("Schuscha", "Shushi"),
    ("Chodschawand", "Khojavend"),
    ("Jeyhun Bayramov", "Dschejhun Bajramow"),
    ("Antony Blinken", "Anthony Blinken"),
    ("Wolodymyr Selenskyj", "Volodymyr Zelensky"),
    ("Micheil Saakaschwili", "Mikheil Saakashvili"),
    ("Recep Tayyip Erdoğan", "Recep Tayyip Erdogan"),
    ("Mahmud Ahmadinedschad", "Mahmoud Ahmadinejad"),
    ("Vučić", "Vucic"),
    ("Kovačević", "Kovacevic"),
    ("Şuşa", "Susa"),
    ("Beşiktaşlı", "Beschiktaschli"),
    ("Kirschehir", "Kirsehir"),
    ("Boedjonnovsk", "Budjonnowsk"),
    ("Dżamal", "Dschamal"),
]
DIFFERENT = [
    ("Alijew", "Asijew"),
    ("Ilham Alijew", "Heydar Alijew"),
    ("Karen Karapetjan", "Arschak Karapetjan"),
    ("Robert Kotscharjan", "Robert Kotscharow"),
    ("Merkel", "Markel"),
    ("Martuni", "Martakert"),
    ("Kasan", "Kaschan"),
    ("Hasanow", "Hasanova"),
    ("Putin", "Putina"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_romanisations_of_one_name_may_be_merged(one: str, other: str) -> None:
    assert compare_names(one, other).score >= 0.9


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_different_names_do_not_match(one: str, other: str) -> None:
    assert compare_names(one, other).score < 0.6


def test_a_surname_alone_is_not_enough_to_merge() -> None:
    match = compare_names("Alijew", "Ilham Aliyev")
    assert match.score == 0.6
    assert "surname" in match.reason


def test_a_middle_name_lowers_the_score_but_does_not_contradict() -> None:
    assert 0.6 < compare_names("George Bush", "George W. Bush").score < 0.9


def test_the_reason_names_the_parts_that_differ() -> None:
    assert "Ilham" in compare_names("Ilham Alijew", "Heydar Alijew").reason


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyzäöüßşəčž", min_size=1, max_size=12))
def test_a_name_is_itself(name: str) -> None:
    assert compare_names(name, name).score == 1.0


@given(
    st.text(alphabet="aeiouklmnrstvwjyz", min_size=3, max_size=10),
    st.text(alphabet="aeiouklmnrstvwjyz", min_size=3, max_size=10),
)
def test_likeness_does_not_depend_on_the_order(one: str, other: str) -> None:
    assert same_token(one, other) == same_token(other, one)
