"""Events after PLOVER: the spaCy factory `lesart_events` and what belongs to it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from spacy.language import Language

from lesart.annotate.events.classify import TriggerClassifier
from lesart.annotate.events.component import Events, Models
from lesart.annotate.events.lexicon import read_lexicon
from lesart.annotate.events.roles import RoleScorer
from lesart.annotate.events.when import DateModel
from lesart.annotate.extensions import register
from lesart.ml.hybrid import Hybrid
from lesart.ml.trees import Trees
from lesart.resources import data_path

MODELS = "models/events"


@Language.factory(
    "lesart_events",
    assigns=["doc._.events"],
    requires=["token.is_sent_start"],
    default_config={"lexicons": []},
)
def make(nlp: Language, name: str, lexicons: Sequence[str | Mapping[str, Any]]) -> Events:
    """Factory of the component.

    `lexicons` are a user's own words in the package's format: each the path of a YAML file, or a mapping with what
    such a file holds (`type`, `groups`, …). They are checked when the component is made (DataFileError).
    """
    register()
    own = [Path(words) if isinstance(words, str | Path) else words for words in lexicons]
    return Events(read_lexicon(own), models=load_models())


def load_models(folder: Path | None = None) -> Models | None:
    """The trained models of a folder (the package's unless another is named); None where they are not installed."""
    where = folder or data_path(MODELS)
    settings_file = where / "settings.json"
    if not settings_file.exists():
        return None
    settings = json.loads(settings_file.read_text(encoding="utf-8"))
    triggers = TriggerClassifier(tuple(Hybrid.load(path) for path in sorted(where.glob("triggers*.npz"))))
    roles = RoleScorer.load(where, settings["role_thresholds"])
    dates = DateModel(Trees.load(where / "dates.npz"), *settings["date_thresholds"])
    slope, offset = settings["calibration"]
    return Models(triggers, roles, dates, settings["threshold"], settings["lexicon_share"], (slope, offset))


__all__ = ["Events", "load_models", "make"]
