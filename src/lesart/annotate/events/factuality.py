"""Whether an event happened, is planned, is only possible, or is denied; from verb group, clause and governing words.

After Saurí and Pustejovsky (2009): polarity and modality of the predicate, handed down from what governs it.
"""

from __future__ import annotations

from itertools import pairwise

from lesart.annotate.clauses import Clause, Syntax
from lesart.annotate.events.triggers import Candidate
from lesart.schema import Factuality

_POSSIBLE_MODALS = frozenset({"können", "mögen", "dürfen", "müssen"})
_PLANNED_MODALS = frozenset({"sollen", "wollen"})
_CONDITIONS = frozenset({"wenn", "falls", "sofern", "ob", "sobald", "bevor", "damit", "um"})
_PLANNED_ADJECTIVES = (
    "geplant",
    "bevorstehend",
    "vorgesehen",
    "angekündigt",
    "künftig",
    "kommend",
    "anstehend",
    "nächst",
)
_POSSIBLE_ADJECTIVES = ("möglich", "etwaig", "eventuell", "drohend", "denkbar", "potenziell", "potentiell")
_DENIED_ADJECTIVES = ("vereitelt", "gescheitert", "verhindert", "misslungen", "vereitelte", "abgewendet")
_PLANNING = frozenset(
    [
        "planen",
        "ankündigen",
        "vorsehen",
        "vorbereiten",
        "beabsichtigen",
        "anberaumen",
        "ansetzen",
        "erwägen",
        "anstreben",
    ]
)
_DEMANDING = frozenset(
    [
        "fordern",
        "verlangen",
        "auffordern",
        "aufrufen",
        "drohen",
        "androhen",
        "bitten",
        "empfehlen",
        "vorschlagen",
        "befürchten",
        "erwägen",
        "anregen",
        "warnen",
        "appellieren",
        "anbieten",
        "drängen",
        "plädieren",
        "hoffen",
        "wünschen",
        "beantragen",
        "ermöglichen",
        "bereit",
    ]
)
_PREVENTING = frozenset(
    [
        "verhindern",
        "vereiteln",
        "absagen",
        "scheitern",
        "ausschließen",
        "dementieren",
        "unterbleiben",
        "ausbleiben",
        "verzichten",
    ]
)
_DENYING = frozenset(["bestreiten", "abstreiten", "leugnen", "dementieren", "verneinen"])
_DEMAND_NOUNS = (
    "forderung",
    "drohung",
    "aufruf",
    "appell",
    "angebot",
    "vorschlag",
    "bitte",
    "bereitschaft",
    "gefahr",
    "möglichkeit",
    "frage",
    "ultimatum",
    "antrag",
)
_PLAN_NOUNS = ("plan", "planung", "vorbereitung", "ankündigung", "vorhaben", "absicht", "beginn")


def factuality(candidate: Candidate, syntax: Syntax, *, in_future: bool = False) -> Factuality:
    """The factuality of a candidate; `in_future` says that its time lies after the article's date."""
    clause = syntax.clauses[candidate.clause] if candidate.clause is not None else None
    if candidate.kind == "verb" and candidate.verb is not None and clause is not None:
        found = _of_verb(candidate, clause, syntax)
    else:
        found = _of_noun(candidate, clause, syntax)
    if found == "happened" and clause is not None and _is_denied(clause, syntax):
        found = "denied"
    return "planned" if found == "happened" and in_future else found


def _is_denied(clause: Clause, syntax: Syntax) -> bool:
    """Whether the clause is what somebody denies: "bestritt, dass die Stadt gefallen sei", "… eingesetzt zu haben"."""
    governor = _governor(clause, syntax)
    if governor is None or not governor.verbs:
        return False
    verb = governor.verbs[0]
    return verb.lemma in _DENYING and verb.negation is None


