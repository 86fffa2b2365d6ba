"""Numbers of killed, injured, captured and missing people that a sentence gives for an assault.

Comes in: the clause analysis. Goes out: counts with their wording, attached to the trigger that reports them.
"Dutzende"
is [24, null], "Hunderte" [200, null], "mehrere" [2, null], as the annotation guide has it; "mindestens" opens the upper
end, "bis zu" the lower one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from lesart.annotate.clauses import Clause, Syntax, VerbGroup
from lesart.annotate.counts import number
from lesart.annotate.phrases import Phrase
from lesart.schema import Casualties, Count

Harm = Literal["killed", "injured", "captured", "missing"]

_VAGUE: dict[str, tuple[int, int | None]] = {
    "mehrere": (2, None), "mehreren": (2, None), "mehrerer": (2, None),
    "dutzend": (12, 12), "dutzende": (24, None), "dutzenden": (24, None),
    "hunderte": (200, None), "hunderten": (200, None),
    "tausende": (2000, None), "tausenden": (2000, None),
    "zehntausende": (20000, None), "hunderttausende": (200000, None),
}  # fmt: skip
_AT_LEAST = frozenset({"mindestens", "wenigstens", "zumindest"})
_MORE = frozenset({"mehr"})
_UP_TO = frozenset({"höchstens", "maximal"})

_KILLING = frozenset(
    [
        "töten",
        "erschießen",
        "ermorden",
        "umbringen",
        "hinrichten",
        "sterben",
        "umkommen",
        "erstechen",
        "enthaupten",
        "massakrieren",
        "fallen",
        "exekutieren",
        "verbrennen",
        "ertränken",
        "erschlagen",
        "erliegen",
        "köpfen",
    ]
)
_INJURING = frozenset(["verletzen", "verwunden", "anschießen"])
_CAPTURING = frozenset(["entführen", "verschleppen", "gefangennehmen", "kidnappen"])
_DEAD_NOUNS = (
    "tote", "toter", "toten", "todesopfer", "todesopfern", "getötete", "getöteten", "menschenleben",
    "gefallene", "gefallenen", "gefallener",
)  # fmt: skip
_INJURED_NOUNS = (
    "verletzte",
    "verletzter",
    "verletzten",
    "verwundete",
    "verwundeten",
    "schwerverletzte",
    "leichtverletzte",
)
_MISSING_NOUNS = ("vermisste", "vermissten", "vermißte")
_CAPTIVE_NOUNS = ("gefangenschaft", "geiselhaft", "kriegsgefangenschaft")
_PERSON_UNITS = frozenset(
    {"prozent", "jahr", "jahre", "jahren", "tag", "tage", "uhr", "meter", "kilometer", "euro", "dollar", "mal"}
)


@dataclass(frozen=True, slots=True)
class Harmed:
    """One count: the kind of harm, the number, the token that says the harm and the clause and sentence of it."""

    kind: Harm
    count: Count
    token: int
    sentence: int


def harmed(syntax: Syntax) -> list[Harmed]:
    """Every count of victims in the Doc."""
    found: list[Harmed] = []
    for clause in syntax.clauses:
        for verb in clause.verbs:
            kind = _kind_of_verb(verb.lemma, syntax, clause.tokens)
            if kind is None or verb.negation is not None:
                continue
            active = _harms_its_object(syntax, clause, verb, kind)
            phrases = list(clause.objects) if active else ([clause.subject] if clause.subject is not None else [])
            phrases = [_meant(syntax, clause, n) for n in phrases]
            count = None if active else _bare_number(syntax, clause.tokens, verb.head)
            if count is None:
                count = next(
                    (c for n in phrases if n is not None and (c := _phrase_count(syntax, n)) is not None), None
                )
            if count is None and not (active and clause.objects and clause.subject is not None):
                count = _loose_count(syntax, clause, verb.head)
            if count is not None:
                found.append(Harmed(kind, count, verb.head, clause.sentence))
        found += _of_participles(syntax, clause)
    for number_, phrase in enumerate(syntax.phrases):
        kind = _kind_of_noun(syntax.words[phrase.head].text.lower())
        if kind is not None:
            count = _phrase_count(syntax, number_, needs_number=True)
            if count is not None:
                home = syntax.clause_at(phrase.head)
                found.append(Harmed(kind, count, phrase.head, home.sentence if home else -1))
        harmed_by = _of_attribute(syntax, number_)
        if harmed_by is not None:
            found.append(harmed_by)
    found += _of_deeds(syntax)
    return [*found, *_of_totals(syntax, {item.token for item in found})]


def _harms_its_object(syntax: Syntax, clause: Clause, verb: VerbGroup, kind: Harm) -> bool:
    """Whether the victims are the verb's object, not its subject ("starben", "wurden getötet", "kamen ums Leben")."""
    return (
        kind in ("killed", "injured", "captured")
        and verb.lemma not in ("geraten", "kommen")
        and not verb.passive
        and not syntax.has_sein(verb)
        and verb.lemma not in _INTRANSITIVE
        and not _leben(syntax, clause.tokens)
    )


