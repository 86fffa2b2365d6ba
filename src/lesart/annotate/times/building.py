"""From the named groups of a matched rule to its meaning, one function a kind of rule (the rule's `build` key)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal

from lesart.annotate.times import numerals
from lesart.annotate.times.grammar import Grammar
from lesart.annotate.times.meanings import (
    Basis,
    CalendarDay,
    CalendarMonth,
    CalendarYear,
    Century,
    Clock,
    DayPart,
    Decade,
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

Built = tuple[Meaning, str | None]
"""A meaning and its TIMEX3 mod."""


class Groups:
    """The groups of a match, with the values that the word lists give them."""

    def __init__(self, grammar: Grammar, match: re.Match[str]) -> None:
        self._grammar, self._raw, self.wording = grammar, match.groupdict(), match.group()

    def text(self, name: str) -> str | None:
        """The wording of a group, or None where it took no part."""
        return self._raw.get(name)

    def has(self, name: str) -> bool:
        """Whether the group took part."""
        return bool(self._raw.get(name))

    def word(self, name: str, list_name: str | None = None) -> int | str | None:
        """The value that the word list (by default of the same name) gives the group's wording."""
        raw = self._raw.get(name)
        return None if not raw else self._grammar.value(list_name or name, raw)

    def number_of(self, name: str, list_name: str | None = None) -> int | None:
        """The same where the value is a number."""
        value = self.word(name, list_name)
        return None if value is None else int(value)

    def code_of(self, name: str, list_name: str | None = None) -> str | None:
        """The same where the value is a code."""
        value = self.word(name, list_name)
        return None if value is None else str(value)

    def digits(self, name: str) -> int | None:
        """A group of digits as a number."""
        raw = self._raw.get(name)
        return int(raw) if raw else None

    def amount(self, name: str = "number") -> Decimal | None:
        """A cardinal in digits or words."""
        raw = self._raw.get(name)
        return numerals.parse_number(raw) if raw else None

    def year(self) -> int | None:
        """The year of the match: four digits, or two that are read as the nearest century's (up to 2040)."""
        raw = (self._raw.get("year") or self._raw.get("year_any") or self._raw.get("year_apostrophe") or "").strip("'’")
        if not raw:
            return None
        return int(raw) if len(raw) == 4 else int(raw) + (2000 if int(raw) <= 40 else 1900)

    def month(self) -> int | None:
        """The month of the match, by name or number."""
        for name in ("month", "month_short", "month_roman"):
            if self.has(name):
                return self.number_of(name)
        return self.digits("month_number") or self.digits("month_number_two")

    def mod(self) -> str | None:
        """TIMEX3 mod: part of a period ("Ende", "frühen") or approximation ("rund"); empty where it says nothing."""
        for name in ("part", "stage", "approximate"):
            if self.has(name):
                return self.code_of(name) or None
        return None


def _calendar(groups: Groups) -> Built | None:
    day = groups.digits("day") or groups.digits("day_two") or groups.number_of("day_word")
    month, year = groups.month(), groups.year()
    if day is None or (month is not None and day > _longest_month(month, year)):
        return None
    return CalendarDay(day, month, year, year_shift=groups.number_of("relative") if month else None), None


def _longest_month(month: int, year: int | None) -> int:
    if month == 2:
        return 28 if year is not None and (year % 4 or (year % 100 == 0 and year % 400)) else 29
    return 30 if month in (4, 6, 9, 11) else 31


def _month(groups: Groups) -> Built | None:
    month = groups.month()
    if month is None:
        return None
    shift = groups.number_of("relative")
    of_year = groups.text("of_year") is not None
    year_shift, own_shift = (shift, None) if of_year else (None, shift)
    told = groups.number_of("narrative")
    return CalendarMonth(month, groups.year(), year_shift, own_shift, told_year_shift=told), groups.mod()


def _year(groups: Groups) -> Built | None:
    year = groups.year()
    return None if year is None else (CalendarYear(year), groups.mod())


def _early_year(groups: Groups) -> Built:
    return CalendarYear(groups.digits("early_year") or 0), groups.mod()


def _old_year(groups: Groups) -> Built:
    year = groups.digits("old_year") or 0
    before = re.match(r"\s*v", groups.text("era") or "", re.IGNORECASE)
    return CalendarYear(-year if before else year), None


def _season_years(groups: Groups) -> Built | None:
    first, raw = groups.year(), groups.text("second_year") or ""
    if first is None:
        return None
    second = int(raw) if len(raw) == 4 else first // 100 * 100 + int(raw)
    if len(raw) < 4 and second < first:
        second += 100
    return (YearSpan(first, second), None) if 0 < second - first <= 2 else None


