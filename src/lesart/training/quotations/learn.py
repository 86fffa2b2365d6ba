"""The training loop of the quotation networks, and their score on a held-out split."""

from __future__ import annotations

import copy
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from torch import nn

from lesart.annotate.quotations.drafts import Draft
from lesart.annotate.quotations.network import LAYERS, MARKS, POINTERS, TAGS, TYPES, Attribution
from lesart.annotate.quotations.windows import Candidate, indicators, window_words
from lesart.annotate.quotations.words import Words
from lesart.training.quotations.corpus import GoldArticle
from lesart.training.quotations.features import Material
from lesart.training.quotations.network import AUXILIARY, NetworkSettings, QuotationTrainingNetwork
from lesart.training.quotations.views import annotated_view, through
from lesart.training.tagger import MovingAverage

Floats = npt.NDArray[np.float32]
_PRETRAINED_WEIGHT, _FLAG_WEIGHT = 0.5, 3.0
"""How loud the two blocks of columns speak at first. With 1 and 1 the thousand dense columns drown the few telling
flags: after six epochs on a third of the corpus 33 against 56 F1 of content."""


@dataclass(frozen=True, slots=True)
class LearningSettings:
    """What a run can vary beside the network's shape."""

    seed: int = 1
    epochs: int = 18
    learning_rate: float = 3e-3
    weight_decay: float = 1e-2
    articles_a_batch: int = 6
    average: float = 0.995
    auxiliary: float = 0.3
    half: bool = True
    """Matrix products in bfloat16: half the time on a processor that has it."""
    jitter: float = 0.15
    """Share of contents whose edges are moved by a word or two for stage two, as the tagger will move them."""


@dataclass(slots=True)
class Prepared:
    """An article ready to learn from: what is to be said of it, by annotation, by teachers, or by both mixed."""

    words: Words
    features: npt.NDArray[np.float16]
    tags: dict[str, Floats]
    """For each layer the chances of the tags (words x 4)."""
    auxiliary: dict[str, npt.NDArray[np.int64]]
    candidates: list[tuple[Candidate, Attribution]]
    ruled: tuple[Draft, ...]


def prepare(article: GoldArticle, material: Material) -> Prepared:
    """Tags of both layers, side tasks, and the candidates of stage two, as annotated."""
    size = len(article.words)
    tags = {name: np.zeros(size, dtype=np.int64) for name in LAYERS}
    auxiliary = {name: np.zeros(size, dtype=np.int64) for name in AUXILIARY}
    taken: dict[str, set[int]] = {name: set() for name in LAYERS}
    order = sorted(article.quotations, key=lambda q: (q.content[0], -len(q.content)))
    for quotation in order:
        layer = "direct" if quotation.type == "direct" else "rest"
        content = quotation.content
        for name in ("cue", "frame", "speaker", "addressee"):
            auxiliary[name][list(getattr(quotation, name))] = 1
        auxiliary["kind"][list(content)] = 1 + TYPES.index(quotation.type)
        if taken[layer] & set(content):
            continue  # two of one layer that overlap: the tagger cannot say both
        taken[layer] |= set(content)
        for at, i in enumerate(content):
            tags[layer][i] = 1 if at == 0 else 2 if content[at - 1] == i - 1 else 3
    chosen = [Candidate(q.content, q.type == "direct") for q in order]
    known = {name: np.eye(len(TAGS), dtype=np.float32)[numbers] for name, numbers in tags.items()}
    views = [annotated_view(candidate, q, size) for candidate, q in zip(chosen, order, strict=True)]
    return Prepared(
        article.words, material.rows, known, auxiliary, list(zip(chosen, views, strict=True)), material.ruled
    )


def feature_scale(prepared: Sequence[Prepared], pretrained: int) -> tuple[Floats, Floats]:
    """Mean and inverse deviation of the pretrained columns; flags stay as they are."""
    rows = np.concatenate([p.features for p in prepared[:200]]).astype(np.float32)
    mean, scale = rows.mean(axis=0), 1 / np.maximum(rows.std(axis=0), 1e-3)
    scale[:pretrained] *= _PRETRAINED_WEIGHT
    mean[pretrained:], scale[pretrained:] = 0.0, _FLAG_WEIGHT
    return mean.astype(np.float32), scale.astype(np.float32)


def _jittered(candidate: Candidate, size: int, dice: random.Random) -> Candidate:
    first, last = candidate.content[0], candidate.content[-1]
    inner = set(candidate.content)
    if dice.random() < 0.5:
        first += dice.choice((-2, -1, 1, 2))
    else:
        last += dice.choice((-2, -1, 1, 2))
    content = tuple(
        i
        for i in range(max(first, 0), min(last + 1, size))
        if i in inner or i < candidate.content[0] or i > candidate.content[-1]
    )
    return Candidate(content, candidate.direct) if content else candidate


