"""Who claims an event: the article itself (None), the speaker of the quotation it stands in, "laut X", "X zufolge",
"nach Angaben von X", "… Das teilte X mit", who blames somebody for it, or nobody named ("soll", "angeblich").

Comes in: quotations, clause analysis, fillers. Goes out: the chain of claims from the outermost inwards; the innermost
is the event's source. A verbal act is not its own source: a demand that its actor voices is asserted by the article.
Nor is what the article sums up in its own words ("verurteilte den Angriff": a reported quotation) or what a demand is
for ("fordert den Abzug") somebody's claim that it happened.
"""

from __future__ import annotations

from spacy.tokens import Doc

from lesart.annotate.clauses import Clause, Syntax
from lesart.annotate.events.factuality import DEMANDING
from lesart.annotate.events.fillers import Filler, Fillers
from lesart.annotate.events.triggers import Candidate
from lesart.schema import Quotation, Role, Source, Span

_REPORT_NOUNS = frozenset(
    [
        "angabe",
        "angaben",
        "aussage",
        "aussagen",
        "auskunft",
        "information",
        "informationen",
        "darstellung",
        "einschätzung",
        "bericht",
        "berichten",
        "meinung",
        "ansicht",
        "mitteilung",
        "worten",
        "überzeugung",
        "erkenntnissen",
        "erkenntnis",
        "auffassung",
        "medienberichten",
        "zeugenaussagen",
        "schilderung",
        "lesart",
        "agenturberichten",
        "presseberichten",
    ]
)
_HEARSAY = frozenset({"angeblich", "angebliche", "angeblichen", "angeblicher", "angebliches", "angeblichem"})
_AFTER = frozenset({"zufolge"})
_MENTIONING = frozenset(
    [
        "erwähnen",
        "berichten",
        "melden",
        "mitteilen",
        "schildern",
        "beschreiben",
        "bestätigen",
        "behaupten",
        "verkünden",
        "sprechen",
        "erinnern",
        "hervorheben",
        "einräumen",
        "zugeben",
        "vorwerfen",
        "beschuldigen",
        "bezichtigen",
        "anklagen",
        "bestreiten",
        "dementieren",
        "leugnen",
        "zurückweisen",
        "anprangern",
        "beklagen",
        "angeben",
        "beziffern",
        "nennen",
        "zählen",
    ]
)
"""Verbs that say, allege or deny that there was what their object names, and do nothing else to it."""
_TELLING = frozenset(
    {"berichten", "melden", "vermelden", "beziffern", "angeben", "schildern", "anprangern", "ausgehen", "verweisen"}
    | {"hinweisen", "sprechen", "behaupten", "beklagen", "dokumentieren"}
)
"""Verbs whose subject vouches for an event that is named beside them, also where no quotation was found: in the event
corpus' training part 19 of 22 such events are the subject's claim."""
_PERFECT = frozenset({"haben", "sein"})
_VOUCHING = frozenset(
    {"mitteilen", "sagen", "erklären", "berichten", "melden", "bestätigen", "bekanntgeben", "schreiben", "angeben"}
    | {"verkünden", "bekanntmachen", "versichern", "behaupten", "schildern", "äußern", "geben"}
)
"""Verbs whose "das" takes up the sentence before: "Das teilte die Polizei mit"."""
_SURE = 0.4
"""Confidence below which nobody is made to vouch for what only sounds as if somebody said it."""
_TAKING_UP = frozenset({"das", "dies"})
_RESPONSIBLE = frozenset({"verantwortlich", "verantwortung", "schuld"})


