"""Puts the workbench together: pages, static files, guard, error pages."""

from __future__ import annotations

import re
from collections.abc import Iterable

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.staticfiles import StaticFiles

from lesart.errors import LesartError
from lesart.web.desk import Desk, DossierFace
from lesart.web.pages import about, actors, agreements, articles, dossier, events, overview, review, statements
from lesart.web.security import HEADERS, LOCAL_HOSTS, Guard, Token
from lesart.web.view import HERE, View

PAGES = (overview, events, statements, agreements, actors, articles, review, dossier, about)
FALLBACK_COLOURS = ("#8c2d19", "#1f4e79", "#4a6b2a", "#6b4a8c", "#7a5a00", "#00616b")
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")


def create_app(dossier: DossierFace, *, hosts: Iterable[str] = LOCAL_HOSTS) -> FastAPI:
    """The workbench on a dossier; `hosts` are the names under which it may be asked."""
    # No generated API pages: they would fetch scripts from elsewhere.
    app = FastAPI(title="Lesart", docs_url=None, redoc_url=None, openapi_url=None)
    view = View(Desk(dossier), Token())
    for page in PAGES:
        app.include_router(page.router(view))
    app.mount("/static", StaticFiles(directory=HERE / "static"), name="static")
    app.add_api_route("/sides.css", lambda: _side_colours(view), methods=["GET"], include_in_schema=False)
    _add_error_pages(app, view)
    app.add_middleware(Guard, hosts=tuple(hosts))
    return app


def _side_colours(view: View) -> Response:
    """The colours that the dossier gives its sides: a style sheet, because the policy allows no style inside a page."""
    sides = view.desk.index().record.sides
    rules = []
    for number, side in enumerate(sides):
        fallback = FALLBACK_COLOURS[number % len(FALLBACK_COLOURS)]
        colour = side.colour if _COLOUR.fullmatch(side.colour) else fallback
        rules.append(f".side-{number} {{ --side: {colour}; }}")
        lighter = f"color-mix(in srgb, {colour} 60%, white)"
        rules.append(f"@media (prefers-color-scheme: dark) {{ .side-{number} {{ --side: {lighter}; }} }}")
    return Response("\n".join(rules) + "\n", media_type="text/css", headers={"Cache-Control": "no-cache"})


def _add_error_pages(app: FastAPI, view: View) -> None:
    def http_error(request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 400
        words = view.words(request)
        name = "not_found" if status == 404 else "refused"
        return view.error(
            request,
            status=status,
            heading=words.say(f"errors.{name}"),
            text=words.say(f"errors.{name}_text"),
            way_out=words.say(f"errors.{name}_way_out"),
        )

    def known_error(request: Request, error: Exception) -> Response:
        assert isinstance(error, LesartError)
        heading = view.words(request).say("errors.dossier", code=error.code)
        return view.error(request, status=500, heading=heading, text=error.message, way_out=error.way_out)

    def bug(request: Request, error: Exception) -> Response:
        words = view.words(request)
        answer = view.error(
            request,
            status=500,
            heading=words.say("errors.bug"),
            text=words.say("errors.bug_text"),
            way_out=words.say("errors.bug_way_out"),
        )
        # Starlette answers this one outside the guard (and hands the traceback on to the server's log).
        answer.headers.update(HEADERS)
        return answer

    app.add_exception_handler(HTTPException, http_error)
    app.add_exception_handler(RequestValidationError, http_error)
    app.add_exception_handler(LesartError, known_error)
    app.add_exception_handler(Exception, bug)
