"""Chains of named mentions: persons by full name and surname, states, bodies and places by the knowledge base.

Runs before everything else, over the whole article, so that a surname in the headline finds the full name in the text.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable

from lesart.annotate.coreference.chains import Chain, Discourse
from lesart.annotate.coreference.metonymy import acts_as_government, government
from lesart.resources.actor_nouns import ActorNoun, actor_nouns
from lesart.resources.gazetteers import Organisation, Person, Place, Ref, State
from lesart.resources.lexicon import german
from lesart.resources.names import compare_names, same_token
from lesart.schema import Mention

_SAME_PERSON = 0.9
_LEADING = frozenset(
    {"head-of-state", "head-of-government", "foreign-minister", "defence-minister", "secretary-general"}
)
_TITLE_FEMININE = re.compile(r"\b(?:Frau|Lady|Königin|Prinzessin|\w+in)\s+$")


def link_named(discourse: Discourse) -> None:
    """Puts every named mention into a chain."""
    named = [m for m in discourse.mentions if m.kind == "named"]
    persons = [m for m in named if m.type == "PER" and not _has(discourse, m, "demonym")]
    for mention in sorted(persons, key=lambda m: (" " not in bare_name(m.text), m.start)):
        _link_person(discourse, mention)
    for mention in named:
        if mention.id not in discourse.of:
            _link_other(discourse, mention)
    _join_slashed(discourse, named)


def bare_name(text: str) -> str:
    """A name on one line, without its genitive apostrophe."""
    return " ".join(text.split()).rstrip("’'")


def _has(discourse: Discourse, mention: Mention, kind: str) -> bool:
    return any(ref.kind == kind for ref in discourse.hints[mention.id].refs)


def _link_person(discourse: Discourse, mention: Mention) -> None:
    chain = _known_chain(discourse, mention)
    if chain is None:
        chain = discourse.new("person", nominative(discourse, mention))
        chain.numbers = frozenset({"SIN"})
        chain.genders = frozenset({"MAS", "FEM"})
    discourse.add(chain, mention)
    before = discourse.text[max(0, mention.start - 6) : mention.start]
    if before.endswith("Frau "):
        chain.genders = frozenset({"FEM"})
    elif before.endswith(("Herr ", "Herrn ")):
        chain.genders = frozenset({"MAS"})
    if chain.entry is None:
        _link_holder(discourse, chain, mention)


def nominative(discourse: Discourse, mention: Mention) -> str:
    """The name without a genitive -s, where the article also has it without, or a full name has it so."""
    name = bare_name(mention.text)
    if not name.endswith("s") or len(name) < 4:
        return name
    shorter = name[:-1]
    if any(bare_name(m.text) == shorter or bare_name(m.text).endswith(" " + shorter) for m in discourse.mentions):
        return shorter
    refs = discourse.knowledge.lookup(name)
    if not refs and discourse.knowledge.lookup(shorter):
        return shorter
    return name


def _known_chain(discourse: Discourse, mention: Mention) -> Chain | None:
    name = nominative(discourse, mention)
    chains = [c for c in discourse.chains if c.type == "person"]
    if " " in name:
        scored = [(max(compare_names(name, known).score for known in names_of(c)), c) for c in chains]
        best = max(scored, key=lambda pair: pair[0], default=None)
        if best is not None and (
            best[0] >= _SAME_PERSON or (best[0] >= 0.8 and _surname(name) == _surname(best[1].name))
        ):
            return best[1]
        return _with_given_name(name, chains) if name.split()[0].lower() in _PARTICLES else None
    fitting = [c for c in chains if _surname_fits(name, c) and _gender_fits(discourse, mention, c)]
    by_surname = [c for c in fitting if _surname(c.name).removesuffix("s") == name.removesuffix("s")] or fitting
    # a bare surname means the person whom the article is about, not the relative named in passing
    return max(
        by_surname, key=lambda c: (bool(c.offices or c.role), len(c.mentions), _recency(c, mention)), default=None
    )


_PARTICLES = frozenset(
    {"de", "del", "della", "di", "da", "dos", "du", "la", "le", "el", "al", "bin", "ben", "ibn", "von", "van", "zu"}
    | {"der", "ter", "ten", "af", "mac", "st.", "ould", "abu"}
)


def _with_given_name(name: str, chains: list[Chain]) -> Chain | None:
    """The person whose full name ends with a surname of several words: "de Villepin", "van der Bellen"."""
    for chain in reversed(chains):
        if any(full.lower().endswith(" " + name.lower()) for full in names_of(chain)):
            return chain
    return None


def _recency(chain: Chain, mention: Mention) -> int:
    last = chain.last_before(mention.start)
    return last.start if last is not None else -1


def names_of(chain: Chain) -> set[str]:
    """The full names that the chain has so far."""
    return {chain.name, *(bare_name(m.text) for m in chain.mentions if " " in bare_name(m.text))}


def _surname(name: str) -> str:
    return name.rsplit(" ", 1)[-1]


def _surname_fits(name: str, chain: Chain) -> bool:
    parts = chain.name.split()
    wanted = {name, name.removesuffix("s")}
    return any(part in wanted for part in parts) or any(same_token(w, parts[-1]) for w in wanted if len(w) > 4)


def _gender_fits(discourse: Discourse, mention: Mention, chain: Chain) -> bool:
    before = discourse.text[max(0, mention.start - 30) : mention.start]
    if before.endswith("Frau "):
        return "FEM" in chain.genders
    if before.endswith(("Herr ", "Herrn ")):
        return "MAS" in chain.genders
    genders = discourse.hints[mention.id].genders
    return bool(genders & chain.genders)


def _link_holder(discourse: Discourse, chain: Chain, mention: Mention) -> None:
    """The office holder of the knowledge base: by full name, or by surname with the office or if only one is meant."""
    hints = discourse.hints[mention.id]
    persons = [r.entry for r in hints.refs if isinstance(r.entry, Person)]
    name = chain.name
    if not persons and " " in name:
        persons = [
            p
            for p in discourse.knowledge.by_surname(_surname(name))
            if compare_names(p.name, name).score >= _SAME_PERSON
        ]
        if not persons:
            persons = _by_variant(discourse, name, hints.office, hints.state)
    elif not persons:
        persons = _by_surname(discourse, name, hints.office, hints.state)
    if len({p.id for p in persons}) == 1:
        _take(discourse, chain, persons[0])


def _by_variant(discourse: Discourse, name: str, office: str | None, state: str | None) -> list[Person]:
    """Holders of the office that the article names whose name is a variant of this one."""
    if state is None:
        return []
    return [
        p
        for p in discourse.knowledge.persons
        if any(h.state == state and (office is None or h.office == office) for h in p.holdings)
        and max(compare_names(name, n).score for n in (p.name, *p.aliases)) >= _SAME_PERSON
    ]


def _by_surname(discourse: Discourse, surname: str, office: str | None, state: str | None) -> list[Person]:
    persons = list(discourse.knowledge.by_surname(surname))
    if state is not None or office is not None:
        with_office = [
            p
            for p in persons
            if any((office is None or h.office == office) and (state is None or h.state == state) for h in p.holdings)
        ]
        if with_office:
            return _at_date(discourse, with_office)
        return []
    leading = [p for p in persons if any(h.office in _LEADING for h in p.holdings)]
    return _at_date(discourse, leading) if discourse.published else leading


def _at_date(discourse: Discourse, persons: list[Person]) -> list[Person]:
    day = discourse.published
    if day is None or (len(persons) < 2 and persons):
        return persons
    return [p for p in persons if any(h.covers(day) for h in p.holdings)] or persons


def _take(discourse: Discourse, chain: Chain, person: Person) -> None:
    """Links a chain; the offices held when the article appeared are known even if it does not name them."""
    chain.entry = person
    chain.name = person.name
    chain.forms = [person.name, *person.aliases]
    if person.gender in ("m", "f"):
        chain.genders = frozenset({"MAS"} if person.gender == "m" else {"FEM"})
    day = discourse.published
    current = [h for h in person.holdings if h.covers(day)] if day is not None else list(person.holdings[-1:])
    if current and chain.state in (None, current[-1].state):
        chain.state = current[-1].state
        chain.offices |= {h.office for h in current}


def _introduced(discourse: Discourse, mention: Mention) -> Chain | None:
    """The chain of the long name that this short one was introduced with in brackets."""
    for start, end in discourse.hints[mention.id].attributes:
        long = next((m for m in discourse.mentions if m.start == start and m.end == end and m.id in discourse.of), None)
        if long is not None:
            chain = discourse.of[long.id]
            discourse.keys.setdefault(("name", mention.text), chain)
            return chain
    return None


def _link_other(discourse: Discourse, mention: Mention) -> None:
    if discourse.hints[mention.id].evidence == "short" and (long := _introduced(discourse, mention)) is not None:
        discourse.add(long, mention)
        return
    refs = discourse.hints[mention.id].refs
    kinds = {ref.kind: ref for ref in reversed(refs)}
    if "seat" in kinds:
        chain = government(discourse, _code(kinds["seat"]))
    elif "state" in kinds:
        chain = discourse.state_chain(_code(kinds["state"]))
    elif "capital" in kinds and acts_as_government(discourse, mention):
        chain = government(discourse, _code(kinds["capital"]))
    elif "organisation" in kinds:
        chain = named_organisation(discourse, kinds["organisation"])
    elif "place" in kinds or "capital" in kinds:
        chain = _place(discourse, mention, refs)
    elif "demonym" in kinds:
        chain = _people(discourse, mention, kinds["demonym"])
    else:
        chain = _unknown(discourse, mention)
    if chain is not None:
        discourse.add(chain, mention)


def _code(ref: Ref) -> str:
    assert isinstance(ref.entry, State)
    return ref.entry.code


def named_organisation(discourse: Discourse, ref: Ref) -> Chain:
    """The chain of an organisation of the knowledge base; a government's is its state's."""
    entry = ref.entry
    assert isinstance(entry, Organisation)
    if entry.kind == "government" and entry.state and (body := government(discourse, entry.state)) is not None:
        return body
    chain = discourse.new("organisation", entry.name, key=("organisation", entry.name))
    chain.entry, chain.state, chain.forms = entry, entry.state, [entry.name, *entry.aliases]
    chain.bases.update({"organisation", entry.kind})
    if entry.kind in ("ministry", "military", "parliament", "agency", "authority") and entry.state:
        chain.on_behalf_of = discourse.state_chain(entry.state)
    return chain


def _place(discourse: Discourse, mention: Mention, refs: Iterable[Ref]) -> Chain:
    places = [r.entry for r in refs if isinstance(r.entry, Place)]
    capital = next((r.entry for r in refs if r.kind == "capital" and isinstance(r.entry, State)), None)
    if capital is not None:
        name = capital.capitals[0]
        chain = discourse.new("place", name, key=("place", name, capital.code))
        chain.forms = list(capital.capitals)
        chain.state = capital.code
        chain.bases.add("hauptstadt")
        place = next((p for p in places if p.state == capital.code), None)
        chain.entry = chain.entry or place
    else:
        best = max(places, key=lambda p: p.population)
        chain = discourse.new("place", best.name, key=("place", best.name, best.state))
        chain.entry, chain.state = best, best.state or None
        chain.forms = [best.name, *best.aliases]
        chain.bases.add(best.kind)
    chain.bases.add("ort")
    chain.genders, chain.numbers = frozenset({"NEU"}), frozenset({"SIN"})
    return chain


def _people(discourse: Discourse, mention: Mention, ref: Ref) -> Chain:
    """ "die Armenier" are one group; "ein Armenier" is somebody new."""
    hints = discourse.hints[mention.id]
    code = _code(ref)
    if hints.singular or ("SIN" in hints.numbers and hints.determiner in ("der", "des", "dem", "den", "")):
        known = _compatriot(discourse, mention, code)
        if known is not None:
            return known
        chain = discourse.new("person", mention.text)
        chain.numbers = frozenset({"SIN"})
        chain.genders = hints.genders
    else:
        plural = (
            mention.text if mention.text.endswith("innen") else next(iter(discourse.knowledge.states[code].demonyms))
        )
        plural = plural + "n" if plural.endswith("e") else plural + "s" if plural.endswith("i") else plural
        chain = discourse.new("group", plural, key=("people", plural))
        chain.numbers = frozenset({"PLU"})
    chain.state = code
    chain.on_behalf_of = discourse.state_chain(code)
    return chain


_REACH = 2


def _compatriot(discourse: Discourse, mention: Mention, code: str) -> Chain | None:
    """ "Der Franzose" after "Frankreichs Außenminister X": the last person spoken of, if of that state."""
    hints = discourse.hints[mention.id]
    if not hints.determiner.startswith("d"):
        return None
    here = discourse.sentence(mention.start)
    for other, chain in discourse.before(mention.start, types=("person",)):
        if here - discourse.sentence(other.start) > _REACH:
            return None
        if chain.named and hints.genders & chain.genders:
            return chain if chain.state == code and discourse.sentence(other.start) != here else None
    return None


_TYPES = {"ORG": "organisation", "LOC": "place", "PER": "person", "OTH": "other"}


def _unknown(discourse: Discourse, mention: Mention) -> Chain:
    name = nominative(discourse, mention)
    known = _same_words(discourse, mention, name)
    if known is not None:
        return known
    for chain in discourse.chains:
        if (
            chain.key is not None
            and chain.key[0] == "name"
            and (chain.name == name or chain.name == name.removesuffix("s"))
        ):
            return chain
    type_ = _TYPES[mention.type]
    chain = discourse.new(type_, name, key=("name", name))  # type: ignore[arg-type]
    if type_ == "organisation":
        nouns = _nouns_in(name)
        chain.bases |= {base for noun in nouns for base in (noun.base, noun.lemma.lower())}
        chain.genders = (nouns[0].genders if nouns else chain.genders) or chain.genders
    chain.genders, chain.numbers = (
        (frozenset({"NEU"}), frozenset({"SIN"})) if type_ == "place" else (chain.genders, chain.numbers)
    )
    return chain


def _same_words(discourse: Discourse, mention: Mention, name: str) -> Chain | None:
    """A chain that a mention in these words has, whatever their case endings and the company's legal form.

    Two views of the recogniser on one name are not two parties; "des Landesgerichts Neustadt" is the "Landesgericht".
    """
    wanted = _without_endings(name)
    for other in discourse.mentions:
        if other.id not in discourse.of or other.kind != "named":
            continue
        chain = discourse.of[other.id]
        if chain.type == "person" and " " not in name:
            continue
        known = _without_endings(bare_name(other.text))
        if known == wanted or (chain.type == "organisation" and _shortened(wanted, known, name)):
            return chain
        if chain.type in ("organisation", "group", "other") and _introduces(name, bare_name(other.text)):
            return chain
    return None


def _introduces(one: str, other: str) -> bool:
    """Whether one name is the other with the noun before it that says what it is: "Guerilla ELN" and "ELN"."""
    long, short = sorted((one, other), key=len, reverse=True)
    noun, _, rest = long.partition(" ")
    said = actor_nouns().lookup(noun)
    return rest == short and said is not None and said.sort in ("organisation", "group")


_LEGAL_FORMS = frozenset(
    {
        "ag",
        "gmbh",
        "inc",
        "inc.",
        "co",
        "co.",
        "corp",
        "corp.",
        "ltd",
        "ltd.",
        "se",
        "kg",
        "kgaa",
        "plc",
        "llc",
        "hf",
        "s.a.",
    }
)


def _without_endings(name: str) -> tuple[str, ...]:
    """The words of a name without endings of case and without a legal form behind them."""
    words = [w.lower() for w in name.split()]
    while len(words) > 1 and words[-1] in _LEGAL_FORMS:
        words.pop()
    return tuple(_CASE_ENDING.sub("", w) if len(w) > _SHORT else w for w in words)


_CASE_ENDING = re.compile(r"(?:e[nrms]?|s|n)$")
_SHORT = 4


def _shortened(one: tuple[str, ...], other: tuple[str, ...], name: str) -> bool:
    """Whether one is the other's first word, a word that means nothing else: "Solvex" for "Solvex Nord"."""
    short, long = sorted((one, other), key=len)
    return (
        len(short) == 1 < len(long)
        and long[0] == short[0]
        and len(short[0]) > _SHORT
        and not german().analyses(name.split()[0])
    )


