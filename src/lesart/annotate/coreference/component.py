"""The component `lesart_coreference`: from mentions to entities, inside one article; writes `doc._.entities`.

Order matters: names first and over the whole article, then noun phrases and pronouns from left to right, since each may
take up what stands before it. No alias is written that could mean somebody else: pronouns and bare nouns are none.
"""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Doc

from lesart.annotate.coreference.appositions import link_apposition
from lesart.annotate.coreference.bodies import link_body, link_short_form
from lesart.annotate.coreference.chains import Chain, Discourse
from lesart.annotate.coreference.named import bare_name, link_named
from lesart.annotate.coreference.pairs import is_pair, link_pair
from lesart.annotate.coreference.people import link_people
from lesart.annotate.coreference.places import link_place
from lesart.annotate.coreference.pronouns import link_pronoun
from lesart.annotate.coreference.sources import link_source, settle_principals
from lesart.annotate.coreference.trees import Trees
from lesart.annotate.dependencies import is_parsed
from lesart.annotate.entities.hints import register
from lesart.annotate.extensions import register as register_shared
from lesart.resources.gazetteers import Gazetteers, gazetteers
from lesart.schema import Entity, Mention


class CoreferenceComponent:
    """Builds chains and writes entities; gives every mention its entity's id or None."""

    def __init__(self, *, knowledge: Gazetteers | None = None) -> None:
        register_shared()
        register()
        self._knowledge = knowledge or gazetteers()

    def __call__(self, doc: Doc) -> Doc:
        discourse = self.find(doc)
        spoken = [chain for chain in discourse.chains if chain.mentions]
        # "Polizeiangaben" are the police's and "beide Seiten" two parties, named or not
        meant = {chain.on_behalf_of for chain in spoken if chain.type == "other"}
        meant |= {member for chain in spoken for member in chain.members}
        kept = [chain for chain in discourse.chains if chain.mentions or chain in meant]
        doc._.entities = tuple(_entity(chain, set(kept)) for chain in kept)
        doc._.mentions = tuple(
            replace(m, entity=discourse.of[m.id].id if m.id in discourse.of else None) for m in doc._.mentions
        )
        return doc

    def find(self, doc: Doc) -> Discourse:
        """The chains of an article whose mentions have been found."""
        discourse = Discourse(
            text=doc.text,
            published=doc._.published,
            mentions=doc._.mentions,
            hints=doc._.mention_hints or {},
            sentence_starts=[s.start_char for s in doc.sents] if doc.has_annotation("SENT_START") else [0],
            knowledge=self._knowledge,
            trees=Trees(doc) if is_parsed(doc) else None,
        )
        link_named(discourse)
        for mention in list(discourse.open()):
            chain = _link(discourse, mention)
            if chain is not None:
                discourse.add(chain, mention)
        settle_principals(discourse)
        return discourse


def _link(discourse: Discourse, mention: Mention) -> Chain | None:
    hints = discourse.hints[mention.id]
    if mention.kind == "pronoun":
        return link_pronoun(discourse, mention, hints)
    if (apposed := link_apposition(discourse, mention, hints)) is not None:
        return apposed
    if hints.evidence == "short-form":
        return link_short_form(discourse, mention)
    if is_pair(hints) and (pair := link_pair(discourse, mention, hints)) is not None:
        return pair
    if hints.noun is not None and hints.noun.sort == "place":
        return link_place(discourse, mention, hints)
    if hints.noun is not None and hints.noun.sort == "source":
        return link_source(discourse, mention, hints)
    forces = hints.noun is not None and hints.noun.base == "streitkräfte"
    if hints.noun is not None and (hints.noun.sort == "organisation" or forces):
        return link_body(discourse, mention, hints)
    return link_people(discourse, mention, hints)


def _entity(chain: Chain, kept: set[Chain]) -> Entity:
    links: dict[str, str] = {}
    wikidata = getattr(chain.entry, "wikidata", None)
    if wikidata:
        links["wikidata"] = wikidata
    behalf = chain.on_behalf_of
    return Entity(
        id=chain.id,
        name=chain.name,
        type=chain.type,
        aliases=_aliases(chain),
        links=links,
        role=chain.role,
        members=tuple(member.id for member in chain.members if member in kept),
        on_behalf_of=behalf.id if behalf is not None and behalf in kept and behalf is not chain else None,
    )


def _aliases(chain: Chain) -> tuple[str, ...]:
    """Names that the article uses, descriptions of what has no name, and names that the knowledge base is sure of."""
    seen = [bare_name(m.text) for m in chain.mentions if m.kind == "named"]
    described = [" ".join(m.text.split()) for m in chain.mentions if m.kind == "nominal"]
    if chain.type in ("person", "state", "place") and chain.named:
        described = []
    elif chain.named or (chain.key is not None and chain.key[0] == "body"):
        described = [d for d in described if " " in d or "-" in d]
    return tuple(dict.fromkeys([*seen, *described, *chain.forms]))
