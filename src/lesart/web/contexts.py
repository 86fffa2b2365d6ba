"""Passages put back into their sentences, so that a person sees at once what is meant."""

from __future__ import annotations

from dataclasses import dataclass

from lesart.schema import Reading
from lesart.schema.records import Passage

SHORT = 70
"""Characters on each side of a passage in an excerpt."""


@dataclass(frozen=True, slots=True)
class InContext:
    """A passage with what stands before and after it in its sentence."""

    passage: Passage
    before: str
    after: str


def in_context(passage: Passage, reading: Reading | None) -> InContext:
    """The whole sentence; without a reading, or where the passage spans several sentences, the passage alone."""
    if reading is None:
        return InContext(passage, "", "")
    text = reading.document.text
    for sentence in reading.sentences:
        if sentence.start <= passage.start and passage.end <= sentence.end:
            return InContext(passage, text[sentence.start : passage.start], text[passage.end : sentence.end])
    return InContext(passage, "", "")


def excerpt(passage: Passage, reading: Reading | None) -> InContext:
    """The sentence, cut at words where it is long."""
    whole = in_context(passage, reading)
    before, after = whole.before, whole.after
    if len(before) > SHORT:
        before = "… " + before[-SHORT:].partition(" ")[2]
    if len(after) > SHORT:
        after = after[:SHORT].rpartition(" ")[0] + " …"
    return InContext(passage, before, after)
