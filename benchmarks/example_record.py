"""How near the compiled record of the example dossier comes to the one a reader wrote.

    python benchmarks/example_record.py [READINGS.jsonl]

Reads the articles (or takes readings made before), resolves, collates and prints the figures for RESULTS.md.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from lesart.collate import collate
from lesart.ingest import articles, read_published_table
from lesart.metrics.records import score_record
from lesart.resolve import resolve
from lesart.resources.dossiers import load_dossier_configuration
from lesart.schema import Reading
from lesart.schema.codec import from_json
from lesart.workflow.dossier import trusted
from lesart.workflow.reading import read

EXAMPLE = Path(__file__).resolve().parents[1] / "examples" / "suedkaukasus"


def main() -> None:
    """Prints the figures."""
    expected = json.loads((EXAMPLE / "expected.json").read_text(encoding="utf-8"))
    if len(sys.argv) > 1:
        readings = [from_json(line) for line in Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()]
    else:
        readings = read_example()
    path = EXAMPLE / "dossier.yaml"
    configuration = load_dossier_configuration(path if path.exists() else None)
    readings = [trusted(reading, configuration.min_confidence) for reading in readings]
    begin = time.perf_counter()
    links = resolve(readings, configuration=configuration)
    middle = time.perf_counter()
    record = collate(readings, links, configuration=configuration)
    end = time.perf_counter()
    score = score_record(record, readings, expected, article_keys(expected, readings))
    print(f"resolve {middle - begin:.2f} s, collate {end - middle:.2f} s, {len(record.events)} events")
    for name in ("mentions", "pairs"):
        figure = getattr(score, name)
        print(f"{name}: P {figure.precision:.3f} R {figure.recall:.3f} F1 {figure.f1:.3f} ({figure.items})")
    print("accounts", score.accounts, "differences right/found/expected", score.differences)
    sides = {event: len({a.claimant.side for a in event.accounts if a.claimant.side}) for event in record.events}
    print("rows with several sides", sum(count > 1 for count in sides.values()), "of", len(record.events))
    print("found", len(score.events_found), "missed", score.events_missed, "several sides in one row", score.both_sides)
    print("points", score.points, "statuses right/found/expected", score.statuses)


def read_example() -> list[Reading]:
    """Readings of the example's articles."""
    given = articles([str(EXAMPLE / "articles")], published_from=read_published_table(EXAMPLE / "published.tsv"))
    return [outcome.reading for outcome in read(given) if outcome.reading is not None]


def article_keys(expected: dict[str, object], readings: list[Reading]) -> dict[str, str]:
    """The ids of the expected record's articles: each is the one article that holds the passages expected of it."""
    from collections import Counter, defaultdict

    record = expected["record"]
    assert isinstance(record, dict)
    passages: dict[str, list[str]] = defaultdict(list)
    for event in record["events"]:
        for account in event["accounts"]:
            passages[account["article"]].append(account["passage"])
    for agreement in record["agreements"]:
        for point in agreement["points"]:
            for status in point["statuses"]:
                passages[status["article"]].append(status["passage"])
    keys: dict[str, str] = {}
    for key, wordings in passages.items():
        counts = Counter({r.document.id: sum(w in r.document.text for w in wordings) for r in readings})
        keys[key] = max(counts, key=lambda name: (counts[name], name))
    return keys


if __name__ == "__main__":
    main()
