"""Whether "heute" is the day of publication or the present age.

"Heute" in a news report is the day it appears; in an essay, an interview or a portrait it mostly means nowadays. The
text is read as news where it speaks of yesterday, of weekdays or of hours; a single "heute" can decide for itself by
the words around it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from lesart.annotate.times.meanings import Clock, DayPart, Found, UnitShift, Vague, Weekday
from lesart.annotate.times.tense import Tense

_AGE = re.compile(r"\b(?:bis|noch|auch|selbst|erst|von|gerade|das|die|der)\s+$", re.IGNORECASE)
_AGE_AFTER = re.compile(
    r"\s+(?:noch|nicht mehr|kaum|wieder|üblich|lebt|leben|oft|immer|weiß|wissen|kann man|jeder|keine|die meisten|zu tage)\b"
)
_DAY_AFTER = re.compile(r"\s+(?:in der|im laufe|um|ab|vormittag|abend|mitgeteilt|bekannt|vor\b)", re.IGNORECASE)


class Today:
    """Decides for the "heute" of one text."""

    def __init__(self, text: str, found: Sequence[Found]) -> None:
        self._text, self._found = text, found
        days = sum(
            isinstance(f.meaning, Weekday | Clock)
            or (isinstance(f.meaning, UnitShift) and f.meaning.unit == "D" and abs(f.meaning.shift) == 1)
            for f in found
        )
        todays = sum(isinstance(f.meaning, Vague) and f.meaning.today for f in found)
        self._news = days > 0 and days * 2 >= todays

    def is_publication_day(self, index: int, tense: Tense) -> bool:
        """Whether the expression at that index, in a clause of that tense, is the publication day."""
        here = self._found[index]
        left, right = self._text[max(0, here.start - 20) : here.start], self._text[here.end : here.end + 30]
        if _AGE.search(left) or _AGE_AFTER.match(right):
            return False
        neighbours = self._found[index + 1 : index + 2]
        if any(isinstance(n.meaning, Clock | DayPart) and n.start - here.end < 25 for n in neighbours):
            return True
        if _DAY_AFTER.match(right):
            return True
        return self._news or tense is Tense.PAST
