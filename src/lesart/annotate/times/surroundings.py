"""The words beside a candidate that decide whether it is a time at all, as patterns."""

from __future__ import annotations

import re
from functools import cached_property, lru_cache

from pydantic import BaseModel, ConfigDict

from lesart.resources import load_yaml

_Words = tuple[str, ...]
WEEKDAY = r"(?:(?:mo|di|mi|do|fr|sa|so|\w+tag|mittwoch|sonnabend)\.?,?\s*(?:den|der|dem)?\s*)"
"""A weekday before a date, long or short."""


class SurroundingsFile(BaseModel):
    """The word lists of surroundings.yaml, where each is explained."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    origin: str
    licence: str
    number_lead: _Words
    vague_lead: _Words
    year_lead: _Words
    counted: _Words
    lasting: _Words
    quantity: _Words
    no_unit: _Words
    before_name: _Words
    before_season_name: _Words
    before_season: _Words
    before_daypart: _Words
    before_daypart_with_article: _Words
    after_earlier: _Words
    before_earlier: _Words
    after_result: _Words
    before_result: _Words
    before_clock: _Words
    before_age: _Words
    after_age: _Words
    after_today: _Words
    happening: _Words
    publication_mark: _Words


def _any_of(words: _Words) -> str:
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=len, reverse=True))


class Surroundings:
    """The patterns, made when first asked for. `before_*` match at the end of what stands left, `after_*` at the
    beginning of what stands right."""

    def __init__(self, file: SurroundingsFile) -> None:
        self._file = file

    @staticmethod
    def _before(words: _Words, *, besides: str = "") -> re.Pattern[str]:
        return re.compile(rf"(?:{besides}\b(?:{_any_of(words)})\.?)\s*$", re.IGNORECASE)

    @staticmethod
    def _after(words: _Words, *, besides: str = "") -> re.Pattern[str]:
        return re.compile(rf"\s*(?:{besides}(?:{_any_of(words)})\b)", re.IGNORECASE)

    @cached_property
    def number_lead(self) -> re.Pattern[str]:
        """Left of a number that is no year."""
        return self._before(self._file.number_lead, besides=r"(?<!\b[12]\d\d\d/)(?<=\d[.,:/])|§|[€$£]|")

    @cached_property
    def vague_lead(self) -> re.Pattern[str]:
        """Left of a number that may be a count."""
        return self._before(self._file.vague_lead)

    @cached_property
    def year_lead(self) -> re.Pattern[str]:
        """Left of a year."""
        return self._before(self._file.year_lead, besides=r"[(*†/–-]|")

    @cached_property
    def counted(self) -> re.Pattern[str]:
        """Right of a number that counts."""
        return self._after(self._file.counted, besides=r"%|€|\$|°|[x×]\b|[-–]?mal\b|")

    @cached_property
    def lasting(self) -> re.Pattern[str]:
        """Right of "zehnjährig": a noun that lasts."""
        nouns = _any_of(self._file.lasting)
        return re.compile(rf"\s+(?:\w+e[nrsm]? )?(?:[A-ZÄÖÜ]\w*)?(?:{nouns}|{nouns.title()})\w{{0,2}}\b")

    @cached_property
    def quantity(self) -> re.Pattern[str]:
        """Anywhere left of a rate."""
        return re.compile(rf"\d|\b(?:{_any_of(self._file.quantity)})\b", re.IGNORECASE)

    @cached_property
    def no_unit(self) -> re.Pattern[str]:
        """At the end of a wording that measures nothing."""
        return re.compile(rf"(?:{_any_of(self._file.no_unit)})$", re.IGNORECASE)

    @cached_property
    def before_name(self) -> re.Pattern[str]:
        """Left of a name."""
        return self._before(self._file.before_name)

    @cached_property
    def before_season_name(self) -> re.Pattern[str]:
        """Left of a season that is a name."""
        return self._before(self._file.before_season_name)

    @cached_property
    def before_season(self) -> re.Pattern[str]:
        """Left of a season that is a time."""
        return self._before(self._file.before_season)

    @cached_property
    def before_daypart(self) -> re.Pattern[str]:
        """Left of a part of the day without an article."""
        return self._before(self._file.before_daypart)

    @cached_property
    def before_daypart_with_article(self) -> re.Pattern[str]:
        """Left of a part of the day with its article."""
        return self._before(self._file.before_daypart_with_article)

    @cached_property
    def earlier_compared(self) -> tuple[re.Pattern[str], re.Pattern[str]]:
        """Left and right of a "früher" that compares."""
        return self._before(self._file.before_earlier), self._after(self._file.after_earlier)

    @cached_property
    def result(self) -> tuple[re.Pattern[str], re.Pattern[str]]:
        """Left and right of a result such as 2:46."""
        return self._before(self._file.before_result), self._after(self._file.after_result)

    @cached_property
    def age(self) -> tuple[re.Pattern[str], re.Pattern[str]]:
        """Left and right of a "heute" that means nowadays."""
        return self._before(self._file.before_age), self._after(self._file.after_age)

    @cached_property
    def after_today(self) -> re.Pattern[str]:
        """Right of a "heute" that means the day."""
        return self._after(self._file.after_today)

    @cached_property
    def happening(self) -> re.Pattern[str]:
        """Right of "heutig": a noun that the day brings."""
        nouns = _any_of(self._file.happening)
        return re.compile(rf"\s+(?:[a-zäöü]\w+\s+)?[A-ZÄÖÜ]?\w*(?:{nouns})\w{{0,2}}\b", re.IGNORECASE)

    @cached_property
    def publication_mark(self) -> re.Pattern[str]:
        """Left of a publication date: the mark, and perhaps a weekday."""
        marks = _any_of(self._file.publication_mark)
        return re.compile(rf"(?:^|[|(,–-]|\s)(?:{marks})\s*:?\s*{WEEKDAY}?$", re.IGNORECASE)

    @cached_property
    def before_clock(self) -> re.Pattern[str]:
        """Left of a clock time without "Uhr"."""
        return self._before(self._file.before_clock, besides=r"\b\w+tag,?|\bmittwoch,?|\d{4},?|")


@lru_cache(maxsize=1)
def surroundings() -> Surroundings:
    """The package's own; read once a process."""
    return Surroundings(load_yaml("rules/de/times/surroundings.yaml", SurroundingsFile))
