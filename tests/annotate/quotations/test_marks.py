"""Pairing of quotation marks of every style."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lesart.annotate.quotations.marks import find_marked


def inside(text: str) -> list[str]:
    return [text[m.inner_start : m.inner_end] for m in find_marked(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Er rief: „Halt“, und ging.",
        "Er rief: „Halt”, und ging.",
        'Er rief: „Halt", und ging.',
        'Er rief: "Halt", und ging.',
        "Er rief: »Halt«, und ging.",
        "Er rief: «Halt», und ging.",
        "Er rief: “Halt”, und ging.",
        "Er rief: ,,Halt“, und ging.",
        "Er rief: ''Halt'', und ging.",
        "Er rief: ‚Halt‘, und ging.",
        "Er rief: ›Halt‹, und ging.",
    ],
)
def test_every_style(text: str) -> None:
    assert inside(text) == ["Halt"]


def test_apostrophes_open_nothing() -> None:
    assert inside("Geht's um Klaus' Hof oder Ann-Kathrins‘?") == []


def test_marks_within_marks() -> None:
    marked = find_marked("„Sie nannten es ‚Heimkehr‘ und lachten“, sagte sie.")
    assert [(m.depth, m.closed) for m in marked] == [(0, True), (1, True)]


def test_an_unclosed_mark_ends_with_its_paragraph() -> None:
    text = "„Wir gehen jetzt.\n\nDer Saal leerte sich."
    (marked,) = find_marked(text)
    assert not marked.closed
    assert text[marked.inner_start : marked.inner_end] == "Wir gehen jetzt."


def test_an_inch_is_no_quotation() -> None:
    assert inside('Das Rohr misst 12" im Durchmesser.') == []


@given(st.text(alphabet="ab „“”\"»«‚‘›‹'.,\n", max_size=120))
def test_stretches_lie_in_the_text_and_nest(text: str) -> None:
    for marked in find_marked(text):
        assert 0 <= marked.start <= marked.inner_start < marked.inner_end <= marked.end <= len(text)
        assert "\n\n" not in text[marked.start : marked.end]
