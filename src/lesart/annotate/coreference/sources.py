"""Documents and accounts that papers quote: "eine Studie", "dem Bericht zufolge", "Polizeiangaben".

They are no parties, but a claim that rests on a study rests on that study, and on whoever issued it: the body in the
phrase ("der Bericht der Kommission"), the one the possessive points at, the first part of the word ("Polizeiangaben",
"UN-Schätzungen"), or the subject of the clause that introduces it ("In einer Studie warnt die Bank ...").
"""

from __future__ import annotations

from lesart.annotate.coreference.chains import Chain, Discourse
from lesart.annotate.coreference.named import named_organisation
from lesart.annotate.entities.base_forms import base_form
from lesart.annotate.entities.hints import Hints
from lesart.resources.actor_nouns import actor_nouns
from lesart.resources.gazetteers import Organisation, State
from lesart.schema import Mention

_ISSUERS = ("organisation", "person", "group", "state")


def link_source(discourse: Discourse, mention: Mention, hints: Hints) -> Chain:
    """The chain of the document: "der Bericht" takes up the last report, "ein Bericht" is a new one."""
    noun = hints.noun
    assert noun is not None
    if hints.determiner.startswith("d") and " " not in mention.text:
        for _, chain in discourse.before(mention.start, types=("other",)):
            if noun.base in chain.bases:
                return chain
    chain = discourse.new("other", base_form(discourse.text, mention.start, mention.end, hints))
    chain.bases.update({noun.base, noun.lemma.lower()})
    chain.genders, chain.numbers = hints.genders, hints.numbers
    chain.on_behalf_of = (
        _inside(discourse, mention)
        or _owner(discourse, mention, hints)
        or _first_part(discourse, mention, noun.prefix)
        or _subject(discourse, hints)
        or _of_state(discourse, hints)
    )
    return chain


def _inside(discourse: Discourse, mention: Mention) -> Chain | None:
    """ "der Bericht der Kommission": a name in the phrase, else the first body or person."""
    found: list[Mention] = []
    for other in discourse.following(mention.start + 1):
        if other.start >= mention.end:
            break
        if other.id in discourse.of and discourse.of[other.id].type in _ISSUERS:
            found.append(other)
    best = next((m for m in found if m.kind == "named"), found[0] if found else None)
    return None if best is None else discourse.of[best.id]


def settle_principals(discourse: Discourse) -> None:
    """Who stands behind a document or a spokesperson, where the phrase holds a noun that was settled after it."""
    for mention in discourse.mentions:
        chain = discourse.of.get(mention.id)
        if mention.kind != "nominal" or chain is None or chain.on_behalf_of is not None or chain.named:
            continue
        if chain.type == "other" or (chain.type == "person" and "sprecher" in chain.bases):
            issuer = _inside(discourse, mention)
            chain.on_behalf_of = issuer if issuer is not chain else None


def _owner(discourse: Discourse, mention: Mention, hints: Hints) -> Chain | None:
    """ "ihr Bericht", "dessen Angaben": whom the possessive points at."""
    if not hints.determiner.startswith(("sein", "ihr", "dess", "dere")):
        return None
    for other, chain in discourse.before(mention.start):
        return chain if other.kind == "pronoun" and mention.start - other.end <= 1 else None
    return None


def _first_part(discourse: Discourse, mention: Mention, prefix: str) -> Chain | None:
    """ "Polizeiangaben", "UN-Schätzungen": the body that the first part of the word names, spoken of before or not."""
    part = prefix.rstrip("-")
    if prefix.endswith("-") and (known := _organisation(discourse, part)) is not None:
        return known
    for form in (part, part.removesuffix("s"), part.removesuffix("n")):
        noun = actor_nouns().lookup(form[:1].upper() + form[1:]) if len(form) > 3 else None
        if noun is None or noun.sort not in ("organisation", "group"):
            continue
        for _, chain in discourse.before(mention.start, types=("organisation", "group")):
            if noun.base in chain.bases:
                return chain
        return _unnamed(discourse, noun.lemma, {noun.base, noun.lemma.lower()})
    return None


def _organisation(discourse: Discourse, name: str) -> Chain | None:
    """The chain of an organisation or state that the knowledge base knows by this name."""
    for ref in discourse.knowledge.lookup(name):
        if isinstance(ref.entry, State):
            return discourse.state_chain(ref.entry.code)
        if isinstance(ref.entry, Organisation):
            return named_organisation(discourse, ref)
    return None


def _unnamed(discourse: Discourse, name: str, bases: set[str]) -> Chain:
    """A body that the article speaks of by its kind alone."""
    chain = discourse.new("organisation", name, key=("body", name.lower()))
    chain.bases.update(bases)
    return chain


_ACCOUNTS = frozenset({"angabe", "angaben", "darstellung", "information", "erkenntnis", "schätzung", "einschätzung"})


def _of_state(discourse: Discourse, hints: Hints) -> Chain | None:
    """ "nach indischen Angaben" are India's; "indische Medienberichte" are not."""
    own = hints.state is not None and hints.noun is not None and hints.noun.base in _ACCOUNTS
    return discourse.state_chain(hints.state) if own and hints.state is not None else None


def _subject(discourse: Discourse, hints: Hints) -> Chain | None:
    """ "In einem Bericht warnt die Kommission": the subject where the document is an oblique of its clause."""
    if discourse.trees is None or hints.head is None or not hints.determiner.startswith("ein"):
        return None
    subject = discourse.trees.subject_beside(*hints.head)
    for other in discourse.at(subject.idx, subject.idx + len(subject.text)) if subject is not None else ():
        chain = discourse.of.get(other.id)
        if chain is not None and chain.type in _ISSUERS:
            return chain
    return None
