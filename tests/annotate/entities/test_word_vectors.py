from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lesart.annotate.entities.word_vectors import BRANCHES, WordVectors, branches, letter_groups
from lesart.resources.word_clusters import UNKNOWN, word_clusters

BUCKETS = 64


@pytest.fixture(scope="module")
def vectors() -> WordVectors:
    rng = np.random.default_rng(1)
    paths = sorted({word_clusters().cluster(form) for form in ("Hannover", "Matthias")})
    arrays = {
        "clusters": np.array(paths, dtype=np.uint16),
        "cluster_vectors": rng.normal(size=(len(paths) + 1, 4)).astype(np.float16),
        "branch_vectors": rng.normal(size=(BRANCHES, 4)).astype(np.float16),
        "letter_vectors": rng.normal(size=(BUCKETS, 4)).astype(np.float16),
    }
    return WordVectors(arrays, word_clusters())


def test_words_of_one_cluster_share_the_first_half_only(vectors: WordVectors) -> None:
    one, other = vectors.rows(["Hannover", "Leipzig"])
    assert np.array_equal(one[:4], other[:4])
    assert not np.array_equal(one[4:], other[4:])


def test_an_unknown_form_has_the_vector_of_the_unknown_and_its_letters(vectors: WordVectors) -> None:
    one, other = vectors.rows(["Xqzwrt", "Wvxqpf"])
    assert np.array_equal(one[:4], other[:4])
    assert not np.array_equal(one[4:], other[4:])


def test_no_forms_no_rows(vectors: WordVectors) -> None:
    assert vectors.rows([]).shape == (0, vectors.dimensions)


def test_branches_of_near_clusters_meet() -> None:
    assert branches(UNKNOWN) == []
    assert branches(0b1010_0101)[0] == branches(0b0110_0101)[0]
    assert branches(0b1010_0101)[2] != branches(0b0110_0101)[2]


@given(st.text(min_size=1, max_size=30))
def test_every_form_has_groups_and_none_is_the_padding(form: str) -> None:
    groups = letter_groups(form, BUCKETS)
    assert groups
    assert all(0 < group < BUCKETS for group in groups)
