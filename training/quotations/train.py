"""Rebuilds the quotation networks: `python training/quotations/train.py`.

Comes in: `../shared/corpora/quotations`, newspaper texts without annotation (`../shared/corpora/times`), and the
package's own encoder, lexicon and trees. Goes out: the weights file of the component, and `scores.json` under `--work`.
An interrupted run goes on where it stopped: features, teachers and checkpoints lie under `--work`.

First teachers learn from the annotated articles alone, one of them without dependency trees. Students then learn from
these and from what the teachers, with the rules, read in newspapers: the corpus is Wikinews, and newspapers write
otherwise. The committee is the teacher without trees and the student; the judge is fitted last, on the development
split, and scored by cross-validation. A network takes a quarter of an hour of processor time.
"""

from __future__ import annotations

import argparse
import importlib
import json
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import numpy as np
import torch

from lesart.annotate.extensions import register
from lesart.annotate.quotations.network import Committee, QuotationNetwork
from lesart.annotate.tokens import blank
from lesart.resources import data_path
from lesart.training.quotations.corpus import GoldArticle, annotated, read, read_unannotated
from lesart.training.quotations.features import PRETRAINED, Material, features, without_trees
from lesart.training.quotations.judging import cross_fitted, fit, verdicts, write
from lesart.training.quotations.learn import LearningSettings, Prepared, learn, new_network, prepare
from lesart.training.quotations.network import NetworkSettings, QuotationTrainingNetwork, stack, unstack
from lesart.training.quotations.scoring import line, load_scorer, predict, score

Log = Callable[[str], None]
_SCORED_EVERY = 6
"""Epochs between scores on the development split; they are for the log only and choose nothing."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="folder with corpora and tools")
    parser.add_argument("--work", type=Path, default=Path("build/quotations"), help="features, checkpoints, log")
    parser.add_argument("--target", type=Path, default=data_path("models/quotations"))
    parser.add_argument("--plain", type=int, nargs="*", default=[2], help="seeds of teachers without trees; they ship")
    parser.add_argument("--parsed", type=int, nargs="*", default=[3], help="seeds of teachers with trees; only teach")
    parser.add_argument("--students", type=int, nargs="*", default=[21], help="seeds of members that teachers teach")
    parser.add_argument("--epochs", type=int, default=LearningSettings().epochs)
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    options.work.mkdir(parents=True, exist_ok=True)

    def log(message: str) -> None:
        stamped = f"{time.strftime('%H:%M:%S')} {message}"
        print(stamped, flush=True)
        with (options.work / "log.txt").open("a", encoding="utf-8") as file:
            file.write(stamped + "\n")

    register()
    importlib.import_module("lesart.annotate.sentences")  # registers its factory
    nlp = blank()
    nlp.add_pipe("lesart_sentences")
    corpora = options.shared / "corpora"
    train, dev = read(corpora / "quotations" / "train", nlp), read(corpora / "quotations" / "dev", nlp)
    train_material = features(train, nlp, options.work / "train.npz", log=log)
    dev_material = features(dev, nlp, options.work / "dev.npz", log=log)
    scorer = load_scorer(options.shared / "tools" / "score_quotations.py")
    run = Run(options.work, scorer, dev, dev_material, options.epochs, log)

    material = [prepare(a, m) for a, m in zip(train, train_material, strict=True)]
    taught = options.work / "teachers.npz"
    if not taught.exists():
        plain = [prepare(a, without_trees(m)) for a, m in zip(train, train_material, strict=True)]
        made = [run.learn(seed, plain) for seed in options.plain]
        made += [run.learn(seed, material) for seed in options.parsed]
        np.savez_compressed(taught, **stack([network.arrays() for network in made]))  # type: ignore[arg-type]
    papers = read_unannotated(corpora / "times", nlp)
    papers_material = features(papers, nlp, options.work / "newspapers.npz", log=log)
    read_papers = read_by(Committee.load(taught), dev, dev_material, papers, papers_material)
    log(f"{len(read_papers)} newspaper articles, {sum(len(p.candidates) for p in read_papers)} quotations read in them")
    students = [run.learn(seed, [*material, *read_papers]) for seed in options.students]

    members = [*unstack(taught)[: len(options.plain)], *(student.arrays() for student in students)]
    options.target.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(options.target / "weights.npz", **stack(members))  # type: ignore[arg-type]
    committee = Committee.load(options.target / "weights.npz")
    found = verdicts(committee, dev, dev_material)
    write(fit(found), options.target / "judge.yaml")
    figures = score(scorer, dev, predict(committee, cross_fitted(found, len(dev)), dev, dev_material))
    log(f"committee of {len(members)}, judges cross-fitted: {line(figures)}")
    (options.work / "scores.json").write_text(json.dumps(figures, indent=1), encoding="utf-8")


def read_by(
    teachers: Committee,
    dev: Sequence[GoldArticle],
    dev_material: Sequence[Material],
    articles: Sequence[GoldArticle],
    material: Sequence[Material],
) -> list[Prepared]:
    """Articles without annotation, with the quotations that the teachers read in them and the chances of their tags."""
    judge = fit(verdicts(teachers, dev, dev_material))
    out = []
    for article, own, drafts in zip(articles, material, predict(teachers, judge, articles, material), strict=True):
        prepared = prepare(annotated(article, drafts), own)
        prepared.chances = teachers.tag(own.rows.astype(np.float32))[0]
        out.append(prepared)
    return out


@dataclass(frozen=True, slots=True)
class Run:
    """What all networks of a run share."""

    work: Path
    scorer: ModuleType
    dev: Sequence[GoldArticle]
    dev_material: Sequence[Material]
    epochs: int
    log: Log

    def learn(self, seed: int, material: Sequence[Prepared]) -> QuotationTrainingNetwork:
        """Trains one network, or goes on with it."""
        settings = LearningSettings(seed=seed, epochs=self.epochs)
        self.log(f"network {seed}: {len(material)} articles, {settings}")
        network = new_network(material, PRETRAINED, NetworkSettings(), settings)
        checkpoint = self.work / f"network{seed}.pt"
        return learn(network, material, settings, evaluate=self._joint, log=self.log, checkpoint=checkpoint)

    def _joint(self, network: QuotationTrainingNetwork, epoch: int) -> float:
        """Joint F1 on the development split, now and then."""
        if (epoch + 1) % _SCORED_EVERY and epoch + 1 < self.epochs:
            return 0.0
        committee = Committee([QuotationNetwork(network.arrays())])
        judges = cross_fitted(verdicts(committee, self.dev, self.dev_material), len(self.dev))
        figures = score(self.scorer, self.dev, predict(committee, judges, self.dev, self.dev_material))
        self.log(line(figures))
        return float(figures["joint"]["f1"])


if __name__ == "__main__":
    main()
