"""What a reading found in its article, as the reader lists it beside the text: findings, stretches, facts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lesart.resources.interface import InterfaceWords
from lesart.resources.readable import read_date
from lesart.schema import Casualties, Count, Event, Party, Quotation, Reading, Role, Source, Span
from lesart.web.highlights import Layer, Stretch
from lesart.web.index import RecordIndex


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding; `facts` are label and value in the language of the interface, `claimant` who vouches for it."""

    id: str
    layer: Layer
    kind: str
    wording: str
    stretches: tuple[Stretch, ...]
    facts: tuple[tuple[str, str], ...] = ()
    claimant: str = ""
    side: str | None = None
    confidence: float | None = None
    event: str | None = None
    """Id of the event of the record that it belongs to."""
    actor: str | None = None
    """Id of the actor of the record that it stands for."""

    @property
    def start(self) -> int:
        """Where it begins."""
        return min(stretch.start for stretch in self.stretches)


def list_findings(reading: Reading, index: RecordIndex, words: InterfaceWords) -> tuple[Finding, ...]:
    """Every finding of a reading in the order of the text."""
    lister = _Lister(reading, index, words)
    return tuple(sorted(lister.findings(), key=lambda finding: (finding.start, finding.id)))


class _Lister:
    """Holds what the findings of one reading are described with."""

    def __init__(self, reading: Reading, index: RecordIndex, words: InterfaceWords) -> None:
        self.reading = reading
        self.text = reading.document.text
        self.index = index
        self.words = words
        self.names = {entity.id: entity.name for entity in reading.entities}

    def findings(self) -> Iterator[Finding]:
        yield from self._boilerplate()
        yield from (self._quotation(quotation) for quotation in self.reading.quotations if quotation.content)
        yield from (self._event(event) for event in self.reading.events)
        yield from self._mentions()
        yield from self._times()

    def _boilerplate(self) -> Iterator[Finding]:
        for number, stretch in enumerate(self.reading.boilerplate):
            name = f"b{number}"
            yield Finding(
                name,
                "boilerplate",
                self.words.term("boilerplate", stretch.kind),
                self._wording([Span(stretch.start, stretch.end)]),
                (Stretch(stretch.start, stretch.end, "boilerplate", name),),
            )

    def _quotation(self, quotation: Quotation) -> Finding:
        name = f"q-{quotation.id}"
        speaker = self._party(quotation.speaker)
        side = self._side(quotation.speaker.entity if quotation.speaker else None)
        place = self.index.side_number(side)
        stretches = [Stretch(span.start, span.end, "quotation", name, place) for span in quotation.content]
        stretches += [Stretch(span.start, span.end, "cue", name) for span in quotation.cue]
        if quotation.speaker:
            stretches += [Stretch(span.start, span.end, "speaker", name) for span in quotation.speaker.spans]
        facts = [
            ("addressee", self._party(quotation.addressee)),
            ("medium", self.words.term("medium", quotation.medium)),
            ("channel", quotation.channel or ""),
            ("mood", self.words.term("mood", quotation.mood) if quotation.mood else ""),
        ]
        return Finding(
            name,
            "quotation",
            self.words.term("quotation_type", quotation.type),
            self._wording(quotation.content),
            tuple(stretches),
            self._labelled(facts),
            speaker or self.words.say("reader.no_speaker"),
            side,
            quotation.confidence,
        )

    def _event(self, event: Event) -> Finding:
        name = f"e-{event.id}"
        facts = [
            ("factuality", self.words.term("factuality", event.factuality)),
            ("modes", ", ".join(self.words.term("modes", mode) for mode in event.modes)),
            ("actors", self._roles(event.actors)),
            ("recipients", self._roles(event.recipients)),
            ("mediators", self._roles(event.mediators)),
            ("places", self._roles(event.places)),
            ("time", read_date(event.time.value, self.words) if event.time else self.words.say("reader.no_time")),
            *self._casualties(event.casualties),
        ]
        trigger = event.trigger
        return Finding(
            name,
            "event",
            self.words.term("event_type", event.type),
            self._wording([trigger]),
            (Stretch(trigger.start, trigger.end, "event", name),),
            self._labelled(facts),
            self._claimant(event.source),
            self._side(event.source.entity if event.source else None),
            event.confidence,
            event=self.index.event_of_mention.get(self._global(event.id)),
        )

    def _mentions(self) -> Iterator[Finding]:
        roles = {entity.id: entity.role for entity in self.reading.entities}
        for mention in self.reading.mentions:
            name = f"m-{mention.id}"
            entity = mention.entity or ""
            facts = [
                ("stands_for", self.names.get(entity, "")),
                ("mention_kind", self.words.term("mention_kind", mention.kind)),
                ("role", roles.get(entity) or ""),
            ]
            yield Finding(
                name,
                "name",
                self.words.term("mention_type", mention.type),
                mention.text,
                (Stretch(mention.start, mention.end, "name", name),),
                self._labelled(facts),
                side=self._side(entity),
                actor=self.index.actor_of_entity.get(self._global(entity)),
            )

    def _times(self) -> Iterator[Finding]:
        for time in self.reading.times:
            name = f"t-{time.id}"
            facts = [
                ("value", read_date(time.value, self.words) or self.words.say("reader.no_value")),
                ("anchor", self._anchor(time.anchor.basis, time.anchor.value) if time.anchor else ""),
            ]
            yield Finding(
                name,
                "time",
                self.words.term("time_type", time.type),
                time.text,
                (Stretch(time.start, time.end, "time", name),),
                self._labelled(facts),
            )

    def _anchor(self, basis: str, value: str | None) -> str:
        said = self.words.term("anchor", basis)
        return f"{said} ({read_date(value, self.words)})" if value else said

    def _casualties(self, casualties: Casualties | None) -> list[tuple[str, str]]:
        if casualties is None:
            return []
        pairs = (
            ("killed", casualties.killed),
            ("injured", casualties.injured),
            ("captured", casualties.captured),
            ("missing", casualties.missing),
        )
        return [(slot, _count(number)) for slot, number in pairs if number is not None]

    def _labelled(self, facts: Sequence[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
        return tuple((self.words.say(f"facts.{label}"), value) for label, value in facts if value)

    def _wording(self, spans: Sequence[Span]) -> str:
        return " … ".join(" ".join(span.cut(self.text).split()) for span in spans)

    def _party(self, party: Party | None) -> str:
        if party is None:
            return ""
        named = self.names.get(party.entity or "")
        said = self._wording(party.spans)
        return f"{named} („{said}“)" if named and said and named != said else named or said

    def _claimant(self, source: Source | None) -> str:
        if source is None:
            return self.words.say("reader.article_itself")
        return self._party(Party(source.spans, source.entity)) or self.words.say("reader.no_speaker")

    def _roles(self, roles: Sequence[Role]) -> str:
        return ", ".join(
            dict.fromkeys(self.names.get(role.entity or "") or self.text[role.start : role.end] for role in roles)
        )

    def _global(self, local: str) -> str:
        return f"{self.reading.document.id}#{local}"

    def _side(self, entity: str | None) -> str | None:
        actor = self.index.actors.get(self.index.actor_of_entity.get(self._global(entity or ""), ""))
        return actor.side if actor else None


def _count(count: Count) -> str:
    if count.min is not None and count.min == count.max:
        number = str(count.min)
    elif count.max is None:
        number = f"≥ {count.min}" if count.min is not None else ""
    else:
        number = f"{count.min}–{count.max}" if count.min is not None else f"≤ {count.max}"
    if not number or number == count.text:
        return count.text or number
    return f"{number} („{count.text}“)" if count.text else number
