"""Rebuilds the quotation network: `python training/quotations/train.py`.

Comes in: `../shared/corpora/quotations`, newspaper and agency texts without annotation (`../shared/corpora/times` and
`smartdata`), and the package's own encoder, lexicon and trees. Goes out: weights and judge of the component, and
`scores.json` under `--work`. An interrupted run goes on where it stopped: features and checkpoints lie under `--work`.

Teachers learn first, from the annotated articles, one of them without dependency trees so that it errs elsewhere. The
student, which alone ships, is the last of them after further lessons: the annotation mixed with the teachers' common
opinion, and what they, with the rules, read in press that nobody has annotated. The judge is fitted last, on the
development split, and scored by cross-validation. A teacher takes a quarter of an hour of processor time.
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
import numpy.typing as npt
import torch

from lesart.annotate.extensions import register
from lesart.annotate.quotations.network import Committee, QuotationNetwork
from lesart.annotate.tokens import blank
from lesart.resources import data_path
from lesart.training.quotations.corpus import GoldArticle, read, read_unannotated
from lesart.training.quotations.features import PRETRAINED, Material, features, without_trees
from lesart.training.quotations.judging import cross_fitted, fit, verdicts, write
from lesart.training.quotations.learn import LearningSettings, Prepared, learn, new_network, prepare
from lesart.training.quotations.network import NetworkSettings, QuotationTrainingNetwork, stack
from lesart.training.quotations.scoring import line, load_scorer, predict, score
from lesart.training.quotations.teachers import advised, understood

Log = Callable[[str], None]
OPINION = 0.3
"""Share of the teacher's opinion in what a student learns of an annotated article."""
LEARNT = 0.75
"""How far the student goes from its first weights to its last."""
_SCORED_EVERY = 9
"""Epochs between scores on the development split; they are for the log only and choose nothing."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="folder with corpora and tools")
    parser.add_argument("--work", type=Path, default=Path("build/quotations"), help="features, checkpoints, log")
    parser.add_argument("--target", type=Path, default=data_path("models/quotations"))
    parser.add_argument("--plain", type=int, nargs="*", default=[2], help="seeds of teachers without trees")
    parser.add_argument("--parsed", type=int, nargs="*", default=[3, 21], help="seeds of teachers with trees")
    parser.add_argument("--seed", type=int, default=41, help="seed of the student")
    parser.add_argument("--epochs", type=int, default=LearningSettings().epochs, help="of a teacher")
    parser.add_argument("--lessons", type=int, default=6, help="epochs of the student")
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
    run = Run(options.work, scorer, dev, dev_material, log)

    taught = options.work / "teachers.npz"
    if not taught.exists():
        np.savez_compressed(taught, **stack(_teachers(run, train, train_material, options)))  # type: ignore[arg-type]
    teachers = Committee.load(taught)
    press = read_unannotated(corpora, nlp)
    press_material = features(press, nlp, options.work / "press.npz", log=log)
    judge = fit(verdicts(teachers, dev, dev_material))
    read_press = understood(teachers, judge, press, press_material)
    log(f"{len(read_press)} articles of press, {sum(len(p.candidates) for p in read_press)} quotations read in them")
    lessons = [*advised(teachers, train, train_material, OPINION), *read_press]
    settings = LearningSettings(seed=options.seed, epochs=options.lessons, learning_rate=1e-3, average=0.99)
    begin = run.checkpoint(options.parsed[-1])
    student = between(begin, run.learn("student", lessons, settings, begin=begin), LEARNT)

    options.target.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(options.target / "weights.npz", **stack([student.arrays()]))  # type: ignore[arg-type]
    committee = Committee.load(options.target / "weights.npz")
    found = verdicts(committee, dev, dev_material)
    write(fit(found), options.target / "judge.yaml")
    figures = score(scorer, dev, predict(committee, cross_fitted(found, len(dev)), dev, dev_material))
    log(f"what ships, judges cross-fitted: {line(figures)}")
    (options.work / "scores.json").write_text(json.dumps(figures, indent=1), encoding="utf-8")


def between(begin: Path, network: QuotationTrainingNetwork, share: float) -> QuotationTrainingNetwork:
    """The network some way from where it began to where it has come: Wortsman and others (2022) find it the better one
    on texts of another kind."""
    first = torch.load(begin, weights_only=True)["average"]
    network.load_state_dict({name: torch.lerp(first[name], now, share) for name, now in network.state_dict().items()})
    return network


def _teachers(
    run: Run, train: Sequence[GoldArticle], material: Sequence[Material], options: argparse.Namespace
) -> list[dict[str, npt.NDArray[np.float16]]]:
    """The weights of all teachers."""
    out = []
    for seed in [*options.plain, *options.parsed]:
        own = [without_trees(m) for m in material] if seed in options.plain else material
        prepared = [prepare(article, m) for article, m in zip(train, own, strict=True)]
        out.append(run.learn(f"teacher{seed}", prepared, LearningSettings(seed=seed, epochs=options.epochs)).arrays())
    return out


@dataclass(frozen=True, slots=True)
class Run:
    """What all networks of a run share."""

    work: Path
    scorer: ModuleType
    dev: Sequence[GoldArticle]
    dev_material: Sequence[Material]
    log: Log

    def checkpoint(self, seed: int) -> Path:
        """Where a teacher's state lies."""
        return self.work / f"teacher{seed}.pt"

    def learn(
        self, name: str, material: Sequence[Prepared], settings: LearningSettings, *, begin: Path | None = None
    ) -> QuotationTrainingNetwork:
        """Trains one network, from random weights or those of another, or goes on with it."""
        self.log(f"{name}: {len(material)} articles, {settings}")
        network = new_network(material, PRETRAINED, NetworkSettings(), settings)
        if begin is not None:
            network.load_state_dict(torch.load(begin, weights_only=True)["average"])
        checkpoint = self.work / f"{name}.pt"
        return learn(network, material, settings, evaluate=self._joint, log=self.log, checkpoint=checkpoint)

    def _joint(self, network: QuotationTrainingNetwork, left: int) -> float:
        """Joint F1 on the development split, now and then; judged by cross-validation on the same split."""
        if left % _SCORED_EVERY:
            return 0.0
        committee = Committee([QuotationNetwork(network.arrays())])
        judges = cross_fitted(verdicts(committee, self.dev, self.dev_material), len(self.dev))
        figures = score(self.scorer, self.dev, predict(committee, judges, self.dev, self.dev_material))
        self.log(line(figures))
        return float(figures["joint"]["f1"])


if __name__ == "__main__":
    main()