def _nouns_in(name: str) -> list[ActorNoun]:
    """What a body's name says that it is: "Oberlandesgericht Neustadt", "Gewerkschaft der Gärtner"."""
    nouns = (actor_nouns().lookup(word) for word in name.split())
    return [noun for noun in nouns if noun is not None and noun.sort == "organisation"]


def _join_slashed(discourse: Discourse, named: list[Mention]) -> None:
    """ "Aghdara/Martakert": two names of one place, both kept."""
    for one, two in itertools.pairwise(named):
        if one.type == two.type == "LOC" and re.fullmatch(r"\s?/\s?", discourse.text[one.end : two.start]):
            keep, drop = discourse.of[one.id], discourse.of[two.id]
            if keep is not drop and "state" not in (keep.type, drop.type) and not _two_places(discourse, one, two):
                merge(discourse, keep, drop)


_FAR = 0.5
"""Degrees of latitude or longitude from which two known places are two; sources give one village 0.1 apart."""


def _two_places(discourse: Discourse, one: Mention, two: Mention) -> bool:
    """Whether the knowledge base knows both only as different places: "Baku/Eriwan" in a dateline are two cities."""
    if discourse.of[one.id].state != discourse.of[two.id].state and (
        _is_capital(discourse, one) or _is_capital(discourse, two)
    ):
        return True
    first, second = _known_places(discourse, one), _known_places(discourse, two)
    return bool(first and second) and not any(_near(a, b) for a in first for b in second)


