"""Nobody plays a role twice in one event: of two fillers that name the same the nearest to the trigger stays.

Where the chains of mentions are torn ("EU" and "Europäische Union" as two entities) or a noun is taken up by the same
noun, the scorer finds both.
"""

from __future__ import annotations

from dataclasses import replace

from lesart.annotate.events.arguments import Arguments
from lesart.annotate.events.fillers import Filler
from lesart.annotate.events.surroundings import Surroundings


def each_once(token: int, found: Arguments, around: Surroundings) -> Arguments:
    """The arguments of the trigger at a token, every actor and recipient once."""
    return replace(found, actors=_once(token, found.actors, around), recipients=_once(token, found.recipients, around))


def _once(token: int, fillers: tuple[Filler, ...], around: Surroundings) -> tuple[Filler, ...]:
    if len(fillers) < 2:
        return fillers
    kept: dict[str, Filler] = {}
    for filler in sorted(fillers, key=lambda f: abs(f.head - token)):
        kept.setdefault(_name(filler, around), filler)
    return tuple(sorted(kept.values(), key=lambda f: f.start))


def _name(filler: Filler, around: Surroundings) -> str:
    entity = around.entity(filler)
    text = entity.name if entity is not None else around.doc.text[filler.start : filler.end]
    return text.casefold().removesuffix("s")
