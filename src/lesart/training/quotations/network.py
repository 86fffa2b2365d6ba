"""The two-stage quotation network in torch; its twin at run time is `lesart.annotate.quotations.network`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from torch import nn

from lesart.annotate.quotations.network import LAYERS, MARKS, MEDIA, POINTERS, TAGS, TYPES
from lesart.annotate.quotations.windows import INDICATORS
from lesart.training.tagger import LockedDropout, TwoWay

AUXILIARY = {"cue": 2, "frame": 2, "speaker": 2, "addressee": 2, "kind": len(TYPES) + 1}
"""Side tasks of stage one, whatever the quotation: they teach the states what stage two will ask for."""


@dataclass(frozen=True, slots=True)
class NetworkSettings:
    """The shape of the network and how it is regularised."""

    projected: int = 256
    hidden: int = 128
    layers: int = 2
    narrow: int = 96
    attribution: int = 96
    input_dropout: float = 0.2
    dropout: float = 0.3
    word_dropout: float = 0.05
    """Share of words whose pretrained features are zeroed whole: place and neighbours have to do."""


class QuotationTrainingNetwork(nn.Module):
    """Stage one over an article, stage two over windows of its states."""

    def __init__(
        self,
        mean: npt.NDArray[np.float32],
        scale: npt.NDArray[np.float32],
        settings: NetworkSettings,
    ) -> None:
        super().__init__()
        self.settings = settings
        self.register_buffer("mean", torch.from_numpy(mean))
        self.register_buffer("scale", torch.from_numpy(scale))
        self.drop = LockedDropout(settings.dropout)
        self.input_drop = LockedDropout(settings.input_dropout)
        self.project = nn.Linear(len(mean), settings.projected)
        self.words = TwoWay(settings.projected, settings.hidden, settings.layers, settings.dropout, locked=True)
        states = 2 * settings.hidden
        self.layer = nn.ModuleDict({name: nn.Linear(states, len(TAGS)) for name in LAYERS})
        self.auxiliary = nn.ModuleDict({name: nn.Linear(states, size) for name, size in AUXILIARY.items()})
        self.narrow = nn.Linear(states, settings.narrow)
        self.place = nn.Linear(INDICATORS, settings.narrow, bias=False)
        self.attribution = TwoWay(settings.narrow, settings.attribution, 1, settings.dropout, locked=True)
        out = 2 * settings.attribution
        self.at_word = nn.Linear(out, len(POINTERS) + len(MARKS))
        self.pooled = nn.Linear(2 * out, 2 + len(TYPES) + len(MEDIA))

    def projected(self, features: torch.Tensor) -> torch.Tensor:
        """What the word LSTM reads."""
        x = (features - self.mean) * self.scale
        if self.training and self.settings.word_dropout:
            keep = (torch.rand(x.shape[:2]) >= self.settings.word_dropout).float()[:, :, None]
            x = x * keep
        return self.drop(torch.relu(self.project(self.input_drop(x))))

    def states(self, features: torch.Tensor, lengths: torch.Tensor) -> torch.Tensor:
        """Stage one's hidden states (articles x words x 2 hidden)."""
        return self.drop(self.words(self.projected(features), lengths))

    def attribute(
        self, flat: torch.Tensor, index: torch.Tensor, lengths: torch.Tensor, places: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Logits at every window word (windows x steps x 6), and of the pooled window: nobody speaks, nobody is
        addressed, types, media."""
        x = torch.relu(self.narrow(flat)[index] + self.place(places))
        hidden = self.attribution(self.drop(x), lengths)
        at_word = self.at_word(self.drop(hidden))
        content = places[:, :, :1]
        mean = (hidden * content).sum(1) / content.sum(1).clamp(min=1)
        highest = torch.where(content > 0, hidden, torch.full_like(hidden, -1.0)).amax(1)
        pooled = torch.cat([mean, highest], dim=1)
        return at_word, self.pooled(self.drop(pooled[:, None])[:, 0])

    def arrays(self) -> dict[str, npt.NDArray[np.float16]]:
        """Weights as the run time reads them, in half precision; the standardisation goes into the projection."""
        weight = self.project.weight * self.scale[None, :]
        out: dict[str, torch.Tensor] = {
            "project": weight.t(),
            "project_bias": self.project.bias - weight @ self.mean,
            "narrow": self.narrow.weight.t(),
            "narrow_bias": self.narrow.bias,
            "place": self.place.weight.t(),
            "at_word": self.at_word.weight.t(),
            "at_word_bias": self.at_word.bias,
            "pooled": self.pooled.weight.t(),
            "pooled_bias": self.pooled.bias,
        }
        for name, layer in self.layer.items():
            out[f"layer.{name}"], out[f"layer.{name}_bias"] = layer.weight.t(), layer.bias
        arrays = {name: value.detach().numpy().astype(np.float16) for name, value in out.items()}
        return {**arrays, **self.words.arrays("words."), **self.attribution.arrays("attribution.")}


def stack(members: Sequence[Mapping[str, npt.NDArray[np.float16]]]) -> dict[str, npt.NDArray[np.float16]]:
    """The weights file of a committee, from the arrays of its members."""
    return {f"{n}/{name}": value for n, arrays in enumerate(members) for name, value in arrays.items()}


def unstack(path: Path) -> list[dict[str, npt.NDArray[np.float16]]]:
    """The members' arrays in a weights file."""
    members: dict[str, dict[str, npt.NDArray[np.float16]]] = {}
    with np.load(path, allow_pickle=False) as archive:
        for name in archive.files:
            member, _, part = name.partition("/")
            members.setdefault(member, {})[part] = archive[name]
    return [members[number] for number in sorted(members, key=int)]
