"""The dossier's own page: sides, actors with offices, places with every name, policy for disputed names, issues."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from lesart.resources.dossiers import ActorEntry, DossierConfiguration, PlaceEntry
from lesart.web.filters import OUTSIDE, ActorFilter, Sheet
from lesart.web.offices import Term, terms_of
from lesart.web.view import View


@dataclass(frozen=True, slots=True)
class ActorLine:
    """An actor of the configuration; `side_through` is the body whose side counts for it, where it has none itself."""

    entry: ActorEntry
    side: str | None
    side_through: str | None
    speaks_for: str | None
    state: str | None
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """A place of the configuration with the name that is shown and the state that lists put it under."""

    entry: PlaceEntry
    shown: str
    state: str | None
    state_through: str | None
    within: str | None


def router(view: View) -> APIRouter:
    """The configuration at a glance, its actors, its places."""
    routes = APIRouter()

    @routes.get("/dossier", response_class=HTMLResponse)
    def dossier_page(request: Request) -> HTMLResponse:
        index, configuration = view.desk.index(), view.desk.configuration()
        sides = Counter(configuration.side_of(actor.id) for actor in configuration.actors)
        listed = configuration.policy.listed_under
        return view.page(
            request,
            "dossier.html",
            configuration=configuration,
            file=str(view.desk.ask(lambda dossier: dossier.path)),
            empty=configuration == DossierConfiguration(),
            sides=[(side, sides[side.id]) for side in configuration.sides],
            outside=sides[None],
            listed=[
                (name_of(member, configuration), name_of(state, configuration)) for member, state in listed.items()
            ],
            places_by_state=_places_by_state(configuration),
            examples=[place for place in configuration.places if len(place.all_names) > 1][:3],
            in_record=len(index.record.actors),
        )

    @routes.get("/dossier/actors", response_class=HTMLResponse)
    def actors_page(request: Request) -> HTMLResponse:
        configuration = view.desk.configuration()
        asked = ActorFilter.from_query(request.query_params)
        found = [actor for actor in configuration.actors if _keeps(actor, asked, configuration)]
        sheet = Sheet.of(len(found), request.query_params.get("page", ""))
        sides = Counter(configuration.side_of(actor.id) or OUTSIDE for actor in configuration.actors)
        return view.page(
            request,
            "dossier_actors.html",
            configuration=configuration,
            asked=asked,
            sheet=sheet,
            lines=[_actor_line(actor, configuration) for actor in found[sheet.rows]],
            choices={
                "side": [(s, sides[s]) for s in (*(side.id for side in configuration.sides), OUTSIDE) if sides[s]],
                "type": sorted(Counter(actor.type for actor in configuration.actors).items()),
            },
            OUTSIDE=OUTSIDE,
        )

    @routes.get("/dossier/places", response_class=HTMLResponse)
    def places_page(request: Request) -> HTMLResponse:
        configuration = view.desk.configuration()
        asked = ActorFilter.from_query(request.query_params)
        words = asked.text.casefold().split()
        found = [
            place
            for place in configuration.places
            if all(word in "\n".join((place.id, *place.all_names)).casefold() for word in words)
        ]
        sheet = Sheet.of(len(found), request.query_params.get("page", ""))
        return view.page(
            request,
            "dossier_places.html",
            configuration=configuration,
            asked=asked,
            sheet=sheet,
            lines=[_place_line(place, configuration) for place in found[sheet.rows]],
        )

    return routes


def _keeps(actor: ActorEntry, asked: ActorFilter, configuration: DossierConfiguration) -> bool:
    names = "\n".join((actor.id, *actor.names, actor.office or "")).casefold()
    return (
        (not asked.side or asked.side == (configuration.side_of(actor.id) or OUTSIDE))
        and (not asked.type or asked.type == actor.type)
        and all(word in names for word in asked.text.casefold().split())
    )


def _actor_line(actor: ActorEntry, configuration: DossierConfiguration) -> ActorLine:
    side = configuration.side_of(actor.id)
    inherited = actor.side is None and side is not None
    speaks_for = name_of(actor.on_behalf_of, configuration) if actor.on_behalf_of else None
    state = configuration.state_of(actor.id)
    return ActorLine(
        actor,
        side,
        speaks_for if inherited else None,
        speaks_for,
        name_of(state, configuration) if state else None,
        terms_of(actor.links.get("wikidata")),
    )


def _place_line(place: PlaceEntry, configuration: DossierConfiguration) -> PlaceLine:
    state = configuration.state_of(place.id)
    own = place.listed_under is not None or place.id in configuration.policy.listed_under
    return PlaceLine(
        place,
        configuration.shown_name(place),
        name_of(state, configuration) if state else None,
        name_of(place.within, configuration) if state and not own and place.within else None,
        name_of(place.within, configuration) if place.within else None,
    )


def _places_by_state(configuration: DossierConfiguration) -> list[tuple[str | None, int]]:
    counts = Counter(configuration.state_of(place.id) for place in configuration.places)
    return [(name_of(state, configuration) if state else None, number) for state, number in counts.most_common()]


def name_of(identifier: str, configuration: DossierConfiguration) -> str:
    """What an id of the configuration is called."""
    if identifier in configuration.actor_by_id:
        return configuration.actor_by_id[identifier].name
    place = configuration.place_by_id.get(identifier)
    return configuration.shown_name(place) if place else identifier
