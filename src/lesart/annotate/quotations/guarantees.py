"""What holds whatever the networks say: the rules' part in the trained reading.

Before attribution (`guaranteed`) marked speech is made whole and direct, titles are let go and a content of indirect
speech ends with its paragraph; so that attribution sees what will stand. Afterwards (`completed`) the rules add what
they alone know: the frame of an unclosed quotation, addressees, sentences behind "Der Minister teilte mit:", and speech
acts that the networks passed over.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from lesart.annotate.quotations.drafts import Draft, overlap
from lesart.annotate.quotations.windows import Candidate, Floats
from lesart.annotate.quotations.words import Words

_MARKED_SCORE = 0.99
"""Raw score of marked speech that only the rules found; of direct speech seven in ten come out wholly right."""

_NESTED = 0.75
"""Up to this overlap with a whole sentence a quotation is a part of it."""

_RULED_OUT = 0.05
"""Below this mean chance the networks are sure that nothing is said, and a speech act by rule is let go."""

Scored = tuple[Candidate, float]


def guaranteed(found: Sequence[Scored], titles: Sequence[range], ruled: Sequence[Draft], words: Words) -> list[Scored]:
    """The networks' candidates, mended, in the order of their first word."""
    out: list[Scored] = []
    direct = [rule.content for rule in ruled if rule.type == "direct"]
    stretches = [*direct, *(tuple(range(m.open, m.close)) for m in words.marked if m.closed)]
    for candidate, sure in found:
        if not candidate.direct:
            out.extend((part, sure) for part in _by_paragraph(candidate, words))
            continue
        best = max(stretches, key=lambda s: overlap(s, candidate.content), default=())
        whole = Candidate(best, True) if best and overlap(best, candidate.content) >= 0.5 else candidate
        if not any(overlap(title, whole.content) > 0.9 for title in titles):
            out.append((whole, sure))
    for content in direct:
        if not any(c.direct and overlap(c.content, content) >= 0.5 for c, _ in out):
            # a candidate of the other layer that says the same words gives way
            out = [(c, sure) for c, sure in out if c.direct or overlap(c.content, content) < 0.9]
            out.append((Candidate(content, True), _MARKED_SCORE))
    return sorted(out, key=lambda pair: (pair[0].content[0], -pair[0].content[-1], pair[0].direct))


def _by_paragraph(candidate: Candidate, words: Words) -> Iterator[Candidate]:
    """The parts of an indirect content, paragraph by paragraph; scraps of one or two words are dropped."""
    parts: dict[int, list[int]] = {}
    for i in candidate.content:
        parts.setdefault(words.paragraph[i], []).append(i)
    for part in parts.values():
        if len(parts) == 1 or len(part) > 2:
            yield Candidate(tuple(part), False)


def completed(drafts: Sequence[Draft], ruled: Sequence[Draft], said: Floats) -> list[Draft]:
    """The attributed drafts with what the rules add; `said`: for each word the chance that it is said indirectly."""
    out = [_mended(draft, ruled) for draft in drafts]
    out.extend(rule for rule in ruled if rule.rule == "colon-statement" and not _touched(rule, out))
    for rule in ruled:
        if rule.rule != "speech-act" or said[list(rule.content)].mean() < _RULED_OUT:
            continue
        inside = set(rule.content)
        weak = [d for d in out if set(d.content) <= inside and d.type == "indirect" and d.confidence < 0.5]
        # a clause inside ("eine Erklärung, die unterschrieben sei") is nested in the speech act and does not replace it
        others = [d for d in out if d not in weak and d.type != "direct" and overlap(inside, d.content) > _NESTED]
        if not others:
            out = [d for d in out if d not in weak]
            out.append(rule)
    return sorted(out, key=lambda d: (d.content[0], -d.content[-1]))


def _touched(rule: Draft, drafts: Sequence[Draft]) -> bool:
    """Whether some draft has words of the rule's content."""
    inside = set(rule.content)
    return any(inside & set(draft.content) for draft in drafts)


def _mended(draft: Draft, ruled: Sequence[Draft]) -> Draft:
    """An unclosed quotation takes frame and speaker of its rule, any other an addressee that only the rule saw; and who
    is spoken to does not speak ("Ein Arzt sagte der Agentur")."""
    near = max(ruled, key=lambda rule: overlap(rule.content, draft.content), default=None)
    if near is None or overlap(near.content, draft.content) < 0.5:
        return draft
    if near.rule == "unclosed-marks" and near.frame:
        return replace(near, confidence=draft.confidence)
    if near.speaker and near.addressee and set(draft.speaker) <= set(near.addressee) and draft.speaker:
        return replace(draft, speaker=near.speaker, addressee=near.addressee)
    if near.addressee and not draft.addressee:
        return replace(draft, addressee=near.addressee)
    return draft