def _meant(syntax: Syntax, clause: Clause, number_: int) -> int:
    """For a relative pronoun the phrase that it stands for: "drei Opfer, die ein Täter erschossen hatte"."""
    relative = syntax.phrases[number_].kind == "relative" and clause.antecedent is not None
    return clause.antecedent if relative and clause.antecedent is not None else number_


def sufferers(syntax: Syntax, sentence: int) -> frozenset[int]:
    """The phrases of a sentence that its words of harm make victims: "drei Tote", "X wurde getötet", "X starb"."""
    found: set[int] = set()
    for clause in syntax.clauses:
        if clause.sentence != sentence:
            continue
        for verb in clause.verbs:
            kind = _kind_of_verb(verb.lemma, syntax, clause.tokens)
            if kind is None:
                continue
            if _harms_its_object(syntax, clause, verb, kind):
                found.update({*clause.objects, *(_meant(syntax, clause, n) for n in clause.objects)})
            elif clause.subject is not None:
                found.update({clause.subject, _meant(syntax, clause, clause.subject)})
        found.update(n for n in clause.phrases if _kind_of_noun(syntax.words[syntax.phrases[n].head].text.lower()))
    return frozenset(member for number_ in found for member in syntax.coordinated(number_))


_ATTRIBUTES: tuple[tuple[str, Harm], ...] = (
    ("getötet", "killed"), ("erschossen", "killed"), ("ermordet", "killed"), ("gefallen", "killed"),
    ("hingerichtet", "killed"), ("umgekommen", "killed"), ("enthauptet", "killed"), ("verletzt", "injured"),
    ("schwerverletzt", "injured"), ("verwundet", "injured"), ("angeschossen", "injured"), ("entführt", "captured"),
    ("verschleppt", "captured"), ("gefangengenommen", "captured"),
)  # fmt: skip


def _of_attribute(syntax: Syntax, number_: int) -> Harmed | None:
    """ "25 verletzte Demonstranten", "der getötete Beamte" (one)."""
    phrase = syntax.phrases[number_]
    for i in range(phrase.start, phrase.end):
        if syntax.words[i].cls not in ("attribute", "adjective") or i == phrase.head:
            continue
        text = syntax.words[i].text.lower()
        kind = next((kind for stem, kind in _ATTRIBUTES if text.startswith(stem)), None)
        kind = "killed" if text in ("tote", "toter", "toten") else kind
        if kind is None:
            continue
        count = _phrase_count(syntax, number_, needs_number=True)
        head = syntax.words[phrase.head]
        if count is None and phrase.plural is False and _person(head.text) and syntax.words[i].text[0].islower():
            count = Count(1, 1, head.text)
        home = syntax.clause_at(i)
        return Harmed(kind, count, i, home.sentence if home else -1) if count is not None else None
    return None


_DEEDS: tuple[tuple[str, Harm], ...] = (
    ("mord", "killed"), ("ermordung", "killed"), ("tötung", "killed"), ("massaker", "killed"),
    ("erschießung", "killed"), ("hinrichtung", "killed"), ("tod", "killed"), ("entführung", "captured"),
    ("verschleppung", "captured"),
)  # fmt: skip


def _of_deeds(syntax: Syntax) -> list[Harmed]:
    """ "der Mord an drei Beamten", "das Massaker an 8000 Dorfbewohnern", "die Entführung von zwölf Geiseln"."""
    found = []
    for number_, phrase in enumerate(syntax.phrases):
        before = syntax.phrases[phrase.after] if phrase.after is not None else None
        if before is None or not (phrase.genitive or phrase.preposition in ("an", "von")):
            continue
        deed = syntax.words[before.head].text.lower()
        kind = next((kind for word, kind in _DEEDS if deed.rstrip("en").endswith(word) or deed.endswith(word)), None)
        clause = syntax.clause_at(before.head)
        if kind is None or clause is None:
            continue
        count = _phrase_count(syntax, number_, needs_number=True)
        if count is not None:
            found.append(Harmed(kind, count, before.head, clause.sentence))
    return found


