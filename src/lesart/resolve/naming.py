"""Reasons in words: names of places, actors and parties where the resolver works with ids.

A person who decides whether two rows are one must be able to read why; `dossier#bruessel` says nothing to her.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from lesart.ontology.identifiers import configured
from lesart.resolve.index import EntityView
from lesart.resources.dossiers import DossierConfiguration
from lesart.resources.gazetteers import Gazetteers
from lesart.schema.links import Link, Reason

NAMED = frozenset({"place", "place in the sentence", "parties", "participants", "actor", "actor's party", "recipient"})
"""Features whose finding is a list of ids."""


class Naming:
    """Names for the ids that findings hold."""

    def __init__(
        self, views: Sequence[EntityView], configuration: DossierConfiguration, gazetteers: Gazetteers
    ) -> None:
        self._names = {view.name: view.entity.name for view in views}
        self._names.update({configured(actor.id): actor.name for actor in configuration.actors})
        self._names.update({configured(place.id): configuration.shown_name(place) for place in configuration.places})
        self._names.update({f"side:{side.id}": side.name for side in configuration.sides})
        self._states = gazetteers.states

    def readable(self, link: Link) -> Link:
        """The link with names in its reasons."""
        return replace(link, reasons=tuple(self._reason(reason) for reason in link.reasons))

    def _reason(self, reason: Reason) -> Reason:
        if reason.feature not in NAMED:
            return reason
        parts = [self._name(part) for part in reason.finding.split(", ")]
        return Reason(reason.feature, ", ".join(dict.fromkeys(parts)), reason.weight)

    def _name(self, identifier: str) -> str:
        kind, _, code = identifier.partition(":")
        if kind == "state" and code in self._states:
            return self._states[code].name
        return self._names.get(identifier, identifier)
