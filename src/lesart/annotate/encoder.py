"""The component that computes the shared features of an article, once, for every trained component behind it.

After it `doc.tensor` and `doc._.features` are the same float32 array with one row for each spaCy token (white space
tokens included: their rows are zeros) and `Encoder.dimensions` columns. Sentences must be set before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from lesart.annotate import extensions
from lesart.annotate.batches import TOGETHER, batches
from lesart.ml.encoder import Encoder, Floats
from lesart.resources import data_path

WEIGHTS = "models/encoder/weights.npz"


class EncoderComponent:
    """Runs the frozen encoder over a Doc."""

    def __init__(self, encoder: Encoder) -> None:
        extensions.register()
        self.encoder = encoder

    def __call__(self, doc: Doc) -> Doc:
        self._annotate([doc])
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = TOGETHER) -> Iterator[Doc]:
        """The same for many Docs; so many at a time share what depends on a word alone."""
        for docs in batches(stream, batch_size):
            self._annotate(docs)
            yield from docs

    def _annotate(self, docs: Sequence[Doc]) -> None:
        for doc, features in zip(docs, self.find_all(docs), strict=True):
            doc.tensor = features  # type: ignore[assignment]  # spaCy declares float64 and takes any
            doc._.features = features

    def find(self, doc: Doc) -> Floats:
        """The features of every token, aligned with the Doc."""
        return self.find_all([doc])[0]

    def find_all(self, docs: Sequence[Doc]) -> list[Floats]:
        """`find` for several Docs; none depends on the others."""
        cut = [_sentences(doc) for doc in docs]
        encoded = self.encoder.encode_all([sentences for sentences, _ in cut])
        return [_aligned(doc, where, rows) for doc, (_, where), rows in zip(docs, cut, encoded, strict=True)]


def _aligned(doc: Doc, where: list[int], encoded: Floats) -> Floats:
    """A row for every token; white space has zeros."""
    rows = np.zeros((len(doc), encoded.shape[1]), dtype=np.float32)
    rows[where] = encoded
    return rows


def _sentences(doc: Doc) -> tuple[list[list[tuple[str, bool]]], list[int]]:
    """The sentences as the encoder takes them, and the places of their tokens, white space left out."""
    sentences: list[list[tuple[str, bool]]] = []
    where: list[int] = []
    begins = after_blank = True
    for token in doc:
        begins = begins or bool(token.is_sent_start)
        if token.is_space:
            after_blank = True
            continue
        if begins:
            sentences.append([])
        sentences[-1].append((token.text, begins or after_blank))
        where.append(token.i)
        begins, after_blank = False, bool(token.whitespace_)
    return sentences, where


@Language.factory("lesart_encoder", assigns=["doc._.features"], requires=["token.is_sent_start"])
def make(nlp: Language, name: str) -> EncoderComponent:
    """Factory of the component."""
    return EncoderComponent(Encoder.load(data_path(WEIGHTS)))
