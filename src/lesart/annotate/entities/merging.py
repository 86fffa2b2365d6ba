"""Settles overlaps between what the finders found, and gives a person the office that stands beside the name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from lesart.annotate.entities.base_forms import base_form
from lesart.annotate.entities.hints import ANY_GENDER, ANY_NUMBER, Found, Hints, PartialName
from lesart.annotate.entities.words import Words
from lesart.resources.anaphora import anaphora


def merge(words: Words, named: Iterable[Found], nominal: Iterable[Found], pronouns: Iterable[Found]) -> list[Found]:
    """All mentions in order of the text. Named ones never overlap each other; a nominal one may hold a named one."""
    names = _strongest(named)
    phrases = [p for p in nominal if not _headed_by_name(p, names)]
    phrases = [_whole_names(p, names) for p in phrases]
    names, phrases = _roles(words, names, phrases)
    taken = [(f.start, f.end) for f in (*names, *phrases) if f.end - f.start]
    rest = [p for p in pronouns if not any(start <= p.start < end for start, end in taken)]
    return sorted((*names, *phrases, *rest), key=lambda f: (f.start, -f.end))


def _whole_names(phrase: Found, names: list[Found]) -> Found:
    """A phrase that ends inside a name holds all of it: "Spieler des FC Neustadt"."""
    cut = next((n for n in names if phrase.start < n.start < phrase.end < n.end), None)
    return phrase if cut is None else replace(phrase, end=cut.end)


# Entries of the knowledge base that are believed without the recogniser's word
_CERTAIN = frozenset({"state", "capital", "seat", "person", "demonym"})


def settle_names(
    words: Words, by_rule: list[Found], recognised: list[Found], partial: Sequence[PartialName] = ()
) -> list[Found]:
    """Names of the rules and of the trained recogniser together; without the recogniser the rules alone.

    The recogniser has seen the rules' opinion and knows the sentence, so what it does not confirm at all is dropped,
    but for states, capitals, known persons and the surnames of those whom the article names in full: it reads each
    sentence by itself. Where both see the same stretch the rule's mention is kept, since it carries what the knowledge
    base says; where a person's begins or ends elsewhere, the rule's, unless the recogniser's only adds names to it.
    `partial` are the words that it takes for derived from a name or for beginning with one ("Dortmunder"): no names,
    so they speak against a surname that looks the same.
    """
    if not recognised:
        return by_rule
    recognised = [_called(words, _without_small_end(words, f)) for f in recognised]
    full = [f for f in by_rule if f.type == "PER" and " " in words.text[f.start : f.end]]
    sure = [f for f in full if _confirmed(words, f, recognised, partial, frozenset())]
    surnames = frozenset(words.text[f.start : f.end].rsplit(" ", 1)[-1] for f in sure)
    kept = [f for f in by_rule if _confirmed(words, f, recognised, partial, surnames)]
    recognised = [
        r for r in recognised if not any(_better_cut(words, f, r) for f in kept) and not _runs_on(words, r, kept)
    ]
    spans = {(f.start, f.end) for f in kept}
    return [*kept, *(f for f in recognised if (f.start, f.end) not in spans)]


def _called(words: Words, found: Found) -> Found:
    """A body where a noun that says so stands right before the name: "die Firma Zorbatec", but "die Partei Merkels"."""
    at = words.index_over(found.start)
    name, before = words[at], words.get(at - 1)
    if found.type != "PER" or before is None or before.noun is None or name.end < found.end:
        return found
    if words.text[before.end : name.start] != " " or not before.noun.base.endswith(anaphora().called):
        return found
    if name.given or name.text.endswith("s") or words.knowledge.by_surname(name.text):
        return found
    hints = replace(found.hints, genders=ANY_GENDER, numbers=ANY_NUMBER)
    return replace(found, type="ORG", hints=hints)


def _without_small_end(words: Words, found: Found) -> Found:
    """A person's name without the small word that it is followed by: "Anna Ott von (der Liste)"."""
    if found.type != "PER":
        return found
    first, last = words.index_over(found.start), words.index_over(found.end - 1)
    while last > first and words[last].text[:1].islower() and "-" not in words[last].text:
        last -= 1
    return replace(found, end=words[last].end)


