"""Which state a name points to, and which side of the dossier that is: for bodies and groups that nobody configured.

"vier armenische Soldaten", "das Verteidigungsministerium in Eriwan" and "Armeniens Außenministerium" all name their
state by an adjective, a capital or a genitive; the knowledge base knows these forms.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lesart.resources.dossiers import ActorEntry, DossierConfiguration
from lesart.resources.gazetteers import Gazetteers, State
from lesart.schema import Entity

_OF_STATES = ("state", "adjective", "demonym", "capital", "seat")


@dataclass(frozen=True, slots=True)
class StateName:
    """A stretch of a name that points to a state, with how it does so."""

    start: int
    end: int
    kind: str
    code: str


class Affiliations:
    """Looks up states in names and sides of states; built once for a resolution or a record."""

    def __init__(self, gazetteers: Gazetteers, configuration: DossierConfiguration) -> None:
        self._gazetteers = gazetteers
        self._configuration = configuration
        self._names: dict[str, tuple[StateName, ...]] = {}
        self._codes: dict[str, frozenset[str]] = {}
        self._state_actors: dict[str, str] = {}
        for actor in configuration.actors:
            if actor.type == "state":
                for code in self._codes_of_state(actor):
                    self._state_actors.setdefault(code, actor.id)

    def in_name(self, name: str) -> tuple[StateName, ...]:
        """The stretches of a name that point to a state, left to right; an ambiguous one is left out."""
        found = self._names.get(name)
        if found is None:
            found = self._names[name] = tuple(self._search(name))
        return found

    def codes(self, name: str) -> frozenset[str]:
        """Codes of the states that a name points to."""
        found = self._codes.get(name)
        if found is None:
            found = self._codes[name] = frozenset(part.code for part in self.in_name(name))
        return found

    def state_actor(self, code: str) -> str | None:
        """The configured actor that is this state, or null."""
        return self._state_actors.get(code)

    def side_of_name(self, name: str) -> str | None:
        """Side of the one state that a name points to; null where it names none, or several of different sides."""
        return self.side_of_codes(self.codes(name))

    def codes_of(self, entity: Entity, by_id: Mapping[str, Entity]) -> frozenset[str]:
        """States of an entity of an article: by its name, else its role, else the body it acts for, and so on."""
        seen: set[str] = set()
        current: Entity | None = entity
        while current is not None and current.id not in seen:
            seen.add(current.id)
            for text in (current.name, current.role or ""):
                codes = self.codes(text)
                if codes:
                    return codes
            current = by_id.get(current.on_behalf_of) if current.on_behalf_of else None
        return frozenset()

    def side_of_codes(self, codes: Iterable[str]) -> str | None:
        """The one side that all of these states are on; null for none, or several."""
        sides = {self._configuration.side_of(self._state_actors.get(code)) for code in codes}
        return next(iter(sides)) if len(sides) == 1 else None

    def _codes_of_state(self, actor: ActorEntry) -> list[str]:
        codes = []
        for name in actor.names:
            for ref in self._gazetteers.lookup(name):
                if ref.kind == "state" and isinstance(ref.entry, State):
                    codes.append(ref.entry.code)
        wikidata = actor.links.get("wikidata")
        if wikidata is not None:
            codes.extend(state.code for state in self._gazetteers.states.values() if state.wikidata == wikidata)
        return list(dict.fromkeys(codes))

    def _search(self, name: str) -> list[StateName]:
        found = []
        for hit in self._gazetteers.find(name):
            refs = [ref for ref in hit.refs if ref.kind in _OF_STATES and isinstance(ref.entry, State)]
            # a state outranks a city of the same name in the name of a body or group
            codes = {(ref.kind, ref.entry.code) for ref in refs if isinstance(ref.entry, State)}
            if len({code for _, code in codes}) == 1:
                kind, code = min(codes)
                found.append(StateName(hit.start, hit.end, kind, code))
        return found
