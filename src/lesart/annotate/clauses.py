"""A light clause and verb-group analyser for German: which verbs form one predicate, in which mood, voice and tense,
where its clause begins and ends, and which phrases can be its subject and objects.

Comes in: a Doc with sentences. Goes out: `Syntax` (words, phrases and clauses of the whole Doc, indices are Doc token
positions). The method is the topological field model: the finite verb and the right bracket (particle, participle,
infinitive) span the clause; commas, subordinators and relative pronouns open embedded ones. It needs no trained model
and runs at lexicon speed; where the surface leaves the case open it prefers the first fitting phrase as subject.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from spacy.tokens import Doc

from lesart.annotate.clause_pieces import ClauseKind, Draft, Pieces
from lesart.annotate.phrases import Phrase, chunk
from lesart.annotate.word_forms import AUXILIARIES, MODALS
from lesart.annotate.wordclasses import Word, classify
from lesart.resources.lexicon import Lexicon, german

VerbMood = Literal["indicative", "konjunktiv-1", "konjunktiv-2", "none"]
Tense = Literal["present", "past", "perfect", "pluperfect", "future", "none"]

_CACHE = "lesart_clauses"


@dataclass(frozen=True, slots=True)
class VerbGroup:
    """One predicate: `head` is the token that carries the lexical verb (the finite part of a separable verb)."""

    head: int
    lemma: str
    finite: int | None
    particle: int | None
    tokens: tuple[int, ...]
    mood: VerbMood
    tense: Tense
    passive: bool
    modal: str | None
    negation: int | None
    reflexive: bool


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause: its tokens (an embedded clause interrupts it), predicates, and phrases by their place in `Syntax`."""

    index: int
    kind: ClauseKind
    sentence: int
    tokens: tuple[int, ...]
    introducer: str | None
    verbs: tuple[VerbGroup, ...]
    phrases: tuple[int, ...]
    subject: int | None
    objects: tuple[int, ...]
    datives: tuple[int, ...]
    parent: int | None
    antecedent: int | None
    """For a relative clause the phrase that the pronoun stands for."""


@dataclass(frozen=True, slots=True)
class Syntax:
    """The analysis of a Doc."""

    words: tuple[Word, ...]
    phrases: tuple[Phrase, ...]
    clauses: tuple[Clause, ...]
    clause_of: tuple[int | None, ...]
    """For each token the index of its clause."""

    def clause_at(self, token: int) -> Clause | None:
        """The clause of a token."""
        number = self.clause_of[token] if 0 <= token < len(self.clause_of) else None
        return None if number is None else self.clauses[number]

    def verb_at(self, token: int) -> VerbGroup | None:
        """The predicate whose lexical head is this token."""
        clause = self.clause_at(token)
        return next((v for v in clause.verbs if v.head == token), None) if clause else None

    def has_sein(self, verb: VerbGroup) -> bool:
        """Whether the verb's auxiliary is "sein": perfect of motion, or passive of state ("seien getötet")."""
        return verb.finite is not None and verb.finite != verb.head and self.words[verb.finite].lemma == "sein"

    def phrase_at(self, token: int) -> int | None:
        """Index of the phrase that holds a token."""
        for number, phrase in enumerate(self.phrases):
            if phrase.start <= token < phrase.end:
                return number
        return None

    def coordinated(self, number: int) -> tuple[int, ...]:
        """The phrase and all that are coordinated with it."""
        chain = [number]
        for later in range(number + 1, len(self.phrases)):
            if self.phrases[later].joined in chain:
                chain.append(later)
        return tuple(chain)


def clauses(doc: Doc, *, lexicon: Lexicon | None = None) -> Syntax:
    """The clause analysis of a Doc, computed once and kept in its user data."""
    kept = doc.user_data.get(_CACHE)
    if not isinstance(kept, Syntax):
        kept = doc.user_data[_CACHE] = analyse(doc, lexicon or german())
    return kept


