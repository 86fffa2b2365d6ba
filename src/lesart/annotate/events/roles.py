"""Which noun phrase plays which role in an event: a trained pairwise scorer over frame and clause features.

Comes in: a trigger with its type, the fillers around it, slots and frames. Goes out: for each filler the probabilities
of the roles. The frame's answer is a feature among others, so that the readable lexicon keeps its say and the scorer
learns how far to trust it: a word added to the lexicon works at once.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from spacy.tokens import Doc

from lesart.annotate.clauses import Syntax
from lesart.annotate.events.arguments import Arguments
from lesart.annotate.events.fillers import Filler, Fillers
from lesart.annotate.events.lexicon import Sense
from lesart.annotate.events.triggers import Candidate
from lesart.ml.hybrid import Hybrid
from lesart.ml.lstm import Floats
from lesart.schema import Entity

ROLES = ("none", "actor", "recipient", "mediator", "place")
_BACK = 2  # sentences before the trigger's in which a filler may stand
_NUMERIC = ("number",)
BLAMING = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "SANCTION"})
"""Types whose actor is a perpetrator: naming the wrong one is an accusation that nobody made."""
_BLAME = 0.5
"""Least probability of a perpetrator: above the other actors', since an empty cell beats a wrong one."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A filler beside a trigger and the features of the two."""

    filler: Filler
    features: list[str]
    distance: int


