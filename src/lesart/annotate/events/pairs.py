"""The fillers that may play a role for a trigger, with what is known of each pair.

Comes in: a trigger with its type and sense. Goes out: `Pair`s of named features (slot, frame, way in the tree, nature
of the filler, each alone and joined with type or word) and numbers (distance, rank, competition). What the frame of
the readable lexicon says is a feature among others: the trained scorer learns how far to trust it, and a word that a
person adds to the lexicon works at once.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass

from lesart.annotate.events.fillers import Filler
from lesart.annotate.events.lexicon import Sense
from lesart.annotate.events.surroundings import Surroundings
from lesart.annotate.events.triggers import Candidate
from lesart.annotate.events.ways import Ways

_BACK = 2  # sentences before the trigger's in which a filler may stand
_DISTANCES = (1, 2, 3, 5, 8, 12, 20)  # tokens: upper bounds of the classes of distance
_CASE = re.compile(r":[a-zäöüß]+")


@dataclass(frozen=True, slots=True)
class Pair:
    """A filler beside a trigger: named features in a fixed order of columns, and numbers."""

    filler: Filler
    names: list[str]
    numbers: list[float]
    distance: int


@dataclass(frozen=True, slots=True)
class _Known:
    """What holds for all pairs of a filler."""

    top: int
    relation: str
    nature: str
    sort: str
    shape: str
    head: str
    preposition: str
    subject: str
    number: str
    often: int
    plural: bool | None
    numbers: tuple[float, ...]
    """Often mentioned, a number in it, plural, a mention at all, how far down in the article."""


@dataclass(frozen=True, slots=True)
class _Trigger:
    """What holds for all pairs of a trigger."""

    candidate: Candidate
    kind: str
    sense: Sense | None
    voice: str
    group: str
    verb: str
    governor: str
    preposition: str
    competition: str
    slots: dict[int, str]
    speakers: set[tuple[int, int]]


class Pairing:
    """The pairs of the triggers of a Doc."""

    def __init__(self, around: Surroundings) -> None:
        self._around = around
        self._ways = Ways(around.doc, around.syntax)
        self._kept: dict[int, _Known] = {}
        self._length = max(1, around.length)

    def pairs(self, candidate: Candidate, kind: str, sense: Sense | None) -> list[Pair]:
        """The pairs of a trigger: the fillers of its sentence, and the mentions of the two before."""
        around = self._around
        trigger = self._trigger(candidate, kind, sense)
        home = around.sentence_of[candidate.token]
        out: list[Pair] = []
        for back in range(_BACK + 1):
            found = around.in_sentence(home - back, candidate)
            if back:
                found = [f for f in found if f.mention is not None]
            ranks = _ranks(found, candidate.token)
            if back:
                ways = {f.phrase: (f"sentence{back}", False) for f in found}
            else:
                ways = {f.phrase: self._ways.way(candidate.token, self._known(f).top) for f in found}
            crowd = Counter(way for way, _ in ways.values())
            has_subject = "nsubj" in crowd or "nsubj:pass" in crowd
            for filler in found:
                way, joined = ways[filler.phrase]
                rank = ranks[filler.phrase]
                names = self._names(trigger, filler, way, joined=joined, rank=rank, back=back, has_subject=has_subject)
                numbers = self._numbers(trigger, filler, rank, back)
                numbers += [float(crowd[way]), float(len(found)), float(joined), float(has_subject)]
                out.append(Pair(filler, names, numbers, abs(filler.head - candidate.token)))
        return out

    def _known(self, filler: Filler) -> _Known:
        known = self._kept.get(filler.phrase)
        if known is None:
            known = self._kept[filler.phrase] = self._looked_at(filler)
        return known

    def _looked_at(self, filler: Filler) -> _Known:
        around, mention, entity = self._around, filler.mention, self._around.entity(filler)
        phrase, words = around.syntax.phrases[filler.phrase], around.syntax.words
        top = self._ways.top(filler)
        sort = f"{mention.type}-{mention.kind}" if mention else "none"
        nature = entity.type if entity else sort
        often = min(around.often(filler), 5)
        counted = any(words[i].cls == "number" for i in range(phrase.start, phrase.end))
        place = filler.start / self._length
        return _Known(
            top=top,
            relation=self._ways.relation(top),
            nature=nature,
            sort=sort,
            shape=f"{nature}-{mention.kind if mention else 'np'}",
            head=words[filler.head].lemma,
            preposition=phrase.preposition or ("gen" if phrase.genitive else "bare"),
            subject="subj" if around.is_subject(filler) else "non",
            number="num" if counted else "nonum",
            often=often,
            plural=phrase.plural,
            numbers=(float(often), float(counted), float(bool(phrase.plural)), float(mention is not None), place),
        )

    def _trigger(self, candidate: Candidate, kind: str, sense: Sense | None) -> _Trigger:
        syntax = self._around.syntax
        slots = self._around.slots(candidate)
        clause = syntax.clauses[candidate.clause] if candidate.clause is not None else None
        verb = clause.verbs[0].lemma if clause is not None and clause.verbs and candidate.kind != "verb" else "-"
        above = self._ways.governor(candidate.token)
        own = self._around.fillers.phrase_of.get(candidate.token)
        preposition = "-"
        if candidate.kind == "noun" and own is not None:
            phrase = syntax.phrases[own]
            preposition = phrase.preposition or ("gen" if phrase.genitive else "bare")
        filled = {frame_role(candidate, sense, slot) for slot in slots.values()} & {"A", "R", "sA", "sR"}
        return _Trigger(
            candidate,
            kind,
            sense,
            candidate.kind + ("P" if candidate.passive else "A"),
            sense.group if sense else "-",
            verb,
            syntax.words[above].lemma if above != candidate.token else "-",
            preposition,
            "".join(sorted(filled)),
            slots,
            self._around.speakers(candidate.token),
        )

    def _numbers(self, trigger: _Trigger, filler: Filler, rank: str, back: int) -> list[float]:
        often, counted, plural, mentioned, place = self._known(filler).numbers
        return [
            float(filler.head - trigger.candidate.token),
            float(back),
            float(self._around.syntax.clause_of[filler.head] == trigger.candidate.clause),
            often,
            float(rank[0] == "a"),
            float(rank[1]),
            float((filler.start, filler.end) in trigger.speakers),
            counted,
            plural,
            mentioned,
            place,
            float(len(trigger.slots)),
        ]

    def _names(
        self, trigger: _Trigger, filler: Filler, way: str, *, joined: bool, rank: str, back: int, has_subject: bool
    ) -> list[str]:
        candidate, known = trigger.candidate, self._known(filler)
        kind, voice, group, lemma, k = trigger.kind, trigger.voice, trigger.group, candidate.lemma, candidate.kind
        slot = trigger.slots.get(filler.phrase, "-")
        nature, shape, preposition = known.nature, known.shape, known.preposition
        frame = frame_role(candidate, trigger.sense, slot)
        distance = bisect_left(_DISTANCES, abs(filler.head - candidate.token))
        side = "b" if filler.head < candidate.token else "a"
        same = self._around.syntax.clause_of[filler.head] == candidate.clause
        where = str(back) if back else ("c" if same else "s")
        spoken = "speaker" if (filler.start, filler.end) in trigger.speakers else "silent"
        bare_way = _CASE.sub("", way) if ":" in way else way
        relation = known.relation if back else "-"
        competition, place = trigger.competition, trigger.preposition
        return [
            f"Y={way} {voice}",
            f"Y={way} {kind} {voice}",
            f"Y={way} G={group} {voice}",
            f"Y={way} L={lemma} {voice}",
            f"Y={way} N={shape}",
            f"Y={way} C={joined} {k}",
            f"y={bare_way} {voice} S={slot}",
            f"S={slot} {voice}",
            f"S={slot} {kind} {voice}",
            f"S={slot} G={group} {voice}",
            f"S={slot} L={lemma} {voice}",
            f"F={frame} {k}",
            f"F={frame} Y={way} {voice}",
            f"F={frame} {kind} N={nature}",
            f"N={shape} {kind} {k}",
            f"N={nature} W={where} {kind} {k}",
            f"N={shape} S={slot}",
            f"M={known.sort} {kind} W={where} {side}",
            f"D={distance} {side} W={where} {k}",
            f"W={where} {known.subject} {kind} {k}",
            f"P={preposition} {kind} {side}",
            f"P={preposition} N={shape} {k}",
            f"P={preposition} L={lemma}",
            f"H={known.head}",
            f"H={known.head} {kind}",
            f"Q={spoken} {kind} W={where}",
            f"X={known.number} {kind} S={slot}",
            f"R={rank} B={back} {k}",
            f"C={competition} F={frame} {k}",
            f"C={competition} R={rank} B={back} {k}",
            f"V={trigger.verb} Y={bare_way}",
            f"V={trigger.governor} Y={way} {place}",
            f"t={place} Y={way} {kind}",
            f"t={place} s={has_subject} Y={bare_way} {kind}",
            f"O={known.often} {kind} W={where}",
            f"p={known.plural} S={slot} {kind}",
            f"s={has_subject} Y={way} {voice}",
            f"r={relation} B={back} {kind} {k}",
        ]


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


def frame_role(candidate: Candidate, sense: Sense | None, slot: str) -> str:
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
