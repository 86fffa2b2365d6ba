"""How far a frame reaches, and who can be meant by a speaker far from the words: what attribution gets wrong alone.

The networks decide word by word. Some of their mistakes put words into the wrong mouth, and clauses tell them apart:

- "Die Orte gehörten nicht zu den Gebieten, die laut der Erklärung an Baku fallen": a source inside a subordinate clause
  vouches for that clause only; the sentence around it goes on in the mouth of whoever spoke before.
- "Der Damm, so der Landrat, der lange geschwiegen hatte, werde saniert": the relative clause is the frame's.
- "…, erklärte das Ministerium. Nach Angaben der Behörden riss der Kontakt ab": one content must not hold the frame of
  another.
- "Die Truppen müssten erklären, warum …": what somebody is told to say he has not said; it is said of him.
- "Nach UN-Angaben starben 30; die Regierung sprach von 70": behind a semicolon another one speaks.
- "Ott ordnete eine Räumung an. Die Stadt sei umstellt.": what is ordered does not speak; the subject does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc

from lesart.annotate.clauses import Clause, Syntax, clauses
from lesart.annotate.dependencies import is_parsed, predicate_of, subject_of
from lesart.annotate.quotations.drafts import Draft, overlap
from lesart.annotate.quotations.reporting import ReportingWords
from lesart.annotate.quotations.speakers import Cast
from lesart.annotate.quotations.words import Words

_PERSONAL = frozenset({"er", "sie", "es", "man", "wir", "ich"})
_OBJECTS = ("obj", "iobj")
_ADDED = ("punct", "acl:relcl", "acl")
_KONJUNKTIV = frozenset({"konjunktiv-1", "konjunktiv-2"})
_OUGHT = frozenset({"müssen", "sollen", "mögen"})
_CARRIED = "indirect-free-indirect"
_LEAST = 3
"""Words that a remainder must have to stand as a quotation of its own."""


def scoped(
    drafts: Sequence[Draft],
    ruled: Sequence[Draft],
    words: Words,
    doc: Doc,
    cast: Cast,
    reporting: ReportingWords,
) -> list[Draft]:
    """The drafts with contents that end where their frames reach, and speakers that can speak."""
    syntax = clauses(doc)
    whole: list[Draft] = []
    for draft in sorted(drafts, key=lambda d: (d.content[0], -d.content[-1])):
        whole.extend(_parted(draft, drafts, ruled, words))
    out: list[Draft] = []
    for draft in whole:
        draft = _until_another(_speaking(draft, words, doc, cast, reporting), words, syntax, reporting)
        draft = replace(draft, speaker=cast.whole(draft.speaker, without=draft.content))
        draft = _without_relative(draft, words, syntax)
        draft = _owed(draft, out, words, syntax)
        out.append(_within_clause(draft, out, words, syntax))
    return out


def _parted(draft: Draft, drafts: Sequence[Draft], ruled: Sequence[Draft], words: Words) -> list[Draft]:
    """The draft, or what the rules read in its place where its content swallows another sentence's frame."""
    own = {words.sentence[i] for i in draft.frame}
    if draft.type == "direct" or not own:
        return [draft]
    inside = set(draft.content)
    swallowed = [
        rule
        for rule in ruled
        if rule.type != "direct"
        and rule.frame
        and rule.speaker
        and set(rule.frame) <= inside | {i for i in rule.frame if not words.forms[i].isalnum()}
        and own.isdisjoint(words.sentence[i] for i in rule.frame)
    ]
    if not swallowed:
        return [draft]
    out = [
        replace(rule, confidence=draft.confidence, frame=_without_stop(rule.frame, words))
        for rule in swallowed
        if not any(other is not draft and overlap(other.content, rule.content) >= 0.5 for other in drafts)
    ]
    left = tuple(i for i in draft.content if words.sentence[i] in own)
    covered = any(other is not draft and overlap(other.content, left) >= 0.5 for other in drafts)
    if len(left) >= _LEAST and not covered:
        out.append(replace(draft, content=left))
    return out


def _without_stop(frame: tuple[int, ...], words: Words) -> tuple[int, ...]:
    return frame[:-1] if words.forms[frame[-1]] in (".", "!", "?") else frame


def _within_clause(draft: Draft, before: Sequence[Draft], words: Words, syntax: Syntax) -> Draft:
    """A frame inside a subordinate clause leaves the sentence around it to the speaker before, if that is reported."""
    if draft.type == "direct" or not draft.frame or not draft.speaker:
        return draft
    clause = syntax.clause_at(words.token[draft.speaker[0]])
    main = _around(clause, syntax)
    if clause is None or main is None or not _holds(draft, main, words) or not _subordinate(draft, clause, words):
        return draft
    said = {words.token[i] for i in draft.content}
    # a plural's Konjunktiv II is often no different from the preterite ("gehörten"): one clear verb of the content does
    told = any(
        verb.mood in _KONJUNKTIV and verb.finite in said
        for other in syntax.clauses
        if other.kind == "main"
        for verb in other.verbs
    )
    return _carried(draft, before, words) if told else draft


def _until_another(draft: Draft, words: Words, syntax: Syntax, reporting: ReportingWords) -> Draft:
    """The draft without what stands behind a semicolon and says in the indicative what somebody else said."""
    if draft.type == "direct":
        return draft
    for number, i in enumerate(draft.content[:-1]):
        if number and words.forms[i] == ";" and _tells(syntax.clause_at(words.token[i] + 1), syntax, reporting):
            return replace(draft, content=draft.content[:number])
    return draft


