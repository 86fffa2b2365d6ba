"""How the accounts of an event relate, slot by slot: agree, differ, revised, single. Silence is listed beside.

Precision first: only what excludes the other is a difference. Two sides that each count their own dead differ in
nothing; a place inside another agrees with it; a state as the place is too wide to contradict a village; an actor whose
side nobody knows contradicts no one. Of a claimant who corrected a figure, the latest counts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations
from typing import get_args

from lesart.collate.accounts import COUNTED, Draft, Value, contradict, counts_alike
from lesart.collate.dossier import Dossier
from lesart.ontology.slots import Comparison, IdentitySet, compare_factuality
from lesart.schema.records import Agreement, Slot, Variant

SLOTS: tuple[Slot, ...] = get_args(Slot)


def variants(drafts: Sequence[Draft], dossier: Dossier) -> tuple[Variant, ...]:
    """One variant for each slot that somebody speaks on; numbers of different victims are kept in rows of their own."""
    found: list[Variant] = []
    for slot in SLOTS:
        spoken = [
            (number, value) for number, draft in enumerate(drafts) for value in draft.values if value.value.slot == slot
        ]
        for group in _comparable_groups(slot, spoken):
            found.append(_variant(slot, group, len(drafts), dossier))
    return tuple(found)


Spoken = tuple[int, Value]


def _comparable_groups(slot: Slot, spoken: Sequence[Spoken]) -> list[list[Spoken]]:
    """The values of a slot, numbers divided by whose victims they count."""
    if slot not in COUNTED:
        return [list(spoken)] if spoken else []
    groups: list[tuple[frozenset[str], list[Spoken]]] = []
    for item in sorted(spoken, key=lambda item: not item[1].parties):
        parties = item[1].parties
        for number, (own, rows) in enumerate(groups):
            if own & parties or not (own or parties):
                groups[number] = (own | parties, [*rows, item])
                break
        else:
            groups.append((parties, [item]))
    return [sorted(rows, key=lambda item: item[0]) for _, rows in groups]


def _variant(slot: Slot, spoken: Sequence[Spoken], accounts: int, dossier: Dossier) -> Variant:
    latest = _latest(spoken)
    comparisons = [
        compare(one, other, dossier) for (left, one), (right, other) in combinations(latest, 2) if left != right
    ]
    speaking = {number for number, _ in spoken}
    status: Agreement
    if "differ" in comparisons:
        status = "differ"
    elif _revised(spoken, dossier):
        status = "revised"
    elif len(speaking) == 1:
        status = "single"
    elif "agree" in comparisons:
        status = "agree"
    else:
        status = "single"
    return Variant(
        slot,
        status,
        tuple((number, value.value.value) for number, value in spoken),
        tuple(number for number in range(accounts) if number not in speaking),
    )


def _revised(spoken: Sequence[Spoken], dossier: Dossier) -> bool:
    """Whether one account has given two numbers that exclude each other, or taken a denial back."""
    own: dict[int, list[Value]] = defaultdict(list)
    for number, value in spoken:
        if value.value.slot in COUNTED or value.value.slot == "happened":
            own[number].append(value)
    return any(
        compare(one, other, dossier) == "differ" for values in own.values() for one, other in combinations(values, 2)
    )


def _latest(spoken: Sequence[Spoken]) -> list[Spoken]:
    """Of each account the values of its latest article: a corrected figure replaces the one before."""
    newest: dict[int, str] = {}
    for number, value in spoken:
        newest[number] = max(value.published, newest.get(number, ""))
    return [(number, value) for number, value in spoken if value.published == newest[number]]


def compare(one: Value, other: Value, dossier: Dossier) -> Comparison:
    """Two values of one slot."""
    slot = one.value.slot
    if slot == "happened":
        return compare_factuality(one.value.value, other.value.value)
    if slot == "place":
        return IdentitySet(one.ids).compare(IdentitySet(other.ids), above=dossier.above)
    if slot == "perpetrator":
        return _compare_blame(one, other)
    if slot == "victim":
        shared = one.ids & other.ids or one.parties & other.parties
        return "agree" if shared else "unclear"
    if slot in COUNTED and not counts_alike(one, other):
        return "unclear"
    return "differ" if contradict(one, other) else "agree"


def _compare_blame(one: Value, other: Value) -> Comparison:
    if one.ids & other.ids or one.parties & other.parties:
        return "agree"
    if one.parties and other.parties:
        return "differ"
    # "die Insassen" shot at our soldiers, says one side; its soldiers shot at us, says the other
    for unnamed, named in ((one, other), (other, one)):
        if named.parties and named.parties <= unnamed.excludes:
            return "differ"
    return "unclear"
