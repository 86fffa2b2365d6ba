"""The same actor across articles: by id, by body and state, by full name in any spelling, by surname where it is plain.

Near-linear: entities meet in buckets of equal keys and are tied to the first of the bucket; only distinct full names
are compared as spellings, and only within one sound of the surname. A body's spokesperson is not the body, a nominal
group ("vier Soldaten") is never the group of another article, and different Wikidata ids never meet.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lesart.ontology.clusters import Edge, Groups, join_by_score, pair, start_groups
from lesart.ontology.identifiers import configured
from lesart.resolve.bodies import Bodies
from lesart.resolve.index import EntityView
from lesart.resolve.spelling import sounds, words
from lesart.resources.dossiers import ActorEntry, DossierConfiguration
from lesart.resources.names import compare_names, same_token
from lesart.schema.links import Judgement, Link, Reason

BY = "lesart.resolve.actors/1"

ID, BODY, FULL_NAME, SPELLING, SURNAME, SURNAME_ROLE = 0.99, 0.93, 0.95, 0.9, 0.78, 0.75
UNSURE = 0.5
ENOUGH = 0.8
"""Full names that differ by a middle name only are taken for one; the matcher scores that with 0.8."""
MOST_QUESTIONS = 3
"""So many possible owners of a surname are asked about; with more the question is useless."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entity or a configured actor, reduced to what actors are compared by."""

    name: str
    kind: str
    names: tuple[str, ...]
    wikidata: str | None
    codes: frozenset[str]
    bodies: frozenset[tuple[str, str]]
    order: tuple[str, ...]

    @property
    def full_names(self) -> tuple[str, ...]:
        """Names of more than one word."""
        return tuple(name for name in self.names if len(words(name)) > 1)


Found = dict[tuple[str, str], tuple[float, Judgement, Reason]]


def link_actors(
    views: Sequence[EntityView], *, bodies: Bodies, configuration: DossierConfiguration, decisions: Sequence[Link]
) -> tuple[Groups, tuple[Link, ...]]:
    """Groups of entities (with configured actors as members `dossier#ID`), and the links that say so, with reasons."""
    candidates = [_configured(entry, bodies) for entry in configuration.actors]
    candidates += [_candidate(view, bodies) for view in views if view.entity.type in _KINDS]
    candidates.sort(key=lambda candidate: candidate.order)
    groups = start_groups((candidate.name for candidate in candidates), decisions, "same-actor")
    kept: dict[tuple[str, str], tuple[float, Judgement, Reason]] = {}

    def settle(found: Found) -> None:
        sure = [Edge(*names, score) for names, (score, judgement, _) in found.items() if judgement == "same"]
        join_by_score(
            groups, sure, on_join=lambda edge: kept.__setitem__((edge.left, edge.right), found[edge.left, edge.right])
        )
        for names, value in found.items():
            if value[1] == "unsure" and not groups.together(*names) and not groups.forbidden(*names):
                kept.setdefault(names, value)

    settle(_by_equal_keys(candidates))
    settle(_by_spelling(candidates))
    settle(_by_surname(candidates, groups))
    links = tuple(
        Link("same-actor", *names, judgement, score, (reason,), by=BY)
        for names, (score, judgement, reason) in sorted(kept.items())
    )
    return groups, links


_KINDS = {"person": "person", "organisation": "body", "state": "body", "group": "body"}


def _candidate(view: EntityView, bodies: Bodies) -> Candidate:
    kind = _KINDS[view.entity.type]
    keys = set()
    if kind == "body":
        for name in (view.entity.name, *view.names):
            key = bodies.key(name, codes=view.codes)
            if key is not None:
                keys.add(key)
    names = view.names if kind == "person" else tuple(_plain(name) for name in view.names)
    order = ("1", *(str(part) for part in view.key[:2]), f"{view.key[2]:09d}", view.name)
    return Candidate(view.name, kind, names, view.entity.links.get("wikidata"), view.codes, frozenset(keys), order)


def _configured(entry: ActorEntry, bodies: Bodies) -> Candidate:
    kind = _KINDS.get(entry.type, "body")
    keys = {key for name in entry.names if kind == "body" and (key := bodies.key(name)) is not None}
    names = entry.names if kind == "person" else tuple(_plain(name) for name in entry.names)
    return Candidate(
        configured(entry.id), kind, names, entry.links.get("wikidata"), frozenset(), frozenset(keys), ("0", entry.id)
    )


def _plain(name: str) -> str:
    """A body's name without article and with one kind of hyphen and blank, in lower case."""
    row = name.replace("-", " ").casefold().split()
    return " ".join(row[1:] if row and row[0] in {"der", "die", "das", "den", "dem", "des"} and len(row) > 1 else row)


def _star(bucket: Sequence[Candidate], score: float, reason: Reason) -> Iterator[tuple[tuple[str, str], float, Reason]]:
    """Ties all of a bucket to its first; where ids in it differ, only those of equal id, and those without none."""
    ids = {candidate.wikidata for candidate in bucket if candidate.wikidata}
    if len(ids) > 1:
        for wikidata in sorted(ids):
            yield from _star([c for c in bucket if c.wikidata == wikidata], score, reason)
        return
    for other in bucket[1:]:
        yield pair(bucket[0].name, other.name), score, reason


