"""Two mentions are one event only where the second does not tell anew who did what to whom."""

from __future__ import annotations

from lesart.annotate.events.same_as import same
from lesart.schema import Event, Role, Span


def attack(number: int, start: int, *, actors: tuple[Role, ...] = (), recipients: tuple[Role, ...] = ()) -> Event:
    return Event(
        f"ev{number}", "ASSAULT", (), Span(start, start + 8), actors, recipients, (), (), None, "happened", None, None,
        None, 0.9,
    )  # fmt: skip


POLAND, MILITIA = Role(60, 65, "e1"), Role(90, 95, "e2")


def test_an_answer_is_not_what_it_answers() -> None:
    first = attack(1, 10)
    answer = attack(2, 70, actors=(POLAND,), recipients=(MILITIA,))
    assert not same(first, answer, ("angegriffen", "luftangriffen"))


def test_a_bare_noun_takes_up_the_event() -> None:
    first = attack(1, 10, actors=(POLAND,), recipients=(MILITIA,))
    assert same(first, attack(2, 70), ("angriff", "angriff"))


def test_what_is_known_of_the_first_still_joins() -> None:
    first = attack(1, 10, actors=(POLAND,))
    assert same(first, attack(2, 70, actors=(POLAND,), recipients=(MILITIA,)), ("beschoss", "beschuss"))
