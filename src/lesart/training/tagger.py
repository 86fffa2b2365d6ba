"""Trains a bidirectional LSTM tagger over token features and writes the file that `lesart.ml.tagger.Tagger` reads.

Needs torch (`pip install torch`), which the installed program does not. Seeded; on a CPU two runs with the same seed
and thread count give the same weights. An exponential moving average of the weights is what is evaluated and kept.
"""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from torch import nn

from lesart.ml.lstm import Floats

IGNORE = -100
"""Label number of a token that does not count in the loss."""


@dataclass(frozen=True, slots=True)
class Example:
    """One sequence (a sentence or an article): features (tokens x dimensions) and for each head the label numbers."""

    features: npt.NDArray[np.generic]
    labels: Mapping[str, Sequence[int]]


@dataclass(frozen=True, slots=True)
class TaggerSettings:
    """What a training run can vary."""

    projected: int = 256
    hidden: int = 128
    layers: int = 2
    input_dropout: float = 0.3
    dropout: float = 0.4
    learning_rate: float = 2e-3
    weight_decay: float = 1e-2
    epochs: int = 20
    tokens_a_batch: int = 2500
    average: float = 0.995
    """Decay of the moving average of the weights, a step."""
    seed: int = 1


class LockedDropout(nn.Module):
    """Dropout with one mask a sequence: a dimension is gone for all steps (Gal and Ghahramani 2016).

    Besides it costs a step's worth of random numbers instead of a sequence's, a fifth of the training time here.
    """

    def __init__(self, share: float) -> None:
        super().__init__()
        self.share = share

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        if not self.training or not self.share:
            return x
        mask = torch.empty(x.shape[0], 1, x.shape[2], dtype=x.dtype).bernoulli_(1 - self.share)
        return x * mask.div_(1 - self.share)


class TwoWay(nn.Module):
    """A stack of bidirectional LSTM layers whose backward half reads each sequence from its own end."""

    def __init__(self, inputs: int, hidden: int, layers: int, dropout: float, *, locked: bool = False) -> None:
        super().__init__()
        sizes = [inputs] + [2 * hidden] * (layers - 1)
        self.fw = nn.ModuleList(nn.LSTM(size, hidden, batch_first=True) for size in sizes)
        self.bw = nn.ModuleList(nn.LSTM(size, hidden, batch_first=True) for size in sizes)
        self.drop = LockedDropout(dropout) if locked else nn.Dropout(dropout)
        for lstm in [*self.fw, *self.bw]:
            for name, weight in lstm.named_parameters():
                if name.startswith("weight_hh"):
                    for gate in weight.chunk(4):
                        nn.init.orthogonal_(gate)
                elif name.startswith("weight_ih"):
                    nn.init.xavier_uniform_(weight)
                else:
                    nn.init.zeros_(weight)
                    if name.startswith("bias_ih"):  # an open forget gate at the start
                        weight.data[hidden : 2 * hidden] = 1.0

    def forward(self, x: torch.Tensor, lengths: torch.Tensor) -> torch.Tensor:
        """(sequences, steps, inputs) to (sequences, steps, 2 x hidden)."""
        step = torch.arange(x.shape[1])[None, :]
        back = lengths[:, None] - 1 - step
        mirror = torch.where(back >= 0, back, step)[:, :, None]
        for number, (fw, bw) in enumerate(zip(self.fw, self.bw, strict=True)):
            if number:
                x = self.drop(x)
            ahead, _ = fw(x)
            behind, _ = bw(x.gather(1, mirror.expand(-1, -1, x.shape[2])))
            x = torch.cat([ahead, behind.gather(1, mirror.expand(-1, -1, behind.shape[2]))], dim=2)
        return x

    def arrays(self, prefix: str) -> dict[str, npt.NDArray[np.float16]]:
        """Weights under the names that `lesart.ml.lstm` reads."""
        out = {}
        for way, stack in (("fw", self.fw), ("bw", self.bw)):
            for number, lstm in enumerate(stack):
                out[f"{prefix}{number}.{way}.input"] = _half(lstm.weight_ih_l0.t())
                out[f"{prefix}{number}.{way}.recurrent"] = _half(lstm.weight_hh_l0.t())
                out[f"{prefix}{number}.{way}.bias"] = _half(lstm.bias_ih_l0 + lstm.bias_hh_l0)
        # the run time evaluates three logistic gates in one block: i, f, o, g instead of i, f, g, o
        return {name: _gates_in_order(value) for name, value in out.items()}


