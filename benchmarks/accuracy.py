"""Accuracy on the development data, all scorers in one run.

    python benchmarks/accuracy.py [--shared ../shared] [--workers 2] [--only quotations,times,events,facts]

Writes each corpus's texts to a temporary folder, reads them with the installed `lesart read`, and runs the scorers that
lie beside the corpora. Prints a Markdown table; the full figures go to standard error.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

LESART = str(Path(sys.executable).with_name("lesart"))
SEEDS = (("000_moscow", "000_0db45b411259a95e", "2021-01-11"), ("004_washington", "004_a4ebe81bc57e7c87", "2023-06-28"))


def python(*arguments: str) -> str:
    """Output of a scorer."""
    return subprocess.run([sys.executable, *arguments], check=True, capture_output=True, text=True).stdout


def read(folder: Path, out: Path, workers: int, *options: str) -> Path:
    """Readings of every text of a folder."""
    texts = sorted(str(path) for path in folder.glob("*.txt"))
    with out.open("wb") as file:
        command = [LESART, "read", *texts, "--workers", str(workers), *options]
        subprocess.run(command, check=True, stdout=file)
    return out


def scored(shared: Path, corpus: str, work: Path, workers: int) -> dict[str, Any]:
    """The scorer's JSON for one corpus."""
    tools, corpora = shared / "tools", shared / "corpora"
    tool, *gold = {
        "quotations": ["score_quotations.py", str(corpora / "quotations" / "dev")],
        "times": ["score_times.py", str(corpora / "times")],
        "events": ["score_events.py", str(corpora / "events" / "dev0.docs.json")],
    }[corpus]
    folder = work / corpus
    python(str(tools / tool), *gold, "--write-texts", str(folder))
    table = folder / "published.tsv"
    options = ["--published-from", str(table)] if table.exists() else []
    readings = read(folder, work / f"{corpus}.jsonl", workers, *options)
    extra = {
        "quotations": [str(readings), "--speakers", str(corpora / "speakers" / "dev.json")],
        "times": [str(readings)],
        "events": [str(corpora / "events" / "dev0.events.json"), str(readings)],
    }[corpus]
    found: dict[str, Any] = json.loads(python(str(tools / tool), *gold, *extra, "--json"))
    return found


def facts(shared: Path, work: Path) -> dict[str, str]:
    """Facts held of the two seeds and of our own gold articles."""
    out = {}
    gold = Path(__file__).resolve().parents[1] / "tests" / "gold" / "articles"
    cases = [(shared / "facts" / f"{n}.json", shared / "seeds" / f"{t}.txt") for n, t, _ in SEEDS]
    cases += [(path, path.with_name(path.name.replace(".facts.json", ".txt"))) for path in gold.glob("*.facts.json")]
    for expectation, text in sorted(cases):
        published = json.loads(expectation.read_text(encoding="utf-8")).get("published")
        reading = work / f"{expectation.stem}.jsonl"
        with reading.open("wb") as file:
            options = ["--published", published] if published else []
            subprocess.run([LESART, "read", str(text), *options], check=True, stdout=file)
        lines = python(str(shared / "tools" / "facts.py"), str(expectation), str(reading)).splitlines()
        out[expectation.stem] = lines[-1]
        print(f"{expectation.stem}: {', '.join(lines)}", file=sys.stderr)
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--shared", type=Path, default=Path(__file__).resolve().parents[2] / "shared")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--only", default="quotations,times,events,facts")
    options = parser.parse_args()
    print("| corpus | figure | P | R | F1 |\n|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for corpus in options.only.split(","):
            if corpus == "facts":
                for name, held in facts(options.shared, Path(folder)).items():
                    print(f"| facts | {name} | | | {held} |", flush=True)
                continue
            for name, figure in scored(options.shared, corpus, Path(folder), options.workers).items():
                if isinstance(figure, dict):
                    cells = " | ".join(f"{100 * figure[key]:.1f}" for key in ("p", "r", "f1"))
                    print(f"| {corpus} | {name} | {cells} |", flush=True)


if __name__ == "__main__":
    main()
