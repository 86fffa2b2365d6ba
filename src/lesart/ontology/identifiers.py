"""Names across articles: `ARTICLE#LOCAL` for what a reading found, `dossier#ID` for what a person configured."""

from __future__ import annotations

DOSSIER = "dossier"


def qualified(article: str, local: str) -> str:
    """Name of a reading's entity, event or quotation across the dossier."""
    return f"{article}#{local}"


def configured(identifier: str) -> str:
    """Name of an actor or place of the dossier configuration, as links use it."""
    return f"{DOSSIER}#{identifier}"


def configured_id(name: str) -> str | None:
    """The configuration's id that a name stands for, or null for anything a reading found."""
    article, _, local = name.partition("#")
    return local if article == DOSSIER and local else None


def article_of(name: str) -> str:
    """Article of a qualified name; an article's own id is its own article."""
    return name.partition("#")[0]
