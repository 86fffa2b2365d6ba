"""Events with arguments, factuality, claimant, casualties and time, on Docs made by hand; no trained model is
needed."""

from __future__ import annotations

from datetime import date

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from lesart.annotate.counts import number
from lesart.annotate.events.component import Events
from lesart.annotate.events.lexicon import event_lexicon, read_lexicon
from lesart.annotate.extensions import register
from lesart.errors import DataFileError
from lesart.ontology.plover import plover
from lesart.schema import Entity, Event, Mention, Party, Quotation, Role, Span, Time


@pytest.fixture(scope="module")
def nlp() -> Language:
    register()
    built = spacy.blank("de")
    built.add_pipe("sentencizer")
    return built


def coded(nlp: Language, text: str, **attributes: object) -> tuple[Doc, tuple[Event, ...]]:
    doc = nlp(text)
    doc._.published = date(2024, 5, 17)
    for name, value in attributes.items():
        setattr(doc._, name, value)
    return doc, Events(event_lexicon()).find(doc)


def the(events: tuple[Event, ...], text: str, trigger: str) -> Event:
    (found,) = [e for e in events if e.trigger.cut(text) == trigger]
    return found


def cut(text: str, roles: tuple[Role, ...]) -> list[str]:
    return [text[r.start : r.end] for r in roles]


@pytest.mark.parametrize(
    ("text", "trigger", "actors", "recipients"),
    [
        ("Drei Dörfer wurden von der Armee beschossen.", "beschossen", ["Armee"], ["Drei Dörfer"]),
        ("Vier von Rebellen verschleppte Ärzte sind zurück.", "verschleppte", ["Rebellen"], ["verschleppte Ärzte"]),
        ("Die Miliz, die den Konvoi angriff, schweigt.", "angriff", ["Miliz"], ["Konvoi"]),
        ("Sie forderte die Regierung auf, die Gefangenen freizulassen.", "freizulassen", ["Regierung"], ["Gefangenen"]),
        ("Polizei und Armee nahmen zwölf Studenten fest.", "nahmen", ["Polizei", "Armee"], ["zwölf Studenten"]),
        (
            "Der Minister lehnte den Plan ab und kritisierte die Opposition.",
            "kritisierte",
            ["Minister"],
            ["Opposition"],
        ),
    ],
)
def test_arguments_across_the_clause(
    nlp: Language, text: str, trigger: str, actors: list[str], recipients: list[str]
) -> None:
    _, events = coded(nlp, text)
    event = the(events, text, trigger)
    assert cut(text, event.actors) == actors
    assert cut(text, event.recipients) == recipients


def test_a_mention_gives_its_span_and_entity(nlp: Language) -> None:
    text = "Die nordische Armee griff das Lager an."
    mentions = (Mention("m1", 4, 19, "nordische Armee", "ORG", "nominal", "e1"),)
    entities = (Entity("e1", "Armee Nordlands", "organisation", ("nordische Armee",)),)
    _, events = coded(nlp, text, mentions=mentions, entities=entities)
    assert the(events, text, "griff").actors == (Role(4, 19, "e1"),)


@pytest.mark.parametrize(
    ("text", "trigger", "expected"),
    [
        ("Die Armee beschoss das Dorf.", "beschoss", "happened"),
        ("Die Armee beschoss das Dorf nicht.", "beschoss", "denied"),
        ("Die Minister werden in Genf verhandeln.", "verhandeln", "planned"),
        ("Die Armee könnte die Stadt angreifen.", "angreifen", "possible"),
        ("Sie forderte die Regierung auf, die Gefangenen freizulassen.", "freizulassen", "possible"),
        ("Ein geplanter Besuch fand Beachtung.", "Besuch", "planned"),
        ("Der Plan sieht keinen Abzug vor.", "Abzug", "denied"),
        ("Zwei Männer konnten am Abend festgenommen werden.", "festgenommen", "happened"),
        ("Zwei Männer könnten am Abend festgenommen werden.", "festgenommen", "possible"),
        ("Der Minister musste den Fehler einräumen.", "einräumen", "happened"),
        ("Die gescheiterten Verhandlungen dauerten drei Tage.", "Verhandlungen", "happened"),
        ("Der gescheiterte Anschlag galt dem Minister.", "Anschlag", "denied"),
        ("Es gab weder Verhandlungen noch einen Angriff.", "Angriff", "denied"),
        ("Die abgesagte Demonstration war lange geplant.", "Demonstration", "denied"),
    ],
)
def test_factuality(nlp: Language, text: str, trigger: str, expected: str) -> None:
    _, events = coded(nlp, text)
    assert the(events, text, trigger).factuality == expected


@pytest.mark.parametrize(
    ("text", "trigger", "claimant"),
    [
        ("Laut Polizei griffen Vermummte die Wache an.", "griffen", "Polizei"),
        ("Nach Angaben des Ministeriums wurden zwei Soldaten getötet.", "getötet", "Ministeriums"),
        ("Der Opposition zufolge wurden Demonstranten verprügelt.", "verprügelt", "Opposition"),
        ("Er soll den Wächter erschossen haben.", "erschossen", "soll"),
        ("Die Miliz hat angeblich ein Dorf niedergebrannt.", "niedergebrannt", "angeblich"),
    ],
)
def test_who_claims_it(nlp: Language, text: str, trigger: str, claimant: str) -> None:
    _, events = coded(nlp, text)
    source = the(events, text, trigger).source
    assert source is not None
    assert [s.cut(text) for s in source.spans] == [claimant]


def test_the_article_itself_is_no_claimant(nlp: Language) -> None:
    text = "Die Miliz brannte ein Dorf nieder."
    assert the(coded(nlp, text)[1], text, "brannte").source is None


