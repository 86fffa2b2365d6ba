"""Where clauses begin and end: a sentence cut at its commas, and interrupted clauses put together again.

Comes in: the words of a sentence. Goes out: drafts of clauses, each with its tokens, its kind and what it hangs on.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import Literal

from lesart.annotate.word_forms import AUXILIARIES, MODALS
from lesart.annotate.wordclasses import Word
from lesart.resources.lexicon import Lexicon

ClauseKind = Literal["main", "subordinate", "relative", "infinitive", "fragment"]

_DASHES = frozenset({"–", "—"})
_BREAKS = frozenset({",", ";", ":", "(", ")"}) | _DASHES


@dataclass(slots=True)
class Draft:
    """A clause in the making."""

    kind: ClauseKind
    tokens: list[int]
    introducer: str | None
    parent_token: int | None
    finite: bool
    aside: bool = False
    """An insertion between two dashes: what follows goes on with what stands before it."""


class Pieces:
    """Cuts a sentence at commas and the like and puts the pieces of interrupted clauses together again."""

    def __init__(self, words: tuple[Word, ...], start: int, end: int, lexicon: Lexicon) -> None:
        self._words, self._start, self._end, self._lexicon = words, start, end, lexicon

    def clauses(self) -> list[Draft]:
        """Drafts in the order of their first token."""
        done: list[Draft] = []
        for start, end in self._segments():
            self._place(done, start, end)
        done.sort(key=lambda d: d.tokens[0])
        return done

    def _segments(self) -> list[tuple[int, int]]:
        out: list[tuple[int, int]] = []
        start = self._start
        for i in range(self._start, self._end):
            if self._words[i].text in _BREAKS:
                if start < i:
                    out.append((start, i))
                start = i + 1
        if start < self._end:
            out.append((start, self._end))
        return [piece for segment in out for piece in self._split(*segment)]

    def _split(self, start: int, end: int) -> list[tuple[int, int]]:
        """Cuts "X fordert A und lehnt B ab" before the conjunction that parts two finite verbs."""
        finites = [i for i in range(start, end) if self._words[i].cls == "finite"]
        for left, right in itertools.pairwise(finites):
            joints = [i for i in range(left + 1, right) if self._words[i].cls == "conjunction"]
            if joints:
                cut = self._joint(joints, left, right)
                return [(start, cut), *self._split(cut, end)]
        return [(start, end)]

    def _joint(self, joints: list[int], left: int, right: int) -> int:
        """The conjunction that stands right before the second verb, else the last that is not between two nouns."""
        for i in joints:
            if i + 1 == right:
                return i
        for i in reversed(joints):
            if not (self._words[i - 1].cls in ("noun", "name") and self._words[i + 1].cls in ("noun", "name")):
                return i
        return joints[-1]

    def _place(self, done: list[Draft], start: int, end: int) -> None:
        tokens = list(range(start, end))
        kind, introducer = self._kind(start, end)
        finite = any(self._words[i].cls == "finite" for i in tokens)
        opened = next((d for d in reversed(done) if d.kind in ("main", "fragment") and not d.aside), None)
        last = done[-1] if done else None
        pending = next((d for d in reversed(done) if d.kind in ("subordinate", "relative") and not d.finite), None)
        parent = start - 1 if start > self._start else None
        while parent is not None and parent >= self._start and self._words[parent].cls == "punctuation":
            parent -= 1
        if kind in ("main", "fragment") and self._is_aside(start, end):
            done.append(Draft(kind, tokens, None, None, finite, aside=True))
        elif kind in ("subordinate", "relative", "infinitive"):
            done.append(
                Draft(
                    kind, tokens, introducer, parent if parent is not None and parent >= self._start else None, finite
                )
            )
        elif kind == "fragment" and opened is not None and self._completes(opened, tokens):
            opened.tokens.extend(tokens)
        elif kind == "fragment":
            home = pending or (opened if opened is not None and not opened.finite else last) or opened
            if home is None or self._words[start - 1].text in (";", ":", *_DASHES):
                done.append(Draft("fragment", tokens, None, None, False))
            else:
                home.tokens.extend(tokens)
        elif pending is not None and self._verb_last(start, end):
            pending.tokens.extend(tokens)
            pending.finite = True
        elif opened is not None and not opened.finite and not self._begins_anew(start):
            opened.tokens.extend(tokens)
            opened.kind, opened.finite = "main", True
        elif (
            last is not None
            and last.kind in ("subordinate", "relative")
            and self._joins(start)
            and self._verb_last(start, end)
        ):
            # "dass A kam und B ging": the second half shares the introducer
            done.append(Draft(last.kind, tokens, last.introducer, last.parent_token, True))
        else:
            done.append(Draft("main", tokens, None, None, True))

    def _begins_anew(self, start: int) -> bool:
        """Whether what stands before the break is no part of this clause: "Schüsse im Norden – Kiel beschuldigt Ulm".

        A lone dash parts two sentences of a headline; two dashes hold an insertion, and the verb goes with what is
        before them.
        """
        mark = self._words[start - 1].text
        if mark not in _DASHES:
            return mark in (";", ":")
        lone = sum(self._words[i].text in _DASHES for i in range(self._start, self._end)) == 1
        return lone and self._words[start].cls != "finite"

    def _is_aside(self, start: int, end: int) -> bool:
        """ "Der Minister – er war in Wien – erklärte": a whole piece between two dashes."""
        opened = start > self._start and self._words[start - 1].text in _DASHES
        return opened and end < self._end and self._words[end].text in _DASHES

    def _completes(self, opened: Draft, tokens: list[int]) -> bool:
        """ "wurde …, wo X lebt, ein Soldat verletzt": the participle goes with the auxiliary before the insertion."""
        classes = {self._words[i].cls for i in opened.tokens}
        auxiliary = any(
            self._words[i].cls == "finite" and self._words[i].lemma in AUXILIARIES | MODALS for i in opened.tokens
        )
        return (
            auxiliary
            and not classes & {"participle", "infinitive"}
            and any(self._words[i].cls in ("participle", "infinitive") for i in tokens)
        )

    def _joins(self, start: int) -> bool:
        return self._words[start].cls == "conjunction"

    def _verb_last(self, start: int, end: int) -> bool:
        finites = [i for i in range(start, end) if self._words[i].cls == "finite"]
        if not finites:
            return False
        rest = [self._words[i].cls for i in range(finites[-1] + 1, end)]
        return finites[-1] > start + 1 and all(c in ("punctuation", "infinitive") for c in rest)

    def _kind(self, start: int, end: int) -> tuple[ClauseKind, str | None]:
        words = self._words
        first = start
        while first < end - 1 and (
            words[first].cls in ("punctuation", "conjunction")
            or (words[first].cls == "adverb" and words[first + 1].cls == "subordinator")
        ):
            first += 1
        word = words[first]
        if word.cls == "relative" or (
            word.cls == "preposition" and first + 1 < end and words[first + 1].cls == "relative"
        ):
            return "relative", word.lower
        finite = any(words[i].cls == "finite" for i in range(start, end))
        to = any(words[i].cls in ("zu-infinitive", "zu") for i in range(start, end))
        if word.cls == "subordinator" and (finite or not to) and (finite or word.lower != "wie"):
            return "subordinate", word.lower
        if to and not finite:
            return "infinitive", word.lower if word.lower in ("um", "ohne", "statt", "anstatt") else None
        return ("main" if finite else "fragment"), None
