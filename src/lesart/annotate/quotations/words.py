"""An article as the quotation reader sees it: words with offsets, sentences, paragraphs and quotation marks.

White space tokens are left out; word numbers count the rest. Everything is plain tuples, so that rules, features and
training share one view, whether the words come from a Doc or from a corpus with tokens of its own.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from spacy.tokens import Doc

from lesart.annotate.quotations.marks import Marked, find_marked, paragraphs


@dataclass(frozen=True, slots=True)
class MarkedWords:
    """A stretch in quotation marks in word numbers: `open` is the mark's word (or the first inside where the mark is
    glued to it), `first` to `last` (exclusive) are the words inside; `close` follows the closing mark."""

    open: int
    first: int
    last: int
    close: int
    closed: bool
    depth: int


@dataclass(frozen=True, slots=True)
class Words:
    """`sentence[i]` and `paragraph[i]` are the numbers of word i's sentence and paragraph, in order from 0."""

    text: str
    forms: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    sentence: tuple[int, ...]
    paragraph: tuple[int, ...]
    token: tuple[int, ...]
    """Number of the word's token in the Doc (the word's own number where there is no Doc)."""
    marked: tuple[MarkedWords, ...]

    def __len__(self) -> int:
        return len(self.forms)

    def sentences(self) -> list[tuple[int, int]]:
        """First word and end (exclusive) of every sentence."""
        out: list[tuple[int, int]] = []
        first = 0
        for i in range(1, len(self) + 1):
            if i == len(self) or self.sentence[i] != self.sentence[first]:
                out.append((first, i))
                first = i
        return out

    def after_blank(self, i: int) -> bool:
        """Whether white space (or nothing) precedes word i."""
        return i == 0 or self.starts[i] > self.ends[i - 1]


def from_doc(doc: Doc) -> Words:
    """The view of a Doc with sentences."""
    kept = [token for token in doc if not token.is_space]
    begun = list(accumulate(bool(token.is_sent_start) for token in doc))  # sentences begun so far, with white space
    numbers = list(accumulate((begun[b.i] > begun[a.i] for a, b in pairwise(kept)), initial=0))[: len(kept)]
    return build(
        doc.text,
        [token.text for token in kept],
        [token.idx for token in kept],
        numbers,
        [token.i for token in kept],
    )


def build(
    text: str, forms: Sequence[str], starts: Sequence[int], sentence: Sequence[int], token: Sequence[int] | None = None
) -> Words:
    """The view of words with their offsets and sentence numbers."""
    ends = [start + len(form) for start, form in zip(starts, forms, strict=True)]
    bounds = list(paragraphs(text))
    paragraph, at = [], 0
    for start in starts:
        while at + 1 < len(bounds) and start >= bounds[at + 1][0]:
            at += 1
        paragraph.append(at)
    return Words(
        text,
        tuple(forms),
        tuple(starts),
        tuple(ends),
        tuple(sentence),
        tuple(paragraph),
        tuple(token if token is not None else range(len(forms))),
        tuple(_in_words(marked, starts, ends) for marked in find_marked(text)),
    )


def _in_words(marked: Marked, starts: Sequence[int], ends: Sequence[int]) -> MarkedWords:
    """Word numbers of a marked stretch, by bisection over the offsets."""
    open_ = bisect_right(ends, marked.start)
    first = bisect_right(ends, marked.inner_start)
    last = bisect_left(starts, marked.inner_end)
    close = bisect_left(starts, marked.end)
    return MarkedWords(open_, first, max(last, first), max(close, last), marked.closed, marked.depth)
