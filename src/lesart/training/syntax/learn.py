"""Trains a parser network on sentences and scores a parser on trees."""

from __future__ import annotations

import copy
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import nn

from lesart.annotate.agreement import Agreement
from lesart.annotate.form_flags import FormFlags
from lesart.ml.encoder import Encoder
from lesart.ml.parser import Parser
from lesart.training.syntax.examples import Sentence
from lesart.training.syntax.network import ParserNetwork, Sizes, Vocabulary
from lesart.training.syntax.treebanks import FEATURES, NONE, UNKNOWN, Tree
from lesart.training.tagger import IGNORE, MovingAverage

_TAG_WEIGHT = 0.3
"""Of each morphological feature in the loss; heads, relations and parts of speech count 1."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """How a run goes."""

    epochs: int = 30
    learning_rate: float = 2e-3
    weight_decay: float = 2e-2
    tokens_a_batch: int = 1500
    average: float = 0.995
    share_of_tagged: float = 0.3
    """Part of the sentences without trees that an epoch sees."""
    seed: int = 1


def statistics(examples: Sequence[Sentence], dense: int) -> tuple[np.ndarray, np.ndarray]:
    """Mean and deviation of the encoder's columns; flags stay as they are."""
    rows = np.concatenate([e.features for e in examples[:2500]]).astype(np.float32)
    mean, deviation = rows.mean(axis=0), rows.std(axis=0)
    mean[dense:], deviation[dense:] = 0.0, 1.0
    return mean, deviation


def train(
    examples: Sequence[Sentence], vocabulary: Vocabulary, dense: int, sizes: Sizes, schedule: Schedule, *,
    after_epoch: Callable[[ParserNetwork, int, float], None], tagged: Sequence[Sentence] = (),
    start: ParserNetwork | None = None,
) -> ParserNetwork:  # fmt: skip
    """The averaged network after the last epoch; `start` is a trained network to go on from.

    `tagged` are sentences without trees; each epoch sees another part of them, as many tokens as `schedule` says.
    """
    torch.manual_seed(schedule.seed)
    network = start or ParserNetwork(*statistics(examples, dense), vocabulary, sizes)
    network.train()
    optimiser = torch.optim.AdamW(
        network.parameters(), lr=schedule.learning_rate, weight_decay=schedule.weight_decay, betas=(0.9, 0.95)
    )
    average = MovingAverage(network, schedule.average)
    for epoch in range(schedule.epochs):
        order = random.Random(schedule.seed * 1000 + epoch)
        drawn = order.sample(tagged, round(schedule.share_of_tagged * len(tagged)))
        planned = _batches([*examples, *drawn], schedule.tokens_a_batch, order)
        total = 0.0
        for number, batch in enumerate(planned):
            part = (epoch + number / len(planned)) / schedule.epochs
            warm = min(1.0, (epoch * len(planned) + number + 1) / 100)
            for group in optimiser.param_groups:  # a short warm-up, then half a cosine
                group["lr"] = schedule.learning_rate * warm * (0.02 + 0.98 * 0.5 * (1 + float(np.cos(np.pi * part))))
            value = loss(network, batch)
            optimiser.zero_grad()
            value.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 2.0)
            optimiser.step()
            average.update(network)
            total += value.item()
        after_epoch(average.module, epoch, total / len(planned))
    trained: ParserNetwork = copy.deepcopy(average.module).eval()
    return trained


