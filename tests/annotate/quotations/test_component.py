"""What the component promises about every text, and what its fields say on texts of our own."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from lesart.schema import Boilerplate, Entity, Mention, Quotation, Span

PRESS = """Das Hafenamt von Aldorf teilte auf Telegram mit, dass die Fähre bis Montag ausfällt.

„Wir haben zwei Boote verloren“, sagte Kapitänin Ilse Brandt der Zeitung. „Niemand ist verletzt.“ Sie rechne mit
langen Wartezeiten. Laut Polizei war der Sturm stärker als erwartet. Der Bürgermeister erklärte, man habe „sofort alle
Schulen geschlossen, weil niemand mehr über die Brücke kam“.
"""


def cut(spans: tuple[Span, ...], text: str) -> str:
    return " … ".join(span.cut(text) for span in spans)


def speaker(quotation: Quotation, text: str) -> str:
    return cut(quotation.speaker.spans, text) if quotation.speaker else ""


def check(nlp: Language, text: str) -> tuple[Quotation, ...]:
    """Reads a text and checks what holds of every reading."""
    doc = nlp(text)
    assert doc.text == text
    quotations: tuple[Quotation, ...] = doc._.quotations
    known = {q.id for q in quotations}
    entities = {e.id for e in doc._.entities}
    assert len(known) == len(quotations)
    for q in quotations:
        assert q.content
        assert 0 <= q.confidence <= 1
        assert q.parent is None or (q.parent in known and q.parent != q.id)
        for span in (*q.content, *q.cue, *q.frame, *(q.speaker.spans if q.speaker else ())):
            assert span.end <= len(text)
            assert span.cut(text).strip() == span.cut(text)
        assert q.speaker is None or q.speaker.entity is None or q.speaker.entity in entities
    return quotations


@pytest.fixture(params=["by_rule", "trained"])
def nlp(request: pytest.FixtureRequest) -> Language:
    pipeline = request.getfixturevalue(request.param)
    assert isinstance(pipeline, Language)
    return pipeline


def test_press_report(nlp: Language) -> None:
    found = {cut(q.content, PRESS): q for q in check(nlp, PRESS)}
    boats = found["„Wir haben zwei Boote verloren“"]
    assert boats.type == "direct"
    assert "Ilse Brandt" in speaker(boats, PRESS)
    assert any("Fähre bis Montag ausfällt" in c and q.channel == "Telegram" for c, q in found.items())
    assert any("Niemand ist verletzt" in c and q.type == "direct" for c, q in found.items())
    storm = next(q for c, q in found.items() if "der Sturm stärker" in c)
    assert storm.type == "indirect"
    assert speaker(storm, PRESS) == "Polizei"


def test_speech_inside_speech_has_a_parent(nlp: Language) -> None:
    found = check(nlp, PRESS)
    inner = next(q for q in found if q.type == "direct" and "Brücke" in cut(q.content, PRESS))
    outer = next((q for q in found if q.id == inner.parent), None)
    assert outer is not None
    assert "man habe" in cut(outer.content, PRESS)


def test_mood_is_kept(nlp: Language) -> None:
    text = "Die Ministerin sagte, der Vertrag sei gescheitert."
    (quotation,) = check(nlp, text)
    assert quotation.mood == "konjunktiv-1"


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n \n",
        ".",
        "„",
        "“ “ “",
        "„“",
        ": , ; “",
        "...\n\n...\n\n“",
        "DIE REGIERUNG ERKLÄRTE, DASS DIE GRENZE OFFEN BLEIBT. „WIR BLEIBEN HIER“, SAGTE DER GENERAL.",
        "Wort " * 300,
        "sagte " * 50 + ".",
        "Er sagte: „" + "und dann " * 400,
    ],
)
def test_odd_texts_do_no_harm(nlp: Language, text: str) -> None:
    check(nlp, text)


def test_capitals_do_not_hide_direct_speech(nlp: Language) -> None:
    text = "DIE REGIERUNG SCHWIEG. „WIR BLEIBEN HIER UND WARTEN AUF ANTWORT“, SAGTE DER GENERAL."
    assert "direct" in {q.type for q in check(nlp, text)}


@pytest.mark.parametrize(
    "text",
    [
        "The minister said on Monday that the talks had failed. “We will not return to the table,” she added quickly.",
        "Le ministre a déclaré lundi que les négociations avaient échoué et que personne ne reviendrait à la table.",
    ],
)
def test_another_language_is_not_guessed_through(nlp: Language, text: str) -> None:
    assert check(nlp, text) == ()


def test_titles_are_no_quotations(by_rule: Language) -> None:
    assert check(by_rule, "Beide Seiten unterschrieben das „Abkommen über die Nutzung der Häfen“ in Aldorf.") == ()


def test_a_long_article_is_read(trained: Language) -> None:
    quotations = check(trained, PRESS * 250)  # about 20,000 words
    assert len(quotations) > 500


def test_nothing_from_boilerplate(by_rule: Language) -> None:
    text = "Der Wirt sagte, er habe nichts gesehen.\n\nUnser Anbieter erklärt, dass diese Seite Cookies verwendet."
    doc = by_rule.make_doc(text)
    for name, component in by_rule.pipeline:
        if name == "lesart_quotations":
            doc._.boilerplate = (Boilerplate(text.index("Unser"), len(text), "cookie-notice"),)
        doc = component(doc)
    assert [cut(q.content, text) for q in doc._.quotations] == ["er habe nichts gesehen"]


def test_speakers_are_entities(by_rule: Language) -> None:
    text = "Ilse Brandt kam an. Die Kapitänin sagte, der Sturm sei vorbei. "
    text += "Das Kontrollpersonal bestätigte, dass es ruhig ist."
    doc = by_rule.make_doc(text)
    doc._.entities = (Entity("e1", "Ilse Brandt", "person", ("Ilse Brandt",)),)
    captain = text.index("Kapitänin")
    doc._.mentions = (
        Mention("m1", 0, 11, "Ilse Brandt", "PER", "named", "e1"),
        Mention("m2", captain, captain + 9, "Kapitänin", "PER", "nominal", "e1"),
    )
    for _, component in by_rule.pipeline:
        doc = component(doc)
    first, second = doc._.quotations
    assert first.speaker is not None
    assert first.speaker.entity == "e1"
    assert second.speaker is not None
    added = next(e for e in doc._.entities if e.id == second.speaker.entity)
    assert added.name == "Kontrollpersonal"
    assert any(m.entity == added.id and m.text == "Kontrollpersonal" for m in doc._.mentions)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from(["Er", "sagte", ",", "dass", "„", "“", ".", "\n\n", "Laut", "Polizei", "sei", ":", "so"]),
        max_size=40,
    )
)
def test_any_order_of_words(by_rule: Language, parts: list[str]) -> None:
    check(by_rule, " ".join(parts))
