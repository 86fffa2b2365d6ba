"""Conventions of the quotation corpus, applied to what the networks found.

This is how the annotators drew their edges and not a law of German; `Conventions` switches every one off, for other
annotation styles. Each convention is a function from drafts to drafts. Counts are from the corpus's training split.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from lesart.annotate.quotations.drafts import Draft, overlap, runs
from lesart.annotate.quotations.words import Words

_EDGE = frozenset(",.;:!?–—")
_STOPS = frozenset(".!?")
_MARKS = frozenset('„“”»«"')
_PHRASE_CUES = frozenset({"laut", "zufolge", "nach", "so", "gemäß"})
_BESIDE, _INSERTED = 0.8, 0.5
"""Overlap of content and rest of the sentence from which the rest is taken: frame at the edge, frame in the midst."""
_LONGEST_HEAD = 6
_SAME = 0.9
FRAMELESS = frozenset({"reported", "free-indirect", "indirect-free-indirect"})


@dataclass(frozen=True, slots=True)
class Conventions:
    """Which conventions hold."""

    marks: bool = True
    """Direct speech is exactly one stretch in quotation marks, marks included (602 of 604)."""
    trim: bool = True
    """Indirect speech begins and ends with a word and never takes the sentence's final stop (1,535 of 1,541)."""
    whole_sentence: bool = True
    """Speech without a frame takes the sentence's final stop where it reaches that far (88 %)."""
    complement: bool = True
    """Beside "laut", "nach", "zufolge" and "so" the content is the rest of the sentence (410 of 486)."""
    frameless: bool = True
    """Types without a frame have no cue either (732 of 732)."""
    frame_holds_cue: bool = True
    """The cue lies in the frame (2,005 of 2,011)."""


def normalise(drafts: Sequence[Draft], words: Words, conventions: Conventions | None = None) -> list[Draft]:
    """The drafts as the corpus would draw them; a draft that loses all its content is dropped."""
    rules = conventions or Conventions()
    out = list(drafts)
    if rules.frameless:
        out = [_frameless(d) for d in out]
    if rules.frame_holds_cue:
        out = [_frame_with_cue(d) for d in out]
    if rules.marks:
        out = [_in_marks(d, words) for d in out]
    if rules.complement:
        out = [_complement(d, words) for d in out]
    if rules.trim:
        out = [_trimmed(d, words) for d in out]
    if rules.whole_sentence:
        out = [_whole(d, words) for d in out]
    return _each_once([d for d in out if d.content])


def _each_once(drafts: Sequence[Draft]) -> list[Draft]:
    """Of drafts that have come to say nearly the same words on one layer the surest."""
    kept: list[Draft] = []
    for draft in sorted(drafts, key=lambda d: -d.confidence):
        same = (d for d in kept if (d.type == "direct") == (draft.type == "direct"))
        if not any(overlap(d.content, draft.content) > _SAME for d in same):
            kept.append(draft)
    return [draft for draft in drafts if any(draft is d for d in kept)]


def _frameless(draft: Draft) -> Draft:
    return replace(draft, cue=(), frame=()) if draft.type in FRAMELESS else draft


def _frame_with_cue(draft: Draft) -> Draft:
    if not draft.cue:
        return draft
    return replace(draft, frame=tuple(sorted({*draft.frame, *draft.cue})))


def _in_marks(draft: Draft, words: Words) -> Draft:
    """Direct speech snaps to the marked stretch that it shares most with."""
    if draft.type != "direct":
        return draft
    stretches = [tuple(range(m.open, m.close)) for m in words.marked]
    best = max(stretches, key=lambda s: overlap(s, draft.content), default=())
    return replace(draft, content=best) if overlap(best, draft.content) >= 0.5 else draft


def _sentence_bounds(draft: Draft, words: Words) -> tuple[int, int]:
    """First word and end of the sentences that a content touches."""
    first, last = draft.content[0], draft.content[-1]
    while first > 0 and words.sentence[first - 1] == words.sentence[first]:
        first -= 1
    while last + 1 < len(words) and words.sentence[last + 1] == words.sentence[last]:
        last += 1
    return first, last + 1


def _complement(draft: Draft, words: Words) -> Draft:
    if draft.type != "indirect" or not draft.frame or not draft.cue:
        return draft
    if words.forms[draft.cue[0]].lower() not in _PHRASE_CUES and words.forms[draft.cue[-1]].lower() not in _PHRASE_CUES:
        return draft
    first, end = _sentence_bounds(draft, words)
    frame = set(draft.frame)
    rest = tuple(i for i in range(first, end) if i not in frame)
    enough = _INSERTED if _is_inserted(draft, first, words) else _BESIDE
    return replace(draft, content=rest) if overlap(rest, draft.content) >= enough else draft


def _is_inserted(draft: Draft, first: int, words: Words) -> bool:
    """Whether a frame between two commas parts a few words at the sentence's head from a content that begins behind it.

    "Die Bauern, so der Verband, würden nicht entschädigt": the head is as much part of what is said. `first` is the
    sentence's first word.
    """
    inner = [i for i in draft.frame if words.forms[i] not in _EDGE]
    if not inner or len(runs(draft.frame)) > 1 or inner[-1] + 1 >= len(words) or inner[0] - first > _LONGEST_HEAD:
        return False
    behind = inner[-1] + 1
    return inner[0] > first and words.forms[inner[0] - 1] == "," == words.forms[behind] and draft.content[0] >= behind


def _trimmed(draft: Draft, words: Words) -> Draft:
    """No punctuation at the edges of any stretch of an indirect content."""
    if draft.type != "indirect":
        return draft
    kept: list[int] = []
    for first, end in runs(draft.content):
        while end > first and words.forms[end - 1] in _EDGE:
            end -= 1
        while end > first and words.forms[first] in _EDGE:
            first += 1
        kept.extend(range(first, end))
    return replace(draft, content=tuple(kept))


def _whole(draft: Draft, words: Words) -> Draft:
    """Takes in the final stop, and fills the gap of a few words that parts a content from its sentence's edges."""
    if draft.type not in FRAMELESS or not draft.content:
        return draft
    first, end = _sentence_bounds(draft, words)
    if overlap(draft.content, range(first, end)) >= 0.9:
        return replace(draft, content=tuple(range(first, end)))
    last = draft.content[-1]
    if last + 2 == end and words.forms[last + 1] in _STOPS:
        return replace(draft, content=(*draft.content, last + 1))
    return draft
