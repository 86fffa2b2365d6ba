"""Victims that are only counted: "Die eigenen Verluste gab das Ministerium mit 50 Toten an".

Such a sentence tells of an assault by its figure alone, and the figure is what parties differ in. Its grammatical
surroundings belong to the telling: the subject of "melden" reports the number and harmed nobody, the city is the
ministry's, the day is that of the announcement. So nothing of them goes into the event but who reports it.
"""

from __future__ import annotations

from collections.abc import Collection
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


def alone(victims: list[Harmed], assaults: Collection[int], sentence_of: list[int], syntax: Syntax) -> frozenset[int]:
    """Tokens of the counts that stand in a sentence without any assault, in an article that tells of one elsewhere.

    So do those that another one reports behind a first account: "… starben 30 Menschen; die Regierung sprach von 70
    Toten". Where an article tells of no violence its dead are an accident's. `assaults` are tokens that tell of one.
    """
    if not assaults:
        return frozenset()
    told = {sentence_of[token] for token in assaults}
    clauses = {syntax.clause_of[token] for token in assaults}
    return frozenset(
        victim.token
        for victim in victims
        if sentence_of[victim.token] not in told or reported(victim.token, clauses, syntax)
    )


def reported(token: int, told: Collection[int | None], syntax: Syntax) -> bool:
    """Whether a count stands in a clause of its own whose subject reports it."""
    clause = syntax.clause_at(token)
    if clause is None or clause.index in told or clause.kind != "main" or clause.subject is None:
        return False
    counted = any(p.start <= token < p.end for p in (syntax.phrases[n] for n in syntax.coordinated(clause.subject)))
    return not counted and any(verb.lemma in TELLING and verb.negation is None for verb in clause.verbs)


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
