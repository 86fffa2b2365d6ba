"""Rebuilds src/lesart/data/models/events from the event corpus, with one command:

    PYTHONPATH=src python training/events/train.py ../shared/corpora/events src/lesart/data/models/events

Needs torch and lightgbm (`pip install torch lightgbm`). Confidences are calibrated with a trigger classifier that has
not seen the last two training parts; what ships is trained on all parts. The development part is never read here.
Seeded; one thread.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

import torch

from lesart.annotate.extensions import register
from lesart.annotate.pipeline import MODULES
from lesart.annotate.tokens import blank
from lesart.training.events import corpus, learn
from lesart.training.hybrid import HybridSettings, export
from lesart.training.trees import export as export_trees

TRIGGERS = (
    HybridSettings(epochs=5, hidden=64, feature_dropout=0.3, dense_dropout=0.5, seed=1),
    HybridSettings(epochs=5, hidden=64, feature_dropout=0.4, dense_dropout=0.3, seed=2),
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--hold-out", nargs="*", default=["train9", "train10"])
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    began = time.time()

    def log(message: str) -> None:
        print(f"{time.time() - began:6.0f}s {message}", flush=True)

    register()
    nlp = blank()
    for name in MODULES[:-1]:
        __import__(f"lesart.annotate.{name}")
        nlp.add_pipe(f"lesart_{name}")
    names = sorted(p.name.removesuffix(".docs.json") for p in arguments.corpus.glob("train*.docs.json"))
    parts = {name: learn.prepare(nlp, corpus.read(arguments.corpus, [name])) for name in names}
    log(f"{sum(map(len, parts.values()))} articles")
    arguments.out.mkdir(parents=True, exist_ok=True)
    everything = [a for articles in parts.values() for a in articles]
    roles, dates = learn.role_model(everything, log), learn.date_trees(everything, log)
    roles.export(arguments.out)
    export_trees(dates, arguments.out / "dates.npz")
    for number, settings in enumerate(TRIGGERS):
        export(learn.trigger_network(everything, settings, log), arguments.out / f"triggers{number}.npz")
    kept = [a for name, articles in parts.items() if name not in arguments.hold_out for a in articles]
    held = [a for name in arguments.hold_out for a in parts[name]]
    trial = learn.models([learn.trigger_network(kept, s, log) for s in TRIGGERS], roles, dates)
    slope, offset = learn.calibration(trial, held)
    log(f"calibration: slope {slope}, offset {offset}")
    learn.write_settings(arguments.out / "settings.json", slope, offset)
    log("written")


if __name__ == "__main__":
    main()
