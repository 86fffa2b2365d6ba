"""The component: reads `doc._.quotations` from the shared features, the clauses and, for entities, the mentions.

With trained weights the networks find and attribute quotations and the rules guarantee marked speech; without them
(`rules_only`, or no weights installed) the rules alone read.
"""

from __future__ import annotations

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from lesart.annotate import extensions
from lesart.annotate.clauses import clauses
from lesart.annotate.quotations import syntax_flags, tree_flags
from lesart.annotate.quotations.decode import candidates, draft
from lesart.annotate.quotations.drafts import Draft
from lesart.annotate.quotations.flags import FlagReader
from lesart.annotate.quotations.guarantees import completed, guaranteed
from lesart.annotate.quotations.network import Committee
from lesart.annotate.quotations.normalise import Conventions, normalise
from lesart.annotate.quotations.parties import finish
from lesart.annotate.quotations.reporting import ReportingWords, reporting_words
from lesart.annotate.quotations.rules import RuleReader
from lesart.annotate.quotations.speakers import Cast
from lesart.annotate.quotations.windows import Floats
from lesart.annotate.quotations.words import Words, from_doc
from lesart.resources import data_path
from lesart.resources.lexicon import Lexicon, german
from lesart.schema import Quotation

WEIGHTS = "models/quotations/weights.npz"
GERMAN_SHARE = 0.4
"""Of the words of a German text at least this share is in the lexicon; of English about a fifth."""
_SAMPLE = 400


class QuotationReader:
    """Finds the quotations of a Doc (`find`) and sets them (`__call__`)."""

    def __init__(
        self,
        lexicon: Lexicon,
        reporting: ReportingWords,
        *,
        committee: Committee | None = None,
        conventions: Conventions | None = None,
    ) -> None:
        extensions.register()
        self._lexicon, self._reporting = lexicon, reporting
        self._flags = FlagReader(lexicon, reporting)
        self._committee = committee
        self._conventions = conventions or Conventions()

    def __call__(self, doc: Doc) -> Doc:
        """Sets the quotations, and adds the speakers that had no mention to mentions and entities."""
        words = from_doc(doc)
        cast = Cast(words, doc._.mentions, doc._.entities, self._reporting)
        doc._.quotations = self.find(doc, words, cast)
        doc._.mentions, doc._.entities = tuple(cast.mentions), tuple(cast.entities)
        return doc

    def find(self, doc: Doc, words: Words, cast: Cast) -> tuple[Quotation, ...]:
        """All quotations outside boilerplate, in the order of their content; none in text that is not German."""
        if not self._is_german(words):
            return ()
        syntax = clauses(doc)
        rules = RuleReader(words, syntax, self._reporting)
        drafts = rules.read()
        if self._committee is not None and doc._.features is not None:
            features = self.features(words, doc, rules, drafts, doc._.features)
            drafts = self._trained(self._committee, features, words, rules, drafts)
        outside = _outside_boilerplate(words, doc)
        drafts = [d for d in drafts if all(outside[i] for i in d.content)]
        return finish(drafts, words, syntax, cast, self._reporting)

    def features(self, words: Words, doc: Doc, rules: RuleReader, ruled: list[Draft], shared: Floats) -> Floats:
        """What the networks read of an article: shared features, flags of words, clauses, rules and trees.

        The trees stand last, since not every network reads them.
        """
        return np.concatenate(
            [
                shared[list(words.token)],
                self._flags.read(words),
                syntax_flags.read(words, clauses(doc), ruled, rules.frames),
                tree_flags.read(words, doc, self._reporting, self._lexicon),
            ],
            axis=1,
        )

    def _trained(
        self, committee: Committee, features: Floats, words: Words, rules: RuleReader, ruled: list[Draft]
    ) -> list[Draft]:
        """The networks' reading with the rules' guarantees."""
        tags, states = committee.tag(features)
        found = guaranteed(candidates(tags), rules, ruled, words)
        views = committee.attribute(states, [candidate for candidate, _ in found], words) if found else []
        drafts = [draft(candidate, view, sure) for (candidate, sure), view in zip(found, views, strict=True)]
        return completed(normalise(drafts, words, self._conventions), ruled, 1 - tags["rest"][:, 0])

    def _is_german(self, words: Words) -> bool:
        """Whether enough of the first words are in the German lexicon; numbers and names say nothing."""
        lower = [form for form in words.forms[:_SAMPLE] if form.isalpha() and form.islower()]
        if len(lower) < 5:
            return len(words) > 0
        return sum(form in self._lexicon for form in lower) / len(lower) >= GERMAN_SHARE


def _outside_boilerplate(words: Words, doc: Doc) -> list[bool]:
    """For each word whether it belongs to the report."""
    stretches = [(b.start, b.end) for b in doc._.boilerplate]
    return [not any(start <= at < end for start, end in stretches) for at in words.starts]


@Language.factory(
    "lesart_quotations",
    assigns=["doc._.quotations", "doc._.mentions", "doc._.entities"],
    requires=["token.is_sent_start"],
    default_config={"rules_only": False},
)
def make(nlp: Language, name: str, rules_only: bool = False) -> QuotationReader:
    """Factory of the component; `rules_only` leaves the trained networks out."""
    path = data_path(WEIGHTS)
    committee = Committee.load(path) if path.exists() and not rules_only else None
    return QuotationReader(german(), reporting_words(), committee=committee)
