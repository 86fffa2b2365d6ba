"""Within an article: what goes on about an event that was just told, without saying when and where again.

"Am 3. Juni wurde das Dorf X beschossen. Zwei Menschen seien getötet worden." The second sentence has neither date nor
place of its own; readers take it for the same event. So does this module, inside a few sentences and where nothing
speaks against it; an event with a date or place of its own starts anew.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lesart.ontology.clusters import Edge, pair
from lesart.resolve.evidence import Above, against
from lesart.resolve.profiles import EventProfile
from lesart.schema.links import Reason

CONTINUED = frozenset({"ASSAULT"})
"""Only violence is told over several triggers (attack, dead, wounded); two unplaced demands are two demands."""
REACH = 2
"""Sentences that an event stays on the reader's mind unmentioned."""
SCORE = 0.72


def continued(profiles: Sequence[EventProfile], above: Above) -> Iterator[tuple[Edge, Reason]]:
    """Edges from mentions without own date and place to the event last told, in one article in text order."""
    told: list[EventProfile] = []
    for profile in profiles:
        if profile.type not in CONTINUED or profile.factuality not in {"happened", "denied"}:
            continue
        last = told[-1] if told else None
        near = last is not None and profile.sentence - last.sentence <= REACH
        if (
            last is not None
            and near
            and not profile.anchored
            and not against(profile, last, above)
            and _fits(profile, last)
        ):
            distance = profile.sentence - last.sentence
            yield (
                Edge(*pair(profile.name, last.name), round(SCORE - 0.01 * distance, 4)),
                Reason("continues", f"{distance} sentence(s) on, without date or place of its own", SCORE),
            )
        told.append(profile)


def _fits(one: EventProfile, other: EventProfile) -> bool:
    """Whether the parties can be those of one event: some party shared, or unknown on one side."""
    return not one.parties or not other.parties or bool(one.parties & other.parties)
