from __future__ import annotations

from pathlib import Path

import pytest

from lesart.errors import DataFileError
from lesart.resources.word_clusters import UNKNOWN, WordClusters, word_clusters


def test_words_that_are_used_alike_are_together() -> None:
    clusters = word_clusters()
    assert clusters.cluster("Hannover") == clusters.cluster("Leipzig")
    assert clusters.cluster("Hannover") != clusters.cluster("Matthias")


def test_a_form_is_found_by_its_parts() -> None:
    clusters = word_clusters()
    assert clusters.cluster("Quarzsandkommission-Vorsitzender") == clusters.cluster("Vorsitzender")
    assert clusters.cluster("STEINHAUFEN") == clusters.cluster("Steinhaufen")


@pytest.mark.parametrize("form", ["Xqzwrt", "", "\x00", "Hannover\x00", "\ud800"])
def test_nothing_is_guessed(form: str) -> None:
    assert word_clusters().cluster(form) == UNKNOWN


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataFileError, match="word clusters"):
        WordClusters(tmp_path / "none.marisa")
