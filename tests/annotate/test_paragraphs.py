"""Lines as their author meant them: wrapped ones are joined, lists and headings are not."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lesart.annotate.paragraphs import lines


def cut(text: str) -> list[str]:
    return [text[line.start : line.end] for line in lines(text)]


def test_paragraphs_and_gaps() -> None:
    text = "Kopf\n\n  Ein Absatz. \nNoch einer.\n"
    assert cut(text) == ["Kopf", "Ein Absatz.", "Noch einer."]
    assert [line.after_gap for line in lines(text)] == [True, True, False]


def test_wrapped_text_is_one_line() -> None:
    text = (
        "Am Dienstag trafen sich die Unterhändler beider Länder zum\n"
        "dritten Mal in einem Hotel am See, um über die Rückkehr der\n"
        "Gefangenen zu sprechen."
    )
    assert cut(text) == [text]


def test_a_list_of_short_lines_is_no_wrapped_text() -> None:
    rows = ["- Rückkehr der Gefangenen in ihre Heimatorte bis Mai", "- Minenkarten", "- freie Fahrt auf der Straße"]
    assert cut("\n".join(rows)) == rows


@given(st.text())
def test_lines_leave_out_only_white_space(text: str) -> None:
    at = 0
    for line in lines(text):
        assert not text[at : line.start].strip()
        assert text[line.start : line.end].strip() == text[line.start : line.end] != ""
        at = line.end
    assert not text[at:].strip()
