"""The component: reads `doc._.quotations` from the shared features, the clauses and, for entities, the mentions.

With trained weights the networks find and attribute quotations and the rules guarantee marked speech; without them
(`rules_only`, or no weights installed) the rules alone read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from lesart.annotate import extensions
from lesart.annotate.batches import TOGETHER, batches
from lesart.annotate.clauses import clauses
from lesart.annotate.quotations import syntax_flags, trained
from lesart.annotate.quotations.drafts import Draft
from lesart.annotate.quotations.flags import FlagReader
from lesart.annotate.quotations.judge import judge
from lesart.annotate.quotations.network import Committee
from lesart.annotate.quotations.normalise import Conventions
from lesart.annotate.quotations.parties import finish
from lesart.annotate.quotations.reporting import ReportingWords, reporting_words
from lesart.annotate.quotations.rules import RuleReader
from lesart.annotate.quotations.scope import scoped
from lesart.annotate.quotations.speakers import Cast
from lesart.annotate.quotations.tree_flags import TreeFlags
from lesart.annotate.quotations.turns import turns, with_turns
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
        self._trees = TreeFlags(reporting, lexicon)
        self._committee = committee
        self._conventions = conventions or Conventions()

    def __call__(self, doc: Doc) -> Doc:
        """Sets the quotations, and adds the speakers that had no mention to mentions and entities."""
        self._annotate([doc])
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = TOGETHER) -> Iterator[Doc]:
        """The same for many Docs; so many at a time go through the networks together."""
        for docs in batches(stream, batch_size):
            self._annotate(docs)
            yield from docs

    def _annotate(self, docs: Sequence[Doc]) -> None:
        words = [from_doc(doc) for doc in docs]
        casts = [Cast(w, doc._.mentions, doc._.entities, self._reporting) for w, doc in zip(words, docs, strict=True)]
        for doc, cast, found in zip(docs, casts, self.find_all(docs, words, casts), strict=True):
            doc._.quotations = found
            doc._.mentions, doc._.entities = tuple(cast.mentions), tuple(cast.entities)

    def find(self, doc: Doc, words: Words, cast: Cast) -> tuple[Quotation, ...]:
        """All quotations outside boilerplate, in the order of their content; none in text that is not German."""
        return self.find_all([doc], [words], [cast])[0]

    def find_all(
        self, docs: Sequence[Doc], words: Sequence[Words], casts: Sequence[Cast]
    ) -> list[tuple[Quotation, ...]]:
        """`find` for several Docs, which go through the networks together; none depends on the others."""
        german = [number for number, own in enumerate(words) if self._is_german(own)]
        drafts = self._drafts([docs[number] for number in german], [words[number] for number in german])
        found: list[tuple[Quotation, ...]] = [() for _ in docs]
        for number, (own, ruled) in zip(german, drafts, strict=True):
            found[number] = self._finished(docs[number], words[number], casts[number], own, ruled)
        return found

    def _drafts(self, docs: Sequence[Doc], words: Sequence[Words]) -> list[tuple[list[Draft], list[Draft]]]:
        """The networks' reading (the rules' where there are no networks or features), and the rules' beside it."""
        drafts: list[tuple[list[Draft], list[Draft]]] = []
        prepared: list[tuple[int, trained.Prepared]] = []
        for number, (doc, own) in enumerate(zip(docs, words, strict=True)):
            rules = RuleReader(own, clauses(doc), self._reporting)
            ruled = rules.read()
            drafts.append((ruled, ruled))
            if self._committee is not None and doc._.features is not None:
                kept = self._committee.projected(self.features(own, doc, rules, ruled, doc._.features))
                prepared.append((number, trained.Prepared(kept, own, ruled, rules.titles())))
        if self._committee is not None and prepared:
            articles = [article for _, article in prepared]
            read = trained.read_all(self._committee, judge(), articles, self._conventions)
            for (number, _), own_drafts in zip(prepared, read, strict=True):
                drafts[number] = (own_drafts, drafts[number][1])
        return drafts

    def _finished(
        self, doc: Doc, words: Words, cast: Cast, drafts: list[Draft], ruled: list[Draft]
    ) -> tuple[Quotation, ...]:
        syntax = clauses(doc)
        drafts = scoped(drafts, ruled, words, doc, cast, self._reporting)
        drafts = with_turns(drafts, turns(words, syntax, cast.mentions))
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
                self._trees.read(words, doc),
            ],
            axis=1,
        )

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
