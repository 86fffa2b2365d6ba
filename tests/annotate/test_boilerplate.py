"""Boilerplate as a component: valid spans for any text, quotations stay, lists end where prose resumes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lesart.annotate.boilerplate import BoilerplateFinder
from lesart.annotate.boilerplate.rules import MASK, Rule, german, mask_quotations

FINDER = BoilerplateFinder(german())
PIECES = [
    "Siehe auch", "Anzeige", "Quellen:", "Wir verwenden Cookies für Sie.", "(dpa)", "\n", "\n\n", " ", "„", "“", '"',
    "Die Minister trafen sich am Dienstag in Genf und sprachen lange.", "Von Karla Muster", "Stand: 1.2.2020", "***",
]  # fmt: skip


def marked(text: str) -> list[str]:
    return [text[found.start : found.end] for found in FINDER.find(text)]


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.text(st.characters(exclude_categories=["Cs"])), st.lists(st.sampled_from(PIECES)).map("".join)))
def test_spans_are_valid_and_apart(text: str) -> None:
    at = 0
    for found in FINDER.find(text):
        assert at <= found.start < found.end <= len(text)
        assert text[found.start : found.end].strip() == text[found.start : found.end]
        at = found.end


@pytest.mark.parametrize(
    "text",
    [
        "„Wir verwenden Cookies, um unser Angebot für Sie zu verbessern“, las der Minister vor.",
        '"Abonnieren Sie unseren Newsletter", rief der Präsident in den Saal. "Wir bieten Ihnen alles."',
        "»Unterstützen Sie unsere Arbeit mit einer Spende«, stand auf dem Plakat der Demonstranten.",
        "Wir verwenden Gewalt nur zur Verteidigung, sagte der Sprecher der Armee am Montag in Genf.",
        "Lesen Sie den Vertrag, dann verstehen Sie uns, forderte der Unterhändler die Gegenseite auf.",
    ],
)
def test_what_people_say_is_no_boilerplate(text: str) -> None:
    assert marked(text) == []


def test_a_list_ends_where_prose_resumes() -> None:
    prose = "Die Unterhändler kamen am Dienstag in Genf zusammen, um über die Grenze zu beraten."
    text = f"{prose}\n\nLesen Sie auch\n\nChronik eines Streits\nWer vermittelt?\n\n{prose}"
    assert marked(text) == ["Lesen Sie auch\n\nChronik eines Streits\nWer vermittelt?"]


@given(st.text(st.sampled_from('ab „“»«"‚‘')))
def test_masking_keeps_places(line: str) -> None:
    masked = mask_quotations(line)
    assert len(masked) == len(line)
    assert all(ours in (theirs, MASK) for ours, theirs in zip(masked, line, strict=True))


def test_an_inline_rule_must_hold_at_an_edge() -> None:
    with pytest.raises(ValueError, match="anchored"):
        Rule.model_validate({"id": "a", "kind": "other", "scope": "inline", "all": ["dpa"], "examples": {"no": ["b"]}})
