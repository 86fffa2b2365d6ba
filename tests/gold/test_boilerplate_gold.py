"""Boilerplate on the articles written for it: no paragraph of a report may vanish, and most boilerplate must."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))

from boilerplate import score

GOLD = Path(__file__).parent / "boilerplate"


def test_no_report_line_is_lost() -> None:
    assert score(GOLD)["report lines lost"] == 0


def test_precision_and_recall_keep_their_floors() -> None:
    counts = score(GOLD)
    assert counts["both"] / counts["found"] >= 0.99
    assert counts["both"] / counts["gold"] >= 0.85