class Surroundings:
    """What the pairs of a Doc share: sentences, entities, speakers, fillers."""

    def __init__(self, doc: Doc, syntax: Syntax, fillers: Fillers) -> None:
        self.doc, self.syntax, self.fillers = doc, syntax, fillers
        self.sentence_of = [0] * len(doc)
        for number, sentence in enumerate(doc.sents):
            for i in range(sentence.start, sentence.end):
                self.sentence_of[i] = number
        self._by_sentence: dict[int, list[Filler]] = {}
        for number in range(len(syntax.phrases)):
            if number in fillers.dates:
                continue
            filler = fillers.of(number)
            self._by_sentence.setdefault(self.sentence_of[filler.head], []).append(filler)
        self._entities: dict[str, Entity] = {e.id: e for e in doc._.entities}
        self._often = Counter(m.entity for m in doc._.mentions if m.entity)
        self._subjects = {c.subject for c in syntax.clauses if c.subject is not None}
        self._quotations = doc._.quotations
        self._parsed = doc.has_annotation("DEP")
        self._history: dict[tuple[str, str], set[str]] = {}
        self._last: dict[str, set[str]] = {}
        self._last_sentence = -9
        self._by_key: dict[str, list[Filler]] = {}
        for found in self._by_sentence.values():
            for filler in found:
                self._by_key.setdefault(self.key(filler), []).append(filler)

    def entity(self, filler: Filler) -> Entity | None:
        """The entity that a filler is a mention of."""
        return self._entities.get(filler.entity or "")

    def key(self, filler: Filler) -> str:
        """What two mentions of one participant share: the entity, or the head word where no chain holds it."""
        return filler.entity or f"~{self.syntax.words[filler.head].lemma}"

    def remember(self, token: int, kind: str, arguments: Arguments) -> None:
        """Takes note of an event's participants: later mentions of the same kind of event have the same ones."""
        self._last = {}
        self._last_sentence = self.sentence_of[token]
        for role, found in (
            ("actor", arguments.actors),
            ("recipient", arguments.recipients),
            ("place", arguments.places),
        ):
            for filler in found:
                self._history.setdefault((self.key(filler), kind), set()).add(role)
                self._history.setdefault((self.key(filler), ""), set()).add(role)
                self._last.setdefault(self.key(filler), set()).add(role)

    def _remembered(self, filler: Filler, kind: str, home: int) -> list[str]:
        key = self.key(filler)
        same = "+".join(sorted(self._history.get((key, kind), ()))) or "-"
        other = "+".join(sorted(self._history.get((key, ""), ()))) or "-"
        last = "+".join(sorted(self._last.get(key, ()))) or "-"
        near = min(home - self._last_sentence, 2)
        return [f"V={same} T={kind}", f"V={same}", f"U={other}", f"E={last} W={near}", f"E={last} W={near} T={kind}"]

    def _recalled(self, kind: str, token: int, known: set[int]) -> list[Filler]:
        """Participants of earlier events of the kind that no near sentence mentions: their last mention before."""
        out = []
        for key, kinds in self._history:
            if kinds == kind:
                before = [f for f in self._by_key.get(key, ()) if f.head < token]
                if before and before[-1].phrase not in known:
                    out.append(before[-1])
        return out

    def pairs(self, candidate: Candidate, kind: str, sense: Sense | None) -> list[Pair]:
        """The fillers that may play a role for the trigger, with features."""
        slots = self._all_slots(candidate)
        home = self.sentence_of[candidate.token]
        context = [f"T={kind}", f"T={kind} K={candidate.kind}", *_competition(candidate, sense, slots)]
        speakers = self._speakers(candidate.token)
        out: list[Pair] = []
        for back in range(_BACK + 1):
            found = [f for f in self._by_sentence.get(home - back, ()) if not self._is_trigger(f, candidate)]
            if back:
                found = [f for f in found if f.mention is not None]
            ranks = _ranks(found, candidate.token)
            for filler in found:
                slot = slots.get(filler.phrase, "-")
                features = self._features(candidate, kind, sense, filler, slot, back, speakers)
                features += [f"{c} F={_frame_role(candidate, sense, slot)}" for c in context[2:]]
                features += [f"R={ranks[filler.phrase]} B={back}", f"R={ranks[filler.phrase]} B={back} {context[2]}"]
                features += self._remembered(filler, kind, home)
                if not back:
                    features += self._on_tree(candidate, kind, filler, passive="P" if candidate.passive else "A")
                out.append(Pair(filler, context + features, abs(filler.head - candidate.token)))
        known = {p.filler.phrase for p in out}
        for filler in self._recalled(kind, candidate.token, known):
            features = self._features(candidate, kind, sense, filler, "-", 3, speakers)
            features += self._remembered(filler, kind, home)
            out.append(Pair(filler, context + features, abs(filler.head - candidate.token)))
        return out

    def _is_trigger(self, filler: Filler, candidate: Candidate) -> bool:
        return candidate.kind != "attribute" and filler.head == candidate.token

    def _all_slots(self, candidate: Candidate) -> dict[int, str]:
        """Slots of the trigger's own phrases, of their attributes ("object>gen") and of the clauses around
        ("up:subject")."""
        slots = self.fillers.slots(candidate)
        for number, slot in list(slots.items()):
            for other in self.syntax.coordinated(number):
                slots.setdefault(other, slot)
        self._attributes(slots, candidate)
        self._around(slots, candidate)
        return slots

    def _attributes(self, slots: dict[int, str], candidate: Candidate) -> None:
        """Whose object it is: "kritisierte die Entscheidung des Präsidenten", "lehnt Berlins Vorschlag ab"."""
        phrases = self.syntax.phrases
        for number, slot in list(slots.items()):
            if slot.count(">") > 1:
                continue
            for other in range(number + 1, min(number + 5, len(phrases))):
                phrase = phrases[other]
                if phrase.after != number and not (
                    phrase.joined is not None and slots.get(phrase.joined, "").startswith(slot + ">")
                ):
                    break
                link = "gen" if phrase.genitive else phrase.preposition
                if link is not None and other not in slots:
                    slots[other] = f"{slot}>{link}"
            before = number - 1
            if (
                before >= 0
                and before not in slots
                and phrases[before].end == phrases[number].start
                and phrases[before].kind == "name"
            ):
                slots[before] = f"{slot}>gen"

    def _around(self, slots: dict[int, str], candidate: Candidate) -> None:
        """Subjects and objects of the clauses above, before and after in the sentence."""
        if candidate.clause is None:
            return
        clauses, home = self.syntax.clauses, self.syntax.clauses[candidate.clause]
        level, hops = home.parent, 0
        while level is not None and hops < 2:
            self._of_clause(slots, level, "up" if hops == 0 else "upup")
            level, hops = clauses[level].parent, hops + 1
        for step, name in ((-1, "prev"), (1, "next"), (-2, "prev2")):
            other = home.index + step
            if 0 <= other < len(clauses) and clauses[other].sentence == home.sentence:
                self._of_clause(slots, other, "down" if clauses[other].parent == home.index else name)

    def _of_clause(self, slots: dict[int, str], number: int, name: str) -> None:
        clause = self.syntax.clauses[number]
        passive = bool(clause.verbs) and clause.verbs[0].passive
        found = [(clause.subject, "psubject" if passive else "subject")]
        found += [(n, "object") for n in clause.objects] + [(n, "dative") for n in clause.datives]
        for phrase, slot in found:
            if phrase is not None:
                for other in self.syntax.coordinated(phrase):
                    slots.setdefault(other, f"{name}:{slot}")

    def _on_tree(self, candidate: Candidate, kind: str, filler: Filler, *, passive: str) -> list[str]:
        """The way from trigger to filler in the dependency tree, where the Doc has one."""
        if not self._parsed:
            return []
        way = self._way(candidate.token, filler.head)
        entity = self.entity(filler)
        nature = entity.type if entity else (filler.mention.type if filler.mention else "thing")
        return [
            f"Y={way}",
            f"Y={way} K={candidate.kind} {passive}",
            f"Y={way} T={kind} K={candidate.kind} {passive}",
            f"Y={way} N={nature}",
            f"Y={way} L={candidate.lemma}",
        ]

    def _way(self, start: int, end: int) -> str:
        """ "nsubj" for a subject below the trigger, "^conj nsubj" for one of the verb above it; long ways are "far"."""
        up = self._ancestors(start)
        down = self._ancestors(end)
        shared = next((node for node in down if node in up), None)
        if shared is None:
            return "far"
        rising = [f"^{self.doc[i].dep_}" for i in up[: up.index(shared)]]
        falling = [self._relation(i) for i in down[: down.index(shared)]][::-1]
        way = rising + falling
        return " ".join(way) if len(way) <= 4 else "far"

    def _ancestors(self, token: int) -> list[int]:
        found = [token]
        while len(found) < 8 and self.doc[found[-1]].head.i != found[-1]:
            found.append(self.doc[found[-1]].head.i)
        return found

    def _relation(self, token: int) -> str:
        """The relation with its preposition ("obl:gegen")."""
        relation = self.doc[token].dep_
        if relation in ("obl", "nmod", "obl:agent", "obl:arg"):
            phrase = self.fillers.phrase_of.get(token)
            preposition = self.syntax.phrases[phrase].preposition if phrase is not None else None
            return f"{relation}:{preposition}" if preposition else relation
        return relation

    def _speakers(self, token: int) -> set[tuple[int, int]]:
        at = self.doc[token].idx
        return {
            (s.start, s.end)
            for q in self._quotations
            if q.speaker and any(c.start <= at < c.end for c in q.content)
            for s in q.speaker.spans
        }

    def _features(
        self,
        candidate: Candidate,
        kind: str,
        sense: Sense | None,
        filler: Filler,
        slot: str,
        back: int,
        speakers: set[tuple[int, int]],
    ) -> list[str]:
        phrase = self.syntax.phrases[filler.phrase]
        mention = filler.mention
        sort = f"{mention.type}-{mention.kind}" if mention else "none"
        entity = self._entities.get(filler.entity or "")
        nature = entity.type if entity else sort
        head = self.syntax.words[filler.head].lemma
        frame = _frame_role(candidate, sense, slot)
        place = "before" if filler.head < candidate.token else "after"
        gap = min(abs(filler.head - candidate.token), 40)
        distance = next(n for n, top in enumerate((1, 2, 3, 5, 8, 12, 20, 41)) if gap <= top)
        same = self.syntax.clause_of[filler.head] == candidate.clause
        passive = "P" if candidate.passive else "A"
        where = f"{back}" if back else ("c" if same else "s")
        preposition = phrase.preposition or ("gen" if phrase.genitive else "bare")
        subject = "subj" if filler.phrase in self._subjects else "non"
        spoken = "speaker" if (filler.start, filler.end) in speakers else "silent"
        number = (
            "num" if any(self.syntax.words[i].cls in _NUMERIC for i in range(phrase.start, phrase.end)) else "nonum"
        )
        often = min(self._often.get(filler.entity or "", 0), 5)
        group = sense.group if sense else "-"
        return [
            f"S={slot} K={candidate.kind}",
            f"S={slot} K={candidate.kind} T={kind} {passive}",
            f"S={slot} G={group} {passive}",
            f"S={slot} L={candidate.lemma} {passive}",
            f"F={frame}",
            f"F={frame} S={slot}",
            f"F={frame} T={kind}",
            f"F={frame} N={nature}",
            f"N={nature} T={kind}",
            f"N={nature} S={slot}",
            f"N={nature} S={slot} T={kind}",
            f"M={sort} T={kind} W={where}",
            f"D={distance} {place} W={where}",
            f"D={distance} {place} K={candidate.kind} S={slot}",
            f"W={where} {subject} T={kind}",
            f"W={where} {subject} N={nature}",
            f"P={preposition} W={where}",
            f"P={preposition} N={nature}",
            f"P={preposition} N={nature} T={kind}",
            f"P={preposition} T={kind} {place}",
            f"H={head}",
            f"H={head} T={kind}",
            f"Q={spoken} T={kind}",
            f"Q={spoken} W={where} S={slot}",
            f"X={number} T={kind} S={slot}",
            f"O={often} W={where}",
            f"plural={phrase.plural} S={slot} T={kind}",
        ]


