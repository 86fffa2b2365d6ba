"""The record's events as PLOVER JSON lines, one event and account a line (PLOVER manual 2.0, "Data Fields"; CC
BY-SA 4.0).

`size` (dead, injured, arrested) is the manual's; ours are `mediator` (docs/decisions/0061), `claimant` (who vouches for
this account; null: the outlet reports it as fact) and `passage` (article, offsets and wording it rests on). `text`
stays null: whose rights the articles' texts are, Lesart cannot know (manual, note 6); the passage gives the trigger's
wording only. An event told by several claimants is several lines with the same `id` stem, because PLOVER has no place
for versions.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lesart.export.files import write_whole
from lesart.export.spots import Spots
from lesart.ontology.plover import plover
from lesart.resources.dossiers import DossierConfiguration
from lesart.schema.records import Account, Actor, ArticleCard, Record, RecordEvent

FIELDS = (
    "id", "has_event", "date", "time", "enddate", "endtime", "actor", "recipient", "event", "event_loc", "event_text",
    "quad_code", "event_scale", "mode", "context", "link", "text", "text_info", "cite_info", "coder", "coded_date",
    "coded_time", "comment",
)  # fmt: skip
"""The manual's field names, in its order."""

_SIZES = (("killed", "dead"), ("injured", "injured"), ("captured", "arrested"))


def write(record: Record, output: Path, *, configuration: DossierConfiguration | None = None) -> tuple[Path, ...]:
    """Writes one file of JSON lines."""
    return (write_whole(output, lines(record, Spots(configuration))),)


def lines(record: Record, spots: Spots | None = None) -> Iterator[str]:
    """The lines of the file."""
    actors = {a.id: a for a in record.actors}
    articles = {a.id: a for a in record.articles}
    for event in record.events:
        for number, account in enumerate(event.accounts):
            line = _line(event, number, account, actors, articles)
            line["event_loc"] = [_place(place, spots or Spots()) for place in event.places]
            yield json.dumps(line, ensure_ascii=False) + "\n"


def _line(
    event: RecordEvent, number: int, account: Account, actors: dict[str, Actor], articles: dict[str, ArticleCard]
) -> dict[str, Any]:
    kind = plover().type(event.type)
    mention = account.mentions[0] if account.mentions else None
    card = articles.get(mention.article) if mention else None
    begin, _, end = (event.date or "").partition("/")
    return {
        "id": f"{event.id}.{number + 1}",
        "has_event": account.factuality == "happened",
        "date": begin or None,
        "time": None,
        "enddate": end or None,
        "endtime": None,
        "actor": [_entity(name, actors) for name in event.actors],
        "recipient": [_entity(name, actors) for name in event.recipients],
        "event": [event.type],
        "event_loc": [],
        "event_text": [mention.wording] if mention else [],
        "quad_code": kind.quad,
        "event_scale": kind.score_of(event.modes),
        "mode": [*event.modes, *_auxiliary(account.factuality)],
        "context": [],
        "link": list(event.members),
        "text": None,
        "text_info": {"sequence": None, "start": mention.start, "end": mention.end, "text_story": None}
        if mention
        else None,
        "cite_info": _citation(card),
        "coder": "Lesart",
        "coded_date": None,
        "coded_time": None,
        "comment": "; ".join(event.link_reasons),
        "size": _size(account),
        "mediator": [_entity(name, actors) for name in event.mediators],
        "claimant": {"name": account.claimant.name, "id": account.claimant.actor, "side": account.claimant.side}
        if account.claimant.actor or account.claimant.passages
        else None,
        "passage": {"article": mention.article, "start": mention.start, "end": mention.end, "wording": mention.wording}
        if mention
        else None,
    }


def _place(name: str, spots: Spots) -> dict[str, Any]:
    spot = spots.of(name)
    return {
        "extracted_place": name,
        "resolved_place": spot.name if spot else None,
        "lat": spot.latitude if spot else None,
        "lon": spot.longitude if spot else None,
        "country": spot.country if spot else None,
    }


def _auxiliary(factuality: str) -> list[str]:
    """PLOVER's auxiliary modes for what did not simply happen."""
    return {"planned": ["future"], "possible": ["hypothetical"], "denied": ["negation"]}.get(factuality, [])


def _entity(name: str, actors: dict[str, Actor]) -> dict[str, Any]:
    actor = actors.get(name)
    wikidata = actor.links.get("wikidata") if actor else None
    return {
        "code": None,
        "sector": None,
        "entity_text": actor.name if actor else name,
        "identifier_id": wikidata,
        "identifier_text": "wikidata" if wikidata else None,
    }


def _size(account: Account) -> dict[str, str]:
    values = {slot.slot: slot.value for slot in account.slots}
    return {field: values[slot] for slot, field in _SIZES if slot in values}


def _citation(card: ArticleCard | None) -> dict[str, Any] | None:
    if card is None:
        return None
    return {
        "url": card.url,
        "title": card.title,
        "language": "de",
        "publication": card.publisher,
        "citation": card.published,
    }
