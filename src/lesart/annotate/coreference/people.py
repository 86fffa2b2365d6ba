"""Nominal mentions of persons and groups: office → person, "der Politiker", "die drei Spitzenpolitiker"."""

from __future__ import annotations

import re

from lesart.annotate.coreference.chains import Chain, Discourse
from lesart.annotate.entities.base_forms import base_form
from lesart.annotate.entities.hints import ANY_NUMBER, Hints
from lesart.resources.actor_nouns import ActorNoun
from lesart.resources.anaphora import anaphora
from lesart.resources.gazetteers import Organisation
from lesart.schema import Mention

_REACH = 3  # sentences
_HEADS = frozenset({"head-of-state", "head-of-government"})


def link_people(discourse: Discourse, mention: Mention, hints: Hints) -> Chain:
    """The chain of a nominal mention of one or several persons."""
    bare = not hints.determiner and hints.numbers == ANY_NUMBER and hints.count is None
    if hints.plural or bare or (hints.noun is not None and hints.noun.sort == "group"):
        return _group(discourse, mention, hints)
    return (
        _holder(discourse, mention, hints)
        or _generic(discourse, mention, hints)
        or _holder_at_date(discourse, mention, hints)
        or _own_person(discourse, mention, hints)
    )


def _holder(discourse: Discourse, mention: Mention, hints: Hints) -> Chain | None:
    """ "der armenische Außenminister" → the person whom the article gives that office."""
    noun = hints.noun
    if noun is None or noun.sort != "office" or hints.determiner.startswith("ein"):
        return None
    if hints.office is None and noun.prefix:
        return _same_noun(discourse, mention, hints)
    fitting = [
        chain
        for _, chain in discourse.before(mention.start, types=("person",))
        if _office_fits(discourse, chain, hints) and hints.genders & chain.genders
    ]
    if not fitting:  # a headline or lead may name the office first
        fitting = [
            c
            for c in discourse.chains
            if c.type == "person" and c.named and hints.state and _office_fits(discourse, c, hints)
        ]
        if len(fitting) != 1:
            return None
    if hints.office == "spokesperson" and mention.text.count(" "):
        return None
    return fitting[0]


# Words before an office that say that its holder is not meant
_NOT_NOW = re.compile(
    r"\b(?:ehemalig|früher|damalig|einstig|künftig|designiert|neu|nächst|gewählt|abgesetzt|gestürzt|verstorben|erst)"
)
_KNOWN_OFFICES = frozenset({"head-of-state", "head-of-government", "foreign-minister", "defence-minister"})


def _holder_at_date(discourse: Discourse, mention: Mention, hints: Hints) -> Chain | None:
    """ "der russische Präsident" in an article that never names him: the one holder on the day it appeared."""
    day, code = discourse.published, hints.state
    if day is None or code is None or hints.office not in _KNOWN_OFFICES or not hints.determiner.startswith("d"):
        return None
    if _NOT_NOW.search(mention.text) or mention.text.lower().startswith("ex-"):
        return None
    holders = discourse.knowledge.holders(hints.office, code, day)
    if len(holders) != 1:
        return None
    person = holders[0]
    chain = discourse.new("person", person.name, key=("person", person.id))
    chain.entry, chain.forms, chain.state = person, [person.name, *person.aliases], code
    chain.offices.add(hints.office)
    chain.genders = {"m": frozenset({"MAS"}), "f": frozenset({"FEM"})}.get(person.gender, frozenset({"MAS", "FEM"}))
    chain.numbers = frozenset({"SIN"})
    chain.role = base_form(discourse.text, mention.start, mention.end, hints)
    return chain


def _leads_party(chain: Chain, discourse: Discourse) -> bool:
    """Whether somebody is chief of what is known as a party: "SPD-Chef"."""
    body = (chain.role or "").partition("-")[0]
    return "chef" in chain.bases and any(
        isinstance(ref.entry, Organisation) and ref.entry.kind == "party" for ref in discourse.knowledge.lookup(body)
    )


