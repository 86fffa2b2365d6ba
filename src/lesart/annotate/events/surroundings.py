"""What all triggers of a Doc share: sentences, entities, speakers, and the slots of the phrases around a trigger.

Comes in: the clause analysis and the fillers. Goes out, for a trigger: the slots of its own phrases, of their
attributes ("object>gen") and of the clauses around ("up:subject"), and the speakers of the quotations over it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

import numpy as np
from spacy.attrs import IDX, SENT_START
from spacy.tokens import Doc

from lesart.annotate.clauses import Syntax
from lesart.annotate.events.fillers import Filler, Fillers
from lesart.annotate.events.triggers import Candidate
from lesart.schema import Entity

BOUNDARY = "^"


class Surroundings:
    """The sentences, entities and fillers of a Doc."""

    def __init__(self, doc: Doc, syntax: Syntax, fillers: Fillers) -> None:
        self.doc, self.syntax, self.fillers = doc, syntax, fillers
        starts = doc.to_array(SENT_START) == 1
        starts[:1] = False  # the first sentence is number 0
        self.sentence_of: list[int] = np.cumsum(starts).tolist()
        self.offsets: list[int] = doc.to_array(IDX).tolist()
        """Where each token begins."""
        self.length = self.offsets[-1] + len(doc[-1].text_with_ws) if len(doc) else 0
        """The characters of the text."""
        self.lowered = [word.text.lower() if word.text.strip() else BOUNDARY for word in syntax.words]
        """The words in small letters; line breaks are boundaries like the ends of the text."""
        self._notes: dict[int, list[str]] = {}
        self._note_quotations()
        self._note_mentions()
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

    def _note_quotations(self) -> None:
        for quotation in self.doc._.quotations:
            inside = {i for span in quotation.content for i in self._tokens(span.start, span.end)}
            for i in inside:
                self._notes.setdefault(i, []).append(f"quoted:{quotation.type}")

    def _note_mentions(self) -> None:
        for mention in self.doc._.mentions:
            for i in self._tokens(mention.start, mention.end):
                end = self.offsets[i] + len(self.syntax.words[i].text)
                whole = "whole" if mention.start == self.offsets[i] and mention.end == end else "part"
                self._notes.setdefault(i, []).append(f"mention:{mention.type}-{mention.kind}-{whole}")

    def _tokens(self, start: int, end: int) -> range:
        """The tokens that begin between two offsets."""
        return range(bisect_left(self.offsets, start), bisect_left(self.offsets, end))

    def notes(self, token: int) -> Sequence[str]:
        """The quotations and the mentions that a token stands in, in words."""
        return self._notes.get(token, ())

    def entity(self, filler: Filler) -> Entity | None:
        """The entity that a filler is a mention of."""
        return self._entities.get(filler.entity or "")

    def key(self, filler: Filler) -> str:
        """What two mentions of one participant share: the entity, or the head word where no chain holds it."""
        return filler.entity or f"~{self.syntax.words[filler.head].lemma}"

    def often(self, filler: Filler) -> int:
        """How often the article mentions the filler's entity."""
        return self._often.get(filler.entity or "", 0)

    def is_subject(self, filler: Filler) -> bool:
        """Whether the filler is the subject of any clause."""
        return filler.phrase in self._subjects

    def in_sentence(self, number: int, candidate: Candidate) -> list[Filler]:
        """The fillers of a sentence, without the trigger itself."""
        own = candidate.kind != "attribute"
        return [f for f in self._by_sentence.get(number, ()) if not (own and f.head == candidate.token)]

    def slots(self, candidate: Candidate) -> dict[int, str]:
        """Slots of the trigger's own phrases, of their attributes and of the clauses around."""
        slots = dict(self.fillers.slots(candidate))
        for number, slot in list(slots.items()):
            for other in self.fillers.coordinated(number):
                slots.setdefault(other, slot)
        self._attributes(slots)
        self._around(slots, candidate)
        return slots

    def _attributes(self, slots: dict[int, str]) -> None:
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
                for other in self.fillers.coordinated(phrase):
                    slots.setdefault(other, f"{name}:{slot}")

    def speakers(self, token: int) -> set[tuple[int, int]]:
        """Where the speakers of the quotations over a token are named."""
        at = self.offsets[token]
        return {
            (s.start, s.end)
            for q in self._quotations
            if q.speaker and any(c.start <= at < c.end for c in q.content)
            for s in q.speaker.spans
        }
