"""Points of an agreement: the stretches of the report on it that say what it contains.

Read are the sentence that reports the agreement, the rest of its paragraph, and the next paragraph where it takes the
agreement up ("Das Papier …"). A sentence gives points only where it says so: by a verb of containing ("sieht vor",
"verpflichtet sich"), by a participle in front ("Vorgesehen sind …"), or, once such a sentence has opened the contents,
by a modal of the future or the bare present. What somebody says about the agreement in quotation is no point.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lesart.collate.agreement_words import WORD, AgreementWords
from lesart.schema import Reading, Span

NEXT = 8
"""Sentences after the report of the agreement that can still belong to its contents."""

LONGEST = 9
"""Words of a phrase between "auf" and the participle."""

_AGREEING_ON = frozenset({"einigen", "verständigen"})
_DETERMINERS = frozenset("die das den ein eine einen alle sämtliche beide".split())  # noqa: SIM905
_CUT = re.compile(r",\s+(?:und\s+|sowie\s+)?|\s+und\s+|\s+sowie\s+")
_SUBJECT_ONLY = re.compile(r"^(?:rund |etwa )?(?:\d+|[a-zäöüß]+) Punkte[.:]?$")


@dataclass(frozen=True, slots=True)
class Point:
    """A stretch of an article that is one point; `tail` is the verb it shares with its neighbours, if any."""

    span: Span
    tail: str


def find_points(reading: Reading, sentences: Sequence[int], words: AgreementWords) -> tuple[Point, ...]:
    """The points that an article lists of an agreement which it reports in the given sentences."""
    text = reading.document.text
    found: list[Point] = []
    opened = False
    for number in _region(reading, sentences, words):
        span = reading.sentences[number]
        if _is_quoted(reading, span):
            continue
        own = list(_agreed(text, span, words)) if number in sentences else []
        own = own or list(_of_sentence(text, span, words))
        if own or _opens(span.cut(text), words):
            opened = True
            found.extend(own)
        elif opened and _goes_on(span.cut(text), words):
            found.append(Point(_trim(text, span), ""))
    unique = {point.span: point for point in found}
    return tuple(unique[span] for span in sorted(unique))


def _region(reading: Reading, sentences: Sequence[int], words: AgreementWords) -> list[int]:
    """The sentences in which the contents can stand."""
    text = reading.document.text
    region: set[int] = set()
    for first in sentences:
        taken_up = False
        for number in range(first, min(first + NEXT, len(reading.sentences))):
            if number > first and "\n" in text[reading.sentences[number - 1].end : reading.sentences[number].start]:
                if taken_up or not _takes_up(reading.sentences[number].cut(text), words):
                    break
                taken_up = True
            region.add(number)
    return sorted(region)


def _takes_up(sentence: str, words: AgreementWords) -> bool:
    """Whether a sentence begins with the agreement: "Das Papier …", "Darin …", "Der Erklärung zufolge …"."""
    row = WORD.findall(sentence)[:3]
    return bool(row) and (row[0] in {"Darin", "Demnach", "Danach"} or any(words.resumes(word) for word in row[:2]))


def _is_quoted(reading: Reading, sentence: Span) -> bool:
    """Whether most of a sentence is what somebody said."""
    said = sum(
        min(span.end, sentence.end) - max(span.start, sentence.start)
        for quotation in reading.quotations
        for span in quotation.content
        if span.overlaps(sentence)
    )
    return said > 0.6 * (sentence.end - sentence.start)


def _of_sentence(text: str, sentence: Span, words: AgreementWords) -> Iterator[Point]:
    found = list(WORD.finditer(text, sentence.start, sentence.end))
    row = [match.group() for match in found]
    if not row:
        return
    if (
        row[0].casefold() in words.participles
        and len(row) > 2
        and row[1] in {"sind", "ist", "wurde", "wurden", "war", "waren"}
    ):
        # "Vorgesehen sind außerdem der Austausch …": everything from the first noun phrase on
        begin = next((at for at, word in enumerate(row[2:], 2) if _begins_phrase(row, at, words)), None)
        if begin is not None:
            yield from _split(text, _trim(text, Span(found[begin].start(), sentence.end)), words, nominal=True)
        return
    verb = next((at for at, word in enumerate(row) if word.islower() and words.contains(word, *row)), None)
    if verb is None or not _about_agreement(row, verb, words):
        return
    after = found[verb].end()
    comma = text.find(",", after, sentence.end)
    between = text[after:comma].split() if comma >= 0 else []
    if comma >= 0 and len(between) <= 2 and not any(word[:1].isupper() for word in between):
        # "verpflichtet sich, … zu …", "sieht vor, dass …"
        clause = _trim(text, Span(comma + 1, sentence.end))
        yield from _split(text, clause, words, nominal=False)
        return
    particle = found[-1].start() if row[-1] in {"vor", "fest", "ein", "zu"} else sentence.end
    if particle > after + 1:
        yield from _split(text, _trim(text, Span(after, particle)), words, nominal=True)


def _agreed(text: str, sentence: Span, words: AgreementWords) -> Iterator[Point]:
    """What the sentence that reports the agreement says was agreed: "vereinbarten, … zu …", "einigten sich auf …"."""
    found = list(WORD.finditer(text, sentence.start, sentence.end))
    row = [match.group() for match in found]
    for at, word in enumerate(row):
        if not word.islower() or not words.makes(word, *row):
            continue
        after = found[at].end()
        if text[after : after + 1] == ",":
            clause = _trim(text, Span(after + 1, sentence.end))
            inside = WORD.findall(clause.cut(text))
            # a relative clause ends in a finite verb, an infinitive clause in its infinitive
            infinitive = bool(inside) and _is_infinitive(inside[-1], len(inside) - 1, inside, words)
            if inside and (inside[0] == "dass" or infinitive):
                yield from _split(text, clause, words, nominal=False)
                return
        before = [number for number in range(max(0, at - LONGEST), at - 1) if row[number] == "auf"]
        if before and words.lemmas(word) & _AGREEING_ON and _begins_phrase(row, before[-1] + 1, words):
            # "haben sich auf eine Kommission verständigt": the participle closes the clause
            stretch = Span(found[before[-1] + 1].start(), found[at - 1].end())
            yield from _split(text, stretch, words, nominal=True)
            return
        rest = [number for number in range(at + 1, min(at + 3, len(row))) if row[number] == "auf"]
        if rest and rest[0] + 1 < len(row) and _begins_phrase(row, rest[0] + 1, words):
            end = text.find(",", found[rest[0]].end(), sentence.end)
            stretch = Span(found[rest[0] + 1].start(), end if end >= 0 else sentence.end)
            yield from _split(text, _trim(text, stretch), words, nominal=True)
            return


def _is_infinitive(word: str, at: int, row: Sequence[str], words: AgreementWords) -> bool:
    """Whether a word is an infinitive with zu: "zu verzichten", "einzusetzen"."""
    if at > 0 and row[at - 1] == "zu":
        return words.lexicon.is_verb(word)
    return "zu" in word[1:-3] and word.endswith("n") and words.lexicon.is_verb(word.replace("zu", "", 1))


def _about_agreement(row: Sequence[str], verb: int, words: AgreementWords) -> bool:
    """Whether the verb's clause speaks of an agreement, or a party binds itself."""
    reflexive = any(word in {"sich"} for word in row[verb : verb + 3])
    return reflexive or any(words.resumes(word) or words.is_agreement(word) for word in row[:verb])


