"""Trains boosted trees (LightGBM, Ke et al. 2017) and writes them as the arrays that `lesart.ml.trees.Trees` walks.

Needs lightgbm. Seeded and single-threaded, so that a run can be repeated.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import lightgbm
import numpy as np
import numpy.typing as npt

from lesart.ml.lstm import Floats
from lesart.ml.trees import Arrays


@dataclass(frozen=True, slots=True)
class TreeSettings:
    """What a run can vary."""

    rounds: int = 300
    leaves: int = 15
    learning_rate: float = 0.04
    least: int = 40
    columns: float = 0.2
    """Share of the columns that each tree may look at."""
    rows: float = 0.7
    ridge: float = 5.0
    seed: int = 1
    extra: bool = False
    """Whether splits are drawn at random instead of searched for (Geurts and others 2006): less learnt by heart."""


def train(
    rows: Floats, labels: npt.NDArray[np.generic], settings: TreeSettings, *, weights: Floats | None = None
) -> Arrays:
    """Binary trees for rows with labels 0 and 1."""
    parameters = {
        "objective": "binary",
        "learning_rate": settings.learning_rate,
        "num_leaves": settings.leaves,
        "min_data_in_leaf": settings.least,
        "feature_fraction": settings.columns,
        "bagging_fraction": settings.rows,
        "bagging_freq": 1,
        "lambda_l2": settings.ridge,
        "extra_trees": settings.extra,
        "seed": settings.seed,
        "num_threads": 1,
        "deterministic": True,
        "verbose": -1,
    }
    data = lightgbm.Dataset(rows, np.asarray(labels, dtype=np.float32), weight=weights)
    return arrays(lightgbm.train(parameters, data, settings.rounds).dump_model())


def blended(parts: Sequence[Arrays]) -> Arrays:
    """One ensemble whose score is the mean, in logits, of several ones'."""
    starts = np.cumsum([0, *(len(part["feature"]) for part in parts[:-1])])
    nodes = {"left", "right", "roots"}
    out: Arrays = {}
    for name in parts[0]:
        shifted = [
            part[name] + start if name in nodes else part[name] for part, start in zip(parts, starts, strict=True)
        ]
        out[name] = np.concatenate(shifted).astype(parts[0][name].dtype)
    out["value"] = out["value"].astype(np.float32) / np.float32(len(parts))
    return out


def arrays(model: Mapping[str, Any]) -> Arrays:
    """The nodes of all trees in one table; a leaf is a node whose children are itself."""
    feature: list[int] = []
    threshold: list[float] = []
    left: list[int] = []
    right: list[int] = []
    value: list[float] = []

    def add(node: Mapping[str, Any]) -> int:
        number = len(feature)
        feature.append(int(node.get("split_feature", 0)))
        threshold.append(float(node.get("threshold", 0.0)))
        left.append(number)
        right.append(number)
        value.append(float(node.get("leaf_value", 0.0)))
        if "split_feature" in node:
            left[number] = add(node["left_child"])
            right[number] = add(node["right_child"])
        return number

    roots = [add(tree["tree_structure"]) for tree in model["tree_info"]]
    return {
        "feature": np.array(feature, dtype=np.int16),
        "threshold": np.array(threshold, dtype=np.float32),
        "left": np.array(left, dtype=np.int32),
        "right": np.array(right, dtype=np.int32),
        "value": np.array(value, dtype=np.float32),
        "roots": np.array(roots, dtype=np.int32),
    }


def export(found: Arrays, path: Path) -> None:
    """Writes the weights file for the run time."""
    np.savez_compressed(path, **found)  # type: ignore[arg-type]
