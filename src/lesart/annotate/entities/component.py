"""The component `lesart_entities`: finds the mentions of an article and writes `doc._.mentions`.

Names by knowledge base and rules, nominal mentions of actors and places, pronouns. What belongs together is decided
later, by `lesart_coreference`.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import cast

from spacy.tokens import Doc

from lesart.annotate.batches import TOGETHER, batches
from lesart.annotate.entities.abbreviations import find_abbreviations, find_domains, find_introduced
from lesart.annotate.entities.gazetteer_names import find_gazetteer_names
from lesart.annotate.entities.hints import Found, Hints, register
from lesart.annotate.entities.merging import merge, settle_names
from lesart.annotate.entities.noun_phrases import find_noun_phrases
from lesart.annotate.entities.persons import find_persons
from lesart.annotate.entities.pronouns import find_pronouns
from lesart.annotate.entities.recogniser import Recogniser
from lesart.annotate.entities.titles import find_short_forms, find_titles
from lesart.annotate.entities.words import Words
from lesart.annotate.extensions import register as register_shared
from lesart.resources.actor_nouns import ActorNouns, actor_nouns
from lesart.resources.files import read_tsv
from lesart.resources.gazetteers import Gazetteers, gazetteers
from lesart.resources.lexicon import Lexicon, german
from lesart.schema import Mention, MentionKind, MentionType


@functools.cache
def given_names() -> Mapping[str, str]:
    """Given names with "m", "f" or "?"."""
    return dict(read_tsv("lexicons/de/first_names.tsv"))


class EntityComponent:
    """Finds mentions; everything it knows is handed in, so that a test can give it a small world."""

    def __init__(
        self,
        *,
        lexicon: Lexicon | None = None,
        nouns: ActorNouns | None = None,
        knowledge: Gazetteers | None = None,
        names: Mapping[str, str] | None = None,
        recogniser: Recogniser | None = None,
    ) -> None:
        register_shared()
        register()
        self._lexicon = lexicon or german()
        self._nouns = nouns or actor_nouns()
        self._knowledge = knowledge or gazetteers()
        self._names = names if names is not None else given_names()
        self._recogniser = recogniser

    def __call__(self, doc: Doc) -> Doc:
        self._annotate([doc])
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = TOGETHER) -> Iterator[Doc]:
        """The same for many Docs; so many at a time go through the recogniser together."""
        for docs in batches(stream, batch_size):
            self._annotate(docs)
            yield from docs

    def _annotate(self, docs: Sequence[Doc]) -> None:
        for doc, found in zip(docs, self.find_all(docs), strict=True):
            text = doc.text  # spaCy puts it together anew each time
            doc._.mentions = tuple(
                Mention(
                    id=f"m{number}",
                    start=one.start,
                    end=one.end,
                    text=text[one.start : one.end],
                    type=cast(MentionType, one.type),
                    kind=cast(MentionKind, one.kind),
                    entity=None,
                )
                for number, one in enumerate(found, 1)
            )
            hints: dict[str, Hints] = {f"m{number}": one.hints for number, one in enumerate(found, 1)}
            doc._.mention_hints = hints

    def find(self, doc: Doc) -> tuple[Found, ...]:
        """The mentions outside boilerplate, in order of the text."""
        return self.find_all([doc])[0]

    def find_all(self, docs: Sequence[Doc]) -> list[tuple[Found, ...]]:
        """`find` for several Docs; none depends on the others."""
        words = [
            Words(doc, lexicon=self._lexicon, nouns=self._nouns, knowledge=self._knowledge, given_names=self._names)
            for doc in docs
        ]
        recognised = self._recogniser.find_all(docs, words) if self._recogniser is not None else [[] for _ in docs]
        return [_mentions(*article) for article in zip(docs, words, recognised, strict=True)]


def _mentions(doc: Doc, words: Words, recognised: list[Found]) -> tuple[Found, ...]:
    """The mentions of one Doc, from the rules' finds and the recogniser's."""
    named = [
        *find_persons(words),
        *find_gazetteer_names(words),
        *find_abbreviations(words),
        *find_domains(words),
        *find_introduced(words),
        *find_titles(words),
    ]
    names = settle_names(words, named, recognised, doc._.partial_names)
    merged = merge(words, names, find_noun_phrases(words), find_pronouns(words))
    merged = sorted((*merged, *find_short_forms(words, merged)), key=lambda f: (f.start, -f.end))
    stretches = [(b.start, b.end) for b in doc._.boilerplate]
    return tuple(m for m in merged if not any(m.start < end and start < m.end for start, end in stretches))
