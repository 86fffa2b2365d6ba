"""What this program is made of: versions, models with their licences and scores, data with its origin."""

from __future__ import annotations

import platform
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from lesart import __version__
from lesart.resources.models import model_cards

_LIBRARIES = ("spacy", "numpy", "trafilatura", "htmldate", "SQLAlchemy", "fastapi")


def about() -> dict[str, Any]:
    """Versions of program, Python and libraries, and every model card that ships."""
    return {
        "lesart": __version__,
        "python": platform.python_version(),
        "libraries": {name: _version(name) for name in _LIBRARIES},
        "models": [card.model_dump() for card in model_cards()],
        "licence": "Code: Apache-2.0. Models and lexicons carry the licences of the data that they were made from.",
    }


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"