def _of_participles(syntax: Syntax, clause: Clause) -> list[Harmed]:
    """ "120 Menschen sollen verletzt worden sein": a participle of harm below another verb."""
    heads = {token for verb in clause.verbs for token in (verb.head, verb.finite)}
    found = []
    for i in clause.tokens:
        word = syntax.words[i]
        # "sollen verletzt worden sein": a form that may be finite too is taken for one
        if word.cls not in ("participle", "finite") or i in heads or any(v.negation is not None for v in clause.verbs):
            continue
        lemmas = {a.lemma for a in word.analyses if a.pos == "VER" and a.has("PA2")}
        kind: Harm | None = "killed" if lemmas & _KILLING - {"fallen"} else None
        kind = kind or ("injured" if lemmas & _INJURING else "captured" if lemmas & _CAPTURING else None)
        if kind is None:
            continue
        count = _bare_number(syntax, clause.tokens, i) or _loose_count(syntax, clause, i)
        if count is not None:
            found.append(Harmed(kind, count, i, clause.sentence))
    return found


def _loose_count(syntax: Syntax, clause: Clause, head: int) -> Count | None:
    """The number of the nearest bare phrase of people before a word of harm, where no subject or object was found.

    A phrase after a preposition counts something else ("in zwei Dörfern"), so does one that is counted already.
    """
    for number_ in sorted(clause.phrases, reverse=True):
        phrase = syntax.phrases[number_]
        if phrase.end > head or not (phrase.bare or _compared(syntax, phrase)) or phrase.joined is not None:
            continue
        if _kind_of_noun(syntax.words[phrase.head].text.lower()) is not None:
            return None
        count = _phrase_count(syntax, number_, needs_number=True)
        if count is not None and _people(syntax, number_):
            return count
    return None


def _compared(syntax: Syntax, phrase: Phrase) -> bool:
    """ "Mehr als 200 Bewohner": no preposition, though it looks like one."""
    before = syntax.words[phrase.start - 2].text.lower() if phrase.start > 1 else ""
    return phrase.preposition == "als" and before in ("mehr", "weniger")


_PEOPLE = (
    "mensch", "person", "soldat", "zivilist", "polizist", "kind", "frau", "mann", "männer", "bewohner", "einwohner",
    "kräfte", "leute", "mitarbeiter", "journalist", "kämpfer", "rebell", "demonstrant", "beamte", "arbeiter",
    "gefangene", "geisel", "opfer", "mitglied", "anhänger", "schüler", "student", "flüchtling", "offizier",
    "terrorist", "aufständische", "passant", "teilnehmer", "angehörige", "jugendliche", "bürger", "tourist",
    "häftling", "insasse", "passagier",
)  # fmt: skip


_PERSONAL_ENDINGS = ("er", "ern", "innen", "isten", "enten", "anten", "ige")


def _people(syntax: Syntax, number_: int) -> bool:
    """Whether the phrase names people: a noun of people, or one for a person ("Richter", "Bäuerinnen")."""
    head = syntax.words[syntax.phrases[number_].head]
    text = head.text.lower()
    return any(word in text for word in _PEOPLE) or text.endswith(
        ("er", "ern", "innen", "isten", "enten", "anten", "ige")
    )


_TOTAL_NOUNS = ("zahl", "anzahl", "opferzahl", "gesamtzahl")
_TO = frozenset({"auf", "bei", "mit", "mindestens", "rund", "etwa", "über"})


def _of_totals(syntax: Syntax, known: set[int]) -> list[Harmed]:
    """ "bezifferte die Zahl der getöteten Soldaten auf 105", "Die Zahl der Toten stieg auf 60"."""
    found = []
    for number_, phrase in enumerate(syntax.phrases):
        before = syntax.phrases[phrase.after] if phrase.genitive and phrase.after is not None else None
        if before is None or syntax.words[before.head].text.lower() not in _TOTAL_NOUNS:
            continue
        clause = syntax.clause_at(phrase.head)
        harm = _harm_in(syntax, number_)
        if clause is None or harm is None or harm[1] in known:
            continue
        count = _number_after(syntax, [i for i in clause.tokens if i >= phrase.end])
        if count is not None:
            found.append(Harmed(harm[0], count, harm[1], clause.sentence))
    return found


