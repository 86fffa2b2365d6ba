"""Words of events in another sense: "nannte 135 Gefallene" judges nobody, "legte Protest ein" gathers no crowd.

German says "nennen" of giving a name or a number and of calling something what one thinks of it. The second has two
objects, or an object and an adjective of its own: so are all of its judgements in the event corpus' training part. What
"fordern" has for its object tells a demand from a toll. A protest that is lodged is a paper, not a demonstration.
"""

from __future__ import annotations

from lesart.annotate.clauses import Clause, Syntax
from lesart.annotate.events.casualties import takes_a_toll
from lesart.annotate.events.triggers import Candidate

_NAMING = frozenset({"nennen", "benennen"})
_LODGING = frozenset({"einlegen", "einreichen", "anmelden", "übermitteln", "zustellen", "überreichen", "aussprechen"})
"""Verbs by which an office protests to another one or before a court."""


_TROOPS = (
    "truppen",
    "soldaten",
    "streitkräfte",
    "streitkräften",
    "panzer",
    "panzern",
    "einheiten",
    "verbände",
    "armee",
)


def means_otherwise(candidate: Candidate, syntax: Syntax) -> bool:
    """Whether the trigger's word stands in a sense that is no event of its own."""
    clause = syntax.clause_at(candidate.token)
    if candidate.lemma in _NAMING:
        return candidate.kind != "verb" or clause is None or not _judges(candidate, clause, syntax)
    if candidate.kind == "noun" and syntax.words[candidate.token].text.lower().endswith("aufmarsch"):
        return _is_of_troops(candidate.token, syntax)
    if candidate.kind == "noun" and syntax.words[candidate.token].text in ("Protest", "Proteste", "Protestnote"):
        return clause is not None and any(verb.lemma in _LODGING for verb in clause.verbs)
    return candidate.kind == "verb" and clause is not None and takes_a_toll(candidate.lemma, clause, syntax)


def _is_of_troops(token: int, syntax: Syntax) -> bool:
    """ "der Aufmarsch serbischer Truppen" is no demonstration."""
    behind = [p for p in syntax.phrases if 0 < p.start - token <= 2 and (p.genitive or p.preposition == "von")]
    military = syntax.words[token].text.lower().startswith(("truppen", "militär"))
    return military or any(syntax.words[p.head].text.lower().endswith(_TROOPS) for p in behind)


def _judges(candidate: Candidate, clause: Clause, syntax: Syntax) -> bool:
    """ "nannte den Schritt einen Rechtsbruch", "nannte den Schritt falsch": an adjective that stands in no phrase."""
    if len(clause.objects) != 1:
        return len(clause.objects) > 1
    inside = {i for n in clause.phrases for i in range(syntax.phrases[n].start, syntax.phrases[n].end)}
    others = (syntax.words[i] for i in clause.tokens if i not in inside and i != candidate.token)
    return any(any(a.pos == "ADJ" for a in word.analyses) for word in others)
