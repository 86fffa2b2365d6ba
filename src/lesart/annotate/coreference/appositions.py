"""Noun phrases that say what a name beside them is: appositions and predicate nouns.

"Die Hilfsorganisation Blaues Band", "Anna Ott, einer ehemaligen Abgeordneten," and "Ott ist Vorsitzende des Vereins"
speak of one party each, and later "die Organisation" or "die Vorsitzende" must find it.
"""

from __future__ import annotations

import re

from lesart.annotate.coreference.chains import Chain, Discourse
from lesart.annotate.entities.hints import Hints
from lesart.schema import Mention

_CLOSE = re.compile(r"\s+(?:''|[„“”\"»«‚‘'])?")
_LOOSE = re.compile(r"\s*(?:\([^()\n]{1,40}\))?,\s+(?:(?:d(?:er|ie|as|em|en|es)|eine?[mnrs]?|zugleich|selbst)\s+)*")
_AFTER = re.compile(r"\s*(?:[,.;:)–\n]|$|und\b|\bin\b|\bmit\b|\baus\b|\bbei\b)")
_FITS = {
    "organisation": ("organisation", "group", "other"),
    "group": ("group", "organisation", "other"),
    "place": ("place", "state"),
    "person": ("person",),
    "office": ("person",),
}
_REACH = 90  # characters; an apposition follows its name at once


def link_apposition(discourse: Discourse, mention: Mention, hints: Hints) -> Chain | None:
    """The chain of the name that a noun phrase stands in apposition to or is said of."""
    noun = hints.noun
    if noun is None or hints.head is None or (hints.plural and noun.sort != "group"):
        return None
    wanted = _FITS.get(noun.sort, ())
    return (
        _close(discourse, hints.head[1], wanted)
        or _loose(discourse, mention, hints, wanted)
        or _predicate(discourse, hints, hints.head, wanted)
    )


def _close(discourse: Discourse, end: int, wanted: tuple[str, ...]) -> Chain | None:
    """ "Die Gewerkschaft X", "der Sender „X“": the name right behind the noun."""
    if "person" in wanted:
        return None  # settled when mentions were found: an office beside a name is the person's role
    for other in discourse.following(end):
        if other.start > end + 3:
            break
        if other.kind == "named" and _CLOSE.fullmatch(discourse.text[end : other.start]):
            chain = discourse.of.get(other.id)
            # "das Ministerium Georgiens" is no apposition: a state behind a body owns it
            if chain is not None and chain.type in wanted and not _genitive(other, chain):
                if chain.type == "other" and "organisation" in wanted:
                    chain.type = "organisation"
                return chain
    return None


def _genitive(mention: Mention, chain: Chain) -> bool:
    """Whether a name stands in the genitive: "die Partei Berlins"."""
    return mention.text.endswith("s") and mention.text[:-1] in (chain.name, *chain.forms)


def _loose(discourse: Discourse, mention: Mention, hints: Hints, wanted: tuple[str, ...]) -> Chain | None:
    """ "X, eine Bank in Y,": a phrase between commas behind a name."""
    if not _AFTER.match(discourse.text[mention.end :][:4] or "\n"):
        return None
    for other, chain in discourse.before(mention.start):
        if mention.start - other.end > _REACH:
            return None
        if other.kind != "named" or not _LOOSE.fullmatch(discourse.text[other.end : mention.start]):
            continue
        if chain.type not in wanted or not (hints.genders & chain.genders or chain.type != "person"):
            return None
        return chain if _is_apposed(discourse, hints, other) else None
    return None


def _is_apposed(discourse: Discourse, hints: Hints, name: Mention) -> bool:
    """Whether the tree, where there is one, hangs the phrase on the name and does not see a clause or a list."""
    if discourse.trees is None or hints.head is None:
        return True
    head = discourse.trees.head(*hints.head)
    return head is None or (head.dep_ == "appos" and head.head.idx < name.end) or head.dep_ in ("appos", "dep")


def _predicate(discourse: Discourse, hints: Hints, head: tuple[int, int], wanted: tuple[str, ...]) -> Chain | None:
    """ "X ist ein Verein": the chain of the subject."""
    if discourse.trees is None:
        return None
    subject = discourse.trees.subject_of_predicate(*head)
    if subject is None:
        return None
    for other in discourse.at(subject.idx, subject.idx + len(subject.text)):
        chain = discourse.of.get(other.id)
        if chain is not None and chain.type in wanted and (hints.genders & chain.genders or chain.type != "person"):
            return chain
    return None
