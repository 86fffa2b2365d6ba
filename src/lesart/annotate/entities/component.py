"""The component `lesart_entities`: finds the mentions of an article and writes `doc._.mentions`.

Names by knowledge base and rules, nominal mentions of actors and places, pronouns. What belongs together is decided
later, by `lesart_coreference`.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import cast

from spacy.tokens import Doc

from lesart.annotate.entities.abbreviations import find_abbreviations, find_domains, find_introduced
from lesart.annotate.entities.gazetteer_names import find_gazetteer_names
from lesart.annotate.entities.hints import Found, Hints, register
from lesart.annotate.entities.merging import merge, settle_names
from lesart.annotate.entities.noun_phrases import find_noun_phrases
from lesart.annotate.entities.persons import find_persons
from lesart.annotate.entities.pronouns import find_pronouns
from lesart.annotate.entities.recogniser import Recogniser
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
        found = self.find(doc)
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
        return doc

    def find(self, doc: Doc) -> tuple[Found, ...]:
        """The mentions outside boilerplate, in order of the text."""
        words = Words(doc, lexicon=self._lexicon, nouns=self._nouns, knowledge=self._knowledge, given_names=self._names)
        named = [
            *find_persons(words),
            *find_gazetteer_names(words),
            *find_abbreviations(words),
            *find_domains(words),
            *find_introduced(words),
        ]
        recognised = self._recogniser.find(doc, words) if self._recogniser is not None else []
        merged = merge(words, settle_names(named, recognised), find_noun_phrases(words), find_pronouns(words))
        stretches = [(b.start, b.end) for b in doc._.boilerplate]
        return tuple(m for m in merged if not any(m.start < end and start < m.end for start, end in stretches))
