"""Nominal mentions of actors and places: "die armenische Führung", "vier armenische Soldaten", "Sprecher der Polizei".

A phrase is an actor noun with the adjectives and numbers before it and the genitive or von-phrase behind it; the
article is not part of the mention but tells number, gender and definiteness.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lesart.annotate.entities.hints import ANY_GENDER, ANY_NUMBER, Found, Hints
from lesart.annotate.entities.words import Word, Words
from lesart.resources.actor_nouns import ActorNoun

_DETERMINERS: dict[str, frozenset[tuple[str, str]]] = {
    "der": frozenset({("SIN", "MAS"), ("SIN", "FEM"), ("PLU", "*")}),
    "die": frozenset({("SIN", "FEM"), ("PLU", "*")}),
    "das": frozenset({("SIN", "NEU")}),
    "dem": frozenset({("SIN", "MAS"), ("SIN", "NEU")}),
    "den": frozenset({("SIN", "MAS"), ("PLU", "*")}),
    "des": frozenset({("SIN", "MAS"), ("SIN", "NEU")}),
    "ein": frozenset({("SIN", "MAS"), ("SIN", "NEU")}),
    "eine": frozenset({("SIN", "FEM")}),
    "einen": frozenset({("SIN", "MAS")}),
    "einem": frozenset({("SIN", "MAS"), ("SIN", "NEU")}),
    "einer": frozenset({("SIN", "FEM")}),
    "eines": frozenset({("SIN", "MAS"), ("SIN", "NEU")}),
    "im": frozenset({("SIN", "MAS"), ("SIN", "NEU")}),
    "am": frozenset({("SIN", "MAS"), ("SIN", "NEU")}),
    "vom": frozenset({("SIN", "MAS"), ("SIN", "NEU")}),
    "zum": frozenset({("SIN", "MAS"), ("SIN", "NEU")}),
    "beim": frozenset({("SIN", "MAS"), ("SIN", "NEU")}),
    "ins": frozenset({("SIN", "NEU")}),
    "zur": frozenset({("SIN", "FEM")}),
}
_STEMS = ("dies", "jen", "sein", "ihr", "unser", "euer", "mein", "dein", "kein", "welch", "jed")
_STEM_ENDINGS = {
    "": {("SIN", "MAS"), ("SIN", "NEU")},
    "e": {("SIN", "FEM"), ("PLU", "*")},
    "er": {("SIN", "MAS"), ("SIN", "FEM"), ("PLU", "*")},
    "es": {("SIN", "MAS"), ("SIN", "NEU")},
    "en": {("SIN", "MAS"), ("PLU", "*")},
    "em": {("SIN", "MAS"), ("SIN", "NEU")},
}
_QUANTIFIERS = frozenset(
    [
        "mehrere",
        "mehreren",
        "mehrerer",
        "viele",
        "vielen",
        "vieler",
        "einige",
        "einigen",
        "einiger",
        "beide",
        "beiden",
        "beider",
        "alle",
        "allen",
        "aller",
        "zahlreiche",
        "zahlreichen",
        "zahlreicher",
        "etliche",
        "wenige",
        "wenigen",
        "manche",
        "tausende",
        "hunderte",
        "dutzende",
        "Tausende",
        "Hunderte",
        "Dutzende",
        "weitere",
        "weiteren",
        "weiterer",
    ]
)
_INDEFINITE = frozenset({"mehrere", "viele", "einige", "zahlreiche", "etliche", "wenige", "manche", "alle"})
"""Before these no adjective stands: what looks like one is the verb ("überraschte viele Menschen")."""
_NUMBERS = {
    w: n
    for n, w in enumerate(
        ["null", "ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf"]
    )
} | {
    "beide": 2,
    "beiden": 2,
    "beider": 2,
    "zweier": 2,
    "dreier": 3,
    "dutzend": 12,
    "zwanzig": 20,
    "dreißig": 30,
    "hundert": 100,
}
_YEAR = re.compile(r"(?:19|20)\d\d")
_YEARS_OLD = re.compile(r"\d{1,3}-[Jj]ährig(?:e|er|en|em|es)")
# "nach Angaben der Polizei": the body behind them speaks, and is a mention of its own
_VOICES = frozenset({"angabe", "angaben", "information", "informationen", "schätzung"})
_GENITIVE_ARTICLES = frozenset(
    {"der", "des", "dieser", "dieses", "seiner", "seines", "ihrer", "ihres", "einer", "eines", "beider"}
)


def find_noun_phrases(words: Words) -> Iterator[Found]:
    """Every noun phrase whose head is an actor noun or an age used as a noun ("der 47-Jährige")."""
    for word in words.words:
        if _YEARS_OLD.fullmatch(word.text) and not _noun_follows(words, word.index):
            yield _aged(words, word)
        elif word.noun is not None and _is_head(words, word):
            phrase = _phrase(words, word, word.noun)
            if not (word.noun.base in _VOICES and phrase.hints.attributes and phrase.end > word.end):
                yield phrase


def _is_head(words: Words, word: Word) -> bool:
    if word.hit is not None and not word.hit.joined and any(r.kind != "adjective" for r in word.hit.refs):
        return False
    if word.text.endswith("er") and _noun_follows(words, word.index) and _inhabitant(words, word):
        return False  # "Neustädter Rathaus"
    if word.text in words.nouns.titles:
        return words.text_at(word.index - 1).lower() in _DETERMINERS and not _noun_follows(words, word.index)
    return True


def _noun_follows(words: Words, index: int) -> bool:
    following = words.get(index + 1)
    return following is not None and following.capital and words.text[words[index].end : following.start] == " "


def _inhabitant(words: Words, word: Word) -> bool:
    """Whether a word in -er is made from the name of a place."""
    return any(ref.kind in ("place", "capital", "state") for ref in words.knowledge.lookup(word.text[:-2]))


def _aged(words: Words, word: Word) -> Found:
    determiner, agreement = determiner_before(words, word.index)
    numbers, genders = _agree(agreement, ANY_NUMBER, frozenset({"MAS", "FEM"}))
    hints = Hints(numbers=numbers, genders=genders, determiner=determiner, head=(word.start, word.end), evidence="age")
    return Found(word.start, word.end, "PER", "nominal", 30, hints)


def _phrase(words: Words, head: Word, noun: ActorNoun) -> Found:
    begin = _first_half(words, head.index) if _mention_type(noun, ANY_NUMBER) == "ORG" else head.index
    first, count, attributes = left_edge(words, begin)
    determiner, agreement = determiner_before(words, first)
    numbers, genders = _agree(agreement, noun.numbers or ANY_NUMBER, noun.genders or ANY_GENDER)
    if not noun.cases and noun.lemma.endswith("er"):
        numbers, genders = _adjectival_agreement(determiner, head.text, numbers, genders)
    if not attributes or count is None:
        numbers, genders = _ending_agreement(words, first, head, determiner, numbers, genders)
    if count is not None and count > 1:
        numbers = frozenset({"PLU"})
    last, inner = right_edge(words, head.index)
    hints = Hints(
        noun=noun,
        genders=genders,
        numbers=numbers,
        state=_state(words, first, head, noun, last),
        office=noun.office if not noun.prefix or _state_prefix(words, head) else None,
        head=(head.start, head.end),
        determiner=determiner,
        count=count,
        attributes=(*attributes, *inner),
    )
    return Found(words[first].start, words[last].end, _mention_type(noun, numbers), "nominal", 30, hints)


def _first_half(words: Words, index: int) -> int:
    """The first word of a body's name in two halves ("Verteidigungs- und Sicherheitsrat"), or the body itself."""
    half = words.get(index - 2)
    joined = words.text_at(index - 1) in ("und", "oder") and half is not None
    return index - 2 if joined and half is not None and half.capital and half.text.endswith("-") else index