def _governor(clause: Clause, syntax: Syntax) -> Clause | None:
    """The clause whose content a dass-clause or infinitive is, also where the dass-clause stands in front of it."""
    texts = [syntax.words[i].text.lower() for i in clause.tokens]
    # the clause finder takes the "haben" of a perfect infinitive for a finite verb
    perfect = any(pair in (("zu", "haben"), ("zu", "sein")) for pair in pairwise(texts))
    infinitive = clause.kind == "infinitive" or perfect
    if clause.introducer not in ("dass", "daß") and not infinitive:
        return None
    if clause.parent is not None:
        return syntax.clauses[clause.parent]
    beside = clause.index - 1 if infinitive else clause.index + 1
    while not infinitive and beside < len(syntax.clauses) and syntax.clauses[beside].kind == "relative":
        beside += 1  # "Dass Häuser in X beschossen wurden, das im Norden liegt, bestreitet er"
    if not 0 <= beside < len(syntax.clauses):
        return None
    other = syntax.clauses[beside]
    return other if other.sentence == clause.sentence and other.kind == "main" else None


def _of_verb(candidate: Candidate, clause: Clause, syntax: Syntax) -> Factuality:
    verb = candidate.verb
    assert verb is not None
    if verb.negation is not None and not _negates_phrase(verb.negation, candidate.token, syntax):
        return "denied"
    if verb.modal in _POSSIBLE_MODALS or clause.introducer in ("wenn", "falls", "sofern", "ob"):
        return "possible"
    if verb.modal in _PLANNED_MODALS and not _perfect_infinitive(clause, syntax):
        return "possible" if verb.mood == "konjunktiv-2" else "planned"
    if verb.tense == "future":
        return "planned"
    if clause.kind == "infinitive" or clause.introducer == "damit":
        return _handed_down(clause, syntax) or "possible"
    if verb.mood == "konjunktiv-2" and verb.modal is None and _auxiliary_would(verb.finite, syntax):
        return "possible"
    if (
        verb.finite is not None
        and verb.head != verb.finite
        and syntax.words[verb.head].cls in ("infinitive", "zu-infinitive")
    ):
        lemma = syntax.words[verb.finite].lemma
        if lemma not in ("lassen", "haben", "sein", "werden"):
            return "possible"
    return "happened"


def _auxiliary_would(finite: int | None, syntax: Syntax) -> bool:
    return finite is not None and syntax.words[finite].text.lower() in ("würde", "würden", "könnte", "könnten")


def _negates_phrase(negation: int, head: int, syntax: Syntax) -> bool:
    """ "nicht nur", "nicht zuletzt", "nicht mehr als" negate a phrase, no predicate."""
    following = syntax.words[negation + 1].text.lower() if negation + 1 < len(syntax.words) else ""
    return following in ("nur", "zuletzt", "allein", "unbedingt")


def _perfect_infinitive(clause: Clause, syntax: Syntax) -> bool:
    """ "soll … getötet haben": a report of the past, no plan."""
    texts = [syntax.words[i] for i in clause.tokens]
    return any(w.cls == "infinitive" and w.lemma in ("haben", "sein") for w in texts) and any(
        w.cls == "participle" for w in texts
    )


def _handed_down(clause: Clause, syntax: Syntax) -> Factuality | None:
    parent = syntax.clauses[clause.parent] if clause.parent is not None else None
    if parent is None or not parent.verbs:
        return None
    lemma = parent.verbs[0].lemma
    if lemma in _PLANNING:
        return "planned"
    if lemma in _DENYING:
        return "denied"
    if lemma in ("weigern", "ablehnen", "verzichten", "verweigern") or clause.introducer in (
        "ohne",
        "statt",
        "anstatt",
    ):
        return "denied"
    if lemma in (
        "beginnen",
        "anfangen",
        "gelingen",
        "fortfahren",
        "schaffen",
        "vorwerfen",
        "beschuldigen",
        "bezichtigen",
        "gestehen",
    ):
        return "happened"
    if clause.introducer == "um":
        return "planned"
    return "possible"


def _of_noun(candidate: Candidate, clause: Clause | None, syntax: Syntax) -> Factuality:
    token = candidate.token
    for i in range(token - 1, max(-1, token - 5), -1):
        word = syntax.words[i]
        text = word.text.lower()
        if text.startswith("kein") and word.cls in ("pronoun", "article"):
            return "denied"
        if word.cls in ("attribute", "adjective"):
            if text.startswith(_DENIED_ADJECTIVES):
                return "denied"
            if text.startswith(_PLANNED_ADJECTIVES):
                return "planned"
            if text.startswith(_POSSIBLE_ADJECTIVES):
                return "possible"
        elif word.cls not in ("article", "pronoun", "number", "adverb", "punctuation", "preposition"):
            break
    governed = _governing_noun(token, syntax)
    if governed is not None:
        return governed
    if clause is None or not clause.verbs:
        return "happened"
    if _called_untrue(token, clause, syntax):
        return "denied"
    return _beside_verb(candidate, clause, syntax)


