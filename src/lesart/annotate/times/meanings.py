"""What an expression says before it is known when "now" is: the shapes between grammar and resolution.

The grammar turns a wording into one of these; `resolution` turns one of these and a situation (publication date,
what was told before, tense) into a TIMEX3 value.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum


class Basis(Enum):
    """From where a shift is counted: the publication date, or the moment that the text is telling of."""

    SPEECH = "speech"
    NARRATIVE = "narrative"


class Purpose(Enum):
    """What a length is used for, as the preposition before it says."""

    PLAIN = "plain"
    AGO = "ago"
    AHEAD = "ahead"
    SINCE = "since"
    LAST = "last"
    NEXT = "next"


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A day by number and month, either of which (and the year) may be left to the situation."""

    day: int
    month: int | None = None
    year: int | None = None
    year_shift: int | None = None
    daypart: str | None = None


@dataclass(frozen=True, slots=True)
class CalendarMonth:
    """A month by name; `shift` is "last" (-1), "this" (0) or "next" (1) month of that name.

    `told_year_shift` counts the year from the one told of ("im August desselben Jahres").
    """

    month: int
    year: int | None = None
    year_shift: int | None = None
    shift: int | None = None
    told_year_shift: int | None = None


@dataclass(frozen=True, slots=True)
class CalendarYear:
    """A year; negative before Christ (44 v. Chr. is -44)."""

    year: int


@dataclass(frozen=True, slots=True)
class YearSpan:
    """Two years that are one season: "2007/08"."""

    first: int
    second: int


@dataclass(frozen=True, slots=True)
class Decade:
    """Ten years; `century` is None where only "the fifties" is said."""

    digit: int
    century: int | None = None


@dataclass(frozen=True, slots=True)
class Century:
    """The nth century, negative before Christ."""

    number: int


@dataclass(frozen=True, slots=True)
class PeriodOfYear:
    """A quarter ("Q"), half ("H") or season ("SP", "SU", "FA", "WI") of a year."""

    kind: str
    number: int = 0
    year: int | None = None
    year_shift: int | None = None
    shift: int | None = None


@dataclass(frozen=True, slots=True)
class WeekNumber:
    """A calendar week by its ISO number."""

    week: int
    year: int | None = None


@dataclass(frozen=True, slots=True)
class UnitShift:
    """This, last, next ... day, week, month, year: `unit` is D, W, WE, MO, QU, HY, Y, DE, CE or ML.

    `by_tense`: only "the weekend" or "the new year" is said, and tense or season decides which.
    """

    unit: str
    shift: int
    basis: Basis = Basis.SPEECH
    daypart: str | None = None
    by_tense: bool = False


@dataclass(frozen=True, slots=True)
class OrdinalUnit:
    """The nth week or day of a month or year."""

    unit: str
    number: int
    month: int | None = None
    year: int | None = None
    of: str | None = None


@dataclass(frozen=True, slots=True)
class Weekday:
    """A weekday; `shift` is "last" (-1), "this" (0), "next" (1) or None, `weeks` counts whole weeks from this one."""

    weekday: int
    shift: int | None = None
    weeks: int | None = None
    daypart: str | None = None


@dataclass(frozen=True, slots=True)
class NamedDay:
    """A feast or day of remembrance, by its key in the holiday file."""

    key: str
    year: int | None = None
    year_shift: int | None = None
    shift: int | None = None


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day. `hint` is a part of the day said with it ("abends"), which moves "8 Uhr" to 20:00."""

    hour: int
    minute: int = 0
    second: int | None = None
    hint: str | None = None
    zone: str | None = None


@dataclass(frozen=True, slots=True)
class DayPart:
    """Morning, evening, night ... of the day that the text is telling of; `on` is a day said with it."""

    code: str
    on: CalendarDay | Weekday | UnitShift | None = None
    habitual: bool = False


@dataclass(frozen=True, slots=True)
class Length:
    """An amount of time: pairs of unit and number, None where the number is vague ("einige")."""

    amounts: tuple[tuple[str, Decimal | None], ...]
    purpose: Purpose = Purpose.PLAIN


@dataclass(frozen=True, slots=True)
class Offset:
    """A length after (1) or before (-1) the moment that the text is telling of: "drei Tage später"."""

    length: Length
    side: int


@dataclass(frozen=True, slots=True)
class EventOffset:
    """A length after or before an event whose date the same phrase gives: "zwei Monate nach dem Abkommen vom ..."."""

    length: Length
    side: int


@dataclass(frozen=True, slots=True)
class Recurrence:
    """Something that comes again: a TIMEX3 set value."""

    value: str


@dataclass(frozen=True, slots=True)
class Vague:
    """PRESENT_REF, PAST_REF or FUTURE_REF.

    `today` marks "heute", which may also be the publication day; `by_tense` what is past in a clause in the past
    tense ("zu dieser Zeit").
    """

    reference: str
    today: bool = False
    by_tense: bool = False


Meaning = (
    CalendarDay
    | CalendarMonth
    | CalendarYear
    | YearSpan
    | Decade
    | Century
    | PeriodOfYear
    | WeekNumber
    | UnitShift
    | OrdinalUnit
    | Weekday
    | NamedDay
    | Clock
    | DayPart
    | Length
    | Offset
    | EventOffset
    | Recurrence
    | Vague
)


@dataclass(frozen=True, slots=True)
class Found:
    """An expression in the text with its meaning, before resolution."""

    start: int
    end: int
    meaning: Meaning
    mod: str | None
    rule: str

    def wording_is(self, text: str, *words: str) -> bool:
        """Whether the expression is one of these words, whatever their case."""
        return text[self.start : self.end].lower() in words
