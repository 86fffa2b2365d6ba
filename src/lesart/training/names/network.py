"""The recogniser's network while it learns: word vectors, one two-way LSTM layer, a conditional random field a corpus.

What it exports is what `lesart.ml.tagger.Tagger`, `lesart.annotate.entities.word_vectors` and the recogniser read:
standardisation and the scales of the vectors are folded into the tables.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch
from torch import nn

from lesart.annotate.entities.word_vectors import BRANCHES, PREFIXES
from lesart.ml.lstm import Floats
from lesart.ml.tagger import IMPOSSIBLE, bio_transitions
from lesart.training.tagger import TwoWay

USE_SCALE, LETTER_SCALE = 3.0, 4.0
"""Factors that bring the vectors to the size of the standardised features, so that one learning rate fits both."""


@dataclass(frozen=True, slots=True)
class NameSettings:
    """What a training run can vary."""

    vector: int = 48
    letter_buckets: int = 8192
    projected: int = 192
    hidden: int = 96
    layers: int = 1
    input_dropout: float = 0.3
    dropout: float = 0.4
    learning_rate: float = 2e-3
    weight_decay: float = 1e-2
    epochs: int = 12
    tokens_a_batch: int = 1200
    average: float = 0.99
    auxiliary: float = 0.5
    """Weight of the other corpora's losses beside the first one's."""
    taught: float = 1.0
    """Weight of what teachers say beside the gold labels."""
    seed: int = 1


@dataclass(frozen=True, slots=True)
class Batch:
    """Padded sentences: features, cluster and branch numbers (one more than the last for none), letter groups."""

    features: torch.Tensor
    leaves: torch.Tensor
    branches: torch.Tensor
    letters: torch.Tensor
    letter_starts: torch.Tensor
    lengths: torch.Tensor

    @property
    def mask(self) -> torch.Tensor:
        """1 for a token, 0 for padding."""
        return (torch.arange(self.features.shape[1])[None, :] < self.lengths[:, None]).float()


@dataclass(frozen=True, slots=True)
class Wanted:
    """What some sentences ought to be labelled, certain or not: counts of one gold sequence, or expected ones.

    `labels` (sentences x tokens x labels) are the chances of each token's labels, `steps` (sentences x (labels + 1) x
    labels) how often a label follows another within the sentence, the last row for its first token. Since a field's
    score is linear in both, they are all that the cross-entropy with a teacher's field needs (Wang and others 2021,
    "Structural Knowledge Distillation").
    """

    labels: torch.Tensor
    steps: torch.Tensor


def partition(scores: torch.Tensor, transitions: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    """Logarithm of the summed weights of all label sequences, a sentence; transitions common to all or one's own."""
    steps, begin = transitions[..., :-1, :], transitions[..., -1, :]
    ahead = begin + scores[:, 0]
    for step in range(1, scores.shape[1]):
        next_ = torch.logsumexp(ahead[:, :, None] + steps, dim=1) + scores[:, step]
        ahead = torch.where(mask[:, step, None] > 0, next_, ahead)
    return torch.logsumexp(ahead, dim=1)


def expected(scores: torch.Tensor, transitions: torch.Tensor, mask: torch.Tensor) -> Wanted:
    """A field's own expectation of labels and steps: the derivatives of its partition."""
    scores = scores.detach().requires_grad_()
    steps = transitions.detach().expand(len(scores), -1, -1).clone().requires_grad_()
    found = torch.autograd.grad(partition(scores, steps, mask).sum(), (scores, steps))
    return Wanted(*found)


class LabelField(nn.Module):
    """Linear-chain conditional random field (Lafferty and others 2001) over BIO labels; forbidden steps stay so."""

    def __init__(self, labels: Sequence[str]) -> None:
        super().__init__()
        self.learnt = nn.Parameter(torch.zeros(len(labels) + 1, len(labels)))
        self.register_buffer("allowed", torch.from_numpy(bio_transitions(labels)))

    def transitions(self) -> torch.Tensor:
        """(labels + 1) x labels, the last row for the first token, as `lesart.ml.tagger.viterbi` reads it."""
        return self.learnt + torch.as_tensor(self.allowed)

    def loss(self, scores: torch.Tensor, wanted: Wanted, mask: torch.Tensor) -> torch.Tensor:
        """Cross-entropy between what is wanted and the field's own distribution over label sequences, a token."""
        right = (scores * wanted.labels).sum(dim=(1, 2)) + (self.learnt * wanted.steps).sum(dim=(1, 2))
        return (partition(scores, self.transitions(), mask) - right).sum() / mask.sum()


