"""Trains the recogniser of names and writes `data/models/names/weights.npz`.

    python training/names/train.py ../shared/corpora --cache CACHE --out FILE [--held 0.1]

Trains on GermEval 2014 test, plenar-ner-gold, SmartData and MobIE, a fixed number of epochs; with `--held` a share of
GermEval test is kept out and scored after every third epoch, to compare settings. GermEval dev and UNER German PUD are
measured by `benchmarks/recogniser.py` only. Needs torch; one thread takes about half an hour.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch

from lesart.resources.word_clusters import word_clusters
from lesart.training.names import corpora
from lesart.training.names.learn import FormTables, decode, train
from lesart.training.names.letters import train_letters
from lesart.training.names.network import NameNetwork, NameSettings
from lesart.training.names.recogniser import HEADS, examples, statistics, strict_f1


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--cache", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=NameSettings.epochs)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--beside", default="plenar:1,smartdata:4,mobie:6", help="corpora and which n-th sentence of each"
    )
    parser.add_argument("--held", type=float, default=0.0)
    options = parser.parse_args()
    torch.set_num_threads(1)
    settings = NameSettings(epochs=options.epochs, seed=options.seed)

    sentences = list(corpora.germeval(options.shared / "germeval2014/NER-de-test.tsv"))
    germeval = examples(sentences, options.cache / "germeval.npy")
    order = list(range(len(germeval)))
    random.Random(5).shuffle(order)
    cut = round(options.held * len(order))
    held, chosen = [germeval[n] for n in order[:cut]], [germeval[n] for n in order[cut:]]
    mean, deviation = statistics(chosen)
    for name, step in (pair.split(":") for pair in options.beside.split(",")):
        chosen += examples(list(others(options.shared, name)), options.cache / f"{name}.npy")[:: int(step)]

    clusters = word_clusters()
    forms = list(clusters.items())
    paths = sorted({path for _, path in forms})
    labels = {head: HEADS[head] for head in dict.fromkeys(e.head for e in chosen)}
    network = NameNetwork(mean, deviation, labels, paths, settings)
    network.set_letters(letters(forms, paths, settings, options.cache))
    tables = FormTables(clusters, paths, settings.letter_buckets)
    begun = time.time()

    def after(average: NameNetwork, epoch: int, loss: float) -> None:
        line = f"epoch {epoch + 1}: loss {loss:.4f} after {time.time() - begun:.0f} s"
        if held and epoch % 3 == 2:
            gold = [corpora.whole(HEADS["germeval"][n] for n in e.labels) for e in held]
            found = [corpora.whole(labels) for labels in decode(average, tables, held, "germeval")]
            scores = strict_f1(zip(gold, found, strict=True))
            line += " " + json.dumps({kind: round(100 * value[2], 1) for kind, value in scores.items()})
        print(line, flush=True)
        np.savez_compressed(options.out, **average.arrays("germeval"))  # type: ignore[arg-type]

    train(network, tables, chosen, after=after)


def others(shared: Path, name: str) -> Iterator[corpora.Sentence]:
    """The sentences of a corpus beside GermEval."""
    if name == "plenar":
        return corpora.plenar(sorted((shared / "plenar-ner-gold").glob("*.conll")))
    if name == "mobie":
        return corpora.mobie(shared / "mobie/v1_20210811/ner_conll03_formatted.zip")
    return corpora.smartdata(sorted((shared / "smartdata/v1_20180119").glob("*.json.gz")))


def letters(forms: list[tuple[str, int]], paths: list[int], settings: NameSettings, cache: Path) -> torch.Tensor:
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
