"""The two trained stages at run time: which words are said, and who says them, to whom, with which words of reporting.

Stage one tags every word on two layers, direct speech and all the rest, since the two may lie in each other:
O, B (a quotation begins), I (goes on), C (goes on after an interruption). Stage two looks at one quotation at a time
through a window of stage one's hidden states and points at speaker and addressee, or at nobody, marks cue and frame,
and says type and medium. Several networks trained from different seeds vote by averaging (`Committee`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from lesart.annotate.quotations.windows import Candidate, Floats, indicators, window_words
from lesart.annotate.quotations.words import Words
from lesart.ml.lstm import BidirectionalLstm
from lesart.ml.tagger import softmax

TAGS = ("O", "B", "I", "C")
LAYERS = ("direct", "rest")
POINTERS = ("speaker-start", "speaker-end", "addressee-start", "addressee-end")
MARKS = ("cue", "frame")
TYPES = ("direct", "indirect", "reported", "free-indirect", "indirect-free-indirect")
MEDIA = ("speech", "writing", "thought", "speech-writing", "speech-thought", "thought-writing")


@dataclass(frozen=True, slots=True)
class Attribution:
    """Stage two's view of one quotation; `window` are the word numbers that the rows stand for.

    `pointers[name]` has one probability a word and a last one for nobody; `marks[name]` one a word.
    """

    window: list[int]
    pointers: dict[str, Floats]
    marks: dict[str, Floats]
    types: Floats
    media: Floats


class QuotationNetwork:
    """One trained network; weights as `lesart.training.quotations` exports them."""

    def __init__(self, arrays: dict[str, npt.NDArray[np.generic]]) -> None:
        floats = {k: v.astype(np.float32) for k, v in arrays.items()}
        self._project, self._project_bias = floats["project"], floats["project_bias"]
        self._lstm = BidirectionalLstm.from_arrays(arrays, "words.")
        self._layers = {name: (floats[f"layer.{name}"], floats[f"layer.{name}_bias"]) for name in LAYERS}
        self._narrow, self._narrow_bias = floats["narrow"], floats["narrow_bias"]
        self._place = floats["place"]
        self._attribution = BidirectionalLstm.from_arrays(arrays, "attribution.")
        self._at_word, self._at_word_bias = floats["at_word"], floats["at_word_bias"]
        self._pooled, self._pooled_bias = floats["pooled"], floats["pooled_bias"]

    def tag(self, features: Floats) -> tuple[dict[str, Floats], Floats]:
        """For each layer the probabilities of the tags (words x 4), and the hidden states for stage two."""
        x = np.maximum(features @ self._project + self._project_bias, 0)
        states = self._lstm.forward(x[None])[0]
        return {name: softmax(states @ weight + bias) for name, (weight, bias) in self._layers.items()}, states

    def attribute(
        self, states: Floats, windows: Sequence[list[int]], places: Sequence[Floats], inside: Sequence[Floats]
    ) -> list[Attribution]:
        """Stage two for several quotations at once; `inside` marks the content words of each window."""
        lengths = np.asarray([len(window) for window in windows])
        narrow = states @ self._narrow + self._narrow_bias
        x = np.zeros((len(windows), int(lengths.max()), narrow.shape[1]), dtype=np.float32)
        for row, (window, place) in enumerate(zip(windows, places, strict=True)):
            x[row, : len(window)] = np.maximum(narrow[window] + place @ self._place, 0)
        hidden = self._attribution.forward(x, lengths)
        out = []
        for row, window in enumerate(windows):
            own = hidden[row, : len(window)]
            at_word = own @ self._at_word + self._at_word_bias
            content = inside[row][:, None]
            mean = (own * content).sum(axis=0) / content.sum()
            highest = np.where(content > 0, own, -1.0).max(axis=0)
            pooled = np.concatenate([mean, highest]) @ self._pooled + self._pooled_bias
            nobody = {"speaker": pooled[0], "addressee": pooled[1]}
            out.append(
                Attribution(
                    window,
                    {
                        name: softmax(np.append(at_word[:, i], nobody[name.partition("-")[0]]))
                        for i, name in enumerate(POINTERS)
                    },
                    {name: 1 / (1 + np.exp(-at_word[:, len(POINTERS) + i])) for i, name in enumerate(MARKS)},
                    softmax(pooled[2 : 2 + len(TYPES)]),
                    softmax(pooled[2 + len(TYPES) :]),
                )
            )
        return out


class Committee:
    """Networks that vote: the mean of their probabilities."""

    def __init__(self, members: Sequence[QuotationNetwork]) -> None:
        self.members = list(members)

    @classmethod
    def load(cls, path: Path) -> Committee:
        """Reads a weights file: the arrays of member n are named `n/...`."""
        with np.load(path, allow_pickle=False) as archive:
            arrays: dict[str, dict[str, npt.NDArray[np.generic]]] = {}
            for name in archive.files:
                member, _, part = name.partition("/")
                arrays.setdefault(member, {})[part] = archive[name]
        return cls([QuotationNetwork(arrays[member]) for member in sorted(arrays)])

    def tag(self, features: Floats) -> tuple[dict[str, Floats], list[Floats]]:
        """Mean tag probabilities of both layers, and each member's hidden states."""
        votes = [member.tag(features) for member in self.members]
        mean = {name: np.mean([tags[name] for tags, _ in votes], axis=0) for name in LAYERS}
        return mean, [states for _, states in votes]

    def attribute(
        self, states: Sequence[Floats], candidates: Sequence[Candidate], words: Words, *, batch: int = 24
    ) -> list[Attribution]:
        """Mean attribution of every candidate, in their order."""
        out: list[Attribution] = []
        for start in range(0, len(candidates), batch):
            chosen = candidates[start : start + batch]
            # others than the near ones lie outside every window: looking at all would be quadratic
            near = candidates[max(0, start - 12) : start + batch + 12]
            windows = [window_words(candidate, len(words)) for candidate in chosen]
            places = [indicators(c, near, words, w) for c, w in zip(chosen, windows, strict=True)]
            inside = [place[:, 0].copy() for place in places]
            votes = [m.attribute(s, windows, places, inside) for m, s in zip(self.members, states, strict=True)]
            out.extend(_mean(views) for views in zip(*votes, strict=True))
        return out


def _mean(views: Sequence[Attribution]) -> Attribution:
    return Attribution(
        views[0].window,
        {name: np.mean([v.pointers[name] for v in views], axis=0) for name in POINTERS},
        {name: np.mean([v.marks[name] for v in views], axis=0) for name in MARKS},
        np.mean([v.types for v in views], axis=0),
        np.mean([v.media for v in views], axis=0),
    )
