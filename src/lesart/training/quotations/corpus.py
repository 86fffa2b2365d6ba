"""Reads the German news quotation attribution corpus into the words that the pipeline itself cuts.

Training on the pipeline's own words and sentences, not the corpus's, is what makes the run time meet what was trained.
"""

from __future__ import annotations

import gzip
import html
import json
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
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
_SHORTEST, _LONGEST = 900, 8_000
_ALIKE = 200
"""Characters by which an article that stands twice in SmartData is known."""
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


def read_unannotated(corpora: Path, nlp: Language) -> list[GoldArticle]:
    """Newspaper and agency articles as plain text, whose quotations nobody has annotated: KRAUTS and SmartData."""
    texts = {path.name: _TAG.sub("", _body(path)).strip() for path in sorted((corpora / "times").glob("*.tml"))}
    for path in sorted((corpora / "smartdata" / "v1_20180119").glob("*.json.gz")):
        texts.update(_press(path))
    return [GoldArticle(name, from_doc(nlp(text)), (), {}) for name, text in texts.items() if text]


def _press(path: Path) -> Iterator[tuple[str, str]]:
    """Names and texts of the articles in a SmartData file (JSON objects end to end); its tweets and traffic notices are
    too short to quote anybody."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        content = file.read()
    decoder, at, seen = json.JSONDecoder(), 0, set()
    while at < len(content):
        record, at = decoder.raw_decode(content, at)
        text = record["text"]["string"].replace("\r\n", "\n").strip()
        if len(text) >= _SHORTEST and text[:_ALIKE] not in seen:
            seen.add(text[:_ALIKE])
            yield record["id"], text[:_LONGEST]
        while at < len(content) and content[at].isspace():
            at += 1


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
