"""The Doc attributes that the components share.

A component reads what stands before it in the pipeline and sets its own attribute; all are tuples of schema objects
with offsets into `doc.text`, which equals the article's text.
"""

from __future__ import annotations

from spacy.tokens import Doc

_ATTRIBUTES: dict[str, object] = {
    "published": None,  # datetime.date | None: the publication date, set before the pipeline runs
    "boilerplate": (),  # tuple[Boilerplate, ...]
    "features": None,  # float32 array (tokens x dimensions) of the shared encoder, or None
    "mentions": (),  # tuple[Mention, ...]
    "entities": (),  # tuple[Entity, ...]
    "times": (),  # tuple[Time, ...]
    "quotations": (),  # tuple[Quotation, ...]
    "events": (),  # tuple[Event, ...]
}


def register() -> None:
    """Registers the attributes with spaCy; calling it again changes nothing."""
    for name, default in _ATTRIBUTES.items():
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=default)
