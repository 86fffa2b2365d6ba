"""The learning side of the recogniser: what it exports is what the program reads."""

from __future__ import annotations

import itertools
import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="the training needs torch, the program does not")

from lesart.annotate.entities.word_vectors import WordVectors  # noqa: E402
from lesart.ml.label_field import marginals  # noqa: E402
from lesart.ml.tagger import Tagger  # noqa: E402
from lesart.resources.word_clusters import word_clusters  # noqa: E402
from lesart.training.names.corpora import GERMEVAL, whole  # noqa: E402
from lesart.training.names.learn import FormTables, NameExample, counted, loss_of, teach, train  # noqa: E402
from lesart.training.names.network import LabelField, NameNetwork, NameSettings, expected  # noqa: E402

LABELS = ["O", "B-LOC", "I-LOC"]
SETTINGS = NameSettings(vector=4, letter_buckets=64, projected=6, hidden=5)


def network_and_tables() -> tuple[NameNetwork, FormTables]:
    torch.manual_seed(3)
    clusters = word_clusters()
    paths = sorted({clusters.cluster("Hannover"), clusters.cluster("gestern")})
    mean, deviation = np.full(3, 0.5, dtype=np.float32), np.full(3, 2.0, dtype=np.float32)
    network = NameNetwork(mean, deviation, {"germeval": LABELS, "plenar": LABELS}, paths, SETTINGS)
    return network, FormTables(clusters, paths, SETTINGS.letter_buckets)


def example(*forms: str, head: str = "germeval") -> NameExample:
    rows = np.random.default_rng(len(forms)).normal(size=(len(forms), 3)).astype(np.float32)
    return NameExample(rows, forms, head, tuple(int(form[0].isupper()) for form in forms))


def test_the_exported_tables_give_the_scores_of_the_network() -> None:
    network, tables = network_and_tables()
    network.eval()
    one = example("gestern", "in", "Hannover", "Xqzwrt")
    with torch.no_grad():
        wanted = network.scores(network.states(tables.batch([one, example("Ja")])), "germeval")[0].numpy()
    arrays = network.arrays("germeval")
    rows = WordVectors(arrays, word_clusters()).rows(one.forms)
    found = Tagger(arrays).scores(np.concatenate([one.features, rows], axis=1))["germeval"]
    assert np.allclose(found, wanted, atol=0.03)


def test_a_network_goes_on_from_a_weights_file() -> None:
    network, tables = network_and_tables()
    batch = tables.batch([example("gestern", "in", "Hannover", "Xqzwrt")])
    again, _ = network_and_tables()
    for parameter in again.parameters():
        torch.nn.init.normal_(parameter)
    again.read(network.arrays("germeval"), "germeval")
    with torch.no_grad():
        wanted, found = (n.eval().scores(n.states(batch), "germeval") for n in (network, again))
    assert torch.allclose(found, wanted, atol=0.03)
    assert np.allclose(again.transitions("germeval"), network.transitions("germeval"))


def test_the_label_field_gives_every_allowed_path_its_share() -> None:
    field = LabelField(LABELS)
    torch.nn.init.normal_(field.learnt)
    scores = torch.randn(1, 3, len(LABELS))
    losses = [
        float(field.loss(scores, counted([path], 3, len(LABELS)), torch.ones(1, 3)).detach()) * 3
        for path in itertools.product(range(len(LABELS)), repeat=3)
        if allowed(path)
    ]
    assert math.isclose(sum(math.exp(-loss) for loss in losses), 1.0, rel_tol=1e-4)


def allowed(path: tuple[int, ...]) -> bool:
    """Whether no name goes on that has not begun."""
    inside = LABELS.index("I-LOC")
    return all(label != inside or (at > 0 and path[at - 1] != LABELS.index("O")) for at, label in enumerate(path))


def test_what_a_field_expects_are_its_marginals() -> None:
    field = LabelField(LABELS)
    torch.nn.init.normal_(field.learnt)
    scores, mask = torch.randn(2, 4, len(LABELS)), torch.tensor([[1.0, 1, 1, 1], [1, 1, 0, 0]])
    found = expected(scores, field.transitions(), mask)
    one, two = marginals([scores[0].numpy(), scores[1, :2].numpy()], field.transitions().detach().numpy())
    assert np.allclose(found.labels[0], one, atol=1e-4)
    assert np.allclose(found.labels[1, :2], two, atol=1e-4)
    assert float(found.labels[1, 2:].abs().sum()) == 0.0
    assert np.allclose(found.steps.sum(dim=(1, 2)), [4, 2], atol=1e-4)


def test_nobody_fits_a_teacher_better_than_the_teacher() -> None:
    teacher, other = LabelField(LABELS), LabelField(LABELS)
    torch.nn.init.normal_(teacher.learnt)
    scores, mask = torch.randn(2, 4, len(LABELS)), torch.ones(2, 4)
    wanted = expected(scores, teacher.transitions(), mask)
    with torch.no_grad():
        own = float(teacher.loss(scores, wanted, mask))
        assert own < float(other.loss(scores, wanted, mask))
        assert own < float(teacher.loss(scores + torch.randn(2, 4, 3), wanted, mask))


def test_taught_sentences_go_through_the_first_layer() -> None:
    network, tables = network_and_tables()
    one = example("Hannover", "schweigt", head="plenar")
    taught = next(iter(teach([network, network], tables, [one], "germeval")))
    assert np.allclose(taught.labels.sum(axis=1), 1, atol=0.01)
    loss_of(network, tables, [replace(one, labels=(), taught=taught)]).backward()
    assert network.out["germeval"].weight.grad is not None
    assert network.out["plenar"].weight.grad is None


def test_an_interrupted_training_ends_like_a_whole_one(tmp_path: Path) -> None:
    sentences = [example("gestern", "in", "Hannover"), example("Bonn", "schwieg"), example("Ja", "gern")]

    def trained(name: str, epochs: int) -> NameNetwork:
        network, tables = network_and_tables()
        network.settings = replace(SETTINGS, epochs=epochs)
        found = train(network, tables, lambda _: sentences, after=lambda *_: None, checkpoint=tmp_path / name)
        assert (tmp_path / name).exists()
        return found

    whole_run = trained("whole", 2)

    def stop(network: NameNetwork, epoch: int, loss: float) -> None:
        raise InterruptedError

    network, tables = network_and_tables()
    network.settings = replace(SETTINGS, epochs=2)
    with pytest.raises(InterruptedError):
        train(network, tables, lambda _: sentences, after=stop, checkpoint=tmp_path / "parts")
    resumed = trained("parts", 2)
    for one, other in zip(whole_run.parameters(), resumed.parameters(), strict=True):
        assert torch.equal(one, other)


def test_a_sentence_of_another_corpus_leaves_the_first_layer_alone() -> None:
    network, tables = network_and_tables()
    loss_of(network, tables, [example("Hannover", "schweigt", head="plenar")]).backward()
    assert network.out["germeval"].weight.grad is None
    assert network.out["plenar"].weight.grad is not None


def test_derived_names_are_no_whole_names() -> None:
    assert "B-LOCderiv" in GERMEVAL
    assert whole(["B-LOCderiv", "B-ORG", "I-ORG", "B-ORGpart"]) == ["O", "B-ORG", "I-ORG", "O"]
