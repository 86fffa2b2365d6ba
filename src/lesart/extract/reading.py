"""Assembles a reading from an annotated Doc and lets nothing through that breaks the contract.

Two principles are enforced here, whatever a component did: nothing is extracted from boilerplate, and every reference
points at something that is in the reading. What hangs in the air is dropped or emptied, never guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from spacy.tokens import Doc

from lesart.schema import (
    Article,
    Boilerplate,
    Document,
    Entity,
    Event,
    Mention,
    Party,
    Quotation,
    Reading,
    Role,
    Source,
    Span,
    Time,
)


def unread(article: Article) -> Reading:
    """The reading of an article that is not read (another language than German): the document and nothing else."""
    return Reading(_document(article))


def extract(doc: Doc, article: Article) -> Reading:
    """The reading of one annotated article."""
    boilerplate: tuple[Boilerplate, ...] = tuple(sorted(doc._.boilerplate, key=lambda b: b.start))
    outside = _Outside(boilerplate, len(article.text))
    mentions: list[Mention] = [m for m in doc._.mentions if outside.holds(m.start, m.end)]
    entities: list[Entity] = _kept_entities(doc._.entities, mentions)
    known = {entity.id for entity in entities}
    mentions = [m if m.entity in known else replace(m, entity=None) for m in mentions]
    times: list[Time] = [t for t in doc._.times if outside.holds(t.start, t.end)]
    quotations = _kept_quotations(doc._.quotations, outside, known)
    events = _kept_events(doc._.events, outside, known, {q.id for q in quotations})
    return Reading(
        _document(article),
        boilerplate=boilerplate,
        sentences=tuple(_sentences(doc)),
        mentions=tuple(sorted(mentions, key=lambda m: (m.start, m.end))),
        entities=tuple(entities),
        times=tuple(sorted(times, key=lambda t: t.start)),
        quotations=tuple(quotations),
        events=tuple(events),
    )


def _sentences(doc: Doc) -> Iterator[Span]:
    """The sentences without the line breaks around them, which are tokens to spaCy."""
    for sentence in doc.sents:
        wording = sentence.text
        start = sentence.start_char + len(wording) - len(wording.lstrip())
        end = start + len(wording.strip())
        if start < end:
            yield Span(start, end)


class _Outside:
    """Tells whether a stretch lies inside the text and free of boilerplate."""

    def __init__(self, boilerplate: Iterable[Boilerplate], length: int) -> None:
        self._stretches = [(b.start, b.end) for b in boilerplate]
        self._length = length

    def holds(self, start: int, end: int) -> bool:
        if not 0 <= start < end <= self._length:
            return False
        return not any(start < stop and begin < end for begin, stop in self._stretches)

    def spans(self, spans: Iterable[Span]) -> tuple[Span, ...]:
        return tuple(s for s in spans if self.holds(s.start, s.end))


def _document(article: Article) -> Document:
    published = article.published.isoformat() if article.published else None
    basis = article.published_basis if published else "unknown"
    return Document(
        article.id, article.title, article.url, article.publisher, published, basis, article.language, article.text
    )


def _kept_entities(entities: Iterable[Entity], mentions: Iterable[Mention]) -> list[Entity]:
    """The entities that are mentioned outside of boilerplate, who stands behind them and whom they sum up.

    "UN-Schätzungen" are the UN's and "beide Seiten" are two parties, also where the article never names these.
    """
    entities = list(entities)
    mentioned = {m.entity for m in mentions}
    meant = {i for e in entities if e.id in mentioned for i in (*e.members, e.on_behalf_of)}
    kept = [e for e in entities if e.id in mentioned | meant]
    ids = {e.id for e in kept}
    return [
        replace(
            e,
            members=tuple(m for m in e.members if m in ids),
            on_behalf_of=e.on_behalf_of if e.on_behalf_of in ids else None,
        )
        for e in kept
    ]


def _party(party: Party | None, outside: _Outside, known: set[str]) -> Party | None:
    if party is None:
        return None
    spans = outside.spans(party.spans)
    entity = party.entity if party.entity in known else None
    return Party(spans, entity) if spans or entity else None


def _kept_quotations(quotations: Iterable[Quotation], outside: _Outside, known: set[str]) -> list[Quotation]:
    kept = [
        replace(
            q,
            content=outside.spans(q.content),
            cue=outside.spans(q.cue),
            frame=outside.spans(q.frame),
            speaker=_party(q.speaker, outside, known),
            addressee=_party(q.addressee, outside, known),
            confidence=min(1.0, max(0.0, q.confidence)),
        )
        for q in quotations
        if outside.spans(q.content)
    ]
    ids = {q.id for q in kept}
    return [q if q.parent in ids and q.parent != q.id else replace(q, parent=None) for q in kept]


def _roles(roles: Iterable[Role], outside: _Outside, known: set[str]) -> tuple[Role, ...]:
    kept = (r for r in roles if outside.holds(r.start, r.end))
    return tuple(r if r.entity in known else replace(r, entity=None) for r in kept)


def _source(source: Source, outside: _Outside, known: set[str], quotations: set[str]) -> Source:
    """The claimant without what hangs in the air; never null: a claim whose claimant is lost is still no assertion."""
    spans = outside.spans(source.spans)
    entity = source.entity if source.entity in known else None
    quotation = source.quotation if source.quotation in quotations else None
    return Source(spans, entity, quotation)


def _kept_events(events: Iterable[Event], outside: _Outside, known: set[str], quotations: set[str]) -> list[Event]:
    kept = []
    seen: set[str] = set()
    for event in events:
        if not outside.holds(event.trigger.start, event.trigger.end):
            continue
        time = event.time
        if time and time.start is not None and time.end is not None and not outside.holds(time.start, time.end):
            time = None
        kept.append(
            replace(
                event,
                actors=_roles(event.actors, outside, known),
                recipients=_roles(event.recipients, outside, known),
                mediators=_roles(event.mediators, outside, known),
                places=_roles(event.places, outside, known),
                time=time,
                source=_source(event.source, outside, known, quotations) if event.source else None,
                source_chain=tuple(_source(s, outside, known, quotations) for s in event.source_chain),
                same_as=event.same_as if event.same_as in seen else None,
                confidence=min(1.0, max(0.0, event.confidence)),
            )
        )
        seen.add(event.id)
    return kept
