"""Takes the screenshots in this folder: `python docs/screenshots/take.py DOSSIER`, with Chromium and playwright.

Run it beside the dossier file, so that the page about the record shows no path of your machine.
"""

from __future__ import annotations

import shutil
import socket
import sys
import tempfile
import threading
from pathlib import Path

import uvicorn
from playwright.sync_api import BrowserContext, sync_playwright

from lesart.export.tables import differing_slots, row_of, slot_cell
from lesart.schema.records import Passage, Record, RecordEvent
from lesart.web import create_app
from lesart.web.index import slug
from lesart.web.view import actor_path, article_path, event_path, passage_path
from lesart.workflow import Dossier

HERE = Path(__file__).parent
SIZE = {"width": 1280, "height": 900}


def main() -> None:
    """Serves the dossier on a free port and photographs its pages."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    with Dossier.open(Path(sys.argv[1])) as dossier, socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(create_app(dossier), log_level="warning"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        with sync_playwright() as playwright, tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
            context = playwright.chromium.launch_persistent_context(
                profile, executable_path=chromium, args=["--no-sandbox", "--disable-gpu"], locale="de-DE", viewport=SIZE
            )
            context.set_default_timeout(120_000)
            take_all(context, dossier.record(), f"http://127.0.0.1:{listener.getsockname()[1]}")
            context.close()
        server.should_exit = True
        thread.join()


def take_all(context: BrowserContext, record: Record, address: str) -> None:
    """One picture a page; the event with most accounts that differ between sides stands for all events."""
    event = best_event(record)
    passage, cell = differing_cell(event)
    pages = {
        "overview": "/",
        "overview-filtered": "/?from=2022&to=2022",
        "timeline-types": "/?lanes=type#timeline-title",
        "event": event_path(event.id),
        "reader": passage_path(passage, cell),
        "article": article_path(passage.article),
        "statements": "/statements",
        "agreements": "/agreements",
        "actors": "/actors",
        "actor": actor_path(record.actors[0].id),
        "articles": "/articles",
        "review": "/review",
        "dossier": "/dossier",
        "dossier-places": "/dossier/places",
        "about": "/about",
        "event-english": f"{event_path(event.id)}?lang=en",
    }
    page = context.new_page()
    for name, path in pages.items():
        page.goto(address + path)
        page.screenshot(path=HERE / f"{name}.png")


def best_event(record: Record) -> RecordEvent:
    """Figures and blame before days, more sides before fewer."""

    def weight(event: RecordEvent) -> tuple[int, int, str]:
        slots = set(differing_slots(event)) - {"date"}
        sides = {account.claimant.side for account in event.accounts} - {None}
        return (min(len(sides), 2) * len(slots), len(event.accounts), event.id)

    return max(record.events, key=weight)


def differing_cell(event: RecordEvent) -> tuple[Passage, str]:
    """A passage of a cell that differs, with the cell's name in addresses."""
    slots = differing_slots(event)
    for number, account in enumerate(event.accounts):
        for value in account.slots:
            if value.slot in slots and value.passages:
                cell = slot_cell(number, value.slot, row_of(event, number, value))
                return value.passages[0], f"slot:{slug(event.id)}:{cell}"
    return event.accounts[0].mentions[0], ""


if __name__ == "__main__":
    main()
