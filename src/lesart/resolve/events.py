"""The same event across and within articles: candidates by blocks, visible scores, clustering that cannot chain.

Two groups are joined only where no member of one is clearly another event than a member of the other, and where the
members fit each other on the average: a vague third mention cannot tie two events together. A mention that fits two
different events about equally well is joined to neither; both pairs go to the review queue.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from lesart.ontology.clusters import Edge, Groups, MayJoin, join_by_score, pair, start_groups
from lesart.ontology.identifiers import qualified
from lesart.resolve.discourse import told_again
from lesart.resolve.evidence import (
    CROSSING,
    SAME,
    SAME_WITHIN_ARTICLE,
    UNSURE,
    UNSURE_WITHIN_ARTICLE,
    Above,
    against,
    apart_in_time,
    most,
    weigh,
)
from lesart.resolve.profiles import EventProfile, near_days
from lesart.resolve.retold import Match, incidents, matches
from lesart.schema import Reading
from lesart.schema.links import Link, Reason

BY = "lesart.resolve.events/1"

WINDOW = 24
"""Neighbours (by date, then article) that a mention is compared with in a block; keeps large blocks linear."""
READ_AS_ONE = 0.9
MARGIN = 0.08
SAMPLE = 6
"""Members of each group that are compared before two groups are joined."""
QUESTIONS = 2
"""At most so many open questions a mention: a longer queue is not read."""


@dataclass(slots=True)
class _Work:
    profiles: dict[str, EventProfile]
    above: Above
    copies: frozenset[tuple[str, str]]
    scores: dict[tuple[str, str], tuple[float, tuple[Reason, ...], bool]] = field(default_factory=dict)

    def score(self, left: str, right: str) -> tuple[float, tuple[Reason, ...], bool]:
        """Score, reasons and firmness of a pair, computed once."""
        names = pair(left, right)
        if names not in self.scores:
            one, other = self.profiles[names[0]], self.profiles[names[1]]
            copied = pair(one.article, other.article) in self.copies
            evidence = weigh(one, other, above=self.above, copied=copied)
            self.scores[names] = (evidence.score, evidence.reasons, evidence.anchored)
        return self.scores[names]

    def apart(self, left: str, right: str) -> bool:
        """Whether two mentions are clearly different events."""
        return bool(against(self.profiles[left], self.profiles[right], self.above))


def link_events(
    readings: Sequence[Reading],
    profiles: Sequence[EventProfile],
    *,
    above: Above,
    copies: frozenset[tuple[str, str]],
    decisions: Sequence[Link],
) -> tuple[Link, ...]:
    """Links of kind `same-event`: `same` along the joins that were made, `unsure` for the open questions."""
    work = _Work({profile.name: profile for profile in profiles}, above, copies)
    groups = start_groups(work.profiles, decisions, "same-event")
    made: dict[tuple[str, str], tuple[float, tuple[Reason, ...]]] = {}

    def join(edges: Iterable[Edge], reasons: dict[tuple[str, str], tuple[Reason, ...]], may_join: MayJoin) -> None:
        join_by_score(
            groups,
            edges,
            may_join=may_join,
            on_join=lambda edge: made.__setitem__(
                (edge.left, edge.right), (edge.score, reasons[edge.left, edge.right])
            ),
        )

    sure, open_questions = _candidates(profiles, work)
    copied = [names for names in sure if any(reason.feature == "copy" for reason in work.score(*names)[1])]
    join(
        [Edge(*names, work.score(*names)[0]) for names in copied],
        {names: work.score(*names)[1] for names in copied},
        lambda left, right: _in_time(left, right, work),
    )
    read = dict(_read_as_one(readings, work))
    join([Edge(*names, READ_AS_ONE) for names in read], read, lambda left, right: _in_time(left, right, work))
    told = {
        (edge.left, edge.right): (edge, reason)
        for rows in _by_article(profiles)
        for edge, reason in told_again(rows, above)
    }
    join(
        [edge for edge, _ in told.values()],
        {names: (reason,) for names, (_, reason) in told.items()},
        lambda left, right: _fit(left, right, work, average=False),
    )

    torn = _torn(sure, work)
    join(
        [Edge(*names, work.score(*names)[0]) for names in sure if names not in torn],
        {names: work.score(*names)[1] for names in sure},
        lambda left, right: _fit(left, right, work, average=True),
    )
    again, unsure_again = matches(incidents(groups.all(), work.profiles), above)
    join(
        [Edge(*_ends(match), match.score) for match in again],
        {_ends(match): match.reasons for match in again},
        lambda left, right: _fit(left, right, work, average=False),
    )
    links = [Link("same-event", *names, "same", score, reasons, by=BY) for names, (score, reasons) in made.items()]
    work.scores.update({_ends(match): (match.score, match.reasons, match.firm) for match in (*again, *unsure_again)})
    links += _questions([*sure, *open_questions, *(_ends(match) for match in (*again, *unsure_again))], groups, work)
    return tuple(sorted(links, key=lambda link: (link.left, link.right)))


def _ends(match: Match) -> tuple[str, str]:
    return pair(match.left.name, match.right.name)


def _read_as_one(readings: Sequence[Reading], work: _Work) -> Iterator[tuple[tuple[str, str], tuple[Reason, ...]]]:
    """Chains that the reading itself found (`same_as`), unless the two have dates apart."""
    for reading in readings:
        for event in reading.events:
            if event.same_as is None:
                continue
            names = pair(qualified(reading.document.id, event.id), qualified(reading.document.id, event.same_as))
            if names[0] in work.profiles and names[1] in work.profiles and names[0] != names[1]:
                yield names, (Reason("reading", "the article's reading takes them for one", READ_AS_ONE),)


def _by_article(profiles: Sequence[EventProfile]) -> Iterator[list[EventProfile]]:
    rows: dict[str, list[EventProfile]] = defaultdict(list)
    for profile in profiles:
        rows[profile.article].append(profile)
    for row in rows.values():
        yield sorted(row, key=lambda profile: profile.trigger)


def _block_keys(profile: EventProfile) -> Iterator[tuple[str, ...]]:
    yield from _keys_of_kind("ACCORD" if profile.accord else profile.type, profile)
    for number, (types, modes) in enumerate(CROSSING):
        if profile.type in types and profile.modes & modes:
            yield from _keys_of_kind(f"crossing {number}", profile)


def _keys_of_kind(kind: str, profile: EventProfile) -> Iterator[tuple[str, ...]]:
    months: tuple[str, ...] = ("",)
    if profile.time is not None and profile.short:
        for day in near_days(profile.time):
            yield kind, "day", day.isoformat()
        first, last = profile.time.earliest, profile.time.latest
        months = tuple(sorted({f"{first.year}-{first.month:02d}", f"{last.year}-{last.month:02d}"}))
    elif profile.time is not None and profile.time.days <= 62:
        first, last = profile.time.earliest, profile.time.latest
        months = tuple(sorted({f"{first.year}-{first.month:02d}", f"{last.year}-{last.month:02d}"}))
    for month in months:
        for place in profile.places:
            yield kind, "place", place, month
        for name, number in profile.casualties:
            if number.exact is not None and number.exact > 2:
                yield kind, name, str(number), month
        people = sorted(profile.actors.ids | profile.recipients.ids)
        if kind not in {"ASSAULT", "ACCORD"}:
            for who in people[:4]:
                yield kind, "who", who, month
    if profile.time is None and profile.published is not None:
        # an undated mention is news of about the day it was published
        yield kind, "day", profile.published.isoformat()


def _candidates(profiles: Sequence[EventProfile], work: _Work) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Pairs that score as same, and pairs that score as unsure, each once."""
    blocks: dict[tuple[str, ...], list[EventProfile]] = defaultdict(list)
    for profile in profiles:
        for key in _block_keys(profile):
            blocks[key].append(profile)
    sure: set[tuple[str, str]] = set()
    unsure: set[tuple[str, str]] = set()
    seen: set[tuple[str, str]] = set()
    for block in blocks.values():
        row = sorted(block, key=lambda profile: (profile.key, profile.name))
        for at, one in enumerate(row):
            for other in row[at + 1 : at + 1 + WINDOW]:
                names = pair(one.name, other.name)
                if names in seen or one.name == other.name:
                    continue
                seen.add(names)
                within = one.article == other.article
                asked = UNSURE_WITHIN_ARTICLE if within else UNSURE
                if most(one, other) < asked and pair(one.article, other.article) not in work.copies:
                    continue
                score, _, firm = work.score(*names)
                if score >= (SAME_WITHIN_ARTICLE if within else SAME) and firm:
                    sure.add(names)
                elif score >= asked:
                    unsure.add(names)
    return sorted(sure), sorted(unsure)


