"""The events component: finds PLOVER events with their arguments, claimant, time, factuality and casualties.

It reads boilerplate, mentions, times, quotations and publication date and writes `doc._.events`.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from spacy.tokens import Doc

from lesart.annotate.clauses import Syntax, clauses
from lesart.annotate.events.arguments import Arguments, arguments
from lesart.annotate.events.blame import innocent, parties
from lesart.annotate.events.bystanders import taking_part
from lesart.annotate.events.casualties import Harmed, harmed, merged
from lesart.annotate.events.claimant import Claimants
from lesart.annotate.events.classify import NONE, TriggerClassifier
from lesart.annotate.events.factuality import factuality
from lesart.annotate.events.figures import alone, figure, reported
from lesart.annotate.events.fillers import Fillers
from lesart.annotate.events.lexicon import PRIOR, EventLexicon, Sense
from lesart.annotate.events.norms import breaks_norm
from lesart.annotate.events.once import each_once
from lesart.annotate.events.other_senses import means_otherwise
from lesart.annotate.events.roles import BLAMING, Asked, RoleScorer
from lesart.annotate.events.same_as import with_identity
from lesart.annotate.events.surroundings import Surroundings
from lesart.annotate.events.triggers import Candidate, candidates
from lesart.annotate.events.when import Clock, DateModel, told_as_past
from lesart.annotate.events.whereabouts import at_places
from lesart.ontology.plover import plover
from lesart.resources.lexicon import Lexicon, german
from lesart.schema import Event, EventTime, Span

THRESHOLD = 0.5
_ROUNDING = 1e-3
FIGURE = 0.6
"""Confidence of an assault that only a figure of its victims tells of."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A candidate that was taken for an event, with its sense and how sure we are."""

    candidate: Candidate
    type: str
    sense: Sense | None
    confidence: float
    figure: bool = False
    """Whether only a number of victims tells of it (`lesart.annotate.events.figures`)."""


@dataclass(frozen=True, slots=True)
class Models:
    """The trained parts, and from which probability on a candidate counts as an event."""

    triggers: TriggerClassifier
    roles: RoleScorer
    dates: DateModel | None
    threshold: float
    lexicon_share: float
    """How much the lexicon's own judgement counts beside the classifier's: it knows words that training never saw."""
    calibration: tuple[float, float] = (1.0, 0.0)
    """Slope and offset (Platt) that turn a score's logit into the logit of being right."""

    def calibrated(self, score: float) -> float:
        """How likely an event with this score is one: measured on held-out articles, never the bare score."""
        bounded = min(max(score, 0.01), 0.99)
        slope, offset = self.calibration
        return 1.0 / (1.0 + math.exp(-(slope * math.log(bounded / (1.0 - bounded)) + offset)))


