"""Whether an event happened, is planned, is only possible, or is denied; from verb group, clause and governing words.

After Saurí and Pustejovsky (2009): polarity and modality of the predicate, handed down from what governs it.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from lesart.annotate.clauses import Clause, Syntax, VerbGroup
from lesart.annotate.events.casualties import takes_a_toll
from lesart.annotate.events.triggers import Candidate
from lesart.annotate.phrases import Phrase
from lesart.ontology.plover import plover
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
_DENIED_ADJECTIVES = ("vereitelt", "gescheitert", "verhindert", "misslungen", "abgewendet", "abgesagt", "verschoben")
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
_RESOLVING = frozenset(["beschließen", "vereinbaren", "einigen", "versprechen", "zusagen", "vorhaben", "verpflichten"])
"""Verbs whose infinitive is what somebody has made up his mind to do."""
_EXPECTING = frozenset({"rechnen"})
_BROUGHT_ABOUT = frozenset(
    [
        "beginnen",
        "anfangen",
        "gelingen",
        "fortfahren",
        "schaffen",
        "vorwerfen",
        "beschuldigen",
        "bezichtigen",
        "gestehen",
    ]
)
"""Verbs whose infinitive was done, or is said to have been."""
DEMANDING = frozenset(
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
    "zusage",
    "bedingung",
    "voraussetzung",
    "hoffnung",
    "wunsch",
    "genehmigung",
    "erlaubnis",
    "aussicht",
    "bemühung",
    "befürchtung",
    "risiko",
)
_FEARS = ("furcht", "angst", "sorge", "warnung", "schutz")
"""Nouns that govern with "vor" alone: "Schutz vor Angriffen", but "der Grenzschutz wehrte den Angriff ab"."""
_PHASES = (
    "aufnahme",
    "beginn",
    "fortsetzung",
    "fortführung",
    "einleitung",
    "durchführung",
    "aufflammen",
    "ausbruch",
    "eskalation",
    "ausweitung",
    "wiederholung",
    "zunahme",
)
"""Nouns that share the factuality of what they are phases of: "die Bereitschaft zur Aufnahme von Gesprächen"."""
_PLAN_NOUNS = ("plan", "planung", "vorbereitung", "ankündigung", "vorhaben", "absicht", "beginn")


def factuality(candidate: Candidate, syntax: Syntax, kind: str = "", *, in_future: bool = False) -> Factuality:
    """The factuality of a candidate as an event of type `kind`; `in_future`: its time lies after the article's date."""
    clause = syntax.clauses[candidate.clause] if candidate.clause is not None else None
    if candidate.kind == "verb" and candidate.verb is not None and clause is not None:
        found = _of_verb(candidate, clause, syntax)
        if _is_done_by_saying(candidate, found, kind):
            found = "happened"
    else:
        found = _of_noun(candidate, clause, syntax)
        if found == "denied" and kind not in _FOILED and _failed(candidate.token, clause, syntax):
            found = "happened"
    if found == "happened" and clause is not None and _is_denied(clause, syntax):
        found = "denied"
    told = candidate.verb is not None and candidate.verb.tense in ("past", "perfect", "pluperfect")
    return "planned" if found == "happened" and in_future and not told else found


_FOILED = frozenset({"ASSAULT", "COERCE", "AGREE", "COOPERATE", "RETREAT"})
"""Types whose events did not come about where they failed; talks, votes and protests that fail were held."""


def _is_done_by_saying(candidate: Candidate, found: Factuality, kind: str) -> bool:
    """Whether the form that makes other events unreal is how this one is done.

    "folgte der Aufforderung nicht" is the refusal itself, where the word alone does not mean refusing; "Wir möchten Sie
    auffordern" and "musste einräumen" are the demand and the admission.
    """
    verb = candidate.verb
    if verb is None:
        return False
    if kind == "REJECT" and found in ("denied", "planned", "possible") and verb.negation is not None:
        # "erkannte die Wahl nicht an" is a construction of refusal, its "not" is part of it
        return candidate.construction or not any(sense.type == "REJECT" for sense in candidate.senses)
    polite = verb.modal == "mögen" or (verb.modal == "müssen" and verb.tense == "past")
    return found == "possible" and polite and kind in plover().verbal_acts


