"""Time of resolve and collate over many articles.

    python benchmarks/resolve_collate.py READINGS.jsonl [--articles 300]

Readings are repeated with their dates moved, so that each copy tells other events of the same actors and places (and is
no copy of the text: words are exchanged), which is the hard case for blocking: everybody is in every article.
"""

from __future__ import annotations

import argparse
import random
import time
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from lesart.collate import collate
from lesart.ontology.slots import DateRange
from lesart.resolve import resolve
from lesart.resources.dossiers import load_dossier_configuration
from lesart.schema import Reading
from lesart.schema.codec import from_json

EXAMPLE = Path(__file__).resolve().parents[1] / "examples" / "suedkaukasus"


def main() -> None:
    """Prints seconds and sizes for growing numbers of articles."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("readings", type=Path)
    parser.add_argument("--articles", type=int, default=300)
    arguments = parser.parse_args()
    given = [from_json(line) for line in arguments.readings.read_text(encoding="utf-8").splitlines()]
    configuration = load_dossier_configuration(EXAMPLE / "dossier.yaml")
    resolve(given, configuration=configuration)  # loads gazetteers and lexicon
    for count in (arguments.articles // 4, arguments.articles // 2, arguments.articles):
        readings = [moved(given[number % len(given)], number) for number in range(count)]
        begin = time.process_time()
        links = resolve(readings, configuration=configuration)
        middle = time.process_time()
        record = collate(readings, links, configuration=configuration)
        end = time.process_time()
        events = sum(len(reading.events) for reading in readings)
        print(
            f"{count} articles, {events} event mentions: resolve {middle - begin:.2f} s, collate {end - middle:.2f} s; "
            f"{len(links)} links, {len(record.events)} events, {len(record.actors)} actors"
        )


def moved(reading: Reading, number: int) -> Reading:
    """The reading of another day, in other words of equal length (offsets stay valid)."""
    shuffle = random.Random(number)
    days = timedelta(days=number * 3)
    letters = list("abcdefghijklmnopqrstuvwxyz")
    shuffle.shuffle(letters)
    table = str.maketrans("abcdefghijklmnopqrstuvwxyz", "".join(letters))
    covered = [False] * len(reading.document.text)
    for mention in reading.mentions:
        covered[mention.start : mention.end] = [True] * (mention.end - mention.start)
    text = "".join(
        character if kept else character.translate(table)
        for character, kept in zip(reading.document.text, covered, strict=True)
    )
    events = tuple(
        replace(event, time=replace(event.time, value=later(event.time.value, days))) if event.time else event
        for event in reading.events
    )
    published = reading.document.published
    document = replace(
        reading.document,
        id=f"{reading.document.id}-{number}",
        text=text,
        published=later(published, days) if published else None,
    )
    return replace(reading, document=document, events=events)


def later(value: str, days: timedelta) -> str:
    """A date value moved by so many days; what is no full date stays."""
    when = DateRange.clean(value)
    if when is None:
        return value
    first, last = when.earliest, when.latest
    limit = date(9000, 1, 1)
    if last > limit:
        return value
    return str(DateRange(first + days, last + days))


if __name__ == "__main__":
    main()
