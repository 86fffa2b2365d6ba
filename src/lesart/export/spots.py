"""Where the record's places lie and under which state the dossier lists them, for tables that want coordinates.

Everything comes from the dossier's configuration, so that a disputed place stands under the state that its policy
says, and under none where it says nothing. A place that the dossier does not list has no coordinates here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lesart.resources.dossiers import DossierConfiguration, PlaceEntry


@dataclass(frozen=True, slots=True)
class Spot:
    """A place of the dossier: its name as shown, degrees (WGS 84), and the state that lists put it under."""

    name: str
    latitude: float | None
    longitude: float | None
    country: str | None


class Spots:
    """Finds the dossier's places by any of their names."""

    def __init__(self, configuration: DossierConfiguration | None = None) -> None:
        self._configuration = configuration or DossierConfiguration()
        self._by_name: dict[str, PlaceEntry] = {}
        for place in self._configuration.places:
            for name in (self._configuration.shown_name(place), *place.all_names):
                self._by_name.setdefault(name.casefold(), place)

    def first(self, names: Iterable[str]) -> Spot | None:
        """The first of these places that the dossier knows with coordinates, else the first that it knows."""
        found = [spot for name in names if (spot := self.of(name)) is not None]
        return next((spot for spot in found if spot.latitude is not None), found[0] if found else None)

    def of(self, name: str) -> Spot | None:
        """The place of that name."""
        place = self._by_name.get(name.casefold())
        if place is None:
            return None
        state = self._configuration.actor_by_id.get(self._configuration.state_of(place.id) or "")
        at = place.coordinates
        shown = self._configuration.shown_name(place)
        return Spot(shown, at.latitude if at else None, at.longitude if at else None, state.name if state else None)