def analyse(doc: Doc, lexicon: Lexicon) -> Syntax:
    """The clause analysis of a Doc that has sentences."""
    words = classify(doc, lexicon)
    phrases: list[Phrase] = []
    found: list[Clause] = []
    clause_of: list[int | None] = [None] * len(words)
    for number, sentence in enumerate(doc.sents):
        pieces = Pieces(words, sentence.start, sentence.end, lexicon)
        for draft in pieces.clauses():
            index = len(found)
            base = len(phrases)
            phrases.extend(_shifted(p, base) for p in chunk(words, _runs(draft.tokens)))
            parent = index_of(found, draft.parent_token)
            antecedent = _antecedent(phrases[:base], draft.tokens[0]) if draft.kind == "relative" else None
            if antecedent is not None:
                _pronoun_number(phrases, base, antecedent)
            clause = _complete(draft, words, phrases, base, index, number, parent, antecedent, lexicon)
            if found and words[draft.tokens[0]].cls == "conjunction":
                clause = _with_shared_subject(clause, found[-1], words, phrases)
            found.append(clause)
            for token in draft.tokens:
                clause_of[token] = index
    return Syntax(words, tuple(phrases), tuple(found), tuple(clause_of))


def _with_shared_subject(clause: Clause, before: Clause, words: tuple[Word, ...], phrases: list[Phrase]) -> Clause:
    """ "X lehnte A ab und kündigte B an": the second half takes the first one's subject.

    The verb right after the conjunction leaves the place of the subject empty; in a verb-final half a lone phrase that
    may be accusative is its object.
    """
    if before.sentence != clause.sentence or not clause.verbs or before.kind == "infinitive" or before.subject is None:
        return clause
    finite = clause.verbs[0].finite
    if clause.subject is not None and finite is not None:
        opens = finite == clause.tokens[0] + 1
        final = clause.kind != "main" and clause.kind == before.kind
        lone = "AKK" in phrases[clause.subject].cases and not clause.objects
        if not (opens or (final and lone)) or not _agree(phrases, before.subject, words[finite].numbers()):
            return clause
        if "AKK" in phrases[clause.subject].cases:
            return replace(clause, subject=before.subject, objects=(clause.subject, *clause.objects))
    return replace(clause, subject=before.subject)


def _agree(phrases: list[Phrase], number: int, verb: frozenset[str]) -> bool:
    several = phrases[number].plural or any(p.joined == number for p in phrases[number + 1 : number + 6])
    return len(verb) == 2 or phrases[number].plural is None or bool(several) == (verb == {"PLU"})


def index_of(found: list[Clause], token: int | None) -> int | None:
    """The clause among those found that holds a token."""
    if token is None:
        return None
    return next((c.index for c in reversed(found) if token in c.tokens), None)


def _pronoun_number(phrases: list[Phrase], base: int, antecedent: int) -> None:
    """A relative pronoun has the number of what it stands for: "die Opfer, die ein Mann erschoss"."""
    for number in range(base, len(phrases)):
        if phrases[number].kind == "relative":
            joined = any(p.joined == antecedent for p in phrases[antecedent + 1 : base])
            plural = True if joined and phrases[antecedent].plural is False else phrases[antecedent].plural
            phrases[number] = replace(phrases[number], plural=plural)


def _shifted(phrase: Phrase, offset: int) -> Phrase:
    if phrase.after is None and phrase.joined is None:
        return phrase
    after = None if phrase.after is None else phrase.after + offset
    joined = None if phrase.joined is None else phrase.joined + offset
    return replace(phrase, after=after, joined=joined)


def _antecedent(phrases: list[Phrase], start: int) -> int | None:
    """The last phrase before a relative clause."""
    for number in range(len(phrases) - 1, -1, -1):
        if phrases[number].end <= start:
            return number
    return None


def _runs(tokens: list[int]) -> list[tuple[int, int]]:
    """Maximal stretches of consecutive tokens."""
    out: list[tuple[int, int]] = []
    for token in tokens:
        if out and out[-1][1] == token:
            out[-1] = (out[-1][0], token + 1)
        else:
            out.append((token, token + 1))
    return out


def _complete(
    draft: Draft, words: tuple[Word, ...], phrases: list[Phrase], base: int, index: int, sentence: int,
    parent: int | None, antecedent: int | None, lexicon: Lexicon,
) -> Clause:  # fmt: skip
    verbs = verb_groups(words, draft.tokens, lexicon)
    numbers = tuple(range(base, len(phrases)))
    if verbs and verbs[0].finite is not None and words[verbs[0].finite].numbers() == {"PLU"}:
        _join_subjects(words, phrases, numbers)
    subject, objects, datives = _arguments(words, phrases, numbers, verbs, draft)
    return Clause(
        index,
        draft.kind,
        sentence,
        tuple(draft.tokens),
        draft.introducer,
        verbs,
        numbers,
        subject,
        objects,
        datives,
        parent,
        antecedent,
    )


_FORMED_WITH_SEIN = {"gefallen": "fallen", "geraten": "geraten", "gelegen": "liegen", "verfallen": "verfallen"}
"""Participles of two verbs ("das ist gefallen", "das hat gefallen"): what they are of beside "sein"."""


