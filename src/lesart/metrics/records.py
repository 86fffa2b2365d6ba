"""A compiled record against the one that a careful reader wrote (`examples/*/expected.json`).

Counted are: accounts found in the right event, differences between accounts, points of agreements with what became of
them, and, as linking, the event mentions that stand in an account's passage. Everything is counted both ways where the
expected record is complete enough to say that something is wrong; it lists the events a reader would enter, not all.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lesart.metrics.linking import Score, b_cubed, pairwise
from lesart.schema import Reading, Span
from lesart.schema.records import Account, AgreementPoint, Record, RecordEvent

Expected = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class RecordScore:
    """The figures, with the names of what was missed for looking at."""

    mentions: Score
    pairs: Score
    events_found: tuple[str, ...]
    events_missed: tuple[str, ...]
    both_sides: tuple[str, ...]
    """Events of several sides for which accounts of at least two sides stand in one row of the record."""
    accounts: tuple[int, int]
    """Found, expected."""
    differences: tuple[int, int, int]
    """Right, found, expected: slots shown as differing in events that were found."""
    points: tuple[int, int]
    statuses: tuple[int, int, int]
    """Right, found, expected: what became of points, by article, status and claimant."""


def score_record(
    record: Record, readings: Sequence[Reading], expected: Expected, articles: Mapping[str, str]
) -> RecordScore:
    """Compares; `articles` maps the expected record's article keys to article ids."""
    texts = {reading.document.id: reading for reading in readings}
    wanted = expected["record"]["events"]
    gold = _gold_mentions(wanted, texts, articles)
    predicted = {member: event.id for event in record.events for member in event.members}
    found: list[str] = []
    missed: list[str] = []
    both: list[str] = []
    accounts = Counter[str]()
    differences = Counter[str]()
    for event in wanted:
        rows = {id(account): _matching(account, record, texts, articles) for account in event["accounts"]}
        best = _best_row(rows)
        accounts["expected"] += len(event["accounts"])
        differences["expected"] += len(event["differs"])
        if best is None:
            missed.append(event["id"])
            continue
        found.append(event["id"])
        hit = [account for account in event["accounts"] if best in {row.id for row, _ in rows[id(account)]}]
        accounts["found"] += len(hit)
        sides = {account["side"] for account in hit if account["side"]}
        if len(sides) > 1:
            both.append(event["id"])
        row = next(row for row in record.events if row.id == best)
        shown = {variant.slot for variant in row.variants if variant.status in ("differ", "revised")}
        differences["found"] += len(shown)
        differences["right"] += len(shown & set(event["differs"]))
    points, statuses = _agreements(record, wanted=expected["record"]["agreements"], articles=articles)
    return RecordScore(
        b_cubed(gold, predicted),
        pairwise(gold, predicted),
        tuple(found),
        tuple(missed),
        tuple(both),
        (accounts["found"], accounts["expected"]),
        (differences["right"], differences["found"], differences["expected"]),
        points,
        statuses,
    )


def _sentence_of(reading: Reading, wording: str) -> Span | None:
    """The sentences that a passage stands in, as one span."""
    at = reading.document.text.find(wording)
    if at < 0:
        return None
    touched = [s for s in reading.sentences if s.overlaps(Span(at, at + len(wording)))]
    return Span(touched[0].start, touched[-1].end) if touched else Span(at, at + len(wording))


def _gold_mentions(
    wanted: Sequence[Expected], texts: Mapping[str, Reading], articles: Mapping[str, str]
) -> dict[str, str]:
    """Event mentions whose trigger stands in exactly one expected event's passages, with that event."""
    owners: dict[str, set[str]] = {}
    for event in wanted:
        for account in event["accounts"]:
            reading = texts.get(articles.get(account["article"], ""))
            at = reading.document.text.find(account["passage"]) if reading is not None else -1
            if reading is None or at < 0:
                continue
            span = Span(at, at + len(account["passage"]))
            for mention in reading.events:
                if mention.type in event["type"] and span.covers(mention.trigger):
                    owners.setdefault(f"{reading.document.id}#{mention.id}", set()).add(event["id"])
    return {name: next(iter(events)) for name, events in owners.items() if len(events) == 1}


def _matching(
    account: Expected, record: Record, texts: Mapping[str, Reading], articles: Mapping[str, str]
) -> list[tuple[RecordEvent, Account]]:
    """Rows of the record with an account by that claimant that has a mention in the passage's sentence."""
    reading = texts.get(articles.get(account["article"], ""))
    stretch = _sentence_of(reading, account["passage"]) if reading is not None else None
    if reading is None or stretch is None:
        return []
    names = {actor.id: " | ".join((actor.name, *actor.aliases)) for actor in record.actors}
    found = []
    for row in record.events:
        for own in row.accounts:
            spoken = (
                names.get(own.claimant.actor or "", ""),
                own.claimant.name,
                *(p.wording for p in own.claimant.passages),
            )
            if not _is_claimant(account["claimant"], own, " | ".join(spoken)):
                continue
            if account["denied"] != (own.factuality == "denied"):
                continue
            if any(p.article == reading.document.id and stretch.covers(Span(p.start, p.end)) for p in own.mentions):
                found.append((row, own))
                break
    return found


def _is_claimant(wanted: str | None, account: Account, spoken: str) -> bool:
    if wanted is None:
        return account.claimant.actor is None and not account.claimant.passages
    return re.search(wanted, spoken) is not None


def _best_row(rows: Mapping[int, Sequence[tuple[RecordEvent, Account]]]) -> str | None:
    counts = Counter(name for found in rows.values() for name in {row.id for row, _ in found})
    return min(counts, key=lambda name: (-counts[name], name)) if counts else None


def _agreements(
    record: Record, *, wanted: Sequence[Expected], articles: Mapping[str, str]
) -> tuple[tuple[int, int], tuple[int, int, int]]:
    points_found = points_wanted = right = found = expected = 0
    names = {actor.id: " | ".join((actor.name, *actor.aliases)) for actor in record.actors}
    for agreement in wanted:
        own_articles = {articles.get(key) for key in agreement["articles"]}
        own = [a for a in record.agreements if {p.article for p in a.passages} & own_articles]
        own = [a for a in own if a.date is None or re.search(agreement["date"], a.date)] or own
        points = [point for a in own for point in a.points]
        for point in agreement["points"]:
            points_wanted += 1
            matched = [p for p in points if re.search(point["match"], p.passage.wording)]
            points_found += bool(matched)
            statuses = [s for s in point["statuses"] if s["status"] != "announced"]
            expected += len(statuses)
            right += sum(any(_has_status(s, p, articles, names) for p in matched) for s in statuses)
        found += sum(len(point.reports) for point in points)
    return (points_found, points_wanted), (right, found, expected)


def _has_status(wanted: Expected, point: AgreementPoint, articles: Mapping[str, str], names: Mapping[str, str]) -> bool:
    for report in point.reports:
        spoken = f"{names.get(report.claimant.actor or '', '')} | {report.claimant.name}"
        right_voice = (
            report.claimant.actor is None if wanted["claimant"] is None else re.search(wanted["claimant"], spoken)
        )
        if (
            report.passage.article == articles.get(wanted["article"])
            and report.status == wanted["status"]
            and right_voice
        ):
            return True
    return False
