"""Articles a second and peak memory of `lesart read` and `lesart compile`.

    python benchmarks/read_compile.py [--articles 300] [--words 300]

Writes generated German articles of about 300 words to a temporary folder, runs the installed commands over them with
one and two workers, and prints a Markdown table. Loading is measured with one article and taken off, so that the rate
is that of a long batch; memory is the largest sum over all processes (proportional share, Linux). Beside the wall
clock stands the CPU time of all processes for an article, which counts on a machine that others use as well. As a
yardstick that moves with the machine, spaCy's blank German tokenizer runs over the same texts before every run.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

PEOPLE = ["Nikol Paschinjan", "Ilham Alijew", "Ararat Mirsojan", "Jeyhun Bayramov", "Antony Blinken", "Charles Michel"]
OFFICES = ["Ministerpräsident", "Präsident", "Außenminister", "Verteidigungsminister", "Regierungssprecher"]
STATES = [("Armenien", "armenische"), ("Aserbaidschan", "aserbaidschanische"), ("Russland", "russische")]
PLACES = ["Eriwan", "Baku", "Brüssel", "Sotschi", "Washington", "Schuscha", "Martakert", "Latschin", "Goris"]
SENTENCES = [
    "Am {day}. {month} trafen sich {person} und {person2} in {place} zu Gesprächen über die Lage an der Grenze.",
    "Nach Angaben des {adj}n Verteidigungsministeriums wurden bei dem Beschuss {n} Soldaten getötet und {m} verletzt.",
    "Die Gegenseite habe das Feuer eröffnet, sagte {office} {person}. Man habe lediglich darauf geantwortet.",
    "„Wir sind zu weiteren Verhandlungen bereit“, erklärte {person} am {weekday} in {place}.",
    "{state} forderte den sofortigen Abzug der {adj}n Truppen aus dem Gebiet um {place}.",
    "Das Außenministerium in {place} wies die Vorwürfe zurück und sprach von einer Provokation.",
    "Beide Seiten hatten sich bereits im {month} auf den Austausch von Gefangenen verständigt.",
    "Die Straße nach {place} war nach Berichten von Anwohnern seit mehreren Tagen gesperrt.",
    "In der Region leben rund {n}.000 Menschen, viele von ihnen sind auf Lieferungen angewiesen.",
    "Beobachter rechnen damit, dass die nächste Runde in der kommenden Woche in {place} stattfindet.",
    "Die {adj} Regierung teilte mit, es gebe keine Hinweise auf eine Verletzung der Waffenruhe.",
]
MONTHS = ["Januar", "März", "Mai", "Juni", "September", "November", "Dezember"]
WEEKDAYS = ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag"]


def article(rng: random.Random, words: int) -> str:
    """One generated article of at least so many words, in paragraphs of three sentences."""
    sentences: list[str] = []
    count = 0
    while count < words:
        state, adjective = rng.choice(STATES)
        sentence = rng.choice(SENTENCES).format(
            day=rng.randint(1, 28), month=rng.choice(MONTHS), weekday=rng.choice(WEEKDAYS), place=rng.choice(PLACES),
            person=rng.choice(PEOPLE), person2=rng.choice(PEOPLE), office=rng.choice(OFFICES), state=state,
            adj=adjective, n=rng.randint(2, 60), m=rng.randint(2, 60),
        )  # fmt: skip
        sentences.append(sentence)
        count += len(sentence.split())
    paragraphs = [" ".join(sentences[i : i + 3]) for i in range(0, len(sentences), 3)]
    return f"Gespräche und Gefechte {rng.randint(1, 10**6)}\n\n" + "\n\n".join(paragraphs) + "\n"


class Watch(threading.Thread):
    """Samples memory (proportional) and CPU time of a process tree until told to stop."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self._pid, self._stop_asked, self.peak = pid, threading.Event(), 0
        self._seconds: dict[int, float] = {}

    @property
    def seconds(self) -> float:
        """CPU seconds of all processes of the tree, those that have ended included."""
        return sum(self._seconds.values())

    def run(self) -> None:
        while not self._stop_asked.wait(0.1):
            pids = _tree(self._pid)
            self.peak = max(self.peak, sum(_pss(pid) for pid in pids))
            self._seconds.update((pid, spent) for pid in pids if (spent := _cpu(pid)) is not None)

    def stop(self) -> None:
        """Ends the sampling."""
        self._stop_asked.set()
        self.join()


def _tree(pid: int) -> list[int]:
    out, waiting = [], [pid]
    while waiting:
        current = waiting.pop()
        out.append(current)
        try:
            for task in os.listdir(f"/proc/{current}/task"):
                waiting += map(int, Path(f"/proc/{current}/task/{task}/children").read_text().split())
        except OSError:
            continue
    return out


def _pss(pid: int) -> int:
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    except OSError:
        pass
    return 0


def _cpu(pid: int) -> float | None:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Spent:
    """What a command took: wall and CPU seconds, bytes at the peak."""

    wall: float
    cpu: float
    peak: int


def run(command: list[str]) -> Spent:
    """Runs one command; its threads are held to one a process."""
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
    watch = Watch(process.pid)
    watch.start()
    if process.wait() != 0:
        raise SystemExit(f"{' '.join(command)} failed")
    wall = time.perf_counter() - start
    watch.stop()
    return Spent(wall, watch.seconds, watch.peak)


def tokenizer_rate(texts: list[str]) -> float:
    """Articles a second of spaCy's blank German tokenizer."""
    import spacy

    nlp = spacy.blank("de")
    for text in texts[:20]:
        nlp(text)
    start = time.perf_counter()
    for text in texts:
        nlp(text)
    return len(texts) / (time.perf_counter() - start)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--articles", type=int, default=300)
    parser.add_argument("--words", type=int, default=300)
    options = parser.parse_args()
    rng = random.Random(20201109)
    lesart = str(Path(sys.executable).with_name("lesart"))
    with tempfile.TemporaryDirectory() as folder:
        many, one = Path(folder, "many"), Path(folder, "one")
        many.mkdir()
        one.mkdir()
        texts = [article(rng, options.words) for _ in range(options.articles)]
        for number, text in enumerate(texts):
            (many / f"{number:04d}.txt").write_text(text, encoding="utf-8")
        (one / "0.txt").write_text(article(rng, options.words), encoding="utf-8")
        print("| command | workers | articles/s | CPU ms an article | tokenizer / this | start-up s | peak MB |")
        print("|---|---|---|---|---|---|---|")
        for workers in (1, 2):
            for name in ("read", "compile"):
                flags = ["--published", "2023-06-28", "--workers", str(workers)]
                dossiers = [["--dossier", f"{folder}/{x}{workers}"] if name == "compile" else [] for x in ("a", "b")]
                blank = tokenizer_rate(texts)
                first = run([lesart, name, str(one), *flags, *dossiers[0]])
                spent = run([lesart, name, str(many), *flags, *dossiers[1]])
                rate = options.articles / max(spent.wall - first.wall, 1e-9)
                cpu = (spent.cpu - first.cpu) / options.articles * 1000
                print(
                    f"| {name} | {workers} | {rate:.1f} | {cpu:.0f} | {blank / rate:.0f} | {first.wall:.1f} "
                    f"| {spent.peak / 1e6:.0f} |",
                    flush=True,
                )


if __name__ == "__main__":
    main()
