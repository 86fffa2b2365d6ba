"""Pronouns to chains: what cannot be is ruled out by agreement and binding; of the rest the likeliest is taken.

How likely a chain is, is a sum of weighted features of its last mention (a log-linear ranker in the line of Denis and
Baldridge 2008; the features are those of Lappin and Leass 1994 and their successors): distance, grammatical function,
how often the article speaks of it. A pronoun whose best chain stays below the threshold has none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lesart.annotate.coreference.chains import Chain, Discourse
from lesart.annotate.entities.hints import Hints
from lesart.schema import Mention

_REACH = 3
_THRESHOLD = -1.0
_OBLIQUE = {
    *("von", "mit", "durch", "für", "gegen", "bei", "nach", "aus", "zu", "an", "auf", "in", "über", "unter", "vor"),
    *("zwischen", "um", "ohne", "dem", "den", "des", "im", "am", "zum", "zur", "vom"),
}
_CLAUSE_EDGE = re.compile(r"[,;:–—(„“»«\"]|\b(?:und|oder|dass|weil|nachdem|wenn|als|während|obwohl|bevor|da|ob|wie)\b")

_GAP = 12
_RELATIVE_GAP = re.compile(r"\s?,\s(?:an|auf|aus|bei|für|gegen|in|mit|nach|über|von|vor|zu|durch|unter)?\s?")

WEIGHTS = {
    "same sentence": 2.0,
    "one sentence back": 1.6,
    "two sentences back": 0.3,
    "nearest": 0.8,
    "subject": 1.2,
    "object": 0.3,
    "oblique": -0.2,
    "attribute": -0.8,
    "predicate": -2.0,
    "parallel subject": 0.5,
    "front": 0.5,
    "governs": 1.5,
    "person": 0.8,
    "group for many": 0.8,
    "named": 0.3,
    "pronoun": 0.6,
    "often": 0.25,
    "same clause": -3.0,
    "possessive in clause": 0.8,
    "possessive to subject": 1.5,
    "body of no known gender": -0.8,
    "thing": -1.5,
    "demonstrative to subject": -2.5,
    "demonstrative nearest": 1.0,
    "unsure gender": -0.3,
    "inside a phrase": -1.0,
}


@dataclass(frozen=True, slots=True)
class _Candidate:
    mention: Mention
    chain: Chain
    distance: int
    rank: int


def link_pronoun(discourse: Discourse, mention: Mention, hints: Hints) -> Chain | None:
    """The chain that a pronoun stands for, or None where nothing is near, fits and stands out."""
    if hints.evidence == "relative":
        return _relative(discourse, mention, hints)
    best: tuple[float, Chain] | None = None
    for candidate in candidates(discourse, mention, hints):
        score = sum(WEIGHTS[name] * value for name, value in features(discourse, mention, hints, candidate).items())
        if best is None or score > best[0]:
            best = (score, candidate.chain)
    return best[1] if best is not None and best[0] >= _THRESHOLD else None


def candidates(discourse: Discourse, mention: Mention, hints: Hints) -> Iterator[_Candidate]:
    """Chains that agree with the pronoun, by their last mention within reach, nearest first."""
    numbers = _numbers(discourse, mention, hints)
    sentence = discourse.sentence(mention.start)
    seen: set[int] = set()
    for other, chain in discourse.before(mention.start):
        distance = sentence - discourse.sentence(other.start)
        if distance > _REACH:
            break
        if chain.number in seen or not _agrees(chain, hints, numbers):
            continue
        seen.add(chain.number)
        yield _Candidate(other, chain, distance, len(seen) - 1)


def _numbers(discourse: Discourse, mention: Mention, hints: Hints) -> frozenset[str]:
    """What the finite verb says of a subject that could be one or many ("sie sagte", "sie sagten")."""
    if len(hints.numbers) > 1 and hints.evidence != "possessive":
        number = discourse.trees.verb_number(mention.start, mention.end) if discourse.trees is not None else None
        if number is not None:
            return frozenset({number})
    return hints.numbers


def _agrees(chain: Chain, hints: Hints, numbers: frozenset[str]) -> bool:
    genders = hints.genders
    if hints.genders >= {"MAS", "FEM"} and hints.evidence in ("personal", "demonstrative") and numbers == {"SIN"}:
        genders = frozenset({"FEM"})  # "sie", "diese" with a verb in the singular
    if not (numbers & chain.numbers) or ("PLU" not in numbers and not (genders & chain.genders)):
        return False
    if "PLU" in numbers and "SIN" in numbers and chain.numbers == {"SIN"} and "FEM" not in chain.genders:
        return False  # "ihr" of one is a woman's or a body's
    if chain.type == "place":
        return False
    if chain.type == "state":  # "es" is not looked at; a neuter state is taken up by "sein"
        return hints.evidence == "possessive"
    if numbers == {"SIN"} and genders == {"MAS"}:
        return chain.type == "person" or (chain.type in ("organisation", "other") and chain.genders == {"MAS"})
    if chain.type == "organisation" and numbers == {"PLU"}:
        return chain.numbers == {"PLU"}
    return True


def features(discourse: Discourse, mention: Mention, hints: Hints, candidate: _Candidate) -> dict[str, float]:
    """What speaks for and against a candidate, by the names of `WEIGHTS`."""
    other, chain = candidate.mention, candidate.chain
    found: dict[str, float] = {}
    near = ("same sentence", "one sentence back", "two sentences back")
    if candidate.distance < len(near):
        found[near[candidate.distance]] = 1
    if candidate.rank == 0:
        found["nearest"] = 1
    function, own = _function(discourse, other), _function(discourse, mention)
    if function != "other":
        found[function] = 1
    if function == own == "subject":
        found["parallel subject"] = 1
    if _front(discourse, other):
        found["front"] = 1
    if chain.type == "person":
        found["person"] = 1
    elif chain.type == "group" and "PLU" in hints.numbers:
        found["group for many"] = 1
    elif chain.type == "other":
        found["thing"] = 1
    if chain.named:
        found["named"] = 1
    if other.kind == "pronoun":
        found["pronoun"] = 1
    if len(chain.genders) > 1 and chain.type == "person":
        found["unsure gender"] = 1
    if chain.type == "organisation" and len(chain.genders) > 1 and hints.numbers != {"PLU"}:
        found["body of no known gender"] = 1
    found["often"] = min(sum(m.start < mention.start for m in chain.mentions), 6)
    if _inside_other(discourse, other):
        found["inside a phrase"] = 1
    if candidate.distance == 0:
        same = _same_clause(discourse, other, mention)
        if same and hints.evidence == "possessive":
            found["possessive in clause"] = 1
            if function == "subject":
                found["possessive to subject"] = 1
        elif same:
            found["same clause"] = 1
        elif function == "subject" and _governs(discourse, other, mention):
            found["governs"] = 1
    if hints.evidence == "demonstrative":
        if function == "subject" or (function == "other" and _front(discourse, other)):
            found["demonstrative to subject"] = 1
        if candidate.rank == 0:
            found["demonstrative nearest"] = 1
    return found


def _function(discourse: Discourse, mention: Mention) -> str:
    if discourse.trees is None:
        before = re.findall(r"[\w-]+", discourse.text[max(0, mention.start - 40) : mention.start])
        lead = discourse.text[discourse.sentence_start(mention.start) : mention.start]
        return "oblique" if before and lead.strip() and before[-1].lower() in _OBLIQUE else "other"
    start, end = discourse.hints[mention.id].head or (mention.start, mention.end)
    return discourse.trees.function(start, end)


def _front(discourse: Discourse, mention: Mention) -> bool:
    """Whether the sentence begins with the mention, but for an article or a title."""
    lead = discourse.text[discourse.sentence_start(mention.start) : mention.start].split()
    return len(lead) <= 3 and not (lead and lead[-1].lower() in _OBLIQUE)


def _inside_other(discourse: Discourse, mention: Mention) -> bool:
    """Whether the mention only says which one a longer phrase means ("Sprecher der Polizei")."""
    return any(
        other.start < mention.start and mention.end <= other.end and other.kind == "nominal"
        for other in discourse.around(mention)
    )


def _same_clause(discourse: Discourse, other: Mention, mention: Mention) -> bool:
    if discourse.trees is None:
        return not _CLAUSE_EDGE.search(discourse.text[other.end : mention.start])
    start, end = discourse.hints[other.id].head or (other.start, other.end)
    one, two = discourse.trees.clause(start, end), discourse.trees.clause(mention.start, mention.end)
    return one is not None and two is not None and one.i == two.i


def _governs(discourse: Discourse, other: Mention, mention: Mention) -> bool:
    """Whether the pronoun's clause hangs on the other's: "Huber sagte, sie werde"."""
    if discourse.trees is None:
        return bool(re.match(r"[^.!?]*,\s", discourse.text[other.end : mention.start + 1]))
    one = discourse.trees.clause(other.start, other.end)
    two = discourse.trees.clause(mention.start, mention.end)
    return one is not None and two is not None and one.i != two.i and one.is_ancestor(two)


def _relative(discourse: Discourse, mention: Mention, hints: Hints) -> Chain | None:
    """ "Der Minister, der": the phrase that ends right before the comma, else what the tree hangs the clause on."""
    for other, chain in discourse.before(mention.start):
        gap = discourse.text[other.end : mention.start]
        if len(gap) > _GAP:
            break
        if _RELATIVE_GAP.fullmatch(gap) and _fits_relative(hints, chain):
            return chain
    head = discourse.trees.antecedent(mention.start) if discourse.trees is not None else None
    for other in discourse.at(head.idx, head.idx + len(head.text)) if head is not None else ():
        found = discourse.of.get(other.id)
        if found is not None and other.start < mention.start and _fits_relative(hints, found):
            return found
    return None


def _fits_relative(hints: Hints, chain: Chain) -> bool:
    return bool(hints.numbers & chain.numbers) and bool(hints.genders & chain.genders or "PLU" in chain.numbers)