class NameNetwork(nn.Module):
    """Features and word vectors, projected; two-way LSTM; scores and a label field for each corpus."""

    def __init__(
        self,
        mean: Floats,
        deviation: Floats,
        labels: Mapping[str, Sequence[str]],
        paths: Sequence[int],
        settings: NameSettings,
    ) -> None:
        super().__init__()
        self.labels = {head: list(names) for head, names in labels.items()}
        self.paths = list(paths)
        self.settings = settings
        self.register_buffer("mean", torch.from_numpy(mean))
        self.register_buffer("scale", torch.from_numpy(1.0 / np.maximum(deviation, 1e-3)))
        self.leaves = nn.Embedding(len(paths) + 1, settings.vector)
        self.branches = nn.EmbeddingBag(BRANCHES + 1, settings.vector, mode="sum", padding_idx=BRANCHES)
        self.letters = nn.EmbeddingBag(settings.letter_buckets, settings.vector, mode="mean")
        for table in (self.leaves, self.branches):
            nn.init.normal_(table.weight, std=0.1)
        with torch.no_grad():
            self.branches.weight[BRANCHES] = 0
        self.project = nn.Linear(len(mean) + 2 * settings.vector, settings.projected)
        self.input_drop = nn.Dropout(settings.input_dropout)
        self.drop = nn.Dropout(settings.dropout)
        self.lstm = TwoWay(settings.projected, settings.hidden, settings.layers, settings.dropout)
        self.out = nn.ModuleDict({head: nn.Linear(2 * settings.hidden, len(own)) for head, own in labels.items()})
        self.fields = nn.ModuleDict({head: LabelField(own) for head, own in labels.items()})

    def set_letters(self, vectors: torch.Tensor) -> None:
        """Gives the letter vectors their first values."""
        with torch.no_grad():
            self.letters.weight.copy_(vectors)

    def states(self, batch: Batch) -> torch.Tensor:
        """The hidden layer (sentences x tokens x 2 hidden)."""
        count, steps = batch.leaves.shape
        above = self.branches(batch.branches.reshape(-1, len(PREFIXES)))
        use = self.leaves(batch.leaves) + above.view(count, steps, -1)
        letters = self.letters(batch.letters, batch.letter_starts).view(count, steps, -1)
        x = torch.cat([(batch.features - self.mean) * self.scale, use * USE_SCALE, letters * LETTER_SCALE], dim=2)
        x = self.drop(torch.relu(self.project(self.input_drop(x))))
        return self.drop(self.lstm(x, batch.lengths))

    def scores(self, states: torch.Tensor, head: str) -> torch.Tensor:
        """Label scores of one corpus's layer."""
        found: torch.Tensor = self.out[head](states)
        return found

    def transitions(self, head: str) -> Floats:
        """The label field of one corpus for `viterbi`."""
        field = self.fields[head]
        assert isinstance(field, LabelField)
        table: Floats = np.maximum(field.transitions().detach().numpy(), IMPOSSIBLE).astype(np.float32)
        return table

    @torch.no_grad()
    def read(self, arrays: Mapping[str, npt.NDArray[np.generic]], head: str) -> None:
        """Takes the weights of a file that `arrays` wrote, for a network of the same shape and one corpus's layer."""

        def tensor(name: str) -> torch.Tensor:
            return torch.from_numpy(np.asarray(arrays[name], dtype=np.float32))

        weight, plain = tensor("project").t().clone(), len(self.mean)
        self.project.bias.copy_(tensor("project_bias") + weight[:, :plain] @ self.mean)
        weight[:, :plain] /= self.scale[None, :]
        self.project.weight.copy_(weight)
        for way, stack in (("fw", self.lstm.fw), ("bw", self.lstm.bw)):
            for number, lstm in enumerate(stack):
                place = f"lstm{number}.{way}"
                lstm.weight_ih_l0.copy_(_gates_of_torch(tensor(f"{place}.input")).t())
                lstm.weight_hh_l0.copy_(_gates_of_torch(tensor(f"{place}.recurrent")).t())
                lstm.bias_ih_l0.copy_(_gates_of_torch(tensor(f"{place}.bias")))
                lstm.bias_hh_l0.zero_()
        self.leaves.weight.copy_(tensor("cluster_vectors") / USE_SCALE)
        self.branches.weight[:BRANCHES] = tensor("branch_vectors") / USE_SCALE
        self.letters.weight.copy_(tensor("letter_vectors") / LETTER_SCALE)
        layer, field = self.out[head], self.fields[head]
        layer.weight.copy_(tensor(f"head.{head}").t())
        layer.bias.copy_(tensor(f"head.{head}_bias"))
        assert isinstance(field, LabelField)
        possible = torch.as_tensor(field.allowed) > IMPOSSIBLE / 2
        field.learnt.copy_(tensor(f"transitions.{head}") * possible)

    def arrays(self, head: str) -> dict[str, npt.NDArray[np.generic]]:
        """The weights file's content, with the label layer of one corpus."""
        weight, plain = self.project.weight.detach().clone(), len(self.mean)
        weight[:, :plain] *= self.scale[None, :]
        bias = self.project.bias - weight[:, :plain] @ self.mean
        labels = {head: self.labels[head]}
        layer = self.out[head]
        return {
            "labels": np.frombuffer(json.dumps(labels).encode("utf-8"), dtype=np.uint8),
            "project": _half(weight.t()),
            "project_bias": bias.detach().numpy().astype(np.float32),
            **self.lstm.arrays("lstm"),
            f"head.{head}": _half(layer.weight.t()),
            f"head.{head}_bias": _half(layer.bias),
            f"transitions.{head}": self.transitions(head),
            "clusters": np.array(self.paths, dtype=np.uint16),
            "cluster_vectors": _half(self.leaves.weight * USE_SCALE),
            "branch_vectors": _half(self.branches.weight[:BRANCHES] * USE_SCALE),
            "letter_vectors": _half(self.letters.weight * LETTER_SCALE),
        }


def _gates_of_torch(weight: torch.Tensor) -> torch.Tensor:
    """The gates i, f, g, o from i, f, o, g, as the run time keeps them."""
    i, f, o, g = weight.chunk(4, dim=-1)
    return torch.cat([i, f, g, o], dim=-1)


def _half(tensor: torch.Tensor) -> npt.NDArray[np.float16]:
    array: npt.NDArray[np.float16] = tensor.detach().numpy().astype(np.float16)
    return array