def _failed(token: int, clause: Clause | None, syntax: Syntax) -> bool:
    """ "Die Verhandlungen scheiterten", "nach der gescheiterten Abstimmung"."""
    before = {syntax.words[i].text.lower() for i in range(max(0, token - 4), token)}
    fails = clause is not None and bool(clause.verbs) and clause.verbs[0].lemma == "scheitern"
    return fails or any(text.startswith("gescheitert") for text in before)


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
    if _opens_with_should(verb, clause, syntax):
        return "possible"
    if verb.negation is not None and not _negates_phrase(verb.negation, candidate.token, syntax):
        return "denied"
    if clause.introducer in ("wenn", "falls", "sofern", "ob"):
        return "possible"
    if verb.modal in _POSSIBLE_MODALS:
        return "happened" if _came_about(verb, syntax) else "possible"
    if verb.modal in _PLANNED_MODALS and not _perfect_infinitive(clause, syntax):
        return "possible" if verb.mood == "konjunktiv-2" else "planned"
    if verb.tense == "future":
        return "planned"
    if _is_over(verb, clause, syntax):
        return "happened"
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
        if lemma not in ("lassen", "haben", "sein", "werden") and lemma not in _BROUGHT_ABOUT:
            return "possible"
    return "happened"


def _opens_with_should(verb: VerbGroup, clause: Clause, syntax: Syntax) -> bool:
    """ "Sollte die Regierung nicht einlenken, …": a condition without "wenn"."""
    if verb.finite is None or syntax.words[verb.finite].text.lower() not in ("sollte", "sollten"):
        return False
    before = [i for i in clause.tokens if i < verb.finite and syntax.words[i].cls != "punctuation"]
    sentence_ends = next((w.text for w in syntax.words[max(clause.tokens) :] if w.text in (".", "?", "!", ",")), "")
    return not before and sentence_ends != "?"


def _is_over(verb: VerbGroup, clause: Clause, syntax: Syntax) -> bool:
    """ "behauptet, das Dorf beschossen zu haben": the infinitive of the perfect tells what was done."""
    following = [syntax.words[i].text.lower() for i in clause.tokens if i > verb.head][:2]
    return syntax.words[verb.head].cls == "participle" and following in (["zu", "haben"], ["zu", "sein"])


_CAME_ABOUT = frozenset({"konnte", "konnten", "musste", "mussten", "mußte", "mußten", "durfte", "durften"})


def _came_about(verb: VerbGroup, syntax: Syntax) -> bool:
    """ "konnte festgenommen werden", "mussten fliehen": told in the past, what one could or had to do was done."""
    return verb.finite is not None and syntax.words[verb.finite].text.lower() in _CAME_ABOUT


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
    if lemma in _PLANNING or lemma in _RESOLVING:
        return "planned"
    if lemma in _DENYING:
        return "denied"
    if lemma in ("weigern", "ablehnen", "verzichten", "verweigern") or clause.introducer in (
        "ohne",
        "statt",
        "anstatt",
    ):
        return "denied"
    if lemma in _BROUGHT_ABOUT:
        return "happened"
    if clause.introducer == "um":
        return "planned"
    return "possible"


def _of_noun(candidate: Candidate, clause: Clause | None, syntax: Syntax) -> Factuality:
    token = candidate.token
    for i in range(token - 1, max(-1, token - 5), -1):
        word = syntax.words[i]
        text = word.text.lower()
        if (text.startswith("kein") and word.cls in ("pronoun", "article")) or _is_neither(i, syntax):
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
    phase = _phase(token, syntax)
    if phase is not None:
        return _of_noun(replace(candidate, token=phase), clause, syntax)
    if clause is None or not clause.verbs:
        return "happened"
    if _called_untrue(token, clause, syntax) or _is_no_talk(token, clause, syntax):
        return "denied"
    return _beside_verb(candidate, clause, syntax)


