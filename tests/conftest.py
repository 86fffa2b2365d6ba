"""What many tests share: where the shared development data may lie, and a skip with a reason where it does not."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

# a busy machine must not fail a law: speed is measured under benchmarks/, never here
settings.register_profile("lesart", deadline=None)
settings.load_profile("lesart")

REPOSITORY = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of shared development data beside the checkout."""
    folder = REPOSITORY.parent / "shared"
    if not (folder / "contract").is_dir():
        pytest.skip("the shared development data is not beside this checkout")
    return folder


@pytest.fixture(scope="session")
def example() -> Path:
    """The example dossier's folder."""
    return REPOSITORY / "examples" / "suedkaukasus"
