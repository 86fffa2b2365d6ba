"""Tokens: what stays whole, what is cut, and that the text survives."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lesart.annotate.tokens import blank

NLP = blank()


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("am 27. Juni", "am|27.|Juni"),
        ("Am 3. trafen sie Dr. Weber.", "Am|3.|trafen|sie|Dr.|Weber|."),
        ("im Jahr 2020.", "im|Jahr|2020|."),
        ("Das De-facto-Verteidigungsministerium", "Das|De-facto-Verteidigungsministerium"),
        ("Aghdara/Martakert", "Aghdara|/|Martakert"),
        ("48.000 Menschen, 7,65 Prozent, 20.30 Uhr", "48.000|Menschen|,|7,65|Prozent|,|20.30|Uhr"),
        ("am 27.06.2023.", "am|27.06.2023|."),
        ("der 20-Jährige mit dem 500-Euro-Schein", "der|20-Jährige|mit|dem|500-Euro-Schein"),
        ("Wirtschafts- und -finanzpolitik", "Wirtschafts-|und|-finanzpolitik"),
        ("z.B. und z. B. die U.S. Army", "z.B.|und|z.|B.|die|U.S.|Army"),
        ("Das war's, geht’s?", "Das|war|'s|,|geht|’s|?"),
        ("Putin's Rede, O'Neill, Xi'an", "Putin's|Rede|,|O'Neill|,|Xi'an"),
        ('„Ja“, »nein«, "doch", ‚so‘', '„|Ja|“|,|»|nein|«|,|"|doch|"|,|‚|so|‘'),
        ("überzeugt (...), dass", "überzeugt|(|...|)|,|dass"),
        ("sagte er.Neue Kämpfe", "sagte|er|.|Neue|Kämpfe"),
        (
            "Siehe https://www.beispiel.de/a?b=1, Post an info@beispiel.de.",
            "Siehe|https://www.beispiel.de/a?b=1|,|Post|an|info@beispiel.de|.",
        ),
        ("die Soldat:innen und Bürger*innen", "die|Soldat:innen|und|Bürger*innen"),
        ("3 Mio. Euro, 10%, 50€", "3|Mio.|Euro|,|10|%|,|50|€"),
        ("G7-Gipfel, S-300, H5N1", "G7-Gipfel|,|S-300|,|H5N1"),
        ("Berg\u00adkarabach", "Berg\u00adkarabach"),
    ],
)
def test_tokens(text: str, tokens: str) -> None:
    assert [token.text for token in NLP.make_doc(text)] == tokens.split("|")


@settings(max_examples=300, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_the_text_of_the_doc_is_the_input(text: str) -> None:
    doc = NLP.make_doc(text)
    assert doc.text == text
    assert [token.idx for token in doc] == sorted({token.idx for token in doc})


@given(st.text(st.sampled_from(" \t\n\u00a0ab.,-'\u00ad")))
def test_no_token_mixes_text_and_white_space(text: str) -> None:
    assert all(token.is_space or not any(c.isspace() for c in token.text) for token in NLP.make_doc(text))
