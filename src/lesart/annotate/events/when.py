"""When an event took place: which time expression of the article dates it, or none.

Every expression with a calendar value, and the month of publication for undated news, is weighed against the event by a
small trained ensemble of trees over where the two stand: same phrase, clause, sentence or passage, tense, what is told
in between, how far the date lies from the publication. Without the trained model the expression of the event's own
phrase, clause or sentence is taken; else, for what a verb tells in the past of the story, what the passage before or
the lead has set. The day of publication as such never stands in: "jetzt" and "derzeit" date no event, and an
expression without a calendar value counts for nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from spacy.tokens import Doc

from lesart.annotate.clauses import Clause, Syntax
from lesart.annotate.events.figures import TELLING
from lesart.annotate.events.triggers import Candidate
from lesart.annotate.times.event_time import calendar_value
from lesart.ml.lstm import Floats
from lesart.ml.trees import Trees
from lesart.ontology.plover import plover
from lesart.schema import EventTime, Factuality, Quotation, Span, Time

_REACH = 3  # sentences over which a told time holds when nothing else is said
_LEAD_SENTENCES = 2
_SUPERLATIVE = re.compile(r"(?:[^\W\d_]{3,}ste[nmrs]?|erste[nmrs]?)$")
_BOUNDING = frozenset({"seit", "bis", "ab", "nach", "vor"})
_TOLD_BY = frozenset({"verb", "noun"})
_ATTACHING = frozenset({"vom", "von", "am", "im", "in", "des", "aus"})
_TENSES = ("none", "present", "past", "perfect", "pluperfect", "future")
_FACTS = ("happened", "planned", "possible", "denied")
_FAR = 60  # tokens: farther is simply far
Dated = tuple[Candidate, str, Factuality]
"""An event whose time is sought: its trigger, type and factuality."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A time expression with a calendar value, its tokens, clause and sentence."""

    time: Time
    value: str
    token: int
    end: int
    clause: int | None
    sentence: int


@dataclass(frozen=True, slots=True)
class DateModel:
    """The trained choice: the chance of each date to be the event's, and from which one on it is written."""

    trees: Trees
    threshold: float
    threshold_undated: float
    """The same for the month of publication, which no word of the text names: higher."""
    threshold_own: float
    """The same for a date in the event's own clause: lower."""


