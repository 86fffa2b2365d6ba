"""Where and when an event was, without what only says who tells of it, when it was told or where the report was filed.

"nach Angaben aus Eriwan" names Yerevan as the voice, "Baku (Meridian) –" Baku as the place of writing; neither is where
shots were fired. The resolver and the record ask the same question and must get the same answer.
"""

from __future__ import annotations

import functools
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
_OPENED = re.compile(r"\b(?:nach|laut)(?: \w+){1,3} $", re.IGNORECASE)
_REACH = 60
_HEAD = 600
"""Code points into an article within which a dateline stands."""


@functools.lru_cache(maxsize=1024)
def dateline(text: str) -> Span | None:
    """Where the place stands in which the article was filed ("Eriwan/Baku (Meridian) – …"), if it says so."""
    match = _DATELINE.search(text[:_HEAD])
    return Span(match.start("place"), match.end("place")) if match else None


def scene(
    event: Event,
    reading: Reading,
    is_place: Callable[[Role], bool],
    *,
    is_where: Callable[[str], bool],
    carried: bool = False,
) -> tuple[Role, ...]:
    """The roles that say where an event was: its places, and of what is done to places also those it was done to.

    `is_where` says whether a wording can name a place at all. A place of another sentence comes with `carried` only:
    the reading took it from there, which may tell two events apart, but is nothing that the account says.
    """
    struck = [role for role in event.recipients if event.type in STRIKING and is_place(role)]
    text = reading.document.text
    told_from = dateline(text)
    voices = [*_voices(event, reading), *([told_from] if told_from is not None else [])]
    sentence = next((span for span in reading.sentences if span.covers(event.trigger)), None)
    found = []
    for role in (*event.places, *struck):
        stretch = Span(role.start, role.end)
        here = carried or sentence is None or sentence.covers(stretch)
        if here and is_where(stretch.cut(text)) and not any(voice.overlaps(stretch) for voice in voices):
            found.append(role)
    return tuple(found)


def dated_by_telling(event: Event, reading: Reading) -> bool:
    """Whether the expression that dates an event stands outside of what is said of it: with the verb of saying.

    "…, bekräftigte das Ministerium am Mittwoch" dates the affirmation; what is affirmed was on that day or before.
    """
    if event.time is None or event.time.start is None or event.time.end is None or event.source is None:
        return False
    when = Span(event.time.start, event.time.end)
    quotation = next((q for q in reading.quotations if q.id == event.source.quotation), None)
    if quotation is None or not any(span.covers(event.trigger) for span in quotation.content):
        return False
    return not any(span.overlaps(when) for span in quotation.content)


def _voices(event: Event, reading: Reading) -> Iterable[Span]:
    """The stretches that name who claims the event, and who speaks and is spoken of as speaking around it."""
    if event.source is not None:
        for span in event.source.spans:
            # "nach Lesart von Baku": the noun of telling belongs to the voice
            before = max(0, span.start - _REACH)
            opening = _OPENED.search(reading.document.text[before : span.start])
            yield Span(before + opening.start(), span.end) if opening is not None else span
    for quotation in reading.quotations:
        if quotation.speaker is not None:
            yield from quotation.speaker.spans
