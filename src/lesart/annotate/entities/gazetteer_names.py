"""Names that the knowledge base holds: states, capitals, seats of government, organisations, places, demonyms.

Adjectives ("armenisch") are no mentions; they reach the noun phrase they stand in as its state.
"""

from __future__ import annotations

from collections.abc import Iterator

from lesart.annotate.entities.hints import ANY_GENDER, ANY_NUMBER, Found, Hints
from lesart.annotate.entities.words import Words
from lesart.resources.gazetteers import Hit, Place, Ref

_TYPES = {"state": "LOC", "capital": "LOC", "seat": "ORG", "organisation": "ORG", "place": "LOC", "demonym": "PER"}
_LOCATIVE = frozenset(
    {"in", "im", "aus", "nach", "bei", "nahe", "um", "vor", "von", "zwischen", "ins", "und", "Stadt", "Ort", "Dorf"}
)
_FAMOUS = 100_000  # from this population on a place name is believed without a preposition


def find_gazetteer_names(words: Words) -> Iterator[Found]:
    """Every name of the knowledge base that stands by itself (not inside a longer hyphenated word)."""
    for hit in words.hits:
        if hit.joined or words.index_at(hit.start) is None:
            if part := _part(words, hit):
                yield part
            continue
        refs = tuple(r for r in hit.refs if r.kind in _TYPES)
        if not refs or (not words.text[hit.start : hit.end][:1].isupper() and refs[0].kind != "organisation"):
            continue
        believed = tuple(r for r in refs if _believed(words, hit, r))
        if believed:
            yield _made(words, hit, believed)


def _part(words: Words, hit: Hit) -> Found | None:
    """The name that a compound begins with ("NATO-Angriffe", "EU-Gipfel"), unless the compound is an actor itself."""
    index = words.index_at(hit.start)
    if index is None or words[index].end <= hit.end or words[index].noun is not None:
        return None
    if words.text[hit.end : hit.end + 1] != "-" or not words.text[hit.end + 1 : hit.end + 2].isupper():
        return None
    refs = tuple(r for r in hit.refs if r.kind in ("organisation", "state"))
    if not refs or words.text[hit.start : hit.end] in ("US",):
        return None
    hints = Hints(refs=refs, state=_code(refs[0]), numbers=frozenset({"SIN"}), evidence="part")
    return Found(hit.start, hit.end, _TYPES[refs[0].kind], "named", 45, hints)


def _believed(words: Words, hit: Hit, ref: Ref) -> bool:
    word = words[words.index_over(hit.start)]
    single = word.end >= hit.end
    if ref.kind == "organisation":
        # "Grüne" at the beginning of a sentence may be an adjective, "Die Linke" may be the left
        return not (single and word.first and word.common and not word.text.isupper())
    if ref.kind == "place" and single:
        before = words.text_at(word.index - 1)
        ordinary = any(a.pos != "EIG" for a in words.lexicon.analyses(word.text))
        if ordinary and not word.listed:
            return False
        if ordinary or word.given is not None or (word.noun is not None and "-" not in word.text):
            return before in _LOCATIVE
        entry = ref.entry
        return before in _LOCATIVE or not isinstance(entry, Place) or entry.population >= _FAMOUS or not word.known
    if ref.kind == "demonym":
        return not (single and _attributive(words, word.index))
    return True


def _attributive(words: Words, index: int) -> bool:
    """Whether a form like "Schweizer" or "Deutschen" stands before a noun and is an adjective there."""
    text = words[index].text
    if text not in ("Deutsche", "Deutschen", "Deutscher", "Deutschem", "Schweizer", "Luxemburger"):
        return False
    following = words.get(index + 1)
    return following is not None and following.capital


def _made(words: Words, hit: Hit, refs: tuple[Ref, ...]) -> Found:
    best = min(refs, key=lambda r: list(_TYPES).index(r.kind))
    index = words.index_over(hit.start)
    before = words.text_at(index - 1).lower()
    if best.kind == "demonym":
        text = words.text[hit.start : hit.end]
        feminine = text.endswith(("in", "innen"))
        plural = (text.endswith(("innen", "ern", "n")) and not text.endswith("in")) or before in (
            "die",
            "zwei",
            "viele",
        )
        hints = Hints(
            refs=(best,),
            state=_code(best),
            genders=frozenset({"FEM"}) if feminine else frozenset({"MAS", "FEM"}),
            numbers=frozenset({"PLU"}) if plural else frozenset({"SIN", "PLU"}),
            determiner=before if before in ("der", "die", "den", "des", "dem") else "",
        )
        return Found(hit.start, hit.end, "PER", "named", 50, hints)
    plural = (
        best.kind == "state"
        and before in ("die", "den", "der")
        and best.entry.name.endswith(("Staaten", "Niederlande"))
    )
    genders = (
        frozenset({"NEU"}) if best.kind in ("capital", "place") or (best.kind == "state" and not before) else ANY_GENDER
    )
    hints = Hints(
        refs=refs,
        state=_code(best),
        genders=genders,
        numbers=frozenset({"PLU"}) if plural else ANY_NUMBER if best.kind == "organisation" else frozenset({"SIN"}),
        determiner=before if before in ("der", "die", "das", "dem", "den", "des") else "",
    )
    return Found(hit.start, hit.end, _TYPES[best.kind], "named", 60, hints)


def _code(ref: Ref) -> str | None:
    entry = ref.entry
    return getattr(entry, "code", None) or getattr(entry, "state", None)
