"""What ingest hands on: one article, decoded and stripped of its page."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import Literal

PublishedBasis = Literal["argument", "metadata", "text", "unknown"]


@dataclass(frozen=True, slots=True)
class Article:
    """One article as text.

    `text` is the decoded text (plain text: nothing changed but BOM and line ends; HTML: the extracted main text),
    and every offset in a reading counts code points of it. `published` comes with the basis it rests on.
    `name` says where the article came from (a file name, or file name and line) and appears in messages only.
    `original` is the untouched input, kept beside the article so that extraction can be checked later.
    """

    text: str
    name: str
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    published: date | None = None
    published_basis: PublishedBasis = "unknown"
    language: str = "de"
    media_type: str = "text/plain"
    original: bytes | None = None
    notices: tuple[str, ...] = ()
    """What the person should know about how the article was taken in (a date that cannot be, bytes replaced …)."""

    @property
    def id(self) -> str:
        """Stable name of the article, from its content: the same text from the same outlet is the same article."""
        digest = hashlib.sha256()
        for part in (self.text, self.url or "", self.publisher or ""):
            digest.update(part.encode("utf-8", "surrogatepass"))
            digest.update(b"\x00")
        return digest.hexdigest()[:16]
