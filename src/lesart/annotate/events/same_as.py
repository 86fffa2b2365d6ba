"""Which mentions inside one article tell of the same event.

A later mention joins the first earlier one of the same type whose known slots do not contradict it: factuality, day,
entities of actors and recipients, numbers. Agreement is asked for as well: at least one shared participant or the same
head word, so that two bare "Angriff" far apart do not become one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from lesart.schema import Casualties, Event, Role

_NEAR = 1500  # characters: a bare noun takes up an event of the same passage, not one a page away


def with_identity(events: Sequence[Event], words: Sequence[str]) -> list[Event]:
    """The events with `same_as` set; `words` are their triggers."""
    out: list[Event] = []
    firsts: list[tuple[Event, str]] = []
    for event, word in zip(events, (word.casefold() for word in words), strict=True):
        match = next((e for e, known in firsts if same(e, event, (known, word))), None)
        out.append(replace(event, same_as=match.id) if match else event)
        if match is None:
            firsts.append((event, word))
    return out


def same(first: Event, second: Event, words: tuple[str, str]) -> bool:
    """Whether two mentions can be one event; `words` are their triggers in small letters."""
    if first.type != second.type or first.factuality != second.factuality or _modes_clash(first, second):
        return False
    if first.time and second.time and not _times_meet(first.time.value, second.time.value):
        return False
    if _casualties_clash(first.casualties, second.casualties):
        return False
    shared = 0
    for a, b in ((first.actors, second.actors), (first.recipients, second.recipients)):
        verdict = _compare(a, b)
        if verdict is False:
            return False
        shared += verdict is True
    word_a, word_b = words
    stem = min(len(word_a), len(word_b), 5)
    alike = word_a[:stem] == word_b[:stem] or word_a.endswith(word_b[-6:])
    if not shared and second.actors and second.recipients and not (first.actors or first.recipients):
        return False  # who did what to whom is told anew, perhaps in answer: "Polen reagierte mit Luftangriffen auf …"
    return bool(shared) or (alike and second.trigger.start - first.trigger.start < _NEAR)


def _modes_clash(a: Event, b: Event) -> bool:
    return bool(a.modes and b.modes and not set(a.modes) & set(b.modes))


def _compare(a: tuple[Role, ...], b: tuple[Role, ...]) -> bool | None:
    """True: share an entity; False: both known and different; None: nothing known."""
    left = {r.entity for r in a if r.entity}
    right = {r.entity for r in b if r.entity}
    if not left or not right:
        return None
    return bool(left & right)


def _casualties_clash(a: Casualties | None, b: Casualties | None) -> bool:
    if a is None or b is None:
        return False
    for kind in ("killed", "injured", "captured"):
        x, y = getattr(a, kind), getattr(b, kind)
        if x is not None and y is not None and (x.min, x.max) != (y.min, y.max):
            return True
    return False


def _times_meet(a: str, b: str) -> bool:
    a1, _, a2 = a.partition("/")
    b1, _, b2 = b.partition("/")
    return a1 <= (b2 or b1) + "~" and b1 <= (a2 or a1) + "~"
