"""What later reports say became of a point: done, broken, open, with who says so.

A clause counts where it has a status word and speaks of the point: it names the point's place, or shares a noun with it
("Kriegsgefangene" and "Gefangene" are one) and more besides: a second noun, a verb that carries the noun out
("ausgetauscht", "Austausch"), a verb that says enough by itself ("übergeben"), the agreement, or that the noun is rare.
A clause that fits several points equally well counts for none, unless it names a place of each. Words on a truce speak
of truces only.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from lesart.collate.agreement_words import WORD, AgreementWords, Said
from lesart.collate.dossier import Dossier
from lesart.collate.statements import speaker_at
from lesart.schema import Reading, Span
from lesart.schema.records import Claimant, Passage, PointStatus, StatusReport

RARE = 3
"""Sentences of the dossier up to which a noun is rare enough to tie a clause to a point by itself."""
_CLAUSE_END = re.compile(r"[,;:–]\s")
_NUMBER = re.compile(r"\b\d+\b")


@dataclass(frozen=True, slots=True)
class Target:
    """A point as later clauses are compared with it."""

    nouns: frozenset[str]
    places: frozenset[str]
    numbers: frozenset[str]
    truce: bool


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of a later report with a status word in it."""

    article: str
    span: Span
    said: Said
    word: Span
    nouns: frozenset[str]
    places: frozenset[str]
    numbers: frozenset[str]
    truce: bool
    on_agreement: bool
    """Whether its sentence names an agreement, or a point of one by its number."""


