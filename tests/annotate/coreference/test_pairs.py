"""Who "beide Seiten" and "beide Länder" are: a pair that the article put side by side, never mediators or venues."""

from __future__ import annotations

import pytest
from tests.annotate.coreference.conftest import Reader

from lesart.annotate.pipeline import annotate, build


def names(reader: Reader, text: str, mention: str) -> list[str]:
    """The members of the group that a mention stands for, by name."""
    entity = reader.read(text)[mention][0]
    return entity.name.split(" und ") if entity.members else []


@pytest.mark.parametrize(
    ("text", "mention", "members"),
    [
        (
            "Die Regierung des Sudan und die Miliz „Nordwind“ einigten sich in Katar. Beide Seiten halten ein.",
            "Beide Seiten",
            ["Regierung des Sudan", "Nordwind"],
        ),
        (
            "Armenien und Aserbaidschan streiten. Beide Länder rüsten auf.",
            "Beide Länder",
            ["Armenien", "Aserbaidschan"],
        ),
        (
            "Armenien und Aserbaidschan streiten. Vermittler aus Katar und Italien reisten an. Beide Seiten schwiegen.",
            "Beide Seiten",
            ["Armenien", "Aserbaidschan"],
        ),
        (
            "Die Kämpfe zwischen Eritrea und dem Sudan halten an. Beide Seiten schwiegen.",
            "Beide Seiten",
            ["Eritrea", "Sudan"],
        ),
        ("In Katar trafen sich Fachleute. Beide Seiten schwiegen.", "Beide Seiten", []),
    ],
)
def test_pairs(reader: Reader, text: str, mention: str, members: list[str]) -> None:
    assert names(reader, text, mention) == members


def test_a_name_with_its_noun_is_the_name() -> None:
    doc = annotate(build(), "Regierung und Guerilla ELN einigten sich. Die ELN schwieg.", published=None)
    named = {mention.entity for mention in doc._.mentions if "ELN" in mention.text}
    assert len(named) == 1
