"""However findings overlap, the text stays the text and each piece knows what covers it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lesart.web.highlights import Stretch, cut

LAYERS = st.sampled_from(["quotation", "event", "name", "time", "record", "boilerplate"])


@st.composite
def texts_with_stretches(draw: st.DrawFn) -> tuple[str, list[Stretch]]:
    text = draw(st.text(alphabet="aä \n<&😀", min_size=1, max_size=60))
    stretches = []
    for number in range(draw(st.integers(0, 8))):
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, len(text) + 5))
        stretches.append(Stretch(start, end, draw(LAYERS), f"i{number}"))
    return text, stretches


@given(texts_with_stretches())
def test_pieces_join_to_the_text(drawn: tuple[str, list[Stretch]]) -> None:
    text, stretches = drawn
    lines = [line for line in text.split("\n") if line.strip()]
    assert [paragraph.text for paragraph in cut(text, stretches)] == lines


@given(texts_with_stretches())
def test_each_character_is_covered_by_just_its_stretches(drawn: tuple[str, list[Stretch]]) -> None:
    text, stretches = drawn
    for paragraph in cut(text, stretches):
        for piece in paragraph.pieces:
            assert text[piece.start : piece.start + len(piece.text)] == piece.text
            for at in range(piece.start, piece.start + len(piece.text)):
                expected = {stretch.item for stretch in stretches if stretch.start <= at < stretch.end}
                assert set(piece.items.split()) == expected


def test_a_finding_opens_and_closes_once() -> None:
    (paragraph,) = cut("Er sagte, sie komme.", [Stretch(3, 19, "quotation", "q"), Stretch(10, 13, "name", "m")])
    assert [[stretch.item for stretch in piece.opens] for piece in paragraph.pieces] == [[], ["q"], ["m"], [], []]
    assert [[stretch.item for stretch in piece.closes] for piece in paragraph.pieces] == [[], [], ["m"], ["q"], []]


def test_a_window_clips() -> None:
    (paragraph,) = cut("eins zwei drei", [Stretch(0, 14, "quotation", "q")], start=5, end=9)
    assert paragraph.text == "zwei"
    assert paragraph.pieces[0].classes == "l-quotation"
