"""Agreements: what several parties made, its points, and what became of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lesart.collate.agreement_words import WORD, AgreementWords
from lesart.collate.dossier import Dossier
from lesart.collate.fulfilment import Reports, latest_status
from lesart.collate.points import Point, find_points
from lesart.ontology.identifiers import article_of
from lesart.ontology.slots import DateRange
from lesart.schema import Event, Span
from lesart.schema.records import AgreementPoint, AgreementRecord, Passage, RecordEvent

TYPES = frozenset({"AGREE", "SUPPORT", "CONCEDE", "RETREAT"})
NEAR = 3
"""Sentences within which two reports in one article are of one agreement ("vereinbart … unterzeichneten")."""


@dataclass(slots=True)
class _Draft:
    events: list[RecordEvent]
    mentions: list[str]


def record_agreements(
    dossier: Dossier, events: Sequence[RecordEvent], words: AgreementWords
) -> tuple[AgreementRecord, ...]:
    """All agreements that the articles report as made, by date."""
    drafts = _merge(_found(events, dossier, words), dossier)
    if not drafts:
        return ()
    reports = Reports(dossier, words)
    made = [_agreement(draft, dossier, words, reports) for draft in drafts]
    return tuple(sorted(made, key=lambda agreement: (agreement.date is None, agreement.date or "", agreement.id)))


def _found(events: Sequence[RecordEvent], dossier: Dossier, words: AgreementWords) -> list[_Draft]:
    drafts = []
    for event in events:
        if event.type not in TYPES or event.factuality != "happened":
            continue
        mentions = [name for name in event.members if _makes_agreement(name, dossier, words)]
        if mentions and len(_parties(event, dossier)) > 1:
            drafts.append(_Draft([event], mentions))
    return drafts


def _makes_agreement(name: str, dossier: Dossier, words: AgreementWords) -> bool:
    """Whether a mention reports an agreement as made: a verb of making one, or the noun itself as the trigger."""
    event: Event = dossier.events[name]
    article = article_of(name)
    if event.factuality != "happened" or event.type not in TYPES:
        return False
    text = dossier.reading[article].document.text
    sentence = dossier.sentence(article, event.trigger.start) or event.trigger
    row = WORD.findall(sentence.cut(text))
    trigger = event.trigger.cut(text)
    if words.makes(trigger, *row):
        return event.type == "AGREE" or any(words.is_agreement(word) for word in row)
    # a noun alone may be a topic ("Gespräche über ein Abkommen"); called by its date, it is something that came about
    dated = event.time is not None and event.time.start is not None
    return event.type == "AGREE" and dated and words.is_agreement(trigger)


def _parties(event: RecordEvent, dossier: Dossier) -> frozenset[str]:
    """The sides (else actors) that made it; mediators are none."""
    return frozenset(dossier.side(actor) or actor for actor in (*event.actors, *event.recipients))


def _merge(drafts: Sequence[_Draft], dossier: Dossier) -> list[_Draft]:
    """Reports of one agreement under two triggers in one article: close together, parties and date shared."""
    merged: list[_Draft] = []
    for draft in drafts:
        for other in merged:
            if _one_agreement(draft, other, dossier):
                other.events.extend(draft.events)
                other.mentions.extend(draft.mentions)
                break
        else:
            merged.append(draft)
    return merged


def _one_agreement(one: _Draft, other: _Draft, dossier: Dossier) -> bool:
    left, right = one.events[0], other.events[0]
    if not _parties(left, dossier) & _parties(right, dossier):
        return False
    first, second = DateRange.clean(left.date), DateRange.clean(right.date)
    if first is not None and second is not None and first.gap(second) > 1:
        return False
    return any(
        article_of(a) == article_of(b) and abs(_sentence_number(a, dossier) - _sentence_number(b, dossier)) <= NEAR
        for a in one.mentions
        for b in other.mentions
    )


def _sentence_number(name: str, dossier: Dossier) -> int:
    at = dossier.events[name].trigger.start
    sentences = dossier.reading[article_of(name)].sentences
    return next((number for number, span in enumerate(sentences) if span.start <= at < span.end), 0)


def _agreement(draft: _Draft, dossier: Dossier, words: AgreementWords, reports: Reports) -> AgreementRecord:
    event = min(draft.events, key=lambda event: (event.date is None, event.id not in draft.mentions, event.id))
    by_article: dict[str, list[int]] = {}
    for name in draft.mentions:
        by_article.setdefault(article_of(name), []).append(_sentence_number(name, dossier))
    points: list[tuple[str, Point]] = []
    for article in sorted(by_article, key=lambda article: dossier.position[article]):
        found = find_points(dossier.reading[article], sorted(set(by_article[article])), words)
        if found and not points:
            # the first full report lists the points; a second list would only repeat them in other words
            points = [(article, point) for point in found]
    truce = _truce(draft.mentions, dossier, words)
    if truce is not None and not any(a == truce[0] and p.span.overlaps(truce[1].span) for a, p in points):
        points.insert(0, truce)
    since = min(dossier.published_key(article) for article in by_article)
    skip = [(article, point.span) for article, point in points]
    skip += [(article, dossier.reading[article].sentences[n]) for article, rows in by_article.items() for n in rows]
    status = reports.on([reports.target(article, point.span) for article, point in points], since=since, skip=skip)
    actors = tuple(dict.fromkeys(actor for e in draft.events for actor in (*e.actors, *e.recipients)))
    named = tuple(dict.fromkeys(actor for e in draft.events for actor in e.mediators))
    # who signs for a state that mediates is no party to what it mediated
    mediators = (*named, *(a for a in actors if a not in named and set(dossier.acts_for(a)) & set(named)))
    return AgreementRecord(
        id=f"agreement:{event.id}",
        label=event.label,
        date=event.date,
        parties=tuple(actor for actor in actors if actor not in mediators),
        mediators=mediators,
        event=event.id,
        passages=tuple(_trigger(name, dossier) for name in draft.mentions),
        points=tuple(
            AgreementPoint(
                label=_label(article, point, dossier),
                passage=dossier.passage(article, point.span.start, point.span.end),
                reports=tuple(own),
                status=latest_status(own),
            )
            for (article, point), own in zip(points, status, strict=True)
        ),
    )


def _truce(mentions: Sequence[str], dossier: Dossier, words: AgreementWords) -> tuple[str, Point] | None:
    """The truce that the parties agreed on is a point of its own: that it holds is what later reports speak of."""
    for name in mentions:
        article = article_of(name)
        sentence = dossier.sentence(article, dossier.events[name].trigger.start)
        if sentence is None:
            continue
        text = dossier.reading[article].document.text
        for phrase in words.truce_phrases:
            at = text.find(phrase, sentence.start, sentence.end)
            if at >= 0:
                return article, Point(Span(at, at + len(phrase)), "")
        for match in WORD.finditer(text, sentence.start, sentence.end):
            if words.is_truce(match.group()):
                return article, Point(Span(match.start(), match.end()), "")
    return None


def _label(article: str, point: Point, dossier: Dossier) -> str:
    wording = " ".join(point.span.cut(dossier.reading[article].document.text).split())
    shown = wording[:1].upper() + wording[1:]
    return f"{shown} … {point.tail}" if point.tail else shown


def _trigger(name: str, dossier: Dossier) -> Passage:
    article, trigger = article_of(name), dossier.events[name].trigger
    return dossier.passage(article, trigger.start, trigger.end)
