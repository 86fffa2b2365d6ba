"""Tokens of German press text, as the treebanks cut them where nothing speaks against it.

A stop stays with its abbreviation, ordinal or initial ("27." in "27. Juni", "Dr.", "z.B."), compounds stay whole
("De-facto-Verteidigungsministerium", "Wirtschafts-"), slashes, quotation marks of every style and brackets stand alone,
numbers, dates, clock times and addresses stay whole. The text of the Doc equals the input, whatever it contains.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

import spacy
from spacy import util
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from lesart.annotate.stops import StopReader, german

TOKENIZER = "lesart.german_tokenizer.v1"
MAX_CHARACTERS = 25_000_000
"""Above the size that ingest lets through; spaCy's own limit is meant for parsers that need memory by the token."""

_JOINERS = "\u00ad\u200b\u200c\u200d\u2060\u0300-\u036f"
"""Soft hyphens, zero-width characters and combining marks, which do not end a word."""

_DOMAINS = "de|com|org|net|info|eu|at|ch|ru|am|az|ge|tr|uk|fr|int|gov|tv|io"
_TOKEN = re.compile(
    rf"""
      (?P<space>\s+)
    | (?P<address>
          (?:https?://|ftp://|www\.)[^\s<>„“”»«"]*[^\s<>„“”»«"'’.,;:!?)\]}}…]
        | [\w.+-]{{1,64}}@[\w-]{{1,63}}(?:\.[\w-]{{1,63}}){{1,8}}
        | (?<![\w@])[@\#]\w+
        | (?<!\w)[a-z0-9-]{{1,63}}(?:\.[a-z0-9-]{{1,63}}){{0,6}}\.(?:{_DOMAINS})(?:/[^\s<>„“”»«"()]*[\w/])?(?!\w)
      )
    | (?P<number>
          # 48.000, 20.30, 27.06.2023, 5.000-Euro-Schein
          \d+(?:[.,:]\d+)+(?:[-‑]?[^\W\d_][\w{_JOINERS}]*(?:[-‑]\w+)*)?
      )
    | (?P<dotted>(?:[A-Za-zÄÖÜäöü]\.){{2,}})                                # z.B., U.S., e.V.
    | (?P<word>
          [\w{_JOINERS}]+(?:(?:[-‐‑’'&]|[*:](?=in(?:nen)?\b)|(?<=Dipl)\.-)[\w{_JOINERS}]+)*(?:[-‐‑](?!\w)(?![-‐‑]))?
        | (?<![\w-])[-‐‑][a-zäöüß]{{3,}}[\w{_JOINERS}]*(?:-\w+)*             # Wirtschafts- und -finanzpolitik
      )
    | (?P<marks>\.{{2,}}|,,|''|``|--+|==+|\*\*+|__+|\+\++|<<|>>)
    | (?P<mark>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_CLITIC = re.compile(
    r"(?P<host>[a-zäöüß]+|Wie|Wenn|Ob|Was|Wo|Da|Er|Sie|Ich|Wir|Du|Geht|Gibt|Ist|War|Wär|Hat|Wird|So)(?P<clitic>['’]s)"
)
"""Hosts of "es": verbs and function words, which are small but at the start of a sentence ("Putin's" is a genitive)."""


class GermanTokenizer:
    """Callable as spaCy wants a tokenizer: text in, Doc out."""

    def __init__(self, vocab: Vocab, stops: StopReader) -> None:
        self.vocab = vocab
        self._stops = stops

    def __call__(self, text: str) -> Doc:
        words: list[str] = []
        spaces: list[bool] = []
        for start, end in self.find(text):
            word = text[start:end]
            if word.isspace():
                if word[0] == " " and words and not spaces[-1]:
                    spaces[-1] = True
                    word = word[1:]
                if not word:
                    continue
            words.append(word)
            spaces.append(False)
        return Doc(self.vocab, words=words, spaces=spaces)

    def pipe(self, texts: Iterable[str], batch_size: int = 1000) -> Iterator[Doc]:
        """One Doc a text; `batch_size` is spaCy's signature and has no meaning here."""
        del batch_size
        for text in texts:
            yield self(text)

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        """Offsets of all tokens and of the white space between them; together they cover the text."""
        at = 0
        size = len(text)
        while at < size:
            match = _TOKEN.match(text, at)
            assert match is not None  # the last alternative takes any character
            end = match.end()
            if match.lastgroup in ("word", "number"):
                clitic = _CLITIC.fullmatch(text, at, end)
                if clitic:
                    yield at, clitic.start("clitic")
                    at = clitic.start("clitic")
                end += self._takes_stop(text, end)
            yield at, end
            at = end

    def _takes_stop(self, text: str, end: int) -> int:
        """1 where a single stop follows that belongs to the word, else 0."""
        if text[end : end + 1] != "." or text[end + 1 : end + 2] == ".":
            return 0
        return int(self._stops.read(text, end).attached)

    # spaCy writes pipelines to disk piece by piece; the word lists live in the package, so nothing is to be written.
    def to_bytes(self, **_: object) -> bytes:
        return b""

    def from_bytes(self, _data: bytes, **_: object) -> GermanTokenizer:
        return self

    def to_disk(self, _path: object, **_: object) -> None:
        return None

    def from_disk(self, _path: object, **_: object) -> GermanTokenizer:
        return self


@util.registry.tokenizers(TOKENIZER)  # type: ignore[untyped-decorator]
def make_tokenizer() -> Callable[[Language], GermanTokenizer]:
    """What a spaCy config names as `@tokenizers`."""

    def build(nlp: Language) -> GermanTokenizer:
        return GermanTokenizer(nlp.vocab, german())

    return build


def blank() -> Language:
    """The blank German pipeline with this tokenizer; everything else is added by factories."""
    nlp = spacy.blank("de", config={"nlp": {"tokenizer": {"@tokenizers": TOKENIZER}}})
    nlp.max_length = MAX_CHARACTERS
    return nlp
