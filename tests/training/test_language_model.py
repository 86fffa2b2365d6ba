"""Pretraining of the shared layers: what is hidden stays hidden, and a tagger starts from what was learnt."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="the training needs torch, the program does not")

from torch import nn  # noqa: E402

from lesart.ml.encoder import Encoder, Sentence  # noqa: E402
from lesart.resources import data_path  # noqa: E402
from lesart.training.language_model import (  # noqa: E402
    HIDDEN_WORD,
    NOT_ASKED,
    Batch,
    PretrainingNetwork,
    PretrainingSettings,
    WordList,
    batch_of,
    corrupt,
    losses,
    normal,
    save_trunk,
    start_from,
)
from lesart.training.tagger import TwoWay  # noqa: E402

SETTINGS = PretrainingSettings(
    projected=16, hidden=8, word_vector=6, vocabulary=30, negatives=20, input_dropout=0.0, dropout=0.0
)
TEXT = (
    "Der Minister reist am 27. Juni nach Genf .",
    "Die Ministerin sprach am Abend mit der Presse , sagte aber nichts .",
    "In Genf warten die Diplomaten auf den Minister .",
)
SENTENCES: list[Sentence] = [[(word, True) for word in line.split()] for line in TEXT]


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder.load(data_path("models/encoder/weights.npz"))


@pytest.fixture(scope="module")
def words(encoder: Encoder) -> WordList:
    return WordList(Counter(normal(word) for line in TEXT for word in line.split()), encoder, SETTINGS)


def network_of(encoder: Encoder, words: WordList) -> PretrainingNetwork:
    torch.manual_seed(1)
    rows = encoder.encode(SENTENCES)
    return PretrainingNetwork(rows.mean(axis=0), rows.std(axis=0), words, SETTINGS)


def corrupted_batch(encoder: Encoder, words: WordList, seed: int) -> Batch:
    passage = corrupt(SENTENCES, words, SETTINGS, np.random.default_rng(seed))
    return batch_of([passage], [encoder.encode(passage.sentences)])


def test_digits_of_numbers_are_alike_and_other_words_stay() -> None:
    assert normal("27.") == "00."
    assert normal("48.000") == "00.000"
    assert normal("G7") == "G7"


def test_frequent_forms_come_first_and_unknown_ones_are_not_asked(words: WordList) -> None:
    assert words.forms[0] == "."
    assert words.number("Genf") >= 0
    assert words.number("Tiflis") == NOT_ASKED
    assert words.chances.sum() == pytest.approx(1.0, abs=1e-5)


def test_another_word_of_the_list_is_never_the_word_itself_when_it_is_a_lookalike(words: WordList) -> None:
    number = words.number("Minister")
    assert number not in words._near[number]


@pytest.mark.parametrize("seed", range(20))
def test_corruption_keeps_sentences_and_asks_only_about_what_it_changed(words: WordList, seed: int) -> None:
    passage = corrupt(SENTENCES, words, SETTINGS, np.random.default_rng(seed))
    assert [len(s) for s in passage.sentences] == [len(s) for s in SENTENCES]
    before = [word for sentence in SENTENCES for word in sentence]
    after = [word for sentence in passage.sentences for word in sentence]
    for (old, blank), (new, blank_now), target, wrong in zip(
        before, after, passage.targets, passage.wrong, strict=True
    ):
        assert blank == blank_now
        assert (new == HIDDEN_WORD) == (wrong < 0)
        if wrong == 0:
            assert (new, target) == (old, NOT_ASKED)
        else:
            assert target == words.number(old)
    assert 0 < np.count_nonzero(passage.wrong) <= SETTINGS.corrupted * len(before) + 4


def test_what_stood_at_a_hidden_place_leaves_no_trace(encoder: Encoder, words: WordList) -> None:
    network = network_of(encoder, words).eval()
    hidden = torch.zeros(1, 9, dtype=torch.bool)
    hidden[0, 1] = True

    def states(word: str) -> torch.Tensor:
        sentence = [("Der", True), (HIDDEN_WORD, True), *SENTENCES[0][2:]]
        rows = torch.from_numpy(encoder.encode([sentence]))[None].clone()
        rows[0, 1] = torch.from_numpy(encoder.encode([[(word, True)]])[0])
        found: torch.Tensor = network.states(rows, torch.tensor([9]), hidden)
        return found

    assert torch.equal(states("Minister"), states("Sturm"))


def test_both_losses_fall_when_the_network_learns(encoder: Encoder, words: WordList) -> None:
    network = network_of(encoder, words)
    batches = [corrupted_batch(encoder, words, seed) for seed in range(6)]
    optimiser = torch.optim.Adam(network.parameters(), lr=1e-2)
    first = [tuple(part.item() for part in losses(network, batch)) for batch in batches]
    for _ in range(25):
        for batch in batches:
            optimiser.zero_grad()
            torch.stack(losses(network, batch)).sum().backward()
            optimiser.step()
    last = [tuple(part.item() for part in losses(network, batch, sampled=False)) for batch in batches]
    assert np.mean(last, axis=0)[0] < 0.5 * np.mean(first, axis=0)[0]
    assert np.mean(last, axis=0)[1] < 0.5 * np.mean(first, axis=0)[1]


def test_sampling_every_word_costs_what_the_whole_list_costs(encoder: Encoder, words: WordList) -> None:
    network = network_of(encoder, words)
    draws = torch.as_tensor(network.draws)
    network.draws = torch.full_like(draws, 1 / len(draws))
    network.log_drawn = torch.zeros_like(draws)  # as if each word were certain to be drawn
    states, gold = torch.randn(5, 2 * SETTINGS.hidden), torch.arange(5)
    object.__setattr__(network, "settings", PretrainingSettings(negatives=3000))
    assert network.sampled_loss(states, gold).item() == pytest.approx(network.full_loss(states, gold).item(), rel=1e-5)


@pytest.mark.parametrize(("layers", "flags"), [(2, 0), (2, 3), (1, 3)])
def test_a_tagger_starts_with_the_states_of_the_trunk(
    encoder: Encoder, words: WordList, tmp_path: Path, layers: int, flags: int
) -> None:
    network = network_of(encoder, words).eval()
    save_trunk(network, tmp_path / "trunk.pt", {"words": 27})
    rows = torch.from_numpy(encoder.encode(SENTENCES))
    columns = rows.shape[1]
    project = nn.Linear(columns + flags, SETTINGS.projected)
    lstm = TwoWay(SETTINGS.projected, SETTINGS.hidden, layers, 0.0).eval()
    mean = torch.linspace(-1, 1, columns + flags)
    scale = torch.linspace(0.5, 3, columns + flags)
    start_from(tmp_path / "trunk.pt", project, lstm, mean, scale)

    own = torch.cat([rows, mean[columns:].expand(len(rows), flags)], dim=1)
    projected = project((own - mean) * scale)
    expected = network.project((rows - network.mean) * network.scale)
    assert torch.allclose(projected, expected, atol=1e-3)
    x, lengths = torch.relu(expected)[None], torch.tensor([len(rows)])
    learnt = TwoWay(SETTINGS.projected, SETTINGS.hidden, layers, 0.0).eval()
    learnt.load_state_dict({name: network.lstm.state_dict()[name] for name in learnt.state_dict()})
    assert torch.equal(lstm(x, lengths), learnt(x, lengths))
