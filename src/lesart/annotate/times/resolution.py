"""From meanings to TIMEX3 values: against the publication date, or the moment that the text is telling of.

The text is read in order. What it tells of moves on with every dated expression (`Story`), and later expressions such
as "am selben Tag" or "um 20 Uhr" are counted from there. What neither the publication date nor the story gives stays
open (X in the value), and the anchor says so.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from datetime import date

from lesart.annotate.times import reckoning
from lesart.annotate.times.feasts import feast_day, is_fixed
from lesart.annotate.times.grammar import HolidayEntry
from lesart.annotate.times.lengths import length_value, length_window
from lesart.annotate.times.meanings import (
    Basis,
    CalendarDay,
    CalendarMonth,
    CalendarYear,
    Century,
    Clock,
    DayPart,
    Decade,
    EventOffset,
    Found,
    Length,
    Meaning,
    NamedDay,
    Offset,
    OrdinalUnit,
    PeriodOfYear,
    Purpose,
    Recurrence,
    UnitShift,
    Vague,
    Weekday,
    WeekNumber,
    YearSpan,
)
from lesart.annotate.times.outcomes import (
    UNKNOWN_DAY,
    Resolved,
    as_time,
    century_resolved,
    day_or_none,
    days_away,
    feast_resolved,
    hour_by_daypart,
    offset_resolved,
    open_value,
    says_year,
    shifted,
    shifted_month_year,
    unit_resolved,
    year_resolved,
    years_around,
)
from lesart.annotate.times.story import Moment, Story
from lesart.annotate.times.tense import Tense, TenseReader
from lesart.annotate.times.today import Today
from lesart.annotate.times.values import bounds, month_end
from lesart.schema import Anchor, Time

_TO = re.compile(r"\s*(?:bis|–|-|—)\s*")
_NO_ANCHOR = Anchor("none", reason="no publication date and nothing told before that it could be counted from")
# How far a year-less day may lie on the wrong side of its tense before the other year is taken: plans are told in the
# past tense ("sollte am 29. Juni") and past days in the present, but hardly over more than a month.
_TENSE_SLACK = 30
_MONTH_SLACK = 3


class Resolver:
    """Resolves the expressions of one text in order."""

    def __init__(
        self,
        text: str,
        sentences: Sequence[tuple[int, int]],
        found: Sequence[Found],
        *,
        published: date | None,
        feasts: Mapping[str, HolidayEntry],
        tenses: TenseReader,
    ) -> None:
        self._text, self._sentences, self._found = text, sentences, found
        self._published, self._feasts, self._tenses = published, feasts, tenses
        self._starts = [start for start, _ in sentences]
        self._story = Story()
        self._today = Today(text, found, published)
        self._at = 0

    def resolve(self) -> tuple[Time, ...]:
        """The times of the text."""
        times: list[Time] = []
        for index, found in enumerate(self._found):
            self._at = index
            resolved = self._resolve(found.meaning)
            time = as_time(f"t{index + 1}", self._text, found, resolved)
            times.append(time)
            self._story.tell(Moment.of(time, self._sentence_index(), explicit=says_year(found.meaning)))
        return tuple(times)

    # --- the situation of the expression at hand ---------------------------------------------------------------

    @property
    def _here(self) -> Found:
        return self._found[self._at]

    def _sentence_index(self) -> int:
        return bisect_right(self._starts, self._here.start) - 1

    def _tense(self) -> Tense:
        here = self._here
        return self._tenses.at(self._text, here.start, here.end, self._sentences[self._sentence_index()])

    def _left(self, width: int = 30) -> str:
        start = self._here.start
        return self._text[max(self._sentences[self._sentence_index()][0], start - width) : start]

    def _by_published(self, reason: str) -> Anchor:
        return Anchor("published", self._published.isoformat() if self._published else None, reason=reason)

    # --- one method a meaning ------------------------------------------------------------------------------------

    def _resolve(self, meaning: Meaning) -> Resolved:
        match meaning:
            case CalendarDay():
                return self._calendar_day(meaning)
            case CalendarMonth():
                return self._calendar_month(meaning)
            case CalendarYear():
                return year_resolved(meaning)
            case YearSpan():
                window = (date(meaning.first, 1, 1), date(meaning.second, 12, 31))
                return Resolved("DATE", f"{meaning.first:04d}", window=window)
            case Decade():
                return self._decade(meaning)
            case Century():
                return century_resolved(meaning)
            case PeriodOfYear():
                return self._period(meaning)
            case WeekNumber():
                return self._week_number(meaning)
            case UnitShift():
                return self._unit_shift(meaning)
            case OrdinalUnit():
                return self._ordinal_unit(meaning)
            case Weekday():
                return self._weekday(meaning)
            case NamedDay():
                return self._named_day(meaning)
            case Clock():
                return self._clock(meaning)
            case DayPart():
                return self._daypart(meaning)
            case Length():
                return self._length(meaning)
            case Offset():
                return self._offset(meaning)
            case EventOffset():
                return self._event_offset(meaning)
            case Recurrence():
                return Resolved("SET", meaning.value)
            case Vague():
                return self._vague(meaning)

    def _nearest(self, candidates: Sequence[date]) -> date:
        """Of the same day in neighbouring years the nearest to publication that the tense allows."""
        assert self._published is not None
        published = self._published
        ordered = sorted(candidates, key=lambda day: abs(reckoning.days_apart(published, day)))
        nearest, tense = ordered[0], self._tense()
        away = reckoning.days_apart(published, nearest)
        if tense is Tense.PAST and away > _TENSE_SLACK:
            return next((day for day in ordered if day <= published), nearest)
        if tense is Tense.FUTURE and away < -_TENSE_SLACK:
            return next((day for day in ordered if day >= published), nearest)
        return nearest

    def _calendar_day(self, meaning: CalendarDay) -> Resolved:
        if meaning.month is None:
            return self._day_of_month(meaning.day)
        if meaning.year is not None:
            return Resolved("DATE", f"{meaning.year:04d}-{meaning.month:02d}-{meaning.day:02d}")
        if meaning.year_shift is not None and self._published:
            year = self._published.year + meaning.year_shift
            anchor = self._by_published("year counted from the publication year")
            return Resolved("DATE", f"{year:04d}-{meaning.month:02d}-{meaning.day:02d}", anchor)
        tail = f"{meaning.month:02d}-{meaning.day:02d}"
        told = self._told_year(meaning.month)
        if told is not None:
            return Resolved("DATE", f"{told[0]:04d}-{tail}", told[1])
        if self._published is None:
            return Resolved("DATE", f"XXXX-{tail}", _NO_ANCHOR)
        candidates = [day for y in years_around(self._published) if (day := day_or_none(y, meaning.month, meaning.day))]
        if not candidates:
            return Resolved("DATE", f"XXXX-{tail}", Anchor("none", reason="no near year has that day"))
        day = self._nearest(candidates)
        return Resolved("DATE", day.isoformat(), self._by_published("nearest year that the tense allows"))

    def _told_year(self, month: int) -> tuple[int, Anchor] | None:
        """The year that the story is in, where it tells of another time than the publication's.

        `month` is the month whose year is asked for, or 0 for the year itself.
        """
        if self._published is None or self._tense() is not Tense.PAST:
            return None
        if month and self._is_near_publication(month):
            return None
        moment = self._story.dated_far_from(self._published, self._sentence_index(), within=1)
        if moment is None or moment.day is None:
            return None
        year = moment.day.year + (1 if month and moment.by_month and month < moment.day.month else 0)
        return year, moment.anchor("the story told in the past tense is in this year")

    def _is_near_publication(self, month: int) -> bool:
        """Whether a month of that name lies within two of the publication: news speaks of that one."""
        published = self._published
        return published is not None and min((month - published.month) % 12, (published.month - month) % 12) <= 2

    def _day_of_month(self, number: int) -> Resolved:
        moment = self._story.last_within_month(self._sentence_index())
        if (
            moment is not None
            and moment.day is not None
            and (day := day_or_none(moment.day.year, moment.day.month, number))
        ):
            return Resolved("DATE", day.isoformat(), moment.anchor("month of the date told before"))
        if self._published is None:
            return Resolved("DATE", f"XXXX-XX-{number:02d}", _NO_ANCHOR)
        first = self._published.replace(day=1)
        months = [reckoning.add_months(first, shift) for shift in (-1, 0, 1)]
        candidates = [day for month in months if (day := day_or_none(month.year, month.month, number))]
        before = [day for day in candidates if day <= self._published]
        after = [day for day in candidates if day >= self._published]
        chosen = before[-1] if self._tense() is Tense.PAST and before else (after or candidates)[0]
        return Resolved("DATE", chosen.isoformat(), self._by_published("month by tense"))

    def _calendar_month(self, meaning: CalendarMonth) -> Resolved:
        if meaning.year is not None:
            return Resolved("DATE", f"{meaning.year:04d}-{meaning.month:02d}")
        if self._published is None:
            return Resolved("DATE", f"XXXX-{meaning.month:02d}", _NO_ANCHOR)
        published = self._published
        if meaning.told_year_shift is not None:
            moment = self._story.last_as_fine_as("Y", self._sentence_index())
            if moment is not None and moment.day is not None:
                year, anchor = moment.day.year + meaning.told_year_shift, moment.anchor("in the year told before")
                return Resolved("DATE", f"{year:04d}-{meaning.month:02d}", anchor)
        if meaning.year_shift is not None:
            anchor = self._by_published("year counted from the publication year")
            return Resolved("DATE", f"{published.year + meaning.year_shift:04d}-{meaning.month:02d}", anchor)
        if meaning.shift is not None:
            year = shifted_month_year(published, meaning.month, meaning.shift)
            return Resolved("DATE", f"{year:04d}-{meaning.month:02d}", self._by_published("counted from publication"))
        told = self._told_year(meaning.month)
        if told is not None:
            return Resolved("DATE", f"{told[0]:04d}-{meaning.month:02d}", told[1])
        here = published.year * 12 + published.month
        tense = self._tense()
        candidates = sorted(
            (year for year in years_around(published)), key=lambda year: (abs(year * 12 + meaning.month - here), year)
        )
        year = candidates[0]
        away = year * 12 + meaning.month - here
        if tense is Tense.PAST and away > 0:
            year = max(y for y in candidates if y * 12 + meaning.month <= here)
        elif tense is Tense.FUTURE and away < -_MONTH_SLACK:
            year = min(y for y in candidates if y * 12 + meaning.month >= here)
        anchor = self._by_published("nearest year that the tense allows")
        return Resolved("DATE", f"{year:04d}-{meaning.month:02d}", anchor)

    def _decade(self, meaning: Decade) -> Resolved:
        if meaning.century is not None:
            return Resolved("DATE", f"{meaning.century:02d}{meaning.digit}")
        century = 20 if meaning.digit <= 1 else 19
        return Resolved(
            "DATE",
            f"{century}{meaning.digit}",
            Anchor("none", reason="the twentieth century is meant where none is said"),
        )

    def _period(self, meaning: PeriodOfYear) -> Resolved:
        code = f"{meaning.kind}{meaning.number}" if meaning.kind in ("Q", "H") else meaning.kind
        if meaning.year is not None:
            return Resolved("DATE", f"{meaning.year:04d}-{code}")
        if self._published is None:
            return Resolved("DATE", f"XXXX-{code}", _NO_ANCHOR)
        published = self._published
        if meaning.year_shift is not None:
            anchor = self._by_published("year counted from the publication year")
            return Resolved("DATE", f"{published.year + meaning.year_shift:04d}-{code}", anchor)
        anchor = self._by_published("nearest year that the tense allows")
        spans = [(year, bounds(f"{year:04d}-{code}")) for year in years_around(published)]
        begun = [year for year, span in spans if span and span[0] <= published]
        ended = [year for year, span in spans if span and span[1] < published]
        open_ = [year for year, span in spans if span and span[1] >= published]
        if meaning.shift is not None:
            year = {
                0: published.year,
                -1: max(ended),
                1: min(y for y in years_around(published) if y not in begun),
            }.get(meaning.shift, published.year + meaning.shift)
        elif self._tense() is Tense.PAST or (meaning.kind in ("Q", "H") and self._tense() is Tense.NONE):
            year = max(begun)
        elif self._tense() is Tense.FUTURE:
            year = min(open_)
        else:
            year = min(
                (year for year, span in spans if span), key=lambda y: days_away(published, bounds(f"{y:04d}-{code}"))
            )
        return Resolved("DATE", f"{year:04d}-{code}", anchor)

    def _week_number(self, meaning: WeekNumber) -> Resolved:
        year = meaning.year or (self._published.year if self._published else None)
        if year is None:
            return Resolved("DATE", f"XXXX-W{meaning.week:02d}", _NO_ANCHOR)
        anchor = None if meaning.year else self._by_published("publication year")
        return Resolved("DATE", f"{year:04d}-W{meaning.week:02d}", anchor)

    def _unit_shift(self, meaning: UnitShift) -> Resolved:
        if meaning.basis is Basis.NARRATIVE:
            return self._narrative_shift(meaning)
        if self._published is None:
            return Resolved("TIME" if meaning.daypart else "DATE", open_value(meaning), _NO_ANCHOR)
        shift = meaning.shift
        if self._here.rule in ("this-unit", "of-the-unit") and meaning.unit == "Y" and (told := self._told_year(0)):
            return Resolved("DATE", f"{told[0]:04d}", told[1])
        on_workday = self._published.isoweekday() <= 5
        if meaning.by_tense and meaning.unit == "WE" and on_workday and self._tense() is Tense.PAST:
            shift = -1
        if meaning.by_tense and meaning.unit == "Y" and self._published.month > 6:
            shift = 1  # "the new year" is the coming one in autumn and the present one in spring
        day = shifted(self._published, meaning.unit, shift)
        anchor = self._by_published("counted from publication")
        return unit_resolved(day, meaning, anchor)

    def _narrative_shift(self, meaning: UnitShift) -> Resolved:
        moment = self._story.last_as_fine_as(meaning.unit, self._sentence_index())
        if moment is None or moment.day is None:
            if meaning.unit == "D" or self._published is None:
                return Resolved("TIME" if meaning.daypart else "DATE", open_value(meaning), _NO_ANCHOR)
            day = shifted(self._published, meaning.unit, meaning.shift)
            return unit_resolved(day, meaning, self._by_published("nothing told before; counted from publication"))
        day = shifted(moment.day, meaning.unit, meaning.shift)
        return unit_resolved(day, meaning, moment.anchor("counted from the moment told before"))

    def _ordinal_unit(self, meaning: OrdinalUnit) -> Resolved:
        year, month, anchor = meaning.year, meaning.month, None
        if year is None and self._published:
            year, anchor = self._published.year, self._by_published("publication year")
            if meaning.of and meaning.of.startswith("monat"):
                month = self._published.month
        if year is None:
            return Resolved("DATE", "XXXX-WXX" if meaning.unit == "W" else UNKNOWN_DAY, _NO_ANCHOR)
        if month is None:
            start = self._story.last_day(self._sentence_index(), reach=12) if meaning.unit == "W" else None
            if start is not None and start.day is not None and not meaning.of:
                week = reckoning.week_value(reckoning.add_days(start.day, 7 * (meaning.number - 1)))
                return Resolved("DATE", week, start.anchor("counted from the week of the day told before"))
            if meaning.unit == "W" and meaning.of:
                return Resolved("DATE", f"{year:04d}-W{meaning.number:02d}", anchor)
            return Resolved("DATE", "XXXX-WXX" if meaning.unit == "W" else UNKNOWN_DAY, anchor)
        if meaning.unit == "W":
            first = date(year, month, 1)
            if meaning.number < 0:
                return Resolved("DATE", reckoning.week_value(month_end(year, month)), anchor)
            return Resolved("DATE", reckoning.week_value(reckoning.add_days(first, 7 * (meaning.number - 1))), anchor)
        day = month_end(year, month) if meaning.number < 0 else day_or_none(year, month, meaning.number)
        return Resolved("DATE", day.isoformat() if day else f"{year:04d}-{month:02d}-XX", anchor)

    def _weekday(self, meaning: Weekday) -> Resolved:
        if self._published is None:
            value = f"XXXX-WXX-{meaning.weekday}{meaning.daypart or ''}"
            return Resolved("TIME" if meaning.daypart else "DATE", value, _NO_ANCHOR)
        day, anchor = self._weekday_day(meaning, self._published)
        if meaning.daypart:
            return Resolved("TIME", day.isoformat() + meaning.daypart, anchor)
        return Resolved("DATE", day.isoformat(), anchor)

    def _weekday_day(self, meaning: Weekday, published: date) -> tuple[date, Anchor]:
        first = self._first_of_range()
        if first is not None:
            last = reckoning.add_days(first, (meaning.weekday - first.isoweekday()) % 7)
            return last, Anchor("expression", first.isoformat(), f"t{self._at}", "end of the range that it closes")
        same = published.isoweekday() == meaning.weekday
        ahead = reckoning.on_weekday(published, meaning.weekday, back=False)
        behind = reckoning.on_weekday(published, meaning.weekday, back=True)
        anchor = self._by_published("counted from publication")
        if meaning.weeks is not None and meaning.shift is not None:
            return reckoning.add_days(ahead, 7 * meaning.weeks), anchor
        if meaning.weeks is not None:
            monday = reckoning.add_days(published, 1 - published.isoweekday() + 7 * meaning.weeks)
            return reckoning.add_days(monday, meaning.weekday - 1), anchor
        if meaning.shift == 0:
            in_week = reckoning.add_days(published, meaning.weekday - published.isoweekday())
            return (in_week if in_week >= published or self._tense() is Tense.PAST else ahead), anchor
        if meaning.shift is not None:
            return (behind if meaning.shift < 0 else ahead), anchor
        tense = self._tense()
        if tense is Tense.PAST:
            moment = self._story.dated_far_from(published, self._sentence_index(), within=1, by_day=True)
            if moment is not None and moment.day is not None:
                near = (
                    moment.day
                    if moment.day.isoweekday() == meaning.weekday
                    else reckoning.on_weekday(moment.day, meaning.weekday, back=False)
                )
                return near, moment.anchor("first such weekday after the day told before")
        if same:
            return published, self._by_published("the weekday of publication")
        if tense in (Tense.FUTURE, Tense.PRESENT):
            return ahead, self._by_published("next such weekday, by tense")
        return behind, self._by_published("last such weekday, by tense")

    def _first_of_range(self) -> date | None:
        """The first day of "von Montag bis Freitag", for its last."""
        before = self._found[self._at - 1] if self._at else None
        if before is None or not isinstance(before.meaning, Weekday):
            return None
        moment = self._story.last_day(self._sentence_index())
        to = re.fullmatch(r"\s*(?:bis|–|-)\s*(?:zum\s+)?", self._text[before.end : self._here.start])
        return moment.day if to and moment is not None and moment.id == f"t{self._at}" else None

    def _named_day(self, meaning: NamedDay) -> Resolved:
        feast = self._feasts[meaning.key]
        spec = feast.day
        if meaning.year is not None:
            return feast_resolved(feast_day(spec, meaning.year), feast, None)
        if self._published is None:
            value = f"XXXX-{feast_day(spec, 2000).isoformat()[5:]}" if is_fixed(spec) else UNKNOWN_DAY
            return Resolved("DATE", value, _NO_ANCHOR)
        published = self._published
        if meaning.year_shift is not None:
            day = feast_day(spec, published.year + meaning.year_shift)
            return feast_resolved(day, feast, self._by_published("year counted from the publication year"))
        candidates = [feast_day(spec, year) for year in years_around(published)]
        if meaning.shift is not None and meaning.shift != 0:
            behind = [day for day in candidates if day < published]
            ahead = [day for day in candidates if day > published]
            day = behind[-1] if meaning.shift < 0 else ahead[0]
        else:
            day = self._nearest(candidates)
        return feast_resolved(day, feast, self._by_published("nearest year that the tense allows"))

    # --- times of day ----------------------------------------------------------------------------------------------

    def _day_at_hand(self) -> tuple[str, Anchor]:
        """The day that a time of day belongs to: said right after it, told just before, else the publication day."""
        before = self._found[self._at - 1] if self._at else None
        adjoins = before is not None and self._here.start - before.end <= 2 and isinstance(before.meaning, CalendarDay)
        following = self._found[self._at + 1] if self._at + 1 < len(self._found) and not adjoins else None
        if following is not None and isinstance(following.meaning, CalendarDay | Weekday | NamedDay):
            between = self._text[self._here.end : following.start]
            if re.fullmatch(r"[^\S\n]*,?[^\S\n]*(?:am|an|des|vom|\()?[^\S\n]*", between):
                self._at += 1
                resolved = self._resolve(following.meaning)
                self._at -= 1
                return resolved.value[:10], Anchor(
                    "expression", resolved.value, f"t{self._at + 2}", "the day said with it"
                )
        if self._follows_several_days():
            return "", Anchor("none", reason="several days were told before")
        moment = self._story.last_day(self._sentence_index())
        if moment is not None and moment.day is not None:
            return moment.day.isoformat(), moment.anchor("the day told before")
        if self._is_end_of_clock_range():
            return "", Anchor("none", reason="hours of no said day")
        if self._published is not None:
            return self._published.isoformat(), self._by_published("no day told before")
        return UNKNOWN_DAY, _NO_ANCHOR

    def _is_end_of_clock_range(self) -> bool:
        """Whether this is one end of "von 10 bis 15 Uhr": opening hours, said of many days."""
        for first, second in ((self._at - 1, self._at), (self._at, self._at + 1)):
            if first < 0 or second >= len(self._found):
                continue
            left, right = self._found[first], self._found[second]
            between = self._text[left.end : right.start]
            if isinstance(left.meaning, Clock) and isinstance(right.meaning, Clock) and _TO.fullmatch(between):
                return True
        return False

    def _daypart_just_said(self) -> str | None:
        """The part of the day in "abends um 8 Uhr" or "heute Abend gegen 8 Uhr"."""
        if self._at == 0:
            return None
        before = self._found[self._at - 1]
        between = self._text[before.end : self._here.start]
        if not re.fullmatch(r"\s*,?\s*(?:um|gegen|ab|kurz vor|kurz nach)?\s*", between) or "\n" in between:
            return None
        said = before.meaning
        return said.code if isinstance(said, DayPart) else getattr(said, "daypart", None)

    def _follows_several_days(self) -> bool:
        """Whether the last thing told is a list or range of days, as in "am 25. und 26. August, 20 Uhr"."""
        days = [one for one in self._found[max(0, self._at - 5) : self._at] if not isinstance(one.meaning, Clock)][-2:]
        if len(days) < 2 or not all(isinstance(one.meaning, CalendarDay | Weekday) for one in days):
            return False
        if days[0].start < self._sentences[self._sentence_index()][0]:
            return False
        between = self._text[days[0].end : days[1].start]
        return bool(re.fullmatch(r"\s*(?:und|bis|/|–|-|sowie)\s*(?:am|zum|den|dem|der)?\s*", between))

    def _clock(self, meaning: Clock) -> Resolved:
        hour = hour_by_daypart(meaning.hour, meaning.hint or self._daypart_just_said())
        clock = f"T{hour:02d}:{meaning.minute:02d}"
        if meaning.second is not None:
            clock += f":{meaning.second:02d}"
        day, anchor = self._day_at_hand()
        return Resolved("TIME", day + clock + (meaning.zone or ""), anchor)

    def _daypart(self, meaning: DayPart) -> Resolved:
        if meaning.on is not None:
            on = self._resolve(meaning.on)
            window = bounds(on.value)
            if self._here.rule == "night-to" and window is not None:
                window = (reckoning.add_days(window[0], -1), window[1])
            return Resolved("TIME", on.value + meaning.code, on.anchor, window)
        if (
            meaning.habitual
            and self._story.last_day(self._sentence_index()) is None
            and self._tense() is not Tense.PAST
        ):
            return Resolved("SET", "PT1" + meaning.code.removeprefix("T"))
        day, anchor = self._day_at_hand()
        return Resolved("TIME", day + meaning.code, anchor)

    # --- lengths -----------------------------------------------------------------------------------------------------

    def _length(self, meaning: Length) -> Resolved:
        purpose = meaning.purpose
        if purpose is Purpose.PLAIN:
            purpose = self._purpose()
        value = length_value(meaning)
        if self._published is None or purpose is Purpose.PLAIN:
            return Resolved("DURATION", value)
        window = length_window(meaning, purpose, self._published)
        anchor = self._by_published(f"{purpose.value}: the length is counted from publication") if window else None
        return Resolved("DURATION", value, anchor, window)

    def _purpose(self) -> Purpose:
        lead = re.search(r"\b(vor|seit|in)\s+(?:nun |schon |bereits |über |mehr als )?$", self._left(), re.IGNORECASE)
        if lead is None:
            return Purpose.PLAIN
        word = lead.group(1).lower()
        if word == "in":
            return Purpose.AHEAD if self._tense() in (Tense.FUTURE, Tense.PRESENT) else Purpose.PLAIN
        return Purpose.AGO if word == "vor" else Purpose.SINCE

    def _offset(self, meaning: Offset) -> Resolved:
        unit, number = meaning.length.amounts[0]
        moment = self._story.last_for_offset(self._sentence_index())
        if number is None or moment is None or moment.day is None or unit in ("S", "M", "Q", "3Q", "H"):
            reason = "vague" if number is None else "nothing told before that it could be counted from"
            return Resolved("DURATION", length_value(meaning.length), Anchor("none", reason=reason))
        anchor = moment.anchor("counted from the moment told before")
        return offset_resolved(moment.day, unit, number * meaning.side, anchor)

    def _event_offset(self, meaning: EventOffset) -> Resolved:
        self._at += 1
        target = self._resolve(self._here.meaning)
        self._at -= 1
        span, (unit, number) = bounds(target.value), meaning.length.amounts[0]
        if span is None or number is None or unit in ("S", "M", "Q", "3Q", "H"):
            return Resolved("DURATION", length_value(meaning.length))
        anchor = Anchor("expression", target.value, f"t{self._at + 2}", "counted from the date of the event it names")
        return offset_resolved(span[0], unit, number * meaning.side, anchor)

    def _vague(self, meaning: Vague) -> Resolved:
        if meaning.today and self._published is not None and self._today.is_publication_day(self._at, self._tense()):
            return Resolved("DATE", self._published.isoformat(), self._by_published("the publication day"))
        if meaning.by_tense and self._tense() is Tense.PAST:
            return Resolved("DATE", "PAST_REF")
        if meaning.reference == "PRESENT_REF" and self._published is not None:
            anchor = self._by_published("the present that the text speaks from")
            return Resolved("DATE", meaning.reference, anchor, (self._published, self._published))
        if meaning.reference == "PAST_REF" and self._here.wording_is(self._text, "damals", "seinerzeit"):
            moment = self._story.last_long_before(self._published, self._sentence_index())
            if moment is not None:
                anchor = moment.anchor("the moment told before")
                return Resolved("DATE", meaning.reference, anchor, bounds(moment.value))
        return Resolved("DATE", meaning.reference)