@dataclass(frozen=True, slots=True)
class _Windows:
    """Stage two's part of a batch: which states each window reads, and what is to be said of it (chances)."""

    index: torch.Tensor
    lengths: torch.Tensor
    places: torch.Tensor
    pointers: torch.Tensor
    marks: torch.Tensor
    types: torch.Tensor
    media: torch.Tensor


def _windows(
    batch: Sequence[Prepared], longest: int, settings: LearningSettings, dice: random.Random
) -> _Windows | None:
    """Windows into the flattened states, for all candidates of a batch."""
    index, places, views = [], [], []
    for row, prepared in enumerate(batch):
        words = prepared.words
        shown = [
            c if dice.random() >= settings.jitter or c.direct else _jittered(c, len(words), dice)
            for c, _ in prepared.candidates
        ]
        for candidate, (_, view) in zip(shown, prepared.candidates, strict=True):
            window = window_words(candidate, len(words))
            index.append([row * longest + i for i in window])
            places.append(indicators(candidate, shown, words, window, prepared.ruled))
            views.append(through(view, window))
    if not index:
        return None
    steps = max(len(i) for i in index)
    padded = torch.zeros(len(index), steps, dtype=torch.long)
    place = torch.zeros(len(index), steps, places[0].shape[1])
    mark = torch.zeros(len(index), steps, len(MARKS))
    pointers = torch.zeros(len(index), len(POINTERS), steps + 1)
    for n, view in enumerate(views):
        size = len(index[n])
        padded[n, :size] = torch.tensor(index[n])
        place[n, :size] = torch.from_numpy(places[n])
        for number, name in enumerate(POINTERS):
            pointers[n, number, :size] = torch.from_numpy(view.pointers[name][:-1])
            pointers[n, number, steps] = float(view.pointers[name][-1])
        for number, name in enumerate(MARKS):
            mark[n, :size, number] = torch.from_numpy(view.marks[name])
    return _Windows(
        padded,
        torch.tensor([len(i) for i in index]),
        place,
        pointers,
        mark,
        torch.from_numpy(np.stack([view.types for view in views])),
        torch.from_numpy(np.stack([view.media for view in views])),
    )


def losses(
    network: QuotationTrainingNetwork, batch: Sequence[Prepared], settings: LearningSettings, dice: random.Random
) -> dict[str, torch.Tensor]:
    """The loss terms of a batch of articles."""
    lengths = torch.tensor([len(p.features) for p in batch])
    longest = int(lengths.max())
    features = torch.zeros(len(batch), longest, batch[0].features.shape[1])
    for row, prepared in enumerate(batch):
        features[row, : len(prepared.features)] = torch.from_numpy(prepared.features.astype(np.float32))
    states = network.states(features, lengths)
    real = torch.arange(longest)[None, :] < lengths[:, None]
    flat = states[real]
    out = {}
    for name in LAYERS:
        out[name] = 3 * _tag_loss(network.layer[name](flat), name, batch)
    for name in AUXILIARY:
        gold = torch.from_numpy(np.concatenate([p.auxiliary[name] for p in batch]))
        out[f"word {name}"] = settings.auxiliary * nn.functional.cross_entropy(network.auxiliary[name](flat), gold)
    seen = _windows(batch, longest, settings, dice)
    if seen is not None:
        out.update(_attribution_losses(network, states, seen))
    return {name: value for name, value in out.items() if torch.isfinite(value)}


def _tag_loss(logits: torch.Tensor, layer: str, batch: Sequence[Prepared]) -> torch.Tensor:
    wanted = np.concatenate([p.tags[layer] for p in batch])
    return nn.functional.cross_entropy(logits, torch.from_numpy(wanted))


def _cross(logits: torch.Tensor, wanted: torch.Tensor) -> torch.Tensor:
    """Cross entropy with chances; a row of zeros is not known and costs nothing."""
    return -(wanted * logits.float().log_softmax(-1)).sum() / wanted.sum().clamp(min=1.0)