def _by_equal_keys(candidates: Sequence[Candidate]) -> Found:
    buckets: dict[tuple[str, ...], list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        if candidate.wikidata:
            buckets["id", candidate.wikidata].append(candidate)
        for head, code in sorted(candidate.bodies):
            buckets["body", head, code].append(candidate)
        for name in candidate.full_names if candidate.kind == "person" else candidate.names:
            buckets["name", candidate.kind, name.casefold()].append(candidate)
    found: Found = {}
    for key, bucket in sorted(buckets.items()):
        score, reason = _reason_of(key)
        for names, value, ground in _star(bucket, score, reason):
            if names not in found or found[names][0] < value:
                found[names] = (value, "same", ground)
    return found


def _reason_of(key: tuple[str, ...]) -> tuple[float, Reason]:
    if key[0] == "id":
        return ID, Reason("wikidata", key[1], ID)
    if key[0] == "body":
        return BODY, Reason("body", f"{key[1]} ({key[2]})", BODY)
    return FULL_NAME, Reason("name", key[2], FULL_NAME)


def _by_spelling(candidates: Sequence[Candidate]) -> Found:
    """Full names of persons that are spellings of one another; every distinct name is compared once."""
    owners: dict[str, Candidate] = {}
    for candidate in candidates:
        if candidate.kind == "person":
            for name in candidate.full_names:
                owners.setdefault(name.casefold(), candidate)
    blocks: dict[str, list[str]] = defaultdict(list)
    for name in sorted(owners):
        for sound in sounds(words(name)[-1]):
            blocks[sound].append(name)
    found: Found = {}
    for _, block in sorted(blocks.items()):
        for at, left in enumerate(block):
            for right in block[at + 1 :]:
                one, other = owners[left], owners[right]
                if one.name == other.name or _ids_differ(one, other):
                    continue
                match = compare_names(left, right)
                if match.score >= ENOUGH:
                    score = min(SPELLING, match.score)
                    reason = Reason("spelling", f"{left} ~ {right}: {match.reason}", score)
                    found[pair(one.name, other.name)] = (score, "same", reason)
    return found


def _ids_differ(one: Candidate, other: Candidate) -> bool:
    return one.wikidata is not None and other.wikidata is not None and one.wikidata != other.wikidata


def _by_surname(candidates: Sequence[Candidate], groups: Groups) -> Found:
    """Persons known by surname only: to the one bearer of it, or among themselves; where several fit, a question."""
    bearers = _bearers(candidates, groups)
    codes: dict[str, frozenset[str]] = defaultdict(frozenset)
    for candidate in candidates:
        codes[groups.members(candidate.name)[0]] |= candidate.codes
    loose: dict[str, list[Candidate]] = defaultdict(list)
    found: Found = {}
    for candidate in candidates:
        if candidate.kind != "person" or candidate.full_names or not candidate.names:
            continue
        surname = _surname(candidate.names[0])
        fitting = {
            bearer.name: bearer
            for sound in sounds(surname)
            for bearer in bearers.get(sound, {}).values()
            if not _ids_differ(bearer, candidate)
            and any(same_token(surname, _surname(name)) for name in bearer.full_names)
        }
        if not fitting:
            loose[sounds(surname)[0]].append(candidate)
            continue
        ordered = sorted(fitting.values(), key=lambda bearer: bearer.order)
        for bearer, judgement, score in _owners(candidate, ordered, codes, groups):
            finding = f"{surname} ~ {bearer.full_names[0]}"
            found[pair(bearer.name, candidate.name)] = (score, judgement, Reason("surname", finding, score))
    for _, bucket in sorted(loose.items()):
        found.update(_among_themselves(bucket))
    return found


def _surname(name: str) -> str:
    return (words(name) or [name])[-1]


def _bearers(candidates: Sequence[Candidate], groups: Groups) -> dict[str, dict[str, Candidate]]:
    """By the sound of the surname the persons known by full name, one for each group."""
    bearers: dict[str, dict[str, Candidate]] = defaultdict(dict)
    for candidate in candidates:
        if candidate.kind == "person":
            for last in {_surname(name) for name in candidate.full_names}:
                for sound in sounds(last):
                    bearers[sound].setdefault(groups.members(candidate.name)[0], candidate)
    return bearers


def _among_themselves(bucket: Sequence[Candidate]) -> Found:
    """Surnames without any bearer: each with the first of the same spelling, a question where their states differ."""
    found: Found = {}
    leaders: list[Candidate] = []
    for candidate in bucket:
        surname = _surname(candidate.names[0])
        alike = [other for other in leaders if same_token(surname, _surname(other.names[0]))]
        alike = [other for other in alike if not _ids_differ(candidate, other)]
        if not alike:
            leaders.append(candidate)
            continue
        first = alike[0]
        agree = not (first.codes and candidate.codes) or bool(first.codes & candidate.codes)
        score = SURNAME if agree else UNSURE
        reason = Reason("surname", f"{first.names[0]} ~ {candidate.names[0]}", score)
        found[pair(first.name, candidate.name)] = (score, "same" if agree else "unsure", reason)
    return found


def _owners(
    candidate: Candidate, fitting: Sequence[Candidate], codes: dict[str, frozenset[str]], groups: Groups
) -> Iterator[tuple[Candidate, Judgement, float]]:
    def agrees(bearer: Candidate) -> bool:
        known = codes[groups.members(bearer.name)[0]]
        return bool(known & candidate.codes)

    def objects(bearer: Candidate) -> bool:
        known = codes[groups.members(bearer.name)[0]]
        return bool(known and candidate.codes) and not known & candidate.codes

    if len(fitting) == 1:
        yield (fitting[0], "unsure", UNSURE) if objects(fitting[0]) else (fitting[0], "same", SURNAME)
        return
    agreeing = [bearer for bearer in fitting if agrees(bearer)]
    if len(agreeing) == 1:
        yield agreeing[0], "same", SURNAME_ROLE
    elif len(fitting) <= MOST_QUESTIONS:
        for bearer in agreeing or fitting:
            yield bearer, "unsure", UNSURE
