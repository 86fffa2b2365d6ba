"""Pretrains projection and two-way LSTM on raw German text: `python training/encoder/pretrain.py --out trunk.pt`.

Reads Bundestag speeches, and the training articles of the quotation and event corpora several times; never a
development or test set. Other trainings take the file as the start of their weights
(`lesart.training.language_model.start_from`); none that ships does, `benchmarks/RESULTS.md` says why. Needs torch; a
core of its own learns from some 5,000 words a second, twenty million in 70 minutes. With `--words` the run is a
function of its seed; with `--minutes` the learning rate falls by the clock. A run that was interrupted goes on from its
state file.
"""

from __future__ import annotations

import argparse
import json
import lzma
import math
import random
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import torch
from torch import nn

import lesart.annotate.sentences  # noqa: F401  (registers the component)
from lesart.annotate.extensions import register
from lesart.annotate.tokens import blank
from lesart.ml.encoder import Encoder, Sentence
from lesart.resources import data_path
from lesart.training.language_model import (
    Batch,
    Passage,
    PretrainingNetwork,
    PretrainingSettings,
    WordList,
    batch_of,
    corrupt,
    losses,
    normal,
    save_trunk,
)
from lesart.training.tagger import MovingAverage

SHORTEST, LONGEST = 30, 120
"""Words a passage, about: most networks read sentences, that of quotations whole articles."""
_TEXTS_A_POOL, _NEWS_A_POOL = 120, 4
"""News makes an eighth of the words, so that every article comes a few times in a run of twenty million."""
_COUNTED = 15_000
_HELD = 300
_SECONDS_A_STATE = 300.0


def bundestag(corpora: Path) -> list[str]:
    """Paragraphs of speeches, two together as they follow each other."""
    with lzma.open(corpora / "bundestag-xml" / "plain.txt.xz", "rt", encoding="utf-8") as stream:
        lines = stream.read().split("\n")
    return ["\n".join(lines[first : first + 2]) for first in range(0, len(lines), 2)]


def news(corpora: Path) -> list[str]:
    """Articles of the quotation and event corpora's training parts."""
    articles = sorted((corpora / "quotations" / "train").glob("*.json"))
    texts = [str(json.loads(path.read_text(encoding="utf-8"))["originalText"]) for path in articles]
    for path in sorted((corpora / "events").glob("train*.docs.json")):
        texts += [str(document["text"]) for document in json.loads(path.read_text(encoding="utf-8"))]
    return texts


class Reader:
    """Texts into passages of whole sentences, as the pipeline cuts them."""

    def __init__(self) -> None:
        register()
        self._nlp = blank()
        self._nlp.add_pipe("lesart_sentences")

    def words(self, text: str) -> list[str]:
        """The words of a text."""
        return [token.text for token in self._nlp.tokenizer(text) if not token.is_space]

    def sentences(self, text: str) -> list[Sentence]:
        """The sentences of a text: words, each with whether a blank precedes it."""
        found: list[Sentence] = []
        for span in self._nlp(text).sents:
            blanks = [True, *(bool(token.whitespace_) for token in span)]
            words = [
                (token.text, before or number == 0)
                for number, (token, before) in enumerate(zip(span, blanks, strict=False))
                if not token.is_space
            ]
            if words:
                found.append(words[:LONGEST])
        return found

    def passages(self, text: str, dice: random.Random) -> Iterator[list[Sentence]]:
        """Runs of sentences, each about as long as a drawn length."""
        passage: list[Sentence] = []
        size, limit = 0, dice.randint(SHORTEST, LONGEST)
        for sentence in self.sentences(text):
            if passage and size + len(sentence) > limit:
                yield passage
                passage, size, limit = [], 0, dice.randint(SHORTEST, LONGEST)
            passage.append(sentence)
            size += len(sentence)
        if size >= SHORTEST // 3:
            yield passage


@dataclass(slots=True)
class Progress:
    """How far a run is."""

    pools: int = 0
    steps: int = 0
    words: int = 0
    minutes: float = 0.0


@dataclass(slots=True)
class Run:
    """Everything that learns, and how far it is."""

    network: PretrainingNetwork
    optimiser: torch.optim.Optimizer
    average: MovingAverage
    progress: Progress = field(default_factory=Progress)

    def save(self, path: Path) -> None:
        state = {
            "network": self.network.state_dict(),
            "optimiser": self.optimiser.state_dict(),
            "average": self.average.module.state_dict(),
            "average_steps": self.average.steps,
            "progress": {name: getattr(self.progress, name) for name in ("pools", "steps", "words", "minutes")},
        }
        torch.save(state, path.with_suffix(".new"))
        path.with_suffix(".new").replace(path)

    def load(self, path: Path) -> None:
        state = torch.load(path, weights_only=True)
        self.network.load_state_dict(state["network"])
        self.optimiser.load_state_dict(state["optimiser"])
        self.average.module.load_state_dict(state["average"])
        self.average.steps = state["average_steps"]
        self.progress = Progress(**state["progress"])


def batches(
    texts: Sequence[str], reader: Reader, encoder: Encoder, words: WordList, settings: PretrainingSettings, seed: int
) -> list[Batch]:
    """Corrupted and encoded passages of a pool of texts, those of like length together, batches in random order."""
    dice, numbers = random.Random(seed), np.random.default_rng(seed)
    passages: list[Passage] = [
        corrupt(sentences, words, settings, numbers) for text in texts for sentences in reader.passages(text, dice)
    ]
    passages.sort(key=lambda p: len(p.targets))
    rows = list(encoder.encode_all([p.sentences for p in passages]))
    found: list[Batch] = []
    first = 0
    for last in range(1, len(passages) + 1):
        if last == len(passages) or len(rows[last]) * (last + 1 - first) > settings.words_a_batch:
            found.append(batch_of(passages[first:last], rows[first:last]))
            first = last
    dice.shuffle(found)
    return found


