"""The record as a whole, from readings built by hand: accounts, variants, statements, labels, passages."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.builders import Draft
from tests.resolve.test_resolve import DOSSIER, north, south

from lesart.collate import collate
from lesart.resolve import resolve
from lesart.resources.dossiers import DossierConfiguration
from lesart.schema import Casualties, Count, Reading
from lesart.schema.links import Link
from lesart.schema.records import Passage, Record, RecordEvent, Variant


def compiled(readings: list[Reading], decisions: list[Link] | None = None) -> Record:
    links = resolve(readings, configuration=DOSSIER, decisions=decisions or [])
    return collate(readings, (*links, *(decisions or [])), configuration=DOSSIER)


def variant(event: RecordEvent, slot: str) -> Variant:
    (found,) = [v for v in event.variants if v.slot == slot]
    return found


def denial() -> Reading:
    draft = Draft("f6", "Baku bestritt, dass seine Armee am 28. Juni bei Obersteg Soldaten getötet habe.")
    baku = draft.entity("Baku", "organisation", name="Regierung Aserbaidschans")
    place = draft.entity("Obersteg", "place")
    army = draft.entity("seine Armee", "organisation", kind="nominal", name="aserbaidschanische Armee")
    draft.event(
        "ASSAULT",
        "getötet",
        actors=[army],
        places=[place],
        when="2023-06-28",
        time_text="28. Juni",
        factuality="denied",
        source=baku,
    )
    return draft.done()


def test_two_sides_stand_side_by_side_and_differ_on_who_began() -> None:
    (event,) = compiled([north(), south()]).events
    assert [account.claimant.side for account in event.accounts] == ["am", "az"]
    assert variant(event, "perpetrator").status == "differ"
    assert variant(event, "place").status == "agree"
    assert variant(event, "date").status == "agree"
    assert variant(event, "killed").status == "single"
    assert variant(event, "killed").silent == (1,)
    assert not event.one_sided


def test_label_uses_the_dossiers_name_and_a_german_date() -> None:
    (event,) = compiled([north(), south()]).events
    assert event.label == "Gefecht bei Obersteg/Yuxarikeçid, 28. Juni 2023"
    assert event.places == ("Obersteg/Yuxarikeçid",)


def test_a_denial_differs_on_whether_it_happened() -> None:
    (event,) = compiled([north(), denial()]).events
    assert variant(event, "happened").status == "differ"
    assert event.factuality == "happened"


def test_one_sides_account_alone_is_marked() -> None:
    (event,) = compiled([north()]).events
    assert event.one_sided


def test_a_capital_that_speaks_is_its_government_even_where_the_reading_left_it_a_place() -> None:
    draft = Draft("k1", "Baku meldete, Armenien habe am 28. Juni bei Obersteg geschossen.")
    baku = draft.entity("Baku", "place")
    draft.entity("Armenien", "state")
    village = draft.entity("Obersteg", "place")
    draft.event("ASSAULT", "geschossen", places=[village], when="2023-06-28", time_text="28. Juni", source=baku)
    named = DOSSIER.model_copy(
        update={
            "actors": tuple(
                a.model_copy(update={"aliases": ("Baku",)}) if a.side == "az" else a for a in DOSSIER.actors
            )
        }
    )
    reading = draft.done()
    (event,) = collate([south(), reading], resolve([south(), reading], configuration=named), configuration=named).events
    assert {account.claimant.side for account in event.accounts} == {"az"}


def outlet(article: str, publisher: str, killed: int | tuple[int | None, int | None], wording: str) -> Reading:
    draft = Draft(article, f"Am 28. Juni starben bei Obersteg {wording} armenische Soldaten.", publisher=publisher)
    place = draft.entity("Obersteg", "place")
    soldiers = draft.entity("armenische Soldaten", "group", kind="nominal")
    draft.event(
        "ASSAULT",
        "starben",
        recipients=[soldiers],
        places=[place],
        when="2023-06-28",
        time_text="28. Juni",
        killed=killed,
    )
    return draft.done()


def test_outlets_that_agree_share_an_account_and_fall_apart_where_they_do_not() -> None:
    (event,) = compiled(
        [outlet("g1", "Nordblatt", 4, "vier"), outlet("g2", "Südblatt", (4, None), "mindestens vier")]
    ).events
    (account,) = event.accounts
    assert account.claimant.actor is None
    assert account.claimant.name == "Nordblatt, Südblatt"
    (event,) = compiled([outlet("g1", "Nordblatt", 4, "vier"), outlet("g2", "Südblatt", 7, "sieben")]).events
    assert len(event.accounts) == 2
    assert variant(event, "killed").status == "differ"


def own_dead(article: str, wording: str, victims: str, speaker: str, name: str, killed: int) -> Reading:
    draft = Draft(article, f"Am 28. Juni seien bei Obersteg {wording} {victims} gefallen, teilte {speaker} mit.")
    place = draft.entity("Obersteg", "place")
    soldiers = draft.entity(victims, "group", kind="nominal")
    who = draft.entity(speaker, "organisation", name=name)
    draft.event(
        "ASSAULT",
        "gefallen",
        recipients=[soldiers],
        places=[place],
        when="2023-06-28",
        time_text="28. Juni",
        source=who,
        killed=killed,
    )
    return draft.done()


def test_two_sides_that_count_their_own_dead_do_not_contradict_each_other() -> None:
    readings = [
        own_dead("h1", "vier", "armenische Soldaten", "Eriwan", "Regierung Armeniens", 4),
        own_dead("h2", "drei", "aserbaidschanische Soldaten", "Baku", "Regierung Aserbaidschans", 3),
    ]
    (event,) = compiled(readings).events
    assert {v.status for v in event.variants if v.slot == "killed"} == {"single"}


def test_a_side_that_raises_its_own_number_has_revised_it() -> None:
    readings = [
        own_dead("h1", "vier", "armenische Soldaten", "Eriwan", "Regierung Armeniens", 4),
        own_dead("h2", "zwanzig", "armenische Soldaten", "Eriwan", "Regierung Armeniens", 20),
    ]
    (event,) = compiled(readings).events
    assert variant(event, "killed").status == "revised"
    (event,) = compiled([readings[0], readings[0]]).events
    assert variant(event, "killed").status == "single"


def test_the_day_of_a_telling_is_no_date_of_what_is_told() -> None:
    draft = Draft("t1", "Niemand habe bei Obersteg geschossen, bekräftigte Baku am 5. Juli.")
    baku = draft.entity("Baku", "organisation", name="Regierung Aserbaidschans")
    village = draft.entity("Obersteg", "place")
    said = draft.quotation("Niemand habe bei Obersteg geschossen", speaker=baku, cue="bekräftigte")
    draft.event(
        "ASSAULT",
        "geschossen",
        places=[village],
        when="2023-07-05",
        time_text="5. Juli",
        source=baku,
        quotation=said,
        factuality="denied",
    )
    (event,) = compiled([draft.done()]).events
    assert event.date_reason == "told"
    assert not [v for v in event.variants if v.slot == "date"]


def test_what_a_person_took_apart_are_two_events() -> None:
    apart = Link("same-event", "a1#e1", "b2#e1", "different", 1.0, origin="person", by="Probe")
    assert len(compiled([north(), south()], [apart]).events) == 2


def test_statement_kinds_follow_the_cue_and_the_content() -> None:
    draft = Draft(
        "s1",
        "Eriwan forderte, die Truppen abzuziehen. Baku bestritt, dass dort Truppen stünden. "
        "Der Weg müsse offen bleiben, sagte Eriwan. Baku teilte mit, der Weg sei frei.",
    )
    north_ = draft.entity("Eriwan", "organisation", name="Regierung Armeniens")
    south_ = draft.entity("Baku", "organisation", name="Regierung Aserbaidschans")
    draft.quotation("die Truppen abzuziehen", speaker=north_, cue="forderte")
    draft.quotation("dass dort Truppen stünden", speaker=south_, cue="bestritt")
    draft.quotation("Der Weg müsse offen bleiben", speaker=north_, cue="sagte")
    draft.quotation("der Weg sei frei", speaker=south_, cue=("teilte", "mit"))
    record = compiled([draft.done()])
    assert [statement.kind for statement in record.statements] == ["demand", "denial", "demand", "report"]
    assert [statement.side for statement in record.statements] == ["am", "az", "am", "az"]
    assert {(statement.date, statement.date_basis) for statement in record.statements} == {("2023-06-29", "published")}


def passages(thing: Any) -> list[Passage]:
    if isinstance(thing, Passage):
        return [thing]
    if isinstance(thing, tuple):
        return [p for part in thing for p in passages(part)]
    if is_dataclass(thing):
        return [p for f in fields(thing) for p in passages(getattr(thing, f.name))]
    return []


@given(st.permutations([0, 1, 2, 3, 4]))
@settings(deadline=None, max_examples=15)
def test_the_record_does_not_depend_on_order_and_every_passage_cuts_its_wording(order: list[int]) -> None:
    readings = [north(), south(), denial(), outlet("g1", "Nordblatt", 4, "vier"), outlet("g2", "Südblatt", 7, "sieben")]
    record = compiled([readings[number] for number in order])
    assert record == compiled(readings)
    texts = {reading.document.id: reading.document.text for reading in readings}
    found = passages(record)
    assert found
    for passage in found:
        assert texts[passage.article][passage.start : passage.end] == passage.wording


def test_a_label_tells_violence_without_a_place_apart() -> None:
    draft = Draft("f1", "Am 28. Juni gab es Gefechte. Armenische Truppen hätten angegriffen, sagte Baku.")
    troops = draft.entity("Armenische Truppen", "group")
    baku = draft.entity("Baku", "organisation", name="Regierung Aserbaidschans")
    draft.event("ASSAULT", "Gefechte", when="2023-06-28", time_text="28. Juni")
    draft.event("ASSAULT", "angegriffen", actors=[troops], source=baku, when="2023-06-28")
    (event,) = compiled([draft.done()]).events
    assert event.label == "Gefecht Armenien – Aserbaidschan, 28. Juni 2023"


def test_a_wording_that_names_its_side_speaks_for_it() -> None:
    draft = Draft("w1", "Nach armenischen Angaben wurde am 28. Juni bei Obersteg geschossen.")
    said = draft.entity("armenischen Angaben", "other", kind="nominal")
    village = draft.entity("Obersteg", "place")
    draft.event("ASSAULT", "geschossen", places=[village], when="2023-06-28", time_text="28. Juni", source=said)
    (event,) = compiled([draft.done()]).events
    (account,) = event.accounts
    assert (account.claimant.actor, account.claimant.side) == ("armenien", "am")


def test_an_agencys_text_in_two_outlets_is_one_report() -> None:
    first, second = outlet("g1", "Nordblatt", 4, "vier"), outlet("g2", "Südblatt", (4, None), "mindestens vier")
    copied = Link("copy", "g1", "g2", "same", 1.0, by="test")
    record = collate(
        [first, second],
        (*resolve([first, second], configuration=DOSSIER), copied),
        configuration=DOSSIER,
    )
    # of one day's texts the longer is the original
    assert {card.id: card.copy_of for card in record.articles} == {"g1": "g2", "g2": None}
    (event,) = record.events
    assert [account.claimant.name for account in event.accounts] == ["Südblatt"]


def test_copies_of_copies_lead_to_the_first() -> None:
    texts = [outlet(f"g{n}", "Nordblatt", 4, "vier") for n in (1, 2, 3)]
    links = [Link("copy", "g1", "g2", "same", 1.0), Link("copy", "g2", "g3", "same", 1.0)]
    record = collate(texts, links, configuration=DOSSIER)
    assert [card.copy_of for card in record.articles] == [None, "g1", "g1"]


def shooting(article: str, who: str, victims: str, speaker: str, name: str) -> Reading:
    draft = Draft(article, f"Am 28. Juni hätten bei Obersteg {who} auf {victims} geschossen, sagte {speaker}.")
    place = draft.entity("Obersteg", "place")
    shooters = draft.entity(who, "group", kind="nominal")
    hit = draft.entity(victims, "group", kind="nominal")
    voice = draft.entity(speaker, "organisation", name=name)
    draft.event(
        "ASSAULT",
        "geschossen",
        actors=[shooters],
        recipients=[hit],
        places=[place],
        when="2023-06-28",
        time_text="28. Juni",
        source=voice,
    )
    return draft.done()


def test_who_shot_at_our_own_was_not_of_us() -> None:
    readings = [
        shooting("s1", "aserbaidschanische Soldaten", "Beamte", "Eriwan", "Regierung Armeniens"),
        shooting("s2", "Insassen", "Soldaten", "Baku", "Regierung Aserbaidschans"),
    ]
    (event,) = compiled(readings).events
    assert variant(event, "perpetrator").status == "differ"
    # where both sides' perpetrators are nobody's, nothing is known
    readings = [readings[1], shooting("s3", "Unbekannte", "Beamte", "Eriwan", "Regierung Armeniens")]
    (event,) = compiled(readings).events
    assert variant(event, "perpetrator").status == "single"


def test_a_label_names_who_met_not_also_whom_he_stands_for() -> None:
    configured = DossierConfiguration.model_validate(
        {
            "title": "Probe",
            "actors": [
                {"id": "land", "name": "Nordland", "type": "state"},
                {"id": "minister", "name": "Anton Berger", "type": "person", "on_behalf_of": "land"},
                {"id": "gast", "name": "Doris Vogel", "type": "person"},
            ],
        }
    )
    draft = Draft("m1", "Nordlands Minister Anton Berger traf am 28. Juni Doris Vogel.")
    land, one, other = (
        draft.entity("Nordlands", "state", name="Nordland"),
        draft.entity("Anton Berger", "person"),
        draft.entity("Doris Vogel", "person"),
    )
    draft.event("CONSULT", "traf", actors=[land, one], recipients=[other], when="2023-06-28", time_text="28. Juni")
    reading = draft.done()
    (event,) = collate([reading], resolve([reading], configuration=configured), configuration=configured).events
    assert event.label == "Treffen Anton Berger – Doris Vogel, 28. Juni 2023"


def test_a_part_of_the_dead_does_not_say_whose_all_are() -> None:
    draft = Draft("p1", "Am 28. Juni starben bei Obersteg fünf Menschen: drei armenische Soldaten und zwei Besucher.")
    place = draft.entity("Obersteg", "place")
    part = draft.entity("drei armenische Soldaten", "group", kind="nominal")
    draft.event(
        "ASSAULT",
        "starben",
        recipients=[part],
        places=[place],
        when="2023-06-28",
        time_text="28. Juni",
        killed=5,
    )
    draft.events[0] = replace(draft.events[0], casualties=Casualties(Count(5, 5, "fünf"), None, None))
    own = own_dead("h1", "drei", "armenische Soldaten", "Eriwan", "Regierung Armeniens", 3)
    (event,) = compiled([draft.done(), own]).events
    assert {v.status for v in event.variants if v.slot == "killed"} == {"single"}
