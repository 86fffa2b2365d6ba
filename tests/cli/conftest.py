"""Runs the command as a person does: in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]

ARTICLE = (
    "Gespräche in Genf\n\n"
    "Am 27. Juni trafen sich die Außenminister Aserbaidschans und Armeniens, Jeyhun Bayramov und Ararat Mirsojan, "
    "in Genf zu Gesprächen.\n\n"
    "„Wir sind zu weiteren Verhandlungen bereit“, sagte Mirsojan. Nach Angaben des armenischen "
    "Verteidigungsministeriums wurden am Dienstag zwei Soldaten durch Beschuss getötet.\n\n"
    "Wir verwenden Cookies, um unser Angebot zu verbessern.\n"
)


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """`run("read", "a.txt")`: the finished process, started in an empty folder of its own."""

    def start(*arguments: str, stdin: bytes | None = None) -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "COLUMNS": "200"}
        environment.pop("LESART_DEBUG", None)
        done = subprocess.run(
            [sys.executable, "-m", "lesart", *arguments],
            cwd=tmp_path,
            env=environment,
            input=stdin,
            stdin=subprocess.DEVNULL if stdin is None else None,
            capture_output=True,
            timeout=120,
        )
        return subprocess.CompletedProcess(
            done.args, done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
        )

    return start


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """One good article on disk."""
    path = tmp_path / "genf.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path
