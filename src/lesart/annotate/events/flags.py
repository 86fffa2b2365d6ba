"""What the trigger network sees beside the shared features: lexicon senses, word class, verb group, place in the text.

Comes in: Doc, clause analysis, candidates. Goes out: a float32 array, one row a token; `COLUMNS` names its columns, and
the order is part of the trained weights.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from spacy.tokens import Doc

from lesart.annotate.clauses import Syntax
from lesart.annotate.events.lexicon import PRIOR
from lesart.annotate.events.triggers import Candidate
from lesart.ontology.plover import plover

TYPES = tuple(sorted(plover().types))
_CLASSES = (
    "noun", "name", "finite", "participle", "infinitive", "zu-infinitive", "zu", "prefix", "adjective", "attribute",
    "article", "pronoun", "relative", "preposition", "subordinator", "conjunction", "adverb", "negation", "number",
    "punctuation", "other",
)  # fmt: skip
_VERB = (
    "passive", "negated", "modal-sollen", "modal-wollen", "modal-other", "konjunktiv-1", "konjunktiv-2", "future",
    "perfect", "past", "infinitive-clause", "conditional", "relative-clause", "reflexive",
)  # fmt: skip
_PLACE = ("direct", "indirect", "boilerplate", "PER", "ORG", "LOC", "OTH", "time", "lead")
_KINDS = ("verb", "noun", "attribute", "construction")
COLUMNS = (*TYPES, *_KINDS, *_CLASSES, *_VERB, *_PLACE)
_AT = {name: number for number, name in enumerate(COLUMNS)}
_LEAD = 400  # characters: the lead of a news item is about what has just happened


def flags(doc: Doc, syntax: Syntax, found: list[Candidate]) -> npt.NDArray[np.float32]:
    """The flags of every token."""
    rows = np.zeros((len(doc), len(COLUMNS)), dtype=np.float32)
    for word in syntax.words:
        rows[word.index, _AT[word.cls]] = 1
    for candidate in found:
        row = rows[candidate.token]
        row[_AT[candidate.kind]] = 1
        row[_AT["construction"]] = candidate.construction
        for sense in candidate.senses:
            row[_AT[sense.type]] = max(row[_AT[sense.type]], PRIOR[sense.certainty])
    _verbs(rows, syntax)
    _places(rows, doc)
    return rows


def _verbs(rows: npt.NDArray[np.float32], syntax: Syntax) -> None:
    """The verb group of a clause, on its head fully and on the other tokens of the clause by half."""
    for clause in syntax.clauses:
        general: list[str] = []
        if clause.kind == "infinitive":
            general.append("infinitive-clause")
        if clause.kind == "relative":
            general.append("relative-clause")
        if clause.introducer in ("wenn", "falls", "sofern", "ob"):
            general.append("conditional")
        for verb in clause.verbs:
            names = list(general)
            if verb.modal is not None:
                names.append(f"modal-{verb.modal}" if verb.modal in ("sollen", "wollen") else "modal-other")
            names += [verb.mood] if verb.mood in _AT else []
            names += [verb.tense] if verb.tense in _AT else []
            names += ["negated"] * (verb.negation is not None) + ["reflexive"] * verb.reflexive
            for name in names:
                rows[list(clause.tokens), _AT[name]] = np.maximum(rows[list(clause.tokens), _AT[name]], 0.5)
                rows[verb.head, _AT[name]] = 1
            rows[verb.head, _AT["passive"]] = verb.passive


def _places(rows: npt.NDArray[np.float32], doc: Doc) -> None:
    starts = np.array([t.idx for t in doc])

    def mark(start: int, end: int, name: str) -> None:
        rows[np.searchsorted(starts, start) : np.searchsorted(starts, end), _AT[name]] = 1

    for quotation in doc._.quotations:
        for span in quotation.content:
            mark(span.start, span.end, "direct" if quotation.type == "direct" else "indirect")
    for place in doc._.boilerplate:
        mark(place.start, place.end, "boilerplate")
    for mention in doc._.mentions:
        if mention.kind != "pronoun":
            mark(mention.start, mention.end, mention.type)
    for time in doc._.times:
        mark(time.start, time.end, "time")
    mark(0, _LEAD, "lead")