def _competition(candidate: Candidate, sense: Sense | None, slots: dict[int, str]) -> list[str]:
    """Which roles the frame already fills: a subject elsewhere makes a far phrase a less likely actor."""
    found = {_frame_role(candidate, sense, slot) for slot in slots.values()}
    return ["C=" + "".join(sorted(found & {"A", "R", "sA", "sR"}))]


def _ranks(found: list[Filler], token: int) -> dict[int, str]:
    """For each filler how many mentions lie between it and the trigger, on its side."""
    out: dict[int, str] = {}
    for side, ordered in (
        ("b", sorted((f for f in found if f.head < token), key=lambda f: -f.head)),
        ("a", sorted((f for f in found if f.head >= token), key=lambda f: f.head)),
    ):
        seen = 0
        for filler in ordered:
            known = filler.mention is not None
            out[filler.phrase] = f"{side}{min(seen, 4)}{'m' if known else 'p'}"
            seen += known
    return out


def _frame_role(candidate: Candidate, sense: Sense | None, slot: str) -> str:
    """What the frame says about a slot: A(ctor), R(ecipient), s(upport of either) or nothing."""
    if sense is None:
        return "?"
    frame = sense.noun if candidate.kind == "noun" else sense.verb
    if slot in frame.actor:
        return "A"
    if slot in frame.recipient:
        return "R"
    if slot.startswith("support-"):
        inner = slot[8:]
        return "sA" if inner in sense.verb.actor else "sR" if inner in sense.verb.recipient else "s-"
    return "-"


