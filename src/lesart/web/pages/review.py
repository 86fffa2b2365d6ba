"""Review: pairs on which the resolver is unsure, what a person decides on any thing, and taking it back."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import quote, unquote, urlsplit

from fastapi import APIRouter, Form, HTTPException, Request
from starlette.responses import HTMLResponse, RedirectResponse

from lesart.ontology.identifiers import configured_id
from lesart.schema.links import Link
from lesart.schema.records import Passage
from lesart.web.contexts import InContext, in_context
from lesart.web.decisions import actor_name, apart, decision, in_one_go
from lesart.web.filters import Sheet
from lesart.web.index import RecordIndex
from lesart.web.view import View, actor_path, event_path

Field = Annotated[str, Form(max_length=300)]
Fields = Annotated[list[str], Form(max_length=2000)]
NAME_COOKIE = "lesart_reviewer"
SEPARATOR = "|"
"""Between the parts of a picked pair; no id holds one."""


def router(view: View) -> APIRouter:
    """The queue, deciding and undoing."""
    routes = APIRouter()
    _add_queue(routes, view)
    _add_events(routes, view)
    _add_actors(routes, view)
    return routes


def _add_queue(routes: APIRouter, view: View) -> None:
    @routes.get("/review", response_class=HTMLResponse)
    def review_page(request: Request) -> HTMLResponse:
        index = view.desk.index()
        sheet = Sheet.of(len(index.record.review), request.query_params.get("page", ""))
        items = index.record.review[sheet.rows]
        decisions = in_one_go(list(reversed(view.desk.ask(lambda dossier: dossier.decisions()))))
        made = Sheet.of(len(decisions), request.query_params.get("decided", ""))
        return view.page(
            request,
            "review.html",
            items=[(item, _passages(item.left, index, view), _passages(item.right, index, view)) for item in items],
            sheet=sheet,
            decisions=decisions[made.rows],
            made=made,
            label_of=lambda name: _label(name, index, view),
            reviewer=_reviewer(request),
            SEPARATOR=SEPARATOR,
        )

    @routes.post("/review/decide")
    def decide(
        request: Request,
        token: Field,
        kind: Field,
        left: Field,
        right: Field,
        judgement: Field,
        by: Field = "",
        back: Field = "/review",
    ) -> RedirectResponse:
        return _decided(view, request, token, [(kind, left, right, judgement)], by, back)

    @routes.post("/review/decide-all")
    def decide_all(
        request: Request,
        token: Field,
        judgement: Field,
        pick: Fields = [],  # noqa: B006  # FastAPI copies it
        by: Field = "",
        back: Field = "/review",
    ) -> RedirectResponse:
        """The same judgement on every pair that was picked."""
        parts = [entry.split(SEPARATOR) for entry in pick]
        if any(len(entry) != 3 for entry in parts):
            raise HTTPException(400)
        return _decided(view, request, token, [(entry[0], entry[1], entry[2], judgement) for entry in parts], by, back)

    @routes.post("/review/undo")
    def undo(token: Field, kind: Field, left: Fields, right: Fields, judgement: Field) -> RedirectResponse:
        asked = [_link(view, token, kind, *pair, judgement, "") for pair in zip(left, right, strict=False)]
        decisions = view.desk.ask(lambda dossier: dossier.decisions())
        found = [link for link in decisions if any(_names_same(link, one) for one in asked)]
        if not found:
            raise HTTPException(404)
        view.desk.ask(lambda dossier: dossier.undo(*found))
        return RedirectResponse("/review", status_code=303)


def _add_events(routes: APIRouter, view: View) -> None:
    @routes.post("/review/apart")
    def take_out(request: Request, token: Field, event: Field, member: Field) -> RedirectResponse:
        """A mention that was joined wrongly: it is another event than every other mention joined with it."""
        _check(view, token)
        found = view.desk.index().events.get(event)
        others = [name for name in found.members if name != member] if found else []
        if found is None or member not in found.members or not others:
            raise HTTPException(404)
        links = apart([member], others, "same-event", _reviewer(request))
        view.desk.ask(lambda dossier: dossier.decide(*links))
        return RedirectResponse(event_path(others[0]), status_code=303)

    @routes.post("/review/event")
    def judge_event(
        request: Request, token: Field, event: Field, judgement: Field, other: Field = "", name: Field = ""
    ) -> RedirectResponse:
        """Another event is the same, or never the same, or the event gets a name."""
        index = view.desk.index()
        found, second = index.events.get(event), index.events.get(other)
        if found is None or (judgement != "name" and second is None):
            raise HTTPException(404)
        member = found.members[0]
        if second is None:
            links = [_name(view, token, member, name, request)]
        else:
            links = [_link(view, token, "same-event", member, second.members[0], judgement, _reviewer(request))]
        view.desk.ask(lambda dossier: dossier.decide(*links))
        return RedirectResponse(event_path(view.desk.index().event_of_mention.get(member, event)), status_code=303)


def _add_actors(routes: APIRouter, view: View) -> None:
    @routes.post("/review/actor")
    def judge_actor(
        request: Request, token: Field, actor: Field, judgement: Field, other: Field = "", name: Field = ""
    ) -> RedirectResponse:
        """Another actor is the same, or never the same, or the actor gets a name."""
        index, configuration = view.desk.index(), view.desk.configuration()
        found, second = index.actors.get(actor), index.actors.get(other)
        if found is None or (judgement != "name" and second is None):
            raise HTTPException(404)
        known = actor_name(found, configuration)
        if second is None:
            links = [_name(view, token, known, name, request)]
        else:
            of_other = actor_name(second, configuration)
            if judgement == "same" and configured_id(known) is not None and configured_id(of_other) is not None:
                raise HTTPException(409)
            links = [_link(view, token, "same-actor", known, of_other, judgement, _reviewer(request))]
        view.desk.ask(lambda dossier: dossier.decide(*links))
        return RedirectResponse(_actor_page(view, known, actor), status_code=303)

    @routes.post("/review/actor-apart")
    def split_actor(request: Request, token: Field, actor: Field, member: Fields = []) -> RedirectResponse:  # noqa: B006
        """Mentions that are somebody else: taken out together, as one other actor."""
        _check(view, token)
        index, configuration = view.desk.index(), view.desk.configuration()
        found = index.actors.get(actor)
        chosen = [name for name in found.members if name in member] if found else []
        if found is None or not chosen:
            raise HTTPException(404)
        others = [name for name in found.members if name not in chosen]
        if actor_name(found, configuration) not in found.members:
            others.append(actor_name(found, configuration))
        if not others:
            raise HTTPException(400)
        links = apart(chosen, others, "same-actor", _reviewer(request))
        view.desk.ask(lambda dossier: dossier.decide(*links))
        return RedirectResponse(_actor_page(view, chosen[0], actor), status_code=303)


def _actor_page(view: View, name: str, before: str) -> str:
    """The page of the actor that a name belongs to now."""
    index = view.desk.index()
    now = index.actor_of_entity.get(name) or configured_id(name) or before
    return actor_path(now) if now in index.actors else "/actors"


def _reviewer(request: Request) -> str:
    return unquote(request.cookies.get(NAME_COOKIE, ""))


def _check(view: View, token: str) -> None:
    """A form without this run's token is refused."""
    if not view.token.matches(token):
        raise HTTPException(403)


