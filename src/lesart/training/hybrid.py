"""Trains the classifier over named features and a dense vector that `lesart.ml.hybrid.Hybrid` runs.

Needs torch. Seeded. A moving average of the weights is kept; named features seen fewer than `least` times are left out,
and whole features are dropped at random in training so that no single word carries a decision.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from torch import nn

from lesart.ml.lstm import Floats
from lesart.training.tagger import MovingAverage


@dataclass(frozen=True, slots=True)
class HybridSettings:
    """What a run can vary."""

    hidden: int = 96
    least: int = 2
    feature_dropout: float = 0.2
    dense_dropout: float = 0.4
    dropout: float = 0.4
    learning_rate: float = 2e-3
    weight_decay: float = 2e-2
    epochs: int = 12
    batch: int = 256
    average: float = 0.995
    seed: int = 1


class HybridNetwork(nn.Module):
    """Embedding bag and projection into one hidden layer, then the labels."""

    def __init__(
        self, names: Sequence[str], labels: Sequence[str], mean: Floats, deviation: Floats, settings: HybridSettings
    ) -> None:
        super().__init__()
        self.names, self.labels, self.settings = list(names), list(labels), settings
        self.index = {name: number + 1 for number, name in enumerate(names)}
        self.register_buffer("mean", torch.from_numpy(mean))
        self.register_buffer("scale", torch.from_numpy(1.0 / np.maximum(deviation, 1e-3)))
        self.rows = nn.EmbeddingBag(len(names) + 1, settings.hidden, mode="sum", padding_idx=0)
        nn.init.normal_(self.rows.weight, std=0.05)
        with torch.no_grad():
            self.rows.weight[0].zero_()
        self.dense = nn.Linear(len(mean), settings.hidden)
        self.dense_drop = nn.Dropout(settings.dense_dropout)
        self.drop = nn.Dropout(settings.dropout)
        self.out = nn.Linear(settings.hidden, len(labels))

    def forward(self, bags: torch.Tensor, dense: torch.Tensor) -> torch.Tensor:
        if self.training and self.settings.feature_dropout:
            bags = bags * (torch.rand(bags.shape) > self.settings.feature_dropout)
        hidden = self.rows(bags) + self.dense(self.dense_drop((dense - self.mean) * self.scale))
        logits: torch.Tensor = self.out(self.drop(torch.relu(hidden)))
        return logits

    def bags(self, items: Sequence[Sequence[str]]) -> torch.Tensor:
        """Feature numbers of items, padded with 0."""
        found = [[self.index[name] for name in dict.fromkeys(item) if name in self.index] for item in items]
        width = max((len(row) for row in found), default=1) or 1
        out = torch.zeros(len(items), width, dtype=torch.long)
        for number, row in enumerate(found):
            out[number, : len(row)] = torch.tensor(row, dtype=torch.long)
        return out


def train(
    items: Sequence[Sequence[str]],
    dense: npt.NDArray[np.generic],
    labels: Sequence[str],
    *,
    settings: HybridSettings,
    log: Callable[[str], None],
    evaluate: Callable[[HybridNetwork], float] | None = None,
) -> HybridNetwork:
    """Trains on (features, vector, label) triples; with `evaluate` the best epoch is returned, else the last."""
    torch.manual_seed(settings.seed)
    order = np.random.default_rng(settings.seed)
    counts = Counter(name for item in items for name in set(item))
    names = sorted(name for name, count in counts.items() if count >= settings.least)
    vectors = np.asarray(dense, dtype=np.float32)
    kinds = sorted(set(labels))
    network = HybridNetwork(names, kinds, vectors.mean(axis=0), vectors.std(axis=0), settings)
    bags, target = network.bags(items), torch.tensor([kinds.index(label) for label in labels])
    rows = torch.from_numpy(vectors)
    optimiser = torch.optim.AdamW(network.parameters(), lr=settings.learning_rate, weight_decay=settings.weight_decay)
    average = MovingAverage(network, settings.average)
    best: tuple[float, dict[str, torch.Tensor]] = (float("-inf"), {})
    for epoch in range(settings.epochs):
        for group in optimiser.param_groups:
            group["lr"] = settings.learning_rate * 0.5 * (1 + np.cos(np.pi * epoch / settings.epochs)) + 1e-5
        network.train()
        shuffled = order.permutation(len(items))
        total = 0.0
        for start in range(0, len(shuffled), settings.batch):
            chosen = torch.from_numpy(shuffled[start : start + settings.batch])
            loss = nn.functional.cross_entropy(network(bags[chosen], rows[chosen]), target[chosen])
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 2.0)
            optimiser.step()
            average.update(network)
            total += loss.item() * len(chosen)
        kept = average.module
        assert isinstance(kept, HybridNetwork)
        figure = evaluate(kept) if evaluate is not None else float(epoch)
        log(f"epoch {epoch + 1}/{settings.epochs}: loss {total / len(items):.4f}, figure {figure:.4f}")
        if figure >= best[0]:
            best = (figure, {name: value.clone() for name, value in kept.state_dict().items()})
    network.load_state_dict(best[1])
    network.eval()
    return network


def arrays(network: HybridNetwork) -> dict[str, npt.NDArray[np.generic]]:
    """The weights file's content; the standardisation is folded into the projection."""
    weight = network.dense.weight * network.scale[None, :]
    bias = network.dense.bias - weight @ network.mean
    text = "\n".join(network.names)
    return {
        "labels": np.frombuffer(json.dumps(network.labels, ensure_ascii=False).encode("utf-8"), dtype=np.uint8),
        "names": np.frombuffer(text.encode("utf-8"), dtype=np.uint8),
        "rows": network.rows.weight[1:].detach().numpy().astype(np.float16),
        "dense": weight.detach().t().numpy().astype(np.float16),
        "bias": bias.detach().numpy().astype(np.float32),
        "out": network.out.weight.detach().t().numpy().astype(np.float16),
        "out_bias": network.out.bias.detach().numpy().astype(np.float32),
    }


def export(network: HybridNetwork, path: Path) -> None:
    """Writes the weights file for the run time."""
    np.savez_compressed(path, **arrays(network))  # type: ignore[arg-type]
