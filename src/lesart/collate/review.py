"""The review queue: what the resolver is unsure of and no person has decided, best first."""

from __future__ import annotations

from collections.abc import Sequence

from lesart.collate.dossier import Dossier
from lesart.collate.events import reason_line
from lesart.ontology.clusters import decided, groups_of_links, pair
from lesart.ontology.identifiers import article_of, configured_id
from lesart.schema.links import LinkKind
from lesart.schema.records import RecordEvent, ReviewItem

_KINDS: tuple[LinkKind, ...] = ("same-event", "same-actor", "same-place", "copy", "agreement-point")
WIDTH = 60


def review_items(dossier: Dossier, events: Sequence[RecordEvent]) -> tuple[ReviewItem, ...]:
    """Open questions of all kinds."""
    labels = {member: event.label for event in events for member in event.members}
    found: list[ReviewItem] = []
    for kind in _KINDS:
        answered = {pair(link.left, link.right) for link in decided(dossier.links, kind)}
        names = {name for link in dossier.links if link.kind == kind for name in (link.left, link.right)}
        groups = groups_of_links(names, dossier.links, kind)
        for link in dossier.links:
            if link.kind != kind or link.origin != "resolver" or link.judgement != "unsure":
                continue
            if pair(link.left, link.right) in answered or groups.together(link.left, link.right):
                continue
            if groups.forbidden(link.left, link.right) or not (
                _known(link.left, dossier) and _known(link.right, dossier)
            ):
                continue
            left, right = (_label(name, kind, dossier, labels) for name in (link.left, link.right))
            found.append(
                ReviewItem(kind, link.left, link.right, left, right, link.score, tuple(reason_line(link).split("; ")))
            )
    return tuple(sorted(found, key=lambda item: (-item.score, item.kind, item.left, item.right)))


def _known(name: str, dossier: Dossier) -> bool:
    """Whether a link's end still stands for something (an older resolution may know articles that are gone)."""
    return configured_id(name) is not None or article_of(name) in dossier.reading


def _label(name: str, kind: LinkKind, dossier: Dossier, labels: dict[str, str]) -> str:
    own = configured_id(name)
    if own is not None:
        actor, place = dossier.configuration.actor_by_id.get(own), dossier.configuration.place_by_id.get(own)
        if kind == "same-place" and place is not None:
            return dossier.configuration.shown_name(place)
        return actor.name if actor is not None else own
    if kind == "same-event" and name in dossier.events:
        return f"{labels.get(name, '')} – {_excerpt(name, dossier)}"
    if name in dossier.entities:
        entity = dossier.entities[name]
        return f"{entity.name} ({entity.role})" if entity.role else entity.name
    reading = dossier.reading.get(article_of(name))
    return (reading.document.title or reading.document.text[:WIDTH]) if reading is not None else name


def _excerpt(name: str, dossier: Dossier) -> str:
    """The words around the trigger, as the article has them."""
    article, trigger = article_of(name), dossier.events[name].trigger
    sentence = dossier.sentence(article, trigger.start) or trigger
    start = max(sentence.start, trigger.start - WIDTH)
    end = min(sentence.end, trigger.end + WIDTH)
    wording = " ".join(dossier.reading[article].document.text[start:end].split())
    return ("… " if start > sentence.start else "") + wording + (" …" if end < sentence.end else "")
