"""Conditions on the surroundings of a match that a pattern says badly: ages, scores, names, counted things.

Each takes the candidate and answers whether it is a time after all; a rule names its check in the `check` key.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass


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


_NOT_BEFORE_YEAR = re.compile(
    r"(?:\d[.,:/]|§|\b(?:nr|nummer|resolution|resolutionen|artikel|art|seite|seiten|paragraf|paragraph|absatz|abs|din|iso|tel|telefon"
    r"|rund|knapp|fast|über|mehr als|weniger als|insgesamt|mindestens|höchstens|bis zu|etwa|circa|ca|zirka|ungefähr|beinahe|gut"
    r"|boeing|airbus|windows|tempo|plz|fax|artikelnummer|postfach|[€$£])\.?)\s*$",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\s*(?:%|€|\$|°|[x×]\b|[-–]?mal\b|(?:prozent|euro|mark|dollar|franken|schilling|lire|rubel|pfund|cent|kronen|yen|drachmen|gulden"
    r"|mio|mrd|millionen|milliarden|tausend|meter|metern|kilometer|kilometern|km|m|cm|kg|kilo|kilogramm|gramm|tonnen|liter|hektar|ha"
    r"|quadratmeter|quadratkilometer|kubikmeter|barrel|grad|watt|kilowatt|megawatt|volt|kcal|ps|seiten|menschen|personen|leute|mann"
    r"|männer|frauen|kinder|jugendliche|einwohner|bewohner|bürger|soldaten|kämpfer|polizisten|beamte|zivilisten|flüchtlinge"
    r"|flüchtlingen|tote|toten|verletzte|verletzten|opfer|gefangene|gefangenen|teilnehmer|besucher|zuschauer|demonstranten|mitglieder"
    r"|mitarbeiter|beschäftigte|arbeitsplätze|stellen|anhänger|wähler|stimmen|unterschriften|fälle|fällen|kilometer|häuser|wohnungen"
    r"|familien|schüler|studenten|gäste|touristen|athleten|läufer|unternehmen|firmen|betriebe|fahrzeuge|autos|panzer|raketen|schuss"
    r"|exemplare|stück|bücher|artikel|teile|arten|meilen|punkte|punkten|zähler|plätze|betten|tiere|jahre|jahren|tage|tagen|stunden"
    r"|wochen|monate|minuten|sekunden|uhr|einsatzkräfte|helfer|blauhelme|zeugen|namen)\b)",
    re.IGNORECASE,
)
_YEAR_LEAD = re.compile(
    r"(?:\b(?:jahr|jahre|jahres|seit|anno|um|vor|nach|bis|ab|aus|in|zwischen|und|oder|von|gegründet|geboren|gestorben|sommer|winter|herbst"
    r"|frühjahr|frühling|anfang|mitte|ende)|[(*†/–-])\s*$",
    re.IGNORECASE,
)


def _bare_year(candidate: Candidate) -> bool:
    year, left, right = int(candidate.wording[:4]), candidate.left(), candidate.right()
    if candidate.text[candidate.start - 1 : candidate.start] in ("#", "@", "$", "€", "+"):
        return False
    if _NOT_BEFORE_YEAR.search(left) or _COUNTED.match(right) or re.match(r"[.,:/]\d|\s\d\d", right):
        return False
    if re.match(r"\s*(?:bis|und|oder|–|-)\s*\d+", right) and _COUNTED.match(re.sub(r"^\D*\d+", "", right)):
        return False
    if 1900 <= year <= 2035:
        # "2000 Soldaten": a round number before a noun is more likely a count than a year.
        return not (year % 100 == 0 and re.match(r"\s+[A-ZÄÖÜ]", right) and not _YEAR_LEAD.search(left))
    if not 1000 <= year <= 2100 or (re.match(r"\s+[A-ZÄÖÜ]", right) and not (1700 < year < 1900 and year % 50)):
        return False
    return bool(_YEAR_LEAD.search(left)) or (year < 1900 and year % 100 != 0)


def _part_of_year(candidate: Candidate) -> bool:
    return not _COUNTED.match(candidate.right())


def _decade_numbers(candidate: Candidate) -> bool:
    groups = candidate.match.groupdict()
    if "jahre" in candidate.wording.lower() or groups["decade_century"]:
        return True
    return bool(groups["determiner"]) and not re.match(r"[\s-]+[A-ZÄÖÜ]", candidate.right())


def _deictic_day(candidate: Candidate) -> bool:
    word = candidate.wording
    if word.lower() != "morgen":
        return True
    if word[0].islower():
        return not re.search(r"\b(?:am|gegen|jeden|diesen|guten|nächsten|frühen)\s+$", candidate.left())
    return candidate.opens_sentence and not re.match(r"\s+(?:war|danach|darauf|graut|für)\b", candidate.right())


def _weekday(candidate: Candidate) -> bool:
    word = candidate.wording
    if word[0].islower():
        return False
    if re.search(
        r"\b(?:herrn?|frau|familie|dr\.|prof\.|minister|blutigen?r?|schwarzen?r?)\s+$", candidate.left(), re.IGNORECASE
    ):
        return False
    if word.lower().endswith("gs") and not word.isupper():
        return bool(re.search(r"\bdes\s+$", candidate.left(), re.IGNORECASE))
    return True


def _relative_unit(candidate: Candidate) -> bool:
    unit, relative = candidate.match["unit_single"].lower(), candidate.match["relative"].lower()
    if unit.startswith("tag"):
        if unit == "tage":  # "dieser Tage"
            return False
        return relative.startswith(("dies", "nächst")) and not relative.startswith("nächstf")
    # "diese Jahre" is a plural
    return not (unit in ("jahre", "jahrhunderte") and not relative.endswith("em"))


def _ordinal_week(candidate: Candidate) -> bool:
    groups = candidate.match.groupdict()
    if groups["last"] and not groups["month"]:
        return False
    return bool(groups["of"] or groups["year"]) or (
        groups["head"].lower() == "woche" and (groups["determiner"] or "").lower() in ("der", "die")
    )


_AGE_BEFORE = re.compile(
    r"\balter\s+(?:von|zwischen|ab|bis)\b[^.;]{0,30}$|\bmit (?:über|knapp|fast|gerade einmal|nur)?\s*$", re.IGNORECASE
)
_AGE_LEFT = re.compile(
    r"\b(?:alter von(?: nur| knapp| rund| etwa| erst)?|mit|ab|unter|von knapp über|mit nur|mit erst)\s+$", re.IGNORECASE
)
_AGE_RIGHT = re.compile(
    r"\s+(?:alt\b|alte[nrsm]?\b|jung\b|jünger\b|älter\b|ältere|(?:noch nicht )?vollendet)", re.IGNORECASE
)
_NO_LENGTH = re.compile(
    r"(?:geburtstage?n?|feiertage?n?|jahrestage?n?|wochentage?n?|parteitage?n?|landtage?n?|spieltage?n?|lebensjahre?n?)$",
    re.IGNORECASE,
)


def _measures(groups: dict[str, str | None]) -> bool:
    """Whether a number, a free adjective and a unit measure time: "ein wertvolles Jahr", but not "ein neuer Tag"."""
    number, unit, adjective = (groups.get(name) or "" for name in ("number", "unit", "any_adjective"))
    if adjective.startswith(("halb", "neu", "ander", "best", "erst", "letzt", "nächst")):
        return False
    return not number.lower().startswith("ein") or unit.lower().startswith(("jahr", "monat", "woche", "stunde"))


def _length(candidate: Candidate) -> bool:
    groups = candidate.match.groupdict()
    wording = candidate.wording
    if _AGE_RIGHT.match(candidate.right()) or _NO_LENGTH.search(wording):
        return False
    if groups.get("any_adjective") and not _measures(groups):
        return False
    years = re.search(r"jahre?n?$", wording, re.IGNORECASE) or re.match(
        r"\W+\w+\s+\d*\w*\s*jahre?n?\b", candidate.right(), re.IGNORECASE
    )
    if years and (_AGE_LEFT.search(candidate.left()) or _AGE_BEFORE.search(candidate.left(50))):
        return False
    unit = (groups.get("unit") or groups.get("unit_short") or groups.get("compound_unit") or "").lower()
    number = (groups.get("number") or "").lower()
    if groups.get("compound_unit") and (number.startswith("ein") or unit.endswith(("montagen", "alltag", "alltage"))):
        return False
    if unit in ("abend", "abende", "nacht") and number.startswith("ein"):
        return False
    if number.isdigit() and len(number) > 1 and number.startswith("0"):
        return False
    # "ein Tag des Zorns" and "des einen Tages" name a day, they do not measure
    return not (unit in ("tages", "monats", "jahres") and number in ("ein", "eine"))


def _vague_length(candidate: Candidate) -> bool:
    return not _AGE_RIGHT.match(candidate.right())


_LASTING = re.compile(
    r"\s+(?:\w+e[nrsm]? )?(?:[A-ZÄÖÜ]\w*)?(?:ung|zeit|haft|strafe|krieg|krieges|dauer|pause|herrschaft|bestehen|arbeit|vertrag|plan|frist"
    r"|streit|konflikt|blockade|kampf|kampfes|verhandlungen|ehe|aufenthalt|suche|debatte|kampagne|phase|periode|karriere|tätigkeit"
    r"|regierung|diktatur|besatzung|gefängnisaufenthalt|exil|unterbrechung|waffenruhe|sperre|mandat|programm|projekt|studium|recherche"
    r"|ausbildung|prozess|verfahren|ringen|tauziehen|mitgliedschaft|freundschaft|zusammenarbeit|lehre|bewährung|laufzeit)\w{0,2}\b"
)


def _adjective_length(candidate: Candidate) -> bool:
    if not re.search("jährig", candidate.wording, re.IGNORECASE):
        return True
    return (
        candidate.wording[-1:].islower()
        and bool(_LASTING.match(candidate.right(60)))
        and "Jährig" not in candidate.wording
    )


def _season(candidate: Candidate) -> bool:
    groups = candidate.match.groupdict()
    if not groups["season"][0].isupper():
        return False
    if re.search(
        r"\b(?:arabische[nrs]?|prager|kroatische[nrs]?|deutsche[nrs]?|heiße[nr])\s+$", candidate.left(), re.IGNORECASE
    ):
        return False
    if groups["relative"] or groups["part"] or groups["year"] or groups["year_relative"]:
        return True
    return bool(
        re.search(
            r"\b(?:ganzen|im|vom|zum|bis|seit|diesen|in|über den|den|des|ab|jeden|gegen|für den)\s+$",
            candidate.left(),
            re.IGNORECASE,
        )
    ) and not (groups["determiner"] and groups["determiner"].lower() in ("die", "das"))


def _daypart(candidate: Candidate) -> bool:
    groups = candidate.match.groupdict()
    if not groups["daypart_noun"][0].isupper():
        return False
    left = candidate.left()
    if groups["determiner"]:
        return (
            bool(re.search(r"\b(?:in|während|seit|bis in|über)\s+$", left, re.IGNORECASE))
            and groups["determiner"].lower() != "das"
        )
    return bool(
        re.search(r"\b(?:am|gegen|zum|vom|bis|jenem|selben|gleichen|über|seit|noch in)\s+$", left, re.IGNORECASE)
    )


def _daypart_adverb(candidate: Candidate) -> bool:
    if re.search(r"(?:\buhr|\d|\bbis|\bdes|\btag)\s+$", candidate.left(), re.IGNORECASE):
        return False
    return candidate.wording[0].islower() or candidate.opens_sentence


def _weekday_adverb(candidate: Candidate) -> bool:
    word = candidate.match["weekday_adverb"]
    return word.endswith("s") and not re.search(r"\bdes\s+$", candidate.left(), re.IGNORECASE)


_QUANTITY = re.compile(
    r"(?:\d|\b(?:einmal|zweimal|dreimal|mehrmals|oft|mal|prozent|euro|mark|dollar|franken|stunden|tage|tonnen|liter|millionen|milliarden|ein|zwei|drei"
    r"|vier|fünf|sechs|sieben|acht|neun|zehn|zwölf|hundert|hunderte|tausend|tausende|dutzende)\b)",
    re.IGNORECASE,
)


def _in_unit(candidate: Candidate) -> bool:
    if re.match(r"\s+[12]\d{3}", candidate.right()):
        return False
    width = 20 if candidate.wording.lower().startswith(("am", "in")) else 45
    clause = re.split(r"[,;:.(]\s", candidate.left(width))[-1]
    return bool(_QUANTITY.search(clause))


def _colon_clock(candidate: Candidate) -> bool:
    if re.match(r"\s*(?:stunden?|minuten?|sekunden?|ins ziel|gewonnen|sieg)\b", candidate.right(), re.IGNORECASE):
        return False
    if re.search(
        r"\b(?:zeit|rückstand|vorsprung|ergebnis|endstand|stand) (?:von|nach)\s+$", candidate.left(), re.IGNORECASE
    ):
        return False
    if re.match(r"\s*(?:uhr|h)\b", candidate.right(), re.IGNORECASE):
        return True
    lead = r"(?:\b(?:um|gegen|ab|bis|von|seit|vor|nach|ist|auf|uhrzeit:?|beginn:?|[a-z]+tag,?|mittwoch,?|frühmorgens|abends|morgens)|\d{4},?)\s*$"
    return bool(re.search(lead, candidate.left(), re.IGNORECASE))


_OF_TIME = re.compile(r"der (?:vergangenheit|zukunft|gegenwart)$|^zukunft$|letzter minute", re.IGNORECASE)


def _reference(candidate: Candidate) -> bool:
    word, left, right = candidate.wording.lower(), candidate.left(), candidate.right()
    if word == "vor kurzem" and re.search(r"\bbis\s+$", left, re.IGNORECASE):
        return False
    if _OF_TIME.search(word):
        return bool(re.search(r"\b(?:in|für)\s+$", left, re.IGNORECASE))
    if word == "früher":
        return not re.match(r"\s+(?:als|oder|zu\b|dran|aufstehen|[A-ZÄÖÜ])", right) and not re.search(
            r"\b(?:viel|etwas|noch|deutlich|\w+e[nr]?|je)\s+$", left
        )
    if word == "bald" and re.match(r"\s+(?:wie|als|darauf|danach)\b", right):
        return False
    if word.startswith(("künftig", "zukünftig", "damalig", "derzeitig", "momentan")) or word == "bald":
        return not re.match(r"-", right)
    return True


def _this_time(candidate: Candidate) -> bool:
    return bool(re.search(r"\b(?:in|zu|während|seit|aus)\s+$", candidate.left(), re.IGNORECASE))


def _holiday(candidate: Candidate) -> bool:
    return (
        candidate.match["holiday"][0].isupper()
        or candidate.match["holiday"][0].isdigit()
        or " " in candidate.match["holiday"]
    )


def _todays(candidate: Candidate) -> bool:
    return candidate.wording[0].islower() or candidate.opens_sentence


CHECKS: Mapping[str, Callable[[Candidate], bool]] = {
    "bare_year": _bare_year,
    "part_of_year": _part_of_year,
    "decade_numbers": _decade_numbers,
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
    "past": _reference,
    "future": _reference,
    "holiday": _holiday,
    "todays": _todays,
}
"""What a rule's `check` key may name."""
