"""Pretraining of the layers that every tagger has: projection and two-way LSTM learn German before they learn a task.

Dai and Le (2015, "Semi-supervised Sequence Learning") start a recurrent network from weights that it learnt as a
language model; Peters and others (2018, ELMo) and Howard and Ruder (2018, ULMFiT) show that it pays. Their objective,
the next word from those before it, cannot be used here: a row of the shared encoder has seen up to four subwords to
its right, so it knows the answer. Instead words are hidden before the encoder reads them and the two-way states at
their places say which words they were (Devlin and others 2019, BERT), in spans of one to four (Joshi and others 2020,
SpanBERT), which near context alone does not give away. Some words are replaced by others instead of hidden, and every
place is asked whether its word is the author's own (Clark and others 2020, ELECTRA). So the network that is trained is
to the last weight the one that a tagger starts from, on the rows that the tagger will read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from torch import nn

from lesart.ml.encoder import Encoder, Sentence
from lesart.ml.lstm import Floats
from lesart.training.tagger import LockedDropout, TwoWay

Integers = npt.NDArray[np.int64]

HIDDEN_WORD = ""
"""What the encoder reads in place of a hidden word: a subword that it does not know."""
NOT_ASKED = -1
"""Target of a place whose word is not asked for."""
_SPAN_LENGTHS = (0.45, 0.25, 0.18, 0.12)
"""Shares of hidden spans of one, two, three and four words."""
_NEIGHBOURS = 8
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class PretrainingSettings:
    """Shape of the shared layers, corruption and learning."""

    projected: int = 256
    hidden: int = 128
    layers: int = 2
    word_vector: int = 96
    """Dimensions of the space in which a state meets the vectors of the words."""
    vocabulary: int = 20_000
    negatives: int = 1_500
    corrupted: float = 0.25
    """Share of the words that are hidden or replaced."""
    replaced: float = 0.3
    """Share of the corrupted spans that are replaced by another word instead of hidden."""
    detection: float = 2.0
    """Weight of the question whether a word was replaced."""
    input_dropout: float = 0.1
    dropout: float = 0.1
    learning_rate: float = 3e-3
    weight_decay: float = 1e-2
    words_a_batch: int = 2_000
    average: float = 0.998
    seed: int = 1


class WordList:
    """The forms that hidden words are told apart by, most frequent first, with their chances and their look-alikes."""

    def __init__(self, counts: Mapping[str, int], encoder: Encoder, settings: PretrainingSettings) -> None:
        """`counts`: how often each form (`normal`) was seen; at least two forms."""
        chosen = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[: settings.vocabulary]
        self.forms = [form for form, _ in chosen]
        self._numbers = {form: number for number, form in enumerate(self.forms)}
        frequency = np.array([count for _, count in chosen], dtype=np.float64)
        self.chances: Floats = (frequency / frequency.sum()).astype(np.float32)
        smooth = np.cumsum(frequency**0.75)
        self._draws = smooth / smooth[-1]
        self.vectors = word_vectors(self.forms, encoder, settings.word_vector)
        self._near = _nearest(self.vectors)

    def number(self, form: str) -> int:
        """The number of a form, digits aside; `NOT_ASKED` for a form that is not on the list."""
        return self._numbers.get(normal(form), NOT_ASKED)

    def another(self, number: int, dice: np.random.Generator) -> str:
        """A wrong word: one that the encoder holds for similar (often another inflection), or any, half and half."""
        if number >= 0 and dice.random() < 0.5:
            return self.forms[int(self._near[number, dice.integers(_NEIGHBOURS)])]
        return self.forms[int(np.searchsorted(self._draws, dice.random()))]


def normal(form: str) -> str:
    """The form that is counted: one digit is like another."""
    return _DIGIT.sub("0", form) if form[:1].isdigit() else form


def word_vectors(forms: Sequence[str], encoder: Encoder, dimensions: int) -> Floats:
    """Principal components of the encoder's vectors of the bare forms: where the words' output vectors start."""
    rows = encoder.encode([[(form, True)] for form in forms])[:, :512]
    rows -= rows.mean(axis=0)
    _, directions = np.linalg.eigh(rows.T @ rows)
    found: Floats = rows @ directions[:, ::-1][:, :dimensions]
    found /= found.std()
    return found


def _nearest(vectors: Floats) -> Integers:
    """For each word the numbers of the words whose vectors are nearest by angle."""
    unit = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-6)
    found = np.zeros((len(unit), _NEIGHBOURS), dtype=np.int64)
    count = min(_NEIGHBOURS, len(unit) - 1)
    for first in range(0, len(unit), 1000):
        likeness = unit[first : first + 1000] @ unit.T
        likeness[np.arange(len(likeness)), first + np.arange(len(likeness))] = -2.0
        best = np.argpartition(-likeness, count - 1, axis=1)[:, :count]
        found[first : first + 1000] = np.resize(best.T, (_NEIGHBOURS, len(best))).T
    return found


@dataclass(frozen=True, slots=True)
class Passage:
    """Consecutive sentences as the encoder shall read them, and what is asked about them, a number a word."""

    sentences: Sequence[Sentence]
    targets: Integers
    """The number of the author's word at a hidden or replaced place, else `NOT_ASKED`."""
    wrong: Floats
    """1 where another word stands in place of the author's, 0 where his own, -1 where nothing is to be seen."""


