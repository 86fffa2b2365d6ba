"""Actors: the names used for each, by outlet; side, roles, events and statements."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping

from fastapi import APIRouter, HTTPException, Request
from starlette.responses import HTMLResponse

from lesart.schema.records import Actor
from lesart.web.decisions import similar_actors
from lesart.web.filters import OUTSIDE, ActorFilter, Sheet
from lesart.web.index import RecordIndex, slug
from lesart.web.offices import terms_held, terms_of
from lesart.web.pages.dossier import name_of
from lesart.web.view import View

MOST_ARTICLES = 100
"""Articles that are opened to tell which outlet uses which name; the page says when there are more."""


def router(view: View) -> APIRouter:
    """The list of actors and the page of one."""
    routes = APIRouter()

    @routes.get("/actors", response_class=HTMLResponse)
    def actors_page(request: Request) -> HTMLResponse:
        index = view.desk.index()
        asked = ActorFilter.from_query(request.query_params)
        actors = sorted(
            (actor for actor in index.record.actors if _kept(actor, asked)),
            key=lambda actor: (-_weight(actor, index), actor.name.casefold()),
        )
        sheet = Sheet.of(len(actors), request.query_params.get("page", ""))
        sides = Counter(actor.side or OUTSIDE for actor in index.record.actors)
        order = [side.id for side in index.record.sides] + [OUTSIDE]
        return view.page(
            request,
            "actors.html",
            asked=asked,
            actors=actors[sheet.rows],
            sheet=sheet,
            choices={
                "type": sorted(Counter(actor.type for actor in index.record.actors).items()),
                "side": [(side, sides[side]) for side in order if sides[side]],
            },
            OUTSIDE=OUTSIDE,
        )

    @routes.get("/actors/{name}", response_class=HTMLResponse)
    def actor_page(request: Request, name: str) -> HTMLResponse:
        index = view.desk.index()
        actor = index.actors.get(name) or next((a for a in index.record.actors if slug(a.id) == name), None)
        if actor is None:
            raise HTTPException(404)
        events = [index.events[event] for event in index.events_of_actor.get(actor.id, ())]
        statements = [index.statements[found] for found in index.statements_of_actor.get(actor.id, ())]
        configuration = view.desk.configuration()
        alike, rest = similar_actors(actor, index)
        names, descriptions = names_by_outlet(actor, index, view)
        state = configuration.state_of(actor.id)
        articles = dict.fromkeys(member.partition("#")[0] for member in actor.members)
        return view.page(
            request,
            "actor.html",
            actor=actor,
            names=names,
            descriptions=descriptions,
            office_notes=[note for note in index.record.office_notes if note.actor == actor.id],
            terms_held=terms_held,
            alike=alike,
            rest=rest,
            configured=actor.id in configuration.actor_by_id,
            members=members_of(actor, view),
            terms=terms_of(actor.links.get("wikidata")) if actor.type == "person" else (),
            state=name_of(state, configuration) if state else None,
            more_articles=max(0, len(articles) - MOST_ARTICLES),
            events=events[: Sheet.SIZE],
            more_events=max(0, len(events) - Sheet.SIZE),
            part_of=lambda event: _part(actor.id, event),
            statements=statements[: Sheet.SIZE],
            more_statements=max(0, len(statements) - Sheet.SIZE),
        )

    return routes


def _kept(actor: Actor, asked: ActorFilter) -> bool:
    names = "\n".join((actor.name, *actor.aliases, *actor.roles)).casefold()
    return (
        (not asked.side or asked.side == (actor.side or OUTSIDE))
        and (not asked.type or asked.type == actor.type)
        and all(word in names for word in asked.text.casefold().split())
    )


def _weight(actor: Actor, index: RecordIndex) -> int:
    """How much the record has of an actor: the list begins with those that matter in it."""
    events = len(index.events_of_actor.get(actor.id, ()))
    return events + len(index.statements_of_actor.get(actor.id, ()))


def _part(actor: str, event: object) -> list[str]:
    """The parts that an actor has in an event (words of section `parts`)."""
    parts = [
        part
        for part, names in (("actor", "actors"), ("recipient", "recipients"), ("mediator", "mediators"))
        if actor in getattr(event, names)
    ]
    if any(account.claimant.actor == actor for account in getattr(event, "accounts", ())):
        parts.append("claimant")
    return parts


Forms = list[tuple[str, list[tuple[str, int]]]]


def names_by_outlet(actor: Actor, index: RecordIndex, view: View) -> tuple[Forms, Forms]:
    """The names of the actor, then the other words that stand for it ("die Regierung"), commonest first.

    Each form comes with the outlets that use it and how often. Pronouns are left out; names that only the dossier
    knows have no outlets.
    """
    members: Mapping[str, set[str]] = defaultdict(set)
    for member in actor.members:
        article, _, entity = member.partition("#")
        members[article].add(entity)
    named: dict[str, Counter[str]] = defaultdict(Counter)
    described: dict[str, Counter[str]] = defaultdict(Counter)
    for article in list(members)[:MOST_ARTICLES]:
        reading = view.desk.reading(article)
        card = index.articles.get(article)
        outlet = (card.publisher if card else None) or ""
        for mention in reading.mentions if reading else ():
            if mention.entity in members[article] and mention.kind != "pronoun":
                forms = named if mention.kind == "named" else described
                forms[" ".join(mention.text.split())][outlet] += 1
    for name in actor.aliases:
        if name not in described:
            named.setdefault(name, Counter())
    return _ranked(named), _ranked(described)


def _ranked(forms: Mapping[str, Counter[str]]) -> Forms:
    ranked = sorted(forms.items(), key=lambda pair: (-pair[1].total(), pair[0].casefold()))
    return [(form, sorted(outlets.items())) for form, outlets in ranked]


def members_of(actor: Actor, view: View) -> list[tuple[str, str, list[str]]]:
    """What was joined to the actor: the entity of each article with the forms that stand for it there."""
    out = []
    for member in actor.members[:MOST_ARTICLES]:
        article, _, entity = member.partition("#")
        reading = view.desk.reading(article)
        mentions = reading.mentions if reading else ()
        forms = Counter(" ".join(m.text.split()) for m in mentions if m.entity == entity and m.kind != "pronoun")
        out.append((member, article, [form for form, _ in forms.most_common(4)]))
    return out
