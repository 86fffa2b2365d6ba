"""When an event took place: the time expression that belongs to it, or the time that the discourse has set.

Order: an expression inside the noun's own phrase ("das Abkommen vom 9. November"), one in the same clause, one in a
clause above it, one in the same sentence; else, for what a verb tells in the past of the story, the time that the
passage before it or the lead has set. Nouns and the pluperfect point back to what lies before the story, so no time is
carried to them. Nothing is taken from the publication date as such: "jetzt" and "derzeit" date no event, and an
expression without a calendar value counts for nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from spacy.tokens import Doc

from lesart.annotate.clauses import Syntax
from lesart.annotate.events.figures import TELLING
from lesart.annotate.events.triggers import Candidate
from lesart.annotate.times.event_time import calendar_value
from lesart.schema import EventTime, Factuality, Quotation, Span, Time

_REACH = 3  # sentences over which a told time holds when nothing else is said
_LEAD_SENTENCES = 2
_SUPERLATIVE = re.compile(r"(?:[^\W\d_]{3,}ste[nmrs]?|erste[nmrs]?)$")
_TOLD_BY = frozenset({"verb", "noun"})
_ATTACHING = frozenset({"vom", "von", "am", "im", "in", "des", "aus"})


@dataclass(frozen=True, slots=True)
class Placed:
    """A time expression with a calendar value, its tokens, clause and sentence."""

    time: Time
    value: str
    token: int
    end: int
    clause: int | None
    sentence: int


class Clock:
    """The usable time expressions of a Doc and what they say about an event."""

    def __init__(self, doc: Doc, syntax: Syntax, sentence_of: list[int]) -> None:
        self._syntax = syntax
        self._sentence_of = sentence_of
        self._quotations: tuple[Quotation, ...] = doc._.quotations
        self._placed: list[Placed] = []
        for time in doc._.times:
            dated = time.type in ("DATE", "TIME") and not (time.value or "").endswith("_REF")
            value = calendar_value(time) if dated else None
            span = doc.char_span(time.start, time.end, alignment_mode="expand")
            if value is not None and span is not None:
                clause = syntax.clause_of[span.start]
                self._placed.append(Placed(time, value, span.start, span.end, clause, sentence_of[span.start]))

    def time_of(self, candidate: Candidate, factuality: Factuality) -> EventTime | None:
        """The time of an event, None where the article does not say."""
        if self.is_reported(candidate):
            return self._attached(candidate) or self.carried_to_figure(candidate)
        return self._spoken(candidate) or self._told(candidate, factuality)

    def _spoken(self, candidate: Candidate) -> EventTime | None:
        """What the event's own sentence says."""
        here = [t for t in self._placed if t.sentence == self._sentence_of[candidate.token]]
        if not here:
            return None
        attached = self._attached(candidate)
        if attached is not None:
            return attached
        here = [t for t in here if not self._since_the_like(t, candidate)]
        if not here:
            return None
        level = self._syntax.clause_at(candidate.token)
        while level is not None:
            inside = [t for t in here if t.clause == level.index and not self._of_other_noun(t)]
            if inside:
                return _taken(min(inside, key=lambda t: abs(t.token - candidate.token)))
            level = self._syntax.clauses[level.parent] if level.parent is not None else None
        rest = [t for t in here if not self._of_other_noun(t)] or here
        return _taken(min(rest, key=lambda t: abs(t.token - candidate.token)))

    def _attached(self, candidate: Candidate) -> EventTime | None:
        """The time inside a noun's own phrase: "der Angriff vom Montag"."""
        if candidate.kind != "noun":
            return None
        here = [t for t in self._placed if t.sentence == self._sentence_of[candidate.token]]
        attached = [t for t in here if 0 < t.token - candidate.token <= 3 and self._attaches(t)]
        return _taken(attached[0]) if attached else None

    def is_reported(self, candidate: Candidate) -> bool:
        """Whether the clause tells that somebody gives a number: its day is that of the telling.

        "bezifferte die Zahl der Getöteten am Mittwoch auf 105" says nothing of when they were killed.
        """
        clause = self._syntax.clause_at(candidate.token)
        if candidate.kind != "attribute" or clause is None:
            return False
        return any(verb.lemma in TELLING for verb in clause.verbs)

    def _attaches(self, placed: Placed) -> bool:
        return self._syntax.words[placed.token - 1].text.lower() in _ATTACHING

    def _of_other_noun(self, placed: Placed) -> bool:
        """ "das Abkommen vom 9. November": the date belongs to the noun before it."""
        before = placed.token - 1
        words = self._syntax.words
        return before > 0 and words[before].text.lower() == "vom" and words[before - 1].cls == "noun"

    def _since_the_like(self, placed: Placed, candidate: Candidate) -> bool:
        """ "der schwerste Zwischenfall seit dem Frühjahr": since when there was no such thing, not when this was."""
        if candidate.kind != "noun" or placed.token <= candidate.token:
            return False
        words = self._syntax.words
        before = [words[i].text.lower() for i in range(max(candidate.token + 1, placed.token - 3), placed.token)]
        ahead = [words[i].text.lower() for i in range(max(0, candidate.token - 3), candidate.token)]
        return "seit" in before and any(_SUPERLATIVE.search(word) for word in ahead)

    def _told(self, candidate: Candidate, factuality: Factuality) -> EventTime | None:
        """What the passage before has set: the last sentence near by with a time, else the lead's."""
        if factuality in ("planned", "possible"):
            return None
        # what is denied is the story's own event, whatever the form that the denial takes
        if factuality == "happened" and not _in_story(candidate, self._syntax):
            return None
        return self.carried(candidate)

    def carried(self, candidate: Candidate) -> EventTime | None:
        """The last time that the sentences before have set, else the lead's; nothing of the event's own sentence."""
        return self._before(candidate, self._placed)

    def carried_to_figure(self, candidate: Candidate) -> EventTime | None:
        """The same for a number of victims, without the days on which numbers were given out."""
        return self._before(candidate, [t for t in self._placed if not self._of_telling(t)])

    def _is_since(self, placed: Placed) -> bool:
        """ "seit dem Frühjahr" says from when on, and dates nothing that is told after it."""
        words = self._syntax.words
        return any(words[i].text.lower() == "seit" for i in range(max(0, placed.token - 2), placed.token + 1))

    def _of_telling(self, placed: Placed) -> bool:
        at = Span(placed.time.start, placed.time.end)
        if any(span.covers(at) for quotation in self._quotations for span in quotation.frame):
            return True
        clause = self._syntax.clause_at(placed.token)
        return clause is not None and any(verb.lemma in TELLING for verb in clause.verbs)

    def _before(self, candidate: Candidate, times: list[Placed]) -> EventTime | None:
        home = self._sentence_of[candidate.token]
        for back in range(1, _REACH + 1):
            told = [t for t in times if t.sentence == home - back]
            if told:
                return None if self._is_since(told[-1]) else EventTime(None, None, told[-1].value)
        lead = [t for t in times if t.sentence < _LEAD_SENTENCES and not self._is_since(t)]
        return EventTime(None, None, lead[0].value) if lead else None


def _in_story(candidate: Candidate, syntax: Syntax) -> bool:
    """Whether the event is told by a verb in the tense of the story: past or perfect, not the pluperfect."""
    clause = syntax.clause_at(candidate.token)
    verb = candidate.verb or (clause.verbs[0] if clause is not None and clause.verbs else None)
    return candidate.kind in _TOLD_BY and verb is not None and verb.tense in ("past", "perfect")


def _taken(found: Placed) -> EventTime:
    return EventTime(found.time.start, found.time.end, found.value)
