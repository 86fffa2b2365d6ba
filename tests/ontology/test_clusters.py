"""Constrained clustering: decisions hold, chains do not break them, order does not matter; networkx-free oracle."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lesart.ontology.clusters import Edge, Groups, groups_of_links, join_by_score, pair, start_groups
from lesart.schema.links import Judgement, Link

# a busy machine is no failure
CALM = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

NAMES = [f"{letter}#e1" for letter in "abcdef"]
EDGES = st.lists(
    st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES), st.floats(0, 1)).filter(lambda edge: edge[0] != edge[1])
)


def person(left: str, right: str, judgement: Judgement) -> Link:
    return Link("same-event", *pair(left, right), judgement, 1.0, origin="person")


def components(edges: list[tuple[str, str, float]]) -> tuple[tuple[str, ...], ...]:
    """Connected components by repeated flooding: slow, and written apart from the code under test."""
    found = {name: {name} for name in NAMES}
    changed = True
    while changed:
        changed = False
        for left, right, _ in edges:
            if found[left] is not found[right]:
                joined = found[left] | found[right]
                for name in joined:
                    found[name] = joined
                changed = True
    return tuple(sorted({tuple(sorted(group)) for group in found.values()}))


@CALM
@given(EDGES)
def test_without_constraints_groups_are_the_connected_components(edges: list[tuple[str, str, float]]) -> None:
    groups = Groups(NAMES)
    join_by_score(groups, [Edge(*pair(left, right), score) for left, right, score in edges])
    assert groups.all() == components(edges)


@CALM
@given(EDGES, st.sampled_from(NAMES), st.sampled_from(NAMES))
def test_what_a_person_called_different_never_meets(edges: list[tuple[str, str, float]], one: str, other: str) -> None:
    if one == other:
        return
    links = [Link("same-event", *pair(left, right), "same", score) for left, right, score in edges]
    links.append(person(one, other, "different"))
    assert not groups_of_links(NAMES, links, "same-event").together(one, other)


@CALM
@given(EDGES, st.randoms(use_true_random=False))
def test_order_of_links_does_not_matter(edges: list[tuple[str, str, float]], random: object) -> None:
    links = [Link("same-event", *pair(left, right), "same", score) for left, right, score in edges]
    shuffled = list(links)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert groups_of_links(NAMES, links, "same-event").all() == groups_of_links(NAMES, shuffled, "same-event").all()


def test_the_newest_decision_wins() -> None:
    first, second = person("a#e1", "b#e1", "different"), person("a#e1", "b#e1", "same")
    assert start_groups(NAMES, [first, second], "same-event").together("a#e1", "b#e1")
    assert not start_groups(NAMES, [second, first], "same-event").together("a#e1", "b#e1")


def test_two_configured_things_never_meet() -> None:
    groups = Groups(["dossier#x", "dossier#y", "a#n1"])
    join_by_score(groups, [Edge("a#n1", "dossier#x", 0.9), Edge("a#n1", "dossier#y", 0.8)])
    assert groups.together("a#n1", "dossier#x")
    assert not groups.together("a#n1", "dossier#y")