def _with_sein(word: Word, helper: str | None) -> str | None:
    """The verb of an ambiguous participle beside a form of "sein"."""
    return _FORMED_WITH_SEIN.get(word.text) if helper == "sein" and word.cls == "participle" else None


def verb_groups(words: tuple[Word, ...], tokens: list[int], lexicon: Lexicon) -> tuple[VerbGroup, ...]:
    """The predicates of a clause's tokens; coordinated participles or infinitives each make one."""
    finite = next((i for i in tokens if words[i].cls == "finite"), None)
    particle = next((i for i in reversed(tokens) if words[i].cls == "prefix"), None)
    participles = [i for i in tokens if words[i].cls == "participle" and words[i].lemma not in AUXILIARIES | MODALS]
    infinitives = [i for i in tokens if words[i].cls in ("infinitive", "zu-infinitive")]
    passive_forms = [i for i in tokens if words[i].lower in ("worden", "werden") and i != finite]
    negation = next(
        (
            i
            for i in tokens
            if words[i].cls == "negation"
            or words[i].lower.startswith("kein")
            or words[i].lower in ("nie", "niemals", "nicht", "niemand", "niemanden", "niemandem")
        ),
        None,
    )
    reflexive = any(words[i].lower in ("sich", "einander") for i in tokens)
    helper = _helper(words, finite)
    heads, modal = _heads(words, finite, helper, particle, participles, infinitives)
    out = []
    for head in heads:
        lemma = _with_sein(words[head], helper) or words[head].lemma
        used = particle if head == finite else None
        if used is not None:
            joined = words[used].lower + lemma
            joined = next(
                (
                    words[used].lower + a.lemma
                    for a in words[head].analyses
                    if lexicon.is_verb(words[used].lower + a.lemma)
                ),
                joined,
            )
            lemma = joined
        passive = head in participles and (helper == "werden" or bool(passive_forms))
        group = tuple(sorted({t for t in (finite, head, used, *passive_forms) if t is not None}))
        out.append(
            VerbGroup(
                head,
                lemma,
                finite,
                used,
                group,
                _mood(words, finite),
                _tense(words, finite, helper, head, participles),
                passive,
                modal,
                negation,
                reflexive,
            )
        )
    return tuple(out)


def _helper(words: tuple[Word, ...], finite: int | None) -> str | None:
    """The auxiliary or modal lemma of the finite verb, if it is one."""
    if finite is None:
        return None
    lemmas = sorted({a.lemma for a in words[finite].analyses})
    return next((lemma for lemma in lemmas if lemma in AUXILIARIES or lemma in MODALS or lemma == "lassen"), None)


def _heads(
    words: tuple[Word, ...],
    finite: int | None,
    helper: str | None,
    particle: int | None,
    participles: list[int],
    infinitives: list[int],
) -> tuple[list[int], str | None]:
    """Positions of the lexical verbs, and the modal that governs them."""
    content = [i for i in infinitives if words[i].lemma not in AUXILIARIES | MODALS]
    modal = (
        helper if helper in MODALS else next((words[i].lemma for i in infinitives if words[i].lemma in MODALS), None)
    )
    if finite is None:
        return (content or participles or infinitives), modal
    if helper is None:
        own = [finite]
        # "fordert … abzuziehen" without a comma: the infinitive is a predicate of its own
        return own + [i for i in content if i != finite], modal
    if helper in ("haben", "sein") and participles:
        return participles + [i for i in content if words[i].cls == "zu-infinitive"], modal
    if helper == "werden" and (participles or content):
        return (participles or content), modal
    if helper in MODALS and (participles or content):
        return content if content and not _aux_infinitive(words, infinitives) else (participles or content), modal
    if content and (
        helper == "lassen" or words[content[0]].cls == "zu-infinitive" or words[content[0] - 1].cls == "zu"
    ):
        return content, modal
    return [finite], modal


def _aux_infinitive(words: tuple[Word, ...], infinitives: list[int]) -> bool:
    return any(words[i].lemma in AUXILIARIES for i in infinitives)


def _mood(words: tuple[Word, ...], finite: int | None) -> VerbMood:
    """Mood of the finite form; a form that may as well be indicative counts as indicative (Präteritum is not
    Konjunktiv II)."""
    if finite is None:
        return "none"
    third = [tag for a in words[finite].analyses for tag in a.tags if "3" in tag.split(":")]
    if not third or any({"PRÄ", "PRT"} & set(tag.split(":")) for tag in third):
        return "indicative"
    if any("KJ1" in tag for tag in third):
        return "konjunktiv-1"
    return "konjunktiv-2"


