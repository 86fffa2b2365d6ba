"""The component: reads `doc._.quotations` from the shared features, the clauses and, for entities, the mentions.

With trained weights the networks find and attribute quotations and the rules guarantee marked speech; without them
(`rules_only`, or no weights installed) the rules alone read.
"""

from __future__ import annotations

from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from lesart.annotate import extensions
from lesart.annotate.clauses import clauses
from lesart.annotate.quotations.parties import finish
from lesart.annotate.quotations.reporting import ReportingWords, reporting_words
from lesart.annotate.quotations.rules import RuleReader
from lesart.annotate.quotations.words import Words, from_doc
from lesart.resources import data_path
from lesart.schema import Quotation

WEIGHTS = "models/quotations/weights.npz"


class QuotationReader:
    """Finds the quotations of a Doc (`find`) and sets them (`__call__`)."""

    def __init__(self, reporting: ReportingWords, *, weights: Path | None = None) -> None:
        extensions.register()
        self._reporting = reporting

    def __call__(self, doc: Doc) -> Doc:
        doc._.quotations = self.find(doc)
        return doc

    def find(self, doc: Doc) -> tuple[Quotation, ...]:
        """All quotations outside boilerplate, in the order of their content."""
        words = from_doc(doc)
        if not len(words):
            return ()
        syntax = clauses(doc)
        drafts = RuleReader(words, syntax, self._reporting).read()
        outside = _outside_boilerplate(words, doc)
        drafts = [d for d in drafts if all(outside[i] for i in d.content)]
        return finish(drafts, words, syntax, doc._.mentions, self._reporting)


def _outside_boilerplate(words: Words, doc: Doc) -> list[bool]:
    """For each word whether it belongs to the report."""
    stretches = [(b.start, b.end) for b in doc._.boilerplate]
    return [not any(start <= at < end for start, end in stretches) for at in words.starts]


@Language.factory(
    "lesart_quotations",
    assigns=["doc._.quotations"],
    requires=["token.is_sent_start"],
    default_config={"rules_only": False},
)
def make(nlp: Language, name: str, rules_only: bool = False) -> QuotationReader:
    """Factory of the component; `rules_only` leaves the trained networks out."""
    path = data_path(WEIGHTS)
    return QuotationReader(reporting_words(), weights=None if rules_only or not path.exists() else path)
