"""Events after PLOVER: the spaCy factory `lesart_events` and what belongs to it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from spacy.language import Language

from lesart.annotate.events.component import Events
from lesart.annotate.events.lexicon import read_lexicon
from lesart.annotate.extensions import register


@Language.factory(
    "lesart_events",
    assigns=["doc._.events"],
    requires=["token.is_sent_start"],
    default_config={"lexicons": []},
)
def make(nlp: Language, name: str, lexicons: Sequence[str]) -> Events:
    """Factory of the component; `lexicons` are paths of a user's own lexicon files in the package's format."""
    register()
    return Events(read_lexicon([Path(path) for path in lexicons]))


__all__ = ["Events", "make"]