class Claimants:
    """The claims that hold over each place of a Doc."""

    def __init__(self, doc: Doc, syntax: Syntax, fillers: Fillers, quotations: tuple[Quotation, ...]) -> None:
        self._doc, self._syntax, self._fillers = doc, syntax, fillers
        self._quotations = quotations
        self._by_id = {q.id: q for q in quotations}
        self._attributions = _attributions(syntax, fillers)
        self._taken_up = _taken_up(syntax, fillers)

    def chain(
        self, candidate: Candidate, *, actors: tuple[Role, ...], verbal: bool, possible: bool = False
    ) -> tuple[Source, ...]:
        """Claims from the outermost to the innermost; empty where the article itself asserts the event.

        `possible` says that the event is only wanted, offered or feared.
        """
        token = self._doc[candidate.token]
        at = Span(token.idx, token.idx + len(token.text))
        chain = self._quoted(at, possible=possible, mentioned=not possible and self._is_mentioned(candidate))
        clause = self._syntax.clause_at(candidate.token)
        for clauses, filler in self._attributions:
            inside = clause is not None and clause.index in clauses
            if inside and not any(_overlap(s, filler) for source in chain for s in source.spans):
                chain.append(_as_source(filler))
        for clauses, filler in self._taken_up:  # it holds over all that the sentence before reports of others
            inside = clause is not None and clause.index in clauses
            if inside and not any(_is_actor(source, (filler.role(),)) for source in chain):
                chain.insert(0, _as_source(filler))
        if not chain and clause is not None:
            chain += self._blaming(candidate, clause) or self._told(candidate, clause)
        if not chain and clause is not None:
            hearsay = self._hearsay(candidate, clause)
            if hearsay is not None:
                chain.append(hearsay)
        if verbal:
            chain = [s for s in chain if not _is_actor(s, actors)]
        return tuple(chain)

    def without_tellers(
        self, candidate: Candidate, actors: tuple[Filler, ...], governed: tuple[Filler, ...]
    ) -> tuple[Filler, ...]:
        """The perpetrators without who merely tells of the deed ("Michel rief auf, die Angriffe zu beenden").

        A teller stays where the trigger's own frame makes him the actor ("Wir haben angegriffen, sagte …").
        """
        tellers = self.chain(candidate, actors=(), verbal=False)
        own = {f.phrase for f in governed}
        return tuple(f for f in actors if f.phrase in own or not any(_is_actor(t, (f.role(),)) for t in tellers))

    def without_frames(self, candidate: Candidate, actors: tuple[Filler, ...]) -> tuple[Filler, ...]:
        """The actors without who only tells it, in a clause whose predicate has a subject of its own.

        "Wie die Vermittler mitteilten, sagten die Parteien eine Waffenruhe zu": the mediators tell, the parties agree.
        """
        clause = self._syntax.clause_at(candidate.token)
        if clause is None or clause.subject is None or clause.kind == "infinitive" or len(actors) < 2:
            return actors
        token = self._doc[candidate.token]
        at = Span(token.idx, token.idx + len(token.text))
        telling = [
            span
            for q in self._quotations
            if q.type == "indirect" and q.speaker is not None and any(s.covers(at) for s in q.content)
            for span in q.speaker.spans
        ]
        kept = tuple(f for f in actors if not any(_overlap(span, f) for span in telling))
        return kept or actors

    def _is_mentioned(self, candidate: Candidate) -> bool:
        """ "erwähnte die Rückkehr", "berichtete von einem Angriff": the noun is what somebody says there was."""
        clause = self._syntax.clause_at(candidate.token)
        if candidate.kind == "verb" or clause is None:
            return False
        texts = {self._syntax.words[i].text for i in clause.tokens}
        blames = "verantwortlich" in texts or "Verantwortung" in texts
        return any(v.lemma in _MENTIONING or (blames and v.lemma in ("machen", "geben")) for v in clause.verbs)

    def _quoted(self, at: Span, *, possible: bool, mentioned: bool) -> list[Source]:
        """The quotations whose content covers the trigger, outermost first, with their parents."""
        covering = [q for q in self._quotations if any(s.covers(at) for s in q.content)]
        covering = [q for q in covering if q.type != "reported" or mentioned]
        covering = [q for q in covering if q.type != "free-indirect" or q.confidence >= _SURE]
        if possible:
            covering = [q for q in covering if not self._demands(q)]
        covering.sort(key=lambda q: -sum(s.end - s.start for s in q.content))
        wanted: dict[str, Quotation] = {}
        for quotation in covering:
            for member in self._ancestors(quotation):
                wanted.setdefault(member.id, member)
        out = []
        for q in wanted.values():
            spans = q.speaker.spans if q.speaker else ()
            out.append(Source(spans, q.speaker.entity if q.speaker else None, q.id))
        return out

    def _demands(self, quotation: Quotation) -> bool:
        """Whether an indirect quotation's frame is a demand, an offer or a threat: its content is what it is for."""
        if quotation.type == "direct":
            return False
        inside = (self._doc.char_span(s.start, s.end, alignment_mode="expand") for s in quotation.frame)
        return any(
            self._syntax.words[token.i].lemma in DEMANDING or self._is_demand(token.i)
            for span in inside
            if span is not None
            for token in span
        )

    def _is_demand(self, token: int) -> bool:
        verb = self._syntax.verb_at(token)
        return verb is not None and verb.lemma in DEMANDING

    def _ancestors(self, quotation: Quotation) -> list[Quotation]:
        out = [quotation]
        while out[0].parent is not None and out[0].parent in self._by_id and self._by_id[out[0].parent] not in out:
            out.insert(0, self._by_id[out[0].parent])
        return out

    def _blaming(self, candidate: Candidate, clause: Clause) -> list[Source]:
        """ "machte Belgrad für den Angriff verantwortlich": that it was Belgrad is what the subject says.

        The event noun stands behind "für" or "an"; the verb "machen" or "geben" itself is the accusation.
        """
        own = self._fillers.phrase_of.get(candidate.token)
        if candidate.kind == "verb" or own is None or self._syntax.phrases[own].preposition not in ("für", "an"):
            return []
        texts = {self._syntax.words[i].text.lower() for i in clause.tokens}
        blames = any(v.lemma in ("machen", "geben", "zuweisen", "zuschreiben") and not v.passive for v in clause.verbs)
        if not blames or not texts & _RESPONSIBLE or clause.subject is None:
            return []
        return [_as_source(self._fillers.of(clause.subject))]

    def _told(self, candidate: Candidate, clause: Clause) -> list[Source]:
        """ "berichteten von drei getöteten Demonstranten", "meldete neue Gefechte": what the subject tells of."""
        own = self._fillers.phrase_of.get(candidate.token)
        if candidate.kind == "verb" or own is None or clause.subject is None:
            return []
        teller = self._fillers.of(clause.subject)
        if own in self._fillers.coordinated(clause.subject) or teller.mention is None:
            return []
        tells = any(v.lemma in _TELLING and not v.passive and v.negation is None for v in clause.verbs)
        return [_as_source(teller)] if tells else []

    def _hearsay(self, candidate: Candidate, clause: Clause) -> Source | None:
        verb = clause.verbs[0] if clause.verbs else None
        if verb is not None and verb.finite is not None and self._syntax.words[verb.finite].lemma == "sollen":
            words = [self._syntax.words[i] for i in clause.tokens]
            perfect = any(w.cls == "infinitive" and w.lemma in _PERFECT for w in words)
            if perfect and verb.mood == "indicative":
                return self._word(verb.finite)
        for i in clause.tokens:
            if self._syntax.words[i].text.lower() in _HEARSAY:
                return self._word(i)
        return None

    def _word(self, i: int) -> Source:
        token = self._doc[i]
        return Source((Span(token.idx, token.idx + len(token.text)),), None, None)