def _decade(groups: Groups) -> Built | None:
    digit = groups.number_of("decade_word")
    if digit is None:
        digit = groups.digits("decade_digit")
    if digit is None:
        return None
    century = groups.digits("decade_century")
    if century is None and (of_century := groups.digits("century_number")):
        century = of_century - 1
    return Decade(digit, century), groups.mod()


def _century(groups: Groups) -> Built | None:
    number = groups.digits("century_number") or groups.number_of("century_word")
    if number is None:
        return None
    mod = {1: "FIRST_HALF", 2: "SECOND_HALF"}.get(groups.number_of("half_ordinal") or 0, groups.mod())
    before_christ = re.match(r"\s*v", groups.text("era") or "", re.IGNORECASE)
    return Century(-number if before_christ else number), mod


def _period(groups: Groups) -> Built | None:
    kind = "H" if (groups.text("quarter") or "").lower().startswith(("halb", "jahresh")) else "Q"
    number = groups.digits("quarter_number") or groups.number_of("ordinal_word")
    shift = groups.number_of("relative")
    if number is None and shift == -1 and groups.year() is not None:
        number = 2 if kind == "H" else 4  # "im letzten Quartal 2007"
    if number is None and shift is not None:
        return UnitShift("HY" if kind == "H" else "QU", shift), groups.mod()
    if number is None or number > (2 if kind == "H" else 4):
        return None
    year_shift = groups.number_of("year_relative", "relative")
    return PeriodOfYear(kind, number, groups.year(), year_shift), groups.mod()


def _period_short(groups: Groups) -> Built | None:
    number = groups.digits("quarter_number")
    kind = (groups.text("kind") or "Q").upper()
    return None if number is None else (PeriodOfYear(kind, number, groups.year()), None)


def _season(groups: Groups) -> Built:
    code = groups.code_of("season") or "SU"
    year_shift = groups.number_of("year_relative", "relative")
    return PeriodOfYear(code, 0, groups.year(), year_shift, groups.number_of("relative")), groups.mod()


def _week_number(groups: Groups) -> Built | None:
    week = groups.digits("week_number")
    return None if week is None else (WeekNumber(week, groups.year()), None)


def _deictic_day(groups: Groups) -> Built:
    shift = groups.number_of("deictic_day")
    if shift is None:
        shift = groups.number_of("deictic_adjective") or 0
    daypart = groups.code_of("daypart") if groups.has("deictic_day") else _daypart_said(groups)
    if (
        daypart
        and groups.has("deictic_day")
        and re.fullmatch("morgen|früh", groups.text("daypart") or "", re.IGNORECASE)
    ):
        daypart = "TMO"
    if shift == 0 and daypart is None and groups.has("deictic_day"):
        return Vague("PRESENT_REF", today=True), None
    return UnitShift("D", shift, daypart=daypart), None


def _todays(groups: Groups) -> Built:
    daypart = _daypart_said(groups)
    return (
        (UnitShift("D", 0, daypart=daypart), None)
        if daypart or groups.has("day")
        else (Vague("PRESENT_REF", today=True), None)
    )


def _daypart_said(groups: Groups) -> str | None:
    return groups.code_of("daypart", "daypart_noun") or groups.code_of("daypart_noun")


def _year_adjective(groups: Groups) -> Built:
    return UnitShift("Y", groups.number_of("year_adjective") or 0), None


def _new_year(groups: Groups) -> Built:
    return UnitShift("Y", 0, by_tense=True), None


def _this_year(groups: Groups) -> Built:
    return UnitShift("Y", 0), None


def _previous(groups: Groups) -> Built:
    code = groups.code_of("previous_noun") or "D"
    if code.startswith("+"):
        return UnitShift(code[1:], 1, Basis.NARRATIVE), None
    if code == "YY":
        return UnitShift("Y", -2), None
    if code == "EV":
        return UnitShift("D", -1, Basis.NARRATIVE, daypart="TEV"), None
    return UnitShift(code, -1, Basis.NARRATIVE if code == "D" else Basis.SPEECH), None


def _weekday(groups: Groups) -> Built:
    name = "weekday_name" if groups.has("weekday_name") else "weekday"
    weekday = groups.number_of(name) or 1
    shift = groups.number_of("relative")
    daypart = groups.code_of("daypart", "daypart" if not groups.has("daypart_noun") else "daypart_noun")
    if groups.has("of_week"):
        return Weekday(weekday, weeks=shift, daypart=daypart), None
    return Weekday(weekday, shift, daypart=daypart), None