@dataclass(frozen=True, slots=True)
class RoleScorer:
    """The trained scorer with one threshold a role; the dense input is the trigger's and the filler's encoder row."""

    model: Hybrid
    thresholds: tuple[float, float, float, float]

    def project(self, features: Floats) -> tuple[Floats, Floats]:
        """The hidden-layer shares of every token as trigger and as filler."""
        half = self.model.dimensions // 2
        share = self.model.dense_share
        return features @ share[:half], features @ share[half:]

    def arguments(
        self,
        around: Surroundings,
        projected: tuple[Floats, Floats],
        candidate: Candidate,
        kind: str,
        sense: Sense | None,
    ) -> Arguments:
        """The fillers over their role's threshold; of one entity the nearest mention."""
        pairs = around.pairs(candidate, kind, sense)
        if not pairs:
            return Arguments((), (), (), ())
        hidden = projected[0][candidate.token] + projected[1][[p.filler.head for p in pairs]]
        chances = self.model.probabilities([p.features for p in pairs], hidden)
        chosen: dict[str, list[Pair]] = {role: [] for role in ROLES[1:]}
        order = {label: column for column, label in enumerate(self.model.labels)}
        least = dict(zip(ROLES[1:], self.thresholds, strict=True))
        if kind in BLAMING:
            least["actor"] = max(least["actor"], _BLAME)
        for pair, row in zip(pairs, chances, strict=True):
            fit = {r: float(row[order[r]]) for r in least if r in order and row[order[r]] >= least[r]}
            if "actor" in fit and "recipient" in fit:  # nobody does it to himself
                del fit[min("actor", "recipient", key=lambda r: fit[r])]
            for role in fit:
                chosen[role].append(pair)
        kept = {role: _nearest(found) for role, found in chosen.items()}
        return Arguments(kept["actor"], kept["recipient"], kept["mediator"], kept["place"])


def _nearest(found: list[Pair]) -> tuple[Filler, ...]:
    out: dict[object, tuple[int, Filler]] = {}
    for pair in found:
        key: object = pair.filler.entity or (pair.filler.start, pair.filler.end)
        if key not in out or pair.distance < out[key][0]:
            out[key] = (pair.distance, pair.filler)
    return tuple(sorted((f for _, f in out.values()), key=lambda f: f.start))
