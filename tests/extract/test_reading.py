"""Extraction lets nothing through that breaks the contract, whatever the components did."""

from __future__ import annotations

import spacy
from spacy.tokens import Doc

from lesart.annotate.extensions import register
from lesart.extract import extract, unread
from lesart.schema import (
    Article,
    Boilerplate,
    Entity,
    Event,
    EventTime,
    Mention,
    Party,
    Quotation,
    Role,
    Source,
    Span,
)

TEXT = "Baku griff an, sagte Eriwan. Siehe auch: Baku und Eriwan."
CUT = TEXT.index("Siehe")


def event(identifier: str, start: int, end: int, **changes: object) -> Event:
    fields: dict[str, object] = {
        "actors": (),
        "recipients": (),
        "mediators": (),
        "places": (),
        "time": None,
        "factuality": "happened",
        "source": None,
        "casualties": None,
        "same_as": None,
        "confidence": 0.5,
        **changes,
    }
    return Event(identifier, "ASSAULT", (), Span(start, end), **fields)  # type: ignore[arg-type]


def quotation(identifier: str, content: tuple[Span, ...], **changes: object) -> Quotation:
    fields: dict[str, object] = {
        "cue": (),
        "frame": (),
        "speaker": None,
        "addressee": None,
        "channel": None,
        "parent": None,
        "confidence": 1.0,
        **changes,
    }
    return Quotation(identifier, "indirect", "speech", content, **fields)  # type: ignore[arg-type]


def doc_with(**attributes: object) -> Doc:
    register()
    nlp = spacy.blank("de")
    nlp.add_pipe("sentencizer")
    doc = nlp(TEXT)
    doc._.boilerplate = (Boilerplate(CUT, len(TEXT), "see-also"),)
    for name, value in attributes.items():
        setattr(doc._, name, value)
    return doc


def test_nothing_comes_from_boilerplate() -> None:
    doc = doc_with(
        mentions=(
            Mention("m1", 0, 4, "Baku", "LOC", "named", "e1"),
            Mention("m2", CUT + 12, CUT + 16, "Baku", "LOC", "named", "e2"),
        ),
        entities=(Entity("e1", "Baku", "place", ("Baku",)), Entity("e2", "Baku", "place", ("Baku",))),
        quotations=(quotation("q1", (Span(CUT, CUT + 5),)), quotation("q2", (Span(0, 4), Span(CUT, CUT + 5)))),
        events=(event("v1", CUT, CUT + 5), event("v2", 5, 10, places=(Role(CUT + 12, CUT + 16, "e2"),))),
    )
    reading = extract(doc, Article(TEXT, "a.txt"))
    assert [m.id for m in reading.mentions] == ["m1"]
    assert [e.id for e in reading.entities] == ["e1"]
    assert [(q.id, q.content) for q in reading.quotations] == [("q2", (Span(0, 4),))]
    assert [(e.id, e.places) for e in reading.events] == [("v2", ())]


def test_references_into_the_air_are_emptied() -> None:
    doc = doc_with(
        mentions=(Mention("m1", 0, 4, "Baku", "LOC", "named", "gone"),),
        quotations=(
            quotation("q1", (Span(0, 13),), speaker=Party((Span(21, 27),), "gone"), parent="q9"),
            quotation("q2", (Span(0, 13),), speaker=Party((Span(CUT, CUT + 5),), "gone")),
        ),
        events=(event("v1", 5, 10, same_as="v0", time=EventTime(CUT, CUT + 5, "2020")),),
    )
    reading = extract(doc, Article(TEXT, "a.txt"))
    assert reading.mentions[0].entity is None
    assert reading.quotations[0].speaker == Party((Span(21, 27),), None)
    assert reading.quotations[0].parent is None
    assert reading.quotations[1].speaker is None
    assert reading.events[0].same_as is None
    assert reading.events[0].time is None


def test_a_claim_without_its_claimant_does_not_become_an_assertion() -> None:
    doc = doc_with(events=(event("v1", 5, 10, source=Source((Span(CUT, CUT + 5),), "gone", "q7")),))
    (found,) = extract(doc, Article(TEXT, "a.txt")).events
    assert found.source == Source((), None, None)


def test_an_article_that_is_not_read_keeps_its_document() -> None:
    reading = unread(Article("Le président a parlé.", "a.txt", language="fr"))
    assert reading.document.language == "fr"
    assert reading.document.text == "Le président a parlé."
    assert reading.events == reading.quotations == ()


def test_sentences_begin_and_end_with_their_words() -> None:
    register()
    nlp = spacy.blank("de")
    nlp.add_pipe("sentencizer")
    text = "  Erster Satz.\n\nZweiter Satz.\n \n"
    reading = extract(nlp(text), Article(text, "a.txt"))
    assert [s.cut(text) for s in reading.sentences] == ["Erster Satz.", "Zweiter Satz."]
