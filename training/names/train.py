"""Trains the recogniser of names and writes `data/models/names/weights.npz`.

    python training/names/train.py ../shared/corpora --start EARLIER --cache CACHE --out FILE [--held 0.2]

Several teachers (`TEACHERS`: other seeds, sizes and corpora beside) learn GermEval 2014 test with plenar-ner-gold,
SmartData and MobIE. What they expect on the average, on press text without labels and on SmartData, is what one small
network then learns beside the gold labels: an ensemble's opinion at the cost of one (Hinton and others 2015; Wang and
others 2021 for sequences). That network goes on from earlier weights (`--start`: version 0.2, the file of commit
c098e20), which are one of the teachers.

Every step is kept in the cache folder and an interrupted run goes on where it stopped: after a changed list or corpus
begin with an empty folder. With `--held` a share of GermEval test is kept out and scored, to compare settings.
GermEval dev and UNER German PUD are measured by `benchmarks/recogniser.py` only. Needs torch.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch

from lesart.resources.word_clusters import word_clusters
from lesart.training.names import corpora, press
from lesart.training.names.learn import FormTables, NameExample, Taught, decode, teach, train
from lesart.training.names.letters import train_letters
from lesart.training.names.network import NameNetwork, NameSettings
from lesart.training.names.recogniser import HEADS, examples, statistics, strict_f1

FIRST = "germeval"
Halves = npt.NDArray[np.float16]


@dataclass(frozen=True, slots=True)
class Teacher:
    """A teacher: its settings, and which n-th sentence of each corpus beside it reads."""

    settings: NameSettings
    beside: Mapping[str, int]


_LARGE = NameSettings(projected=256, hidden=128, epochs=8)
TEACHERS = (
    Teacher(replace(_LARGE, seed=11), {"plenar": 1, "smartdata": 4, "mobie": 6}),
    Teacher(replace(_LARGE, seed=12), {"plenar": 1, "smartdata": 3}),
    Teacher(NameSettings(seed=13, epochs=8), {"plenar": 1}),
)
STUDENT = NameSettings(seed=1, epochs=5, learning_rate=1e-3)
"""The network that ships; it starts from the earlier weights, which are one of the teachers."""
TAUGHT = {"press": 1, "smartdata": 2}
"""Which n-th sentence of each corpus the teachers label."""
ROUND = 3
"""In how many epochs the student has read all of them."""


class Workshop:
    """What all networks of a run share: corpora, features, tables of forms, the cache folder and the log."""

    def __init__(self, shared: Path, cache: Path, *, held: float) -> None:
        self.shared, self.cache = shared, cache
        sentences = list(corpora.germeval(shared / "germeval2014/NER-de-test.tsv"))
        germeval = examples(sentences, cache / f"{FIRST}.npy")
        order = list(range(len(germeval)))
        random.Random(5).shuffle(order)
        cut = round(held * len(order))
        self.held, self.gold = [germeval[n] for n in order[:cut]], [germeval[n] for n in order[cut:]]
        self.mean, self.deviation = statistics(self.gold)
        self.beside = {
            name: examples(list(others(shared, name)), cache / f"{name}.npy")
            for name in ("plenar", "smartdata", "mobie")
        }
        clusters = word_clusters()
        self._forms = list(clusters.items())
        self.paths = sorted({path for _, path in self._forms})
        self.tables = FormTables(clusters, self.paths, NameSettings().letter_buckets)

    def network(self, settings: NameSettings, heads: Sequence[str]) -> NameNetwork:
        """A new network with its first letter vectors."""
        torch.manual_seed(settings.seed)
        labels = {head: HEADS[head] for head in heads}
        network = NameNetwork(self.mean, self.deviation, labels, self.paths, settings)
        network.set_letters(letters(self._forms, self.paths, settings, self.cache))
        return network

    def log(self, who: str, average: NameNetwork, epoch: int, loss: float, begun: float) -> None:
        """Prints a line an epoch, with the scores of what is held out every third."""
        line = f"{who}, epoch {epoch + 1}: loss {loss:.4f} after {time.time() - begun:.0f} s"
        if self.held and (epoch % 3 == 2 or epoch == average.settings.epochs - 1):
            gold = [corpora.whole(HEADS[FIRST][n] for n in e.labels) for e in self.held]
            found = [corpora.whole(labels) for labels in decode(average, self.tables, self.held, FIRST)]
            scores = strict_f1(zip(gold, found, strict=True))
            line += " " + json.dumps({kind: round(100 * value[2], 1) for kind, value in scores.items()})
        print(line, flush=True)

    def teacher(self, number: int, plan: Teacher) -> NameNetwork:
        """A trained teacher, from the cache where it is."""
        file = self.cache / f"teacher_{number}.pt"
        chosen = list(self.gold)
        for name, step in plan.beside.items():
            chosen += self.beside[name][::step]
        network = self.network(plan.settings, [FIRST, *plan.beside])
        if file.exists():
            network.load_state_dict(torch.load(file, weights_only=True))
            return network
        begun = time.time()
        best = train(
            network,
            self.tables,
            lambda epoch: chosen,
            after=lambda average, epoch, loss: self.log(f"teacher {number}", average, epoch, loss, begun),
            checkpoint=self.cache / f"teacher_{number}.state",
        )
        torch.save(best.state_dict(), file)
        return best

    def taught(self, teachers: Sequence[NameNetwork], earlier: NameNetwork) -> list[list[NameExample]]:
        """The labelled sentences, a list a corpus: what teachers and earlier network expect, each with the same weight.

        What the teachers say is kept in the cache; what the earlier network says is added to it every time.
        """
        unlabelled = {"press": examples(list(press.sentences(self.shared)), self.cache / "press.npy", labelled=False)}
        result = []
        for name, step in TAUGHT.items():
            chosen = (unlabelled.get(name) or self.beside[name])[::step]
            file = self.cache / f"taught_{name}.npz"
            if not file.exists():
                labels, steps = _together(list(teach(teachers, self.tables, chosen, FIRST)))
                np.savez_compressed(file, labels=labels, steps=steps)
            own_labels, own_steps = _together(list(teach([earlier], self.tables, chosen, FIRST)))
            with np.load(file) as table:
                labels = _mixed(table["labels"], len(teachers), own_labels)
                steps = _mixed(table["steps"], len(teachers), own_steps)
            rows = np.split(labels, np.cumsum([len(e.forms) for e in chosen])[:-1])
            result.append([replace(e, taught=Taught(*t)) for e, *t in zip(chosen, rows, steps, strict=True)])
            print(f"{name}: {len(chosen)} sentences taught", flush=True)
        return result

    def earlier(self, file: Path) -> NameNetwork:
        """The network of an earlier weights file, ready to go on learning."""
        network = self.network(STUDENT, [FIRST])
        with np.load(file, allow_pickle=False) as archive:
            network.read({name: archive[name] for name in archive.files}, FIRST)
        return network

    def student(self, network: NameNetwork, taught: Sequence[Sequence[NameExample]], out: Path) -> None:
        """Trains the network that ships and writes it after every epoch."""
        begun = time.time()

        def chosen(epoch: int) -> list[NameExample]:
            unsure = [e for own in taught for e in own[epoch % ROUND :: ROUND]]
            return [*self.gold, *(replace(e, labels=()) for e in unsure)]

        def after(average: NameNetwork, epoch: int, loss: float) -> None:
            self.log("student", average, epoch, loss, begun)
            np.savez_compressed(out, **average.arrays(FIRST))  # type: ignore[arg-type]

        train(network, self.tables, chosen, after=after, checkpoint=self.cache / "student.state")


def _together(taught: Sequence[Taught]) -> tuple[Halves, Halves]:
    return np.concatenate([t.labels for t in taught]), np.stack([t.steps for t in taught])


def _mixed(mean: Halves, count: int, another: Halves) -> Halves:
    """The mean of so many and another one."""
    total: Halves = ((count * mean.astype(np.float32) + another.astype(np.float32)) / (count + 1)).astype(np.float16)
    return total


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--cache", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--start", type=Path, required=True)
    parser.add_argument("--held", type=float, default=0.0)
    options = parser.parse_args()
    torch.set_num_threads(1)
    workshop = Workshop(options.shared, options.cache, held=options.held)
    teachers = [workshop.teacher(number, plan) for number, plan in enumerate(TEACHERS, 1)]
    earlier = workshop.earlier(options.start)
    workshop.student(earlier, workshop.taught(teachers, earlier), options.out)


def others(shared: Path, name: str) -> Iterator[corpora.Sentence]:
    """The sentences of a corpus beside GermEval."""
    if name == "plenar":
        return corpora.plenar(sorted((shared / "plenar-ner-gold").glob("*.conll")))
    if name == "mobie":
        return corpora.mobie(shared / "mobie/v1_20210811/ner_conll03_formatted.zip")
    return corpora.smartdata(sorted((shared / "smartdata/v1_20180119").glob("*.json.gz")))


def letters(
    forms: Sequence[tuple[str, int]], paths: Sequence[int], settings: NameSettings, cache: Path
) -> torch.Tensor:
    """First letter vectors, from the cache where they are."""
    file = cache / f"letters_{settings.letter_buckets}_{settings.vector}.pt"
    if file.exists():
        found: torch.Tensor = torch.load(file, weights_only=True)
        return found
    numbers = {path: number for number, path in enumerate(paths)}
    found = train_letters(
        [form for form, _ in forms],
        [numbers[path] for _, path in forms],
        buckets=settings.letter_buckets,
        size=settings.vector,
    )
    torch.save(found, file)
    return found


if __name__ == "__main__":
    main()