def _opens(sentence: str, words: AgreementWords) -> bool:
    """Whether a sentence announces the contents without giving them: "Das Papier umfasst neun Punkte."."""
    row = WORD.findall(sentence)
    verb = next((at for at, word in enumerate(row) if word.islower() and words.contains(word, *row)), None)
    return verb is not None and _about_agreement(row, verb, words)


def _goes_on(sentence: str, words: AgreementWords) -> bool:
    """Whether a sentence after the opening is still part of the contents: its finite verb is modal or present."""
    row = WORD.findall(sentence)
    finite = next((word for word in row[1:] if word.islower() and words.lexicon.verb(word)), None)
    if finite is None:
        return False
    if finite in words.future:
        return True
    return any(analysis.has("PRÄ", "3") for analysis in words.lexicon.verb(finite)) and not any(
        analysis.has("PRT") for analysis in words.lexicon.verb(finite)
    )


def _split(text: str, span: Span, words: AgreementWords, *, nominal: bool) -> Iterator[Point]:
    """A coordination cut into its parts where each part is a phrase of its own; else the whole."""
    wording = span.cut(text)
    if _SUBJECT_ONLY.match(wording) or len(wording.split()) < 2:
        return
    starts = [0]
    for cut in _CUT.finditer(wording):
        row = WORD.findall(wording[cut.end() :])
        if row and _begins_phrase(row, 0, words):
            starts.append(cut.end())
    pieces = [
        _trim(text, Span(span.start + begin, span.start + end))
        for begin, end in zip(starts, [*starts[1:], len(wording)], strict=True)
    ]
    if nominal:
        yield from (Point(piece, "") for piece in pieces)
        return
    # a shared infinitive ("den Bezirk A bis …, den Bezirk B bis … zurückzugeben"): only parallel phrases are parts
    openings = {wording[begin:].split()[0] for begin in starts}
    if len(pieces) == 1 or len(openings) > 1 or openings & {"dass", "daß"}:
        yield Point(span, "")
        return
    tail = WORD.findall(wording)[-1]
    yield from (Point(piece, "" if piece.end == span.end else tail) for piece in pieces)


def _begins_phrase(row: Sequence[str], at: int, words: AgreementWords) -> bool:
    """Whether a noun phrase in the nominative or accusative begins here; "der Vertriebenen" (genitive) does not."""
    first = row[at].casefold()
    if first in _DETERMINERS:
        return True
    if first != "der":
        return False
    noun = next((word for word in row[at + 1 : at + 4] if word[:1].isupper()), None)
    if noun is None:
        return False
    own = noun.rsplit("-", 1)[-1]
    return any(a.pos == "SUB" and a.has("NOM", "SIN", "MAS") for a in words.lexicon.analyses(own))


def _trim(text: str, span: Span) -> Span:
    """Without blanks, commas and the sentence's end, and without a conjunction left at the end."""
    start, end = span.start, span.end
    while start < end and text[start] in " \n\t,;:–-":
        start += 1
    while end > start and text[end - 1] in " \n\t,;:.!–":
        end -= 1
    for conjunction in (" und", " sowie"):
        if text[start:end].endswith(conjunction):
            end -= len(conjunction)
    while end > start and text[end - 1] in " ,":
        end -= 1
    return Span(start, max(end, start + 1))