def _tells(clause: Clause | None, syntax: Syntax, reporting: ReportingWords) -> bool:
    """Whether a clause has a subject of its own, no pronoun, and a verb of saying in the indicative."""
    if clause is None or clause.kind != "main" or clause.subject is None:
        return False
    told = any(verb.mood == "indicative" and verb.lemma in reporting.verbs for verb in clause.verbs)
    return told and syntax.phrases[clause.subject].kind != "pronoun"


def _without_relative(draft: Draft, words: Words, syntax: Syntax) -> Draft:
    """A relative clause behind an inserted frame tells of the source; what is said is the rest of the sentence.

    The frame stands between two commas, and the content begins behind it with a relative clause and nothing before.
    """
    named = [i for i in draft.frame if words.forms[i].isalnum()]
    if draft.type != "indirect" or not named or named[-1] + 2 >= len(words):
        return draft
    frame = _inserted(named[-1], words)
    behind = named[-1] + 2
    clause = syntax.clause_at(words.token[behind])
    if not frame or words.forms[behind - 1] != "," or draft.content[0] not in (behind - 1, behind):
        return draft
    if clause is None or clause.kind != "relative" or clause.tokens[0] != words.token[behind]:
        return draft
    told = set(clause.tokens)
    last = max(i for i in range(behind, len(words)) if words.token[i] in told)
    head = [i for i in range(frame[0] - 1) if words.sentence[i] == words.sentence[behind]]
    rest = [i for i in draft.content if i > last]
    if rest and words.forms[rest[0]] == ",":
        rest = rest[1:]
    if not head or not rest:
        return draft
    return replace(draft, content=(*head, *rest), frame=tuple(range(frame[0], last + 1)), rule="scope")


def _inserted(last: int, words: Words) -> range:
    """The words from behind the sentence's comma before word `last` up to it; none where no comma stands before."""
    for i in range(last, 0, -1):
        if words.sentence[i - 1] != words.sentence[last]:
            break
        if words.forms[i - 1] == ",":
            return range(i, last + 1)
    return range(0)


def _owed(draft: Draft, before: Sequence[Draft], words: Words, syntax: Syntax) -> Draft:
    """A frame whose verb somebody else says ought to come is no frame: the sentence is that one's."""
    if draft.type == "direct" or not draft.frame:
        return draft
    frame = {words.token[i] for i in draft.frame}
    clause = syntax.clause_at(words.token[draft.frame[0]])
    owed = clause is not None and any(
        verb.head in frame and verb.modal in _OUGHT and verb.mood in _KONJUNKTIV for verb in clause.verbs
    )
    return _carried(draft, before, words) if owed else draft


def _carried(draft: Draft, before: Sequence[Draft], words: Words) -> Draft:
    """Frame and content as words of whoever spoke last in the paragraph; the draft itself where nobody did."""
    last = before[-1] if before else None
    if last is None or not last.speaker or words.paragraph[last.content[-1]] != words.paragraph[draft.content[0]]:
        return draft
    whole = tuple(range(min(draft.content[0], draft.frame[0]), max(draft.content[-1], draft.frame[-1]) + 1))
    return replace(
        draft, type=_CARRIED, content=whole, cue=(), frame=(), addressee=(), speaker=last.speaker, rule="scope"
    )


def _around(clause: Clause | None, syntax: Syntax) -> Clause | None:
    """The main clause that a subordinate one belongs to."""
    seen = clause
    while seen is not None and seen.kind != "main":
        seen = None if seen.parent is None else syntax.clauses[seen.parent]
    return None if seen is clause else seen


def _holds(draft: Draft, main: Clause, words: Words) -> bool:
    """Whether the predicate of the main clause is among the words said."""
    said = {words.token[i] for i in draft.content}
    return bool(main.verbs) and main.verbs[0].finite in said


def _subordinate(draft: Draft, clause: Clause, words: Words) -> bool:
    """Whether the frame names a source and no verb of saying: the clause's own predicate is among the words said."""
    said = {words.token[i] for i in draft.content}
    return clause.kind not in ("main", "infinitive") and any(
        verb.finite in said or verb.head in said for verb in clause.verbs
    )


def _speaking(draft: Draft, words: Words, doc: Doc, cast: Cast, reporting: ReportingWords) -> Draft:
    """A speaker without what only stands beside a pronoun; the subject, where an object was taken that cannot speak."""
    speaker = draft.speaker
    if len(speaker) > 1 and words.forms[speaker[0]].lower() in _PERSONAL:
        return replace(draft, speaker=speaker[:1])
    if not speaker or draft.frame or not is_parsed(doc) or any(reporting.noun(words.forms[i]) for i in speaker):
        return draft
    if cast.entity_of(speaker) is not None:
        return draft
    taken = {words.token[i] for i in speaker}
    head = next((doc[t] for t in sorted(taken) if doc[t].head.i not in taken), None)
    if head is None or head.dep_ not in _OBJECTS:
        return draft
    subject = subject_of(predicate_of(head.head))
    if subject is None:
        return draft
    phrase = {token.i for token in subject.subtree if token.dep_ not in _ADDED}
    chosen = tuple(i for i, token in enumerate(words.token) if token in phrase and words.forms[i].isalnum())
    return replace(draft, speaker=chosen, rule="scope") if chosen and cast.entity_of(chosen) is not None else draft
