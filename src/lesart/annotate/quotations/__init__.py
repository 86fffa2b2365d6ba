"""Quotations: who said what, in the five types of the German news quotation attribution corpus.

`component.py` is the spaCy component; `rules.py` and `frames.py` read by rule, `network.py` and `decode.py` by trained
networks, `normalise.py` follows the corpus's conventions, `resolve.py` names the speaker's entity.
"""

from __future__ import annotations

from lesart.annotate.quotations.component import QuotationReader, make

__all__ = ["QuotationReader", "make"]