def _ending_agreement(
    words: Words, first: int, head: Word, determiner: str, numbers: frozenset[str], genders: frozenset[str]
) -> tuple[frozenset[str], frozenset[str]]:
    """What article and adjective say together: "der georgische X" is one, "die georgischen X" are many.

    "der Minister" without an adjective is one unless a noun stands before it, whose genitive it may be.
    """
    adjective = words.text_at(first) if first < head.index else ""
    if determiner == "der" and "SIN" in numbers and "MAS" in genders:
        before = words.get(first - 2)
        behind_noun = before is not None and before.capital and not before.first
        if adjective.endswith("e") or (not adjective and not behind_noun):
            return frozenset({"SIN"}), frozenset({"MAS"})
    if determiner == "die" and adjective.endswith("en") and "PLU" in numbers:
        return frozenset({"PLU"}), genders
    return numbers, genders


def _adjectival_agreement(
    determiner: str, text: str, numbers: frozenset[str], genders: frozenset[str]
) -> tuple[frozenset[str], frozenset[str]]:
    """Adjectival nouns tell by their ending: "der Vorsitzende" is one man, "die Vorsitzende" one woman."""
    strong = determiner.startswith("d") and determiner not in ("den", "dem", "des", "dieser")
    if text.endswith("e") and determiner in ("der", "dieser", "jener"):
        return frozenset({"SIN"}), frozenset({"MAS"})
    if text.endswith("e") and (determiner in ("die", "diese", "jene") or determiner.endswith("e")):
        return frozenset({"SIN"}), frozenset({"FEM"})
    if text.endswith("en") and determiner in ("die", "diese", "jene"):
        return frozenset({"PLU"}), frozenset({"MAS", "FEM"})
    if text.endswith("er") and (determiner in ("ein", "sein", "ihr") or not determiner):
        return (frozenset({"SIN"}) if determiner else numbers), frozenset({"MAS"})
    return numbers, genders & frozenset({"MAS", "FEM"}) if strong else genders


