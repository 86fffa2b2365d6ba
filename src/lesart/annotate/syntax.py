"""Grammar of every token: part of speech, morphology, and its place in the sentence's dependency tree.

Sets spaCy's own fields `token.pos_`, `token.morph`, `token.head` and `token.dep_` (Universal Dependencies), so that
whatever works on a parsed spaCy Doc works here. Sentences stay as they were set: every tree lies in one sentence.
White space hangs from the token before it, as spaCy does it, and has no relation.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from spacy.language import Language
from spacy.tokens import Doc

from lesart.annotate.agreement import Agreement
from lesart.annotate.batches import TOGETHER, batches
from lesart.annotate.form_flags import FormFlags
from lesart.ml.lstm import Batch, Floats
from lesart.ml.parser import Parser, Parses
from lesart.resources import data_path
from lesart.resources.lexicon import Lexicon, german

WEIGHTS = "models/syntax/weights.npz"
_ABSENT = "-"
_KEPT = 5_000
"""Forms whose share of the projection is kept: news repeats its words, and a share is less than a kilobyte."""


@dataclass(frozen=True, slots=True)
class Grammar:
    """The analysis of a Doc, one entry a token. `heads` are token positions; a root is its own head."""

    upos: list[str]
    features: list[str]
    """As in CoNLL-U: "Case=Nom|Number=Sing"."""
    heads: npt.NDArray[np.int64]
    relations: list[str]


class SyntaxComponent:
    """Runs the parser over a Doc that has sentences and the encoder's features."""

    def __init__(self, parser: Parser, lexicon: Lexicon) -> None:
        self._parser = parser
        self._flags = FormFlags(lexicon, parser.suffixes)
        self._names = sorted(name for name in parser.labels if name != "upos")
        self._shares: dict[tuple[str, bool], Floats] = {}
        self._spelt: dict[tuple[str, ...], str] = {}
        self._agreement = Agreement(lexicon, parser.labels, parser.relations)

    def __call__(self, doc: Doc) -> Doc:
        self._annotate([doc])
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = TOGETHER) -> Iterator[Doc]:
        """The same for many Docs; so many at a time go through the network together."""
        for docs in batches(stream, batch_size):
            self._annotate(docs)
            yield from docs

    def _annotate(self, docs: Sequence[Doc]) -> None:
        for doc, grammar in zip(docs, self.find_all(docs), strict=True):
            if len(doc):
                self._write(doc, grammar)

    def find(self, doc: Doc) -> Grammar:
        """The analysis; changes nothing in the Doc."""
        return self.find_all([doc])[0]

    def find_all(self, docs: Sequence[Doc]) -> list[Grammar]:
        """The analyses of several Docs; none depends on the others."""
        sentences = [_sentences(doc) for doc in docs]
        lengths = [[len(sentence) for sentence in own] for own in sentences]
        forms = [_forms(doc, own) for doc, own in zip(docs, sentences, strict=True)]
        projected = [self._project(doc, own, spelt) for doc, own, spelt in zip(docs, sentences, forms, strict=True)]
        parses = self._parser.parse_all(Batch(projected, lengths))
        found = []
        for doc, own, spelt, parsed in zip(docs, sentences, forms, parses, strict=True):
            if spelt:
                self._agreement.apply(parsed, spelt)
            found.append(self._grammar(doc, own, parsed))
        return found

    def _project(self, doc: Doc, sentences: list[list[int]], forms: list[list[str]]) -> Floats:
        """What the parser keeps of the shared features and of the flags of the forms."""
        where = [i for sentence in sentences for i in sentence]
        if not where:
            return self._parser.project(np.zeros((0, self._parser.dimensions), dtype=np.float32))
        shared = np.asarray(doc.tensor, dtype=np.float32)[where]
        shares = [self._share(form, at == 0) for sentence in forms for at, form in enumerate(sentence)]
        return self._parser.project_with(shared, np.stack(shares))

    def _share(self, form: str, first: bool) -> Floats:
        """What the flags of a form add to the projection; a sum over some thirty of the many hundred columns."""
        kept = self._shares.get((form, first))
        if kept is None:
            if len(self._shares) >= _KEPT:
                self._shares.clear()
            from_end = self._flags.columns(form, first) - self._flags.dimensions
            kept = self._shares[form, first] = self._parser.share_of(from_end)
        return kept

    def _grammar(self, doc: Doc, sentences: list[list[int]], parses: Parses) -> Grammar:
        where = np.asarray([i for sentence in sentences for i in sentence], dtype=np.int64)
        heads = np.arange(len(doc), dtype=np.int64)
        upos, features, relations = ["SPACE"] * len(doc), [""] * len(doc), [""] * len(doc)
        heads[where] = where[parses.heads]
        values = zip(*(parses.tags[name] for name in self._names), strict=True)
        for i, pos, relation, row in zip(where, parses.tags["upos"], parses.relations, values, strict=True):
            upos[i], relations[i], features[i] = pos, relation, self._spell(row)
        self._hang_spaces(doc, doc.to_array("IS_SPACE").astype(bool), heads)
        return Grammar(upos, features, heads, relations)

    def _spell(self, values: tuple[str, ...]) -> str:
        """The morphology of one token as CoNLL-U writes it."""
        kept = self._spelt.get(values)
        if kept is None:
            pairs = zip(self._names, values, strict=True)
            kept = self._spelt[values] = "|".join(f"{name}={value}" for name, value in pairs if value != _ABSENT)
        return kept

    def _hang_spaces(self, doc: Doc, is_space: npt.NDArray[np.bool_], heads: npt.NDArray[np.int64]) -> None:
        """White space hangs from the token before it, at the start of a sentence from the one after it."""
        for i in np.flatnonzero(is_space)[::-1]:
            if i and not doc[int(i)].is_sent_start:
                heads[i] = i - 1
            elif i + 1 < len(doc) and not doc[int(i) + 1].is_sent_start:
                heads[i] = heads[i + 1] if is_space[i + 1] else i + 1

    def _write(self, doc: Doc, grammar: Grammar) -> None:
        starts = doc.to_array(["SENT_START"])
        strings, morphology = doc.vocab.strings, doc.vocab.morphology
        offsets = grammar.heads - np.arange(len(doc))
        columns = [
            np.asarray([strings.add(name) for name in grammar.upos], dtype=np.uint64),
            np.asarray([morphology.add(value) for value in grammar.features], dtype=np.uint64),
            offsets.astype(np.int64).view(np.uint64),
            np.asarray([strings.add(name) for name in grammar.relations], dtype=np.uint64),
        ]
        doc.from_array(["POS", "MORPH", "HEAD", "DEP"], np.stack(columns, axis=1))  # type: ignore[arg-type]
        kept = np.asarray(starts, dtype=np.uint64).reshape(-1, 1)  # heads must not move sentences
        doc.from_array(["SENT_START"], kept)  # type: ignore[arg-type]


def _sentences(doc: Doc) -> list[list[int]]:
    """The tokens of every sentence that has some beside white space."""
    is_space = doc.to_array("IS_SPACE").astype(bool)
    sentences = [[i for i in range(s.start, s.end) if not is_space[i]] for s in doc.sents]
    return [sentence for sentence in sentences if sentence]


def _forms(doc: Doc, sentences: list[list[int]]) -> list[list[str]]:
    words = [token.text for token in doc]
    return [[words[i] for i in sentence] for sentence in sentences]


@Language.factory(
    "lesart_syntax",
    assigns=["token.pos", "token.morph", "token.head", "token.dep"],
    requires=["token.is_sent_start", "doc._.features"],
)
def make(nlp: Language, name: str) -> SyntaxComponent:
    """Factory of the component."""
    del nlp, name
    return SyntaxComponent(Parser.load(data_path(WEIGHTS)), german())
