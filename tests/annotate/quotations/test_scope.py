"""How far frames reach, and which speakers can speak: drafts as the networks might make them, mended."""

from __future__ import annotations

import importlib

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from lesart.annotate.clauses import clauses
from lesart.annotate.extensions import register
from lesart.annotate.quotations.drafts import Draft
from lesart.annotate.quotations.parties import finish
from lesart.annotate.quotations.reporting import reporting_words
from lesart.annotate.quotations.scope import scoped
from lesart.annotate.quotations.speakers import Cast
from lesart.annotate.quotations.words import Words, from_doc
from lesart.annotate.tokens import blank
from lesart.schema import Entity, Mention
from lesart.schema.readings import EntityType


@pytest.fixture(scope="module")
def parsed() -> Language:
    """As far as trees; the mentions come from the tests."""
    register()
    nlp = blank()
    for name in ("sentences", "encoder", "syntax"):
        importlib.import_module(f"lesart.annotate.{name}")
        nlp.add_pipe(f"lesart_{name}")
    return nlp


class Case:
    """A text with drafts in the making."""

    def __init__(self, nlp: Language, text: str, known: dict[str, EntityType]) -> None:
        self.doc: Doc = nlp(text)
        self.words: Words = from_doc(self.doc)
        entities = [Entity(f"e{n}", name, kind, (name,)) for n, (name, kind) in enumerate(known.items())]
        mentions = [
            Mention(f"m{n}", text.index(name), text.index(name) + len(name), name, "ORG", "named", f"e{n}")
            for n, name in enumerate(known)
        ]
        self.cast = Cast(self.words, mentions, entities, reporting_words())

    def numbers(self, *wordings: str) -> tuple[int, ...]:
        """The words of passages."""
        out: list[int] = []
        for wording in wordings:
            start = self.words.text.index(wording)
            out.extend(i for i, at in enumerate(self.words.starts) if start <= at < start + len(wording))
        return tuple(sorted(out))

    def scoped(self, drafts: list[Draft], ruled: list[Draft] | None = None) -> list[Draft]:
        return scoped(drafts, ruled or [], self.words, self.doc, self.cast, reporting_words())

    def cut(self, numbers: tuple[int, ...]) -> str:
        return self.words.text[self.words.starts[numbers[0]] : self.words.ends[numbers[-1]]] if numbers else ""


def test_a_source_inside_a_relative_clause_vouches_for_that_clause_only(parsed: Language) -> None:
    text = (
        "Zwei Boote seien gesunken, teilte das Hafenamt mit. "
        "Die Boote habe man gefunden, und sie lägen in dem Becken, das laut der Satzung gesperrt ist."
    )
    case = Case(parsed, text, {"Hafenamt": "organisation"})
    first = Draft(
        "indirect", "speech", case.numbers("Zwei Boote seien gesunken"), (), case.numbers("teilte das Hafenamt mit"),
        case.numbers("das Hafenamt"),
    )  # fmt: skip
    second = Draft(
        "indirect",
        "speech",
        case.numbers("Die Boote habe man gefunden, und sie lägen in dem Becken, das", "gesperrt ist"),
        (),
        case.numbers("laut der Satzung"),
        case.numbers("der Satzung"),
    )
    mended = case.scoped([first, second])[1]
    assert (mended.type, case.cut(mended.speaker), mended.frame) == ("indirect-free-indirect", "das Hafenamt", ())
    assert "laut der Satzung" in case.cut(mended.content)


def test_a_source_of_its_own_sentence_stays(parsed: Language) -> None:
    case = Case(
        parsed, "Laut dem Hafenamt sind zwei Boote gesunken, die der Werft gehörten.", {"Hafenamt": "organisation"}
    )
    draft = Draft(
        "indirect", "speech", case.numbers("sind zwei Boote gesunken, die der Werft gehörten"), (),
        case.numbers("Laut dem Hafenamt"), case.numbers("dem Hafenamt"),
    )  # fmt: skip
    assert case.scoped([draft]) == [draft]


def test_a_content_does_not_swallow_the_frame_of_the_sentence_before(parsed: Language) -> None:
    text = "Die Männer seien geflohen, erklärte das Hafenamt. Nach Angaben der Werft riss der Kontakt am Abend ab."
    case = Case(parsed, text, {"Hafenamt": "organisation", "Werft": "organisation"})
    rule = Draft(
        "indirect", "speech", case.numbers("Die Männer seien geflohen"), (), case.numbers("erklärte das Hafenamt."),
        case.numbers("das Hafenamt"), rule="frame",
    )  # fmt: skip
    wrong = Draft(
        "indirect",
        "speech",
        case.numbers("Die Männer seien geflohen, erklärte das Hafenamt.", "riss der Kontakt am Abend ab"),
        (),
        case.numbers("Nach Angaben der Werft"),
        case.numbers("der Werft"),
        confidence=0.4,
    )
    mended = [(case.cut(d.content), case.cut(d.speaker), case.cut(d.frame)) for d in case.scoped([wrong], [rule])]
    assert mended == [
        ("Die Männer seien geflohen", "das Hafenamt", "erklärte das Hafenamt"),
        ("riss der Kontakt am Abend ab", "der Werft", "Nach Angaben der Werft"),
    ]


