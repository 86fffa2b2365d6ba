"""A noun phrase as a heading would have it: "russischen Präsidenten" gives "russischer Präsident"."""

from __future__ import annotations

from lesart.annotate.entities.hints import Hints
from lesart.resources.lexicon import german

_STRONG = {"MAS": "er", "FEM": "e", "NEU": "es"}
_WEAKENING = frozenset({"alle", "allen", "aller", "beide", "beiden", "beider"})
_NOMINATIVE = {
    "allen": "alle",
    "aller": "alle",
    "beiden": "beide",
    "beider": "beide",
    "mehreren": "mehrere",
    "mehrerer": "mehrere",
}


def base_form(text: str, start: int, end: int, hints: Hints) -> str:
    """The phrase in the nominative without an article; what cannot be decided stays as it stands."""
    noun, head = hints.noun, hints.head
    if noun is None or head is None:
        return " ".join(text[start:end].split())
    before, after = text[start : head[0]].split(), text[head[1] : end]
    weak = bool(before) and before[0].lower() in _WEAKENING
    adjectives = [_NOMINATIVE.get(a, a) if weak or a in _NOMINATIVE else _adjective(a, hints) for a in before]
    if weak and len(adjectives) > 1:
        adjectives = [adjectives[0], *(_ending(a, "en") for a in adjectives[1:])]
    return " ".join(" ".join([*adjectives, _head(text[head[0] : head[1]], hints) + after]).split())


def _head(word: str, hints: Hints) -> str:
    noun = hints.noun
    assert noun is not None
    if hints.singular and noun.lemma[:3].lower() == word[:3].lower() and (noun.cases or noun.lemma.endswith("er")):
        if not noun.cases:  # an adjectival noun: "Vorsitzenden"
            stem = noun.lemma[:-2]
            return stem[:1].upper() + stem[1:] + ("er" if hints.genders == {"MAS"} else "e")
        return noun.lemma
    if hints.plural and word.endswith("n"):
        shorter = word[:-1]
        plural = [a for a in german().analyses(shorter.rsplit("-", 1)[-1]) if a.pos == "SUB" and a.has("NOM", "PLU")]
        nominative = [a for a in german().analyses(word.rsplit("-", 1)[-1]) if a.pos == "SUB" and a.has("NOM", "PLU")]
        if (plural and not nominative) or (noun.cases == {"DAT"} and noun.numbers == {"PLU"}):
            return shorter
    return word


def _adjective(word: str, hints: Hints) -> str:
    last = word.rsplit("-", 1)[-1]
    if not any(a.pos in ("ADJ", "PA1", "PA2") for a in german().at_sentence_start(last)) and not _from_state(last):
        return word
    if last[:1].isupper() and last.endswith("er") and not _from_state(last) and last.lower() not in german():
        return word  # "Kiewer" does not decline
    if hints.plural:
        return _ending(word, "e")
    if hints.singular and len(hints.genders) == 1:
        return _ending(word, _STRONG[next(iter(hints.genders))])
    return word


def _from_state(word: str) -> bool:
    return word.rstrip("enrsm").endswith("isch")


def _ending(word: str, wanted: str) -> str:
    for ending in ("en", "em", "er", "es", "e"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            return word[: -len(ending)] + wanted
    return word
