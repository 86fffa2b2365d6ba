"""The corpus's conventions, one by one, and switched off."""

from __future__ import annotations

from lesart.annotate.quotations.drafts import Draft
from lesart.annotate.quotations.normalise import Conventions, normalise
from lesart.annotate.quotations.words import Words, build

NONE = Conventions(
    marks=False, trim=False, whole_sentence=False, complement=False, frameless=False, frame_holds_cue=False
)


def words(text: str) -> Words:
    forms, starts, sentence, at, number = [], [], [], 0, 0
    for form in text.split():
        at = text.index(form, at)
        forms.append(form)
        starts.append(at)
        sentence.append(number)
        number += form == "."
        at += len(form)
    return build(text, forms, starts, sentence)


def test_indirect_speech_leaves_its_edges() -> None:
    text = words("Er sagte , es regne .")
    (draft,) = normalise([Draft("indirect", "speech", (2, 3, 4, 5), cue=(1,), frame=(0, 1))], text)
    assert draft.content == (3, 4)


def test_a_sentence_without_a_frame_takes_its_stop() -> None:
    text = words("Es regne in Aldorf . Er ging .")
    (draft,) = normalise([Draft("indirect-free-indirect", "speech", (0, 1, 2, 3))], text)
    assert draft.content == (0, 1, 2, 3, 4)


def test_direct_speech_snaps_to_its_marks() -> None:
    text = words("Er rief : „ Es regnet sehr “ .")
    (draft,) = normalise([Draft("direct", "speech", (4, 5, 6))], text)
    assert draft.content == (3, 4, 5, 6, 7)


def test_beside_laut_the_rest_of_the_sentence() -> None:
    text = words("Laut Polizei kam am Abend niemand zu Schaden .")
    (draft,) = normalise([Draft("indirect", "speech", (3, 4, 5, 6, 7), cue=(0,), frame=(0, 1))], text)
    assert draft.content == (2, 3, 4, 5, 6, 7)


def test_frame_holds_the_cue_and_frameless_types_have_neither() -> None:
    text = words("Er sagte , es regne .")
    framed, free = normalise(
        [
            Draft("indirect", "speech", (3, 4), cue=(1,), frame=(0,)),
            Draft("reported", "speech", (0, 1, 2, 3, 4, 5), cue=(1,), frame=(0, 1)),
        ],
        text,
    )
    assert framed.frame == (0, 1)
    assert free.cue == free.frame == ()


def test_every_convention_can_be_switched_off() -> None:
    text = words("Er sagte , es regne .")
    draft = Draft("indirect", "speech", (2, 3, 4, 5), cue=(1,), frame=(0,))
    assert normalise([draft], text, NONE) == [draft]


def test_a_content_of_nothing_but_punctuation_is_dropped() -> None:
    assert normalise([Draft("indirect", "speech", (2,))], words("Er sagte , es regne .")) == []


def test_an_inserted_frame_parts_what_is_said() -> None:
    text = words("Die Bauern , so der Verband , würden nicht entschädigt .")
    frame = (2, 3, 4, 5, 6)
    (draft,) = normalise([Draft("indirect", "speech", (7, 8, 9), cue=(3,), frame=frame, speaker=(4, 5))], text)
    assert draft.content == (0, 1, 7, 8, 9)


def test_what_a_frame_parts_by_a_whole_clause_stays_apart() -> None:
    text = words("Es sei ein guter Tag für die Stadt , so der Wirt , der lange schwieg .")
    (draft,) = normalise([Draft("indirect", "speech", (13, 14, 15), cue=(9,), frame=(8, 9, 10, 11, 12))], text)
    assert draft.content == (13, 14, 15)


def test_the_same_words_are_said_once() -> None:
    text = words("Er sagte , es regne heute .")
    first = Draft("indirect", "speech", (3, 4, 5), cue=(1,), frame=(0, 1), confidence=0.4)
    second = Draft("indirect", "speech", (3, 4, 5, 6), cue=(1,), frame=(0, 1), confidence=0.8)
    (draft,) = normalise([first, second], text)
    assert draft.confidence == 0.8