def test_what_is_ordered_does_not_speak(parsed: Language) -> None:
    case = Case(parsed, "Das Hafenamt ordnete eine Räumung an. Die Stadt sei umstellt.", {"Hafenamt": "organisation"})
    draft = Draft(
        "indirect-free-indirect",
        "speech",
        case.numbers("Die Stadt sei umstellt."),
        (),
        (),
        case.numbers("eine Räumung"),
    )
    assert case.cut(case.scoped([draft])[0].speaker) == "Das Hafenamt"


def test_beside_a_pronoun_stands_nothing_that_speaks(parsed: Language) -> None:
    case = Case(parsed, "Am Vortag hatte er von neun Verletzten gesprochen. Die Stadt sei umstellt.", {})
    draft = Draft(
        "reported", "speech", case.numbers("Die Stadt sei umstellt."), (), (), case.numbers("er von neun Verletzten")
    )
    assert case.cut(case.scoped([draft])[0].speaker) == "er"


def test_a_document_without_a_signature_is_that_of_who_spoke_last(parsed: Language) -> None:
    text = "Zwei Boote seien gesunken, teilte das Hafenamt mit. „Alle leben“, hieß es in einer Mitteilung."
    case = Case(parsed, text, {"Hafenamt": "organisation"})
    drafts = [
        Draft("indirect", "speech", case.numbers("Zwei Boote seien gesunken"), (), (), case.numbers("das Hafenamt")),
        Draft("direct", "writing", case.numbers("„Alle leben“"), (), (), case.numbers("einer Mitteilung")),
    ]
    found = finish(drafts, case.words, clauses(case.doc), case.cast, reporting_words())
    assert [q.speaker.entity for q in found if q.speaker] == ["e0", "e0"]
    assert found[1].speaker is not None
    assert [span.cut(text) for span in found[1].speaker.spans] == ["einer Mitteilung"]


def test_a_document_is_rather_that_of_who_acted_just_before(parsed: Language) -> None:
    text = (
        "Zwei Boote seien gesunken, teilte das Hafenamt mit. Die Werft legte Beschwerde ein. "
        "„Wir bauen gut“, hieß es in einer Mitteilung."
    )
    case = Case(parsed, text, {"Hafenamt": "organisation", "Werft": "organisation"})
    drafts = [
        Draft("indirect", "speech", case.numbers("Zwei Boote seien gesunken"), (), (), case.numbers("das Hafenamt")),
        Draft("direct", "writing", case.numbers("„Wir bauen gut“"), (), (), case.numbers("einer Mitteilung")),
    ]
    found = finish(drafts, case.words, clauses(case.doc), case.cast, reporting_words())
    assert [q.speaker.entity for q in found if q.speaker] == ["e0", "e1"]


def test_what_somebody_ought_to_say_is_said_of_him(parsed: Language) -> None:
    text = "Das Hafenamt warf der Werft Leichtsinn vor. Die Werft müsse erklären, warum niemand die Boote bewacht habe."
    case = Case(parsed, text, {"Hafenamt": "organisation", "Werft": "organisation"})
    first = Draft("indirect", "speech", case.numbers("Leichtsinn"), (), (), case.numbers("Das Hafenamt"))
    wrong = Draft(
        "indirect", "speech", case.numbers("warum niemand die Boote bewacht habe"), (),
        case.numbers("Die Werft müsse erklären,"), case.numbers("Die Werft"),
    )  # fmt: skip
    mended = case.scoped([first, wrong])[1]
    assert case.cut(mended.speaker) == "Das Hafenamt"
    assert case.cut(mended.content) == "Die Werft müsse erklären, warum niemand die Boote bewacht habe"