def step(run: Run, batch: Batch, rate: float) -> tuple[float, float]:
    """One step of learning; the two losses."""
    for group in run.optimiser.param_groups:
        group["lr"] = rate
    with torch.autocast("cpu", dtype=torch.bfloat16):
        word, wrong = losses(run.network, batch)
    loss = word + run.network.settings.detection * wrong
    run.optimiser.zero_grad()
    loss.backward()
    nn.utils.clip_grad_norm_(run.network.parameters(), 1.0)
    run.optimiser.step()
    run.average.update(run.network)
    run.progress.steps += 1
    run.progress.words += int(batch.lengths.sum())
    return word.item(), wrong.item()


@torch.no_grad()
def held_losses(network: nn.Module, held: Sequence[Batch]) -> tuple[float, float]:
    """Losses of the averaged network on passages that are not learnt from, over the whole word list."""
    assert isinstance(network, PretrainingNetwork)
    network.eval()
    found = [tuple(part.item() for part in losses(network, batch, sampled=False)) for batch in held]
    word, wrong = np.mean(found, axis=0)
    return float(word), float(wrong)


def unigram_loss(words: WordList, held: Sequence[Batch]) -> float:
    """What guessing by frequency alone would cost on the held-out places."""
    gold = torch.cat([batch.targets[batch.targets >= 0] for batch in held]).numpy()
    return float(-np.log(words.chances[gold]).mean())


def word_list(texts: Sequence[str], reader: Reader, encoder: Encoder, settings: PretrainingSettings) -> WordList:
    """The most frequent forms of some of the texts."""
    counts: Counter[str] = Counter()
    for text in texts[:_COUNTED]:
        counts.update(normal(word) for word in reader.words(text))
    return WordList(counts, encoder, settings)


def standardisation(texts: Sequence[str], reader: Reader, encoder: Encoder) -> tuple[np.ndarray, np.ndarray]:
    """Mean and deviation of the encoder's columns on news, which is what the taggers read."""
    rows = np.concatenate([encoder.encode(reader.sentences(text)) for text in texts])
    return rows.mean(axis=0), rows.std(axis=0)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, default=Path("../shared/corpora"))
    parser.add_argument("--out", type=Path, required=True, help="the trunk; its state lies beside it (.state)")
    parser.add_argument("--words", type=int, default=20_000_000, help="words to learn from")
    parser.add_argument("--minutes", type=float, help="time to learn instead of a number of words")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(options.seed)
    settings = PretrainingSettings(seed=options.seed)

    reader, encoder = Reader(), Encoder.load(data_path("models/encoder/weights.npz"))
    speeches, articles = bundestag(options.corpora), news(options.corpora)
    dice = random.Random(options.seed)
    dice.shuffle(speeches)
    dice.shuffle(articles)
    held_texts, speeches = speeches[:_HELD], speeches[_HELD:]
    words = word_list(articles + speeches[: _COUNTED - len(articles)], reader, encoder, settings)
    mean, deviation = standardisation(articles[:150], reader, encoder)
    held = batches(held_texts, reader, encoder, words, settings, options.seed)
    print(f"{len(words.forms)} forms; guessing by frequency costs {unigram_loss(words, held):.3f}", flush=True)

    network = PretrainingNetwork(mean, deviation, words, settings)
    optimiser = torch.optim.AdamW(
        network.parameters(), lr=settings.learning_rate, weight_decay=settings.weight_decay, betas=(0.9, 0.98)
    )
    run = Run(network, optimiser, MovingAverage(network, settings.average))
    state = options.out.with_suffix(".state")
    if state.exists():
        run.load(state)
    begun, saved = time.time() - 60 * run.progress.minutes, time.time()
    while (share := done(run.progress, options)) < 1:
        seed = options.seed * 1_000_000 + run.progress.pools
        torch.manual_seed(seed)
        pool = batches(pool_of(speeches, articles, run.progress.pools), reader, encoder, words, settings, seed)
        rate = settings.learning_rate * min(1.0, (run.progress.steps + 1) / 200)
        rate *= 0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * share))
        network.train()
        learnt = np.mean([step(run, batch, rate) for batch in pool], axis=0)
        run.progress.pools += 1
        run.progress.minutes = (time.time() - begun) / 60
        if run.progress.pools % 10 == 1:
            print(f"{run.progress} word {learnt[0]:.3f} replaced {learnt[1]:.3f}", flush=True)
        if time.time() - saved > _SECONDS_A_STATE or done(run.progress, options) >= 1:
            word, wrong = held_losses(run.average.module, held)
            print(f"held out, all words: word {word:.3f} replaced {wrong:.4f}", flush=True)
            about = {"words": run.progress.words, "minutes": run.progress.minutes, "word": word, "replaced": wrong}
            save_trunk(run.average.module, options.out, about)
            run.save(state)
            saved = time.time()


def pool_of(speeches: Sequence[str], articles: Sequence[str], number: int) -> list[str]:
    """The texts of a pool: mostly speeches, with some news, in the order of the shuffled corpora."""
    first, last = number * (_TEXTS_A_POOL - _NEWS_A_POOL), number * _NEWS_A_POOL
    spoken = [speeches[(first + n) % len(speeches)] for n in range(_TEXTS_A_POOL - _NEWS_A_POOL)]
    return spoken + [articles[(last + n) % len(articles)] for n in range(_NEWS_A_POOL)]


def done(progress: Progress, options: argparse.Namespace) -> float:
    """The share of the run that is over."""
    if options.minutes is not None:
        return float(progress.minutes / options.minutes)
    return float(progress.words / options.words)


if __name__ == "__main__":
    main()
