"""From judgements on pairs to groups: constrained clustering that the resolver and the record share.

Invariants that must survive: a person's decision is never broken by a program's; two things that a person called
different never end in one group, however long the chain between them; the result does not depend on any order but that
of a person's own decisions (the newest wins).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from lesart.ontology.identifiers import configured_id
from lesart.schema.links import Link, LinkKind

Pair = tuple[str, str]
MayJoin = Callable[[Sequence[str], Sequence[str]], bool]


@dataclass(frozen=True, slots=True)
class Edge:
    """A program's proposal to put two things together."""

    left: str
    right: str
    score: float


def pair(one: str, other: str) -> Pair:
    """The two names in the order in which links hold them."""
    return (one, other) if one < other else (other, one)


class Groups:
    """Disjoint groups of names under cannot-links. Starts with every name on its own."""

    def __init__(self, names: Iterable[str]) -> None:
        self._group: dict[str, str] = {}
        self._members: dict[str, list[str]] = {}
        self._apart: dict[str, set[str]] = {}
        self._configured: set[str] = set()
        for name in names:
            self._group[name] = name
            self._members[name] = [name]
            if configured_id(name) is not None:
                self._configured.add(name)

    def __contains__(self, name: str) -> bool:
        return name in self._group

    def members(self, name: str) -> Sequence[str]:
        """Everything in the group of a name."""
        return self._members[self._group[name]]

    def together(self, one: str, other: str) -> bool:
        """Whether two names are in one group."""
        return self._group[one] == self._group[other]

    def forbid(self, one: str, other: str) -> bool:
        """Keeps two names apart from now on; false where they are together already."""
        left, right = self._group[one], self._group[other]
        if left == right:
            return False
        self._apart.setdefault(left, set()).add(right)
        self._apart.setdefault(right, set()).add(left)
        return True

    def forbidden(self, one: str, other: str) -> bool:
        """Whether the groups of two names must stay apart."""
        left, right = self._group[one], self._group[other]
        if right in self._apart.get(left, ()):
            return True
        # a group stands for at most one thing that a person configured
        return left != right and left in self._configured and right in self._configured

    def join(self, one: str, other: str) -> bool:
        """Puts the groups of two names together; false where a cannot-link forbids it."""
        left, right = self._group[one], self._group[other]
        if left == right:
            return True
        if self.forbidden(one, other):
            return False
        if len(self._members[left]) < len(self._members[right]):
            left, right = right, left
        for name in self._members[right]:
            self._group[name] = left
        self._members[left].extend(self._members.pop(right))
        if right in self._configured:
            self._configured.add(left)
        for enemy in self._apart.pop(right, set()):
            self._apart[enemy].discard(right)
            self._apart[enemy].add(left)
            self._apart.setdefault(left, set()).add(enemy)
        return True

    def all(self) -> tuple[tuple[str, ...], ...]:
        """The groups, each sorted, in the order of their first names."""
        return tuple(sorted(tuple(sorted(members)) for members in self._members.values()))


def decided(decisions: Sequence[Link], kind: LinkKind) -> tuple[Link, ...]:
    """A person's valid decisions of one kind, newest first: a later one on the same pair has replaced the earlier."""
    newest: dict[Pair, Link] = {}
    for link in decisions:
        if link.kind == kind and link.origin == "person":
            newest.pop(pair(link.left, link.right), None)
            newest[pair(link.left, link.right)] = link
    return tuple(reversed(newest.values()))


def start_groups(names: Iterable[str], decisions: Sequence[Link], kind: LinkKind) -> Groups:
    """Groups that obey a person's decisions and hold nothing else; the newest decision wins where two contradict."""
    groups = Groups(names)
    for link in decided(decisions, kind):
        if link.left not in groups or link.right not in groups:
            continue
        if link.judgement == "same":
            groups.join(link.left, link.right)
        elif link.judgement == "different":
            groups.forbid(link.left, link.right)
    return groups


def join_by_score(
    groups: Groups,
    edges: Iterable[Edge],
    *,
    may_join: MayJoin | None = None,
    on_join: Callable[[Edge], None] | None = None,
) -> None:
    """Joins along the edges, best first (ties by name), where neither a cannot-link nor `may_join` objects."""
    for edge in sorted(edges, key=lambda edge: (-edge.score, edge.left, edge.right)):
        if edge.left not in groups or edge.right not in groups:
            continue
        if groups.together(edge.left, edge.right) or groups.forbidden(edge.left, edge.right):
            continue
        if may_join is not None and not may_join(groups.members(edge.left), groups.members(edge.right)):
            continue
        if groups.join(edge.left, edge.right) and on_join is not None:
            on_join(edge)


def groups_of_links(names: Iterable[str], links: Sequence[Link], kind: LinkKind) -> Groups:
    """The groups that a set of links amounts to: decisions first, then the resolver's, best first."""
    groups = start_groups(names, links, kind)
    join_by_score(
        groups,
        (
            Edge(*pair(link.left, link.right), link.score)
            for link in links
            if link.kind == kind and link.origin == "resolver" and link.judgement == "same"
        ),
    )
    return groups


def representatives(groups: Groups) -> dict[str, str]:
    """For each name the one that stands for its group: the configured member, else the first by name."""
    chosen: dict[str, str] = {}
    for members in groups.all():
        first = next((name for name in members if configured_id(name) is not None), members[0])
        chosen.update(dict.fromkeys(members, first))
    return chosen
