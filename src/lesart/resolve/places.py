"""The same place across articles and under several names: by the dossier, by id, by the gazetteer, by equal name.

A name that the gazetteer gives to several places is no ground; equal wording inside one dossier is.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from lesart.ontology.clusters import Edge, Groups, join_by_score, pair, start_groups
from lesart.ontology.identifiers import configured
from lesart.resolve.index import EntityView
from lesart.resolve.spelling import sounds, words
from lesart.resources.dossiers import DossierConfiguration
from lesart.resources.gazetteers import Gazetteers, Place
from lesart.resources.names import compare_names
from lesart.schema.links import Link, Reason

BY = "lesart.resolve.places/1"
ID, CONFIGURED, GAZETTEER, NAME = 0.99, 0.97, 0.9, 0.92
ENOUGH = 0.9
"""Score of the name matcher from which two spellings name one place without asking."""

_SLASH = re.compile(r"\s*/\s*")
_GENERIC = re.compile(
    r"^(?:der |die |das |den |dem )?(?:Stadt|Dorf|Ort|Region|Bezirk|Provinz|Kurort|Grenzdorf)s?\s+(?=\S)", re.IGNORECASE
)


def link_places(
    views: Sequence[EntityView],
    *,
    gazetteers: Gazetteers,
    configuration: DossierConfiguration,
    decisions: Sequence[Link],
) -> tuple[Groups, tuple[Link, ...]]:
    """Groups of place entities (with configured places as members `dossier#ID`), and the links with reasons."""
    places = [view for view in views if view.entity.type == "place"]
    names = [configured(entry.id) for entry in configuration.places] + [view.name for view in places]
    groups = start_groups(names, decisions, "same-place")
    buckets: dict[tuple[str, ...], list[str]] = defaultdict(list)
    spoken: dict[str, set[str]] = defaultdict(set)
    for entry in configuration.places:
        for name in entry.all_names:
            buckets["dossier", place_key(name)].append(configured(entry.id))
            for sound in sounds(words(name)[-1]) if words(name) else ():
                spoken[sound].add(name)
        if "wikidata" in entry.links:
            buckets["id", entry.links["wikidata"]].append(configured(entry.id))
    for view in places:
        for key in _keys(view, gazetteers, spoken):
            buckets[key].append(view.name)
    found: dict[tuple[str, str], tuple[float, Reason]] = {}
    for key, bucket in sorted(buckets.items()):
        score = {"dossier": CONFIGURED, "id": ID, "gazetteer": GAZETTEER, "name": NAME}[key[0]]
        for other in bucket[1:]:
            edge = pair(bucket[0], other)
            if edge not in found or found[edge][0] < score:
                found[edge] = (score, Reason(key[0], key[1], score))
    kept: list[tuple[str, str]] = []
    join_by_score(
        groups,
        (Edge(*edge, score) for edge, (score, _) in found.items()),
        on_join=lambda edge: kept.append((edge.left, edge.right)),
    )
    links = tuple(Link("same-place", *edge, "same", found[edge][0], (found[edge][1],), by=BY) for edge in sorted(kept))
    return groups, links


def place_key(name: str) -> str:
    """A place's name for looking up: without article, generic noun and the case of letters; one kind of hyphen."""
    return _GENERIC.sub("", name.strip()).replace("-", " ").casefold()


def _keys(view: EntityView, gazetteers: Gazetteers, spoken: dict[str, set[str]]) -> list[tuple[str, ...]]:
    keys: list[tuple[str, ...]] = []
    if "wikidata" in view.entity.links:
        keys.append(("id", view.entity.links["wikidata"]))
    for whole in view.names or (view.entity.name,):
        for name in {whole, *_SLASH.split(whole)}:
            if not name.strip() or not view.named:
                continue
            keys.append(("dossier", place_key(name)))
            keys.append(("name", place_key(name)))
            keys.extend(_spelt(name, spoken))
            entries = {ref.entry for ref in gazetteers.lookup(name) if isinstance(ref.entry, Place)}
            if len(entries) == 1:
                entry = next(iter(entries))
                keys.append(("gazetteer", f"{entry.name} ({entry.state}, {entry.latitude}, {entry.longitude})"))
    return sorted(set(keys))


def _spelt(name: str, spoken: dict[str, set[str]]) -> list[tuple[str, ...]]:
    """Keys of configured names that this is another spelling of."""
    row = words(name)
    near = {other for sound in (sounds(row[-1]) if row else ()) for other in spoken[sound]}
    return [("dossier", place_key(other)) for other in sorted(near) if compare_names(name, other).score >= ENOUGH]
