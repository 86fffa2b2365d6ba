"""Review: pairs on which the resolver is unsure, a person's decisions, and how to take one back."""

from __future__ import annotations

from typing import Annotated, get_args
from urllib.parse import quote, unquote, urlsplit

from fastapi import APIRouter, Form, HTTPException, Request
from starlette.responses import HTMLResponse, RedirectResponse

from lesart.schema.links import Judgement, Link, LinkKind
from lesart.schema.records import Passage
from lesart.web.contexts import InContext, in_context
from lesart.web.filters import Sheet
from lesart.web.index import RecordIndex
from lesart.web.view import View, event_path

Field = Annotated[str, Form(max_length=300)]
NAME_COOKIE = "lesart_reviewer"


def router(view: View) -> APIRouter:
    """The queue, deciding and undoing."""
    routes = APIRouter()

    @routes.get("/review", response_class=HTMLResponse)
    def review_page(request: Request) -> HTMLResponse:
        index = view.desk.index()
        sheet = Sheet.of(len(index.record.review), request.query_params.get("page", ""))
        items = index.record.review[sheet.rows]
        decisions = view.desk.ask(lambda dossier: dossier.decisions())
        return view.page(
            request,
            "review.html",
            items=[(item, _passages(item.left, index, view), _passages(item.right, index, view)) for item in items],
            sheet=sheet,
            decisions=list(reversed(decisions))[: Sheet.SIZE],
            label_of=lambda name: _label(name, index),
            reviewer=unquote(request.cookies.get(NAME_COOKIE, "")),
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
        link = _link(view, token, kind, left, right, judgement, by)
        view.desk.ask(lambda dossier: dossier.decide(link))
        answer = RedirectResponse(_local(back), status_code=303)
        if by.strip():
            answer.set_cookie(NAME_COOKIE, quote(by.strip()), max_age=365 * 86400, httponly=True, samesite="strict")
        return answer

    @routes.post("/review/apart")
    def take_out(request: Request, token: Field, event: Field, member: Field) -> RedirectResponse:
        """A mention that was joined wrongly: it is another event than every other mention joined with it."""
        found = view.desk.index().events.get(event)
        others = [name for name in found.members if name != member] if found else []
        if found is None or member not in found.members or not others:
            raise HTTPException(404)
        by = unquote(request.cookies.get(NAME_COOKIE, ""))
        for other in others:
            link = _link(view, token, "same-event", member, other, "different", by)
            view.desk.ask(lambda dossier, link=link: dossier.decide(link))  # type: ignore[misc]
        return RedirectResponse(event_path(others[0]), status_code=303)

    @routes.post("/review/undo")
    def undo(
        token: Field, kind: Field, left: Field, right: Field, judgement: Field, by: Field = ""
    ) -> RedirectResponse:
        asked = _link(view, token, kind, left, right, judgement, by)
        decisions = view.desk.ask(lambda dossier: dossier.decisions())
        link = next((decision for decision in reversed(decisions) if _names_same(decision, asked)), None)
        if link is None:
            raise HTTPException(404)
        view.desk.ask(lambda dossier: dossier.undo(link))
        return RedirectResponse("/review", status_code=303)

    return routes


def _link(view: View, token: str, kind: str, left: str, right: str, judgement: str, by: str) -> Link:
    """The link that a form stands for; a form without this run's token or with unknown words is refused."""
    if not view.token.matches(token):
        raise HTTPException(403)
    if kind not in get_args(LinkKind) or judgement not in get_args(Judgement) or not left or not right or left == right:
        raise HTTPException(400)
    first, second = sorted((left, right))
    return Link(
        kind=kind,  # type: ignore[arg-type]  # checked above
        left=first,
        right=second,
        judgement=judgement,  # type: ignore[arg-type]
        score=1.0,
        origin="person",
        by=by.strip(),
    )


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


def _label(name: str, index: RecordIndex) -> str:
    """What an id of a link stands for, as far as the record knows it."""
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