def _harm_in(syntax: Syntax, number_: int) -> tuple[Harm, int] | None:
    """The kind of harm that a phrase's noun or participle names, and the token that does."""
    phrase = syntax.phrases[number_]
    kind = _kind_of_noun(syntax.words[phrase.head].text.lower())
    if kind is not None:
        return kind, phrase.head
    for i in range(phrase.start, phrase.end):
        text = syntax.words[i].text.lower()
        if syntax.words[i].cls == "attribute" and text.startswith(("getötet", "gefallen", "verletzt", "verwundet")):
            return ("killed" if text.startswith(("getötet", "gefallen")) else "injured"), i
    return None


def _number_after(syntax: Syntax, tokens: list[int]) -> Count | None:
    """The first bare number that a preposition of amount brings; no number of hours, days or per cent."""
    for i in tokens:
        word = syntax.words[i]
        if word.cls != "number" or syntax.words[i - 1].text.lower() not in _TO:
            continue
        following = syntax.words[i + 1].text.lower() if i + 1 < len(syntax.words) else ""
        value = number([word.text])
        if value and following not in _PERSON_UNITS and not following.startswith("%"):
            return _bounded(syntax, i, value, word.text)
    return None


_INTRANSITIVE = frozenset({"sterben", "umkommen", "fallen", "erliegen"})


def _leben(syntax: Syntax, tokens: tuple[int, ...]) -> bool:
    return any(syntax.words[i].text in ("Leben", "Tode", "Tod") for i in tokens)


def _kind_of_verb(lemma: str, syntax: Syntax, tokens: tuple[int, ...]) -> Harm | None:
    if lemma in _KILLING and not (lemma == "fallen" and not _soldiers(syntax, tokens)):
        return "killed"
    if lemma in ("kommen", "verlieren", "finden") and _leben(syntax, tokens):
        return "killed"
    if lemma == "fordern" and any(syntax.words[i].text in _TOLLS for i in tokens):
        return "killed"
    if lemma in _INJURING:
        return "injured"
    texts = [syntax.words[i].text for i in tokens]
    captive = lemma == "nehmen" and any(text in ("gefangen", "Geisel", "Geiseln") for text in texts)
    captive = captive or (lemma in ("geraten", "kommen") and any(t.lower() in _CAPTIVE_NOUNS for t in texts))
    captive = captive or (lemma in ("geraten", "fallen") and "Hände" in texts)
    if lemma in _CAPTURING or captive:
        return "captured"
    return None


_TOLLS = frozenset({"Opfer", "Todesopfer", "Menschenleben"})


def takes_a_toll(lemma: str, clause: Clause, syntax: Syntax) -> bool:
    """ "Der Angriff forderte drei Tote": no demand."""
    if lemma != "fordern":
        return False
    bare = (n for n in clause.phrases if n != clause.subject and syntax.phrases[n].preposition is None)
    heads = (syntax.words[syntax.phrases[n].head].text for n in bare)
    return any(head in _TOLLS or _kind_of_noun(head.lower()) for head in heads)


def _soldiers(syntax: Syntax, tokens: tuple[int, ...]) -> bool:
    return any("soldat" in syntax.words[i].text.lower() for i in tokens)


def _kind_of_noun(text: str) -> Harm | None:
    if text in _DEAD_NOUNS:
        return "killed"
    if text in _INJURED_NOUNS:
        return "injured"
    return "missing" if text in _MISSING_NOUNS else None


def _phrase_count(syntax: Syntax, number_: int, *, needs_number: bool = False) -> Count | None:
    """The count that a phrase and what is coordinated with it give; one named person is one.

    "drei Tote und 14 Verletzte" are two counts, not one of seventeen.
    """
    kind = _kind_of_noun(syntax.words[syntax.phrases[number_].head].text.lower())
    together = [
        n
        for n in syntax.coordinated(number_)
        if n == number_ or _kind_of_noun(syntax.words[syntax.phrases[n].head].text.lower()) == kind
    ]
    counts = [_single_count(syntax, n, needs_number=needs_number) for n in together]
    known = [c for c in counts if c is not None]
    if not known or (len(known) < len(counts) and len(known) == 0):
        return None
    total = known[0]
    named = [n for n in together[1:] if syntax.phrases[n].kind == "name"]
    if len(named) == len(together) - 1 >= 2 and total.min == total.max == len(named):
        return total  # "Zwei Politiker, Anna Huber und Jan Ott": the names are the two
    for other in known[1:]:
        least = None if total.min is None or other.min is None else total.min + other.min
        most = None if total.max is None or other.max is None else total.max + other.max
        total = Count(least, most, f"{total.text} + {other.text}")
    return total


