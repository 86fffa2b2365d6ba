"""What later reports say became of a point: done, broken, open, with who says so.

A clause counts where it has a status word and shares with the point a place, or a noun that is rare in the dossier (a
compound and its last part are one: "Kriegsgefangene", "Gefangene"). A clause that fits several points equally well
counts for none, unless it names a place of each.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from lesart.collate.agreement_words import AgreementWords
from lesart.collate.dossier import Dossier
from lesart.collate.statements import speaker_at
from lesart.schema import Reading, Span
from lesart.schema.records import Claimant, Passage, PointStatus, StatusReport

RARE = 1.5
"""Weight (negative log of the share of sentences with the noun) from which a noun ties a clause to a point."""
FIRM = 4.0
_CLAUSE_END = re.compile(r"[,;:–]\s")
_LEAST = 6


@dataclass(frozen=True, slots=True)
class Target:
    """A point as later clauses are compared with it."""

    nouns: frozenset[str]
    places: frozenset[str]


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of a later report with a status word in it."""

    article: str
    span: Span
    status: PointStatus
    word: Span
    nouns: frozenset[str]
    places: frozenset[str]


class Reports:
    """All clauses of the dossier that say what became of something; found once, compared with every point."""

    def __init__(self, dossier: Dossier, words: AgreementWords) -> None:
        self._dossier = dossier
        self._words = words
        self._seen: Counter[str] = Counter()
        self._total = 1
        self._clauses: list[Clause] = []
        for reading in dossier.readings:
            for sentence in reading.sentences:
                self._total += 1
                self._seen.update(words.content_nouns(sentence.cut(reading.document.text)))
                self._clauses.extend(self._of_sentence(reading, sentence))

    def target(self, article: str, span: Span) -> Target:
        """A point ready for comparing."""
        text = self._dossier.reading[article].document.text
        return Target(self._words.content_nouns(span.cut(text)), self.places_in(article, span))

    def places_in(self, article: str, span: Span) -> frozenset[str]:
        """Ids of the places (not states) that a stretch names."""
        found = set()
        for mention in self._dossier.reading[article].mentions:
            if span.start <= mention.start and mention.end <= span.end:
                place = self._dossier.place(article, mention.entity)
                if place is not None and not self._dossier.is_wide(place):
                    found.add(place)
        return frozenset(found)

    def on(
        self, targets: Sequence[Target], *, since: str, skip: Sequence[tuple[str, Span]]
    ) -> list[list[StatusReport]]:
        """For each point its reports, by date; clauses inside `skip` (the agreement's own report) do not count."""
        found: list[list[StatusReport]] = [[] for _ in targets]
        for clause in self._clauses:
            if self._dossier.published_key(clause.article) < since:
                continue
            if any(clause.article == article and span.overlaps(clause.span) for article, span in skip):
                continue
            for number in self._fitting(clause, targets):
                found[number].append(self._report(clause))
        return found

    def _of_sentence(self, reading: Reading, sentence: Span) -> Iterator[Clause]:
        text = reading.document.text
        cuts = [
            sentence.start,
            *(m.end() for m in _CLAUSE_END.finditer(text, sentence.start, sentence.end)),
            sentence.end,
        ]
        for start, end in pairwise(cuts):
            if start >= end:
                continue
            span = Span(start, end)
            said = self._words.status(span.cut(text))
            if said is None:
                continue
            status, first, last = said
            nouns = self._words.content_nouns(span.cut(text))
            article = reading.document.id
            word = Span(start + first, start + last)
            yield Clause(article, span, status, word, nouns, self.places_in(article, span))

    def _fitting(self, clause: Clause, targets: Sequence[Target]) -> list[int]:
        by_place = [number for number, target in enumerate(targets) if target.places & clause.places]
        if by_place:
            return by_place
        scores = [self._overlap(target.nouns, clause.nouns) for target in targets]
        best = max(scores, default=0.0)
        fitting = [number for number, score in enumerate(scores) if score >= FIRM and score >= best - 0.5]
        return fitting if len(fitting) == 1 else []

    def _overlap(self, one: frozenset[str], other: frozenset[str]) -> float:
        total = 0.0
        for noun in one:
            near = [own for own in other if alike(noun, own)]
            if near:
                weight = max(math.log(self._total / (1 + self._seen[own])) for own in near)
                total += weight if weight >= RARE else 0.0
        return total

    def _report(self, clause: Clause) -> StatusReport:
        return StatusReport(
            clause.status,
            self._claimant(clause),
            self._dossier.published(clause.article),
            self._passage(clause),
        )

    def _passage(self, clause: Clause) -> Passage:
        text = self._dossier.reading[clause.article].document.text
        end = clause.span.start + len(clause.span.cut(text).rstrip(" ,;:–\n"))
        return self._dossier.passage(clause.article, clause.span.start, end)

    def _claimant(self, clause: Clause) -> Claimant:
        """Who says so: the source of the event there, else who is quoted, else who accuses, else the outlet."""
        dossier, article = self._dossier, clause.article
        for event in dossier.reading[article].events:
            if event.trigger.overlaps(clause.word) and event.source is not None:
                return self._named(article, event.source.entity, event.source.spans)
        quotation = speaker_at(article, clause.word.start, dossier)
        if quotation is not None and quotation.speaker is not None:
            return self._named(article, quotation.speaker.entity, quotation.speaker.spans)
        sentence = dossier.sentence(article, clause.word.start)
        for event in dossier.reading[article].events:
            inside = sentence is not None and sentence.covers(event.trigger)
            if inside and event.type == "ACCUSE" and event.actors and event.trigger.start <= clause.word.start:
                role = event.actors[0]
                return self._named(article, role.entity, (Span(role.start, role.end),))
        return Claimant(None, dossier.reading[article].document.publisher or "", None)

    def _named(self, article: str, entity: str | None, spans: Sequence[Span]) -> Claimant:
        dossier = self._dossier
        actor = dossier.actor(article, entity)
        passages = tuple(dossier.passage(article, span.start, span.end) for span in spans)
        name = dossier.actor_name(actor) if actor is not None else " ".join(passage.wording for passage in passages)
        return Claimant(actor, name, dossier.side(actor), passages)


def alike(one: str, other: str) -> bool:
    """Whether two nouns can name one thing: equal, a compound and its last part, or compounds of one first part."""
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    if len(short) < _LEAST:
        return False
    stem = short.rstrip("ens")
    return (len(stem) >= _LEAST and stem in long) or one[:8] == other[:8]


def latest_status(reports: Sequence[StatusReport]) -> PointStatus:
    """The latest word on a point; `disputed` where the last words of the claimants contradict each other."""
    last: dict[str, PointStatus] = {}
    for report in reports:
        last[report.claimant.actor or report.claimant.name] = report.status
    said = set(last.values())
    if not said:
        return "announced"
    if "done" in said and said & {"broken", "open"}:
        return "disputed"
    return reports[-1].status
