"""Pronouns to chains: agreement first, then the salience of Lappin and Leass (1994), cut down to what is known here.

A subject and the beginning of a sentence count more than other places, the same sentence more than the one before, and
a chain that the article keeps coming back to more than a passing one. What stays below the threshold has no entity.
"""

from __future__ import annotations

import re

from lesart.annotate.coreference.chains import Chain, Discourse
from lesart.annotate.entities.hints import Hints
from lesart.schema import Mention

_REACH = 3
_THRESHOLD = 20.0
_OBLIQUE = frozenset(
    [
        "von",
        "mit",
        "durch",
        "für",
        "gegen",
        "bei",
        "nach",
        "aus",
        "zu",
        "an",
        "auf",
        "in",
        "über",
        "unter",
        "vor",
        "zwischen",
        "um",
        "ohne",
        "dem",
        "den",
        "des",
        "im",
        "am",
        "zum",
        "zur",
        "vom",
    ]
)
_CLAUSE_EDGE = re.compile(r"[,;:–—(„“»«\"]|\b(?:und|oder|dass|weil|nachdem|wenn|als|während|obwohl|bevor|da|ob|wie)\b")


def link_pronoun(discourse: Discourse, mention: Mention, hints: Hints) -> Chain | None:
    """The chain that a pronoun stands for, or None where nothing is near, fits and stands out."""
    if hints.evidence == "relative":
        return _relative(discourse, mention, hints)
    best: tuple[float, Chain] | None = None
    sentence = discourse.sentence(mention.start)
    seen: set[int] = set()
    for other, chain in discourse.before(mention.start):
        distance = sentence - discourse.sentence(other.start)
        if distance > _REACH:
            break
        if chain.number in seen or not _agrees(chain, other, hints, discourse):
            continue
        seen.add(chain.number)
        score = _salience(discourse, mention, hints, other, chain, distance)
        if best is None or score > best[0]:
            best = (score, chain)
    return best[1] if best is not None and best[0] >= _THRESHOLD else None


def _agrees(chain: Chain, other: Mention, hints: Hints, discourse: Discourse) -> bool:
    if not (hints.numbers & chain.numbers) or not (hints.genders & chain.genders):
        return False
    if chain.type == "place":
        return False
    if chain.type == "state":  # "es" is not looked at; a neuter state is taken up by "sein"
        return hints.evidence == "possessive"
    if hints.numbers == {"SIN"} and hints.genders == {"MAS"}:
        return chain.type == "person" or (chain.type in ("organisation", "other") and chain.genders == {"MAS"})
    if (
        chain.type == "organisation"
        and chain.genders != {"FEM"}
        and hints.evidence == "personal"
        and hints.genders != {"MAS", "NEU"}
    ):
        return chain.numbers == {"PLU"} and "PLU" in hints.numbers
    return True


def _salience(
    discourse: Discourse, mention: Mention, hints: Hints, other: Mention, chain: Chain, distance: int
) -> float:
    score = 60.0 - 22.0 * distance
    before = re.findall(r"[\w-]+", discourse.text[max(0, other.start - 40) : other.start])
    start = discourse.sentence_start(other.start)
    lead = discourse.text[start : other.start]
    if len(lead.split()) <= 3 and not (before and lead.strip() and before[-1].lower() in _OBLIQUE):
        score += 15
    elif before and lead.strip() and before[-1].lower() in _OBLIQUE:
        score -= 12
    score += min(3.0 * sum(1 for m in chain.mentions if m.start < mention.start), 12.0)
    if chain.type == "person" or (chain.type == "group" and hints.numbers == {"PLU"}):
        score += 10
    if other.kind == "pronoun":
        score += 5
    if distance == 0:
        between = discourse.text[other.end : mention.start]
        same_clause = not _CLAUSE_EDGE.search(between)
        if hints.evidence == "personal" and same_clause:
            score -= 45
        elif hints.evidence == "possessive":
            score += 12 if same_clause else 4
        elif hints.evidence == "demonstrative":
            score -= 5
    if hints.evidence == "demonstrative" and len(lead.split()) <= 3:
        score -= 12  # "dieser" takes up the one who was not the subject
    return score


def _relative(discourse: Discourse, mention: Mention, hints: Hints) -> Chain | None:
    """ "Der Minister, der": the phrase that ends right before the comma."""
    for other, chain in discourse.before(mention.start):
        gap = discourse.text[other.end : mention.start]
        if len(gap) > 3:
            return None
        if (
            gap.strip() == ","
            and hints.numbers & chain.numbers
            and (hints.genders & chain.genders or "PLU" in chain.numbers)
        ):
            return chain
    return None
