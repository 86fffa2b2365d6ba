"""Laws of the temporal tagger that hold for every text and date."""

from __future__ import annotations

from calendar import isleap
from datetime import date

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from lesart.annotate.times import TimeTagger
from lesart.annotate.times.numerals import ordinals
from lesart.annotate.times.splitting import split
from lesart.annotate.times.values import bounds, is_valid

MONTHS = (
    "Januar", "Februar", "März", "April", "Mai", "Juni",
    "Juli", "August", "September", "Oktober", "November", "Dezember",
)  # fmt: skip
SHORT = ("Jan.", "Feb.", "März", "Apr.", "Mai", "Jun.", "Jul.", "Aug.", "Sept.", "Okt.", "Nov.", "Dez.")
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
WEEKDAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")
ORDINALS = {number: word for word, number in ordinals().items() if word.endswith("en")}
TAGGER = TimeTagger()

FRAGMENTS = (
    "am 27. Juni", "vom 3. bis 5. Mai", "im Sommer", "seit Anfang März", "vor zwei Jahren", "drei Tage später",
    "am selben Tag", "in der Nacht zum Dienstag", "um 20.30 Uhr", "gegen Mittag", "jeden Montag", "heuer", "damals",
    "Ende nächster Woche", "im Vorjahr", "am Vortag", "in den fünfziger Jahren", "im 19. Jahrhundert", "44 v. Chr.",
    "zu Ostern", "am 29. Februar", "31.11.2020", "2000 Soldaten", "Resolution 1325", "3:2", "1994", "2007/08", "KW 53",
    "im dritten Quartal", "eine halbe Stunde", "zwei Monate nach dem Abkommen vom 9. November 2020", "heute", "morgen",
    "die nächsten drei Wochen", "am 15.", "9999 Jahre", "0,5 Jahre", "am Wochenende", "im Jahr",
    "abends", "Montagnacht",
)  # fmt: skip
WORDS = (
    "wurde",
    "wird",
    "hat",
    "verhandelt",
    "Der Rat",
    "sie",
    ",",
    ".",
    "\n\n",
    "(",
    ")",
    "und",
    "bis",
    "–",
    "„",
    "“",
)

days = st.dates(min_value=date(1583, 1, 1), max_value=date(2100, 12, 31))
texts = st.lists(st.one_of(st.sampled_from(FRAGMENTS), st.sampled_from(WORDS), st.text(max_size=6)), max_size=14).map(
    " ".join
)
publications = st.one_of(st.none(), st.dates(min_value=date(1800, 1, 1), max_value=date(2100, 12, 31)))
styles = st.sampled_from(
    (
        lambda d: f"{d.day}. {MONTHS[d.month - 1]} {d.year}",
        lambda d: f"{d.day}.{d.month}.{d.year}",
        lambda d: f"{d.day:02d}.{d.month:02d}.{d.year}",
        lambda d: f"{d.day}. {d.month}. {d.year}",
        lambda d: d.isoformat(),
        lambda d: f"{d.day}. {SHORT[d.month - 1]} {d.year}",
        lambda d: f"{d.day}. {ROMAN[d.month - 1]}. {d.year}",
        lambda d: f"{WEEKDAYS[d.weekday()]}, {d.day}. {MONTHS[d.month - 1]} {d.year}",
        lambda d: f"{WEEKDAYS[d.weekday()]}, dem {d.day}. {MONTHS[d.month - 1]} {d.year}",
        lambda d: f"{WEEKDAYS[d.weekday()]}, den {d.day:02d}.{d.month:02d}.{d.year}",
        lambda d: f"{ORDINALS[d.day]} {MONTHS[d.month - 1]} {d.year}",
    )
)


@given(texts, publications)
def test_every_value_is_timex3_and_every_span_cuts_its_wording_out_of_one_sentence(
    text: str, published: date | None
) -> None:
    sentences = split(text)
    end = 0
    for time in TAGGER.read(text, published=published):
        assert time.value is not None
        assert is_valid(time.value), (time.text, time.value)
        assert text[time.start : time.end] == time.text
        assert end <= time.start < time.end
        assert any(start <= time.start and time.end <= stop for start, stop in sentences)
        assert (time.earliest is None) == (time.latest is None)
        assert time.earliest is None or time.latest is None or time.earliest <= time.latest
        end = time.end


@given(days, styles, publications)
def test_a_date_written_in_any_style_is_read_back(day: date, style: object, published: date | None) -> None:
    assert callable(style)
    text = f"Das Abkommen vom {style(day)} gilt weiter."
    (time,) = TAGGER.read(text, published=published)
    assert (time.type, time.value) == ("DATE", day.isoformat())
    assert (time.earliest, time.latest) == (day.isoformat(), day.isoformat())


@given(
    st.dates(min_value=date(1850, 1, 1), max_value=date(2090, 12, 31)),
    st.dates(min_value=date(2001, 1, 1), max_value=date(2001, 12, 31)),
    st.sampled_from(
        ("Am {day}. {month} trafen sie sich.", "Am {day}. {month} treffen sie sich.", "Seit {month} ist Ruhe.")
    ),
)
@settings(max_examples=200)
def test_a_year_later_a_yearless_date_is_a_year_later(published: date, day: date, pattern: str) -> None:
    assume((published.month, published.day) != (2, 29))
    text = pattern.format(day=day.day, month=MONTHS[day.month - 1])
    (first,) = TAGGER.read(text, published=published)
    (second,) = TAGGER.read(text, published=published.replace(year=published.year + 1))
    assert first.value is not None
    assert second.value is not None
    assert int(second.value[:4]) == int(first.value[:4]) + 1
    assert second.value[4:] == first.value[4:]


@given(st.dates(min_value=date(2001, 1, 1), max_value=date(2001, 12, 31)))
def test_without_a_publication_date_the_year_stays_open_and_says_so(day: date) -> None:
    (time,) = TAGGER.read(f"Am {day.day}. {MONTHS[day.month - 1]} trafen sie sich.")
    assert time.value == f"XXXX-{day.month:02d}-{day.day:02d}"
    assert time.anchor is not None
    assert time.anchor.basis == "none"
    assert (time.earliest, time.latest) == (None, None)


@given(days)
def test_the_bounds_of_a_year_hold_all_its_days(day: date) -> None:
    first, last = bounds(f"{day.year:04d}") or (day, day)
    assert first <= day <= last
    assert (last - first).days == (365 if isleap(day.year) else 364)
