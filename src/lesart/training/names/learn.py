"""Trains the recogniser of names on several corpora at once and decodes with it.

Each corpus has its own label layer, since they do not agree on what a name is; the first one counts. The last epoch's
moving average is kept: no set outside the training chooses anything.
"""

from __future__ import annotations

import copy
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from torch import nn

from lesart.annotate.entities.word_vectors import BRANCHES, branches, letter_groups
from lesart.ml.tagger import viterbi
from lesart.resources.word_clusters import WordClusters
from lesart.training.names.letters import bags
from lesart.training.names.network import Batch, NameNetwork, Wanted, expected
from lesart.training.tagger import MovingAverage

_NO_BRANCHES = [BRANCHES] * 3


@dataclass(frozen=True, slots=True)
class NameExample:
    """A sentence: feature rows, forms, and the label numbers of its corpus's layer (none where it is not learnt)."""

    features: npt.NDArray[np.generic]
    forms: tuple[str, ...]
    head: str
    labels: tuple[int, ...] = ()
    taught: Taught | None = None


@dataclass(frozen=True, slots=True)
class Taught:
    """What teachers expect of a sentence by the first corpus's labels: see `Wanted`."""

    labels: npt.NDArray[np.float16]
    steps: npt.NDArray[np.float16]


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
    """The loss of a batch: each corpus's sentences through their own label field, weighted by their tokens.

    Sentences that teachers have labelled go through the first field as well.
    """
    batch = tables.batch(examples)
    states, mask = network.states(batch), batch.mask
    settings = network.settings
    first = next(iter(network.labels))
    total = torch.zeros(())
    parts = [(head, settings.auxiliary if rank else 1.0, False) for rank, head in enumerate(network.labels)]
    for head, weight, taught in [*parts, (first, settings.taught, True)]:
        if taught:
            rows = [n for n, e in enumerate(examples) if e.taught is not None]
        else:
            rows = [n for n, e in enumerate(examples) if e.head == head and e.labels]
        if rows:
            chosen, labels = [examples[n] for n in rows], len(network.labels[head])
            longest = mask.shape[1]
            gold = None if taught else counted([e.labels for e in chosen], longest, labels)
            wanted = gold or _taught(chosen, longest, labels)
            share = float(mask[rows].sum() / mask.sum()) * weight
            total = total + share * network.fields[head].loss(network.scores(states[rows], head), wanted, mask[rows])
    return total


def counted(sequences: Sequence[Sequence[int]], longest: int, labels: int) -> Wanted:
    """Gold label sequences as what is wanted for certain."""
    wanted = _nothing(len(sequences), longest, labels)
    for row, sequence in enumerate(sequences):
        own = torch.tensor(sequence)
        wanted.labels[row, torch.arange(len(own)), own] = 1.0
        before = torch.cat([torch.tensor([labels]), own[:-1]])
        wanted.steps[row].index_put_((before, own), torch.ones(len(own)), accumulate=True)
    return wanted


def _taught(examples: Sequence[NameExample], longest: int, labels: int) -> Wanted:
    wanted = _nothing(len(examples), longest, labels)
    for row, example in enumerate(examples):
        assert example.taught is not None
        wanted.labels[row, : len(example.forms)] = torch.from_numpy(example.taught.labels.astype(np.float32))
        wanted.steps[row] = torch.from_numpy(example.taught.steps.astype(np.float32))
    return wanted


def _nothing(sentences: int, longest: int, labels: int) -> Wanted:
    return Wanted(torch.zeros(sentences, longest, labels), torch.zeros(sentences, labels + 1, labels))


def teach(
    teachers: Sequence[NameNetwork], tables: FormTables, examples: Sequence[NameExample], head: str
) -> Iterator[Taught]:
    """What some networks expect of each sentence on the average."""
    for start in range(0, len(examples), 64):
        part = examples[start : start + 64]
        batch = tables.batch(part)
        mask = batch.mask
        found = []
        for network in teachers:
            network.eval()
            with torch.no_grad():
                scores = network.scores(network.states(batch), head)
            found.append(expected(scores, torch.from_numpy(network.transitions(head)), mask))
        labels = torch.stack([one.labels for one in found]).mean(dim=0).numpy()
        steps = torch.stack([one.steps for one in found]).mean(dim=0).numpy()
        for row, example in enumerate(part):
            yield Taught(labels[row, : len(example.forms)].astype(np.float16), steps[row].astype(np.float16))


def train(
    network: NameNetwork,
    tables: FormTables,
    chosen: Callable[[int], Sequence[NameExample]],
    *,
    after: Callable[[NameNetwork, int, float], None],
    checkpoint: Path,
) -> NameNetwork:
    """Trains all epochs and returns the moving average; `after(average, epoch, loss)` is called after each.

    `chosen(epoch)` are the epoch's sentences. The state after every epoch is kept in `checkpoint`, from which an
    interrupted run goes on.
    """
    settings = network.settings
    torch.manual_seed(settings.seed)
    optimiser = torch.optim.AdamW(network.parameters(), lr=settings.learning_rate, weight_decay=settings.weight_decay)
    average = MovingAverage(network, settings.average)
    first = _resumed(checkpoint, network, optimiser, average)
    for epoch in range(first, settings.epochs):
        planned = batches(chosen(epoch), settings.tokens_a_batch, random.Random(settings.seed * 1000 + epoch))
        torch.manual_seed(settings.seed * 1000 + epoch)  # so that a resumed run draws what a whole one does
        network.train()
        total = 0.0
        for number, batch in enumerate(planned):
            part = (epoch + number / len(planned)) / settings.epochs
            warm = min(1.0, (epoch * len(planned) + number + 1) / 100)
            for group in optimiser.param_groups:  # a short warm-up, then half a cosine down to a twentieth
                group["lr"] = settings.learning_rate * warm * (0.05 + 0.95 * 0.5 * (1 + float(np.cos(np.pi * part))))
            loss = loss_of(network, tables, batch)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 2.0)
            optimiser.step()
            average.update(network)
            total += loss.item()
        state = {"network": network.state_dict(), "optimiser": optimiser.state_dict(), "epoch": epoch}
        torch.save({**state, "average": average.module.state_dict(), "steps": average.steps}, checkpoint)
        after(_named(average.module), epoch, total / max(len(planned), 1))
    return _named(copy.deepcopy(average.module))


def _resumed(checkpoint: Path, network: NameNetwork, optimiser: torch.optim.Optimizer, average: MovingAverage) -> int:
    """Takes up the state of an interrupted run, if there is one; the epoch to go on with."""
    if not checkpoint.exists():
        return 0
    state = torch.load(checkpoint, weights_only=True)
    network.load_state_dict(state["network"])
    optimiser.load_state_dict(state["optimiser"])
    average.module.load_state_dict(state["average"])
    average.steps = state["steps"]
    return int(state["epoch"]) + 1


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
