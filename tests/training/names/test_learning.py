"""The learning side of the recogniser: what it exports is what the program reads."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="the training needs torch, the program does not")

from lesart.annotate.entities.word_vectors import WordVectors  # noqa: E402
from lesart.ml.tagger import Tagger  # noqa: E402
from lesart.resources.word_clusters import word_clusters  # noqa: E402
from lesart.training.names.corpora import GERMEVAL, whole  # noqa: E402
from lesart.training.names.learn import FormTables, NameExample, loss_of  # noqa: E402
from lesart.training.names.network import LabelField, NameNetwork, NameSettings  # noqa: E402

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


def test_the_label_field_gives_every_allowed_path_its_share() -> None:
    field = LabelField(LABELS)
    torch.nn.init.normal_(field.learnt)
    scores = torch.randn(1, 3, len(LABELS))
    losses = [
        float(field.loss(scores, torch.tensor([path]), torch.ones(1, 3)).detach()) * 3
        for path in itertools.product(range(len(LABELS)), repeat=3)
    ]
    assert math.isclose(sum(math.exp(-loss) for loss in losses), 1.0, rel_tol=1e-4)


def test_a_sentence_of_another_corpus_leaves_the_first_layer_alone() -> None:
    network, tables = network_and_tables()
    loss_of(network, tables, [example("Hannover", "schweigt", head="plenar")]).backward()
    assert network.out["germeval"].weight.grad is None
    assert network.out["plenar"].weight.grad is not None


def test_derived_names_are_no_whole_names() -> None:
    assert "B-LOCderiv" in GERMEVAL
    assert whole(["B-LOCderiv", "B-ORG", "I-ORG", "B-ORGpart"]) == ["O", "B-ORG", "I-ORG", "O"]