def _attributions(syntax: Syntax, fillers: Fillers) -> list[tuple[frozenset[int], Filler]]:
    """Phrases that name a claimant, each with the clauses that it vouches for."""
    found: list[tuple[frozenset[int], Filler]] = []
    for number, phrase in enumerate(syntax.phrases):
        claimant = _claimant_phrase(syntax, number)
        home = syntax.clause_at(phrase.head)
        if claimant is None or home is None:
            continue
        scope = {home.index} | {
            c.index for c in syntax.clauses if c.sentence == home.sentence and _under(syntax, c, home)
        }
        if home.kind == "fragment" or not home.verbs:
            scope |= {c.index for c in syntax.clauses if c.sentence == home.sentence}
        found.append((frozenset(scope), fillers.of(claimant)))
    return found


def _taken_up(syntax: Syntax, fillers: Fillers) -> list[tuple[frozenset[int], Filler]]:
    """ "… getötet worden. Das teilte die Polizei mit": who vouches for the sentence before."""
    found: list[tuple[frozenset[int], Filler]] = []
    for clause in syntax.clauses:
        vouching = _voucher(syntax, clause)
        if vouching is not None:
            before = frozenset(c.index for c in syntax.clauses if c.sentence == clause.sentence - 1)
            found.append((before, fillers.of(vouching)))
    return found


