"""Builds `gazetteers/persons.tsv`: office holders with dates, from Wikidata extracts and a list by hand.

German names stand in the list by hand. Where it is silent, names from Russian, Armenian, Azerbaijani and Georgian are
respelt by the usual German rules; the English form stays as an alias, so that nothing is lost by a wrong guess.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

HEAD = """# Office holders. terms: office@state@start@end; ...; without an end it still ran on 31 January 2026.
# Origin: Wikidata (CC0) through the extracts of every-politician-scrapers (to August 2022) and lists by hand (facts
# of public record; what is uncertain is named in training/gazetteers/holders_since_2022.psv). German spellings by
# hand, else respelt by rule. Built by training/gazetteers. Licence: CC0-1.0.
#id\tname\taliases\tgender\tterms
"""
OFFICES = {
    "hs": "head-of-state", "hg": "head-of-government", "fm": "foreign-minister", "dm": "defence-minister",
    "im": "interior-minister", "vs": "vice-head-of-state", "ps": "parliament-speaker", "sg": "secretary-general",
    "hr": "high-representative", "cp": "commission-president", "rp": "council-president", "sp": "spokesperson",
    "ol": "opposition-leader", "en": "envoy",
}  # fmt: skip
_POSITIONS = (
    (
        r"(Acting )?President( of (?!the (Senate|National Assembly|Regional|Sakha|Pontifical|Executive)).*)?"
        r"|([mM]onarch|King|Emir|Sultan|Emperor) of .*|pope",
        "head-of-state",
    ),
    (
        r"Prime [Mm]inister( of (?!Crimea).*)?|Federal Chancellor of .*|Taoiseach|Premier of .*"
        r"|President of the Executive Yuan",
        "head-of-government",
    ),
    (r"Minister of (Europe and )?Foreign Affairs|Secretary of State", "foreign-minister"),
    (r"Minister of (National )?Defen[cs]e|Secretary of Defen[cs]e|Minister of the Armed Forces", "defence-minister"),
    (r"Minister of (the Interior|Internal Affairs)", "interior-minister"),
    (r"Minister of Finance|Secretary of the Treasury", "finance-minister"),
    (r"Minister of Justice|Attorney General", "justice-minister"),
    (r"Minister of (the )?Economy.*", "economy-minister"),
    (r"Minister (of|for) .*|State Minister", "minister"),
    (r"(First )?Vice President", "vice-head-of-state"),
    (r"(First )?(Deputy|Vice) Prime Minister", "vice-head-of-government"),
    (
        r"President of the (National Assembly|Senate)|Chairperson of the Parliament|Speaker of the .*"
        r"|Chairman of the (State Duma|Federation Council)",
        "parliament-speaker",
    ),
    (r"[Mm]ayor of .*", "mayor"),
    (r"Foreign Ministry Spokeperson|White House Press Secretary", "spokesperson"),
    (r"Chief of (the )?General Staff|Chairman of the Joint Chiefs of Staff", "military-rank"),
)  # fmt: skip
BY_HAND = ("holders_hand.psv", "holders_since_2022.psv")
Term = tuple[str, str, str, str]
"""Office, state, begin and end."""
_ONE_CHAIR = frozenset({"head-of-state", "head-of-government", "foreign-minister", "defence-minister"})
_STATES = {"ARTSAKH": "XNK"}
_RESPELT = frozenset({"AM", "AZ", "GE", "RU", "XNK"})
_RESPELLING = (
    (r"^j(?=[aeou])", "dsch"), (r"shch", "schtsch"), (r"tch", "tsch"), (r"(?<![cs])ch", "tsch"), (r"(?<!c)sh", "sch"),
    (r"zh", "sch"), (r"kh", "ch"),
    (r"(?<!t)z(?!$)", "s"), (r"ts(?!ch)", "z"), (r"v", "w"), (r"iy(?=e)", "ij"), (r"y(?=[aeou])", "j"),
    (r"(?<=[aeou])y", "i"),
    (r"iy$|yy$", "i"), (r"y$", "i"), (r"y(?=[^aeou])", "y"),
)  # fmt: skip


@dataclass(slots=True)
class Holder:
    """One person on the way into the file."""

    id: str
    name: str
    gender: str
    aliases: list[str] = field(default_factory=list)
    terms: list[Term] = field(default_factory=list)

    def line(self) -> str:
        """The row of the file; terms of one office and state that begin in the same year are one, the first given."""
        kept: dict[tuple[str, str, str], Term] = {}
        for term in self.terms:
            if term[3] and term[3] < term[2][: len(term[3])]:  # the extract has a few terms that end before they begin
                continue
            kept.setdefault((term[0], term[1], term[2][:4]), term)
        aliases = ";".join(a for a in dict.fromkeys(self.aliases) if a and a != self.name)
        terms = ";".join("@".join(term) for term in sorted(kept.values(), key=lambda t: t[2]))
        return "\t".join([self.id, self.name, aliases, self.gender, terms]) + "\n"


def office(position: str) -> str | None:
    """The office code of an English position, or None for one that nobody is called by."""
    return next((code for pattern, code in _POSITIONS if re.fullmatch(pattern, position)), None)


def respell(name: str) -> str:
    """ "Vahagn Khachaturyan" to "Wahagn Chatschaturjan": the German press spelling, by rule."""
    words = []
    for word in name.split():
        low = word.lower()
        for pattern, replacement in _RESPELLING:
            low = re.sub(pattern, replacement, low)
        words.append("-".join(part[:1].upper() + part[1:] for part in low.split("-")))
    return " ".join(words)


def from_extracts(leaders: Path, codes: dict[str, str]) -> dict[str, Holder]:
    """Holders of both extracts by Wikidata id; `codes` maps Wikidata ids of states to their codes."""
    found: dict[str, Holder] = {}
    with (leaders / "office_holders.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            code = office(row["position"])
            state = _STATES.get(row["country"], row["country"])
            if code is None or not row["personID"].startswith("Q"):
                continue
            holder = found.get(row["personID"])
            if holder is None:
                gender = {"male": "m", "female": "f"}.get(row["gender"], "?")
                name = respell(row["person"]) if state in _RESPELT else row["person"]
                holder = found[row["personID"]] = Holder(row["personID"], name, gender, [row["person"]])
            holder.terms.append((code, state, row["start"], row["end"]))
    with (leaders / "world_leaders_wikidata_2021.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            code, state = office(row["positionLabel"]), codes.get(row["countryid"])
            if code is None or state is None or not row["officeholder"].startswith("Q"):
                continue
            name = row["officeholderLabel"]
            holder = found.setdefault(row["officeholder"], Holder(row["officeholder"], name, "?", [name]))
            if not any(t[:2] == (code, state) for t in holder.terms):
                holder.terms.append((code, state, row["start_year"], row["end_year"]))
    return found


def build(shared: Path, here: Path, target: Path) -> int:
    """Writes the file; returns the number of persons."""
    codes = {}
    for line in (target.parent / "states.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            cells = line.split("\t")
            codes[cells[9]] = cells[0]
    holders = from_extracts(shared / "leaders", codes)
    by_name = {alias.casefold(): holder for holder in holders.values() for alias in holder.aliases}
    certain: list[Term] = []
    for line in (line for file in BY_HAND for line in (here / file).read_text(encoding="utf-8").splitlines()):
        if not line or line.startswith("#"):
            continue
        name, others, gender, terms = line.split("|")
        aliases = [a for a in others.split(";") if a]
        known = next((by_name[a.casefold()] for a in (name, *aliases) if a.casefold() in by_name), None)
        holder = known or Holder("h:" + re.sub(r"\W+", "-", name.casefold()), name, gender)
        holder.aliases = [*aliases, *(a for a in (holder.name, *holder.aliases) if a not in aliases)]
        holder.name, holder.gender = name, gender
        listed = [tuple(term.split("@")) for term in terms.split(";") if term]
        by_hand = [(OFFICES[t[0]], t[1], t[2], t[3]) for t in listed]
        offices = {(t[0], t[1]) for t in by_hand}
        holder.terms = by_hand + [t for t in holder.terms if (t[0], t[1]) not in offices]
        holders[holder.id] = holder
        by_name |= {alias.casefold(): holder for alias in (name, *aliases)}
        certain += by_hand
    end_succeeded(holders.values(), certain)
    target.write_text(HEAD + "".join(h.line() for h in holders.values()), encoding="utf-8")
    return len(holders)


def end_succeeded(holders: Iterable[Holder], certain: list[Term]) -> None:
    """An office of one chair that the extracts leave open ends where a later holder of the list by hand begins."""
    begins: dict[tuple[str, str], list[str]] = {}
    for office_, state, start, _ in certain:
        begins.setdefault((office_, state), []).append(start)
    for holder in holders:
        for number, term in enumerate(holder.terms):
            later = [start for start in begins.get((term[0], term[1]), ()) if start > term[2]]
            if not term[3] and later and term[0] in _ONE_CHAIR and term not in certain:
                holder.terms[number] = (term[0], term[1], term[2], min(later))
