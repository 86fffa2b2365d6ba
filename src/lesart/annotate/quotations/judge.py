"""The last word on a candidate: is it a quotation at all, and are its content and speaker right?

The tagger looks at words; here the whole candidate is looked at once more, after attribution: how sure the network is
of it, of its beginning and its end, whether somebody was found who speaks, whether a rule reads the same, type and
length. Two logistic regressions over a score of named figures (`models/quotations/judge.yaml`) say two chances: that it
is a quotation, by which the unlikely ones are dropped, and that content and speaker are right, which is its confidence.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence

import numpy as np
from pydantic import BaseModel, ConfigDict

from lesart.annotate.quotations.drafts import Draft, overlap
from lesart.annotate.quotations.network import TYPES, Attribution
from lesart.annotate.quotations.windows import Candidate, Floats
from lesart.resources import load_yaml

FILE = "models/quotations/judge.yaml"
KEPT = {True: 0.6, False: 0.55}
"""A candidate less likely than that is dropped, direct speech or other: a wrong statement costs a reader more than a
missed one, and words between marks that no rule takes for speech are often held at arm's length, not quoted."""
_SAME = 0.5
"""Overlap from which a rule has read the same quotation."""


class Regression(BaseModel):
    model_config = ConfigDict(extra="forbid")

    bias: float
    weights: dict[str, float]

    def chance(self, evidence: Mapping[str, float]) -> float:
        """The chance by the figures; every figure must have its weight."""
        return float(1 / (1 + np.exp(-self.bias - sum(self.weights[name] * x for name, x in evidence.items()))))


class Judge(BaseModel):
    """Both regressions, as `training/quotations` fits them."""

    model_config = ConfigDict(extra="forbid")

    licence: str
    origin: str
    exists: Regression
    right: Regression


@functools.cache
def judge() -> Judge:
    """The judge that ships with the package; read once a process."""
    return load_yaml(FILE, Judge)


def ruled_direct(candidate: Candidate, ruled: Sequence[Draft]) -> bool:
    """Whether a rule guarantees the candidate: a clause in quotation marks is always direct speech."""
    return candidate.direct and _agreement(candidate, ruled) is not None


def evidence(
    candidate: Candidate,
    sure: float,
    view: Attribution,
    tags: Mapping[str, Floats],
    ruled: Sequence[Draft],
) -> dict[str, float]:
    """The figures of a candidate. `tags`: the networks' chances; `sure`: the raw score."""
    layer = "direct" if candidate.direct else "rest"
    content = list(candidate.content)
    chances = tags[layer]
    behind = content[-1] + 1
    direct = float(candidate.direct)
    odds = _odds(sure)
    kinds = dict(zip(TYPES, view.types, strict=True))
    others = max(sum(float(p) for name, p in kinds.items() if name != "direct"), 1e-6)
    kind = {name: 0.0 if candidate.direct else float(p) / others for name, p in kinds.items()}
    rule = _agreement(candidate, ruled)
    speaker = view.pointers["speaker-start"], view.pointers["speaker-end"]
    return {
        "sure": odds,
        "sure, direct": odds * direct,
        "sure, indirect": odds * kind["indirect"],
        "mean": _odds(float(1 - chances[content, 0].mean())),
        "begins": _odds(float(chances[content[0], 1:].sum())),
        "ends": _odds(float(chances[behind, 0])) if behind < len(chances) else 3.0,
        "direct": direct,
        "length": float(np.log(len(content))),
        "length, direct": float(np.log(len(content))) * direct,
        "reported": kind["reported"],
        "free-indirect": kind["free-indirect"],
        "indirect-free-indirect": kind["indirect-free-indirect"],
        "cue": float(view.marks["cue"].max()),
        "frame": float(view.marks["frame"].max()),
        "somebody speaks": float(1 - (speaker[0][-1] + speaker[1][-1]) / 2),
        "best speaker": float(speaker[0][:-1].max()),
        "rule": rule.confidence if rule else 0.0,
        "direct without a rule": direct * (rule is None),
    }


def _odds(chance: float) -> float:
    kept = min(max(chance, 1e-3), 1 - 1e-3)
    return float(np.log(kept / (1 - kept)))


def _agreement(candidate: Candidate, ruled: Sequence[Draft]) -> Draft | None:
    """The rules' reading of the same words on the same layer."""
    first, last = candidate.content[0], candidate.content[-1]
    same = [r for r in ruled if (r.type == "direct") == candidate.direct and r.content[0] <= last]
    near = [r for r in same if r.content[-1] >= first]
    best = max(near, key=lambda r: overlap(r.content, candidate.content), default=None)
    return best if best is not None and overlap(best.content, candidate.content) >= _SAME else None
