"""Model cards: what each set of weights under `data/models` is, was made from, may be used for, and scores."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from lesart.resources.files import data_path, load_yaml


class ModelCard(BaseModel):
    """`data/models/NAME/card.yaml`. Scores are in percent, each with the data it was measured on."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    version: str
    task: str
    licence: str
    trained_on: tuple[str, ...]
    files: tuple[str, ...]
    scores: dict[str, float]
    scored_on: str
    speed: str = ""
    weaknesses: tuple[str, ...] = ()
    rebuild: str = ""
    """The command that makes the weights again."""


def model_cards() -> tuple[ModelCard, ...]:
    """The cards of all models that ship, by name; raises DataFileError for a broken one."""
    folder = data_path("models")
    if not folder.is_dir():
        return ()
    return tuple(load_yaml(path, ModelCard) for path in sorted(folder.glob("*/card.yaml")))
