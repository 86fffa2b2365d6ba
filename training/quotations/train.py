"""Rebuilds the quotation networks: `python training/quotations/train.py`.

Comes in: `../shared/corpora/quotations` and the package's own encoder and lexicon. Goes out: the weights file of the
component and `scores.json` beside it. About twenty minutes a member on one core; an interrupted run goes on where it
stopped (checkpoints and features lie under `--work`).
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

import numpy as np
import torch

from lesart.annotate.extensions import register
from lesart.annotate.quotations.network import Committee, QuotationNetwork
from lesart.annotate.tokens import blank
from lesart.resources import data_path
from lesart.training.quotations.corpus import read
from lesart.training.quotations.features import PRETRAINED, features, without_trees
from lesart.training.quotations.learn import LearningSettings, learn, new_network, prepare
from lesart.training.quotations.network import NetworkSettings, QuotationTrainingNetwork, stack
from lesart.training.quotations.scoring import line, load_scorer, predict, score


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="folder with corpora and tools")
    parser.add_argument("--work", type=Path, default=Path("build/quotations"), help="features, checkpoints, log")
    parser.add_argument("--target", type=Path, default=data_path("models/quotations/weights.npz"))
    parser.add_argument("--plain", type=int, nargs="*", default=[2], help="seeds of members without trees")
    parser.add_argument("--parsed", type=int, nargs="*", default=[3], help="seeds of members that read trees")
    parser.add_argument("--epochs", type=int, default=LearningSettings().epochs)
    parser.add_argument("--parsed-epochs", type=int, default=20)
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
    nlp = blank()
    nlp.add_pipe("lesart_sentences")
    corpus = options.shared / "corpora" / "quotations"
    train, dev = read(corpus / "train", nlp), read(corpus / "dev", nlp)
    train_rows = features(train, nlp, options.work / "train.npz", log=log)
    dev_rows = features(dev, nlp, options.work / "dev.npz", log=log)
    scorer = load_scorer(options.shared / "tools" / "score_quotations.py")

    members = []
    for seed, parsed in [*((seed, False) for seed in options.plain), *((seed, True) for seed in options.parsed)]:
        settings = LearningSettings(seed=seed, epochs=options.parsed_epochs if parsed else options.epochs)
        columns = train_rows if parsed else [without_trees(rows) for rows in train_rows]
        prepared = [prepare(a, rows) for a, rows in zip(train, columns, strict=True) if len(a.words)]
        network = new_network(prepared, PRETRAINED, NetworkSettings(), settings)

        def evaluate(trained: QuotationTrainingNetwork, epoch: int) -> float:
            figures = score(scorer, dev, predict(Committee([QuotationNetwork(trained.arrays())]), dev, dev_rows))
            log(line(figures))
            return float(figures["joint"]["f1"])

        log(f"seed {seed}, trees {parsed}: {settings}")
        checkpoint = options.work / f"seed{seed}.pt"
        members.append(learn(network, prepared, settings, evaluate=evaluate, log=log, checkpoint=checkpoint))

    np.savez_compressed(options.target, **stack(members))  # type: ignore[arg-type]
    figures = score(scorer, dev, predict(Committee.load(options.target), dev, dev_rows))
    log(f"committee of {len(members)}: {line(figures)}")
    (options.work / "scores.json").write_text(json.dumps(figures, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
