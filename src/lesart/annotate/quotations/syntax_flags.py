"""Features of words from the clause analysis and from the rules' own reading of the article.

What a rule found is evidence and no verdict: the network sees it as columns and learns when to believe it.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from lesart.annotate.clauses import Syntax
from lesart.annotate.quotations.drafts import Draft
from lesart.annotate.quotations.frames import Frame
from lesart.annotate.quotations.network import TYPES
from lesart.annotate.quotations.words import Words

Floats = npt.NDArray[np.float32]

_KINDS = ("main", "subordinate", "relative", "infinitive", "fragment")
_MOODS = ("indicative", "konjunktiv-1", "konjunktiv-2")
_CLASSES = (
    "noun", "name", "finite", "participle", "infinitive", "zu-infinitive", "zu", "prefix", "adjective", "attribute",
    "article", "pronoun", "relative", "preposition", "subordinator", "conjunction", "adverb", "negation", "number",
)  # fmt: skip
_CLAUSE = ("first", "last", "passive", "modal", "subject", "object", "dative", "head", "finite", "particle")
_RULED = (
    "direct",
    "rest",
    "rest-first",
    "rest-last",
    "cue",
    "frame",
    "speaker",
    "addressee",
    "any-frame",
    "any-speaker",
)

NAMES = (
    *(f"clause-{x}" for x in _KINDS),
    *(f"clause-{x}" for x in _MOODS),
    *(f"class-{x}" for x in _CLASSES),
    *(f"in-clause-{x}" for x in _CLAUSE),
    *(f"ruled-{x}" for x in _RULED),
    *(f"ruled-{x}" for x in TYPES[1:]),
)


def read(words: Words, syntax: Syntax, drafts: Sequence[Draft], frames: Sequence[Frame]) -> Floats:
    """One row a word (words x len(NAMES)), zeros and ones."""
    rows = np.zeros((len(words), len(NAMES)), dtype=np.float32)
    column = {name: n for n, name in enumerate(NAMES)}
    number = {token: i for i, token in enumerate(words.token)}

    def put(name: str, tokens: Sequence[int] | range) -> None:
        for token in tokens:
            if token in number:
                rows[number[token], column[name]] = 1

    for i, token in enumerate(words.token):
        cls = f"class-{syntax.words[token].cls}"
        if cls in column:
            rows[i, column[cls]] = 1
    for clause in syntax.clauses:
        put(f"clause-{clause.kind}", clause.tokens)
        put("in-clause-first", clause.tokens[:1])
        put("in-clause-last", clause.tokens[-1:])
        if clause.verbs and clause.verbs[0].mood != "none":
            put(f"clause-{clause.verbs[0].mood}", clause.tokens)
        for verb in clause.verbs:
            put("in-clause-head", (verb.head,))
            put("in-clause-finite", (verb.finite,) if verb.finite is not None else ())
            put("in-clause-particle", (verb.particle,) if verb.particle is not None else ())
            if verb.passive:
                put("in-clause-passive", verb.tokens)
            if verb.modal:
                put("in-clause-modal", verb.tokens)
        for name, phrases in (
            ("subject", (clause.subject,) if clause.subject is not None else ()),
            ("object", clause.objects),
            ("dative", clause.datives),
        ):
            for phrase in phrases:
                put(f"in-clause-{name}", range(syntax.phrases[phrase].start, syntax.phrases[phrase].end))
    for draft in drafts:
        content = list(draft.content)
        if draft.type == "direct":
            rows[content, column["ruled-direct"]] = 1
        else:
            rows[content, column["ruled-rest"]] = 1
            rows[content[0], column["ruled-rest-first"]] = 1
            rows[content[-1], column["ruled-rest-last"]] = 1
            rows[content, column[f"ruled-{draft.type}"]] = 1
        for name in ("cue", "frame", "speaker", "addressee"):
            rows[list(getattr(draft, name)), column[f"ruled-{name}"]] = 1
    for frame in frames:
        rows[list(frame.words), column["ruled-any-frame"]] = 1
        rows[list(frame.speaker), column["ruled-any-speaker"]] = 1
    return rows