def _phase(token: int, syntax: Syntax) -> int | None:
    """The noun of beginning or flaring up that a genitive or "von" hangs on: "eine Wiederaufnahme der Kämpfe"."""
    for i in range(token - 1, max(-1, token - 4), -1):
        word = syntax.words[i]
        if word.cls == "noun":
            lemmas = {word.lemma.lower(), word.text.lower()}
            return i if any(lemma.endswith(_PHASES) for lemma in lemmas) else None
        if word.cls not in ("article", "pronoun", "attribute", "adjective") and word.text.lower() not in ("von", "vom"):
            return None
    return None


def _is_no_talk(token: int, clause: Clause, syntax: Syntax) -> bool:
    """ "Von einem Abzug sei keine Rede", "kann keine Rede sein"."""
    own = next((n for n in clause.phrases if syntax.phrases[n].start <= token < syntax.phrases[n].end), None)
    texts = [syntax.words[i].text for i in clause.tokens]
    talk = any(pair in (("keine", "Rede"), ("Keine", "Rede")) for pair in pairwise(texts))
    return talk and own is not None and syntax.phrases[own].preposition == "von"


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
            if syntax.words[i + 1].text == "vor" and any(lemma.endswith(_FEARS) for lemma in lemmas):
                return "possible"
            if any(lemma.endswith(_PLAN_NOUNS[:-1]) for lemma in lemmas):
                return "planned"
            if any(lemma.endswith(_PHASES) for lemma in lemmas):
                return _governing_noun(i, syntax)
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
    if subject and verb.lemma == "drohen":
        return "possible"
    if argument and not subject and verb.lemma in DEMANDING and not takes_a_toll(verb.lemma, clause, syntax):
        wanted = phrase is not None and phrase.preposition in (None, "mit", "zu", "um")
        # "nach" and "vor" mostly say when: "Nach den Gefechten drohte …", "Vor dem Treffen forderte …"
        return "possible" if wanted or _aims_at(phrase, verb.lemma) else "happened"
    if argument and not subject and _aims_at(phrase, verb.lemma):
        return "possible"
    if verb.lemma in _PLANNING and argument:
        return "planned"
    if verb.lemma in _PREVENTING and argument:
        return "denied" if verb.negation is None else "happened"  # what nobody prevented took place
    taken_part = phrase is not None and phrase.preposition == "an" and verb.lemma in _TAKING_PART
    if taken_part and verb.negation is not None:
        return "denied"
    if taken_part and verb.tense == "future":
        return "planned"
    if verb.lemma in _EXPECTING and phrase is not None and phrase.preposition == "mit":
        return "planned" if verb.negation is None else "possible"
    if verb.lemma in _FAVOURING and phrase is not None and phrase.preposition == "für":
        return "possible"
    if verb.lemma in _HOLDING_BACK and phrase is not None and phrase.preposition in ("von", "an"):
        return "denied"
    if phrase is not None and phrase.preposition == "ohne":
        return "denied"
    bare = phrase is not None and phrase.preposition is None and argument
    if bare and verb.lemma in _BEING and _is_a_condition(own, clause, syntax):
        return "possible"
    if subject and verb.lemma in ("stehen", "kommen") and _is_up_for_debate(clause, syntax):
        return "possible" if verb.negation is None else "denied"
    if verb.lemma == "zurückhalten" and phrase is not None and phrase.preposition == "mit":
        return "denied"  # "hielt sich mit Kritik zurück"
    if verb.lemma in _DENYING and phrase is not None and phrase.preposition is None and argument and not subject:
        return "denied"
    if argument and (subject or (phrase is not None and phrase.preposition is None)):
        light = verb.lemma in _LIGHT
        if clause.kind == "infinitive" and (light or verb.lemma in _BEGINNING):
            return _handed_down(clause, syntax) or "possible"
        if verb.negation is not None and light and verb.lemma != "sein":
            return "denied"
        if verb.negation is not None and verb.lemma in _BRINGING_INTO_BEING:
            return "denied"
        carried = light or verb.lemma in _BEGINNING
        possible = verb.modal in _POSSIBLE_MODALS and (carried or verb.modal == "können")
        if possible or clause.introducer in ("wenn", "falls", "sofern"):
            return "possible"
        intended = verb.modal in _PLANNED_MODALS and carried and not _perfect_infinitive(clause, syntax)
        if verb.tense == "future" or intended:
            return "planned"
    return "happened"