def _attribution_losses(
    network: QuotationTrainingNetwork, states: torch.Tensor, seen: _Windows
) -> dict[str, torch.Tensor]:
    """What stage two is asked about every window."""
    out: dict[str, torch.Tensor] = {}
    at_word, pooled = network.attribute(states.reshape(-1, states.shape[-1]), seen.index, seen.lengths, seen.places)
    steps = seen.index.shape[1]
    inside = torch.arange(steps)[None, :] < seen.lengths[:, None]
    for number, name in enumerate(POINTERS):
        logits = at_word[:, :, number].masked_fill(~inside, -1e4)
        logits = torch.cat([logits, pooled[:, number // 2, None]], dim=1)
        weight = 0.25 if name.startswith("speaker") else 0.12
        out[name] = weight * _cross(logits, seen.pointers[:, number])
    for number, name in enumerate(MARKS):
        logits = at_word[:, :, len(POINTERS) + number][inside]
        out[f"marked {name}"] = 4 * nn.functional.binary_cross_entropy_with_logits(
            logits, seen.marks[:, :, number][inside]
        )
    types = 2 + len(TYPES)
    out["type"] = 0.2 * _cross(pooled[:, 2:types], seen.types)
    out["medium"] = 0.1 * _cross(pooled[:, types:], seen.media)
    return out


def learn(
    network: QuotationTrainingNetwork,
    prepared: Sequence[Prepared],
    settings: LearningSettings,
    *,
    evaluate: Callable[[QuotationTrainingNetwork, int], float],
    log: Callable[[str], None],
    checkpoint: Path,
) -> QuotationTrainingNetwork:
    """Trains; the moving average of the weights after the last epoch is the result (no choice by the held-out split).

    The state after every epoch is kept in `checkpoint`, and an interrupted run goes on from it.
    """
    torch.manual_seed(settings.seed)
    optimiser = torch.optim.AdamW(
        network.parameters(), lr=settings.learning_rate, weight_decay=settings.weight_decay, betas=(0.9, 0.98)
    )
    average = MovingAverage(network, settings.average)
    first = 0
    if checkpoint.exists():
        state = torch.load(checkpoint, weights_only=True)
        network.load_state_dict(state["network"])
        optimiser.load_state_dict(state["optimiser"])
        average.module.load_state_dict(state["average"])
        average.steps, first = state["steps"], state["epoch"] + 1
    for epoch in range(first, settings.epochs):
        dice = random.Random(settings.seed * 1000 + epoch)
        torch.manual_seed(settings.seed * 1000 + epoch)
        planned = _batches(prepared, settings.articles_a_batch, dice)
        totals: dict[str, float] = {}
        network.train()
        for number, batch in enumerate(planned):
            done = (epoch + number / len(planned)) / settings.epochs
            warm = min(1.0, (epoch * len(planned) + number + 1) / 150)
            for group in optimiser.param_groups:
                group["lr"] = settings.learning_rate * warm * (0.03 + 0.97 * 0.5 * (1 + float(np.cos(np.pi * done))))
            with torch.autocast("cpu", dtype=torch.bfloat16, enabled=settings.half):
                parts = {name: part.float() for name, part in losses(network, batch, settings, dice).items()}
            loss = torch.stack(list(parts.values())).sum()
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            average.update(network)
            for name, value in parts.items():
                totals[name] = totals.get(name, 0.0) + value.item() / len(planned)
        figure = evaluate(average.module, settings.epochs - epoch - 1)
        log(
            f"epoch {epoch + 1}/{settings.epochs} figure {figure:.4f} "
            + " ".join(f"{k} {v:.3f}" for k, v in totals.items())
        )
        torch.save(
            {
                "network": network.state_dict(),
                "optimiser": optimiser.state_dict(),
                "average": average.module.state_dict(),
                "steps": average.steps,
                "epoch": epoch,
            },
            checkpoint,
        )
    network.load_state_dict(copy.deepcopy(average.module.state_dict()))
    network.eval()
    return network


def _batches(prepared: Sequence[Prepared], size: int, dice: random.Random) -> list[list[Prepared]]:
    """Articles of like length together, so that little is padding; batches in random order."""
    ranked = sorted(prepared, key=lambda p: len(p.features) * dice.uniform(0.8, 1.25))
    out = []
    batch: list[Prepared] = []
    for one in ranked:
        batch.append(one)
        if len(batch) == size or len(batch) * len(one.features) > 3000:
            out.append(batch)
            batch = []
    if batch:
        out.append(batch)
    dice.shuffle(out)
    return out


def new_network(
    prepared: Sequence[Prepared],
    pretrained: int,
    shape: NetworkSettings,
    settings: LearningSettings,
) -> QuotationTrainingNetwork:
    """A network with seeded random weights."""
    torch.manual_seed(settings.seed)
    mean, scale = feature_scale(prepared, pretrained)
    return QuotationTrainingNetwork(mean, scale, shape)
