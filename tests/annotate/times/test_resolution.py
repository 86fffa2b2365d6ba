"""What an expression is counted from: the publication date, the story, the tense of its clause, or nothing."""

from __future__ import annotations

from datetime import date

import pytest

from lesart.annotate.times import TimeTagger
from lesart.schema import Time

TAGGER = TimeTagger()
WEDNESDAY = date(2023, 6, 28)


def read(text: str, published: date | None = WEDNESDAY) -> dict[str, Time]:
    return {time.text: time for time in TAGGER.read(text, published=published)}


def values(text: str, published: date | None = WEDNESDAY) -> dict[str, str | None]:
    return {wording: time.value for wording, time in read(text, published).items()}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Am Montag trafen sie sich.", "2023-06-26"),
        ("Am Montag haben die beiden Minister in Genf verhandelt.", "2023-06-26"),
        ("Am Montag wollen sie sich treffen.", "2023-07-03"),
        ("Am Montag beginnt die Konferenz.", "2023-07-03"),
        ("Die Sitzung war für Montag geplant.", "2023-07-03"),
        ("Seit Montag gilt die Waffenruhe.", "2023-06-26"),
        ("Er kündigte an, am Montag abzureisen.", "2023-07-03"),
        ("Am Mittwoch sagte der Sprecher nichts.", "2023-06-28"),
    ],
)
def test_tense_chooses_between_last_and_next_weekday(text: str, value: str) -> None:
    (time,) = TAGGER.read(text, published=WEDNESDAY)
    assert time.value == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Im Dezember brach der Krieg aus.", "2022-12"),
        ("Im Dezember soll gewählt werden.", "2023-12"),
        ("Am 3. Mai wurde er gewählt.", "2023-05-03"),
        ("Am 20. Dezember wurde er gewählt.", "2022-12-20"),
        ("Am 20. Dezember wird er gewählt.", "2023-12-20"),
        ("Das Treffen wird bis zum 29. Juni fortgesetzt.", "2023-06-29"),
    ],
)
def test_the_year_left_out_is_the_nearest_that_the_tense_allows(text: str, value: str) -> None:
    (time,) = TAGGER.read(text, published=WEDNESDAY)
    assert time.value == value


def test_the_story_goes_on_from_the_day_told_last() -> None:
    text = (
        "Am 9. November 2020 endete der Krieg. Am selben Tag feierten Menschen in Baku. Am folgenden Tag rückten "
        "Truppen vor. Zwei Wochen später war der Korridor offen. Am Vortag hatte es Proteste gegeben."
    )
    times = read(text)
    assert times["selben Tag"].value == "2020-11-09"
    assert times["folgenden Tag"].value == "2020-11-10"
    assert times["Zwei Wochen später"].value == "2020-W48"
    anchor = times["selben Tag"].anchor
    assert anchor is not None
    assert (anchor.basis, anchor.time, anchor.value) == ("expression", "t1", "2020-11-09")


def test_nothing_told_before_leaves_the_day_open() -> None:
    time = read("Am selben Tag fielen Schüsse.")["selben Tag"]
    assert time.value == "XXXX-XX-XX"
    assert time.earliest is None
    assert time.anchor is not None
    assert time.anchor.basis == "none"


def test_a_length_before_a_dated_event_becomes_a_date() -> None:
    times = read("Zwei Monate nach dem von Moskau vermittelten Abkommen vom 9. November 2020 trafen sie sich.")
    assert times["Zwei Monate nach"].type == "DATE"
    assert times["Zwei Monate nach"].value == "2021-01"


def test_a_length_before_an_undated_event_stays_a_length() -> None:
    times = read("Zwei Monate nach dem Abkommen trafen sie sich.")
    assert times["Zwei Monate"].value == "P2M"


def test_times_of_day_belong_to_the_day_said_with_them() -> None:
    text = "Am Montag um 20.30 Uhr begann die Sitzung, am Dienstagmorgen endete sie. Gegen Mittag kam die Erklärung."
    assert values(text) == {
        "Montag": "2023-06-26",
        "20.30 Uhr": "2023-06-26T20:30",
        "Dienstagmorgen": "2023-06-27TMO",
        "Mittag": "2023-06-27TMI",
    }


def test_an_hour_after_several_days_belongs_to_none_of_them() -> None:
    assert values("Gespräche am 25. und 26. August, jeweils 20 Uhr")["20 Uhr"] == "T20:00"


def test_lengths_say_which_days_they_point_at() -> None:
    times = read("Vor drei Jahren begann der Krieg, seit zwei Monaten ruht er.")
    assert (times["drei Jahren"].value, times["drei Jahren"].earliest, times["drei Jahren"].latest) == (
        "P3Y",
        "2020-01-01",
        "2020-12-31",
    )
    assert (times["zwei Monaten"].earliest, times["zwei Monaten"].latest) == ("2023-04-01", "2023-06-28")


def test_today_is_the_day_in_news_and_the_age_in_essays() -> None:
    assert values("Gestern trat er zurück. Heute wählt das Parlament den Nachfolger.")["Heute"] == "2023-06-28"
    assert values("Die Grenzen von damals gelten noch heute.")["heute"] == "PRESENT_REF"


def test_then_points_back_to_the_moment_told() -> None:
    time = read("1997 trat er zurück. Damals hatte ihn niemand gestützt.")["Damals"]
    assert (time.value, time.earliest, time.latest) == ("PAST_REF", "1997-01-01", "1997-12-31")


def test_without_a_publication_date_nothing_is_counted() -> None:
    text = "Gestern und am Montag, im Vorjahr und nächste Woche, heute und an Weihnachten."
    assert values(text, None) == {
        "Gestern": "XXXX-XX-XX",
        "Montag": "XXXX-WXX-1",
        "Vorjahr": "XXXX",
        "nächste Woche": "XXXX-WXX",
        "heute": "PRESENT_REF",
        "Weihnachten": "XXXX-12-25",
    }


def test_before_christ_and_long_ago() -> None:
    assert values("44 v. Chr. starb Caesar, 1618 begann der Krieg, im 5. Jahrhundert v. Chr. blühte Athen.") == {
        "44 v. Chr.": "BC0044",
        "1618": "1618",
        "5. Jahrhundert v. Chr.": "BC04",
    }


@pytest.mark.parametrize(
    "text",
    [
        "Insgesamt kehrten 48.000 Flüchtlinge zurück.",
        "Der Sicherheitsrat beschloss die Resolution 1325.",
        "Die Mannschaft siegte 3:2 nach einem 0:1.",
        "Rund 2000 Soldaten rückten vor.",
        "1960 russische Soldaten rückten vor.",
        "Der 24-Jährige starb, er war 24 Jahre alt.",
        "Er wurde im Alter von 88 Jahren begraben.",
        "Die Boeing 1900 und das Windows 2000 stehen still.",
        "Das kostet 1950 Euro und wiegt 1999 Kilogramm.",
        "Herr Sonntag und Frau Mai schwiegen.",
    ],
)
def test_what_looks_like_a_time_and_is_none(text: str) -> None:
    assert TAGGER.read(text, published=WEDNESDAY) == ()


def test_boilerplate_is_left_out() -> None:
    text = "Am Montag schoss er. Mehr vom 3. Mai hier."
    times = TAGGER.read(text, published=WEDNESDAY, skip=[(21, len(text))])
    assert [time.text for time in times] == ["Montag"]
