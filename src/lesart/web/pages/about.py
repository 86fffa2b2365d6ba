"""About: what the record was made with, and what is known about how well each part works."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from lesart.web.view import View


def router(view: View) -> APIRouter:
    """The page about versions, models, licences and scores."""
    routes = APIRouter()

    @routes.get("/about", response_class=HTMLResponse)
    def about_page(request: Request) -> HTMLResponse:
        return view.page(request, "about.html", about=view.desk.ask(lambda dossier: dossier.about()))

    return routes
