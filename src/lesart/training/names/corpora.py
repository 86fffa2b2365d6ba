"""Readers of the annotated corpora: sentences of tokens with BIO labels, each corpus under a head of its own.

The corpora do not agree on what a name is (GermEval marks books, MobIE marks bus stops), so each trains its own label
layer over the shared network, and only GermEval's layer is used afterwards. GermEval's derived and partial names
("armenisch", "Hamas-Chef") are labels of their own: the network is told what they are, and `whole` takes them out for
the measure of whole names.
"""

from __future__ import annotations

import gzip
import io
import json
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PARTIAL = ("LOCderiv", "LOCpart", "ORGpart", "PERpart", "OTHpart")
PLENAR = ["O", "B-PER", "I-PER", "B-LOC", "I-LOC", "B-ORG", "I-ORG", "B-OTH", "I-OTH"]
GERMEVAL = [*PLENAR, *(f"{mark}-{kind}" for kind in PARTIAL for mark in "BI")]
COARSE = ["O", "B-PER", "I-PER", "B-LOC", "I-LOC", "B-ORG", "I-ORG"]
_TOKEN = re.compile(r"\w+(?:[-'’./]\w+)*|[^\w\s]")
_MOBIE = {
    "person": "PER",
    "location": "LOC",
    "location-city": "LOC",
    "location-street": "LOC",
    "location-stop": "LOC",
    "location-route": "O",
    "organization": "ORG",
    "organization-company": "ORG",
}


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens, whether a blank stands before each, and the BIO labels of one head."""

    tokens: tuple[str, ...]
    blanks: tuple[bool, ...]
    labels: tuple[str, ...]
    head: str


def germeval(path: Path) -> Iterator[Sentence]:
    """GermEval 2014: outer names."""
    for block in _blocks(path.read_text(encoding="utf-8").splitlines()):
        rows = [line.split("\t") for line in block if not line.startswith("#")]
        if rows:
            labels = [_partial(r[2]) for r in rows]
            yield _sentence([r[1] for r in rows], labels, "germeval")


def _partial(label: str) -> str:
    """The rare derived and partial kinds are one."""
    mark, _, kind = label.partition("-")
    return label if label in GERMEVAL else f"{mark}-OTHpart" if kind.endswith(("deriv", "part")) else "O"


def whole(labels: Iterable[str]) -> list[str]:
    """Labels without the derived and partial names."""
    return ["O" if label[2:] in PARTIAL else label for label in labels]


def pud(path: Path) -> Iterator[Sentence]:
    """UNER German PUD (test only)."""
    for block in _blocks(path.read_text(encoding="utf-8").splitlines()):
        rows = [line.split("\t") for line in block if not line.startswith("#")]
        if rows:
            yield _sentence([r[1] for r in rows], [r[2] for r in rows], "pud")


def plenar(paths: Iterable[Path]) -> Iterator[Sentence]:
    """Hand-corrected names of three sittings of the Bundestag; MISC is GermEval's OTH."""
    for path in paths:
        for block in _blocks(path.read_text(encoding="utf-8").splitlines()):
            rows = [line.split("\t") for line in block if "\t" in line]
            if rows:
                yield _sentence([r[1] for r in rows], [r[4].replace("MISC", "OTH") for r in rows], "plenar")


def mobie(path: Path) -> Iterator[Sentence]:
    """MobIE, all three parts; fine types are folded into three."""
    with zipfile.ZipFile(path) as archive:
        for part in ("train.conll2003", "dev.conll2003", "test.conll2003"):
            with archive.open(part) as raw:
                for block in _blocks(io.TextIOWrapper(raw, encoding="utf-8")):
                    rows = [line.split("\t") for line in block if "\t" in line]
                    if rows:
                        yield _sentence([r[0] for r in rows], [_fold(r[3].strip()) for r in rows], "mobie")


def smartdata(paths: Iterable[Path]) -> Iterator[Sentence]:
    """SmartData version 1: concept mentions by offsets, tokenised here, one sequence a sentence-like line.

    Tweets are left out: they are not the language of the press.
    """
    for path in paths:
        with gzip.open(path, "rt", encoding="utf-8") as file:
            for document in _objects(file.read()):
                origin: Any = document.get("refids") or {}
                if "twitter" not in str(origin.get("map", {}).get("source", "")):
                    yield from _smartdata_document(document)


def _objects(text: str) -> Iterator[dict[str, object]]:
    """JSON objects, one after another, whatever stands between them."""
    decoder, at = json.JSONDecoder(), 0
    while (at := text.find("{", at)) >= 0:
        found, at = decoder.raw_decode(text, at)
        yield found


def _smartdata_document(document: dict[str, object]) -> Iterator[Sentence]:
    text = _plain(document["text"])
    spans = []
    mentions: Any = document.get("conceptMentions") or {}
    for mention in mentions["array"] if isinstance(mentions, dict) and mentions else mentions:
        kind = _MOBIE.get(str(mention["type"]).lower())
        span = mention["span"]
        if kind and kind != "O":
            spans.append((int(span["start"]), int(span["end"]), kind))
    for line in re.finditer(r"[^\n]+?(?:[.!?](?=\s+[A-ZÄÖÜ\"„])|$|\n)", text):
        tokens, labels, blanks = [], [], []
        for match in _TOKEN.finditer(text, line.start(), line.end()):
            cover = next((s for s in spans if s[0] <= match.start() < s[1]), None)
            tokens.append(match.group())
            blanks.append(match.start() == 0 or text[match.start() - 1].isspace())
            labels.append("O" if cover is None else ("B-" if cover[0] >= match.start() else "I-") + cover[2])
        if tokens:
            yield Sentence(tuple(tokens), tuple(blanks), tuple(_mend(labels)), "smartdata")


def _mend(labels: list[str]) -> list[str]:
    """A name that begins inside begins."""
    mended: list[str] = []
    for label in labels:
        if label.startswith("I-") and (not mended or mended[-1][2:] != label[2:]):
            label = "B-" + label[2:]
        mended.append(label)
    return mended


def _plain(value: object) -> str:
    return str(next(iter(value.values()))) if isinstance(value, dict) else str(value)


def _fold(label: str) -> str:
    mark, _, kind = label.partition("-")
    coarse = _MOBIE.get(kind, "O")
    return "O" if coarse == "O" else f"{mark}-{coarse}"


def _blocks(lines: Iterable[str]) -> Iterator[list[str]]:
    block: list[str] = []
    for line in lines:
        if line.strip():
            block.append(line.rstrip("\n"))
        elif block:
            yield block
            block = []
    if block:
        yield block


def _sentence(tokens: list[str], labels: list[str], head: str) -> Sentence:
    """The corpora do not keep blanks; punctuation is put against the word before it, as print does."""
    blanks = []
    opened = False
    for number, token in enumerate(tokens):
        before = tokens[number - 1] if number else ""
        close = token in {".", ",", ";", ":", "!", "?", ")", "]", "“", "”", "«", "%", "…"} or (token == '"' and opened)
        glued = before in {"(", "[", "„", "»"} or (before == '"' and opened) or token == "/" or before == "/"
        if token == '"':
            opened = not opened
        blanks.append(number == 0 or not (close or glued))
    return Sentence(tuple(tokens), tuple(blanks), tuple(_mend(labels)), head)