def test_a_relative_clause_behind_an_inserted_frame_is_the_frames(parsed: Language) -> None:
    text = "Der Kai, so das Hafenamt, das bisher geschwiegen hatte, werde im Herbst gesperrt."
    case = Case(parsed, text, {"Hafenamt": "organisation"})
    wrong = Draft(
        "indirect", "speech", case.numbers("das bisher geschwiegen hatte, werde im Herbst gesperrt"),
        case.numbers("so"), case.numbers("so das Hafenamt,"), case.numbers("das Hafenamt"),
    )  # fmt: skip
    mended = case.scoped([wrong])[0]
    assert mended.content == case.numbers("Der Kai", "werde im Herbst gesperrt")
    assert case.cut(mended.frame) == "so das Hafenamt, das bisher geschwiegen hatte"


def test_what_a_relative_clause_says_behind_another_frame_stays(parsed: Language) -> None:
    text = "Es gebe ein Boot, sagte das Hafenamt, das im Herbst gesunken sei."
    case = Case(parsed, text, {"Hafenamt": "organisation"})
    draft = Draft(
        "indirect", "speech", case.numbers("Es gebe ein Boot", "das im Herbst gesunken sei"),
        case.numbers("sagte"), case.numbers("sagte das Hafenamt"), case.numbers("das Hafenamt"),
    )  # fmt: skip
    assert case.scoped([draft]) == [draft]


@pytest.mark.parametrize(
    ("speaker", "name"),
    [
        ("Angaben der Taucherstaffel", "Taucherstaffel"),
        ("Angaben des örtlichen Gremiums", "Gremium"),
        ("Berichten über die Taucherstaffel", "Berichten über die Taucherstaffel"),
    ],
)
def test_whose_words_they_are_not_the_word_for_them(parsed: Language, speaker: str, name: str) -> None:
    text = f"Nach {speaker} sind zwei Boote gesunken."
    case = Case(parsed, text, {})
    draft = Draft("indirect", "speech", case.numbers("sind zwei Boote gesunken"), (), (), case.numbers(speaker))
    finish([draft], case.words, clauses(case.doc), case.cast, reporting_words())
    assert [entity.name for entity in case.cast.entities] == [name]


def test_a_capital_preposition_is_no_part_of_the_place_behind_it(parsed: Language) -> None:
    case = Case(parsed, "In Altstadt hieß es, zwei Boote seien gesunken.", {})
    case.cast.mentions.append(Mention("m0", 3, 11, "Altstadt", "LOC", "named", "e0"))
    cast = Cast(case.words, case.cast.mentions, [Entity("e0", "Altstadt", "place", ("Altstadt",))], reporting_words())
    assert cast.entity_of(case.numbers("In Altstadt")) == "e0"


@pytest.mark.parametrize(
    ("text", "content", "kept"),
    [
        (
            "Nach Angaben der Nordunion starben 30 Menschen; die Regierung sprach von 70 Toten.",
            "starben 30 Menschen; die Regierung sprach von 70 Toten",
            "starben 30 Menschen",
        ),
        (
            "Die Nordunion sagte, die Stadt sei gefallen; die Truppen hätten sich ergeben.",
            "die Stadt sei gefallen; die Truppen hätten sich ergeben",
            "die Stadt sei gefallen; die Truppen hätten sich ergeben",
        ),
        (
            "Nach Angaben der Nordunion starben drei Menschen; zwei wurden verletzt.",
            "starben drei Menschen; zwei wurden verletzt",
            "starben drei Menschen; zwei wurden verletzt",
        ),
    ],
)
def test_behind_a_semicolon_another_may_speak(parsed: Language, text: str, content: str, kept: str) -> None:
    case = Case(parsed, text, {"Nordunion": "organisation"})
    (draft,) = case.scoped(
        [Draft("indirect", "speech", content=case.numbers(content), speaker=case.numbers("Nordunion"))]
    )
    assert case.cut(draft.content) == kept


def test_a_speaker_does_not_end_inside_a_name(parsed: Language) -> None:
    text = "Die Nordische Union drohte mit Sanktionen."
    case = Case(parsed, text, {"Nordische Union": "organisation"})
    (draft,) = case.scoped(
        [Draft("reported", "speech", content=case.numbers(text), speaker=case.numbers("Die Nordische"))]
    )
    assert case.cut(draft.speaker) == "Die Nordische Union"


@pytest.mark.parametrize(
    ("speaker", "name"),
    [("am Sonntag in Kiel", "Kiel"), ("nach Angaben der Nordunion", "Nordunion")],
)
def test_a_day_does_not_speak(parsed: Language, speaker: str, name: str) -> None:
    text = "Man habe gewonnen, hieß es am Sonntag in Kiel und nach Angaben der Nordunion."
    case = Case(parsed, text, {"Kiel": "place", "Nordunion": "organisation"})
    entity = next(e for e in case.cast.entities if e.name == name)
    assert case.cast.entity_of(case.numbers(speaker)) == entity.id
