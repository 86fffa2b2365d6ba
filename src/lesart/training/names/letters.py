"""First values of the letter vectors: a form's letter groups are made to tell its Brown cluster.

The clusters hold a million forms and GermEval ten thousand names, so what the letters of a Turkish surname or of a
town look like is learnt here, and the recogniser starts from it.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import torch
from torch import nn

from lesart.annotate.entities.word_vectors import letter_groups
from lesart.training.names.network import LETTER_SCALE

Integers = npt.NDArray[np.int64]


def bags(groups: Sequence[Integers]) -> tuple[torch.Tensor, torch.Tensor]:
    """Groups of several forms end to end, and where each form's begin, as `EmbeddingBag` reads them."""
    starts = np.cumsum([0, *(len(own) for own in groups[:-1])])
    return torch.from_numpy(np.concatenate(groups)), torch.from_numpy(starts)


def train_letters(
    forms: Sequence[str], clusters: Sequence[int], *, buckets: int, size: int, epochs: int = 2, at_once: int = 512
) -> torch.Tensor:
    """Letter vectors (buckets x size) from forms and the numbers of their clusters."""
    torch.manual_seed(0)
    letters = nn.EmbeddingBag(buckets, size, mode="mean", sparse=True)
    nn.init.normal_(letters.weight, std=0.1)
    out = nn.Linear(size, max(clusters) + 1)
    optimisers = (torch.optim.SparseAdam(letters.parameters(), lr=5e-3), torch.optim.Adam(out.parameters(), lr=5e-3))
    groups = [np.array(letter_groups(form, buckets), dtype=np.int64) for form in forms]
    targets = torch.tensor(list(clusters))
    steps, step = epochs * (len(forms) // at_once), 0
    for epoch in range(epochs):
        order = np.random.default_rng(epoch).permutation(len(forms))
        for start in range(0, len(forms) - at_once + 1, at_once):
            chosen = order[start : start + at_once]
            scores = out(letters(*bags([groups[n] for n in chosen])) * LETTER_SCALE)
            loss = nn.functional.cross_entropy(scores, targets[torch.from_numpy(chosen)])
            for optimiser in optimisers:
                optimiser.zero_grad()
                for group in optimiser.param_groups:
                    group["lr"] = 5e-3 * max(0.05, 1 - step / steps)
            loss.backward()
            for optimiser in optimisers:
                optimiser.step()
            step += 1
    return letters.weight.detach().clone()
