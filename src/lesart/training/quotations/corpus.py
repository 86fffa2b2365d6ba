"""Reads the German news quotation attribution corpus into the words that the pipeline itself cuts.

Training on the pipeline's own words and sentences, not the corpus's, is what makes the run time meet what was trained.
"""

from __future__ import annotations

import html
import json
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from spacy.language import Language

from lesart.annotate.quotations.drafts import Draft
from lesart.annotate.quotations.words import Words, from_doc

_TYPE = {
    "Direct": "direct",
    "Indirect": "indirect",
    "FreeIndirect": "free-indirect",
    "IndirectFreeIndirect": "indirect-free-indirect",
    "Reported": "reported",
}
_MEDIUM = {
    "Speech": "speech",
    "Thought": "thought",
    "Writing": "writing",
    "ST": "speech-thought",
    "SW": "speech-writing",
    "TW": "thought-writing",
}
_TAG = re.compile(r"<[^>]*>")
PARTS = ("quote", "speaker", "cue", "frame", "addressee")


@dataclass(frozen=True, slots=True)
class GoldQuotation:
    """One annotated quotation in word numbers."""

    type: str
    medium: str | None
    content: tuple[int, ...]
    speaker: tuple[int, ...]
    cue: tuple[int, ...]
    frame: tuple[int, ...]
    addressee: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """An article with its words, its quotations, and the corpus's own record for scoring."""

    name: str
    words: Words
    quotations: tuple[GoldQuotation, ...]
    record: dict[str, object]


def read(directory: Path, nlp: Language) -> list[GoldArticle]:
    """All articles of a split; `nlp` cuts words and sentences."""
    return [_article(path, nlp) for path in sorted(directory.glob("*.json"))]


def read_unannotated(directory: Path, nlp: Language) -> list[GoldArticle]:
    """Articles of a folder of TimeML files (`*.tml`) as plain text: nobody has annotated their quotations."""
    texts = {path.name: _TAG.sub("", _body(path)).strip() for path in sorted(directory.glob("*.tml"))}
    return [GoldArticle(name, from_doc(nlp(text)), (), {}) for name, text in texts.items() if text]


def _body(path: Path) -> str:
    """The text element of a TimeML file, entities resolved."""
    _, _, rest = path.read_text(encoding="utf-8").partition("<TEXT>")
    return html.unescape(rest.partition("</TEXT>")[0])


def annotated(article: GoldArticle, drafts: Sequence[Draft]) -> GoldArticle:
    """The article as a reader has understood it, in place of an annotation."""
    quotations = tuple(
        GoldQuotation(d.type, d.medium, d.content, d.speaker, d.cue, d.frame, d.addressee) for d in drafts
    )
    return replace(article, quotations=quotations)


def token_offsets(record: dict[str, object]) -> list[tuple[int, int]]:
    """Offsets of the corpus's tokens, found one after another in the text."""
    text, at, out = str(record["originalText"]), 0, []
    for sentence in record["sentences"]:  # type: ignore[attr-defined]
        for token in sentence["tokens"]:
            start = text.find(token, at)
            start = at if start < 0 else start
            out.append((start, start + len(token)))
            at = start + len(token)
    return out


def _article(path: Path, nlp: Language) -> GoldArticle:
    record = json.loads(path.read_text(encoding="utf-8"))
    words = from_doc(nlp(record["originalText"]))
    offsets = token_offsets(record)

    def numbers(part: dict[str, list[int]] | None) -> tuple[int, ...]:
        spans = [offsets[i] for i in (part or {}).get("tokenIds", [])]
        return _words_in(words, spans)

    quotations = []
    for annotation in record["annotations"]:
        content = numbers(annotation["quote"])
        if content and annotation["type"] in _TYPE:
            quotations.append(
                GoldQuotation(
                    _TYPE[annotation["type"]],
                    _MEDIUM.get(annotation["medium"]),
                    content,
                    *(numbers(annotation[part]) for part in PARTS[1:]),
                )
            )
    return GoldArticle(path.name, words, tuple(quotations), record)


def _words_in(words: Words, spans: Iterable[tuple[int, int]]) -> tuple[int, ...]:
    """Words that share a character with a span."""
    out: set[int] = set()
    for start, end in spans:
        out.update(range(bisect_right(words.ends, start), bisect_left(words.starts, end)))
    return tuple(sorted(out))