# Ways of finding a person that know where the name begins
_CUT = frozenset({"gazetteer", "given-name", "office", "title"})


def _better_cut(words: Words, rule: Found, recognised: Found) -> bool:
    """Whether the rule knows better where a person's name begins or ends: "Politologin Anna | Ott" is cut wrongly."""
    if recognised.type != "PER" or rule.type != "PER" or rule.hints.evidence not in _CUT:
        return False
    if recognised.end <= rule.start or rule.end <= recognised.start or rule.start == recognised.start:
        return False
    if rule.start < recognised.start or recognised.end < rule.end:
        return True
    before = words.words[words.index_over(recognised.start) : words.index_over(rule.start)]
    return any(word.noun is not None or (word.common and not word.given) for word in before)


def _runs_on(words: Words, recognised: Found, kept: list[Found]) -> bool:
    """Whether what was taken for one place is a state and a place beside it: "hatte Polen Kiel beschossen"."""
    if recognised.type != "LOC":
        return False
    inside = sorted((f for f in kept if recognised.start <= f.start and f.end <= recognised.end), key=lambda f: f.start)
    states = [f for f in inside if any(ref.kind == "state" for ref in f.hints.refs)]
    tiled = len(inside) == 2 and inside[0].start == recognised.start and inside[1].end == recognised.end
    return tiled and bool(states) and words.text[inside[0].end : inside[1].start] == " "


def _confirmed(
    words: Words, found: Found, recognised: list[Found], partial: Sequence[PartialName], surnames: frozenset[str]
) -> bool:
    if found.hints.evidence in ("part", "introduced", "short", "domain", "known-surname", "titled", "paper"):
        return True
    if any(ref.kind in _CERTAIN for ref in found.hints.refs):
        return True
    over = [r for r in recognised if r.start < found.end and found.start < r.end]
    if found.type == "PER":
        if any(r.type == "PER" for r in over):
            return True
        contradicted = bool(over) or any(p.start < found.end and found.start < p.end for p in partial)
        return _known_surname(words, found, surnames, contradicted=contradicted)
    return bool(over) or (found.hints.evidence != "abbreviation" and found.end - found.start > _LONG_NAME)


def _known_surname(words: Words, found: Found, surnames: frozenset[str], *, contradicted: bool) -> bool:
    """Whether a surname is believed without the recogniser's word: it reads each sentence by itself.

    Where it sees nothing, a surname that the article or the knowledge base has with a given name is enough; where it
    sees something else, only that of a person whom the article surely names in full (`surnames`) is.
    """
    text = words.text[found.start : found.end]
    in_article = found.hints.evidence == "surname" and not words[words.index_over(found.start)].common
    if in_article and (text in surnames or text.removesuffix("s") in surnames):
        return True
    if contradicted:
        return False
    known = found.hints.evidence in ("surname", "office", "title") and bool(words.knowledge.by_surname(text))
    return in_article or known


_LONG_NAME = 12  # a long name of the knowledge base is hardly an accident


def _strongest(found: Iterable[Found]) -> list[Found]:
    kept: list[Found] = []
    for candidate in sorted(found, key=lambda f: (-f.rank, f.start - f.end, f.start)):
        if not any(candidate.start < other.end and other.start < candidate.end for other in kept):
            kept.append(candidate)
    return sorted(kept, key=lambda f: f.start)


def _headed_by_name(phrase: Found, names: list[Found]) -> bool:
    head = phrase.hints.head or (phrase.start, phrase.end)
    return any(name.start < head[1] and head[0] < name.end for name in names)


def _roles(words: Words, names: list[Found], phrases: list[Found]) -> tuple[list[Found], list[Found]]:
    """Office phrases that stand in apposition to a name become the person's role and stop being mentions."""
    used: set[int] = set()
    result: list[Found] = []
    previous: Found | None = None
    for name in names:
        if name.type == "PER" and not any(r.kind == "demonym" for r in name.hints.refs):
            number = _apposed(words, name, phrases, previous)
            if number is not None:
                phrase = phrases[number]
                if not phrase.hints.plural:
                    used.add(number)
                    if number and _joined(words, phrases[number - 1], phrase):
                        used.add(number - 1)
                name = _with_role(words, name, phrase)
            previous = name
        result.append(name)
    return result, [p for number, p in enumerate(phrases) if number not in used]