_BEING = frozenset({"sein", "bleiben", "bilden", "darstellen"})
_CONDITIONAL_ON = (
    "bedingung",
    "voraussetzung",
    "forderung",
    "ziel",
    "option",
    "linie",
    "möglichkeit",
    "wunsch",
    "ausweg",
)


def _is_a_condition(own: int | None, clause: Clause, syntax: Syntax) -> bool:
    """ "Ein Abzug sei Voraussetzung für Gespräche", "bleibt die rote Linie": said of what has not come about."""
    others = (syntax.phrases[n] for n in clause.phrases if n != own)
    return any(syntax.words[p.head].text.lower().endswith(_CONDITIONAL_ON) for p in others if p.preposition is None)


_AIMING = {
    "vor": frozenset({"warnen"}),
    "nach": frozenset({"verlangen", "rufen", "streben"}),
    "auf": frozenset({"dringen", "drängen", "pochen", "bestehen", "hoffen", "hinarbeiten", "hinwirken"}),
}
"""Verbs that ask for, or fear, what stands behind their preposition."""


def _aims_at(phrase: Phrase | None, lemma: str) -> bool:
    return phrase is not None and lemma in _AIMING.get(phrase.preposition or "", ())


def _is_up_for_debate(clause: Clause, syntax: Syntax) -> bool:
    """ "Ein Abzug steht nicht zur Debatte", "kommt nicht in Frage"."""
    texts = [syntax.words[i].text.lower() for i in clause.tokens]
    phrases = (("zur", "debatte"), ("zur", "diskussion"), ("zur", "disposition"), ("in", "frage"))
    return "infrage" in texts or any(pair in phrases for pair in pairwise(texts))


def _is_neither(i: int, syntax: Syntax) -> bool:
    """ "weder", or the "noch" that follows it."""
    text = syntax.words[i].text.lower()
    before = range(max(0, i - 15), i)
    return text == "weder" or (text == "noch" and any(syntax.words[j].text.lower() == "weder" for j in before))


_FAVOURING = frozenset({"aussprechen", "einsetzen", "plädieren", "demonstrieren", "werben", "kämpfen", "eintreten"})
_HOLDING_BACK = frozenset({"abhalten", "hindern"})
_TAKING_PART = frozenset({"beteiligen", "teilnehmen", "mitwirken"})
_BEGINNING = frozenset(
    [
        "einreichen",
        "einleiten",
        "verhängen",
        "fortsetzen",
        "ausrufen",
        "vereinbaren",
        "schließen",
        "starten",
        "veranstalten",
        "organisieren",
        "anordnen",
        "erreichen",
        "erlassen",
        "gewähren",
        "ermöglichen",
        "erzielen",
        "fassen",
        "abschließen",
        "andauern",
        "dauern",
        "weiterführen",
        "fortführen",
        "wiederaufnehmen",
        "umsetzen",
        "vollziehen",
        "einsetzen",
        "unterzeichnen",
        "unterschreiben",
        "ratifizieren",
        "verlängern",
    ]
)
"""Verbs that bring about what their object names, keep it going or bring it to its end."""
_BRINGING_INTO_BEING = frozenset(
    {"unterzeichnen", "unterschreiben", "schließen", "abschließen", "erzielen", "erreichen", "vereinbaren"}
    | {"verhängen", "einleiten", "einreichen", "ausrufen", "veranstalten", "organisieren", "wiederaufnehmen"}
)
"""Those without which there is nothing: "Ein Abkommen wurde nicht unterzeichnet"."""
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