def _gates_in_order(weight: npt.NDArray[np.float16]) -> npt.NDArray[np.float16]:
    i, f, g, o = np.split(weight, 4, axis=-1)
    return np.concatenate([i, f, o, g], axis=-1)


def _half(tensor: torch.Tensor) -> npt.NDArray[np.float16]:
    array: npt.NDArray[np.float16] = tensor.detach().cpu().numpy().astype(np.float16)
    return array


class TaggerNetwork(nn.Module):
    """Standardise, project, two-way LSTM, one linear layer a head."""

    def __init__(
        self, mean: Floats, deviation: Floats, labels: Mapping[str, Sequence[str]], settings: TaggerSettings
    ) -> None:
        super().__init__()
        self.names = {head: list(names) for head, names in labels.items()}
        self.settings = settings
        self.register_buffer("mean", torch.from_numpy(mean))
        self.register_buffer("scale", torch.from_numpy(1.0 / np.maximum(deviation, 1e-3)))
        self.input_drop = nn.Dropout(settings.input_dropout)
        self.project = nn.Linear(len(mean), settings.projected)
        self.drop = nn.Dropout(settings.dropout)
        self.lstm = TwoWay(settings.projected, settings.hidden, settings.layers, settings.dropout)
        self.out = nn.ModuleDict({head: nn.Linear(2 * settings.hidden, len(names)) for head, names in labels.items()})

    def states(self, features: torch.Tensor, lengths: torch.Tensor) -> torch.Tensor:
        """The last hidden layer."""
        x = self.input_drop((features - self.mean) * self.scale)
        return self.drop(self.lstm(self.drop(torch.relu(self.project(x))), lengths))

    def forward(self, features: torch.Tensor, lengths: torch.Tensor) -> dict[str, torch.Tensor]:
        states = self.states(features, lengths)
        return {head: layer(states) for head, layer in self.out.items()}

    def arrays(self) -> dict[str, npt.NDArray[np.generic]]:
        """The weights file's content; the standardisation is folded into the projection."""
        weight = self.project.weight * self.scale[None, :]
        bias = self.project.bias - weight @ self.mean
        return {
            "labels": np.frombuffer(json.dumps(self.names, ensure_ascii=False).encode("utf-8"), dtype=np.uint8),
            "project": weight.detach().t().numpy().astype(np.float16),
            "project_bias": bias.detach().numpy().astype(np.float32),
            **self.lstm.arrays("lstm"),
            **{f"head.{head}": _half(layer.weight.t()) for head, layer in self.out.items()},
            **{f"head.{head}_bias": _half(layer.bias) for head, layer in self.out.items()},
        }


def feature_statistics(examples: Sequence[Example]) -> tuple[Floats, Floats]:
    """Mean and standard deviation of every feature column."""
    rows = np.concatenate([example.features for example in examples[:2000]]).astype(np.float32)
    return rows.mean(axis=0), rows.std(axis=0)


def batches(examples: Sequence[Example], tokens: int, order: random.Random) -> list[list[Example]]:
    """Examples of similar length together, about `tokens` padded tokens a batch, batches in random order."""
    ranked = sorted(examples, key=lambda e: len(e.features) * order.uniform(0.85, 1.15))
    result: list[list[Example]] = []
    for example in ranked:
        longest = max([len(example.features)] + [len(e.features) for e in result[-1]]) if result else 0
        if result and longest * (len(result[-1]) + 1) <= tokens:
            result[-1].append(example)
        else:
            result.append([example])
    order.shuffle(result)
    return result


