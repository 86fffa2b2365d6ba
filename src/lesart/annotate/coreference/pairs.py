"""Who "beide Seiten", "beide Länder", "die beiden Konfliktparteien" are: the pair last put side by side.

A pair is two parties joined by "und" or "sowie", or facing each other with "mit" or "gegen". Mediators and venues are
no side: states behind "aus" or "in" ("Vermittler aus X und Y", "in Katar") do not count. Where the article names no
pair, the two states that it speaks of most are meant, if no third one rivals them; else the phrase stays unresolved.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from lesart.annotate.coreference.chains import Chain, Discourse
from lesart.annotate.entities.hints import Hints
from lesart.schema import Mention

_LANDS = frozenset({"land", "staat", "nachbarland", "nachbarstaat", "länder", "staaten", "volk"})
_SIDES = frozenset({"seite", "konfliktpartei", "kriegspartei", "bürgerkriegspartei", "vertragspartei"})
_PARTIES = ("state", "organisation", "group")
_JOINED = re.compile(
    r"\s*(?:\([^()]{1,20}\)\s*)?(?:und|sowie|mit|gegen)\s+(?:d(?:er|ie|as|em|en)\s+)?(?:[a-zäöüß-]+\s+){0,3}"
)
_LOCAL = re.compile(r"\b(?:in|im|aus|nach|bei|vor|über|von)\s+(?:d(?:er|ie|as|em|en)\s+)?$")
_LED_BY = re.compile(r"\bunter\s+(?:\w+\s+){0,2}$")
_REACH = 12
"""Sentences that a pair may lie back."""


def is_pair(hints: Hints) -> bool:
    """Whether the phrase sums up two states or sides: "beide Länder", "die beiden Seiten"."""
    return hints.noun is not None and hints.noun.base in _LANDS | _SIDES and hints.plural and hints.count == 2


def link_pair(discourse: Discourse, mention: Mention, hints: Hints) -> Chain | None:
    """The group of the two parties meant, or None where the article leaves it open."""
    assert hints.noun is not None
    lands = hints.noun.base in _LANDS
    members = next(_joined_before(discourse, mention, lands=lands), None) or _foremost(discourse, mention)
    if members is None:
        return None
    first, second = sorted(members, key=lambda c: c.mentions[0].start if c.mentions else 0)
    group = discourse.new("group", f"{first.name} und {second.name}", key=("pair", first.id, second.id))
    group.members, group.numbers = [first, second], frozenset({"PLU"})
    return group


def _joined_before(discourse: Discourse, mention: Mention, *, lands: bool) -> Iterator[tuple[Chain, Chain]]:
    """Pairs of parties side by side before the phrase, nearest first; of persons the states they speak for."""
    here = discourse.sentence(mention.start)
    later: tuple[Mention, Chain] | None = None
    for other, chain in discourse.before(mention.start):
        if here - discourse.sentence(other.start) > _REACH:
            return
        if other.kind == "pronoun" or _is_inner(discourse, other) or _is_local(discourse, other):
            continue
        party = _party(discourse, chain, lands=lands)
        if party is None:
            continue
        apart = later is not None and party is not later[1] and other.end <= later[0].start
        if later is not None and apart and _side_by_side(discourse, other, later[0]):
            yield party, later[1]
        later = other, party


def _side_by_side(discourse: Discourse, one: Mention, other: Mention) -> bool:
    """Whether two mentions are joined: by nothing but a conjunction, or across an attribute as the tree says."""
    if _JOINED.fullmatch(discourse.text[one.end : other.start]):
        return True
    if discourse.trees is None:
        return False
    return any(other.start <= token.idx < other.end for token in discourse.trees.conjuncts(one.start, one.end))


def _is_inner(discourse: Discourse, mention: Mention) -> bool:
    """Whether a longer mention ends with this one: "Kongo" in "die Regierung des Kongo"."""
    return any(other.end == mention.end and other.start < mention.start for other in discourse.around(mention))


def _party(discourse: Discourse, chain: Chain, *, lands: bool) -> Chain | None:
    """What a chain is as one of two sides."""
    if chain.type == "person" or (lands and chain.type in ("organisation", "place", "group")):
        return discourse.state_chain(chain.state) if chain.state is not None else None
    if chain.type == "group" and not (chain.named or chain.state is not None):
        return None  # "Tote und Verletzte" are no sides
    return chain if chain.type in _PARTIES and not chain.members else None


def _is_local(discourse: Discourse, mention: Mention) -> bool:
    """Whether a name only says where somebody is or comes from, or who leads him ("die Armee unter General Ott")."""
    before = discourse.text[max(0, mention.start - 40) : mention.start]
    return (_LOCAL if mention.type == "LOC" else _LED_BY).search(before) is not None


def _foremost(discourse: Discourse, mention: Mention) -> tuple[Chain, Chain] | None:
    """The two states that the article has spoken of most, if no third one comes near."""
    counts: Counter[Chain] = Counter()
    for other, chain in discourse.before(mention.start):
        state = chain.state
        if state is None or _is_local(discourse, other) or other.kind == "pronoun":
            continue
        known = discourse.keys.get(("state", state))
        if known is not None and getattr(known.entry, "kind", "") == "state":
            counts[known] += 1
    ranked = counts.most_common(3)
    if len(ranked) < 2 or (len(ranked) == 3 and 2 * ranked[2][1] > ranked[1][1]):
        return None
    return ranked[0][0], ranked[1][0]
