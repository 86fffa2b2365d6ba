"""Trains the recogniser of names and writes `data/models/names/weights.npz`.

    python training/names/train.py ../shared/corpora --cache CACHE [--epochs 12] [--out FILE]

Trains on GermEval 2014 test, plenar-ner-gold, MobIE and SmartData; reports strict F1 on GermEval dev and, once at the
end, on UNER German PUD. Needs torch; one thread takes about half an hour.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch

from lesart.training.names import corpora
from lesart.training.names.recogniser import HEADS, FeatureMaker, decode, examples, strict_f1
from lesart.training.tagger import TaggerNetwork, TaggerSettings, export, feature_statistics, train


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--cache", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=12)
    parser.add_argument("--hidden", type=int, default=96)
    parser.add_argument("--layers", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--heads", default="germeval,plenar,mobie,smartdata")
    parser.add_argument("--thin", type=int, default=1, help="of the corpora beside GermEval, take every n-th sentence")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    torch.set_num_threads(1)
    shared = options.shared
    sets = {
        "germeval": list(corpora.germeval(shared / "germeval2014/NER-de-test.tsv")),
        "plenar": list(corpora.plenar(sorted((shared / "plenar-ner-gold").glob("*.conll")))),
        "mobie": list(corpora.mobie(shared / "mobie/v1_20210811/ner_conll03_formatted.zip")),
        "smartdata": list(corpora.smartdata(sorted((shared / "smartdata/v1_20180119").glob("*.json.gz")))),
    }
    chosen = options.heads.split(",")
    data = []
    for name in chosen:
        data += examples(sets[name], options.cache / f"{name}.npy", FeatureMaker, heads=chosen)[
            :: 1 if name == "germeval" else options.thin
        ]
        print(name, len(sets[name]), "sentences", flush=True)
    dev = list(corpora.germeval(shared / "germeval2014/NER-de-dev.tsv"))
    dev_rows = [e.features for e in examples(dev, options.cache / "dev.npy", FeatureMaker)]
    pud = list(corpora.pud(shared / "uner-german-pud/de_pud-ud-test.iob2"))
    table = corpora_rows(pud, options.cache / "pud.npy")

    def on_dev(network: TaggerNetwork, epoch: int) -> float:
        scores = strict_f1(zip([s.labels for s in dev], decode(network, dev_rows, "germeval"), strict=True))
        print(epoch, {kind: round(100 * value[2], 1) for kind, value in scores.items()}, flush=True)
        return scores["all"][2]

    mean, deviation = feature_statistics(data)
    labels = {head: HEADS[head] for head in chosen}
    settings = TaggerSettings(
        hidden=options.hidden,
        layers=options.layers,
        epochs=options.epochs,
        seed=options.seed,
        tokens_a_batch=1200,
        average=0.99,
    )
    network = TaggerNetwork(mean, deviation, labels, settings)
    network = train(
        network, data, evaluate=on_dev, log=lambda line: print(line, flush=True), checkpoint=options.cache / "run.pt"
    )
    export(network, options.out)
    scores = strict_f1(zip([s.labels for s in pud], decode(network, table, "germeval"), strict=True))
    print("pud", {kind: [round(100 * v, 1) for v in value] for kind, value in scores.items()})


def corpora_rows(sentences: list[corpora.Sentence], cache: Path) -> list[object]:
    """Feature rows of a corpus that no head is trained on."""
    return [e.features for e in examples([_as_germeval(s) for s in sentences], cache, FeatureMaker)]


def _as_germeval(sentence: corpora.Sentence) -> corpora.Sentence:
    return corpora.Sentence(sentence.tokens, sentence.blanks, sentence.labels, "germeval")


if __name__ == "__main__":
    main()
