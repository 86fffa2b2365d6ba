"""What the text has told so far: the dated moments that later expressions are counted from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from lesart.annotate.times.values import bounds
from lesart.schema import Anchor, Time

# How many sentences back a moment is still the one that is being told of.
_DAY_REACH = 3
_STORY_REACH = 6
_FAR_DAYS = 62
_FINENESS = {"D": 10, "W": 8, "WE": 8, "MO": 7, "QU": 7, "HY": 7, "Y": 4, "DE": 3, "CE": 2, "ML": 1}


@dataclass(frozen=True, slots=True)
class Moment:
    """A time of the text with its first day. `fine` is the length of its value as a measure of precision."""

    id: str
    value: str
    day: date | None
    fine: int
    sentence: int
    explicit: bool

    @classmethod
    def of(cls, time: Time, sentence: int, *, explicit: bool) -> Moment | None:
        """The moment that a time tells of; None for durations, sets and references."""
        if time.type not in ("DATE", "TIME") or time.value is None:
            return None
        span = bounds(time.value)
        if span is None:
            return None
        day_value = re.fullmatch(r"\d{4}-\d\d-\d\d(T.*)?", time.value)
        fine = 10 if day_value else 8 if "-W" in time.value else 7 if "-" in time.value else len(time.value)
        return cls(time.id, time.value, span[0], fine, sentence, explicit)

    @property
    def by_month(self) -> bool:
        """Whether the value is a month or finer."""
        return self.fine >= 7

    def anchor(self, reason: str) -> Anchor:
        """This moment as the anchor of another time."""
        return Anchor("expression", self.value, self.id, reason)


class Story:
    """The moments in the order of the text."""

    def __init__(self) -> None:
        self._moments: list[Moment] = []

    def tell(self, moment: Moment | None) -> None:
        """Moves the story on."""
        if moment is not None:
            self._moments.append(moment)

    def _last(self, sentence: int, reach: int, fine: int) -> Moment | None:
        for moment in reversed(self._moments):
            if sentence - moment.sentence > reach:
                return None
            if moment.fine >= fine:
                return moment
        return None

    def last_day(self, sentence: int, *, reach: int = _DAY_REACH) -> Moment | None:
        """The day that is being told of, for a time of day."""
        return self._last(sentence, reach, 10)

    def last_within_month(self, sentence: int) -> Moment | None:
        """The last day or month told of, for a bare day of the month."""
        return self._last(sentence, _DAY_REACH, 7)

    def last_as_fine_as(self, unit: str, sentence: int) -> Moment | None:
        """The last moment precise enough to count such units from."""
        return self._last(sentence, _STORY_REACH, _FINENESS.get(unit, 4))

    def last_for_offset(self, sentence: int) -> Moment | None:
        """The last moment of any precision."""
        return self._last(sentence, _STORY_REACH, 4)

    def last_long_before(self, published: date | None, sentence: int) -> Moment | None:
        """The past moment that "damals" points back to; not one from around publication."""
        moment = self._last(sentence, 2, 4)
        if moment is None or moment.day is None or published is None:
            return moment
        return moment if (published - moment.day).days > _DAY_REACH * 10 else None

    def dated_far_from(self, published: date, sentence: int, *, within: int = 5, by_day: bool = False) -> Moment | None:
        """The last moment that the text itself dates with its year, where that is far from publication."""
        for moment in reversed(self._moments):
            if sentence - moment.sentence > within:
                return None
            if moment.explicit and moment.day is not None and moment.fine >= (10 if by_day else 4):
                far = (published - moment.day).days > _FAR_DAYS and moment.day.year != published.year
                return moment if far else None
        return None
