"""Where an event was: its places without those that only say who tells of it or where the report was filed.

"nach Angaben aus Eriwan" names Yerevan as the voice, "Baku (Meridian) –" as the place of writing; neither is where
shots were fired. The resolver and the record ask the same question and must get the same answer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from lesart.schema import Event, Reading, Role, Span

STRIKING = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "RETREAT"})
"""Types that are done to a place as well as in it: a village that is shelled is where the shelling was."""

_DATELINE = re.compile(
    r"^(?P<place>[A-ZÄÖÜ][\w'’-]*(?:[ /][A-ZÄÖÜ][\w'’-]*){0,3})(?: ?\([^()\n]{1,40}\))?"
    r"(?: [–—-]|\.) (?=[\"„“»«‚‘']?[A-ZÄÖÜ0-9])",
    re.MULTILINE,
)
_HEAD = 600
"""Code points into an article within which a dateline stands."""


def dateline(text: str) -> Span | None:
    """Where the place stands in which the article was filed ("Eriwan/Baku (Meridian) – …"), if it says so."""
    match = _DATELINE.search(text[:_HEAD])
    return Span(match.start("place"), match.end("place")) if match else None


def scene(event: Event, reading: Reading, is_place: Callable[[Role], bool]) -> tuple[Role, ...]:
    """The roles that say where an event was: its places, and of what is done to places also those it was done to."""
    struck = [role for role in event.recipients if event.type in STRIKING and is_place(role)]
    told_from = dateline(reading.document.text)
    voices = [span for span in (*_voices(event, reading), *([told_from] if told_from else [])) if span]
    return tuple(
        role
        for role in (*event.places, *struck)
        if not any(voice.overlaps(Span(role.start, role.end)) for voice in voices)
    )


def _voices(event: Event, reading: Reading) -> Iterable[Span]:
    """The stretches that name who claims the event, and who speaks and is spoken of as speaking around it."""
    if event.source is not None:
        yield from event.source.spans
    for quotation in reading.quotations:
        if quotation.speaker is not None:
            yield from quotation.speaker.spans