def collate(batch: Sequence[Example]) -> tuple[torch.Tensor, torch.Tensor, dict[str, torch.Tensor]]:
    """Padded features, lengths and padded labels of a batch."""
    lengths = torch.tensor([len(e.features) for e in batch])
    longest = int(lengths.max())
    features = torch.zeros(len(batch), longest, batch[0].features.shape[1])
    labels = {head: torch.full((len(batch), longest), IGNORE) for head in batch[0].labels}
    for row, example in enumerate(batch):
        features[row, : len(example.features)] = torch.from_numpy(np.asarray(example.features, dtype=np.float32))
        for head, values in example.labels.items():
            labels[head][row, : len(values)] = torch.tensor(values)
    return features, lengths, labels


class MovingAverage:
    """Keeps an exponential moving average of a module's parameters; early steps count more, as the average warms up."""

    def __init__(self, module: nn.Module, decay: float) -> None:
        self.module = copy.deepcopy(module).eval()
        self.decay = decay
        self.steps = 0

    @torch.no_grad()
    def update(self, module: nn.Module) -> None:
        self.steps += 1
        decay = min(self.decay, (1 + self.steps) / (10 + self.steps))
        for kept, new in zip(self.module.parameters(), module.parameters(), strict=True):
            kept.lerp_(new, 1 - decay)


def train(
    network: TaggerNetwork,
    examples: Sequence[Example],
    *,
    evaluate: Callable[[TaggerNetwork, int], float],
    log: Callable[[str], None],
    checkpoint: Path | None = None,
) -> TaggerNetwork:
    """Trains; returns the averaged network of the best epoch. `evaluate(network, epoch)` gives the figure to maximise.

    With `checkpoint`, the state after every epoch is kept there and an interrupted run goes on from it.
    """
    settings = network.settings
    torch.manual_seed(settings.seed)
    optimiser = torch.optim.AdamW(network.parameters(), lr=settings.learning_rate, weight_decay=settings.weight_decay)
    average = MovingAverage(network, settings.average)
    best: tuple[float, dict[str, torch.Tensor]] = (float("-inf"), {})
    first = 0
    if checkpoint is not None and checkpoint.exists():
        state = torch.load(checkpoint, weights_only=True)
        network.load_state_dict(state["network"])
        optimiser.load_state_dict(state["optimiser"])
        average.module.load_state_dict(state["average"])
        average.steps, best, first = state["steps"], (state["best"], state["best_weights"]), state["epoch"] + 1
    for epoch in range(first, settings.epochs):
        order = random.Random(settings.seed * 1000 + epoch)
        planned = batches(examples, settings.tokens_a_batch, order)
        total = 0.0
        network.train()
        for number, batch in enumerate(planned):
            part = (epoch + number / len(planned)) / settings.epochs
            warm = min(1.0, (epoch * len(planned) + number + 1) / 100)
            for group in optimiser.param_groups:  # a short warm-up, then half a cosine down to a twentieth
                group["lr"] = settings.learning_rate * warm * (0.05 + 0.95 * 0.5 * (1 + float(np.cos(np.pi * part))))
            features, lengths, labels = collate(batch)
            logits = network(features, lengths)
            loss = torch.stack(
                [
                    nn.functional.cross_entropy(logits[h].flatten(0, 1), labels[h].flatten(), ignore_index=IGNORE)
                    for h in labels
                ]
            ).sum()
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 2.0)
            optimiser.step()
            average.update(network)
            total += loss.item()
        figure = evaluate(average.module, epoch)
        log(f"epoch {epoch + 1}/{settings.epochs}: loss {total / max(len(planned), 1):.4f}, figure {figure:.4f}")
        if figure > best[0]:
            best = (figure, copy.deepcopy(average.module.state_dict()))
        if checkpoint is not None:
            torch.save(
                {
                    "network": network.state_dict(),
                    "optimiser": optimiser.state_dict(),
                    "average": average.module.state_dict(),
                    "steps": average.steps,
                    "best": best[0],
                    "best_weights": best[1],
                    "epoch": epoch,
                },
                checkpoint,
            )
    network.load_state_dict(best[1])
    network.eval()
    return network


def export(network: TaggerNetwork, path: Path) -> None:
    """Writes the weights file for the run time."""
    np.savez_compressed(path, **network.arrays())  # type: ignore[arg-type]