def test_nested_claims_keep_the_chain(nlp: Language) -> None:
    text = "Der Sprecher sagte, laut Polizei sei der Konvoi überfallen worden."
    quotation = Quotation(
        "q1",
        "indirect",
        "speech",
        (Span(20, 65),),
        (Span(13, 18),),
        (),
        Party((Span(4, 12),), None),
        None,
        None,
        None,
        0.9,
    )
    event = the(coded(nlp, text, quotations=(quotation,))[1], text, "überfallen")
    assert [[s.cut(text) for s in source.spans] for source in event.source_chain] == [["Sprecher"], ["Polizei"]]
    assert event.source == event.source_chain[-1]


def test_a_verbal_act_is_not_its_own_source(nlp: Language) -> None:
    text = "„Wir verurteilen den Angriff“, sagte Nord."
    quotation = Quotation(
        "q1",
        "direct",
        "speech",
        (Span(1, 27),),
        (Span(30, 35),),
        (),
        Party((Span(36, 41),), "e1"),
        None,
        None,
        None,
        0.9,
    )
    mentions = (Mention("m1", 1, 4, "Wir", "PER", "pronoun", "e1"),)
    event = the(coded(nlp, text, quotations=(quotation,), mentions=mentions)[1], text, "verurteilen")
    assert event.type == "ACCUSE"
    assert event.source is None


@pytest.mark.parametrize(
    ("text", "killed", "injured"),
    [
        ("Bei dem Angriff wurden mindestens zwölf Menschen getötet und dreißig verletzt.", (12, None), (30, 30)),
        ("Bei dem Angriff starben bis zu 200 Soldaten.", (None, 200), None),
        ("Bei dem Anschlag gab es Dutzende Verletzte.", None, (24, None)),
        ("Ein Anschlag tötete einundzwanzig Polizisten.", (21, 21), None),
        ("Bei dem Anschlag sollen 40 Menschen verletzt worden sein.", None, (40, 40)),
        ("Bei dem Angriff wurde eine Frau getötet und eine weitere verletzt.", (1, 1), (1, 1)),
        ("Der Mord an drei Beamten blieb ungesühnt.", (3, 3), None),
        ("Bei dem Angriff gab es 25 verletzte Demonstranten.", None, (25, 25)),
        ("Der Anschlag forderte 17 Menschenleben.", (17, 17), None),
    ],
)
def test_casualties(nlp: Language, text: str, killed: object, injured: object) -> None:
    found: dict[str, object] = {"killed": None, "injured": None}
    for event in coded(nlp, text)[1]:
        for kind in found:
            count = getattr(event.casualties, kind) if event.casualties else None
            if count is not None:
                found[kind] = (count.min, count.max)
    assert found == {"killed": killed, "injured": injured}


def test_time_is_said_or_carried_and_never_the_publication_date(nlp: Language) -> None:
    text = "Am Montag trafen sich die Minister. Sie unterzeichneten ein Abkommen."
    times = (Time("t1", 3, 9, "Montag", "DATE", "2024-05-13", "2024-05-13", "2024-05-13"),)
    _, events = coded(nlp, text, times=times)
    said, carried = the(events, text, "trafen").time, the(events, text, "unterzeichneten").time
    assert said is not None
    assert (said.start, said.value) == (3, "2024-05-13")
    assert carried is not None
    assert (carried.start, carried.end, carried.value) == (None, None, "2024-05-13")
    assert all(e.time is None for e in coded(nlp, text)[1])


def test_same_event_within_the_article(nlp: Language) -> None:
    text = "Die Armee beschoss das Dorf. Der Beschuss begann am Abend."
    events = coded(nlp, text)[1]
    assert the(events, text, "Beschuss").same_as == the(events, text, "beschoss").id


def test_a_users_own_word_works_at_once(nlp: Language, tmp_path) -> None:  # type: ignore[no-untyped-def]
    own = tmp_path / "own.yaml"
    own.write_text(
        "type: COERCE\ngroups:\n- {id: own, frame: harm, modes: [arrest], verbs: [einkassieren]}\n"
        'examples:\n  "yes": [{text: "Sie kassierten ihn ein.", trigger: kassierten}]\n  "no": [{text: "Es regnet."}]\n'
        '  span: [{text: "Sie kassierten ihn ein.", trigger: kassierten}]\n',
        encoding="utf-8",
    )
    doc = nlp("Die Polizei kassierte drei Studenten ein.")
    (event,) = Events(read_lexicon([own])).find(doc)
    assert (event.type, event.modes) == ("COERCE", ("arrest",))


@pytest.mark.parametrize("broken", ["type: COERCE\ngroup: []\n", "type: NICHTS\n", "type: [\n"])
def test_a_broken_lexicon_says_where(tmp_path, broken: str) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "broken.yaml"
    path.write_text(broken, encoding="utf-8")
    with pytest.raises(DataFileError, match=r"broken\.yaml"):
        read_lexicon([path])


@pytest.mark.parametrize(
    ("words", "value"),
    [
        (["1.500"], 1500),
        (["vierundzwanzig"], 24),
        (["zwei", "Millionen"], 2_000_000),
        (["dreihundertzwölf"], 312),
        (["Haus"], None),
    ],
)
def test_numerals(words: list[str], value: int | None) -> None:
    assert number(words) == value


def test_every_sense_is_plover() -> None:
    lexicon = event_lexicon()
    for senses in [*lexicon.verbs.values(), *lexicon.nouns.values()]:
        for sense in senses:
            assert set(sense.modes) <= set(plover().type(sense.type).modes)
