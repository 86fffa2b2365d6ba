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
from lesart.annotate.wordclasses import Word

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
        self._tops: dict[int, int] = {}
        self._length = max(1, len(around.doc.text))

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
                ways = {f.phrase: self._ways.way(candidate.token, self._top(f)) for f in found}
            crowd = Counter(way for way, _ in ways.values())
            for filler in found:
                way, joined = ways[filler.phrase]
                rank = ranks[filler.phrase]
                has_subject = "nsubj" in crowd or "nsubj:pass" in crowd
                names = self._names(trigger, filler, way, joined=joined, rank=rank, back=back, has_subject=has_subject)
                numbers = self._numbers(trigger, filler, rank, back)
                numbers += [float(crowd[way]), float(len(found)), float(joined), float(has_subject)]
                out.append(Pair(filler, names, numbers, abs(filler.head - candidate.token)))
        return out

    def _top(self, filler: Filler) -> int:
        if filler.phrase not in self._tops:
            self._tops[filler.phrase] = self._ways.top(filler)
        return self._tops[filler.phrase]

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
        syntax, phrase = self._around.syntax, self._around.syntax.phrases[filler.phrase]
        gap = filler.head - trigger.candidate.token
        return [
            float(gap),
            float(back),
            float(syntax.clause_of[filler.head] == trigger.candidate.clause),
            float(min(self._around.often(filler), 5)),
            float(rank[0] == "a"),
            float(rank[1]),
            float((filler.start, filler.end) in trigger.speakers),
            float(_counted(syntax.words, phrase.start, phrase.end)),
            float(bool(phrase.plural)),
            float(filler.mention is not None),
            filler.start / self._length,
            float(len(trigger.slots)),
        ]

    def _names(
        self, trigger: _Trigger, filler: Filler, way: str, *, joined: bool, rank: str, back: int, has_subject: bool
    ) -> list[str]:
        around, syntax, candidate = self._around, self._around.syntax, trigger.candidate
        phrase, mention, entity = syntax.phrases[filler.phrase], filler.mention, around.entity(filler)
        kind, voice, group, lemma, k = trigger.kind, trigger.voice, trigger.group, candidate.lemma, candidate.kind
        slot = trigger.slots.get(filler.phrase, "-")
        sort = f"{mention.type}-{mention.kind}" if mention else "none"
        nature = entity.type if entity else sort
        shape = f"{nature}-{mention.kind if mention else 'np'}"
        frame = frame_role(candidate, trigger.sense, slot)
        head = syntax.words[filler.head].lemma
        preposition = phrase.preposition or ("gen" if phrase.genitive else "bare")
        gap = abs(filler.head - candidate.token)
        distance = bisect_left(_DISTANCES, gap)
        side = "b" if filler.head < candidate.token else "a"
        same = syntax.clause_of[filler.head] == candidate.clause
        where = str(back) if back else ("c" if same else "s")
        subject = "subj" if around.is_subject(filler) else "non"
        spoken = "speaker" if (filler.start, filler.end) in trigger.speakers else "silent"
        number = "num" if _counted(syntax.words, phrase.start, phrase.end) else "nonum"
        often = min(around.often(filler), 5)
        bare_way = _CASE.sub("", way)
        relation = self._ways.relation(self._top(filler)) if back else "-"
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
            f"M={sort} {kind} W={where} {side}",
            f"D={distance} {side} W={where} {k}",
            f"W={where} {subject} {kind} {k}",
            f"P={preposition} {kind} {side}",
            f"P={preposition} N={shape} {k}",
            f"P={preposition} L={lemma}",
            f"H={head}",
            f"H={head} {kind}",
            f"Q={spoken} {kind} W={where}",
            f"X={number} {kind} S={slot}",
            f"R={rank} B={back} {k}",
            f"C={competition} F={frame} {k}",
            f"C={competition} R={rank} B={back} {k}",
            f"V={trigger.verb} Y={bare_way}",
            f"V={trigger.governor} Y={way} {place}",
            f"t={place} Y={way} {kind}",
            f"t={place} s={has_subject} Y={bare_way} {kind}",
            f"O={often} {kind} W={where}",
            f"p={phrase.plural} S={slot} {kind}",
            f"s={has_subject} Y={way} {voice}",
            f"r={relation} B={back} {kind} {k}",
        ]


def _counted(words: tuple[Word, ...], start: int, end: int) -> bool:
    return any(words[i].cls == "number" for i in range(start, end))


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