def corrupt(
    sentences: Sequence[Sentence], words: WordList, settings: PretrainingSettings, dice: np.random.Generator
) -> Passage:
    """Hides spans of words and replaces single words, about the share that the settings say."""
    flat = [word for sentence in sentences for word in sentence]
    size = len(flat)
    targets = np.full(size, NOT_ASKED, dtype=np.int64)
    wrong = np.zeros(size, dtype=np.float32)
    left = round(settings.corrupted * size)
    for start in dice.integers(size, size=2 * max(left, 1)):
        if left <= 0:
            break
        if dice.random() < settings.replaced:
            number = words.number(flat[start][0])
            if wrong[start] == 0:
                flat[start] = (words.another(number, dice), flat[start][1])
                targets[start], wrong[start] = number, 1.0
                left -= 1
            continue
        length = 1 + int(np.searchsorted(np.cumsum(_SPAN_LENGTHS), dice.random()))
        for place in range(start, min(start + length, size)):
            if wrong[place] == 0:
                targets[place], wrong[place] = words.number(flat[place][0]), -1.0
                flat[place] = (HIDDEN_WORD, flat[place][1])
                left -= 1
    ends = np.cumsum([len(sentence) for sentence in sentences]).tolist()
    begins = [0, *ends[:-1]]
    return Passage([flat[begin:end] for begin, end in zip(begins, ends, strict=True)], targets, wrong)


class PretrainingNetwork(nn.Module):
    """Standardise, project, two-way LSTM as in the taggers; above it a word space and the question of replacement."""

    def __init__(self, mean: Floats, deviation: Floats, words: WordList, settings: PretrainingSettings) -> None:
        super().__init__()
        self.settings = settings
        self.register_buffer("mean", torch.from_numpy(mean))
        self.register_buffer("scale", torch.from_numpy(1.0 / np.maximum(deviation, 1e-3)))
        self.input_drop = LockedDropout(settings.input_dropout)
        self.drop = LockedDropout(settings.dropout)
        self.project = nn.Linear(len(mean), settings.projected)
        self.lstm = TwoWay(settings.projected, settings.hidden, settings.layers, settings.dropout, locked=True)
        self.to_words = nn.Linear(2 * settings.hidden, settings.word_vector)
        self.wrong = nn.Linear(2 * settings.hidden, 1)
        self.words = nn.Parameter(torch.from_numpy(words.vectors) * 0.3)
        chances = torch.from_numpy(words.chances)
        self.bias = nn.Parameter(torch.log(chances))
        draws = chances**0.75 / (chances**0.75).sum()
        self.register_buffer("draws", draws)
        self.register_buffer("log_drawn", torch.log(-torch.expm1(-settings.negatives * draws)))

    def states(self, rows: torch.Tensor, lengths: torch.Tensor, hidden: torch.Tensor) -> torch.Tensor:
        """The last layer; a hidden word enters as the average word (all columns zero)."""
        x = (rows - self.mean) * self.scale * (~hidden)[:, :, None]
        return self.drop(self.lstm(self.drop(torch.relu(self.project(self.input_drop(x)))), lengths))

    def sampled_loss(self, states: torch.Tensor, gold: torch.Tensor) -> torch.Tensor:
        """Cross entropy of words against the gold ones and negatives that the whole batch shares.

        Jean and others (2015), "On Using Very Large Target Vocabulary": each negative's score is lowered by the log
        of its chance to be among them.
        """
        drawn = torch.multinomial(torch.as_tensor(self.draws), self.settings.negatives, replacement=True).unique()
        meant = self.to_words(states)
        against = meant @ self.words[drawn].t() + (self.bias - self.log_drawn)[drawn]
        right = (meant * self.words[gold]).sum(1) + self.bias[gold]
        against = against.masked_fill(drawn[None, :] == gold[:, None], -1e4)
        scores = torch.cat([right[:, None], against], dim=1).float()
        return nn.functional.cross_entropy(scores, torch.zeros_like(gold))

    def full_loss(self, states: torch.Tensor, gold: torch.Tensor) -> torch.Tensor:
        """Cross entropy over the whole word list."""
        return nn.functional.cross_entropy(self.to_words(states) @ self.words.t() + self.bias, gold)

    def detection_loss(self, states: torch.Tensor, wrong: torch.Tensor) -> torch.Tensor:
        """Binary cross entropy of "this is not the author's word" at the places where a word is to be seen."""
        seen = wrong >= 0
        return nn.functional.binary_cross_entropy_with_logits(self.wrong(states[seen]).squeeze(1).float(), wrong[seen])


