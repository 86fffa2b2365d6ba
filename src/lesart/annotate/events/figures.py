"""Victims that are only counted: "Die eigenen Verluste gab das Ministerium mit 50 Toten an".

Such a sentence tells of an assault by its figure alone, and the figure is what parties differ in. Its grammatical
surroundings belong to the telling: the subject of "melden" reports the number and harmed nobody, the city is the
ministry's, the day is that of the announcement. So nothing of them goes into the event but who reports it.
"""

from __future__ import annotations

from dataclasses import dataclass

from lesart.annotate.clauses import Syntax
from lesart.annotate.events.arguments import Arguments
from lesart.annotate.events.casualties import Harmed
from lesart.annotate.events.fillers import Filler, Fillers
from lesart.annotate.events.triggers import Candidate
from lesart.schema import Source, Span

TELLING = frozenset(
    [
        "angeben",
        "melden",
        "beziffern",
        "nennen",
        "bestätigen",
        "einräumen",
        "sprechen",
        "berichten",
        "zugeben",
        "verzeichnen",
        "bekanntgeben",
        "zählen",
        "bekennen",
        "registrieren",
        "aufführen",
        "auflisten",
        "eingestehen",
        "beklagen",
        "vermelden",
    ]
)
"""Verbs that report a number."""
_SIDE = frozenset({"seite", "seiten"})


@dataclass(frozen=True, slots=True)
class Figure:
    """A counted victim noun that makes an event of its own, with who reports the number."""

    arguments: Arguments
    teller: Source | None


def alone(victims: list[Harmed], told: set[int], sentence_of: list[int]) -> frozenset[int]:
    """Tokens of the counts that stand in a sentence without any assault, in an article that tells of one elsewhere.

    Where an article tells of no violence its dead are an accident's. `told` are the sentences that tell of assaults.
    """
    if not told:
        return frozenset()
    return frozenset(victim.token for victim in victims if sentence_of[victim.token] not in told)


def figure(candidate: Candidate, syntax: Syntax, fillers: Fillers) -> Figure:
    """What a counted victim noun says: those counted, and who reports the number."""
    phrase = next((n for n, p in enumerate(syntax.phrases) if p.start <= candidate.token < p.end), None)
    counted = fillers.of(phrase) if phrase is not None else None
    recipients = (counted,) if counted is not None and counted.mention is not None else ()
    return Figure(Arguments((), recipients, (), ()), _teller(candidate, syntax, fillers))


def _teller(candidate: Candidate, syntax: Syntax, fillers: Fillers) -> Source | None:
    clause = syntax.clause_at(candidate.token)
    if clause is None:
        return None
    if any(verb.lemma in TELLING for verb in clause.verbs) and clause.subject is not None:
        return _source(fillers.of(clause.subject))
    for number in clause.phrases:
        # "Auf russischer Seite ist von 20 Toten die Rede"
        phrase = syntax.phrases[number]
        if phrase.preposition == "auf" and syntax.words[phrase.head].text.lower() in _SIDE:
            return _source(fillers.of(number))
    return None


def _source(filler: Filler) -> Source | None:
    return Source((Span(filler.start, filler.end),), filler.entity, None) if filler.mention is not None else None
