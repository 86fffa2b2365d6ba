"""Renders pages: language of the request, the words and helpers that templates use."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from lesart import __version__
from lesart.export.tables import reported_by_outlet
from lesart.resources.interface import LANGUAGES, InterfaceWords, interface_words
from lesart.resources.readable import read_date, read_slot
from lesart.schema.records import ArticleCard, Passage
from lesart.web.desk import Desk
from lesart.web.index import RecordIndex, Use, slug
from lesart.web.marks import OUTLET
from lesart.web.reasons import read_all
from lesart.web.security import Token, outside_link

HERE = Path(__file__).parent
LANGUAGE_COOKIE = "lesart_language"


def choose_language(request: Request) -> str:
    """The language asked for in the address, chosen before (cookie), or preferred by the browser; else German."""
    for asked in (request.query_params.get("lang"), request.cookies.get(LANGUAGE_COOKIE)):
        if asked in LANGUAGES:
            return asked
    preferences = []
    for entry in request.headers.get("accept-language", "").split(","):
        tag, _, weight = entry.strip().partition(";q=")
        found = re.fullmatch(r"[01](?:\.\d{1,3})?", weight.strip()) if weight else None
        preferences.append((-(float(found[0]) if found else 1.0), tag.split("-")[0].lower()))
    return next((tag for _, tag in sorted(preferences, key=lambda pair: pair[0]) if tag in LANGUAGES), "de")


def event_path(event: str) -> str:
    """Address of an event's page."""
    return f"/events/{quote(slug(event))}"


def actor_path(actor: str) -> str:
    """Address of an actor's page."""
    return f"/actors/{quote(slug(actor), safe='')}"


def article_path(article: str) -> str:
    """Address of an article in the reader."""
    return f"/articles/{quote(article, safe='')}"


def passage_path(passage: Passage, use: Use | str | None = None) -> str:
    """Address of a passage in the reader; `use` is the cell one comes from, so that the way back is known."""
    parameters: dict[str, str | int] = {"from": passage.start, "to": passage.end}
    if use is not None:
        parameters["cell"] = use if isinstance(use, str) else use.reference
    return f"{article_path(passage.article)}?{urlencode(parameters)}#passage"


def cell_path(use: Use) -> str:
    """Address of the cell that rests on a passage."""
    if use.kind in ("slot", "mention"):
        return f"{event_path(use.owner)}#{use.cell}"
    if use.kind == "statement":
        return f"/statements?{urlencode({'article': use.passage.article})}#{use.cell}"
    return f"/agreements#{use.cell}"


class View:
    """Everything that handlers share: the desk, the token, the templates."""

    def __init__(self, desk: Desk, token: Token) -> None:
        self.desk = desk
        self.token = token
        self._templates = Environment(
            loader=FileSystemLoader(HERE / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.globals.update(
            actor_path=actor_path,
            article_path=article_path,
            cell_path=cell_path,
            event_path=event_path,
            outside_link=outside_link,
            passage_path=passage_path,
            slug=slug,
            version=__version__,
        )

    def words(self, request: Request) -> InterfaceWords:
        """The words in the language of the request."""
        return interface_words(choose_language(request))

    def page(self, request: Request, template: str, *, status: int = 200, **context: Any) -> HTMLResponse:
        """Renders a page of the record."""
        index = self.desk.index()
        words = self.words(request)
        shared = {"index": index, "policy": self.desk.configuration().policy, **_helpers(index, words)}
        return self._render(request, words, template, status, **shared, **context)

    def error(self, request: Request, *, status: int, heading: str, text: str, way_out: str = "") -> HTMLResponse:
        """Renders a page that needs no record: the dossier itself may be what is wrong."""
        words = self.words(request)
        context = {"heading": heading, "text": text, "way_out": way_out, "code": status}
        return self._render(request, words, "error.html", status, index=None, **context)

    def _render(
        self, request: Request, words: InterfaceWords, template: str, status: int, **context: Any
    ) -> HTMLResponse:
        other = [
            (language, interface_words(language).name, _with_language(request, language))
            for language in LANGUAGES
            if language != words.language
        ]
        html = self._templates.get_template(template).render(
            words=words,
            say=words.say,
            count=words.count,
            number=words.number,
            term=words.term,
            read_date=lambda value: read_date(value, words),
            other_languages=other,
            path=request.url.path,
            token=self.token.value,
            **context,
        )
        answer = HTMLResponse(html, status_code=status, headers={"Vary": "Accept-Language, Cookie"})
        asked = request.query_params.get("lang")
        if asked in LANGUAGES:
            answer.set_cookie(LANGUAGE_COOKIE, asked, max_age=365 * 86400, httponly=True, samesite="strict")
        return answer


def _with_language(request: Request, language: str) -> str:
    pairs = [(name, value) for name, value in request.query_params.multi_items() if name != "lang"]
    return f"{quote(request.url.path)}?{urlencode([*pairs, ('lang', language)])}"


def _helpers(index: RecordIndex, words: InterfaceWords) -> dict[str, Callable[..., Any]]:
    def side_class(side: str | None) -> str:
        place = index.side_number(side)
        if place is not None:
            return f"side-{place}"
        return "side-outlet" if side == OUTLET else "side-none"

    def article_name(article: str) -> str:
        card = index.articles.get(article)
        return (card.title or words.say("articles.untitled")) if card else article

    def outlet(article: str) -> str:
        card: ArticleCard | None = index.articles.get(article)
        return (card.publisher or words.say("articles.no_outlet")) if card else words.say("articles.no_outlet")

    def teller_name(teller: str) -> str:
        return words.say(f"tellers.{teller}") if teller.startswith("-") else index.side_name(teller) or teller

    def distinct(actors: Iterable[str]) -> list[str]:
        """Of actors that are called the same ("50 Tote" of two articles) the first: twice the name says nothing."""
        return list({index.actor_name(actor): actor for actor in reversed(list(actors))}.values())[::-1]

    def actor_names(actors: Iterable[str]) -> str:
        return ", ".join(index.actor_name(actor) for actor in distinct(actors))

    return {
        "side_class": side_class,
        "side_name": index.side_name,
        "article_name": article_name,
        "outlet": outlet,
        "actor_names": actor_names,
        "distinct": distinct,
        "teller_name": teller_name,
        "value_text": lambda slot, value: read_slot(slot, value, words),
        "grounds": lambda lines: read_all(lines, index, words),
        "by_outlet": reported_by_outlet,
    }