class Reports:
    """All clauses of the dossier that say what became of something; found once, compared with every point."""

    def __init__(self, dossier: Dossier, words: AgreementWords) -> None:
        self._dossier = dossier
        self._words = words
        self._same: dict[tuple[str, str], bool] = {}
        self._seen: Counter[str] = Counter()
        self._clauses: list[Clause] = []
        for reading in dossier.readings:
            for sentence in reading.sentences:
                self._seen.update(self._nouns(reading.document.id, sentence))
                self._clauses.extend(self._of_sentence(reading, sentence))

    def target(self, article: str, span: Span) -> Target:
        """A point ready for comparing."""
        wording = span.cut(self._dossier.reading[article].document.text)
        return Target(
            self._nouns(article, span), self.places_in(article, span), _numbers(wording), self._is_truce(wording)
        )

    def _is_truce(self, wording: str) -> bool:
        named = any(self._words.is_truce(word) for word in WORD.findall(wording))
        return named or any(phrase in wording for phrase in self._words.truce_phrases)

    def _nouns(self, article: str, span: Span) -> frozenset[str]:
        """Nouns of a stretch that are no part of a name, and name no state and nobody by a state."""
        reading = self._dossier.reading[article]
        text = reading.document.text
        wording = list(span.cut(text))
        for mention in reading.mentions:
            if mention.kind == "named" and span.start <= mention.start and mention.end <= span.end:
                wording[mention.start - span.start : mention.end - span.start] = " " * (mention.end - mention.start)
        nouns = self._words.content_nouns("".join(wording))
        return frozenset(noun for noun in nouns if not self._dossier.affiliations.codes(noun.capitalize()))

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
                found[number].extend(self._reports(clause))
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
            wording = span.cut(text)
            said = self._words.status(wording)
            if said is None:
                continue
            article = reading.document.id
            yield Clause(
                article,
                span,
                said,
                Span(start + said.start, start + said.end),
                self._nouns(article, span),
                self.places_in(article, span),
                _numbers(wording),
                self._is_truce(wording),
                _names_agreement(sentence.cut(text), self._words),
            )

    def _fitting(self, clause: Clause, targets: Sequence[Target]) -> list[int]:
        """The points that a clause speaks of; several only where it names a place of each."""
        if clause.truce:
            return [number for number, target in enumerate(targets) if target.truce]
        scores = [self._strength(clause, target) for target in targets]
        best = max(scores, default=0.0)
        if best <= 0:
            return []
        fitting = [number for number, score in enumerate(scores) if score == best]
        if len(fitting) == 1:
            return fitting
        placed = [number for number in fitting if targets[number].places & clause.places]
        places = [targets[number].places & clause.places for number in placed]
        return placed if placed == fitting and len(set(places)) == len(places) else []

    def _strength(self, clause: Clause, target: Target) -> float:
        """How firmly a clause speaks of a point; 0 where it may speak of something else."""
        if target.truce:
            return 0.0
        shared = [noun for noun in target.nouns if any(self._same_thing(noun, own) for own in clause.nouns)]
        placed = target.places & clause.places
        done = any(self._words.undoes(clause.said.lemma, noun) for noun in target.nouns)
        rare = any(self._seen[own] <= RARE for noun in shared for own in clause.nouns if self._same_thing(noun, own))
        if placed:
            firm = bool(shared) or done or clause.on_agreement or clause.said.lemma not in self._words.weak
        else:
            telling = done or rare or clause.on_agreement or clause.said.lemma not in self._words.weak
            firm = len(shared) > 1 or (bool(shared) and telling)
        if not firm:
            return 0.0
        return 2.0 * len(placed) + len(shared) + done + 0.5 * len(target.numbers & clause.numbers)

    def _same_thing(self, noun: str, own: str) -> bool:
        """As `AgreementWords.same_thing`, but looked up once: every clause is held against every point."""
        found = self._same.get((noun, own))
        if found is None:
            found = self._same[noun, own] = self._words.same_thing(noun, own)
        return found

    def _reports(self, clause: Clause) -> Iterator[StatusReport]:
        """A report for each who says so: two parties that accuse each other both do."""
        date, passage = self._dossier.published(clause.article), self._passage(clause)
        for claimant in self._claimants(clause):
            yield StatusReport(clause.said.status, claimant, date, passage)

    def _passage(self, clause: Clause) -> Passage:
        text = self._dossier.reading[clause.article].document.text
        end = clause.span.start + len(clause.span.cut(text).rstrip(" ,;:–\n"))
        return self._dossier.passage(clause.article, clause.span.start, end)

    def _claimants(self, clause: Clause) -> list[Claimant]:
        """Who says so: the source of the event there, else who is quoted, else who accuses, else the outlet."""
        dossier, article = self._dossier, clause.article
        for event in dossier.reading[article].events:
            if event.trigger.overlaps(clause.word) and event.source is not None:
                return [self._named(article, event.source.entity, event.source.spans)]
        quotation = speaker_at(article, clause.word.start, dossier)
        if quotation is not None and quotation.speaker is not None:
            return [self._named(article, quotation.speaker.entity, quotation.speaker.spans)]
        sentence = dossier.sentence(article, clause.word.start)
        for event in dossier.reading[article].events:
            inside = sentence is not None and sentence.covers(event.trigger)
            if inside and event.type == "ACCUSE" and event.actors and event.trigger.start <= clause.word.start:
                return [self._named(article, role.entity, (Span(role.start, role.end),)) for role in event.actors]
        return [Claimant(None, dossier.reading[article].document.publisher or "", None)]

    def _named(self, article: str, entity: str | None, spans: Sequence[Span]) -> Claimant:
        dossier = self._dossier
        actor = dossier.voice(article, entity)
        passages = tuple(dossier.passage(article, span.start, span.end) for span in spans)
        name = dossier.actor_name(actor) if actor is not None else " ".join(passage.wording for passage in passages)
        return Claimant(actor, name, dossier.side(actor), passages)


def _numbers(wording: str) -> frozenset[str]:
    return frozenset(_NUMBER.findall(wording))


def _names_agreement(sentence: str, words: AgreementWords) -> bool:
    row = WORD.findall(sentence)
    return any(words.is_agreement(word) for word in row) or "Punkt" in row


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