def _tense(words: tuple[Word, ...], finite: int | None, helper: str | None, head: int, participles: list[int]) -> Tense:
    if finite is None:
        return "none"
    past = any(a.has("PRT") for a in words[finite].analyses)
    if helper in ("haben", "sein") and head in participles:
        return "pluperfect" if past else "perfect"
    if helper == "werden" and words[head].cls == "infinitive":
        return "future"
    return "past" if past else "present"


def _arguments(
    words: tuple[Word, ...],
    phrases: list[Phrase],
    numbers: tuple[int, ...],
    verbs: tuple[VerbGroup, ...],
    draft: Draft,
) -> tuple[int | None, tuple[int, ...], tuple[int, ...]]:
    """Subject, accusative and dative candidates by case, agreement and position."""
    if not verbs:
        return None, (), ()
    finite = verbs[0].finite
    bare = [n for n in numbers if phrases[n].bare and phrases[n].joined is None and not _temporal(words, phrases[n])]
    subject = None
    if finite is not None:
        plural_verb = words[finite].numbers()
        fitting = [n for n in bare if "NOM" in phrases[n].cases and _agrees(phrases, numbers, n, plural_verb)]
        only = [n for n in fitting if not phrases[n].cases & {"AKK"} and phrases[n].kind != "name"]
        subject = next(iter(only or fitting or []), None)
    rest = [n for n in bare if n != subject]
    objects = tuple(n for n in rest if "AKK" in phrases[n].cases)
    datives = tuple(n for n in rest if "DAT" in phrases[n].cases and "AKK" not in phrases[n].cases)
    return subject, objects, datives


def _join_subjects(words: tuple[Word, ...], phrases: list[Phrase], numbers: tuple[int, ...]) -> None:
    """ "sagten die Armee unter General Ott und die Miliz zu": the plural verb shows that two noun phrases are joined
    across the attribute of the first, with which the second was joined at first.
    """
    nominative = [n for n in numbers if phrases[n].bare and phrases[n].joined is None and "NOM" in phrases[n].cases]
    if any(_agrees(phrases, numbers, n, frozenset({"PLU"})) and not _temporal(words, phrases[n]) for n in nominative):
        return
    for n in numbers:
        attribute, phrase = phrases[n].joined, phrases[n]
        opens = words[phrase.start].cls == "article" and "NOM" in _form_cases(words, phrase)
        while opens and attribute is not None and phrases[attribute].after in numbers:
            attribute = phrases[attribute].after
            if attribute in nominative:
                phrases[n] = replace(phrase, joined=attribute, preposition=None, genitive=False)
                return


def _form_cases(words: tuple[Word, ...], phrase: Phrase) -> frozenset[str]:
    """The cases that article and head allow together, whatever preposition the phrase was put under."""
    return words[phrase.start].cases() & words[phrase.head].cases()


def _agrees(phrases: list[Phrase], numbers: tuple[int, ...], n: int, verb: frozenset[str]) -> bool:
    if len(verb) == 2 or phrases[n].plural is None:
        return True
    several = phrases[n].plural or any(phrases[m].joined == n for m in numbers)
    return several == (verb == {"PLU"})


_TEMPORAL = frozenset(
    [
        "Tag",
        "Tage",
        "Tagen",
        "Woche",
        "Wochen",
        "Monat",
        "Monate",
        "Monaten",
        "Jahr",
        "Jahre",
        "Jahren",
        "Stunde",
        "Stunden",
        "Minute",
        "Minuten",
        "Mal",
        "Uhr",
        "Abend",
        "Morgen",
        "Nacht",
        "Montag",
        "Dienstag",
        "Mittwoch",
        "Donnerstag",
        "Freitag",
        "Samstag",
        "Sonnabend",
        "Sonntag",
        "Prozent",
        "Nachmittag",
        "Vormittag",
        "Mittag",
        "Januar",
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
        "Anfang",
        "Mitte",
        "Ende",
        "Zeit",
        "Sommer",
        "Herbst",
        "Winter",
        "Frühjahr",
        "Frühling",
        "Wochenende",
        "Jahrhundert",
        "Jahrzehnt",
        "Sekunden",
    ]
)


def _temporal(words: tuple[Word, ...], phrase: Phrase) -> bool:
    return words[phrase.head].text in _TEMPORAL
