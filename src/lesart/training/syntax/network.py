"""The parser's network in torch, the twin of `lesart.ml.parser.Parser`."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from torch import nn

from lesart.ml.lstm import Floats
from lesart.training.tagger import TwoWay


@dataclass(frozen=True, slots=True)
class Sizes:
    """Widths of the network's layers."""

    projected: int = 192
    hidden: int = 128
    layers: int = 2
    arc: int = 128
    label: int = 48
    input_dropout: float = 0.25
    dropout: float = 0.35


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What the network's outputs and the input's ending columns stand for."""

    labels: Mapping[str, Sequence[str]]
    relations: Sequence[str]
    suffixes: Sequence[str]


class ParserNetwork(nn.Module):
    """Standardise, project, two-way LSTM, label layers, biaffine arcs and relations.

    The last input column says which treebank's habits hold; the run time always has those of the news treebank, so
    that `export` folds the column into the bias.
    """

    def __init__(self, mean: Floats, deviation: Floats, vocabulary: Vocabulary, sizes: Sizes) -> None:
        super().__init__()
        self.vocabulary, self.sizes = vocabulary, sizes
        self.register_buffer("mean", torch.from_numpy(mean))
        self.register_buffer("scale", torch.from_numpy(1.0 / np.maximum(deviation, 1e-3)))
        self.input_drop = nn.Dropout(sizes.input_dropout)
        self.project = nn.Linear(len(mean), sizes.projected)
        self.drop = nn.Dropout(sizes.dropout)
        self.lstm = TwoWay(sizes.projected, sizes.hidden, sizes.layers, sizes.dropout)
        states = 2 * sizes.hidden
        self.tags = nn.ModuleDict({name: nn.Linear(states, len(v)) for name, v in vocabulary.labels.items()})
        self.root = nn.Parameter(torch.zeros(states).normal_(0, 0.1))
        self.perceptrons = nn.Linear(states, 2 * (sizes.arc + sizes.label))
        self.arc = nn.Parameter(torch.zeros(sizes.arc, sizes.arc).normal_(0, 0.01))
        self.arc_head = nn.Parameter(torch.zeros(sizes.arc).normal_(0, 0.01))
        count = len(vocabulary.relations)
        self.relation = nn.Parameter(torch.zeros(sizes.label, sizes.label, count).normal_(0, 0.05))
        self.relation_single = nn.Linear(2 * sizes.label, count)

    def forward(
        self, features: torch.Tensor, lengths: torch.Tensor
    ) -> tuple[dict[str, torch.Tensor], torch.Tensor, torch.Tensor, torch.Tensor]:
        """Label logits; arc scores (batch, dependents, heads with the root first); inputs of the relation scorer."""
        x = self.input_drop((features - self.mean) * self.scale)
        states = self.drop(self.lstm(self.drop(torch.relu(self.project(x))), lengths))
        tags = {name: layer(states) for name, layer in self.tags.items()}
        rooted = torch.cat([self.root.expand(len(states), 1, -1), states], dim=1)
        hidden = self.drop(nn.functional.leaky_relu(self.perceptrons(rooted), 0.1))
        a, r = self.sizes.arc, self.sizes.label
        arc_dependent, arc_head, dependent, head = hidden.split([a, a, r, r], dim=2)
        arcs = (arc_dependent[:, 1:] @ self.arc + self.arc_head) @ arc_head.transpose(1, 2)
        behind = torch.arange(arcs.shape[2])[None, :] > lengths[:, None]
        return tags, arcs.masked_fill(behind[:, None, :], -1e4), dependent[:, 1:], head

    def relations(self, dependent: torch.Tensor, head: torch.Tensor) -> torch.Tensor:
        """Logits of the relations for pairs (rows) of dependent and head."""
        crossed = torch.einsum("nd,dhl->nhl", dependent, self.relation)
        return torch.einsum("nh,nhl->nl", head, crossed) + self.relation_single(torch.cat([dependent, head], dim=1))

    def arrays(self) -> dict[str, npt.NDArray[np.generic]]:
        """The weights file's content; standardisation and treebank column are folded into the projection."""
        weight = self.project.weight * self.scale[None, :]
        bias = self.project.bias - weight @ self.mean + weight[:, -1]
        facts = {
            "labels": {name: list(values) for name, values in self.vocabulary.labels.items()},
            "relations": list(self.vocabulary.relations),
            "suffixes": list(self.vocabulary.suffixes),
            "arc": self.sizes.arc,
            "label": self.sizes.label,
        }
        floats = {
            "project": weight[:, :-1].t(),
            "tags": torch.cat([layer.weight for layer in self.tags.values()]).t(),
            "root": self.root,
            "perceptrons": self.perceptrons.weight.t(),
            "arc": self.arc,
            "relation": self.relation.flatten(1),
            "relation_single": self.relation_single.weight.t(),
        }
        exact = {
            "project_bias": bias,
            "tags_bias": torch.cat([layer.bias for layer in self.tags.values()]),
            "perceptrons_bias": self.perceptrons.bias,
            "arc_head": self.arc_head,
            "relation_bias": self.relation_single.bias,
        }
        return {
            "facts": np.frombuffer(json.dumps(facts, ensure_ascii=False).encode("utf-8"), dtype=np.uint8),
            **{name: value.detach().numpy().astype(np.float16) for name, value in floats.items()},
            **{name: value.detach().numpy().astype(np.float32) for name, value in exact.items()},
            **self.lstm.arrays("lstm"),
        }


def export(network: ParserNetwork, path: Path) -> None:
    """Writes the weights file for the run time."""
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(path, **network.arrays())  # type: ignore[arg-type]