def _single_count(syntax: Syntax, number_: int, *, needs_number: bool) -> Count | None:
    phrase = syntax.phrases[number_]
    words = [syntax.words[i].text for i in range(phrase.start, phrase.end)]
    if phrase.head < len(syntax.words) and syntax.words[phrase.head].text.lower() in _PERSON_UNITS:
        return None
    before = syntax.words[phrase.start - 1].text if phrase.start else ""
    if before.lower() == "von" and phrase.start > 1:  # "Dutzende von Verletzten"
        before = syntax.words[phrase.start - 2].text
    if before.lower() in _VAGUE:  # "Dutzende Verletzte": two nouns side by side
        return Count(*_VAGUE[before.lower()], before)
    for k, word in enumerate(words[: phrase.head - phrase.start + 1]):
        lower = word.lower()
        if lower in _VAGUE:
            return Count(*_VAGUE[lower], word)
        value = number(words[k : k + 2])
        if value == 1 and lower.startswith("ein") and not _person(syntax.words[phrase.head].text):
            return None  # the article of "eine Delegation" counts nobody
        if value is not None and value > 0:
            return _bounded(syntax, phrase.start + k, value, word)
    loose = _number_before(syntax, phrase.start)
    if loose is not None or needs_number:
        return loose
    if phrase.kind == "name" and not phrase.plural:
        return Count(1, 1, " ".join(words))
    head = syntax.words[phrase.head]
    if (
        phrase.kind == "noun"
        and phrase.plural is False
        and syntax.words[phrase.start].cls in ("article", "pronoun")
        and _person(head.text)
    ):
        return Count(1, 1, " ".join(words))
    return None


_NO_ADJECTIVE = frozenset({"article", "pronoun", "preposition", "finite", "conjunction"})


def _number_before(syntax: Syntax, start: int) -> Count | None:
    """ "Vier saudische Sicherheitskräfte": a number that an unknown adjective parts from its noun."""
    adjective = start - 1
    if (
        adjective < 1
        or not syntax.words[adjective].text.islower()
        or not syntax.words[adjective].text.endswith(("e", "er"))
    ):
        return None
    if syntax.words[adjective].cls in ("article", "pronoun", "preposition", "finite", "conjunction"):
        return None
    word = syntax.words[adjective - 1]
    value = number([word.text])
    if value is None or value < 2 or word.cls in ("article", "pronoun"):
        return None
    return _bounded(syntax, adjective - 1, value, word.text)


def _person(text: str) -> bool:
    return text.lower().endswith(
        (
            "er",
            "in",
            "ent",
            "ant",
            "ist",
            "soldat",
            "mann",
            "frau",
            "kind",
            "person",
            "polizist",
            "mensch",
            "or",
            "junge",
            "sprecher",
            "zivilist",
            "e",
        )
    )


def _bounded(syntax: Syntax, token: int, value: int, text: str) -> Count:
    before = [syntax.words[i].text.lower() for i in range(max(0, token - 3), token)]
    if before[-2:] == ["mehr", "als"] or before[-1:] == ["über"]:
        return Count(value, None, text)
    if before[-1:] and before[-1] in _AT_LEAST:
        return Count(value, None, text)
    if before[-2:] == ["bis", "zu"] or (before[-1:] and before[-1] in _UP_TO):
        return Count(None, value, text)
    return Count(value, value, text)


def _bare_number(syntax: Syntax, tokens: tuple[int, ...], head: int) -> Count | None:
    """ "und dreißig verletzt": a number right before the participle stands for people."""
    before = head - 1
    while before in tokens and syntax.words[before].text.lower() in (
        "weitere",
        "weiterer",
        "wurde",
        "wurden",
        "seien",
        "schwer",
        "leicht",
        "teils",
        "zum",
        "teil",
        "davon",
        "lebensgefährlich",
    ):
        before -= 1
    if before not in tokens:
        return None
    word = syntax.words[before]
    further = syntax.words[before + 1].text.lower().startswith("weiter") if before + 1 < head else False
    value = number([word.text])
    if further and word.text.lower() in ("ein", "eine", "einer"):
        return Count(1, 1, word.text)
    if value is not None and word.cls == "number" and not (word.text.isdecimal() and 1900 < value < 2100):
        return _bounded(syntax, before, value, word.text)
    if word.text.lower() in _VAGUE:
        least, most = _VAGUE[word.text.lower()]
        return Count(least, most, word.text)
    return None


def merged(counts: list[Harmed]) -> Casualties | None:
    """The casualties of one event from the counts attached to it; the first of a kind holds."""
    out = Casualties()
    for item in counts:
        if getattr(out, item.kind) is None:
            out = replace(out, **{item.kind: item.count})
    return None if out == Casualties() else out
