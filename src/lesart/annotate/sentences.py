"""Sentences of German press text.

A line (see paragraphs.py) always ends a sentence, so headings and bullets stay apart. Inside a line a sentence ends at
a full stop that stops.py calls final, at `!`, `?` or an ellipsis before something that can open a sentence, and with
the quotation marks and brackets that close directly behind it. A quotation of several sentences is cut like any other
text; what introduces or follows it ("…“, sagte er") stays with the sentence it belongs to. White space belongs to no
sentence that it stands before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy
from spacy.language import Language
from spacy.tokens import Doc

from lesart.annotate import stops
from lesart.annotate.paragraphs import Line, lines
from lesart.schema import Span

_ENDING = re.compile(r"(?P<ticker>(?<=\s)\+\+\+(?=\s))|(?P<mark>\.{2,}|…|[!?]+…?|\.)(?P<close>[“”\"»«›‹‘’')\]]*)")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
_GLUED = re.compile(r"[„‚»«“\"]?[A-ZÄÖÜ][a-zäöüß]")
_OPENING = "„»«“”\"‚‘›‹'([–—-•* "
BRACKET = 400
"""Characters in brackets at most; texts without end must not be searched again and again."""
_WORD = re.compile(r"[^\W\d_]+")


class Sentences:
    """Finds sentences in a text and marks their first tokens in a Doc, whatever tokenizer made it."""

    def __init__(self, stop_reader: stops.StopReader) -> None:
        self._stops = stop_reader

    def __call__(self, doc: Doc) -> Doc:
        if not len(doc):
            return doc
        ends = doc.to_array("IDX") + doc.to_array("LENGTH")
        is_space = doc.to_array("IS_SPACE").astype(bool)
        starts = numpy.full(len(doc), -1, dtype=numpy.int64)  # spaCy's value for "surely none"
        starts[0] = 1
        first = True
        for span in self.find(doc.text):
            token = int(numpy.searchsorted(ends, span.start, side="right"))
            if not first and not is_space[token]:
                starts[token] = 1
            first = False  # white space that opens the text has to belong to its first sentence
        doc.from_array(["SENT_START"], starts.astype(numpy.uint64).reshape(-1, 1))  # type: ignore[arg-type]
        return doc

    def find(self, text: str) -> tuple[Span, ...]:
        """All sentences in order: they share no character and leave out only white space."""
        return tuple(span for line in lines(text) for span in self._in_line(text, line))

    def _in_line(self, text: str, line: Line) -> Iterator[Span]:
        start = line.start
        addresses = [match.span() for match in _ADDRESS.finditer(text, line.start, line.end)]
        for match in _ENDING.finditer(text, line.start, line.end):
            end = match.start() if match.lastgroup == "ticker" else self._end(text, match, start, line.end)
            if end is None or end <= start or any(a <= end < b for a, b in addresses):
                continue
            stripped = len(text[start:end].rstrip())
            if not stripped:
                continue
            yield Span(start, start + stripped)
            start = end
            while start < line.end and text[start].isspace():
                start += 1
        if start < line.end:
            yield Span(start, line.end)

    def _end(self, text: str, match: re.Match[str], start: int, line_end: int) -> int | None:
        """Where the sentence that begins at `start` ends, if the mark closes it, or None."""
        mark, close = match.group("mark"), match.group("close")
        if mark != "." and match.start() > start and text[match.start() - 1] in "([":
            return None  # "(...)", "(!)"
        if ")" in close and text.rfind("(", max(start, match.start() - BRACKET), match.start()) > start:
            return None  # what is in brackets belongs to the sentence around it
        end = match.end()
        if end < line_end and not text[end].isspace():
            if not self._is_glued(text, match):
                return None
            if not _closes(text, start, match):
                end = match.end("mark")
        if end >= line_end:
            return None
        following = text[end : min(end + 60, line_end)].lstrip()
        if mark == ".":
            return end if self._stops.read(text, match.start()).final and _opens(following) else None
        if mark[0] in ".…":
            return end if self._opens_surely(following) else None
        return end if _opens(following) else None

    def _is_glued(self, text: str, match: re.Match[str]) -> bool:
        """Whether the white space behind the mark was forgotten ("sagte er.Neue"), so that a sentence ends here."""
        mark = match.group("mark")
        before = text[max(0, match.start() - 2) : match.start()]
        if mark[0] == "…" or len(before) < 2:
            return False
        if before.isupper() and mark == ".":  # "der ARD.Die Lage", not "U.S.Army"
            word = _WORD.match(text, match.end())
            return word is not None and word.group() in self._stops.openers
        if not (before[-1].islower() or before[-1].isdigit() or before[-1] in stops.QUOTES + stops.BRACKETS):
            return False  # "E!Online"
        return bool(_GLUED.match(text, match.end("mark")))

    def _opens_surely(self, following: str) -> bool:
        stripped = following.lstrip(_OPENING)
        word = _WORD.match(stripped)
        return following[:1] in "„»" or (word is not None and word.group() in self._stops.openers)


def _closes(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether the marks glued between two sentences close a quotation of the first ("nein.“Sie", not "er.„Sie")."""
    close = match.group("close")
    if not close:
        return False
    before = text[start : match.start()]
    if close[0] == '"':
        return before.count('"') % 2 == 1
    return close[0] not in "„‚" and any(before.count(o) > before.count(c) for o, c in ("„“", "»«", "«»", "“”"))


def _opens(following: str) -> bool:
    """Whether a sentence can open like this: capital letter or figure, quotation mark or bracket before one."""
    stripped = following.lstrip(_OPENING)
    if not stripped:
        return following[:1] not in ("", ",", ";", ":")
    return stripped[0].isupper() or stripped[0].isdigit() or not (stripped[0].isalnum() or stripped[0] in ",;:.")


@Language.factory("lesart_sentences", assigns=["token.is_sent_start", "doc.sents"])
def make(nlp: Language, name: str) -> Sentences:
    """The factory that pipelines name."""
    del nlp, name
    return Sentences(stops.german())
