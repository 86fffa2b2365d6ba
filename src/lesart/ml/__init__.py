"""Networks at run time (NumPy), and how words become their features; no data, no training."""

from __future__ import annotations

from lesart.ml.encoder import Encoder
from lesart.ml.subwords import SubwordVocabulary
from lesart.ml.tagger import Tagger

__all__ = ["Encoder", "SubwordVocabulary", "Tagger"]
