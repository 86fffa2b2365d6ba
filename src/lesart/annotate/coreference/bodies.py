"""Nominal mentions of bodies: a state's government, ministries, parliament, armed forces; and "das Ministerium" again.

A body of a state needs no discourse: "das armenische Außenministerium" and "das Außenministerium Armeniens" are one,
with the German name made from the genitive of the state.
"""

from __future__ import annotations

import re

from lesart.annotate.coreference.chains import Chain, Discourse
from lesart.annotate.coreference.metonymy import government
from lesart.annotate.entities.base_forms import base_form
from lesart.annotate.entities.hints import Hints
from lesart.resources.anaphora import anaphora
from lesart.resources.gazetteers import Holding, Organisation, State
from lesart.schema import Mention

_GOVERNMENT = frozenset(
    {"regierung", "führung", "staatsführung", "administration", "zentralregierung", "regierungskreise"}
)
_HEADS = frozenset({"head-of-state", "head-of-government"})
_FORCES = frozenset({"armee", "streitkräfte", "militär", "verteidigungsarmee"})
_PARLIAMENT = frozenset({"parlament", "nationalversammlung", "abgeordnetenhaus"})
_NAME_FOLLOWS = re.compile(r"\s+[„“\"»«‚]?[A-ZÄÖÜ]")  # "die Organisation Blaues Band" is not the one named before
_LONG_BASE = 5  # "gericht" takes up "landgericht"; shorter last parts ("rat", "amt") say too little
_REACH = 4  # sentences
_AGAINST = ("rebellen", "aufständischen", "guerilla", "untergrund", "exil", "gegen", "schatten", "privat", "befreiungs")
_OWN_FORCES = {"DE": "Bundeswehr", "IL": "Israelische Streitkräfte", "XNK": "Verteidigungsarmee von Bergkarabach"}


def link_body(discourse: Discourse, mention: Mention, hints: Hints) -> Chain | None:
    """The chain of a nominal mention of a body: of its state, of an earlier mention, or its own."""
    noun = hints.noun
    if noun is None:
        return None
    if hints.state is not None and hints.state in discourse.knowledge.states:
        chain = _state_body(discourse, hints, discourse.knowledge.states[hints.state])
        if chain is not None:
            return chain
    if hints.state is None and noun.prefix.endswith("-") and noun.base in _GOVERNMENT:
        leader = _named_after(discourse, noun.prefix[:-1])
        if leader is not None and leader.state is not None:
            return government(discourse, leader.state)
    if hints.state is None and len(mention.text.split()) == 1:
        again = _again(discourse, mention, hints)
        if again is not None:
            return again
        chain = _of_dominant_state(discourse, hints)
        if chain is not None:
            return chain
    return _own(discourse, mention, hints)


def link_short_form(discourse: Discourse, mention: Mention) -> Chain | None:
    """ "die Bank" for "Nordische Bank": the last body whose name holds the word."""
    wanted = {mention.text, mention.text.removesuffix("s")}
    for other, chain in discourse.before(mention.start, types=("organisation",)):
        if other.kind == "named" and wanted & set(re.split(r"[\s-]", other.text)):
            return chain
    return None


def _named_after(discourse: Discourse, name: str) -> Chain | None:
    """The person in "Huber-Regierung", if the article or the knowledge base gives him or her an office of state."""
    for chain in discourse.chains:
        if chain.type == "person" and chain.name.rsplit(" ", 1)[-1] == name and chain.offices & _HEADS:
            return chain
    leaders = {
        h.state
        for p in discourse.knowledge.by_surname(name)
        for h in p.holdings
        if h.office in _HEADS and _now(discourse, h)
    }
    if len(leaders) == 1:
        return Chain(0, "person", name, state=leaders.pop())
    return None


def _now(discourse: Discourse, holding: Holding) -> bool:
    return discourse.published is None or holding.covers(discourse.published)


def _of_dominant_state(discourse: Discourse, hints: Hints) -> Chain | None:
    """ "die Regierung" in an article about one state is that state's; a body named with "eine" is somebody else's."""
    noun, code = hints.noun, discourse.dominant_state
    assert noun is not None
    if (
        code is None
        or hints.plural
        or noun.prefix
        or not hints.determiner.startswith(("d", "im", "zu", "vom", "beim", "am"))
    ):
        return None
    state = discourse.knowledge.states[code]
    if noun.base in _GOVERNMENT | _FORCES | _PARLIAMENT:
        return _state_body(discourse, hints, state)
    return None


def _state_body(discourse: Discourse, hints: Hints, state: State) -> Chain | None:
    noun = hints.noun
    assert noun is not None
    lemma = noun.lemma
    for prefix in ("US-", "EU-", "Bundes"):
        if len(lemma) > len(prefix) + 3:
            lemma = lemma.removeprefix(prefix)
    low = lemma.lower()
    if hints.plural and noun.base != "streitkräfte":
        return None
    if low in _GOVERNMENT:
        return government(discourse, state.code)
    if low in _FORCES:
        return _forces(discourse, state)
    if noun.base.endswith("ministerium") or low in _PARLIAMENT or low in ("außenamt", "generalstab"):
        return _public_body(discourse, hints, state, "Außenministerium" if low == "außenamt" else lemma)
    return None