def _mention_type(noun: ActorNoun, numbers: frozenset[str]) -> str:
    if noun.sort == "source":
        return "OTH"
    if noun.sort == "place":
        return "LOC"
    return "ORG" if noun.sort == "organisation" or noun.base.endswith(("truppen", "streitkräfte", "kräfte")) else "PER"


def left_edge(words: Words, head: int) -> tuple[int, int | None, list[tuple[int, int]]]:
    """The first word of the phrase, the number that it names, and where its adjectives are."""
    first, count, indefinite = head, None, False
    attributes: list[tuple[int, int]] = []
    while (word := words.get(first - 1)) is not None and words.text[word.end : words[first].start].strip() == "":
        low = word.text.lower()
        if word.numeral:
            number = int(re.sub(r"\D", "", word.text))
            count = None if _YEAR.fullmatch(word.text) else number
        elif low in _NUMBERS and low != "ein":
            count = _NUMBERS[low]
        elif not (low in _QUANTIFIERS or (not indefinite and _adjective(words, word))):
            break
        else:
            attributes.append((word.start, word.end))
        indefinite = indefinite or low in _INDEFINITE
        first -= 1
    return first, count, attributes


def _adjective(words: Words, word: Word) -> bool:
    if word.hit is not None and any(r.kind == "adjective" for r in word.hit.refs):
        return True
    if word.text[-1:] not in "enrsm" or determines(word.text) or len(word.text) < 4:
        return bool(_YEARS_OLD.fullmatch(word.text))
    last = word.text.rsplit("-", 1)[-1]
    if word.capital and "-" not in word.text and not word.first:
        return False
    return any(a.pos in ("ADJ", "PA1", "PA2") for a in words.lexicon.at_sentence_start(last))


def determines(text: str) -> bool:
    """Whether the word is an article, a demonstrative or a possessive."""
    low = text.lower()
    return low in _DETERMINERS or any(low.startswith(s) and low[len(s) :] in _STEM_ENDINGS for s in _STEMS)


def determiner_before(words: Words, first: int) -> tuple[str, frozenset[tuple[str, str]]]:
    """The determiner before a phrase and the numbers and genders it allows; nothing where there is none."""
    low = words.text_at(first - 1).lower()
    if low in _DETERMINERS:
        return low, _DETERMINERS[low]
    for stem in _STEMS:
        if low.startswith(stem) and low[len(stem) :] in _STEM_ENDINGS:
            return low, frozenset(_STEM_ENDINGS[low[len(stem) :]])
    return "", frozenset()


def _agree(
    agreement: frozenset[tuple[str, str]], numbers: frozenset[str], genders: frozenset[str]
) -> tuple[frozenset[str], frozenset[str]]:
    """What is left of a noun's numbers and genders beside this determiner; unchanged where the two contradict."""
    if not agreement:
        return numbers, genders
    pairs = {(n, g) for n in numbers for g in genders if (n, g) in agreement or (n, "*") in agreement}
    if not pairs:
        return numbers, genders
    return frozenset(n for n, _ in pairs), frozenset(g for _, g in pairs)