_WORD_OF = ("meldung", "bericht", "angabe", "behauptung", "darstellung", "information", "gerücht", "vorwurf", "aussage")
_UNTRUE = frozenset(
    {"falsch", "unwahr", "erfunden", "haltlos", "unbegründet", "unzutreffend", "erlogen", "absurd", "lüge"}
)
_TRUE = frozenset({"wahrheit", "tatsachen", "wahr", "richtig", "zutreffend"})
_HOLDING = frozenset({"stimmen", "zutreffen"})


def _called_untrue(token: int, clause: Clause, syntax: Syntax) -> bool:
    """ "Die Meldung über einen Abzug entspreche nicht der Wahrheit": the word of the event is called untrue."""
    before = range(max(clause.tokens[0], token - 5), token)
    nouns = [syntax.words[i] for i in before if syntax.words[i].cls == "noun"]
    if not any(lemma.startswith(_WORD_OF) for word in nouns for lemma in (word.text.lower(), word.lemma.lower())):
        return False
    texts = {syntax.words[i].text.lower() for i in clause.tokens}
    verb = clause.verbs[0]
    if verb.negation is not None:
        return bool(texts & _TRUE) or verb.lemma in _HOLDING
    return bool(texts & _UNTRUE) and verb.lemma in ("sein", "bezeichnen", "nennen", "zurückweisen")


def _governing_noun(token: int, syntax: Syntax) -> Factuality | None:
    """ "die Forderung nach einem Abzug", "Pläne für einen Angriff": the noun two or three words before governs."""
    for i in range(token - 1, max(-1, token - 5), -1):
        word = syntax.words[i]
        if word.cls == "noun":
            lower = word.text.lower()
            lemmas = {word.lemma.lower(), lower, lower.rstrip("en")}
            if any(lemma.endswith(_DEMAND_NOUNS) for lemma in lemmas):
                return "possible"
            if any(lemma.endswith(_PLAN_NOUNS[:-1]) for lemma in lemmas):
                return "planned"
            return None
        if word.cls in ("finite", "punctuation"):
            return None
    return None


def _beside_verb(candidate: Candidate, clause: Clause, syntax: Syntax) -> Factuality:
    """A noun as argument of a verb takes over what the verb says about it."""
    verb = clause.verbs[0]
    own = next((n for n in clause.phrases if syntax.phrases[n].start <= candidate.token < syntax.phrases[n].end), None)
    phrase = syntax.phrases[own] if own is not None else None
    argument = (
        phrase is not None
        and (phrase.preposition in (None, "mit", "zu", "um", "nach", "auf", "vor", "für"))
        and not phrase.genitive
    )
    subject = own is not None and own == clause.subject
    if argument and not subject and verb.lemma in _DEMANDING:
        return (
            "possible"
            if phrase is not None and phrase.preposition in (None, "mit", "zu", "um", "nach", "vor")
            else "happened"
        )
    if verb.lemma in _PLANNING and argument:
        return "planned"
    if verb.lemma in _PREVENTING and argument:
        return "denied"
    if argument and (subject or (phrase is not None and phrase.preposition is None)):
        light = verb.lemma in _LIGHT
        if verb.negation is not None and light:
            return "denied"
        if verb.modal in _POSSIBLE_MODALS or clause.introducer in ("wenn", "falls", "sofern"):
            return "possible"
        if verb.tense == "future" or (verb.modal in _PLANNED_MODALS and not _perfect_infinitive(clause, syntax)):
            return "planned"
    return "happened"


_LIGHT = frozenset(
    [
        "geben",
        "kommen",
        "stattfinden",
        "führen",
        "machen",
        "nehmen",
        "unternehmen",
        "durchführen",
        "verüben",
        "ausüben",
        "erfolgen",
        "abhalten",
        "treffen",
        "einlegen",
        "aufnehmen",
        "erheben",
        "beginnen",
        "haben",
        "leisten",
        "stellen",
        "richten",
        "sein",
    ]
)