def loss(network: ParserNetwork, batch: Sequence[Sentence]) -> torch.Tensor:
    """Sum of the losses of all categories, heads and relations, each averaged over the tokens that have a label."""
    lengths = torch.tensor([len(e.features) for e in batch])
    longest = int(lengths.max())
    features = torch.zeros(len(batch), longest, batch[0].features.shape[1])
    for row, example in enumerate(batch):
        features[row, : len(example.features)] = torch.from_numpy(example.features.astype(np.float32))
    tags, arcs, dependent, head = network(features, lengths)
    inside = torch.arange(longest)[None, :] < lengths[:, None]
    upos = torch.from_numpy(np.concatenate([e.upos for e in batch]))
    known = upos.any(dim=1)
    scores = torch.log_softmax(tags["upos"][inside], dim=1)[known]
    # a coarse tag leaves several parts of speech open: their probabilities add up
    value = -torch.logsumexp(scores.masked_fill(~upos[known], -1e4), dim=1).mean()
    labels = torch.from_numpy(np.concatenate([e.tags for e in batch]))
    for column, name in enumerate(FEATURES):
        if bool((labels[:, column] != IGNORE).any()):
            value = value + _TAG_WEIGHT * nn.functional.cross_entropy(
                tags[name][inside], labels[:, column], ignore_index=IGNORE
            )
    heads = torch.full((len(batch), longest), IGNORE)
    relations = torch.full((len(batch), longest), IGNORE)
    for row, example in enumerate(batch):
        if len(example.heads):
            heads[row, : len(example.heads)] = torch.from_numpy(example.heads)
            relations[row, : len(example.heads)] = torch.from_numpy(example.relations)
    if bool((heads != IGNORE).any()):
        value = value + nn.functional.cross_entropy(arcs.flatten(0, 1), heads.flatten(), ignore_index=IGNORE)
        row, column = torch.nonzero(relations != IGNORE, as_tuple=True)
        logits = network.relations(dependent[row, column], head[row, heads[row, column]])
        value = value + nn.functional.cross_entropy(logits, relations[row, column])
    return value


def _batches(examples: Sequence[Sentence], tokens: int, order: random.Random) -> list[list[Sentence]]:
    ranked = sorted(examples, key=lambda e: len(e.features) * order.uniform(0.8, 1.25))
    result: list[list[Sentence]] = []
    longest = 0
    for example in ranked:
        longest = max(longest, len(example.features))
        if result and longest * (len(result[-1]) + 1) <= tokens:
            result[-1].append(example)
        else:
            result.append([example])
            longest = len(example.features)
    order.shuffle(result)
    return result


def scores(
    parser: Parser, trees: Sequence[Tree], encoder: Encoder, flags: FormFlags, agreement: Agreement | None = None
) -> dict[str, float]:
    """Per cent of tokens (punctuation included, as in the CoNLL 2018 shared task) that are right.

    LAS compares universal relations, LAS-subtypes whole ones; a feature's score is the F1 of its values.
    Subject, object: F1 of nsubj (passive ones included) and obj with their heads.
    """
    right: dict[str, int] = dict.fromkeys(("UPOS", "UAS", "LAS", "LAS-subtypes", "LAS-words", "UAS-words"), 0)
    total = words = 0
    counts = {name: [0, 0, 0] for name in (*FEATURES, "nsubj", "obj")}
    for tree in trees:
        rows = np.concatenate(
            [encoder.encode([list(zip(tree.forms, tree.blanks, strict=True))]), flags.rows([tree.forms])], axis=1
        )
        found = parser.parse(rows, [len(tree.forms)])
        if agreement is not None:
            agreement.apply(found, [tree.forms])
        for i, (upos, head) in enumerate(zip(tree.upos, tree.heads, strict=True)):
            if head is None:
                continue
            attached = found.heads[i] == (i if head < 0 else head)
            gold, own = tree.relations[i] or "", found.relations[i]
            labelled = attached and gold.split(":")[0] == own.split(":")[0]
            total += 1
            right["UPOS"] += upos == found.tags["upos"][i]
            right["UAS"] += bool(attached)
            right["LAS"] += bool(labelled)
            right["LAS-subtypes"] += bool(attached and gold == own)
            if upos != "PUNCT":
                words += 1
                right["UAS-words"] += bool(attached)
                right["LAS-words"] += bool(labelled)
            for name in ("nsubj", "obj"):
                count = counts[name]
                count[0] += labelled and gold.split(":")[0] == name
                count[1] += gold.split(":")[0] == name
                count[2] += own.split(":")[0] == name
            for name in FEATURES:
                count = counts[name]
                wanted, given = (tree.features[i] or {}).get(name, NONE), found.tags[name][i]
                if wanted == UNKNOWN:
                    continue
                count[0] += wanted == given != NONE
                count[1] += wanted != NONE
                count[2] += given != NONE
    out = {name: 100 * n / max(words if name.endswith("-words") else total, 1) for name, n in right.items()}
    return out | {name: 200 * both / max(gold + own, 1) for name, (both, gold, own) in counts.items()}
