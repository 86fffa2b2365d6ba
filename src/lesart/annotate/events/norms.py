"""Norms are broken, not wounded: "Baku verletze Punkt acht der Erklärung" tells of no violence against anybody.

German says "verletzen" of people and of rules. What a rule's breach is to the parties (an accusation, a broken point of
an agreement) is said by other words of the sentence and is read there.
"""

from __future__ import annotations

import functools

from pydantic import BaseModel, ConfigDict

from lesart.annotate.clauses import Syntax
from lesart.annotate.events.triggers import Candidate
from lesart.resources import load_yaml


class NormFile(BaseModel):
    """`lexicons/de/norms.yaml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    origin: str
    licence: str
    norms: list[str]


@functools.cache
def _norms() -> tuple[str, ...]:
    return tuple(load_yaml("lexicons/de/norms.yaml", NormFile).norms)


def breaks_norm(candidate: Candidate, syntax: Syntax) -> bool:
    """Whether the trigger is "verletzen" with a norm as what is broken."""
    clause = syntax.clause_at(candidate.token)
    if candidate.lemma != "verletzen" or candidate.kind != "verb" or clause is None:
        return False
    phrases = [*clause.objects, *([clause.subject] if clause.subject is not None else [])]
    tokens = [i for n in phrases for i in range(syntax.phrases[n].start, syntax.phrases[n].end)]
    return any(syntax.words[i].text.lower().endswith(_norms()) for i in tokens)