def _is_capital(discourse: Discourse, mention: Mention) -> bool:
    return any(ref.kind == "capital" for ref in discourse.hints[mention.id].refs)


def _known_places(discourse: Discourse, mention: Mention) -> list[Place]:
    """Every place that a name may stand for."""
    return [ref.entry for ref in discourse.hints[mention.id].refs if isinstance(ref.entry, Place)]


def _near(one: Place, other: Place) -> bool:
    """Whether two entries may be one place: the same one, or too near to be two; unknown whereabouts are near."""
    if one is other:
        return True
    if one.latitude is None or other.latitude is None or one.longitude is None or other.longitude is None:
        return True
    return abs(one.latitude - other.latitude) <= _FAR and abs(one.longitude - other.longitude) <= _FAR


def merge(discourse: Discourse, keep: Chain, drop: Chain) -> None:
    """Makes one chain of two; the first keeps its name."""
    for mention in drop.mentions:
        discourse.of[mention.id] = keep
    keep.mentions = sorted([*keep.mentions, *drop.mentions], key=lambda m: m.start)
    keep.forms += [drop.name, *drop.forms]
    keep.entry = keep.entry or drop.entry
    for key, chain in list(discourse.keys.items()):
        if chain is drop:
            discourse.keys[key] = keep
    for chain in discourse.chains:
        if chain.on_behalf_of is drop:
            chain.on_behalf_of = keep
    discourse.chains.remove(drop)
