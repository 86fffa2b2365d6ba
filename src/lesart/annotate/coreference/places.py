"""Nominal mentions of places and states: "das Land", "sein Land", "die Region", "die Stadt"."""

from __future__ import annotations

from lesart.annotate.coreference.chains import Chain, Discourse
from lesart.annotate.entities.base_forms import base_form
from lesart.annotate.entities.hints import Hints
from lesart.schema import Mention

_STATE_NOUNS = frozenset({"land", "staat", "republik", "heimatland"})
_REGION_KINDS = frozenset({"de-facto", "territory", "region", "admin"})
_REACH = 3


def link_place(discourse: Discourse, mention: Mention, hints: Hints) -> Chain:
    """The chain of a nominal place: the state or place it takes up, else its own."""
    noun = hints.noun
    assert noun is not None
    chain = _capital(discourse, hints) if noun.lemma.lower() == "hauptstadt" and hints.state else None
    if (
        chain is None
        and hints.singular
        and not hints.determiner.startswith("ein")
        and not noun.prefix
        and " " not in mention.text
    ):
        if noun.base in _STATE_NOUNS:
            chain = _owner_state(discourse, mention, hints) or _last_state(discourse, mention, hints)
        elif noun.base in ("region", "gebiet", "enklave", "provinz"):
            chain = _last_place(discourse, mention, _REGION_KINDS)
        elif noun.base in ("stadt", "hauptstadt", "ort", "ortschaft", "dorf", "hafenstadt", "millionenstadt"):
            chain = _last_place(discourse, mention, frozenset({"ort", "hauptstadt", "stadt"}))
    if chain is None:
        name = base_form(discourse.text, mention.start, mention.end, hints)
        chain = discourse.new("place", name, key=("phrase", name.lower()))
        chain.bases.add(noun.base)
        chain.genders, chain.numbers = hints.genders, hints.numbers
    return chain


def _capital(discourse: Discourse, hints: Hints) -> Chain | None:
    """ "die thailändische Hauptstadt" is a place that the knowledge base names."""
    state = discourse.knowledge.states.get(hints.state or "")
    if state is None or not state.capitals:
        return None
    chain = discourse.new("place", state.capitals[0], key=("place", state.capitals[0], state.code))
    chain.forms, chain.state, chain.named = list(state.capitals), state.code, True
    chain.bases.update({"hauptstadt", "ort"})
    chain.genders, chain.numbers = frozenset({"NEU"}), frozenset({"SIN"})
    return chain


def _owner_state(discourse: Discourse, mention: Mention, hints: Hints) -> Chain | None:
    """ "sein Land": the state that the person spoken of holds an office of."""
    if not hints.determiner.startswith(("sein", "ihr")):
        return None
    for other, chain in discourse.before(mention.start, types=("person",)):
        if discourse.sentence(mention.start) - discourse.sentence(other.start) > 1:
            return None
        code = chain.state
        if code is not None:
            return discourse.state_chain(code)
    return None


def _last_state(discourse: Discourse, mention: Mention, hints: Hints) -> Chain | None:
    """ "das Land": the state named last; where a person stands nearer, the state that he or she holds an office of."""
    sentence = discourse.sentence(mention.start)
    for other, chain in discourse.before(mention.start, types=("state", "person")):
        if sentence - discourse.sentence(other.start) > _REACH:
            return None
        if chain.type == "state":
            if getattr(chain.entry, "kind", "") == "state":
                return chain
        elif chain.state is not None and chain.offices and discourse.sentence(other.start) < sentence:
            return discourse.state_chain(chain.state)
    return None


def _last_place(discourse: Discourse, mention: Mention, kinds: frozenset[str]) -> Chain | None:
    for other, chain in discourse.before(mention.start, types=("place", "state")):
        if discourse.sentence(mention.start) - discourse.sentence(other.start) > _REACH:
            return None
        kind = getattr(chain.entry, "kind", "")
        if kind in kinds or (chain.type == "place" and chain.bases & kinds):
            return chain
    return None
