"""Whether "heute" is the day of publication or the present age.

"Heute" in a news report is the day it appears; in an essay, an interview or a portrait it mostly means nowadays. The
text is read as news where it speaks of yesterday, of weekdays, of hours or of dates around its publication; a single
"heute" can decide for itself by the words around it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from lesart.annotate.times.meanings import CalendarDay, Clock, DayPart, Found, UnitShift, Vague, Weekday
from lesart.annotate.times.surroundings import surroundings
from lesart.annotate.times.tense import Tense

_NEAR_DAYS = 3
# News names a day, a weekday or an hour at least this often; a long essay may do so once by chance.
_CHARACTERS_A_DAY = 3000


class Today:
    """Decides for the "heute" of one text."""

    def __init__(self, text: str, found: Sequence[Found], published: date | None) -> None:
        self._text, self._found = text, found
        days = sum(published is not None and _is_of_the_day(one, published) for one in found)
        todays = sum(isinstance(one.meaning, Vague) and one.meaning.today for one in found)
        self._news = days > 0 and days * 2 >= todays and days * _CHARACTERS_A_DAY >= len(text)

    def is_publication_day(self, index: int, tense: Tense) -> bool:
        """Whether the expression at that index, in a clause of that tense, is the publication day."""
        here = self._found[index]
        left, right = self._text[max(0, here.start - 20) : here.start], self._text[here.end : here.end + 60]
        near = surroundings()
        if here.rule == "todays":
            return self._news and bool(near.happening.match(right))
        before_age, after_age = near.age
        if before_age.search(left) or after_age.match(right):
            return False
        neighbours = self._found[index + 1 : index + 2]
        if any(isinstance(n.meaning, Clock | DayPart) and n.start - here.end < 25 for n in neighbours):
            return True
        return bool(near.after_today.match(right)) or self._news or tense is Tense.PAST


def _is_of_the_day(found: Found, published: date) -> bool:
    """Whether an expression is one that news of the day uses: a weekday, an hour, yesterday, a date close by."""
    match found.meaning:
        case Weekday() | Clock():
            return True
        case UnitShift(unit="D", shift=-1 | 1):
            return True
        case CalendarDay(day=day, month=int(month), year=year):
            return _is_near(year or published.year, month, day, published)
    return False


def _is_near(year: int, month: int, day: int, published: date) -> bool:
    try:
        return abs((date(year, month, day) - published).days) <= _NEAR_DAYS
    except ValueError:
        return False
