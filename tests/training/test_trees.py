"""Several ensembles in one score the mean of their logits."""

from __future__ import annotations

import numpy as np
import pytest

from lesart.ml.trees import Arrays, Trees

pytest.importorskip("lightgbm", reason="trees are trained with lightgbm, which only training needs")


def stump(feature: int, threshold: float, low: float, high: float) -> Arrays:
    """One tree that asks one question."""
    return {
        "feature": np.array([feature, 0, 0], dtype=np.int16),
        "threshold": np.array([threshold, 0.0, 0.0], dtype=np.float32),
        "left": np.array([1, 1, 2], dtype=np.int32),
        "right": np.array([2, 1, 2], dtype=np.int32),
        "value": np.array([0.0, low, high], dtype=np.float32),
        "roots": np.array([0], dtype=np.int32),
    }


def test_the_blend_is_the_mean_of_the_logits() -> None:
    from lesart.training.trees import blended

    parts = [stump(0, 0.5, -2.0, 1.0), stump(1, 0.0, 0.5, 3.0)]
    rows = np.array([[0.0, -1.0], [1.0, -1.0], [0.0, 1.0], [1.0, 1.0]], dtype=np.float32)
    logits = np.mean([np.log(s / (1 - s)) for s in (Trees(part).scores(rows) for part in parts)], axis=0)
    assert Trees(blended(parts)).scores(rows) == pytest.approx(1 / (1 + np.exp(-logits)), abs=1e-5)
