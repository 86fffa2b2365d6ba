"""Sentences: where they end, where they do not, and what holds for any text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from lesart.annotate import stops
from lesart.annotate.sentences import Sentences
from lesart.annotate.tokens import blank
from lesart.schema import Span

SENTENCES = Sentences(stops.german())
NLP = blank()
NLP.add_pipe("lesart_sentences")


def cut(text: str) -> list[str]:
    return [span.cut(text) for span in SENTENCES.find(text)]


@pytest.mark.parametrize(
    "parts",
    [
        # abbreviations, ordinals, initials, numbers
        ["Am 27. Juni traf Dr. Weber in St. Pölten ein.", "Er sprach z. B. mit Prof. K. Lang."],
        ["Bis zum 9. November galt die Waffenruhe.", "Am 3. trafen sich die Minister erneut."],
        ["Die Resolution Nr. 1325 gilt u. a. für beide.", "Rund 3 Mio. Menschen flohen."],
        ["Es gab Tote, Verletzte usw.", "Die Armee schwieg."],
        ["Die Zahl stieg auf 48.", "Die Regierung dementierte."],
        ["Der Krieg endete 2020.", "Armenien verlor Gebiete."],
        ["Beim 3. Gipfeltreffen sprach König Karl III. über Frieden.", "Danach reiste er ab."],
        ["Am 27. 6. 2023 und vom 5.-7. Mai wurde verhandelt.", "Um 20.30 Uhr war Schluss."],
        ["George W. Busch und J. R. Kern waren dabei.", "Niemand sonst."],
        ["Er lebte bis 14 n. Chr. in Rom.", "Im 2. Jh. v. Chr. war das anders."],
        ["Der Ex-Gen. Petrow kam.", "Der Angriff war von dieser Art.", "Die Lage blieb ruhig."],
        ["Das sagte C.Y. Lung in Hongkong.", "Er lebt in Washington D.C.", "Dort ist es warm."],
        ["Die Kirche aus dem frühen 16. Jahrhundert brannte.", "Vorn: 1. Genf, 2. Bern."],
        ["Die Stärke betrug 5,9.", "Armenien half."],
        ["1. Die Waffen ruhen.", "2. Die Gefangenen kehren heim.", "3. Truppen ziehen ab."],
        ["Z. B. Bern half.", "U. a. Wien auch."],
        # quotation marks
        ["„Wir sind bereit.", "Wir warten“, sagte der Minister.", "Danach ging er."],
        ['"Wir sind bereit.', 'Wir warten", sagte der Minister.', "Danach ging er."],
        ["»Wir sind bereit.«", "Der Minister ging."],
        ["„Wer war das?“, fragte sie.", "„Niemand!“ rief er."],
        ["Er sprach von einem „klaren Sieg“.", "„Mehr nicht.“", "So endete es."],
        ["„Das Wort ‚Frieden‘ fiel nie.“", "Er schwieg."],
        ["Sie sei überzeugt (...), dass es gelinge.", "Das [...] bleibt offen."],
        ["„Wir ... werden sehen“, sagte er.", "Man wartet …", "Die Lage ist ernst."],
        # brackets, dashes, dateline
        ["MOSKAU (AFP) - Die Armee rückte vor.", "(Das Ministerium schwieg.)", "Später mehr."],
        ["Der (angebliche!) Angriff blieb aus.", "Alles ruhig."],
    ],
)
def test_sentences_of_a_line(parts: list[str]) -> None:
    assert cut(" ".join(parts)) == parts


def test_a_forgotten_space_does_not_join_sentences() -> None:
    assert cut("Das sagte er.Neue Kämpfe begannen.") == ["Das sagte er.", "Neue Kämpfe begannen."]
    assert cut("Das meldete die ARD.Die Lage sei ernst.") == ["Das meldete die ARD.", "Die Lage sei ernst."]
    assert cut('Er sagte "Nein."Sie schwieg.') == ['Er sagte "Nein."', "Sie schwieg."]
    assert cut('Er schwieg."Nein", sagte sie.') == ["Er schwieg.", '"Nein", sagte sie.']
    assert cut("Er sagte „Nein.“Sie schwieg.") == ["Er sagte „Nein.“", "Sie schwieg."]
    assert cut("Mehr unter www.beispiel.de/Index.Html heute.") == ["Mehr unter www.beispiel.de/Index.Html heute."]


def test_headings_and_bullets_end_with_their_line() -> None:
    text = "Kämpfe an der Grenze\n\nEs gab Tote.\n- Punkt eins\n- Punkt zwei"
    assert cut(text) == ["Kämpfe an der Grenze", "Es gab Tote.", "- Punkt eins", "- Punkt zwei"]


def test_live_ticker_entries_are_apart() -> None:
    text = "+++ 20.30 Uhr: Armee meldet Beschuss +++ Ministerium dementiert +++"
    assert [s.strip("+ ") for s in cut(text) if s.strip("+ ")] == [
        "20.30 Uhr: Armee meldet Beschuss",
        "Ministerium dementiert",
    ]


def test_wrapped_lines_are_one_paragraph() -> None:
    text = (
        "Die Unterhändler trafen sich am Dienstag in einem Hotel am\n"
        "Rande der Hauptstadt, um über die Rückkehr der Gefangenen und\n"
        "den Verlauf der Grenze zu sprechen. Ergebnisse gab es nicht."
    )
    assert len(cut(text)) == 2


@settings(max_examples=200, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_sentences_share_nothing_and_leave_out_only_white_space(text: str) -> None:
    found = SENTENCES.find(text)
    at = 0
    for span in found:
        assert text[at : span.start].isspace() or at == span.start
        assert not span.cut(text)[0].isspace()
        assert not span.cut(text)[-1].isspace()
        at = span.end
    assert not text[at:].strip()


def sentence_spans(doc: Doc) -> tuple[Span, ...]:
    """The sentences of an annotated Doc as spans without white space at either end."""
    spans: list[Span] = []
    for sentence in doc.sents:
        cut = sentence.text
        stripped = cut.strip()
        if stripped:
            start = sentence.start_char + cut.index(stripped)
            spans.append(Span(start, start + len(stripped)))
    return tuple(spans)


@settings(max_examples=200, deadline=None)
@given(st.text(st.sampled_from("Aaä1. \n„“\"»«!?…()\u00a0\t-'zB")))
def test_marked_sentences_are_the_found_ones(text: str) -> None:
    doc = NLP(text)
    assert doc.text == text
    assert [(s.start, s.end) for s in sentence_spans(doc)] == [(s.start, s.end) for s in SENTENCES.find(text)]


def test_white_space_never_leads_a_sentence() -> None:
    doc = NLP("Erster Satz.\n\n  Zweiter Satz. \t Dritter.")
    assert [sentence[0].text for sentence in doc.sents] == ["Erster", "Zweiter", "Dritter"]
