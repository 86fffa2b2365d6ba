"""The record as one readable page: no script, nothing loaded from elsewhere, to be kept, mailed and printed.

Every cell carries the number of its passage; the passages stand at the end with wording, outlet and place in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from lesart import __version__
from lesart.export.files import write_whole
from lesart.export.tables import lay_out, reported_by_outlet
from lesart.resources.dossiers import DossierConfiguration, TerritoryPolicy
from lesart.resources.interface import InterfaceWords, interface_words
from lesart.resources.readable import read_date, read_slot
from lesart.schema.records import ArticleCard, Passage, Record, Side

TEMPLATES = Path(__file__).parent / "templates"
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")


@dataclass(frozen=True, slots=True)
class Note:
    """A passage with the number that cells refer to."""

    number: int
    passage: Passage


class Notes:
    """Numbers passages in the order in which the report comes to them; the same passage keeps its number."""

    def __init__(self) -> None:
        self._numbers: dict[Passage, int] = {}

    def numbers(self, passages: Iterable[Passage]) -> list[int]:
        """The numbers of some passages."""
        return [self._numbers.setdefault(passage, len(self._numbers) + 1) for passage in dict.fromkeys(passages)]

    def __iter__(self) -> Iterator[Note]:
        return iter([Note(number, passage) for passage, number in self._numbers.items()])


def write(
    record: Record, output: Path, *, language: str = "de", configuration: DossierConfiguration | None = None
) -> tuple[Path, ...]:
    """Writes the report to one file, with the interface's words in `language` and the dossier's policy for names."""
    policy = configuration.policy if configuration else None
    return (write_whole(output, render(record, interface_words(language), policy=policy)),)


def render(record: Record, words: InterfaceWords, *, policy: TerritoryPolicy | None = None) -> Iterable[str]:
    """The report, piece by piece."""
    templates = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    actors = {actor.id: actor.name for actor in record.actors}
    articles = {article.id: article for article in record.articles}
    return templates.get_template("report.html").generate(
        record=record,
        policy=policy,
        words=words,
        say=words.say,
        count=words.count,
        number=words.number,
        term=words.term,
        notes=Notes(),
        articles=articles,
        article_number={article: number for number, article in enumerate(articles, start=1)},
        actor_name=lambda actor: actors.get(actor, actor),
        lay_out=lambda event: lay_out(event, record.sides),
        by_outlet=reported_by_outlet,
        read_date=lambda value: read_date(value, words),
        value_text=lambda slot, value: read_slot(slot, value, words),
        side_class=lambda side: _side_class(side, record.sides),
        side_colours=[side.colour if _COLOUR.fullmatch(side.colour) else "#6b6459" for side in record.sides],
        side_name=lambda side: next((entry.name for entry in record.sides if entry.id == side), side),
        link_of=_link,
        style=(TEMPLATES / "report.css").read_text(encoding="utf-8"),
        version=__version__,
    )


def _side_class(side: str | None, sides: tuple[Side, ...]) -> str:
    return next((f"side-{number}" for number, entry in enumerate(sides) if entry.id == side), "side-none")


def _link(card: ArticleCard) -> str | None:
    """The article's address if it may be a link: http or https with a host."""
    try:
        parts = urlsplit(card.url or "")
    except ValueError:
        return None
    return card.url if parts.scheme in ("http", "https") and parts.hostname else None
