"""Is a word an event here, and of which type: a trained classifier over lexicon, clause and context.

Comes in: candidates (words of the lexicon and other content words) with their surroundings. Goes out: probabilities of
the sixteen types and of "none". Lexicon senses are named features, so a word that is new in a user's lexicon is judged
like its known neighbours in the same group.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from lesart.annotate.clauses import Clause
from lesart.annotate.events.fillers import Filler
from lesart.annotate.events.surroundings import BOUNDARY, Surroundings
from lesart.annotate.events.triggers import Candidate
from lesart.ml.hybrid import Hybrid
from lesart.ml.lstm import Floats

NONE = "none"
_LEAD = 400  # characters


def features(around: Surroundings, candidate: Candidate) -> list[str]:
    """What the classifier knows about a candidate beside the encoder's row."""
    out = [f"K={candidate.kind}", f"L={candidate.lemma} K={candidate.kind}", f"L={candidate.lemma}"]
    out += [f"Z={candidate.lemma[-n:].lower()} K={candidate.kind}" for n in (4, 6)]
    if not candidate.senses:
        out.append(f"S=- K={candidate.kind}")
    for sense in candidate.senses:
        level = "strong" if sense.certainty == "certain" else sense.certainty  # training knows three levels
        out += [f"S={sense.group}", f"S={sense.type} {level}", f"S={sense.type} {level} K={candidate.kind}"]
    out.append(f"construction={candidate.construction} senses={len(candidate.senses)}")
    out += _neighbours(around, candidate.token)
    clause = around.syntax.clauses[candidate.clause] if candidate.clause is not None else None
    if clause is not None:
        out += _of_clause(around, candidate, clause)
    if candidate.kind == "noun":
        out += _of_noun(around, candidate, clause)
    else:
        out += _of_verb(around, candidate)
    out += _of_place(around, candidate.token)
    types = sorted({s.type for s in candidate.senses})
    if not types:
        return out
    # what the verb group and the arguments mean depends on the sense
    crossed = [f for f in out if f.startswith(("G=", "N=", "V=", "det="))]
    return out + [f"{kind} {f}" for kind in types for f in crossed]


def _neighbours(around: Surroundings, token: int) -> list[str]:
    words = around.lowered
    before = words[token - 1] if token else BOUNDARY
    after = words[token + 1] if token + 1 < len(words) else BOUNDARY
    second = words[token - 2] if token > 1 else BOUNDARY
    return [f"-1={before}", f"+1={after}", f"-2={second} {before}"]


def _of_clause(around: Surroundings, candidate: Candidate, clause: Clause) -> list[str]:
    out = [f"CK={clause.kind} K={candidate.kind}", f"CI={clause.introducer}"]
    for verb in clause.verbs[:1]:
        out += [f"G={verb.mood}", f"G={verb.tense}", f"G=modal:{verb.modal}"]
        out += ["G=negated"] * (verb.negation is not None) + ["G=reflexive"] * verb.reflexive
        if candidate.kind != "verb":
            out += [f"CV={verb.lemma}", f"CV={verb.lemma} p={verb.passive}"]
    return out


def _of_noun(around: Surroundings, candidate: Candidate, clause: Clause | None) -> list[str]:
    syntax = around.syntax
    own = around.fillers.phrase_of.get(candidate.token)
    if own is None:
        return []
    phrase = syntax.phrases[own]
    first = syntax.words[phrase.start]
    determiner = first.text.lower() if first.cls in ("article", "pronoun") else first.cls
    out = [f"det={determiner}", f"P={phrase.preposition}", f"plural={phrase.plural}", f"gen={phrase.genitive}"]
    if phrase.genitive or phrase.after is not None:
        head = syntax.words[syntax.phrases[phrase.after].head].lemma if phrase.after is not None else "-"
        out.append(f"GH={head} {phrase.preposition}")
    if clause is not None and own == clause.subject:
        out.append("V=is-subject")
    for number, slot in around.fillers.slots(candidate).items():
        out += _argument(around, around.fillers.of(number), slot)
    return out


def _of_verb(around: Surroundings, candidate: Candidate) -> list[str]:
    out = [f"V=passive:{candidate.passive}"]
    for number, slot in around.fillers.slots(candidate).items():
        filler = around.fillers.of(number)
        out += _argument(around, filler, slot)
        if slot == "object":
            out.append(f"OH={around.syntax.words[filler.head].lemma}")
    return out


def _argument(around: Surroundings, filler: Filler, slot: str) -> list[str]:
    entity = around.entity(filler)
    nature = entity.type if entity else (filler.mention.type if filler.mention else "thing")
    return [f"N={slot}:{nature}", f"N={slot}"]


def _of_place(around: Surroundings, token: int) -> list[str]:
    lead = ["lead"] if around.offsets[token] < _LEAD else []
    return [*lead, *around.notes(token)]


@dataclass(frozen=True, slots=True)
class TriggerClassifier:
    """The trained classifiers; several that differ by their seed are averaged, which steadies the probabilities."""

    models: tuple[Hybrid, ...]

    @property
    def labels(self) -> tuple[str, ...]:
        """The sixteen types and "none"."""
        return self.models[0].labels

    def probabilities(self, around: Surroundings, found: list[Candidate], rows: Floats) -> Floats:
        """(candidates x labels) for candidates of one Doc; `rows` are the encoder's rows of the Doc."""
        items = [features(around, c) for c in found]
        if not found:
            return np.zeros((0, len(self.labels)), dtype=np.float32)
        dense = rows[[c.token for c in found]]
        first = self.models[0]
        known = first.rows(items)
        results = [
            m.probabilities_of(known if m.knows_like(first) else m.rows(items), m.project(dense)) for m in self.models
        ]
        mean: Floats = np.mean(results, axis=0)
        return mean
