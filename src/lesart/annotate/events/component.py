"""The events component: finds PLOVER events with their arguments, claimant, time, factuality and casualties.

It reads boilerplate, mentions, times, quotations and publication date and writes `doc._.events`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from spacy.tokens import Doc

from lesart.annotate.clauses import Syntax, clauses
from lesart.annotate.events.arguments import Arguments, arguments
from lesart.annotate.events.casualties import Harmed, harmed, merged
from lesart.annotate.events.claimant import Claimants
from lesart.annotate.events.factuality import factuality
from lesart.annotate.events.fillers import Fillers
from lesart.annotate.events.lexicon import PRIOR, EventLexicon, Sense
from lesart.annotate.events.same_as import with_identity
from lesart.annotate.events.triggers import Candidate, candidates
from lesart.annotate.events.when import Placed, placed, time_of
from lesart.ontology.plover import plover
from lesart.resources.lexicon import Lexicon, german
from lesart.schema import Event, EventTime, Span

THRESHOLD = 0.5


@dataclass(frozen=True, slots=True)
class Finding:
    """A candidate that was taken for an event, with its sense and how sure we are."""

    candidate: Candidate
    sense: Sense
    confidence: float


class Events:
    """Finds events by lexicon, frames and clause structure."""

    def __init__(self, lexicon: EventLexicon, words: Lexicon | None = None) -> None:
        self.lexicon = lexicon
        self._words = words or german()

    def __call__(self, doc: Doc) -> Doc:
        doc._.events = self.find(doc)
        return doc

    def find(self, doc: Doc) -> tuple[Event, ...]:
        """The events of a Doc, in the order of their triggers."""
        syntax = clauses(doc)
        fillers = Fillers(doc, syntax, doc._.mentions)
        claimants = Claimants(doc, syntax, fillers, doc._.quotations)
        times = placed(doc, syntax, doc._.times)
        victims = harmed(syntax)
        published = doc._.published.isoformat() if doc._.published else None
        sentence_of = {t.i: n for n, s in enumerate(doc.sents) for t in s}
        out: list[Event] = []
        findings = self.triggers(doc, syntax, fillers)
        owners = _owners(findings, victims, sentence_of)
        for finding in findings:
            slots = fillers.slots(finding.candidate)
            found = arguments(finding.candidate, finding.sense, slots, fillers, syntax)
            out.append(
                self._event(
                    doc,
                    syntax,
                    finding,
                    found,
                    claimants,
                    times,
                    sentence_of,
                    published,
                    len(out),
                    [victims[k] for k, owner in owners.items() if owner == finding.candidate.token],
                )
            )
        return tuple(with_identity(out, doc.text))

    def triggers(self, doc: Doc, syntax: Syntax, fillers: Fillers) -> list[Finding]:
        """The candidates taken for events, each with its likeliest sense."""
        out = []
        covered = [(b.start, b.end) for b in doc._.boilerplate]
        for candidate in candidates(syntax, self.lexicon, self._words):
            at = doc[candidate.token].idx
            if any(start <= at < end for start, end in covered):
                continue
            sense = max(candidate.senses, key=lambda s: PRIOR[s.certainty])
            confidence = PRIOR["strong"] if candidate.construction else PRIOR[sense.certainty]
            if confidence < PRIOR["strong"]:
                found = arguments(candidate, sense, fillers.slots(candidate), fillers, syntax)
                confidence += 0.1 * bool(found.actors) + 0.1 * bool(found.recipients)
            if confidence >= THRESHOLD:
                out.append(Finding(candidate, sense, min(confidence, 0.99)))
        return out

    def _event(
        self,
        doc: Doc,
        syntax: Syntax,
        finding: Finding,
        found: Arguments,
        claimants: Claimants,
        times: list[Placed],
        sentence_of: dict[int, int],
        published: str | None,
        number: int,
        victims: list[Harmed],
    ) -> Event:
        token = doc[finding.candidate.token]
        when: EventTime | None = time_of(finding.candidate, sentence_of[token.i], syntax, times)
        future = bool(when and published and when.value[:10] > published)
        actors = tuple(f.role() for f in found.actors)
        chain = claimants.chain(finding.candidate, actors=actors, verbal=finding.sense.type in plover().verbal_acts)
        return Event(
            id=f"ev{number + 1}",
            type=finding.sense.type,
            modes=finding.sense.modes,
            trigger=Span(token.idx, token.idx + len(token.text)),
            actors=actors,
            recipients=tuple(f.role() for f in found.recipients),
            mediators=tuple(f.role() for f in found.mediators),
            places=tuple(f.role() for f in found.places),
            time=when,
            factuality=factuality(finding.candidate, syntax, in_future=future),
            source=chain[-1] if chain else None,
            casualties=merged(victims),
            same_as=None,
            confidence=round(finding.confidence, 3),
            source_chain=chain if len(chain) > 1 else (),
        )  # fmt: skip


def _owners(findings: list[Finding], victims: list[Harmed], sentence_of: dict[int, int]) -> dict[int, int]:
    """For each count of victims the trigger that reports it: the harming word itself, else the nearest assault of the sentence."""
    owners: dict[int, int] = {}
    assaults = [f.candidate.token for f in findings if f.sense.type == "ASSAULT"]
    for k, victim in enumerate(victims):
        if victim.token in assaults:
            owners[k] = victim.token
            continue
        near = [a for a in assaults if sentence_of.get(a) == victim.sentence] or [
            a for a in assaults if 0 <= victim.sentence - sentence_of.get(a, -99) <= 1
        ]
        if near:
            owners[k] = min(near, key=lambda a: abs(a - victim.token))
    return owners


def renumbered(events: tuple[Event, ...]) -> tuple[Event, ...]:
    """The events with ids ev1, ev2 … in order, `same_as` following."""
    names = {e.id: f"ev{i + 1}" for i, e in enumerate(events)}
    return tuple(replace(e, id=names[e.id], same_as=names.get(e.same_as) if e.same_as else None) for e in events)


__all__ = ["THRESHOLD", "Events", "Finding", "renumbered"]
