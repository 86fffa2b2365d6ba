"""The articles, and the reader: an article's text with what was found in it and the cells that rest on it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from fastapi import APIRouter, HTTPException, Request
from starlette.responses import HTMLResponse, Response

from lesart.schema.records import ArticleCard
from lesart.web.filters import EventFilter, Sheet
from lesart.web.findings import Finding, list_findings
from lesart.web.highlights import LAYERS, Layer, Stretch, cut
from lesart.web.index import Use
from lesart.web.offices import terms_held
from lesart.web.view import View, cell_path

LONGEST = 60_000
"""Characters of an article on one screen; a longer one is shown in parts, so that a browser stays quick."""

MOST_HERE = 4
"""Findings that are spelled out at once where an address names a passage."""


@dataclass(frozen=True, slots=True)
class Note:
    """A passage of the article that cells of the record rest on: as in an edition's apparatus, numbered through.

    Numbers run by where passages end, since that is where the text shows them.
    """

    number: int
    start: int
    end: int
    wording: str
    uses: tuple[Use, ...]

    @property
    def name(self) -> str:
        """How text and apparatus refer to it."""
        return f"n{self.number}"

    @property
    def layer(self) -> Layer:
        """What only a statement rests on is shown as a quotation already and needs no second mark."""
        return "said" if all(use.kind == "statement" for use in self.uses) else "record"


def router(view: View) -> APIRouter:
    """The list, the reader and the download of an original."""
    routes = APIRouter()

    @routes.get("/articles", response_class=HTMLResponse)
    def articles_page(request: Request) -> HTMLResponse:
        index = view.desk.index()
        asked = EventFilter.from_query(request.query_params)
        cards = [card for card in index.record.articles if _kept(card, asked)]
        sheet = Sheet.of(len(cards), request.query_params.get("page", ""))
        events = Counter(
            article
            for event in index.record.events
            for article in {member.partition("#")[0] for member in event.members}
        )
        statements = Counter(statement.article for statement in index.record.statements)
        return view.page(
            request,
            "articles.html",
            asked=asked,
            cards=cards[sheet.rows],
            sheet=sheet,
            events=events,
            statements=statements,
        )

    @routes.get("/articles/{name}", response_class=HTMLResponse)
    def reader(request: Request, name: str) -> HTMLResponse:
        reading = view.desk.reading(name)
        if reading is None:
            raise HTTPException(404)
        index = view.desk.index()
        text = reading.document.text
        notes = _notes(index.uses_of_article.get(name, ()))
        chosen = _chosen(request.query_params, len(text))
        part = _part(request.query_params, chosen, text)
        findings = list_findings(reading, index, view.words(request))
        stretches = [stretch for finding in findings for stretch in finding.stretches]
        stretches += [Stretch(note.start, note.end, note.layer, note.name) for note in notes]
        start, end = _window(text, part)
        if chosen:
            stretches.append(Stretch(*chosen, "target", "target"))
        back = next(
            (use for note in notes for use in note.uses if use.reference == request.query_params.get("cell")), None
        )
        return view.page(
            request,
            "reader.html",
            reading=reading,
            card=index.articles.get(name),
            paragraphs=cut(text, stretches, start=start, end=end),
            part=part,
            parts=_parts(text),
            notes=[note for note in notes if note.start < end and note.end > start],
            note_of={note.name: note for note in notes},
            findings=[finding for finding in findings if start <= finding.start < end],
            tally=_tally(findings, notes),
            chosen=chosen,
            here=_found_at(chosen, findings) if chosen else [],
            back=back,
            back_path=cell_path(back) if back else None,
            LAYERS=LAYERS,
            office_notes=[note for note in index.record.office_notes if note.passage.article == name],
            terms_held=terms_held,
            has_original=index.articles.get(name) is not None,
        )

    @routes.get("/articles/{name}/original")
    def original(name: str) -> Response:
        found = view.desk.ask(lambda dossier: dossier.original(name))
        if found is None:
            raise HTTPException(404)
        content, media_type = found
        ending = {"text/html": "html", "text/plain": "txt", "application/json": "json"}.get(media_type, "bin")
        # Always a download and never of its own type: somebody else's page must not be rendered from this address.
        return Response(
            content,
            media_type="application/octet-stream",
            headers={
                "Content-Disposition": f'attachment; filename="{_safe(name)}.{ending}"',
                "Content-Security-Policy": "sandbox; default-src 'none'",
            },
        )

    return routes


def _safe(name: str) -> str:
    return "".join(sign for sign in name if sign.isascii() and sign.isalnum()) or "original"


def _kept(card: ArticleCard, asked: EventFilter) -> bool:
    text = " ".join((card.title or "", card.publisher or "", card.url or "", card.id)).casefold()
    return all(word in text for word in asked.text.casefold().split())


def _notes(uses: tuple[Use, ...]) -> tuple[Note, ...]:
    passages: dict[tuple[int, int], list[Use]] = {}
    for use in uses:
        passages.setdefault((use.passage.start, use.passage.end), []).append(use)
    by_end = sorted(passages.items(), key=lambda item: (item[0][1], item[0][0]))
    return tuple(
        Note(number, start, end, found[0].passage.wording, tuple(_distinct(found)))
        for number, ((start, end), found) in enumerate(by_end, start=1)
    )


def _distinct(uses: list[Use]) -> list[Use]:
    """One entry a cell, however often it names the passage."""
    return list({use.reference: replace(use) for use in uses}.values())


def _chosen(query: Mapping[str, str], length: int) -> tuple[int, int] | None:
    """The passage that the address names, if it lies in the text."""
    try:
        start, end = int(query.get("from", "")), int(query.get("to", ""))
    except ValueError:
        return None
    return (start, end) if 0 <= start < end <= length else None


def _found_at(chosen: tuple[int, int], findings: Iterable[Finding]) -> list[Finding]:
    """What was found at a passage, innermost first: the event or quotation in it says who claims it."""
    start, end = chosen
    covering = [
        (stretch.end - stretch.start, finding)
        for finding in findings
        for stretch in finding.stretches
        if stretch.layer == finding.layer and stretch.start < end and stretch.end > start
    ]
    nearest = sorted(covering, key=lambda pair: (pair[1].layer not in ("event", "quotation"), pair[0], pair[1].id))
    return list({finding.id: finding for _, finding in nearest}.values())[:MOST_HERE]


def _parts(text: str) -> list[int]:
    """Where the parts of a long article begin: at a line's start near every `LONGEST` characters."""
    starts = [0]
    while len(text) - starts[-1] > LONGEST:
        wanted = starts[-1] + LONGEST
        line = text.rfind("\n", starts[-1] + LONGEST // 2, wanted)
        starts.append(line + 1 if line > 0 else wanted)
    return starts


def _part(query: Mapping[str, str], chosen: tuple[int, int] | None, text: str) -> int:
    starts = _parts(text)
    if chosen:
        return max(number for number, start in enumerate(starts) if start <= chosen[0])
    asked = query.get("part", "")
    return min(max(int(asked) - 1, 0), len(starts) - 1) if asked.isascii() and asked.isdigit() and len(asked) < 9 else 0


def _window(text: str, part: int) -> tuple[int, int]:
    starts = [*_parts(text), len(text)]
    return starts[part], starts[part + 1]


def _tally(findings: tuple[Finding, ...], notes: tuple[Note, ...]) -> Counter[str]:
    tally = Counter[str](finding.layer for finding in findings)
    tally["record"] = len(notes)
    return tally
