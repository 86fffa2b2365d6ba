"""Across articles: one incident that another article takes up, compared as a whole with all that is told of it.

A pair of mentions has little to go by ("sieben Tote", said Baku; "die Kämpfe vom 16. November"); all that one article
tells of an incident has its days, places, parties and figures together. Incidents of different articles are compared by
these, with the same visible weights as pairs. Figures that both have speak for one incident; figures that differ never
count against it.

An article that looks back ("die Kämpfe vom 16. November", ten days later) names the incident by its day alone. Where
the dossier knows exactly one incident of that day between these parties from the days around it, that one is meant;
where it knows several, a person is asked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from lesart.ontology.slots import DateRange, IdentitySet
from lesart.resolve.evidence import SAME, UNSURE, Above
from lesart.resolve.profiles import EventProfile
from lesart.resolve.versions import VIOLENCE
from lesart.schema.links import Reason

LOOKS_BACK = 3
"""Days after an incident from which an article no longer reports but recalls it."""
DAY, NEXT_DAY, CARRIED, ROUGHLY = 0.35, 0.2, 0.25, 0.15
PLACE, INSIDE, NEARBY = 0.25, 0.2, 0.15
PARTIES, PARTY = 0.2, 0.1
FIGURE, MOST_FIGURES = 0.2, 0.35
ONLY_ONE = 0.2
MARGIN = 0.1
WINDOW = 24
"""Incidents (by day) that one is compared with in a block; keeps large blocks linear."""


@dataclass(frozen=True, slots=True)
class Incident:
    """All that one group of mentions tells."""

    name: str
    """The mention that stands for it: the first that says when or where, else the first."""
    members: tuple[str, ...]
    articles: frozenset[str]
    first: date | None
    """When the first of its articles appeared."""
    days: tuple[DateRange, ...]
    """What the sentences say, of a day or a few."""
    carried: tuple[DateRange, ...]
    coarse: tuple[DateRange, ...]
    places: frozenset[str]
    nearby: frozenset[str]
    parties: frozenset[str]
    figures: frozenset[tuple[str, int]]

    @property
    def told(self) -> bool:
        """Whether enough is told to know it again: a day or a month, and parties."""
        return bool(self.days or self.coarse or self.carried) and len(self.parties) > 1


@dataclass(frozen=True, slots=True)
class Match:
    """Two incidents that may be one, with the sum of the grounds; `firm` where more than day and parties agree."""

    left: Incident
    right: Incident
    score: float
    reasons: tuple[Reason, ...]
    firm: bool


def incidents(groups: Sequence[Sequence[str]], profiles: Mapping[str, EventProfile]) -> list[Incident]:
    """The groups of violence among all groups, in the order of their first mentions."""
    found = []
    for group in groups:
        rows = sorted((profiles[name] for name in group if name in profiles), key=lambda p: (p.key, p.name))
        if rows and all(row.type in VIOLENCE for row in rows) and any(row.factuality == "happened" for row in rows):
            found.append(_incident(rows))
    return sorted((one for one in found if one.told), key=lambda one: (_day(one).isoformat(), one.name))


def _incident(rows: Sequence[EventProfile]) -> Incident:
    anchor = next((row for row in rows if row.anchored), rows[0])
    dated = [row for row in rows if row.time is not None]
    parties = frozenset(
        party for row in rows for party in (*row.parties, *(row.source.parties if row.source is not None else ()))
    )
    return Incident(
        name=anchor.name,
        members=tuple(row.name for row in rows),
        articles=frozenset(row.article for row in rows),
        first=min((row.published for row in rows if row.published is not None), default=None),
        days=tuple(dict.fromkeys(r.time for r in dated if r.time is not None and r.own_time and r.short)),
        carried=tuple(dict.fromkeys(r.time for r in dated if r.time is not None and not r.own_time and r.short)),
        coarse=tuple(dict.fromkeys(r.time for r in dated if r.time is not None and r.own_time and not r.short)),
        places=frozenset(place for row in rows for place in row.places),
        nearby=frozenset(place for row in rows for place in row.nearby),
        parties=parties,
        figures=frozenset(
            (kind, number.exact)
            for row in rows
            for kind, number in row.casualties
            if number.exact is not None and number.exact > 1
        ),
    )


def _day(one: Incident) -> date:
    return min(time.earliest for time in (*one.days, *one.carried, *one.coarse))


def matches(found: Sequence[Incident], above: Above) -> tuple[list[Match], list[Match]]:
    """Matches that are sure, best first, and those to ask about."""
    rows = [match for one, other in _meetings(found) if (match := _compare(one, other, above)) is not None]
    candidates: dict[str, list[Match]] = defaultdict(list)
    for match in rows:
        candidates[match.left.name].append(match)
        candidates[match.right.name].append(match)
    sure, asked = [], []
    for match in rows:
        back = _looking_back(match)
        rivals = [m for m in candidates[back.name] if m is not match] if back is not None else []
        if back is not None and not rivals:
            reason = Reason("looks back", "the only such event of that time in the dossier", ONLY_ONE)
            match = Match(match.left, match.right, min(1.0, match.score + ONLY_ONE), (*match.reasons, reason), True)
        best = max((rival.score for rival in rivals), default=0.0)
        if match.score >= SAME and match.firm and match.score - best >= MARGIN:
            sure.append(match)
        elif match.score >= UNSURE:
            asked.append(match)
    return sorted(sure, key=lambda m: (-m.score, m.left.name, m.right.name)), asked


def _looking_back(match: Match) -> Incident | None:
    """The one of two incidents that is recalled, the other being reported in the days around it."""
    for later, earlier in ((match.left, match.right), (match.right, match.left)):
        if later.first is None or earlier.first is None:
            continue
        late = (later.first - _last_day(later, earlier)).days
        early = (earlier.first - _last_day(earlier, earlier)).days
        if late >= LOOKS_BACK > early:
            return later
    return None


def _last_day(one: Incident, finer: Incident) -> date:
    """The day of an incident, by the one that gives it more finely."""
    times = one.days or finer.days or one.carried or finer.carried or one.coarse
    return max(time.latest for time in times)


def _meetings(found: Sequence[Incident]) -> Iterator[tuple[Incident, Incident]]:
    """Pairs of incidents of different articles that share a day, or a month and a place or figure."""
    blocks: dict[tuple[str, ...], list[Incident]] = defaultdict(list)
    for one in found:
        keys: set[tuple[str, ...]] = set()
        for time in (*one.days, *one.carried):
            keys |= {("day", day.isoformat()) for day in time.each_day()}
        months = {f"{t.earliest.year}-{t.earliest.month:02d}" for t in (*one.days, *one.carried, *one.coarse)}
        for month in months:
            keys |= {("place", place, month) for place in one.places}
            keys |= {("figure", kind, str(number), month) for kind, number in one.figures}
        for key in keys:
            blocks[key].append(one)
    seen: set[tuple[str, str]] = set()
    for _, block in sorted(blocks.items()):
        for at, one in enumerate(block):
            for other in block[at + 1 : at + 1 + WINDOW]:
                if (one.name, other.name) not in seen and not one.articles & other.articles:
                    seen.add((one.name, other.name))
                    yield one, other


def _compare(one: Incident, other: Incident, above: Above) -> Match | None:
    """The grounds for two incidents being one; null where the days or the parties say that they are not."""
    shared = one.parties & other.parties
    when = _when(one, other)
    if len(shared) < 2 or when is None:
        return None
    reasons = [when, Reason("parties", ", ".join(sorted(shared)), PARTIES)]
    where = _where(one, other, above)
    if where is not None:
        reasons.append(where)
    figures = sorted(one.figures & other.figures)
    if figures:
        weight = min(MOST_FIGURES, FIGURE * len(figures))
        reasons.append(Reason("figures", ", ".join(f"{kind} {number}" for kind, number in figures), weight))
    score = round(max(0.0, sum(reason.weight for reason in reasons)), 4)
    firm = bool(figures) or (where is not None and where.weight > 0)
    if where is not None and where.weight < 0 and not figures:
        return None
    return Match(one, other, min(1.0, score), tuple(reasons), firm)


def _when(one: Incident, other: Incident) -> Reason | None:
    def nearest(left: Sequence[DateRange], right: Sequence[DateRange]) -> tuple[int, str] | None:
        gaps = [(a.gap(b), f"{a} ~ {b}") for a in left for b in right]
        return min(gaps) if gaps else None

    stated = nearest(one.days, other.days)
    if stated is not None:
        if stated[0] > 1:
            return None
        return Reason("date", stated[1], DAY if stated[0] == 0 else NEXT_DAY)
    carried = nearest((*one.days, *one.carried), (*other.days, *other.carried))
    if carried is not None:
        return Reason("date", f"{carried[1]}, from the context", CARRIED) if carried[0] == 0 else None
    coarse = nearest((*one.days, *one.carried, *one.coarse), (*other.days, *other.carried, *other.coarse))
    if coarse is not None and coarse[0] == 0:
        return Reason("date", f"{coarse[1]}, roughly", ROUGHLY)
    return None


def _where(one: Incident, other: Incident, above: Above) -> Reason | None:
    shared = one.places & other.places
    if shared:
        return Reason("place", min(shared), PLACE)
    verdict = IdentitySet(one.places).compare(IdentitySet(other.places), above=above)
    if verdict == "agree":
        return Reason("place", "one lies in the other", INSIDE)
    near = (one.nearby & other.places) | (one.places & other.nearby) | (one.nearby & other.nearby)
    if near:
        return Reason("place in the sentence", min(near), NEARBY)
    return Reason("place", "differs", -0.2) if verdict == "differ" else None