@dataclass(frozen=True, slots=True)
class Batch:
    """Padded passages: rows of the encoder, lengths, targets, and what stands at each place (padding is hidden)."""

    rows: torch.Tensor
    lengths: torch.Tensor
    targets: torch.Tensor
    wrong: torch.Tensor


def batch_of(passages: Sequence[Passage], rows: Sequence[Floats]) -> Batch:
    """Passages with their encoder rows, padded to the longest."""
    lengths = torch.tensor([len(own) for own in rows])
    longest = int(lengths.max())
    features = torch.zeros(len(rows), longest, rows[0].shape[1])
    targets = torch.full((len(rows), longest), NOT_ASKED)
    wrong = torch.full((len(rows), longest), -1.0)
    for number, (passage, own) in enumerate(zip(passages, rows, strict=True)):
        features[number, : len(own)] = torch.from_numpy(own)
        targets[number, : len(own)] = torch.from_numpy(passage.targets)
        wrong[number, : len(own)] = torch.from_numpy(passage.wrong)
    return Batch(features, lengths, targets, wrong)


def losses(network: PretrainingNetwork, batch: Batch, *, sampled: bool = True) -> tuple[torch.Tensor, torch.Tensor]:
    """Loss of the words that are asked for and of the question of replacement; without sampling over all words."""
    states = network.states(batch.rows, batch.lengths, batch.wrong < 0)
    asked = batch.targets != NOT_ASKED
    word_loss = network.sampled_loss if sampled else network.full_loss
    return word_loss(states[asked], batch.targets[asked]), network.detection_loss(states, batch.wrong)


def save_trunk(network: nn.Module, path: Path, about: Mapping[str, float]) -> None:
    """Writes the shared layers: standardisation, `project`, `lstm`; `about` says how they were learnt."""
    assert isinstance(network, PretrainingNetwork)
    state = {
        "mean": network.mean,
        "scale": network.scale,
        "project": network.project.state_dict(),
        "lstm": network.lstm.state_dict(),
        "about": dict(about),
    }
    unfinished = path.with_suffix(".new")
    torch.save(state, unfinished)
    unfinished.replace(path)


def start_from(
    trunk: Path, project: nn.Linear, lstm: TwoWay, mean: torch.Tensor, scale: torch.Tensor, *, share: float = 1.0
) -> None:
    """Gives a tagger's projection and LSTM the pretrained weights, whatever its own standardisation.

    The tagger computes `project((rows - mean) * scale)`; columns behind those of the encoder (flags of a task) keep
    their random weights, times `share`, as do layers that the trunk does not have. Sizes have to fit; an LSTM of one
    layer takes the first.
    """
    state = torch.load(trunk, weights_only=True)
    weight = state["project"]["weight"] * state["scale"]
    columns = weight.shape[1]
    with torch.no_grad():
        project.weight *= share
        project.weight[:, :columns] = weight / scale[:columns]
        project.bias.copy_(state["project"]["bias"] + weight @ (mean[:columns] - state["mean"]))
    own = lstm.state_dict()
    lstm.load_state_dict({name: state["lstm"].get(name, value) for name, value in own.items()})