def _office_fits(discourse: Discourse, chain: Chain, hints: Hints) -> bool:
    offices = set(chain.offices)
    if hints.office == "party-leader" and _leads_party(chain, discourse):
        return True
    if hints.office == "minister" and any(o.endswith("minister") for o in offices):
        return hints.state is None or chain.state in (None, hints.state)
    if (
        hints.office in _HEADS
        and hints.state is None
        and hints.noun is not None
        and hints.noun.base in ("staatschef", "regierungschef")
    ):
        offices |= _HEADS if offices & _HEADS else set()
    if hints.office not in offices:
        return False
    return hints.state is None or chain.state is None or hints.state == chain.state


def _same_noun(discourse: Discourse, mention: Mention, hints: Hints) -> Chain | None:
    """The person whom the article has called by this noun before: "der Journalist", "der Polizeichef"."""
    noun = hints.noun
    if noun is None or hints.determiner.startswith(("ein", "kein", "jed")):
        return None
    for wanted in (noun.lemma.lower(), noun.base):
        for _, chain in discourse.before(mention.start, types=("person",)):
            same_state = hints.state is None or chain.state in (None, hints.state)
            if wanted in chain.bases and hints.genders & chain.genders and same_state:
                return chain
    return None


def _generic(discourse: Discourse, mention: Mention, hints: Hints) -> Chain | None:
    """ "der Politiker", "der 47-Jährige": the person spoken of last, if there is one nearby of that gender."""
    noun = hints.noun
    if not hints.definite or _attributed(mention, hints):
        return None
    again = _same_noun(discourse, mention, hints)
    if again is not None or not hints.determiner.startswith(("d", "jen")):
        return again
    if hints.evidence != "age" and (noun is None or not _may_take_up(noun, hints)):
        return None
    sentence = discourse.sentence(mention.start)
    for other, chain in discourse.before(mention.start, types=("person",)):
        distance = sentence - discourse.sentence(other.start)
        if distance > _REACH:
            return None
        if chain.named and hints.genders & chain.genders and (distance or other.kind == "named"):
            return chain if distance else None  # somebody named in the sentence itself may be meant, or another
    return None


def _may_take_up(noun: ActorNoun, hints: Hints) -> bool:
    words = anaphora()
    return noun.base in words.persons or (noun.sort == "person" and hints.singular and noun.base not in words.others)


def _attributed(mention: Mention, hints: Hints) -> bool:
    """Whether something behind the head says which one is meant ("Sprecher der Polizei")."""
    return hints.head is not None and mention.end > hints.head[1]


def _own_person(discourse: Discourse, mention: Mention, hints: Hints) -> Chain:
    name = base_form(discourse.text, mention.start, mention.end, hints)
    definite = hints.determiner.startswith("d") or (" " in name and hints.state is not None)
    key = ("phrase", name.lower()) if definite and hints.noun is not None and hints.noun.sort == "office" else None
    chain = discourse.new("person" if hints.numbers != {"PLU"} else "group", name, key=key)
    if hints.noun is not None:
        chain.bases.update({hints.noun.base, hints.noun.lemma.lower()})
    chain.genders, chain.numbers = hints.genders - {"NEU"} or hints.genders, frozenset({"SIN"})
    chain.state = chain.state or hints.state
    chain.on_behalf_of = chain.on_behalf_of or _principal(discourse, mention, hints)
    chain.role = chain.role or (name if hints.noun is not None and hints.noun.sort == "office" else None)
    return chain


def _principal(discourse: Discourse, mention: Mention, hints: Hints) -> Chain | None:
    """Whom somebody speaks for: the body inside the phrase ("Sprecher der Polizei"), else the state it names."""
    for other in discourse.mentions:
        if mention.start < other.start and other.end <= mention.end and other.id in discourse.of:
            chain = discourse.of[other.id]
            if chain.type in ("organisation", "state", "person"):
                return chain
    return discourse.state_chain(hints.state) if hints.state else None


