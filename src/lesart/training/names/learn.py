"""Trains the recogniser of names on several corpora at once and decodes with it.

Each corpus has its own label layer, since they do not agree on what a name is; the first one counts. The last epoch's
moving average is kept: no set outside the training chooses anything.
"""

from __future__ import annotations

import copy
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch
from torch import nn

from lesart.annotate.entities.word_vectors import BRANCHES, branches, letter_groups
from lesart.ml.tagger import viterbi
from lesart.resources.word_clusters import WordClusters
from lesart.training.names.letters import bags
from lesart.training.names.network import Batch, NameNetwork
from lesart.training.tagger import MovingAverage

_NO_BRANCHES = [BRANCHES] * 3


@dataclass(frozen=True, slots=True)
class NameExample:
    """A sentence: feature rows, forms, and the label numbers of its corpus's layer (none where it is not learnt)."""

    features: npt.NDArray[np.generic]
    forms: tuple[str, ...]
    head: str
    labels: tuple[int, ...] = ()


class FormTables:
    """Numbers of a form's cluster, branches and letter groups, each form looked up once."""

    def __init__(self, clusters: WordClusters, paths: Sequence[int], buckets: int) -> None:
        self._clusters = clusters
        self._numbers = {path: number for number, path in enumerate(paths)}
        self._buckets = buckets
        self._known: dict[str, tuple[int, list[int], npt.NDArray[np.int64]]] = {}

    def of(self, form: str) -> tuple[int, list[int], npt.NDArray[np.int64]]:
        """Cluster number (one more than the last for none), branch numbers, letter groups."""
        known = self._known.get(form)
        if known is None:
            path = self._clusters.cluster(form)
            groups = np.array(letter_groups(form, self._buckets), dtype=np.int64)
            known = self._numbers.get(path, len(self._numbers)), branches(path) or _NO_BRANCHES, groups
            self._known[form] = known
        return known

    def batch(self, examples: Sequence[NameExample]) -> Batch:
        """Examples padded to the longest; padding has the numbers of an empty form."""
        lengths = torch.tensor([len(e.forms) for e in examples])
        longest = int(lengths.max())
        features = np.zeros((len(examples), longest, examples[0].features.shape[1]), dtype=np.float32)
        leaves = np.zeros((len(examples), longest), dtype=np.int64)
        above = np.full((len(examples), longest, len(_NO_BRANCHES)), BRANCHES, dtype=np.int64)
        nothing = np.zeros(1, dtype=np.int64)
        groups: list[npt.NDArray[np.int64]] = []
        for row, example in enumerate(examples):
            features[row, : len(example.forms)] = example.features
            for column, form in enumerate(example.forms):
                leaf, own, letters = self.of(form)
                leaves[row, column], above[row, column] = leaf, own
                groups.append(letters)
            groups += [nothing] * (longest - len(example.forms))
        letters_, starts = bags(groups)
        rows, paths, turns = (torch.from_numpy(table) for table in (features, leaves, above))
        return Batch(rows, paths, turns, letters_, starts, lengths)


def batches(examples: Sequence[NameExample], tokens: int, order: random.Random) -> list[list[NameExample]]:
    """Sentences of similar length together, about `tokens` padded tokens a batch, in random order."""
    result: list[list[NameExample]] = []
    longest = 0
    for example in sorted(examples, key=lambda e: len(e.forms) * order.uniform(0.85, 1.15)):
        longest = max(longest, len(example.forms)) if result else len(example.forms)
        if result and longest * (len(result[-1]) + 1) <= tokens:
            result[-1].append(example)
        else:
            result.append([example])
            longest = len(example.forms)
    order.shuffle(result)
    return result


def loss_of(network: NameNetwork, tables: FormTables, examples: Sequence[NameExample]) -> torch.Tensor:
    """The loss of a batch: each corpus's sentences through their own label field, weighted by their tokens."""
    batch = tables.batch(examples)
    states, mask = network.states(batch), batch.mask
    total = torch.zeros(())
    for rank, head in enumerate(network.labels):
        rows = [number for number, example in enumerate(examples) if example.head == head]
        if not rows:
            continue
        gold = torch.zeros(len(rows), mask.shape[1], dtype=torch.long)
        for at, number in enumerate(rows):
            gold[at, : len(examples[number].labels)] = torch.tensor(examples[number].labels)
        share = float(mask[rows].sum() / mask.sum()) * (network.settings.auxiliary if rank else 1.0)
        field = network.fields[head]
        total = total + share * field.loss(network.scores(states[rows], head), gold, mask[rows])
    return total


def train(
    network: NameNetwork,
    tables: FormTables,
    examples: Sequence[NameExample],
    *,
    after: Callable[[NameNetwork, int, float], None],
) -> NameNetwork:
    """Trains all epochs and returns the moving average; `after(average, epoch, loss)` is called after each."""
    settings = network.settings
    torch.manual_seed(settings.seed)
    optimiser = torch.optim.AdamW(network.parameters(), lr=settings.learning_rate, weight_decay=settings.weight_decay)
    average = MovingAverage(network, settings.average)
    for epoch in range(settings.epochs):
        planned = batches(examples, settings.tokens_a_batch, random.Random(settings.seed * 1000 + epoch))
        network.train()
        total = 0.0
        for number, chosen in enumerate(planned):
            part = (epoch + number / len(planned)) / settings.epochs
            warm = min(1.0, (epoch * len(planned) + number + 1) / 100)
            for group in optimiser.param_groups:  # a short warm-up, then half a cosine down to a twentieth
                group["lr"] = settings.learning_rate * warm * (0.05 + 0.95 * 0.5 * (1 + float(np.cos(np.pi * part))))
            loss = loss_of(network, tables, chosen)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 2.0)
            optimiser.step()
            average.update(network)
            total += loss.item()
        after(_named(average.module), epoch, total / max(len(planned), 1))
    return _named(copy.deepcopy(average.module))


def _named(module: nn.Module) -> NameNetwork:
    assert isinstance(module, NameNetwork)
    return module


def decode(network: NameNetwork, tables: FormTables, examples: Sequence[NameExample], head: str) -> Iterator[list[str]]:
    """The best label sequence of each sentence by one corpus's layer."""
    network.eval()
    labels, transitions = network.labels[head], network.transitions(head)
    for start in range(0, len(examples), 64):
        part = examples[start : start + 64]
        with torch.no_grad():
            scores = network.scores(network.states(tables.batch(part)), head).numpy()
        for row, example in zip(scores, part, strict=True):
            yield [labels[n] for n in viterbi(row[: len(example.forms)], transitions)]
