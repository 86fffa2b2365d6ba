"""The spaCy component `lesart_times`: sets `doc._.times` to TIMEX3 expressions with values."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from spacy.language import Language
from spacy.tokens import Doc

from lesart.annotate import extensions
from lesart.annotate.times.finding import Finder
from lesart.annotate.times.grammar import load_grammar
from lesart.annotate.times.resolution import Resolver
from lesart.annotate.times.splitting import split
from lesart.annotate.times.tense import tense_reader
from lesart.schema import Time


class TimeTagger:
    """Finds the times of a text and resolves them against its publication date and what it tells."""

    def __init__(self) -> None:
        extensions.register()
        self._grammar = load_grammar()
        self._finder = Finder(self._grammar)
        self._tenses = tense_reader()

    def read(
        self,
        text: str,
        *,
        published: date | None = None,
        sentences: Sequence[tuple[int, int]] | None = None,
        skip: Sequence[tuple[int, int]] = (),
    ) -> tuple[Time, ...]:
        """The times of a text; `sentences` are split here where none are given, `skip` holds stretches to leave out."""
        spans = list(split(text) if sentences is None else sentences)
        found = [
            one
            for one in self._finder.find(text, spans)
            if not any(one.start < end and start < one.end for start, end in skip)
        ]
        return Resolver(
            text, spans, found, published=published, feasts=self._grammar.holidays, tenses=self._tenses
        ).resolve()

    def find(self, doc: Doc) -> tuple[Time, ...]:
        """The times of a Doc, with its own sentences where it has some and without its boilerplate."""
        sentences = [(s.start_char, s.end_char) for s in doc.sents] if doc.has_annotation("SENT_START") else None
        skip = [(part.start, part.end) for part in doc._.boilerplate]
        return self.read(doc.text, published=doc._.published, sentences=sentences, skip=skip)

    def __call__(self, doc: Doc) -> Doc:
        doc._.times = self.find(doc)
        return doc


@Language.factory("lesart_times", assigns=["doc._.times"])
def make(nlp: Language, name: str) -> TimeTagger:
    """Makes the component; its rules are the package's own."""
    return TimeTagger()
