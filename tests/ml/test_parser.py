"""The run-time parser: best trees against exhaustive search, batches against single sentences."""

from __future__ import annotations

import itertools
import json

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lesart.ml import parser as module
from lesart.ml.parser import Parser, spanning_tree

DIMENSIONS, PROJECTED, HIDDEN, ARC, LABEL = 6, 5, 4, 3, 2
RELATIONS = ["nsubj", "punct", "root"]
LABELS = {"upos": ["NOUN", "VERB"], "Case": ["-", "Nom", "Acc"]}


def random_arrays(seed: int) -> dict[str, npt.NDArray[np.generic]]:
    random = np.random.default_rng(seed)

    def numbers(*shape: int) -> npt.NDArray[np.generic]:
        return random.normal(0, 1, shape).astype(np.float16)

    facts = {"labels": LABELS, "relations": RELATIONS, "suffixes": ["ung"], "arc": ARC, "label": LABEL}
    arrays: dict[str, npt.NDArray[np.generic]] = {
        "facts": np.frombuffer(json.dumps(facts).encode(), dtype=np.uint8),
        "project": numbers(DIMENSIONS, PROJECTED),
        "project_bias": numbers(PROJECTED),
        "tags": numbers(2 * HIDDEN, 5),
        "tags_bias": numbers(5),
        "root": numbers(2 * HIDDEN),
        "perceptrons": numbers(2 * HIDDEN, 2 * (ARC + LABEL)),
        "perceptrons_bias": numbers(2 * (ARC + LABEL)),
        "arc": numbers(ARC, ARC),
        "arc_head": numbers(ARC),
        "relation": numbers(LABEL, LABEL * len(RELATIONS)),
        "relation_single": numbers(2 * LABEL, len(RELATIONS)),
        "relation_bias": numbers(len(RELATIONS)),
    }
    for layer, inputs in enumerate((PROJECTED, 2 * HIDDEN)):
        for way in ("fw", "bw"):
            arrays[f"lstm{layer}.{way}.input"] = numbers(inputs, 4 * HIDDEN)
            arrays[f"lstm{layer}.{way}.recurrent"] = numbers(HIDDEN, 4 * HIDDEN)
            arrays[f"lstm{layer}.{way}.bias"] = numbers(4 * HIDDEN)
    return arrays


def best_by_search(scores: npt.NDArray[np.float32]) -> float:
    """The highest score of any tree with one root, found by trying all assignments of heads."""
    size = len(scores)
    best = -np.inf
    for heads in itertools.product(range(size + 1), repeat=size):
        if is_tree(heads):
            best = max(best, float(sum(scores[d, h] for d, h in enumerate(heads))))
    return best


def is_tree(heads: tuple[int, ...]) -> bool:
    if heads.count(0) != 1:
        return False
    for start in range(1, len(heads) + 1):
        at, steps = start, 0
        while at and steps <= len(heads):
            at, steps = heads[at - 1], steps + 1
        if at:
            return False
    return True


@settings(deadline=None, max_examples=60)
@given(size=st.integers(1, 5), seed=st.integers(0, 10_000), coarse=st.booleans())
def test_the_tree_is_the_best_of_all(size: int, seed: int, coarse: bool) -> None:
    scores = np.random.default_rng(seed).normal(0, 3, (size, size + 1)).astype(np.float32)
    if coarse:
        scores = scores.round()  # ties
    tree = spanning_tree(scores)
    assert is_tree(tuple(int(h) for h in tree))
    assert float(scores[np.arange(size), tree].sum()) == pytest.approx(best_by_search(scores), abs=1e-3)


@settings(deadline=None, max_examples=15)
@given(size=st.integers(6, 40), seed=st.integers(0, 10_000))
def test_long_sentences_get_trees_with_one_root(size: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(0, 1, (size, size + 1)).astype(np.float32)
    assert is_tree(tuple(int(h) for h in spanning_tree(scores)))


def test_a_sentence_is_parsed_alike_alone_and_among_others() -> None:
    parser = Parser(random_arrays(3))
    lengths = [4, 1, 9, 3]
    features = np.random.default_rng(0).normal(0, 1, (sum(lengths), DIMENSIONS)).astype(np.float32)
    whole = parser.parse(features, lengths)
    start = 0
    for length in lengths:
        alone = parser.parse(features[start : start + length], [length])
        assert (whole.heads[start : start + length] - start).tolist() == alone.heads.tolist()
        assert whole.relations[start : start + length] == alone.relations
        assert {name: values[start : start + length] for name, values in whole.tags.items()} == alone.tags
        start += length


def test_only_the_root_is_called_root() -> None:
    parser = Parser(random_arrays(4))
    features = np.random.default_rng(1).normal(0, 1, (12, DIMENSIONS)).astype(np.float32)
    found = parser.parse(features, [7, 5])
    roots = [i for i, head in enumerate(found.heads) if head == i]
    assert [i for i, relation in enumerate(found.relations) if relation == "root"] == roots
    assert len(roots) == 2


def test_an_endless_sentence_is_one_tree(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LONGEST", 6)
    parser = Parser(random_arrays(5))
    features = np.random.default_rng(2).normal(0, 1, (20, DIMENSIONS)).astype(np.float32)
    found = parser.parse(features, [3, 15, 2])
    assert [sum(int(found.heads[i]) == i for i in part) for part in (range(3), range(3, 18), range(18, 20))] == [
        1,
        1,
        1,
    ]
    assert all(3 <= int(found.heads[i]) < 18 for i in range(3, 18))


def test_nothing_comes_out_of_nothing() -> None:
    found = Parser(random_arrays(6)).parse(np.zeros((0, DIMENSIONS), dtype=np.float32), [])
    assert found.heads.tolist() == []
    assert found.relations == []


@given(st.integers(0, 10**6), st.lists(st.sets(st.integers(1, 3), max_size=3), min_size=1, max_size=5))
def test_shares_of_flags_project_like_their_columns(seed: int, flags: list[set[int]]) -> None:
    """The last three features are flags here; those set are named by their places from the end."""
    parser = Parser(random_arrays(seed))
    features = np.random.default_rng(seed).normal(0, 1, (len(flags), DIMENSIONS)).astype(np.float32)
    features[:, -3:] = [[float(3 - column in own) for column in range(3)] for own in flags]
    shares = np.stack([parser.share_of(np.array(sorted(-c for c in own), dtype=np.int64)) for own in flags])
    assert np.allclose(parser.project(features), parser.project_with(features[:, :-3], shares), atol=1e-5)