class Events:
    """Finds events: by the trained models where they are given, else by lexicon and frames alone."""

    def __init__(self, lexicon: EventLexicon, *, words: Lexicon | None = None, models: Models | None = None) -> None:
        self.lexicon = lexicon
        self._words = words or german()
        self._models = models

    def __call__(self, doc: Doc) -> Doc:
        doc._.events = self.find(doc)
        return doc

    def find(self, doc: Doc) -> tuple[Event, ...]:
        """The events of a Doc, in the order of their triggers."""
        syntax = clauses(doc)
        fillers = Fillers(doc, syntax, doc._.mentions)
        around = Surroundings(doc, syntax, fillers)
        models = self._models if doc._.features is not None else None
        findings = self._judged(around, models) if models else self._looked_up(around)
        claimants = Claimants(doc, syntax, fillers, doc._.quotations)
        clock = Clock(doc, syntax, around.sentence_of, model=models.dates if models else None)
        victims = harmed(syntax)
        findings = self._with_figures(findings, victims, around)
        owners = _owners(findings, victims, around.sentence_of, syntax)
        scored = self._scored(around, findings, claimants, models) if models else {}
        times = self._times(findings, clock, syntax)
        out: list[Event] = []
        for finding, when in zip(findings, times, strict=True):
            candidate = finding.candidate
            if finding.figure:
                found = figure(candidate, syntax, fillers).arguments
            else:
                found = scored.get(candidate.token) or self._framed(around, finding)
            if clock.is_reported(candidate):
                found = replace(found, places=())  # "nannte in Genf 135 getötete Soldaten": they fell elsewhere
            own = owners.get(candidate.token, [])
            out.append(self._event(around, finding, found, claimants, when, len(out), own))
        return tuple(with_identity(out, [doc[f.candidate.token].text for f in findings]))

    def _times(self, findings: list[Finding], clock: Clock, syntax: Syntax) -> list[EventTime | None]:
        """When each finding took place."""
        told = [f for f in findings if not f.figure]
        found = clock.times_of([(f.candidate, f.type, factuality(f.candidate, syntax, f.type)) for f in told])
        time_of = {id(finding): when for finding, when in zip(told, found, strict=True)}
        return [clock.carried_to_figure(f.candidate) if f.figure else time_of[id(f)] for f in findings]

    def _scored(
        self, around: Surroundings, findings: list[Finding], claimants: Claimants, models: Models
    ) -> dict[int, Arguments]:
        """The arguments by trigger as the trained scorer sees them; mediators by their wording alone."""
        told = [f for f in findings if not f.figure]
        chosen = models.roles.arguments(around, [Asked(f.candidate, f.type, f.sense) for f in told])
        out: dict[int, Arguments] = {}
        for finding, found in zip(told, chosen, strict=True):
            ruled = self._framed(around, finding)
            found = parties(replace(found, mediators=ruled.mediators), around.syntax)
            found = taking_part(finding.candidate, found, around.fillers, around.syntax)
            found = replace(found, actors=claimants.without_frames(finding.candidate, found.actors))
            if finding.type in BLAMING:
                actors = claimants.without_tellers(finding.candidate, found.actors, ruled.actors)
                found = innocent(finding.candidate, replace(found, actors=actors), ruled, around.syntax)
            found = each_once(finding.candidate.token, found, around)
            out[finding.candidate.token] = at_places(found, around.doc, around.syntax)
        return out

    def _framed(self, around: Surroundings, finding: Finding) -> Arguments:
        if finding.sense is None:
            return Arguments((), (), (), ())
        slots = around.fillers.slots(finding.candidate)
        return arguments(finding.candidate, finding.sense, slots, around.fillers, around.syntax)

    def _judged(self, around: Surroundings, models: Models) -> list[Finding]:
        """The candidates that classifier and lexicon together take for events."""
        found = self._open(around, everything=True)
        chances = models.triggers.probabilities(around, found, around.doc._.features)
        labels = models.triggers.labels
        none = labels.index(NONE)
        # what the lexicon does not know stands or falls by the classifier: most words fall, and need no closer look
        bound = (1 - models.lexicon_share) * (1 - chances[:, none]) >= models.threshold - _ROUNDING
        out = []
        for candidate, row, likely in zip(found, chances, bound.tolist(), strict=True):
            if not (likely or candidate.senses):
                continue
            shares = dict(zip(labels, (1 - models.lexicon_share) * row, strict=True))
            for kind, prior in self._priors(around, candidate).items():
                shares[kind] = shares.get(kind, 0.0) + models.lexicon_share * prior
            del shares[NONE]
            kind = max(shares, key=lambda name: float(shares[name]))
            if sum(shares.values()) >= models.threshold:
                sense = next((s for s in candidate.senses if s.type == kind), None)
                out.append(Finding(candidate, kind, sense, models.calibrated(float(shares[kind]))))
        return out

    def _priors(self, around: Surroundings, candidate: Candidate) -> dict[str, float]:
        """What the lexicon alone says about a candidate: its likeliest sense, surer where its arguments are there."""
        if not candidate.senses:
            return {}
        sense = max(candidate.senses, key=lambda s: PRIOR[s.certainty])
        prior = max(PRIOR["strong"], PRIOR[sense.certainty]) if candidate.construction else PRIOR[sense.certainty]
        if prior < PRIOR["strong"]:
            found = self._framed(around, Finding(candidate, sense.type, sense, prior))
            prior += 0.1 * bool(found.actors) + 0.1 * bool(found.recipients)
        return {sense.type: prior}

    def _with_figures(self, findings: list[Finding], victims: list[Harmed], around: Surroundings) -> list[Finding]:
        """The findings and, in an article on violence, counted victims that stand in a sentence without any.

        "Die eigenen Verluste gab das Ministerium mit 50 Toten an" tells nothing but the figure, which is what parties
        differ in. Where the article tells of no violence the dead are an accident's and make no assault.
        """
        assaults = [f.candidate.token for f in findings if f.type == "ASSAULT"]
        tokens = alone(victims, assaults, around.sentence_of, around.syntax)
        if not tokens:
            return findings
        known = {f.candidate.token for f in findings}
        added: dict[object, Finding] = {}
        for candidate in self._open(around, everything=True):
            clause = around.syntax.clause_of[candidate.token]
            if candidate.token in tokens and candidate.token not in known and clause not in added:
                sense = next((s for s in candidate.senses if s.type == "ASSAULT"), None)
                added[clause] = Finding(candidate, "ASSAULT", sense, FIGURE, figure=candidate.kind == "noun")
        return sorted([*findings, *added.values()], key=lambda f: f.candidate.token)

    def _looked_up(self, around: Surroundings) -> list[Finding]:
        """The candidates that lexicon and frames take for events."""
        out = []
        for candidate in self._open(around, everything=False):
            for kind, prior in self._priors(around, candidate).items():
                if prior >= THRESHOLD:
                    sense = next(s for s in candidate.senses if s.type == kind)
                    out.append(Finding(candidate, kind, sense, prior))
        return out

    def _open(self, around: Surroundings, *, everything: bool) -> list[Candidate]:
        """Candidates outside the boilerplate."""
        covered = [(b.start, b.end) for b in around.doc._.boilerplate]
        found = candidates(around.syntax, self.lexicon, self._words, everything=everything)
        found = [c for c in found if not (breaks_norm(c, around.syntax) or means_otherwise(c, around.syntax))]
        return [c for c in found if not any(s <= around.offsets[c.token] < e for s, e in covered)]

    def _event(
        self,
        around: Surroundings,
        finding: Finding,
        found: Arguments,
        claimants: Claimants,
        when: EventTime | None,
        number: int,
        victims: list[Harmed],
    ) -> Event:
        doc, candidate = around.doc, finding.candidate
        token = doc[candidate.token]
        published = doc._.published.isoformat() if doc._.published else None
        future = bool(when and published and when.start is not None and when.value[:10] > published)
        if future and told_as_past(candidate):
            when, future = None, False  # "hatte gefordert, bis Samstag …": the day is that of something else
        actors = tuple(f.role() for f in found.actors)
        verbal = finding.type in plover().verbal_acts
        # "vereinbarten ein Treffen am 5. Mai": the day is that of the meeting, and the agreement is made; "ein Abkommen
        # soll am 5. Mai folgen": it is not
        ahead = future and (not verbal or candidate.kind == "noun")
        fact = factuality(candidate, around.syntax, finding.type, in_future=ahead)
        chain = claimants.chain(candidate, actors=actors, verbal=verbal, possible=fact == "possible")
        if finding.figure and not chain:
            teller = figure(candidate, around.syntax, around.fillers).teller
            chain = (teller,) if teller is not None else ()
        return Event(
            id=f"ev{number + 1}",
            type=finding.type,
            modes=finding.sense.modes if finding.sense else (),
            trigger=Span(token.idx, token.idx + len(token.text)),
            actors=actors,
            recipients=tuple(f.role() for f in found.recipients),
            mediators=tuple(f.role() for f in found.mediators),
            places=tuple(f.role() for f in found.places),
            time=when,
            factuality=fact,
            source=chain[-1] if chain else None,
            casualties=merged(victims),
            same_as=None,
            confidence=round(min(finding.confidence, 0.99), 3),
            source_chain=chain if len(chain) > 1 else (),
        )


