"""Agreements: their points, and over time what was reported of each and by whom."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from lesart.web.index import point_cell, status_cell
from lesart.web.view import View


def router(view: View) -> APIRouter:
    """The page of all agreements."""
    routes = APIRouter()

    @routes.get("/agreements", response_class=HTMLResponse)
    def agreements_page(request: Request) -> HTMLResponse:
        return view.page(request, "agreements.html", point_cell=point_cell, status_cell=status_cell)

    return routes
