"""Statements: what was said, by whom, when, and what kind of act it is."""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Sequence

from pydantic import BaseModel, ConfigDict

from lesart.collate.dossier import Dossier
from lesart.ontology.identifiers import article_of, qualified
from lesart.ontology.slots import DateRange
from lesart.resources import load_yaml
from lesart.resources.lexicon import Lexicon
from lesart.schema import Event, Quotation, Reading, Span
from lesart.schema.records import Passage, RecordEvent, Statement, StatementKind

_WORD = re.compile(r"[^\W\d_]+")

BY_EVENT: dict[str, StatementKind] = {
    "REQUEST": "demand",
    "ACCUSE": "accusation",
    "REJECT": "rejection",
    "THREATEN": "threat",
    "AGREE": "offer",
    "CONCEDE": "offer",
    "SUPPORT": "support",
}
"""An interaction that is done by saying: its trigger is the statement's cue."""


class KindFile(BaseModel):
    """`lexicons/de/statement_kinds.yaml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    origin: str
    licence: str
    demand: list[str]
    accusation: list[str]
    rejection: list[str]
    denial: list[str]
    threat: list[str]
    offer: list[str]
    support: list[str]
    report: list[str]
    obliging: list[str]


_KINDS: tuple[StatementKind, ...] = (
    "denial",
    "demand",
    "accusation",
    "rejection",
    "threat",
    "offer",
    "support",
    "report",
)


class StatementKinds:
    """Tells the kind of a statement from its cue, the events in it and its content."""

    def __init__(self, table: KindFile, lexicon: Lexicon) -> None:
        self._kinds = {lemma.casefold(): kind for kind in _KINDS for lemma in getattr(table, kind)}
        self._obliging = frozenset(table.obliging)
        self._lexicon = lexicon

    @classmethod
    @functools.cache
    def load(cls, lexicon: Lexicon) -> StatementKinds:
        """With the package's data file."""
        return cls(load_yaml("lexicons/de/statement_kinds.yaml", KindFile), lexicon)

    def of_cue(self, cue: str) -> StatementKind | None:
        """The kind that the reporting verb or noun names; separated verbs ("wies … zurück") are put together."""
        words = _WORD.findall(cue)
        lemmas = [lemma.casefold() for word in words for lemma in self._lexicon.lemmas(word)]
        joined = [words[-1].casefold() + lemma for lemma in lemmas] if len(words) > 1 else []
        for lemma in (*joined, *lemmas, *(word.casefold() for word in words)):
            kind = self._kinds.get(lemma)
            if kind is not None:
                return kind
        return None

    def obliges(self, content: str) -> bool:
        """Whether reported content says what another must do ("Armenien müsse …")."""
        return any(word in self._obliging for word in _WORD.findall(content.casefold()))


def record_statements(dossier: Dossier, events: Sequence[RecordEvent], kinds: StatementKinds) -> tuple[Statement, ...]:
    """A statement for every quotation, in the order of the articles."""
    event_of = {member: event.id for event in events for member in event.members}
    found: list[Statement] = []
    for reading in dossier.readings:
        inside: dict[str, list[Event]] = defaultdict(list)
        for event in reading.events:
            if event.source is not None and event.source.quotation is not None:
                inside[event.source.quotation].append(event)
        for quotation in sorted(reading.quotations, key=lambda quotation: (quotation.content[:1], quotation.id)):
            own = inside[quotation.id]
            names = dict.fromkeys(event_of[qualified(reading.document.id, event.id)] for event in own)
            found.append(_statement(quotation, reading, own, tuple(names), dossier, kinds))
    return tuple(found)


def _statement(
    quotation: Quotation,
    reading: Reading,
    own: Sequence[Event],
    events: tuple[str, ...],
    dossier: Dossier,
    kinds: StatementKinds,
) -> Statement:
    article = reading.document.id
    text = reading.document.text
    speaker = dossier.voice(article, quotation.speaker.entity) if quotation.speaker is not None else None
    if speaker is not None:
        name = dossier.actor_name(speaker)
    else:
        name = " ".join(span.cut(text) for span in quotation.speaker.spans) if quotation.speaker is not None else ""
    stated, published = _date(quotation, reading), reading.document.published
    return Statement(
        id=qualified(article, quotation.id),
        article=article,
        type=quotation.type,
        kind=_kind(quotation, reading, own, kinds),
        speaker=speaker,
        speaker_name=name,
        side=dossier.side(speaker),
        date=stated or published,
        channel=quotation.channel,
        content=_passages(article, quotation.content, dossier),
        frame=_passages(article, quotation.frame, dossier),
        confidence=quotation.confidence,
        events=events,
        date_basis="stated" if stated else "published" if published else "missing",
    )


def _passages(article: str, spans: Sequence[Span], dossier: Dossier) -> tuple[Passage, ...]:
    return tuple(dossier.passage(article, span.start, span.end) for span in spans)


def _kind(quotation: Quotation, reading: Reading, own: Sequence[Event], kinds: StatementKinds) -> StatementKind:
    """By the cue's verb, else the interaction that the cue is, else a denied event inside, else what it obliges to."""
    text = reading.document.text
    by_cue = kinds.of_cue(" ".join(span.cut(text) for span in quotation.cue))
    if by_cue is not None and by_cue != "report":
        return by_cue
    for event in reading.events:
        if event.type in BY_EVENT and any(span.overlaps(event.trigger) for span in quotation.cue):
            return BY_EVENT[event.type]
    if any(event.factuality == "denied" for event in own):
        return "denial"
    if kinds.obliges(" ".join(span.cut(text) for span in quotation.content)):
        return "demand"
    return by_cue or "statement"


def _date(quotation: Quotation, reading: Reading) -> str | None:
    """The date that stands with the cue, outside of what was said; never that of the publication."""
    frame = (*quotation.frame, *quotation.cue)
    if not frame:
        return None
    around = [s for s in reading.sentences if any(s.overlaps(span) for span in frame)]
    for time in reading.times:
        if time.type not in {"DATE", "TIME"} or DateRange.clean(time.value) is None:
            continue
        stretch = Span(time.start, time.end)
        if any(content.overlaps(stretch) for content in quotation.content):
            continue
        if any(sentence.covers(stretch) for sentence in around):
            when = DateRange.clean(time.value)
            return str(when) if when is not None and when.days <= 3 else None
    return None


def speaker_at(article: str, at: int, dossier: Dossier) -> Quotation | None:
    """The innermost quotation whose content holds an offset of an article, if any."""
    holding = [
        (span.end - span.start, quotation.id, quotation)
        for quotation in dossier.reading[article_of(article)].quotations
        for span in quotation.content
        if span.start <= at < span.end
    ]
    return min(holding)[2] if holding else None