def _joined(words: Words, one: Found, other: Found) -> bool:
    """ "der Vizekanzler und Arbeitsminister Anton Ott": two offices of one person."""
    noun = one.hints.noun
    return (
        words.text[one.end : other.start] == " und "
        and noun is not None
        and noun.sort == "office"
        and not one.hints.plural
    )


def _apposed(words: Words, name: Found, phrases: list[Found], previous: Found | None) -> int | None:
    """Which phrase is the name's office: right before it, before a comma, or between commas behind it."""
    for number, phrase in enumerate(phrases):
        noun = phrase.hints.noun
        if (
            noun is None
            or noun.sort not in ("office", "person")
            or (name.start < phrase.end and phrase.start < name.end)
        ):
            continue
        if phrase.end <= name.start:
            between = words.text[phrase.end : name.start]
            if not between.strip(" ") and between and (noun.sort == "office" or not phrase.hints.plural):
                return number
            if not phrase.hints.plural and _loose_apposition(words, phrase, name):
                return number
            if previous is not None and phrase.end <= previous.start and phrase.hints.plural and noun.sort == "office":
                # "die Außenminister Ararat Mirsojan und Jeyhun Bayramov"
                joint = words.text[phrase.end : previous.start], words.text[previous.end : name.start]
                if joint[0] in (" ", ", ") and joint[1] == " und ":
                    return number
        elif phrase.start - name.end <= 12 and not phrase.hints.plural:
            between = words.text[name.end : phrase.start]
            if between.startswith(", ") and between[2:].strip() in _BEFORE_APPOSITION:
                return number
    return None


_BEFORE_APPOSITION = frozenset(
    {"", "der", "die", "dem", "den", "des", "ein", "eine", "einen", "einem", "einer", "eines"}
)
_LONGEST_APPOSITION = 90


def _loose_apposition(words: Words, phrase: Found, name: Found) -> bool:
    """ "die Sprecherin der Fraktion im Bundestag, Anna Ott", "Direktor der Organisation (ABC), Ali Amin".

    Between the phrase and the comma or dash before the name there is no verb and no other comma.
    """
    between = words.text[phrase.end : name.start]
    if len(between) > _LONGEST_APPOSITION or not between.endswith((", ", " – ", " - ", ": ")) or "\n" in between:
        return False
    inside = between[:-2].rstrip("–- ")
    if any(mark in inside for mark in ',.;:!?„“"'):
        return False
    first, last = words.index_over(phrase.end), words.index_over(name.start)
    lexicon = words.lexicon
    return not any(
        any(a.pos == "VER" and not a.has("PA2") for a in lexicon.analyses(w.text))
        and not any(a.pos in ("ADJ", "PRP", "ART", "PA2", "PRO") for a in lexicon.analyses(w.text))
        for w in words.words[first:last]
        if w.text[:1].islower()
    )


def _one(hints: Hints) -> Hints:
    """Beside one name an office is one, whatever its form allows; so are its genders."""
    genders = (
        hints.genders - {"NEU", "FEM"} if hints.noun is not None and hints.noun.genders == {"MAS"} else hints.genders
    )
    return replace(hints, numbers=frozenset({"SIN"}), genders=genders or hints.genders)


def _with_role(words: Words, name: Found, phrase: Found) -> Found:
    hints = phrase.hints
    genders = name.hints.genders & hints.genders if not hints.plural else name.hints.genders
    return replace(
        name,
        hints=replace(
            name.hints,
            role=base_form(words.text, phrase.start, phrase.end, _one(hints)) if not hints.plural else None,
            role_span=(phrase.start, phrase.end),
            office=hints.office,
            state=hints.state,
            noun=hints.noun,
            genders=genders or name.hints.genders,
        ),
    )
