"""Named persons by rule: an office or title before a name, a given name and what follows, and surnames again.

"Ministerpräsident Koch", "Angela Merkel", "Karl-Theodor zu Guttenberg", "Herr Müller", and later in the article
"Merkel" or "Guttenbergs".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lesart.annotate.entities.hints import Found, Hints
from lesart.annotate.entities.words import Word, Words

_INNER = frozenset(
    [
        "von",
        "van",
        "de",
        "den",
        "der",
        "del",
        "della",
        "di",
        "da",
        "dos",
        "du",
        "la",
        "le",
        "al",
        "el",
        "bin",
        "bint",
        "ibn",
        "ben",
        "zu",
        "zur",
        "vom",
        "ter",
        "ten",
    ]
)
_CALENDAR = frozenset(
    [
        "Montag",
        "Dienstag",
        "Mittwoch",
        "Donnerstag",
        "Freitag",
        "Samstag",
        "Sonnabend",
        "Sonntag",
        "Januar",
        "Jänner",
        "Februar",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "August",
        "September",
        "Oktober",
        "November",
        "Dezember",
        "Morgen",
        "Mittag",
        "Abend",
        "Nacht",
        "Vormittag",
        "Nachmittag",
        "Uhr",
        "Jahr",
    ]
)
_NAME_WORD = re.compile(r"(?:[^\W\d_]|['’])+(?:-(?:[^\W\d_]|['’])+)*|(?:al|el|as|an|ar|asch|at|az)-[^\W\d_]+")
_LEADING = frozenset(
    {"head-of-state", "head-of-government", "foreign-minister", "defence-minister", "secretary-general"}
)
_MAX_SURNAME = 2


def find_persons(words: Words) -> list[Found]:
    """Named persons, full forms first and then surnames that were introduced by a full form."""
    full = list(_full_names(words))
    again = list(_surnames_again(words, full))
    return full + again + list(_known_surnames(words, full + again))


def _full_names(words: Words) -> Iterator[Found]:
    at = 0
    while at < len(words):
        span = (
            _known_person(words, at)
            or _after_given_name(words, at)
            or _after_office(words, at)
            or _unknown_pair(words, at)
        )
        if span is None:
            at += 1
            continue
        first, last, evidence = span
        yield _made(words, first, last, evidence)
        at = last + 1


def _made(words: Words, first: int, last: int, evidence: str) -> Found:
    genders = {"m": frozenset({"MAS"}), "f": frozenset({"FEM"})}
    given = next((w.given for w in words.words[first : last + 1] if w.given in genders), None)
    hit = words[first].hit
    refs = hit.refs if hit and hit.start == words[first].start else ()
    hints = Hints(
        refs=tuple(r for r in refs if r.kind == "person"),
        genders=genders.get(given or "", frozenset({"MAS", "FEM"})),
        numbers=frozenset({"SIN"}),
        evidence=evidence,
    )
    start, end = words[first].start, words[last].end
    return Found(start, end, "PER", "named", 80 if evidence != "unknown" else 40, hints)


def _known_person(words: Words, at: int) -> tuple[int, int, str] | None:
    """A name that the knowledge base holds in full."""
    hit = words[at].hit
    if hit is None or hit.joined or hit.start != words[at].start or not any(r.kind == "person" for r in hit.refs):
        return None
    last = words.index_over(hit.end - 1)
    return (at, last, "gazetteer") if last > at else None


def _after_given_name(words: Words, at: int) -> tuple[int, int, str] | None:
    """A given name and the surname behind it; a surname may be any capitalised word but an actor noun or place."""
    word = words[at]
    if word.given is None or not word.capital or word.noun is not None:
        return None
    following = words.get(at + 1)
    if word.common and word.first and (following is None or following.common):  # "Mark", "Rose" open a sentence
        return None
    last, surnames = at, 0
    index = at + 1
    while (following := words.get(index)) is not None and _adjacent(words, index):
        if following.initial or (following.given is not None and following.capital and not surnames):
            last = index
        elif following.text in _INNER and _starts_surname(words, index + 1, surnames=0):
            pass
        elif surnames < _MAX_SURNAME and _starts_surname(words, index, surnames=surnames):
            last, surnames = index, surnames + 1
        else:
            break
        index += 1
    if last == at or words[last].initial:
        return None
    return at, last, "given-name"


def _starts_surname(words: Words, index: int, *, surnames: int) -> bool:
    word = words.get(index)
    if word is None:
        return False
    if word.text in _INNER:
        return _starts_surname(words, index + 1, surnames=surnames)
    lower_article = word.text[:3] in {"al-", "el-", "as-", "ar-", "an-", "az-"}
    if not (word.capital or lower_article) or not _NAME_WORD.fullmatch(word.text) or len(word.text) < 2:
        return False
    if word.text in _CALENDAR or (word.noun is not None and (surnames or word.noun.sort != "office")):
        return False
    if word.noun is not None and word.noun.sort == "office" and word.noun.prefix:
        return False
    if _is_gazetteer_name(word) and words.text_at(index - 1) not in _INNER:
        return False
    return not (surnames and (word.common or word.given is not None))


def _is_gazetteer_name(word: Word) -> bool:
    """States, seats, adjectives and bodies are no surnames; a place may be one ("Jack London")."""
    if word.hit is None or word.hit.joined:
        return False
    return any(r.kind in ("state", "seat", "adjective", "demonym", "organisation") for r in word.hit.refs)


def _after_office(words: Words, at: int) -> tuple[int, int, str] | None:
    """The name after a singular office noun or a title: "Außenminister Lawrow", "Herr Koch", "Dr. Ott"."""
    before = words.get(at - 1)
    word = words[at]
    if before is None or not word.capital or not _adjacent(words, at):
        return None
    titled = before.text in words.nouns.titles
    office = (
        before.noun is not None
        and before.noun.sort in ("office", "person")
        and "SIN" in (before.noun.numbers or {"SIN"})
    )
    if not (titled or office) or word.noun is not None or word.text in _CALENDAR or (word.initial and word.common):
        return None
    if not _NAME_WORD.fullmatch(word.text) or len(word.text) < 3 or _is_gazetteer_name(word) or word.text.isupper():
        return None
    if word.common and not titled and (before.noun is None or before.noun.sort != "office"):
        return None
    if word.hit is not None and any(r.kind in ("capital", "place") for r in word.hit.refs) and word.text.endswith("s"):
        return None  # "Polizeichef Berlins" is a place in the genitive
    last = at
    while (following := words.get(last + 1)) is not None and _adjacent(words, last + 1):
        if (
            (following.text in _INNER and _starts_surname(words, last + 2, surnames=1))
            or following.initial
            or (_starts_surname(words, last + 1, surnames=1) and not following.common)
        ):
            last += 1
        else:
            break
    return at, last, "office" if office else "title"


def _unknown_pair(words: Words, at: int) -> tuple[int, int, str] | None:
    """Two or three capitalised words that no lexicon knows: in news mostly a foreign person."""
    last = at
    while last < len(words) and _unknown(words, last) and (last == at or _adjacent(words, last)):
        last += 1
    length = last - at
    return (at, last - 1, "unknown") if 2 <= length <= 3 else None


def _unknown(words: Words, index: int) -> bool:
    word = words[index]
    return (
        word.capital
        and not word.known
        and word.hit is None
        and word.noun is None
        and len(word.text) > 2
        and "-" not in word.text
        and not word.text.isupper()
        and bool(_NAME_WORD.fullmatch(word.text))
        and not any(c.isupper() for c in word.text[1:])
    )


def _surnames_again(words: Words, full: list[Found]) -> Iterator[Found]:
    """Surnames of persons that were named in full, wherever else they stand, alone or with a genitive -s."""
    taken = [(f.start, f.end) for f in full]
    surnames: set[str] = set()
    for found in full:
        parts = words.text[found.start : found.end].split()
        last = parts[-1]
        surnames.add(last)
        if last.endswith("s") and len(last) > 4:
            surnames.add(last[:-1])
        particle = next((i for i, p in enumerate(parts) if p in _INNER and i), None)
        if particle is not None and particle + 1 < len(parts):
            surnames.add(parts[particle + 1])
    surnames |= _lone_given_names(words, full)
    for word in words.words:
        if not word.capital or any(start <= word.start < end for start, end in taken):
            continue
        bare = word.text
        if bare not in surnames:
            bare = bare.removesuffix("’").removesuffix("'")
            bare = bare[:-1] if bare.endswith("s") and bare not in surnames else bare
        if bare not in surnames or (word.first and word.common and word.noun is not None):
            continue
        if word.common and words.text_at(word.index - 1).lower() in _ARTICLES:
            continue  # "der Koch" after "Roland Koch": the noun
        hints = Hints(genders=frozenset({"MAS", "FEM"}), numbers=frozenset({"SIN"}), evidence="surname")
        yield Found(word.start, word.end, "PER", "named", 70, hints)


def _known_surnames(words: Words, found: list[Found]) -> Iterator[Found]:
    """Surnames of heads of state or government and ministers that an article takes for granted: "Bush", "Lawrow"."""
    taken = {offset for f in found for offset in range(f.start, f.end)}
    for word in words.words:
        if (
            not word.capital
            or word.known
            or word.given
            or word.noun
            or word.hit
            or len(word.text) < 4
            or word.start in taken
        ):
            continue
        for form in (word.text, word.text.removesuffix("s")):
            if any(h.office in _LEADING for p in words.knowledge.by_surname(form) for h in p.holdings):
                hints = Hints(genders=frozenset({"MAS", "FEM"}), numbers=frozenset({"SIN"}), evidence="known-surname")
                yield Found(word.start, word.end, "PER", "named", 65, hints)
                break


def _lone_given_names(words: Words, full: list[Found]) -> set[str]:
    """First parts of full names that only one person here bears: "Thaksin" or "Harry" may stand for the whole."""
    firsts: dict[str, set[str]] = {}
    for found in full:
        first, _, rest = words.text[found.start : found.end].partition(" ")
        if rest and len(first) > 3:
            firsts.setdefault(first, set()).add(rest)
    return {first for first, rests in firsts.items() if len(rests) == 1}


_ARTICLES = frozenset(
    {"der", "die", "das", "den", "dem", "des", "ein", "eine", "einen", "einem", "einer", "eines", "kein", "keine"}
)


def _adjacent(words: Words, index: int) -> bool:
    """Whether only blanks stand between this word and the one before."""
    if index <= 0 or index >= len(words):
        return False
    gap = words.text[words[index - 1].end : words[index].start]
    return bool(gap) and not gap.strip() and "\n" not in gap