def _group(discourse: Discourse, mention: Mention, hints: Hints) -> Chain:
    members = _members(discourse, mention, hints)
    if members:
        chain = discourse.new("group", _joined([m.name for m in members]))
        chain.members = members
    else:
        name = base_form(discourse.text, mention.start, mention.end, hints)
        key = ("group", (hints.noun.lemma.lower() if hints.noun else name), hints.state or "")
        fresh = hints.determiner == "" and hints.count is not None
        again = _same_group(discourse, mention, hints)
        if again is not None:
            return again
        chain = discourse.new("group", name, key=None if fresh or len(mention.text.split()) > 2 else key)
        if hints.state is not None:
            chain.state, chain.on_behalf_of = hints.state, discourse.state_chain(hints.state)
        if hints.noun is not None:
            chain.bases.update({hints.noun.base, hints.noun.lemma.lower()})
    chain.numbers = frozenset({"PLU"})
    return chain


def _same_group(discourse: Discourse, mention: Mention, hints: Hints) -> Chain | None:
    """ "die Fahrgäste" after "103 Fahrgäste": the last group of that noun, where nothing says that others are meant."""
    noun = hints.noun
    if noun is None or not hints.definite or _attributed(mention, hints) or hints.state is not None:
        return None
    if mention.text.split()[0].lower() in ("andere", "anderen", "weitere", "weiteren", "übrigen", "beide", "beiden"):
        return None
    for _, chain in discourse.before(mention.start, types=("group",)):
        if noun.lemma.lower() in chain.bases and not chain.members:
            return chain
    return None


def _members(discourse: Discourse, mention: Mention, hints: Hints) -> list[Chain]:
    """The persons that "beide Außenminister" or "die drei Spitzenpolitiker" sums up; none if their number is off."""
    noun = hints.noun
    if noun is None or noun.sort not in ("office", "person") or (noun.prefix and noun.office is None):
        return []
    text = mention.text.lower()
    if not (hints.determiner.startswith(("d", "beide")) or text.startswith("beide")):
        return []
    following = _apposed(discourse, mention)
    if len(following) > 1 and hints.count in (None, len(following)):
        return following
    if hints.count is None and noun.sort != "office":
        return []
    states = _states_inside(discourse, mention)
    wanted = hints.count or max(2, len(states))
    found: list[Chain] = []
    sentence = discourse.sentence(mention.start)
    for other, chain in discourse.before(mention.start, types=("person",)):
        if discourse.sentence(other.start) == sentence or (states and chain.state not in states):
            continue  # who acts in the same sentence acts with or on the group and is not in it
        fits = (
            hints.office in chain.offices if noun.sort == "office" and hints.office else noun.base in anaphora().persons
        )
        if chain not in found and chain.named and (fits or (hints.office in _HEADS and bool(chain.offices & _HEADS))):
            found.append(chain)
        if len(found) == wanted:
            return sorted(found, key=lambda c: c.mentions[0].start)
    return []


def _states_inside(discourse: Discourse, mention: Mention) -> set[str]:
    """ "die Außenminister von Armenien und Aserbaidschan": the states whose office holders are meant."""
    return {
        discourse.of[m.id].state or ""
        for m in discourse.mentions
        if mention.start < m.start
        and m.end <= mention.end
        and m.id in discourse.of
        and discourse.of[m.id].type == "state"
    }


def _apposed(discourse: Discourse, mention: Mention) -> list[Chain]:
    """ "die beiden Staatschefs Alijew und Paschinjan": names joined behind the phrase."""
    found: list[Chain] = []
    end = mention.end
    for other in discourse.mentions:
        if other.start < end or other.kind != "named" or other.type != "PER":
            continue
        if discourse.text[end : other.start].strip() not in ("", ",", "und", "sowie") or other.start - end > 8:
            break
        found.append(discourse.of[other.id])
        end = other.end
    return found


def _joined(names: list[str]) -> str:
    return ", ".join(names[:-1]) + " und " + names[-1]