def _owners(
    findings: list[Finding], victims: list[Harmed], sentence_of: list[int], syntax: Syntax
) -> dict[int, list[Harmed]]:
    """The counts of victims by trigger: of the harming word itself, else of the nearest assault around.

    Where the harming word is no event of its own ("Bei dem Anschlag starben zwölf Menschen"), the assault noun of the
    sentence, or of the one before ("Drei starben."), has the number; but never where another one reports it.
    """
    owners: dict[int, list[Harmed]] = {}
    assaults = [f.candidate for f in findings if f.type == "ASSAULT"]
    for victim in victims:
        same = [c for c in assaults if sentence_of[c.token] == victim.sentence]
        near = same or [c for c in assaults if victim.sentence - sentence_of[c.token] == 1]
        own = [c for c in same if c.token == victim.token]
        nouns = [c for c in near if c.kind == "noun" and c.token != victim.token]
        if own:  # before what only stands near: "nannte 105 Getötete, am Vortag waren es 49 Tote"
            owners.setdefault(victim.token, []).insert(0, victim)
        elsewhere = reported(victim.token, {syntax.clause_of[c.token] for c in near}, syntax)
        pool = [] if own or elsewhere else (nouns or near)
        if pool:
            nearest = min(pool, key=lambda c: abs(c.token - victim.token))
            owners.setdefault(nearest.token, []).append(victim)
    return owners


__all__ = ["THRESHOLD", "Events", "Finding", "Models"]