def _torn(sure: Sequence[tuple[str, str]], work: _Work) -> frozenset[tuple[str, str]]:
    """Pairs of a mention that fits two clearly different events about equally well."""
    fits: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for left, right in sure:
        score = work.score(left, right)[0]
        fits[left].append((score, right))
        fits[right].append((score, left))
    torn: set[tuple[str, str]] = set()
    for name, row in fits.items():
        row.sort(key=lambda fit: (-fit[0], fit[1]))
        best = row[0][0]
        close = [other for score, other in row if best - score <= MARGIN][:SAMPLE]
        for other in close[1:]:
            if work.apart(close[0], other):
                torn.add(pair(name, close[0]))
                torn.add(pair(name, other))
    return frozenset(torn)


def _in_time(left: Sequence[str], right: Sequence[str], work: _Work) -> bool:
    """Whether no dates of two groups exclude each other; nothing else counts against the reading."""
    ones, others = [work.profiles[name] for name in left], [work.profiles[name] for name in right]
    return not any(apart_in_time(one, other) for one in ones for other in others)


def _fit(left: Sequence[str], right: Sequence[str], work: _Work, *, average: bool) -> bool:
    """Whether two groups may become one: nobody objects, and (with `average`) their members fit on the average."""
    ones, others = sorted(left)[:SAMPLE], sorted(right)[:SAMPLE]
    if any(work.apart(one, other) for one in left for other in others):
        return False
    if any(work.apart(one, other) for one in ones for other in right):
        return False
    if not average:
        return True
    scores = [work.score(one, other)[0] for one in ones for other in others]
    # members that only continue another have little to compare: the better half of the pairs counts
    scores.sort(reverse=True)
    best = scores[: max(1, len(scores) // 2)]
    return sum(best) / len(best) >= UNSURE


def _questions(pairs: Sequence[tuple[str, str]], groups: Groups, work: _Work) -> Iterator[Link]:
    """The best open pair between any two groups, few for each mention."""
    best: dict[tuple[str, str], tuple[float, tuple[str, str]]] = {}
    for names in pairs:
        if groups.together(*names) or groups.forbidden(*names):
            continue
        between = pair(min(groups.members(names[0])), min(groups.members(names[1])))
        score = work.score(*names)[0]
        if between not in best or (-score, names) < (-best[between][0], best[between][1]):
            best[between] = (score, names)
    asked: dict[str, int] = defaultdict(int)
    for between, (score, names) in sorted(best.items(), key=lambda item: (-item[1][0], item[1][1])):
        if any(asked[group] >= QUESTIONS for group in between):
            continue
        for group in between:
            asked[group] += 1
        yield Link("same-event", *names, "unsure", score, work.score(*names)[1], by=BY)