def right_edge(words: Words, head: int) -> tuple[int, list[tuple[int, int]]]:
    """The last word of a genitive, "von" or "in" phrase behind the head, with the offsets of its inner noun."""
    following = words.get(head + 1)
    if following is None or not _touching(words, head + 1):
        return head, []
    if _place_hit(following) and (following.text.endswith("s") or _genitive_name(following)):
        return _hit_end(words, following), [(following.start, following.end)]
    if following.text.lower() in _GENITIVE_ARTICLES:
        return _inner_phrase(words, head, head + 2)
    if following.text in ("von", "vom", "in", "im", "für"):
        inner = words.get(head + 2)
        if inner is not None and _place_hit(inner) and following.text in ("von", "in", "im"):
            return _coordinated(words, _hit_end(words, inner)), [(inner.start, inner.end)]
        if inner is not None and following.text == "für" and inner.capital and not inner.numeral:
            return _for_phrase(words, head)
        if following.text == "vom" or (
            inner is not None and inner.text.lower() in ("der", "dem", "den") and following.text == "von"
        ):
            return _inner_phrase(words, head, head + 2 + (following.text == "von"))
    return head, []


def _inner_phrase(words: Words, head: int, at: int) -> tuple[int, list[tuple[int, int]]]:
    """The noun phrase behind an article: "(der) Technischen Universität", "(des) britischen Umweltministeriums"."""
    index = at
    while (word := words.get(index)) is not None and index < at + 5 and _touching(words, index):
        if _named_hit(word):
            return _hit_end(words, word), [(word.start, word.end)]
        if word.capital and not _front_of_name(words, index):
            last, inner = right_edge(words, index) if index < head + 5 else (index, [])
            return max(last, index), [(word.start, word.end), *inner]
        if not (word.capital or _adjective(words, word) or word.numeral):
            break
        index += 1
    return head, []


def _front_of_name(words: Words, index: int) -> bool:
    """Whether a capitalised word is the adjective of a name ("Technischen Universität") and no noun itself."""
    word, following = words[index], words.get(index + 1)
    if following is None or not following.capital or not _touching(words, index + 1) or following.given is not None:
        return False
    return word.noun is None and not any(a.pos == "SUB" for a in words.lexicon.analyses(word.text))


def _named_hit(word: Word) -> bool:
    kinds = ("state", "capital", "place", "seat", "organisation")
    return word.hit is not None and not word.hit.joined and any(r.kind in kinds for r in word.hit.refs)


def _for_phrase(words: Words, head: int) -> tuple[int, list[tuple[int, int]]]:
    """ "Ministerium für Wirtschaft und Energie": capitalised nouns joined by "und"."""
    last = head + 2
    while words.text_at(last + 1) in ("und", "&") and (word := words.get(last + 2)) is not None and word.capital:
        last += 2
    return last, []


def _coordinated(words: Words, last: int) -> int:
    """ "Außenminister von Armenien und Aserbaidschan": the second place belongs to the phrase too."""
    following = words.get(last + 2)
    if words.text_at(last + 1) == "und" and following is not None and _place_hit(following):
        return _hit_end(words, following)
    return last


def _touching(words: Words, index: int) -> bool:
    gap = words.text[words[index - 1].end : words[index].start]
    return bool(gap) and not gap.strip() and "\n" not in gap


def _place_hit(word: Word) -> bool:
    return (
        word.hit is not None
        and not word.hit.joined
        and any(r.kind in ("state", "capital", "place") for r in word.hit.refs)
    )


def _genitive_name(word: Word) -> bool:
    return word.text.endswith(("’", "'"))


def _hit_end(words: Words, word: Word) -> int:
    return words.index_over(word.hit.end - 1) if word.hit is not None else word.index


def _state_prefix(words: Words, head: Word) -> bool:
    return head.text.startswith(("US-", "EU-", "UN-", "Bundes", "De-facto-", "NATO-", "Nato-", "OSZE-"))


def _state(words: Words, first: int, head: Word, noun: ActorNoun, last: int) -> str | None:
    """The state that the phrase names by adjective, prefix, genitive or seat; two states are none."""
    codes: list[str] = []
    for index in [*range(first, head.index + 1), *range(head.index + 1, last + 1)]:
        hit = words[index].hit
        for ref in hit.refs if hit is not None else ():
            code = getattr(ref.entry, "code", None)
            if ref.kind in ("adjective", "state", "capital") and isinstance(code, str) and code not in codes:
                codes.append(code)
                break
    if not codes and head.text.startswith("Bundes") and noun.prefix in ("", "Bundes"):
        return "DE"
    if not codes and head.text.startswith("Kreml"):
        return "RU"
    return codes[0] if len(codes) == 1 else None
