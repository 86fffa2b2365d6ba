"""Rebuilds `src/lesart/data/models/syntax/weights.npz`: `python training/syntax/train.py`.

Needs torch; about half an hour on one core. Prints the scores on the test part at the end.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

import torch

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
    parser.add_argument("--epochs", type=int, default=Schedule.epochs)
    parser.add_argument("--seed", type=int, default=Schedule.seed)
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    began = time.time()
    encoder = Encoder.load(data_path("models/encoder/weights.npz"))
    data = corpora.read(options.corpora)
    words = vocabulary([*data.trees, *data.tagged])
    flags = FormFlags(german(), words.suffixes)
    trees = sentences(data.trees, words, encoder, flags)
    tagged = sentences(data.tagged, words, encoder, flags)

    def report(network: ParserNetwork, epoch: int, loss: float) -> None:
        print(f"epoch {epoch + 1}: loss {loss:.3f}, {time.time() - began:.0f} s", flush=True)

    schedule = Schedule(epochs=options.epochs, seed=options.seed)
    network = train(trees, words, encoder.dimensions, Sizes(), schedule, after_epoch=report, tagged=tagged)
    export(network, options.target)
    for name, value in scores(Parser.load(options.target), data.test, encoder, flags).items():
        print(f"{name:14} {value:5.1f}")


if __name__ == "__main__":
    main()