class Clock:
    """The usable time expressions of a Doc and what they say about an event."""

    def __init__(self, doc: Doc, syntax: Syntax, sentence_of: list[int], *, model: DateModel | None = None) -> None:
        self._doc, self._syntax, self._sentence_of = doc, syntax, sentence_of
        self._model = model
        self._quotations: tuple[Quotation, ...] = doc._.quotations
        self._published: date | None = doc._.published
        self.placed: list[Placed] = []
        for time in doc._.times:
            dated = time.type in ("DATE", "TIME") and not (time.value or "").endswith("_REF")
            value = calendar_value(time) if dated else None
            span = doc.char_span(time.start, time.end, alignment_mode="expand")
            if value is not None and span is not None:
                clause = syntax.clause_of[span.start]
                self.placed.append(Placed(time, value, span.start, span.end, clause, sentence_of[span.start]))
        self._places = [self._of_date(number) for number in range(len(self.placed))]
        self._types = {name: number for number, name in enumerate(sorted(plover().types))}
        spoken = sum(self._near_publication(p.value) for p in self.placed)
        self._article = [len(self.placed), spoken, float(self._published is not None)]
        self._tokens = sorted(p.token for p in self.placed)
        self._quoted = [(s.start, s.end) for q in self._quotations for s in q.content]
        month = [self._published.isoformat()[:7]] if self._published is not None else []
        self.values = [p.value for p in self.placed] + month
        """The dates that come into question: those of the text, then the month of publication."""

    def times_of(self, asked: Sequence[Dated]) -> list[EventTime | None]:
        """The time of each event, None where the article does not say."""
        out: list[EventTime | None] = []
        weighed: list[int] = []
        for number, (candidate, _, factuality) in enumerate(asked):
            if self.is_reported(candidate):
                out.append(self._attached(candidate) or self.carried_to_figure(candidate))
            elif self._model is None:
                out.append(self._spoken(candidate) or self._told(candidate, factuality))
            else:
                out.append(self._attached(candidate))
                if out[-1] is None and self.values:
                    weighed.append(number)
        if self._model is not None and weighed:
            rows = [row for number in weighed for row in self._rows(*asked[number])]
            chances = self._model.trees.scores(np.array(rows, dtype=np.float32))
            for number, found in zip(weighed, chances.reshape(len(weighed), -1), strict=True):
                out[number] = self._chosen(self._model, asked[number][0], found)
        return out

    def _chosen(self, model: DateModel, candidate: Candidate, chances: Floats) -> EventTime | None:
        """The likeliest date, where it is likely enough; `chances` are those of `values`.

        A date in the event's own clause needs less to be believed, and no month of publication takes its place.
        """
        home, clause = self._sentence_of[candidate.token], candidate.clause
        best: tuple[float, str] | None = None
        own = False
        for placed, chance in zip(self.placed, chances, strict=False):
            here = placed.sentence == home and placed.clause == clause
            own = own or here
            least = model.threshold_own if here else model.threshold
            if chance >= least and not self._dates_nothing(placed, candidate) and (best is None or chance > best[0]):
                best = (float(chance), placed.value)
        undated = self._published is not None and not own and chances[-1] >= model.threshold_undated
        if undated and (best is None or chances[-1] > best[0]):
            return EventTime(None, None, self.values[-1])
        if best is None:
            return None
        same = [p for p in self.placed if p.value == best[1] and p.sentence == home]
        if same:
            return _taken(min(same, key=lambda p: abs(p.token - candidate.token)))
        return EventTime(None, None, best[1])

    def _dates_nothing(self, placed: Placed, candidate: Candidate) -> bool:
        """Whether the wording itself rules the date out, whatever the model makes of its place."""
        elsewhere = placed.sentence != self._sentence_of[candidate.token]
        return self._since_the_like(placed, candidate) or (elsewhere and self._is_since(placed))

    # -- features

    def features(self, candidate: Candidate, kind: str, factuality: Factuality) -> Floats:
        """(dates x features) for `values`: what is known of the event, of the date, and of how they stand."""
        return np.array(self._rows(candidate, kind, factuality), dtype=np.float32)

    def _rows(self, candidate: Candidate, kind: str, factuality: Factuality) -> list[list[float]]:
        token = candidate.token
        home = self._sentence_of[token]
        clause = self._syntax.clause_at(token)
        verb = candidate.verb or (clause.verbs[0] if clause is not None and clause.verbs else None)
        levels = self._levels(clause)
        at = self._doc[token].idx
        quoted = any(start <= at < end for start, end in self._quoted)
        here = [p for p in self.placed if p.sentence == home]
        before = [p for p in self.placed if p.sentence < home]
        event: list[float] = [
            self._types[kind],
            float(kind in plover().verbal_acts),
            float(candidate.kind == "verb"),
            float(candidate.kind == "attribute"),
            _TENSES.index(verb.tense) if verb is not None else 0,
            float(verb is not None and verb.mood.startswith("konjunktiv")),
            float(verb is not None and verb.modal is not None),
            _FACTS.index(factuality),
            float(quoted),
            min(home, 30),
            len(here),
            sum(p.clause == candidate.clause for p in here),
            home - before[-1].sentence if before else 99,
            float(self._definite(candidate)),
            *self._article,
        ]
        rows: list[list[float]] = []
        for number, placed in enumerate(self.placed):
            gap = placed.token - token
            first, last = sorted((placed.token, token))
            between = max(0, bisect_left(self._tokens, last) - bisect_right(self._tokens, first))
            attached = candidate.kind == "noun" and 0 < gap <= 3 and self._attaches(placed)
            rows.append(
                [
                    0.0,
                    max(-_FAR, min(_FAR, gap)),
                    max(-9, min(9, home - placed.sentence)),
                    levels.get(placed.clause, 9) if placed.sentence == home else 10,
                    between,
                    float(attached),
                    float(bool(before) and placed is before[-1]),
                    *self._places[number],
                    *event,
                ]
            )
        if self._published is not None:
            rows.append([1.0, _FAR, 9, 11, len(self.placed), 0.0, 0.0, *self._of_publication(), *event])
        return rows

    def _of_date(self, number: int) -> list[float]:
        placed = self.placed[number]
        words = self._syntax.words
        first = words[placed.token].text.lower()
        before = words[placed.token - 1].text.lower() if placed.token else ""
        return [
            float(len(placed.value)),
            float("/" in placed.value),
            self._days(placed.value),
            float(sum(p.value == placed.value for p in self.placed)),
            float(placed.sentence < _LEAD_SENTENCES),
            float(number == 0),
            float(self._of_other_noun(placed)),
            float(before in _BOUNDING or first in _BOUNDING),
            float(placed.time.type == "TIME"),
            float(any(c.isdigit() for c in placed.time.text)),
            float(self._near_publication(placed.value)),
        ]

    def _of_publication(self) -> list[float]:
        assert self._published is not None
        same = sum(p.value == self._published.isoformat() for p in self.placed)
        return [7.0, 0.0, 0.0, float(same), 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0]

    def _days(self, value: str) -> float:
        """How many days after the publication the date begins (before: negative), on a logarithmic scale."""
        if self._published is None:
            return 99.0
        first = (value.split("/")[0] + "-01-01")[:10]
        try:
            days = (date.fromisoformat(first) - self._published).days
        except ValueError:
            return 99.0
        return float(np.sign(days) * np.log1p(abs(days)))

    def _near_publication(self, value: str) -> bool:
        return len(value) == 10 and abs(self._days(value)) <= np.log1p(3)

    def _levels(self, clause: Clause | None) -> dict[int | None, int]:
        """How many clauses above the event's own each clause stands."""
        out: dict[int | None, int] = {}
        while clause is not None and clause.index not in out:
            out[clause.index] = len(out)
            clause = self._syntax.clauses[clause.parent] if clause.parent is not None else None
        return out

    def _definite(self, candidate: Candidate) -> bool:
        words = self._syntax.words
        near = [words[i].text.lower() for i in range(max(0, candidate.token - 3), candidate.token)]
        return candidate.kind == "noun" and any(w in ("der", "die", "das", "den", "dem", "des") for w in near)

    # -- without the model

    def _spoken(self, candidate: Candidate) -> EventTime | None:
        """What the event's own sentence says."""
        here = [t for t in self.placed if t.sentence == self._sentence_of[candidate.token]]
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
        here = [t for t in self.placed if t.sentence == self._sentence_of[candidate.token]]
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
        return self._before(candidate, self.placed)

    def carried_to_figure(self, candidate: Candidate) -> EventTime | None:
        """The same for a number of victims, without the days on which numbers were given out."""
        return self._before(candidate, [t for t in self.placed if not self._of_telling(t)])

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


def told_as_past(candidate: Candidate) -> bool:
    """Whether the event's own verb says that it lies behind: past, perfect or pluperfect, without a modal verb."""
    verb = candidate.verb
    told = candidate.kind == "verb" and verb is not None and verb.tense in ("past", "perfect", "pluperfect")
    return told and verb is not None and verb.modal is None and verb.mood == "indicative"
