"""Where it happened: a place, and not somebody who is from there.

The trained scorer sees phrases, and a phrase may be somebody with a place inside. People are where they are
("Flüchtlinge im Tschad"), unless they take part in the event; a body is called after its seat ("die Regierung in
Belgrad"), which says nothing of where anything happened.
"""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Doc

from lesart.annotate.clauses import Syntax
from lesart.annotate.events.arguments import Arguments
from lesart.annotate.events.fillers import Filler
from lesart.schema import Mention

_LOCAL = frozenset({"in", "bei", "an", "auf", "vor", "nahe", "unweit", "nach", "aus", "über"})
_NO_PLACES = frozenset(
    {"verhandlungstisch", "tisch", "ort", "orte", "orten", "stelle", "seite", "seiten", "rahmen", "feuer", "reihen"}
    | {"hintergrund", "öffentlichkeit", "weg", "lage", "staatsgebiet", "gebiet"}
)
"""Heads of phrases that look like places and say none when nothing named stands with them."""


def at_places(found: Arguments, doc: Doc, syntax: Syntax) -> Arguments:
    """The arguments with places that are places; each at most once."""
    if not found.places:
        return found
    taking_part = {(f.start, f.end) for f in (*found.actors, *found.recipients, *found.mediators)}
    bodies = {e.id for e in doc._.entities if e.type in ("person", "organisation", "group")}
    kept: dict[tuple[int, int], Filler] = {}
    for filler in found.places:
        if filler.entity in bodies and filler.mention is not None and filler.mention.type == "LOC":
            continue  # "Washington schweigt" is the government there
        place = _place(filler, doc, syntax, takes_part=(filler.start, filler.end) in taking_part)
        if place is not None:
            kept.setdefault((place.start, place.end), place)
    return replace(found, places=tuple(f for f in kept.values() if not _says_nothing(f, syntax)))


def _says_nothing(filler: Filler, syntax: Syntax) -> bool:
    """Whether a phrase is a bare "Orte" or "Gebiet", of which nobody could say where it is."""
    phrase = syntax.phrases[filler.phrase]
    if filler.mention is not None and filler.mention.kind == "named":
        return False
    plain = all(syntax.words[i].cls in ("article", "pronoun", "number") for i in range(phrase.start, phrase.head))
    return plain and syntax.words[filler.head].text.lower() in _NO_PLACES


def _place(filler: Filler, doc: Doc, syntax: Syntax, *, takes_part: bool) -> Filler | None:
    mention = filler.mention
    if mention is not None and mention.type == "LOC":
        return None if mention.kind == "pronoun" else filler
    inner = None if takes_part or (mention is not None and mention.type == "ORG") else _inside(filler, doc)
    if inner is not None:
        return replace(filler, start=inner.start, end=inner.end, entity=inner.entity, mention=inner)
    if mention is not None and (takes_part or mention.type == "PER" or _inside(filler, doc) is not None):
        return None
    phrase = syntax.phrases[filler.phrase]
    local = phrase.preposition in _LOCAL or phrase.genitive
    return filler if local and syntax.words[filler.head].text.lower() not in _NO_PLACES else None


def _inside(filler: Filler, doc: Doc) -> Mention | None:
    """The first named place inside a phrase that is not one itself."""
    inside = (m for m in doc._.mentions if filler.start <= m.start and m.end <= filler.end)
    return next((m for m in inside if m.type == "LOC" and m.kind == "named"), None)