def _voucher(syntax: Syntax, clause: Clause) -> int | None:
    """The phrase of who says it, in a main clause that opens with "das" or "dies"; null for any other clause."""
    words = [i for i in clause.tokens if syntax.words[i].cls != "punctuation"]
    if clause.kind != "main" or len(words) < 3 or syntax.words[words[0]].text.lower() not in _TAKING_UP:
        return None
    verb = clause.verbs[0] if clause.verbs else None
    if verb is None or verb.negation is not None or words[1] != verb.finite:
        return None
    if verb.lemma == "hervorgehen" or (verb.lemma == "gehen" and syntax.words[words[-1]].text == "hervor"):
        return next((n for n in clause.phrases if syntax.phrases[n].preposition == "aus"), None)
    said = verb.lemma in _VOUCHING and (verb.lemma != "geben" or "bekannt" in {syntax.words[i].text for i in words})
    if not said:
        return None
    if verb.passive:
        return next((n for n in clause.phrases if syntax.phrases[n].preposition in ("von", "durch")), None)
    named = [n for n in clause.phrases if syntax.phrases[n].bare and syntax.phrases[n].start > words[1]]
    return clause.subject if clause.subject in named else next(iter(named), None)


def _as_source(filler: Filler) -> Source:
    return Source((Span(filler.start, filler.end),), filler.entity, None)


def _under(syntax: Syntax, clause: Clause, home: Clause) -> bool:
    while clause.parent is not None:
        if clause.parent == home.index:
            return True
        clause = syntax.clauses[clause.parent]
    return False


def _claimant_phrase(syntax: Syntax, number: int) -> int | None:
    """The phrase that names the claimant, if phrase `number` opens an attribution."""
    phrase = syntax.phrases[number]
    head = syntax.words[phrase.head].text.lower()
    following = syntax.words[phrase.end].text.lower() if phrase.end < len(syntax.words) else ""
    if phrase.preposition == "laut":
        return _named(syntax, number) if head in _REPORT_NOUNS else number
    if following in _AFTER and phrase.preposition is None:
        if (
            phrase.genitive
            and phrase.after is not None
            and syntax.words[syntax.phrases[phrase.after].head].text.lower() in _REPORT_NOUNS
        ):
            return number
        return _named(syntax, number) if head in _REPORT_NOUNS else number
    if head in _REPORT_NOUNS and phrase.preposition == "nach":
        inside = (syntax.words[i].text.lower() for i in range(phrase.start, phrase.head))
        if any(word.startswith("eigen") for word in inside):
            clause = syntax.clause_at(phrase.head)
            return clause.subject if clause is not None else None
        named = _named(syntax, number)
        # "nach armenischen Angaben", "nach offiziellen Angaben": the phrase itself is all that is said of the claimant
        return number if named is None and phrase.head > phrase.start else named
    return None


def _named(syntax: Syntax, number: int) -> int | None:
    """ "nach Angaben der Polizei", "nach Angaben von X", "Putins Angaben": the phrase beside the report noun."""
    after = number + 1
    if after < len(syntax.phrases):
        candidate = syntax.phrases[after]
        if candidate.after == number and (candidate.genitive or candidate.preposition in ("von", "aus", "durch")):
            return after
        if candidate.start == syntax.phrases[number].end and candidate.kind == "name" and candidate.preposition is None:
            return after
    before = number - 1
    if (
        before >= 0
        and syntax.phrases[before].end == syntax.phrases[number].start
        and syntax.words[syntax.phrases[before].head].text.endswith("s")
    ):
        return before
    return None


def _overlap(span: Span, filler: Filler) -> bool:
    return span.start < filler.end and filler.start < span.end


def _is_actor(source: Source, actors: tuple[Role, ...]) -> bool:
    for role in actors:
        if source.entity is not None and source.entity == role.entity:
            return True
        if any(s.start < role.end and role.start < s.end for s in source.spans):
            return True
    return False
