"""The component that computes the shared features of an article, once, for every trained component behind it.

After it `doc.tensor` and `doc._.features` are the same float32 array with one row for each spaCy token (white space
tokens included: their rows are zeros) and `Encoder.dimensions` columns. Sentences must be set before.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from spacy.language import Language
from spacy.tokens import Doc

from lesart.annotate import extensions
from lesart.ml.encoder import Encoder
from lesart.resources import data_path

WEIGHTS = "models/encoder/weights.npz"


class EncoderComponent:
    """Runs the frozen encoder over a Doc."""

    def __init__(self, encoder: Encoder) -> None:
        extensions.register()
        self.encoder = encoder

    def __call__(self, doc: Doc) -> Doc:
        features = self.find(doc)
        doc.tensor = features  # type: ignore[assignment]  # spaCy declares float64 and takes any
        doc._.features = features
        return doc

    def find(self, doc: Doc) -> npt.NDArray[np.float32]:
        """The features of every token, aligned with the Doc."""
        rows = np.zeros((len(doc), self.encoder.dimensions), dtype=np.float32)
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
        if where:
            rows[where] = self.encoder.encode(sentences)
        return rows


@Language.factory("lesart_encoder", assigns=["doc._.features"], requires=["token.is_sent_start"])
def make(nlp: Language, name: str) -> EncoderComponent:
    """Factory of the component."""
    return EncoderComponent(Encoder.load(data_path(WEIGHTS)))
