"""Conditions on the surroundings of a match that a pattern says badly: ages, scores, names, counted things.

Each takes the candidate and answers whether it is a time after all; a rule names its check in the `check` key. The
words they look for are data (`surroundings`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from lesart.annotate.times.surroundings import surroundings


@dataclass(frozen=True, slots=True)
class Candidate:
    """A match in its text. `sentence` bounds what may be looked at."""

    text: str
    start: int
    end: int
    sentence: tuple[int, int]
    match: re.Match[str]

    @property
    def wording(self) -> str:
        """The matched text."""
        return self.text[self.start : self.end]

    def group(self, name: str) -> str:
        """A group of the match, empty where it took no part or the rule has none."""
        return self.match.groupdict().get(name) or ""

    def left(self, width: int = 40) -> str:
        """What stands before it in the sentence."""
        return self.text[max(self.sentence[0], self.start - width) : self.start]

    def right(self, width: int = 40) -> str:
        """What stands after it in the sentence."""
        return self.text[self.end : min(self.sentence[1], self.end + width)]

    @property
    def opens_sentence(self) -> bool:
        """Whether nothing but punctuation stands before it."""
        return not re.search(r"\w", self.text[self.sentence[0] : self.start])

    @property
    def lower_or_opening(self) -> bool:
        """Whether its first letter is small, or large only because the sentence begins."""
        return self.wording[0].islower() or self.opens_sentence


_NOUN_FOLLOWS = re.compile(r"\s+[A-ZÄÖÜ]")
_ADJECTIVES = re.compile(r"(?:\s+(?:[a-zäöüß]{2,}isch|weiter|bewaffnet|verletzt|getötet)(?:e|en|er)\b){1,2}")
"""Only what can be no verb: "1990 starben Soldaten" has a year."""
_RANGE_FOLLOWS = re.compile(r"\s*(?:bis|und|oder|–|-)\s*\d+")


def _bare_year(candidate: Candidate) -> bool:
    """A four-digit number is a year unless it counts, numbers or measures something."""
    near, year = surroundings(), int(candidate.wording[:4])
    left, right = candidate.left(), candidate.right()
    if candidate.text[candidate.start - 1 : candidate.start] in ("#", "@", "$", "€", "+"):
        return False
    if near.number_lead.search(left) or near.counted.match(right) or re.match(r"[.,:]\d|/\d{1,3}(?!\d)|\s\d\d", right):
        return False
    described = _ADJECTIVES.match(right)  # "1960 russische Soldaten"
    if described and near.counted.match(right, described.end()):
        return False
    range_follows = _RANGE_FOLLOWS.match(right)
    if range_follows and near.counted.match(right, range_follows.end()):
        return False
    noun_follows, led = _NOUN_FOLLOWS.match(right), near.year_lead.search(left)
    if near.vague_lead.search(left) and (noun_follows or year % 50 == 0):
        return False
    if 1900 <= year <= 2035:
        # "2000 Soldaten": a round number before a noun is more likely a count than a year
        return not (year % 100 == 0 and noun_follows and not led)
    if not 1000 <= year <= 2100 or (noun_follows and not (1700 < year < 1900 and year % 50)):
        return False
    return bool(led) or (year < 1900 and year % 100 != 0)


def _part_of_year(candidate: Candidate) -> bool:
    return not surroundings().counted.match(candidate.right())


def _decade_numbers(candidate: Candidate) -> bool:
    if "jahre" in candidate.wording.lower() or candidate.group("decade_century"):
        return True
    return bool(candidate.group("determiner")) and not re.match(r"[\s-]+[A-ZÄÖÜ]", candidate.right())


def _decade_bare(candidate: Candidate) -> bool:
    """ "Mitte der Achtziger", "in den Sechzigern"; "der Achtziger Meier" is a man."""
    if _NOUN_FOLLOWS.match(candidate.right()):
        return False
    return bool(
        candidate.group("part") or re.search(r"\b(?:in|seit|aus|bis in|ab)\s+$", candidate.left(), re.IGNORECASE)
    )


def _deictic_day(candidate: Candidate) -> bool:
    """ "morgen" is a day, "Morgen" a part of one."""
    if candidate.wording.lower() != "morgen":
        return True
    if candidate.wording[0].islower():
        return not re.search(r"\b(?:am|gegen|jeden|diesen|guten|nächsten|frühen)\s+$", candidate.left())
    return candidate.opens_sentence and not re.match(r"\s+(?:war|danach|darauf|graut|für)\b", candidate.right())


def _weekday(candidate: Candidate) -> bool:
    word = candidate.wording
    if word[0].islower() or surroundings().before_name.search(candidate.left()):
        return False
    if word.lower().endswith("gs") and not word.isupper():
        return bool(re.search(r"\bdes\s+$", candidate.left(), re.IGNORECASE))
    return True


def _relative_unit(candidate: Candidate) -> bool:
    unit, relative = candidate.group("unit_single").lower(), candidate.group("relative").lower()
    if unit.startswith("tag"):  # not "der letzte Tag", "dieser Tage"
        return unit != "tage" and relative.startswith(("dies", "nächst")) and not relative.startswith("nächstf")
    # "diese Jahre" is a plural
    return not (unit in ("jahre", "jahrhunderte") and not relative.endswith("em"))


def _ordinal_week(candidate: Candidate) -> bool:
    if candidate.group("last") and not candidate.group("month"):
        return False
    if candidate.group("of") or candidate.group("year"):
        return True
    return candidate.group("head").lower() == "woche" and candidate.group("determiner").lower() in ("der", "die")


_AGE_RIGHT = re.compile(r"\s+(?:alt\b|alte[nrsm]?\b|jung\b|jünger|älter|(?:noch nicht )?vollendet)", re.IGNORECASE)
_AGE_LEFT = re.compile(
    r"\balter\s+(?:von|zwischen|ab|bis)\b[^.;]{0,30}$|\b(?:mit|ab|unter|von knapp über)"
    r"\s+(?:(?:nur|erst|über|knapp|fast|gerade einmal)\s+)?$",
    re.IGNORECASE,
)
_YEARS_FOLLOW = re.compile(r"\W+\w+\s+\d*\w*\s*jahre?n?\b", re.IGNORECASE)


def _measures(candidate: Candidate) -> bool:
    """Whether a number, a free adjective and a unit measure time: "ein wertvolles Jahr", but not "ein neuer Tag"."""
    if candidate.group("any_adjective").startswith(("halb", "neu", "ander", "best", "erst", "letzt", "nächst")):
        return False
    long_unit = candidate.group("unit").lower().startswith(("jahr", "monat", "woche", "stunde"))
    return long_unit or not candidate.group("number").lower().startswith("ein")


def _is_age(candidate: Candidate) -> bool:
    right = candidate.right()
    if _AGE_RIGHT.match(right):
        return True
    following = _YEARS_FOLLOW.match(right)
    if following and _AGE_RIGHT.match(right, following.end()):
        return True
    years = following or re.search(r"jahre?n?$", candidate.wording, re.IGNORECASE)
    return bool(years and _AGE_LEFT.search(candidate.left(50)))


def _length(candidate: Candidate) -> bool:
    number = candidate.group("number").lower()
    unit = next(
        (candidate.group(name) for name in ("unit", "unit_short", "compound_unit") if candidate.group(name)), ""
    )
    if _is_age(candidate) or surroundings().no_unit.search(candidate.wording):
        return False
    if candidate.group("compound_unit") and number.startswith("ein"):
        return False
    if candidate.group("any_adjective") and not _measures(candidate):
        return False
    if unit.lower() in ("abend", "abende", "nacht") and number.startswith("ein"):
        return False
    if number.isdigit() and len(number) > 1 and number.startswith("0"):
        return False
    # "des einen Tages" names a day, it does not measure
    return not (unit.lower() in ("tages", "monats", "jahres") and number in ("ein", "eine"))


def _vague_length(candidate: Candidate) -> bool:
    return not _AGE_RIGHT.match(candidate.right())


def _adjective_length(candidate: Candidate) -> bool:
    """ "zehnjähriger Krieg" lasts, "zehnjähriger Junge" is an age."""
    if "jährig" not in candidate.wording.lower():
        return True
    return "Jährig" not in candidate.wording and bool(surroundings().lasting.match(candidate.right(60)))


def _season(candidate: Candidate) -> bool:
    left = candidate.left()
    if not candidate.group("season")[0].isupper() or surroundings().before_season_name.search(left):
        return False
    if any(candidate.group(name) for name in ("relative", "part", "year", "year_relative")):
        return True
    article = candidate.group("determiner").lower()
    return bool(surroundings().before_season.search(left)) and article not in ("die", "das")


def _daypart(candidate: Candidate) -> bool:
    if not candidate.group("daypart_noun")[0].isupper():
        return False
    near, left, article = surroundings(), candidate.left(), candidate.group("determiner").lower()
    if article:
        return article != "das" and bool(near.before_daypart_with_article.search(left))
    return bool(near.before_daypart.search(left))


def _daypart_adverb(candidate: Candidate) -> bool:
    after_clock = re.search(r"(?:\buhr|\d|\bbis|\bdes|\btag)\s+$", candidate.left(), re.IGNORECASE)
    return not after_clock and candidate.lower_or_opening


def _weekday_adverb(candidate: Candidate) -> bool:
    habitual = candidate.group("weekday_adverb").endswith("s")
    return habitual and not re.search(r"\bdes\s+$", candidate.left(), re.IGNORECASE)


def _in_unit(candidate: Candidate) -> bool:
    """ "im Jahr" is a rate only where something is counted before it."""
    if re.match(r"\s+[12]\d{3}", candidate.right()):
        return False
    width = 20 if candidate.wording.lower().startswith(("am", "in")) else 45
    clause = re.split(r"[,;:.(]\s", candidate.left(width))[-1]
    return bool(surroundings().quantity.search(clause))


def _colon_clock(candidate: Candidate) -> bool:
    left, right = candidate.left(), candidate.right()
    before, after = surroundings().result
    if before.search(left) or after.match(right):
        return False
    return bool(re.match(r"\s*(?:uhr|h)\b", right, re.IGNORECASE) or surroundings().before_clock.search(left))


def _past(candidate: Candidate) -> bool:
    word, left, right = " ".join(candidate.wording.lower().split()), candidate.left(), candidate.right()
    if word == "vor kurzem":
        return not re.search(r"\bbis\s+$", left, re.IGNORECASE)
    if word in ("der vergangenheit", "letzter minute"):
        return bool(re.search(r"\bin\s+$", left, re.IGNORECASE))
    if word == "vergangenheit":
        return bool(re.search(r"\b(?:zur|in)\s+$", left, re.IGNORECASE))
    if word == "früher":
        before, after = surroundings().earlier_compared
        return not (before.search(left) or after.match(right) or _NOUN_FOLLOWS.match(right))
    return True


def _present(candidate: Candidate) -> bool:
    """ "zur Zeit der Besatzung" is not now, "im Augenblick der Gefahr" neither."""
    of_something = candidate.wording.lower().startswith(("zur", "im")) and re.match(
        r"\s+(?:der|des|von)\b", candidate.right()
    )
    genitive = candidate.wording.lower() == "der gegenwart" and not re.search(
        r"\bin\s+$", candidate.left(), re.IGNORECASE
    )
    return not (of_something or genitive)


def _future(candidate: Candidate) -> bool:
    word = candidate.wording.lower()
    if word in ("zukunft", "der zukunft"):
        return bool(re.search(r"\b(?:in|für)\s+$", candidate.left(), re.IGNORECASE))
    return not (word == "bald" and re.match(r"\s+(?:wie|als|darauf|danach)\b", candidate.right()))


def _this_time(candidate: Candidate) -> bool:
    return bool(re.search(r"\b(?:in|zu|während|seit|aus)\s+$", candidate.left(), re.IGNORECASE))


def _holiday(candidate: Candidate) -> bool:
    name = candidate.group("holiday")
    return not name[0].islower() or " " in name


def _lower_or_opening(candidate: Candidate) -> bool:
    return candidate.lower_or_opening


CHECKS: Mapping[str, Callable[[Candidate], bool]] = {
    "bare_year": _bare_year,
    "part_of_year": _part_of_year,
    "decade_numbers": _decade_numbers,
    "decade_bare": _decade_bare,
    "deictic_day": _deictic_day,
    "weekday": _weekday,
    "relative_unit": _relative_unit,
    "ordinal_week": _ordinal_week,
    "length": _length,
    "vague_length": _vague_length,
    "adjective_length": _adjective_length,
    "season": _season,
    "daypart": _daypart,
    "daypart_adverb": _daypart_adverb,
    "weekday_adverb": _weekday_adverb,
    "in_unit": _in_unit,
    "colon_clock": _colon_clock,
    "this_time": _this_time,
    "past": _past,
    "present": _present,
    "future": _future,
    "holiday": _holiday,
    "lower_or_opening": _lower_or_opening,
}
"""What a rule's `check` key may name."""
