"""What can fill a role: noun phrases, taken by their mention where one overlaps, and where they stand from a trigger.

Comes in: the clause analysis and the mentions. Goes out: `Filler`s, and for a trigger the slot that each filler stands
in ("subject", "object", "dative", "genitive", a preposition …), with passives, relative pronouns, participles,
infinitives and support verbs already undone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from spacy.tokens import Doc

from lesart.annotate.clauses import Clause, Syntax
from lesart.annotate.events.triggers import Candidate
from lesart.annotate.phrases import Phrase
from lesart.schema import Mention, Role

_SKIPPED = frozenset({"article", "adverb", "negation", "punctuation"})
OBJECT_CONTROL = frozenset(
    [
        "auffordern",
        "aufrufen",
        "bitten",
        "zwingen",
        "drängen",
        "ermahnen",
        "mahnen",
        "anweisen",
        "beauftragen",
        "überreden",
        "ersuchen",
        "verpflichten",
        "ermuntern",
        "hindern",
        "beschuldigen",
        "bezichtigen",
        "vorwerfen",
        "verdächtigen",
        "anklagen",
        "empfehlen",
        "raten",
        "erlauben",
        "verbieten",
        "untersagen",
        "befehlen",
        "gestatten",
        "ermöglichen",
    ]
)


@dataclass(frozen=True, slots=True)
class Filler:
    """A noun phrase that may play a role: the span of its core (or mention), its entity and its head token."""

    start: int
    end: int
    entity: str | None
    head: int
    phrase: int
    mention: Mention | None

    def role(self) -> Role:
        """As it is written into an event."""
        return Role(self.start, self.end, self.entity)


class Fillers:
    """All fillers of a Doc, by phrase, and the slots that they have towards a trigger."""

    def __init__(self, doc: Doc, syntax: Syntax, mentions: tuple[Mention, ...]) -> None:
        self._syntax = syntax
        self._by_phrase: dict[int, Filler] = {}
        self._joined = frozenset(p.joined for p in syntax.phrases)
        self._slots: dict[tuple[int, str, int | None, bool], dict[int, str]] = {}
        by_token: dict[int, Mention] = {}
        for mention in mentions:
            span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
            if span is not None:
                for i in range(span.start, span.end):
                    # an inner mention ("Karabach" in "Verteidigungsministerium von Karabach") yields to the outer one
                    kept = by_token.get(i)
                    if kept is None or mention.end - mention.start > kept.end - kept.start:
                        by_token[i] = mention
        for number, phrase in enumerate(syntax.phrases):
            named = by_token.get(phrase.head)
            if named is None:
                named = next(
                    (m for i in range(phrase.start, phrase.end) if (m := by_token.get(i)) and m.kind != "pronoun"), None
                )
            start, end = _core(doc, syntax, phrase)
            if named is not None:
                self._by_phrase[number] = Filler(named.start, named.end, named.entity, phrase.head, number, named)
            else:
                self._by_phrase[number] = Filler(start, end, None, phrase.head, number, None)
        spans = [
            doc.char_span(t.start, t.end, alignment_mode="expand") for t in doc._.times if t.type in ("DATE", "TIME")
        ]
        dated = {i for span in spans if span is not None for i in range(span.start, span.end)}
        self.dates = frozenset(n for n, p in enumerate(syntax.phrases) if p.head in dated)
        """Phrases that are times: they stand between, but fill no role."""
        self.phrase_of: dict[int, int] = {i: n for n, p in enumerate(syntax.phrases) for i in range(p.start, p.end)}

    def of(self, phrase: int) -> Filler:
        """The filler of a phrase."""
        return self._by_phrase[phrase]

    def with_coordinated(self, phrase: int) -> list[Filler]:
        """The fillers of a phrase and of those joined to it by "und", every participant on its own."""
        return [self._by_phrase[n] for n in self.coordinated(phrase) if n not in self.dates]

    def coordinated(self, phrase: int) -> tuple[int, ...]:
        """The phrase and all that are coordinated with it."""
        return self._syntax.coordinated(phrase) if phrase in self._joined else (phrase,)

    def slots(self, candidate: Candidate) -> Mapping[int, str]:
        """Slot by phrase, for every phrase that stands in a grammatical relation to the trigger."""
        key = (candidate.token, candidate.kind, candidate.clause, candidate.passive)
        found = self._slots.get(key)
        if found is None:
            found = self._slots[key] = self._related(candidate)
        return found

    def _related(self, candidate: Candidate) -> dict[int, str]:
        if candidate.kind == "verb":
            found = self._verb_slots(candidate)
        elif candidate.kind == "attribute":
            found = self._attribute_slots(candidate)
        else:
            found = self._noun_slots(candidate)
        return {
            n: slot
            for n, slot in found.items()
            if candidate.token not in self._tokens(n) or candidate.kind == "attribute"
        }

    # -- verbs

    def _verb_slots(self, candidate: Candidate) -> dict[int, str]:
        if candidate.clause is None:
            return {}
        clause = self._syntax.clauses[candidate.clause]
        found = self._clause_slots(clause, passive=candidate.passive)
        if clause.kind == "infinitive":
            controller = self._controller(clause)
            if controller is not None and controller not in found:
                found[controller] = "object" if candidate.passive else "subject"
        return self._resolve_relatives(found, clause)

    def _clause_slots(self, clause: Clause, *, passive: bool) -> dict[int, str]:
        found: dict[int, str] = {}
        subject, objects = ("object", "object") if passive else ("subject", "object")
        if clause.subject is not None:
            found[clause.subject] = subject
        for number in clause.objects:
            found[number] = objects
        for number in clause.datives:
            found[number] = "dative"
        agents: list[int] = []
        for number in clause.phrases:
            phrase = self._syntax.phrases[number]
            if number in found or phrase.joined is not None:
                continue
            if phrase.preposition is not None and not phrase.genitive:
                found[number] = phrase.preposition
                if passive and phrase.preposition in ("von", "durch"):
                    agents.append(number)
        if agents:
            # "die Nachbarschaft von X wurde durch Y abgesperrt": "durch" before "von", the later before the earlier
            best = max(agents, key=lambda n: (self._syntax.phrases[n].preposition == "durch", n))
            found[best] = "subject"
        return found

    def _controller(self, clause: Clause) -> int | None:
        """Who does what an infinitive clause says: the object of "auffordern", the subject of most other verbs."""
        parent = self._syntax.clauses[clause.parent] if clause.parent is not None else None
        hops = 0
        while parent is not None and hops < 3:
            if parent.verbs:
                if parent.verbs[0].lemma in OBJECT_CONTROL or parent.verbs[0].passive:
                    others = [*parent.objects, *parent.datives]
                    if parent.verbs[0].passive and parent.subject is not None:
                        return parent.subject
                    if others:
                        return others[0]
                if parent.subject is not None:
                    return self._antecedent(parent, parent.subject)
            parent = self._syntax.clauses[parent.parent] if parent.parent is not None else None
            hops += 1
        return None

    def _resolve_relatives(self, found: dict[int, str], clause: Clause) -> dict[int, str]:
        return {self._antecedent(clause, n): slot for n, slot in found.items()}

    def _antecedent(self, clause: Clause, number: int) -> int:
        if clause.antecedent is not None and self._syntax.phrases[number].kind == "relative":
            return clause.antecedent
        return number

    # -- attributive participles

    def _attribute_slots(self, candidate: Candidate) -> dict[int, str]:
        """ "vier von Rebellen verschleppte Mitarbeiter": the noun is the patient, "von Rebellen" the agent."""
        found: dict[int, str] = {}
        own = self.phrase_of.get(candidate.token)
        if own is None:
            return found
        found[own] = "object" if candidate.passive else "subject"
        phrase = self._syntax.phrases[own]
        for number in range(own - 1, max(-1, own - 3), -1):
            before = self._syntax.phrases[number]
            if (
                before.end >= phrase.start - 1
                and before.preposition in ("von", "durch", "gegen", "in", "bei")
                and before.end <= candidate.token
            ):
                slot = before.preposition
                found[number] = "subject" if candidate.passive and slot in ("von", "durch") else slot
        return found

    # -- nouns

    def _noun_slots(self, candidate: Candidate) -> dict[int, str]:
        found: dict[int, str] = {}
        own = self.phrase_of.get(candidate.token)
        if own is None:
            return found
        self._attributes(own, found)
        phrase = self._syntax.phrases[own]
        # "Putins Besuch", "Armeniens Präsident": a name in -s right before
        if own > 0:
            before = self._syntax.phrases[own - 1]
            text = self._syntax.words[before.head].text
            if (
                before.end == phrase.start
                and before.kind == "name"
                and text.endswith(("s", "’", "'"))
                and before.joined is None
            ):
                found[own - 1] = "genitive"
        self._support(candidate, own, found)
        return found

    def _attributes(self, own: int, found: dict[int, str]) -> None:
        """Genitives and prepositional phrases that follow the noun without a gap."""
        phrases = self._syntax.phrases
        last, chain = own, {own}
        for number in range(own + 1, min(own + 7, len(phrases))):
            phrase = phrases[number]
            if phrase.joined is not None and phrase.joined in chain and phrase.joined != own:
                last = number
                chain.add(number)
                continue
            if phrase.after != last:
                break
            if phrase.genitive:
                found.setdefault(number, "genitive") if last == own else None
            elif phrase.preposition is not None:
                found.setdefault(number, phrase.preposition)
            else:
                break
            chain.add(number)
            last = number

    def _support(self, candidate: Candidate, own: int, found: dict[int, str]) -> None:
        """The subject and the other places of the verb beside the noun: "Die Minister führten Gespräche mit X"."""
        if candidate.clause is None:
            return
        clause = self._syntax.clauses[candidate.clause]
        if not clause.verbs:
            return
        verb = clause.verbs[0]
        for number, slot in self._clause_slots(clause, passive=verb.passive).items():
            if number == own or number in found or own in self.coordinated(number):
                continue
            resolved = self._antecedent(clause, number)
            if resolved not in found:
                found[resolved] = f"support-{slot}"

    def _tokens(self, number: int) -> range:
        phrase = self._syntax.phrases[number]
        return range(phrase.start, phrase.end)


def _core(doc: Doc, syntax: Syntax, phrase: Phrase) -> tuple[int, int]:
    """The phrase's characters without its article."""
    start = phrase.start
    while start < phrase.head and (syntax.words[start].cls in _SKIPPED or syntax.words[start].cls == "pronoun"):
        start += 1
    last = doc[phrase.end - 1]
    return doc[start].idx, last.idx + len(last.text)
