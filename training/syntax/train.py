"""Rebuilds `src/lesart/data/models/syntax/weights.npz`: `python training/syntax/train.py`.

Needs torch; about ten minutes on one free core. Two runs of the optimiser: a fast one in large batches, then a careful
one in small ones, which goes on from it. Prints the scores on the test part at the end, without and with the
agreement rules.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

import torch

from lesart.annotate.agreement import Agreement
from lesart.annotate.form_flags import FormFlags
from lesart.ml.encoder import Encoder
from lesart.ml.parser import Parser
from lesart.resources import data_path
from lesart.resources.lexicon import german
from lesart.training.syntax import corpora
from lesart.training.syntax.examples import sentences, vocabulary
from lesart.training.syntax.learn import Schedule, scores, train
from lesart.training.syntax.network import ParserNetwork, Sizes, export


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, default=Path("../shared/corpora"))
    parser.add_argument("--target", type=Path, default=data_path("models/syntax/weights.npz"))
    parser.add_argument("--tagged", type=float, default=0.0, help="part of the sentences without trees an epoch sees")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    began = time.time()
    encoder = Encoder.load(data_path("models/encoder/weights.npz"))
    data = corpora.read(options.corpora)
    words = vocabulary([*data.trees, *data.tagged])
    flags = FormFlags(german(), words.suffixes)
    trees = sentences(data.trees, words, encoder, flags)
    tagged = sentences(data.tagged, words, encoder, flags) if options.tagged else []

    def report(network: ParserNetwork, epoch: int, loss: float) -> None:
        print(f"epoch {epoch + 1}: loss {loss:.3f}, {time.time() - began:.0f} s", flush=True)

    share, seed = options.tagged, options.seed
    coarse = Schedule(
        epochs=18, learning_rate=3e-3, average=0.99, tokens_a_batch=1500, seed=seed, share_of_tagged=share
    )
    fine = Schedule(
        epochs=13, learning_rate=2e-3, average=0.995, tokens_a_batch=400, seed=seed + 1, share_of_tagged=share
    )
    network: ParserNetwork | None = None
    for schedule in (coarse, fine):
        network = train(
            trees, words, encoder.dimensions, Sizes(), schedule, after_epoch=report, tagged=tagged, start=network
        )
    assert network is not None
    export(network, options.target)
    trained = Parser.load(options.target)
    agreement = Agreement(german(), trained.labels, trained.relations)
    plain = scores(trained, data.test, encoder, flags)
    agreeing = scores(trained, data.test, encoder, flags, agreement)
    for name, value in plain.items():
        print(f"{name:14} {value:5.1f}  {agreeing[name]:5.1f}")


if __name__ == "__main__":
    main()
