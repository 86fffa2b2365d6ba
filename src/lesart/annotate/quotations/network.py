"""The two trained stages at run time: which words are said, and who says them, to whom, with which words of reporting.

Stage one tags every word on two layers, direct speech and all the rest, since the two may lie in each other:
O, B (a quotation begins), I (goes on), C (goes on after an interruption). Stage two looks at one quotation at a time
through a window of stage one's hidden states and points at speaker and addressee, or at nobody, marks cue and frame,
and says type and medium. One network ships; where several read together (`Committee`), as those do that teach it, they
vote by averaging.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from lesart.annotate.quotations.drafts import Draft
from lesart.annotate.quotations.windows import Candidate, Floats, indicators, window_words
from lesart.annotate.quotations.words import Words
from lesart.ml.lstm import Batch, BidirectionalLstm
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

    def __init__(self, arrays: Mapping[str, npt.NDArray[np.generic]]) -> None:
        floats = {k: v.astype(np.float32) for k, v in arrays.items()}
        self._project, self._project_bias = floats["project"], floats["project_bias"]
        self.words = BidirectionalLstm.from_arrays(arrays, "words.")
        self._layers = {name: (floats[f"layer.{name}"], floats[f"layer.{name}_bias"]) for name in LAYERS}
        self._narrow, self._narrow_bias = floats["narrow"], floats["narrow_bias"]
        self._place = floats["place"]
        self.windows = BidirectionalLstm.from_arrays(arrays, "attribution.")
        self._at_word, self._at_word_bias = floats["at_word"], floats["at_word_bias"]
        self._pooled, self._pooled_bias = floats["pooled"], floats["pooled_bias"]

    def projected(self, features: Floats) -> Floats:
        """What the word LSTM reads; a network trained without the last columns leaves them out."""
        x: Floats = np.maximum(features[:, : len(self._project)] @ self._project + self._project_bias, 0)
        return x

    def tags(self, states: Floats) -> dict[str, Floats]:
        """For each layer the probabilities of the tags (words x 4)."""
        return {name: softmax(states @ weight + bias) for name, (weight, bias) in self._layers.items()}

    def seen(self, states: Floats, windows: Sequence[list[int]], places: Sequence[Floats]) -> list[Floats]:
        """What the attribution LSTM reads of an article's windows (steps x columns each)."""
        narrow = states @ self._narrow + self._narrow_bias
        return [
            np.maximum(narrow[window] + place[:, : len(self._place)] @ self._place, 0)
            for window, place in zip(windows, places, strict=True)
        ]

    def attribution(self, hidden: Floats, window: list[int], inside: Floats) -> Attribution:
        """Stage two's view of one quotation; `inside` marks the content words of its window."""
        at_word = hidden @ self._at_word + self._at_word_bias
        content = hidden[inside > 0]
        mean = content.sum(axis=0) / len(content)
        highest = content.max(axis=0)
        pooled = np.concatenate([mean, highest]) @ self._pooled + self._pooled_bias
        pointed = np.empty((len(POINTERS), len(window) + 1), dtype=np.float32)
        pointed[:, :-1] = at_word[:, : len(POINTERS)].T
        pointed[:, -1] = [pooled[0 if name.startswith("speaker") else 1] for name in POINTERS]
        pointers = dict(zip(POINTERS, softmax(pointed), strict=True))
        marks = dict(zip(MARKS, 1 / (1 + np.exp(-at_word[:, len(POINTERS) :].T)), strict=True))
        split = 2 + len(TYPES)
        return Attribution(window, pointers, marks, softmax(pooled[2:split]), softmax(pooled[split:]))


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

    def projected(self, features: Floats) -> list[Floats]:
        """What each member keeps of an article's features; several articles' are far smaller than the features."""
        return [member.projected(features) for member in self.members]

    def tag(self, features: Floats) -> tuple[dict[str, Floats], list[Floats]]:
        """Mean tag probabilities of both layers, and each member's hidden states."""
        return self.tag_all([self.projected(features)])[0]

    def tag_all(self, projected: Sequence[list[Floats]]) -> list[tuple[dict[str, Floats], list[Floats]]]:
        """`tag` for several articles, each given as what the members keep of its features."""
        lengths = [[len(rows[0])] for rows in projected]
        states = [
            member.words.states(Batch([rows[number] for rows in projected], lengths))
            for number, member in enumerate(self.members)
        ]
        out = []
        for own in zip(*states, strict=True):
            votes = [member.tags(rows) for member, rows in zip(self.members, own, strict=True)]
            mean = {name: np.mean([tags[name] for tags in votes], axis=0) for name in LAYERS} if votes[1:] else votes[0]
            out.append((mean, list(own)))
        return out

    def attribute_all(self, articles: Sequence[Tagged]) -> list[list[Attribution]]:
        """Mean attribution of every candidate of several articles, in their order."""
        looks = [_looks(article) for article in articles]
        views: list[list[list[Attribution]]] = [[] for _ in articles]
        for number, member in enumerate(self.members):
            seen = [member.seen(a.states[number], *look) for a, look in zip(articles, looks, strict=True)]
            flat = [rows for article in seen for rows in article]
            hidden = member.windows.each(Batch(flat, [[len(rows)] for rows in flat]))
            for own, (windows, places) in zip(views, looks, strict=True):
                own.append([member.attribution(next(hidden), w, p[:, 0]) for w, p in zip(windows, places, strict=True)])
        return [[_mean(votes) for votes in zip(*own, strict=True)] for own in views]


@dataclass(frozen=True, slots=True)
class Tagged:
    """An article after stage one: each member's hidden states, the quotations found, and the rules' reading."""

    states: Sequence[Floats]
    candidates: Sequence[Candidate]
    words: Words
    ruled: Sequence[Draft]


def _looks(article: Tagged, *, together: int = 24) -> tuple[list[list[int]], list[Floats]]:
    """Window and indicators of every candidate of an article."""
    found, words = article.candidates, article.words
    windows = [window_words(candidate, len(words)) for candidate in found]
    places = []
    for number, (candidate, window) in enumerate(zip(found, windows, strict=True)):
        start = number - number % together
        # others than the near ones lie outside every window: looking at all would be quadratic
        near = found[max(0, start - 12) : start + together + 12]
        places.append(indicators(candidate, near, words, window, article.ruled))
    return windows, places


def _mean(views: Sequence[Attribution]) -> Attribution:
    if len(views) == 1:
        return views[0]
    return Attribution(
        views[0].window,
        {name: np.mean([v.pointers[name] for v in views], axis=0) for name in POINTERS},
        {name: np.mean([v.marks[name] for v in views], axis=0) for name in MARKS},
        np.mean([v.types for v in views], axis=0),
        np.mean([v.media for v in views], axis=0),
    )