def _name(view: View, token: str, thing: str, name: str, request: Request) -> Link:
    shown = " ".join(name.split())
    if not shown or len(shown) > 200:
        raise HTTPException(400)
    return _link(view, token, "name", thing, shown, "same", _reviewer(request))


def _link(view: View, token: str, kind: str, left: str, right: str, judgement: str, by: str) -> Link:
    """The link that a form stands for; a form with unknown words is refused."""
    _check(view, token)
    link = decision(kind, left, right, judgement, by)
    if link is None:
        raise HTTPException(400)
    return link


def _decided(
    view: View, request: Request, token: str, pairs: list[tuple[str, str, str, str]], by: str, back: str
) -> RedirectResponse:
    links = [_link(view, token, *pair, by or _reviewer(request)) for pair in pairs]
    if links:
        view.desk.ask(lambda dossier: dossier.decide(*links))
    answer = RedirectResponse(_local(back), status_code=303)
    if by.strip():
        answer.set_cookie(NAME_COOKIE, quote(by.strip()), max_age=365 * 86400, httponly=True, samesite="strict")
    return answer


def _names_same(decision: Link, asked: Link) -> bool:
    return (decision.kind, decision.left, decision.right, decision.judgement) == (
        asked.kind,
        asked.left,
        asked.right,
        asked.judgement,
    )


def _local(back: str) -> str:
    """Where a form asked to go back to, if that is a page of the workbench."""
    parts = urlsplit(back)
    inside = not parts.scheme and not parts.netloc and back.startswith("/") and not back.startswith(("//", "/\\"))
    return back if inside else "/review"


def _label(name: str, index: RecordIndex, view: View) -> str:
    """What an id of a link stands for, as far as the record knows it."""
    own = configured_id(name)
    if own is not None:
        entry = view.desk.configuration().actor_by_id.get(own)
        return entry.name if entry else own
    if name in index.event_of_mention:
        return index.events[index.event_of_mention[name]].label
    if name in index.actor_of_entity:
        return index.actor_name(index.actor_of_entity[name])
    if name in index.articles:
        return index.articles[name].title or name
    return name


def _passages(name: str, index: RecordIndex, view: View) -> list[InContext]:
    """Where the thing on one side of a pair stands in its article: trigger of an event, first mentions of an entity."""
    article, _, local = name.partition("#")
    reading = view.desk.reading(article)
    if reading is None or not local:
        return []
    spans = [(event.trigger.start, event.trigger.end) for event in reading.events if event.id == local]
    spans += [(mention.start, mention.end) for mention in reading.mentions if mention.entity == local][:2]
    text = reading.document.text
    return [in_context(Passage(article, start, end, text[start:end]), reading) for start, end in spans[:2]]