def _weekday_ahead(groups: Groups) -> Built:
    two = re.search(r"14|zwei", groups.text("ahead") or "")
    return Weekday(groups.number_of("weekday_name") or 1, shift=1, weeks=2 if two else 1), None


def _unit(groups: Groups) -> Built:
    unit, shift = groups.code_of("unit_single") or "D", groups.number_of("relative") or 0
    # "an diesem Tag", "am nächsten Tag" go on with the story; "dieses Jahr", "nächste Woche" are seen from now.
    basis = Basis.NARRATIVE if unit == "D" else Basis.SPEECH
    return UnitShift(unit, shift, basis), groups.mod()


def _narrative_unit(groups: Groups) -> Built:
    unit = groups.code_of("unit_single") or "D"
    return UnitShift(unit, groups.number_of("narrative") or 0, Basis.NARRATIVE), None


def _unit_after(groups: Groups) -> Built:
    unit = {"woche": "W", "monat": "MO", "jahr": "Y"}.get((groups.text("head") or "").lower(), "D")
    return UnitShift(unit, groups.number_of("after_adverb") or 1, Basis.NARRATIVE), None


def _part_compound(groups: Groups) -> Built:
    for name, unit in (("part_compound_month", "MO"), ("part_compound_year", "Y"), ("part_compound_week", "W")):
        if groups.has(name):
            return UnitShift(unit, 0), groups.code_of(name)
    raise ValueError("a compound without its list")


def _this_week(groups: Groups) -> Built:
    return UnitShift("W", 0), None


def _weekend(groups: Groups) -> Built:
    return UnitShift("WE", 0, by_tense=True), None


def _ordinal_unit(groups: Groups) -> Built:
    unit = {"woche": "W", "monat": "MO", "tag": "D"}[(groups.text("head") or "woche").lower()]
    of = (groups.text("of") or "").lower() or None
    number = -1 if groups.has("last") else groups.number_of("ordinal_word") or 1
    return OrdinalUnit(unit, number, groups.month(), groups.year(), of), None


def _window(groups: Groups) -> Built:
    last = groups.has("past_adjective")
    unit = groups.code_of("unit_plural") or "D"
    number = groups.amount("number2") or groups.amount()
    return Length(((unit, number),), Purpose.LAST if last else Purpose.NEXT), None


def _length(groups: Groups) -> Built | None:
    number = groups.amount()
    unit = groups.code_of("unit") or groups.code_of("unit_short") or _unit_of_compound(groups.text("compound_unit"))
    if number is None or unit is None:
        return None
    amounts = [(unit, number)]
    second, second_unit = groups.amount("number2"), groups.code_of("unit2", "unit")
    if second is not None and second_unit and groups.has("and"):
        amounts.append((second_unit, second))
    return Length(tuple(amounts)), groups.mod()


def _unit_of_compound(word: str | None) -> str | None:
    endings = (
        ("minute", "M"),
        ("stunde", "H"),
        ("tag", "D"),
        ("woche", "W"),
        ("monat", "MO"),
        ("jahrzehnt", "DE"),
        ("jahr", "Y"),
    )
    lowered = (word or "").lower()
    return next((code for ending, code in endings if re.search(ending + r"e?[ns]?$", lowered)), None)


def _half_length(groups: Groups) -> Built:
    unit = groups.code_of("unit_single") or "H"
    if unit == "Y":
        return Length((("MO", Decimal(6)),)), groups.mod()
    if unit == "H":
        return Length((("M", Decimal(30)),)), groups.mod()
    return Length(((unit, Decimal("0.5")),)), groups.mod()


def _vague_length(groups: Groups) -> Built:
    unit = groups.code_of("unit_plural") or groups.code_of("unit_long") or "Y"
    return Length(((unit, None),)), groups.mod()


def _these_days(groups: Groups) -> Built:
    word = (groups.wording or "").lower()
    return Length((("W" if "woch" in word else "MO" if "monat" in word else "D", None),)), None


def _length_compound(groups: Groups) -> Built | None:
    stem, unit = groups.text("number_stem"), groups.code_of("unit_adjective")
    number = Decimal(str(groups.word("number_stem"))) if stem else groups.amount("count_digits")
    if number is None or unit is None:
        return None
    if stem and stem.lower() == "halb":
        return Length(
            ((("MO", Decimal(6)) if unit == "Y" else ("M", Decimal(30)) if unit == "H" else (unit, number)),)
        ), None
    return Length(((unit, number),)), None


