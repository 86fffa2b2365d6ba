"""The cyclic collector is told to run rarely, by our own processes only."""

from __future__ import annotations

import gc
import subprocess
import sys
from collections.abc import Iterator

import pytest

from lesart.workflow.collecting import collect_rarely


@pytest.fixture(autouse=True)
def _threshold_of_the_tests() -> Iterator[None]:
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)


def test_the_collector_runs_rarely_and_stays_on() -> None:
    gc.set_threshold(700, 10, 10)
    collect_rarely()
    assert gc.isenabled()
    assert gc.get_threshold()[0] > 700


def test_the_library_leaves_it_alone() -> None:
    code = "import gc; at = gc.get_threshold(); import lesart.cli, lesart.workflow; assert gc.get_threshold() == at"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
