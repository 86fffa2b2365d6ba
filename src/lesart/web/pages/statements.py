"""Statements: who said what when, narrowed down as asked; each opens at its passage."""

from __future__ import annotations

from collections import Counter
from itertools import groupby

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from lesart.schema.records import Statement
from lesart.web.filters import OUTSIDE, Sheet, StatementFilter
from lesart.web.index import RecordIndex, statement_cell
from lesart.web.view import View


def router(view: View) -> APIRouter:
    """The list of statements."""
    routes = APIRouter()

    @routes.get("/statements", response_class=HTMLResponse)
    def statements_page(request: Request) -> HTMLResponse:
        index = view.desk.index()
        asked = StatementFilter.from_query(request.query_params)
        statements = [
            statement
            for statement in index.record.statements
            if asked.keeps(statement, published=_published(statement, index))
        ]
        sheet = Sheet.of(len(statements), request.query_params.get("page", ""))
        return view.page(
            request,
            "statements.html",
            asked=asked,
            groups=[(article, list(group)) for article, group in groupby(statements[sheet.rows], _article)],
            sheet=sheet,
            choices=_choices(index),
            statement_cell=statement_cell,
            OUTSIDE=OUTSIDE,
        )

    return routes


def _article(statement: Statement) -> str:
    return statement.article


def _published(statement: Statement, index: RecordIndex) -> str | None:
    card = index.articles.get(statement.article)
    return card.published if card else None


def _choices(index: RecordIndex) -> dict[str, list[tuple[str, int]]]:
    statements = index.record.statements
    speakers = Counter(statement.speaker or OUTSIDE for statement in statements)
    sides = Counter(statement.side or OUTSIDE for statement in statements)
    order = [side.id for side in index.record.sides] + [OUTSIDE]
    return {
        "speaker": sorted(
            speakers.items(), key=lambda pair: (pair[0] == OUTSIDE, index.actor_name(pair[0]).casefold(), pair[0])
        ),
        "side": [(side, sides[side]) for side in order if sides[side]],
        "kind": sorted(Counter(statement.kind for statement in statements).items()),
        "type": sorted(Counter(statement.type for statement in statements).items()),
    }