def _whole_length(groups: Groups) -> Built:
    return Length(((groups.code_of("unit_single") or "D", Decimal(1)),)), None


def _offset(groups: Groups) -> Built:
    amount = groups.amount() if groups.has("number") else None
    length = Length(((groups.code_of("unit") or "D", amount),))
    side = groups.number_of("after_adverb") or groups.number_of("after_adverb_early") or 1
    return Offset(length, side), groups.mod()


def _clock(groups: Groups) -> Built | None:
    hour = groups.digits("hour")
    if hour is None:
        hour = groups.number_of("hour_word")
    minute = groups.digits("minute") or groups.digits("minute_two") or groups.digits("minute_after")
    minute = minute or groups.number_of("minute_word") or 0
    if hour is None or (hour == 24 and minute):
        return None
    zone, second = groups.code_of("zone") or None, groups.digits("second")
    return Clock(hour, minute, second, groups.code_of("hour_hint"), zone), None


def _half_clock(groups: Groups) -> Built | None:
    hour = groups.digits("hour") if groups.has("hour") else groups.number_of("hour_word")
    return (
        (Clock(hour - 1, 30, hint=groups.code_of("hour_hint")), None) if hour is not None and 1 <= hour <= 24 else None
    )


def _quarter_clock(groups: Groups) -> Built | None:
    hour = groups.digits("hour") if groups.has("hour") else groups.number_of("hour_word")
    if hour is None or not 1 <= hour <= 24:
        return None
    words = " ".join((groups.text("quarter_clock") or "").lower().split())
    minutes = {"viertel nach": 15, "viertel vor": -15, "dreiviertel": -15, "viertel": -45}.get(words)
    if minutes is None:
        off = int(numerals.parse_number(groups.text("minutes_off") or "") or 0)
        minutes = (off if groups.text("side") == "nach" else -off) - (30 if words.endswith("halb") else 0)
    total = (hour * 60 + minutes) % (24 * 60)
    return Clock(total // 60, total % 60, hint=groups.code_of("hour_hint")), None


def _midnight(groups: Groups) -> Built:
    return Clock(24), None


def _day_of(groups: Groups) -> CalendarDay | Weekday | None:
    day, month = groups.digits("day"), groups.month()
    if day is not None and month is not None:
        return CalendarDay(day, month, groups.year()) if day <= _longest_month(month, groups.year()) else None
    weekday = groups.number_of("weekday_name")
    return None if weekday is None else Weekday(weekday)


def _night_to(groups: Groups) -> Built | None:
    day = _day_of(groups)
    return None if day is None else (DayPart("TNI", day), None)


def _daypart_of(groups: Groups) -> Built | None:
    code = groups.code_of("daypart_noun") or "TEV"
    if groups.has("same_day"):
        shift = 0 if (groups.text("same_day") or "").lower() in ("selben", "gleichen") else 1
        return DayPart(code, UnitShift("D", shift, Basis.NARRATIVE)), groups.mod()
    day = _day_of(groups)
    return None if day is None else (DayPart(code, day), groups.mod())


def _relative_daypart(groups: Groups) -> Built:
    code = groups.code_of("daypart_noun") or "TEV"
    shift = groups.number_of("relative") or 0
    # "am nächsten Morgen" goes on with the story, "vergangene Nacht" is seen from now
    basis = (
        Basis.NARRATIVE if shift > 0 and (groups.text("relative") or "").lower().startswith("nächst") else Basis.SPEECH
    )
    return UnitShift("D", shift, basis, daypart=code), None


def _daypart(groups: Groups) -> Built:
    return DayPart(groups.code_of("daypart_noun") or "TEV"), groups.mod()


def _daypart_adverb(groups: Groups) -> Built:
    return DayPart(groups.code_of("daypart_adverb") or "TEV", habitual=True), None


def _frequency(groups: Groups) -> Built:
    return Recurrence(groups.code_of("frequency") or "P1D"), None


_PERIODS = {"S": "PT1S", "M": "PT1M", "H": "PT1H", "D": "P1D", "W": "P1W", "WE": "XXXX-WXX-WE", "MO": "P1M"}
_PERIODS |= {"QU": "P3M", "HY": "P6M", "Y": "P1Y", "DE": "P1DE", "CE": "P1CE", "ML": "P1ML"}
_PERIOD_OF_NOUN = {"sekunde": "PT1S", "minute": "PT1M", "stunde": "PT1H", "tag": "P1D", "woche": "P1W", "monat": "P1M"}
_PERIOD_OF_NOUN |= {"quartal": "P3M", "jahr": "P1Y", "wochenende": "XXXX-WXX-WE", "nacht": "XXXX-XX-XXTNI"}


def _every(groups: Groups) -> Built | None:
    ordinal = groups.number_of("ordinal_word") or groups.digits("quarter_number") or 1
    if groups.has("evening"):
        weekday, part = groups.number_of("weekday_name"), groups.code_of("evening", "daypart_noun")
        return Recurrence(f"XXXX-WXX-{weekday}{part}"), None
    if groups.has("day"):
        return Recurrence(f"XXXX-WXX-{groups.number_of('day', 'weekday_name')}"), None
    if groups.has("daypart_noun"):
        return Recurrence(f"XXXX-XX-XX{groups.code_of('daypart_noun')}"), None
    if groups.has("month"):
        return Recurrence(f"XXXX-{groups.number_of('month'):02d}"), None
    if groups.has("season"):
        return Recurrence(f"XXXX-{groups.code_of('season')}"), None
    value = _PERIODS.get(groups.code_of("unit_single") or "") or _PERIOD_OF_NOUN.get(
        (groups.text("hour_unit") or "").lower()
    )
    if value is None:
        return None
    return Recurrence(value.replace("1", str(ordinal), 1) if value.startswith("P") else value), None


def _every_number(groups: Groups) -> Built | None:
    unit = groups.code_of("unit") or "D"
    number = groups.amount() if groups.has("number") else None
    if number is None:
        return Recurrence(_PERIODS[unit].replace("1", "X", 1)), None
    return Recurrence(_PERIODS[unit].replace("1", f"{number:f}", 1)), None


def _per_unit(groups: Groups) -> Built | None:
    for name in ("unit", "unit2", "unit3"):
        if groups.has(name):
            return Recurrence(_PERIOD_OF_NOUN[(groups.text(name) or "").lower()]), None
    return (Recurrence(groups.code_of("frequency") or "P1D"), None) if groups.has("frequency") else None


def _weekday_adverb(groups: Groups) -> Built:
    return Recurrence(f"XXXX-WXX-{groups.number_of('weekday_adverb')}"), None


def _holiday(groups: Groups) -> Built:
    year_shift = groups.number_of("year_relative", "relative")
    if year_shift is None:
        year_shift = groups.number_of("year_relative2", "relative")
    return NamedDay(groups.code_of("holiday") or "", groups.year(), year_shift, groups.number_of("relative")), None


def _present(groups: Groups) -> Built:
    return Vague("PRESENT_REF"), None


def _past(groups: Groups) -> Built:
    return Vague("PAST_REF"), None


def _this_time(groups: Groups) -> Built:
    return Vague("PRESENT_REF", by_tense=True), None


def _future(groups: Groups) -> Built:
    return Vague("FUTURE_REF"), None


Builder = Callable[[Groups], Built | None]

BUILDERS: Mapping[str, Builder] = {
    "calendar": _calendar,
    "month": _month,
    "year": _year,
    "early_year": _early_year,
    "old_year": _old_year,
    "season_years": _season_years,
    "decade": _decade,
    "century": _century,
    "period": _period,
    "period_short": _period_short,
    "season": _season,
    "week_number": _week_number,
    "deictic_day": _deictic_day,
    "todays": _todays,
    "this_year": _this_year,
    "year_adjective": _year_adjective,
    "new_year": _new_year,
    "previous": _previous,
    "weekday": _weekday,
    "weekday_ahead": _weekday_ahead,
    "unit": _unit,
    "narrative_unit": _narrative_unit,
    "unit_after": _unit_after,
    "part_compound": _part_compound,
    "this_week": _this_week,
    "weekend": _weekend,
    "ordinal_unit": _ordinal_unit,
    "window": _window,
    "length": _length,
    "half_length": _half_length,
    "vague_length": _vague_length,
    "these_days": _these_days,
    "length_compound": _length_compound,
    "whole_length": _whole_length,
    "offset": _offset,
    "clock": _clock,
    "half_clock": _half_clock,
    "quarter_clock": _quarter_clock,
    "midnight": _midnight,
    "night_to": _night_to,
    "daypart_of": _daypart_of,
    "relative_daypart": _relative_daypart,
    "daypart": _daypart,
    "daypart_adverb": _daypart_adverb,
    "frequency": _frequency,
    "every": _every,
    "every_number": _every_number,
    "per_unit": _per_unit,
    "weekday_adverb": _weekday_adverb,
    "holiday": _holiday,
    "present": _present,
    "past": _past,
    "this_time": _this_time,
    "future": _future,
}
"""What a rule's `build` key may name."""
