"""A publication date that the text itself shows: a dateline, a "Stand:" line, a byline. Nothing is guessed."""

from __future__ import annotations

import re
from datetime import date

from lesart.annotate.times.grammar import Grammar, load_grammar
from lesart.annotate.times.surroundings import WEEKDAY, surroundings

# The head of an article in which a dateline stands, and its foot for "Stand: ...".
_HEAD, _FOOT = 400, 250
_LINE = re.compile(rf"^[ \t]*(?:[A-ZÄÖÜ][\w./ -]{{1,40}},\s*(?:den\s+)?)?{WEEKDAY}?$", re.IGNORECASE)
_AGENCY = re.compile(r"^[ \t]*[A-ZÄÖÜ][\wÄÖÜäöüß/. -]{1,40},\s*$")
_AFTER_DATELINE = re.compile(
    r"\s*(?:\((?:[A-Za-zÄÖÜ/. ]{2,25})\)|[-–—:|,.]|$|\n|,?\s*\d{1,2}[.:]\d\d|\bvon\b|uhr)", re.IGNORECASE
)
_NUMERIC = re.compile(r"(?<![\d.])(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?!\d)|(?<!\d)(\d{4})-(\d\d)-(\d\d)(?!\d)")


def publication_date(text: str, grammar: Grammar | None = None) -> date | None:
    """The publication date that the text shows in so many words, or None.

    It is shown where a full date (day, month, year) stands behind "Stand:", "Veröffentlicht am" and the like in the
    head or foot of the text; or opens a line of the head, alone, behind a place ("Jerewan, 27. Juni 2023 (dpa) –") or
    beside a byline. Two different dates of that kind show nothing.
    """
    lists = (grammar or load_grammar()).words
    months = "|".join(sorted(lists["month"], key=len, reverse=True))
    spelled = re.compile(rf"(?<![\d.])(\d{{1,2}})\.\s?({months})\s+(\d{{4}})(?!\d)", re.IGNORECASE)
    shown: set[date] = set()
    for pattern in (spelled, _NUMERIC):
        for match in pattern.finditer(text):
            in_head, in_foot = match.start() < _HEAD, match.end() > len(text) - _FOOT
            if not (in_head or in_foot):
                continue
            day = _day_of(match, lists["month"])
            if day is not None and _shows_publication(text, match, in_head=in_head):
                shown.add(day)
    return shown.pop() if len(shown) == 1 else None


def _day_of(match: re.Match[str], months: dict[str, int | str]) -> date | None:
    parts = [part for part in match.groups() if part is not None]
    try:
        if len(parts[0]) == 4:
            return date(int(parts[0]), int(parts[1]), int(parts[2]))
        month = int(parts[1]) if parts[1].isdigit() else int(months[parts[1].lower()])
        return date(int(parts[2]), month, int(parts[0]))
    except ValueError:
        return None


def _shows_publication(text: str, match: re.Match[str], *, in_head: bool) -> bool:
    line_start = text.rfind("\n", 0, match.start()) + 1
    before = text[line_start : match.start()]
    if surroundings().publication_mark.search(before):
        return True
    if not in_head:
        return False
    after = _AFTER_DATELINE.match(text, match.end())
    return after is not None and bool(_LINE.match(before) or _AGENCY.match(before))
