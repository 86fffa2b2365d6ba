"""Ways in a dependency tree: the same relation has the same name, whatever names, appositions and lists lie between."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from lesart.annotate.clauses import analyse
from lesart.annotate.events.ways import Ways
from lesart.annotate.extensions import register
from lesart.resources.lexicon import german

# word, head, relation
ATTACK = [
    ("Präsident", 3, "nsubj"),
    ("Anna", 0, "appos"),
    ("Weber", 1, "flat"),
    ("kritisierte", 3, "root"),
    ("den", 5, "det"),
    ("Angriff", 3, "obj"),
    ("der", 7, "det"),
    ("Armee", 5, "nmod"),
    ("und", 10, "cc"),
    ("der", 10, "det"),
    ("Miliz", 7, "conj"),
    ("auf", 12, "case"),
    ("Karin", 5, "nmod"),
    (".", 3, "punct"),
]
RELATIVE = [
    ("Die", 1, "det"),
    ("Miliz", 7, "nsubj"),
    (",", 5, "punct"),
    ("die", 5, "nsubj"),
    ("Karin", 5, "obj"),
    ("angriff", 1, "acl:relcl"),
    (",", 5, "punct"),
    ("schweigt", 7, "root"),
    (".", 7, "punct"),
]


def ways(rows: list[tuple[str, int, str]]) -> Ways:
    register()
    doc = Doc(
        spacy.blank("de").vocab,
        words=[word for word, _, _ in rows],
        heads=[head for _, head, _ in rows],
        deps=[relation for _, _, relation in rows],
    )
    return Ways(doc, analyse(doc, german()))


@pytest.mark.parametrize(
    ("trigger", "filler", "way", "joined"),
    [
        (3, 0, "nsubj", False),
        (3, 2, "nsubj", False),  # the family name hangs on the title
        (5, 7, "gen", False),
        (5, 10, "gen", True),  # the second member of a list stands where the first does
        (5, 12, "nmod:auf", False),
        (5, 0, "^obj nsubj", False),
    ],
)
def test_way(trigger: int, filler: int, way: str, joined: bool) -> None:
    assert ways(ATTACK).way(trigger, filler) == (way, joined)


def test_a_relative_clause_sees_what_its_pronoun_stands_for() -> None:
    assert ways(RELATIVE).way(5, 1) == ("rel:nsubj", False)