def _public_body(discourse: Discourse, hints: Hints, state: State, lemma: str) -> Chain:
    name = lemma[:1].upper() + lemma[1:]
    title = f"{name} {_of(state, name.lower())}"
    for ref in discourse.knowledge.lookup(title):  # "Außenministerium der Vereinigten Staaten" has an entry of its own
        if isinstance(ref.entry, Organisation):
            known = discourse.new("organisation", ref.entry.name, key=("organisation", ref.entry.name))
            known.entry, known.forms = ref.entry, [ref.entry.name, *ref.entry.aliases]
            _describe(known, hints, state, discourse)
            return known
    chain = discourse.new("organisation", title, key=("body", name.lower(), state.code))
    if not chain.forms:
        chain.forms = [f"{name} {g}" for g in state.genitives] + [f"{a}es {name}" for a in state.adjectives[:1]]
        if name == "Parlament":
            chain.forms += [f"{a[:1].upper()}{a[1:]}es Parlament" for a in state.adjectives[:1]]
    _describe(chain, hints, state, discourse)
    return chain


def _of(state: State, lemma: str) -> str:
    """ "De-facto-Parlament von Bergkarabach": bodies that are not recognised keep the "von" of the papers."""
    return f"von {state.name}" if lemma.startswith("de-facto") else state.genitive


def _describe(chain: Chain, hints: Hints, state: State, discourse: Discourse) -> None:
    noun = hints.noun
    assert noun is not None
    chain.state = state.code
    chain.bases.update({noun.base, noun.lemma.lower()})
    chain.genders = noun.genders or chain.genders
    chain.numbers = frozenset({"SIN"})
    chain.on_behalf_of = discourse.state_chain(state.code)


def _forces(discourse: Discourse, state: State) -> Chain:
    adjective = state.adjectives[0] if state.adjectives else ""
    default = f"{adjective[:1].upper()}{adjective[1:]}e Streitkräfte" if adjective else f"Streitkräfte {state.genitive}"
    if state.genitive.startswith(("der ", "des ")) and " " in state.name:
        default = f"Streitkräfte {state.genitive}"
    name = _OWN_FORCES.get(state.code, default)
    known = discourse.keys.get(("organisation", name))
    if known is not None:
        return known
    chain = discourse.new("organisation", name, key=("body", "streitkräfte", state.code))
    if not chain.forms:
        chain.forms = [name, default, f"Streitkräfte {state.genitive}"]
        chain.forms += [f"{a}e {noun}" for a in state.adjectives[:1] for noun in ("Streitkräfte", "Armee")]
        chain.state = state.code
        chain.bases.update({"armee", "streitkräfte", "militär", "truppen"})
        chain.genders, chain.numbers = frozenset({"FEM"}), frozenset({"SIN", "PLU"})
        chain.on_behalf_of = discourse.state_chain(state.code)
    return chain


def _again(discourse: Discourse, mention: Mention, hints: Hints) -> Chain | None:
    """ "das Ministerium", "die Regierung": the last body of that sort; "das Unternehmen": the last that may be one."""
    noun = hints.noun
    assert noun is not None
    if hints.determiner.startswith(("ein", "kein", "jed")):
        return None
    wanted = {noun.lemma.lower()} if noun.prefix else {noun.lemma.lower(), noun.base}
    names_itself = _NAME_FOLLOWS.match(discourse.text, mention.end) is not None
    kinds = frozenset() if names_itself else anaphora().bodies.get(noun.base, frozenset())
    loose: Chain | None = None
    for _, chain in discourse.before(mention.start, types=("organisation",)):
        if not noun.prefix and _is_rival(chain, noun.base):
            continue
        if wanted & chain.bases or (kinds & chain.bases and (chain.named or not noun.prefix)):
            return chain
        if loose is None and not noun.prefix and chain.named and _ends_like(chain, noun.base):
            loose = chain
    return loose or (
        _unlabelled(discourse, mention, hints) if noun.base in anaphora().bodies and not names_itself else None
    )


def _is_rival(chain: Chain, base: str) -> bool:
    """Whether a body is one against its like: "die Armee" is not the "Rebellenarmee", nor any exile its government."""
    return any(b.endswith(base) and b.startswith(_AGAINST) for b in chain.bases)


def _ends_like(chain: Chain, base: str) -> bool:
    """ "das Gericht" after "Landgericht Neustadt"."""
    return len(base) >= _LONG_BASE and any(b.endswith(base) for b in chain.bases)


def _unlabelled(discourse: Discourse, mention: Mention, hints: Hints) -> Chain | None:
    """The last named body nearby of which nothing says what it is."""
    if not hints.determiner.startswith(("d", "jen")):
        return None
    sentence = discourse.sentence(mention.start)
    for other, chain in discourse.before(mention.start, types=("organisation",)):
        if sentence - discourse.sentence(other.start) > _REACH:
            return None
        if chain.named and chain.entry is None and not chain.bases:
            return chain
    return None


def _own(discourse: Discourse, mention: Mention, hints: Hints) -> Chain:
    noun = hints.noun
    assert noun is not None
    name = base_form(discourse.text, mention.start, mention.end, hints)
    chain = discourse.new("organisation", name, key=("phrase", name.lower()) if not hints.plural else None)
    chain.bases.update({noun.base, noun.lemma.lower()})
    chain.genders, chain.numbers = hints.genders, hints.numbers
    chain.state = chain.state or hints.state
    if hints.state is not None:
        chain.on_behalf_of = discourse.state_chain(hints.state)
    return chain
