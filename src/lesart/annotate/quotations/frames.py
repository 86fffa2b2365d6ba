"""Frames: the words that say that somebody says something, with cue, speaker and addressee.

Comes in: words and the clause analysis. Goes out: frames of three kinds. A verb frame is a clause whose predicate is a
verb of reporting ("sagte der Minister"); a phrase frame names the speaker without a verb ("laut Polizei", "nach Angaben
des Ministeriums", "so der Bericht"); a wie-frame is a subordinate clause ("wie die Agentur meldet").
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from lesart.annotate.clauses import Clause, Syntax, VerbGroup
from lesart.annotate.phrases import Phrase
from lesart.annotate.quotations.reporting import ReportingWords
from lesart.annotate.quotations.words import Words

FrameKind = Literal["verb", "phrase", "wie"]

_ATTRIBUTE_PREPOSITIONS = frozenset({"von", "aus", "für", "bei", "beim"})
_LONGEST_WIE = 25
_ANONYMOUS = frozenset({"es", "man", "dies", "das", "was"})
_CLOSERS = frozenset(".,;:!?")
_HERALDS = frozenset({"so", "Zitat"})


@dataclass(frozen=True, slots=True)
class Frame:
    """A frame in word numbers. `lemma` is the verb's, empty for a phrase; `starts_with_verb`: "…, sagte X"."""

    kind: FrameKind
    words: tuple[int, ...]
    cue: tuple[int, ...]
    speaker: tuple[int, ...]
    addressee: tuple[int, ...]
    lemma: str
    sentence: int
    starts_with_verb: bool
    clause: int | None


class FrameFinder:
    """Finds the frames of one article."""

    def __init__(self, words: Words, syntax: Syntax, reporting: ReportingWords) -> None:
        self._words, self._syntax, self._reporting = words, syntax, reporting
        self._number = {token: i for i, token in enumerate(words.token)}
        self._phrase_of = {t: n for n, p in enumerate(syntax.phrases) for t in range(p.start, p.end)}

    def find(self) -> list[Frame]:
        """All frames in the order of their first word."""
        wie = list(self._wie_frames())
        taken = {i for frame in wie for i in frame.cue}
        verbs = [frame for frame in self._verb_frames() if not taken & set(frame.cue)]
        found = [*verbs, *wie, *self._phrase_frames(), *self._so_frames()]
        return sorted(found, key=lambda f: f.words[0])

    # -- frames with a verb

    def _verb_frames(self) -> Iterator[Frame]:
        for clause in self._syntax.clauses:
            for verb in clause.verbs:
                if verb.lemma not in self._reporting.verbs or clause.kind == "infinitive":
                    continue
                cue = self._numbers(
                    verb.tokens + (verb.head,) + ((verb.particle,) if verb.particle is not None else ())
                )
                inside = self._numbers(clause.tokens)
                if not cue or not inside:
                    continue
                # "…, so vermutet die Zeitung": the herald stands before the verb
                first = next((i for i in inside if self._words.forms[i] not in _CLOSERS | {"so"}), inside[0])
                finite = verb.finite if verb.finite is not None else verb.head
                yield Frame(
                    "wie" if clause.introducer == "wie" else "verb",
                    inside,
                    cue,
                    self.speaker(clause, verb),
                    self._addressee(clause),
                    verb.lemma,
                    self._words.sentence[inside[0]],
                    first == self._number.get(finite),
                    clause.index,
                )
                break

    def speaker(self, clause: Clause, verb: VerbGroup) -> tuple[int, ...]:
        """The noun phrase of who does what the verb says: subject, agent of a passive, source of "heißt es in"."""
        phrases = self._syntax.phrases
        if verb.passive:
            agent = next((n for n in clause.phrases if phrases[n].preposition in ("von", "seitens")), None)
            return self.whole_phrase(agent) if agent is not None else ()
        subject = self._governed_subject(clause, verb)
        if (
            clause.kind == "relative"
            and clause.antecedent is not None
            and (subject is None or phrases[subject].kind == "relative")
        ):
            return self.whole_phrase(clause.antecedent)
        if subject is None or self._is_anonymous(phrases[subject]):
            source = next(
                (n for n in clause.phrases if phrases[n].preposition in ("in", "aus", "von", "seitens", "laut")), None
            )
            return self.whole_phrase(source) if source is not None else ()
        return self.whole_phrase(subject)

    def _governed_subject(self, clause: Clause, verb: VerbGroup) -> int | None:
        """The clause's subject; where a preposition with an unknown adjective behind it hides in front of that
        ("nach einem achtstündigen Treffen teilte X mit"), the first bare phrase behind the verb."""
        subject, phrases = clause.subject, self._syntax.phrases
        if subject is None or verb.finite is None:
            return subject
        at = phrases[subject].start - 1
        while at >= 0 and self._syntax.words[at].cls in ("other", "adjective", "attribute", "article", "pronoun"):
            at -= 1
        hidden = at >= 0 and phrases[subject].start - at > 1 and self._syntax.words[at].cls == "preposition"
        if phrases[subject].start > verb.finite:
            return self._before_the_verb(clause, verb.finite, subject)
        if not hidden:
            return subject
        behind = [n for n in clause.phrases if phrases[n].start > verb.finite and phrases[n].bare]
        return next((n for n in behind if "NOM" in phrases[n].cases), subject)

    def _before_the_verb(self, clause: Clause, finite: int, subject: int) -> int:
        """Of "Tourmanager Huber sagte der Küsten-Zeitung" who stands before the verb, since who is behind it may be
        spoken to; things do not speak and "das" is what is said, so a name or a person's pronoun must stand there."""
        phrases = self._syntax.phrases
        if "DAT" not in phrases[subject].cases or clause.kind != "main":
            return subject
        front = [n for n in clause.phrases if phrases[n].start < finite and phrases[n].bare]
        if len(front) != 1 or phrases[front[0]].kind != "name" or "NOM" not in phrases[front[0]].cases:
            return subject
        return front[0]

    def _is_anonymous(self, phrase: Phrase) -> bool:
        number = self._number.get(phrase.head)
        return number is not None and self._words.forms[number].lower() in _ANONYMOUS

    def _addressee(self, clause: Clause) -> tuple[int, ...]:
        phrases = self._syntax.phrases
        for number in clause.phrases:
            if phrases[number].preposition == "gegenüber":
                return self.whole_phrase(number)
        for number in clause.datives:
            if phrases[number].preposition is None and phrases[number].kind != "relative":
                return self.whole_phrase(number)
        return ()

    def _wie_frames(self) -> Iterator[Frame]:
        """ "Wie die Agentur berichtet, …": from "wie" to the comma, closed by a verb of reporting.

        Read on the surface: at the end of its clause "berichtet" looks like a participle as well.
        """
        forms, sentence = self._words.forms, self._words.sentence
        for i, form in enumerate(forms):
            if form.lower() != "wie" or not (
                i == 0 or sentence[i - 1] != sentence[i] or forms[i - 1] in (",", "–", "(")
            ):
                continue
            end = i + 1
            while end < len(forms) and sentence[end] == sentence[i] and forms[end] not in (",", ".", ")", "–", ":"):
                end += 1
            cue = self._closing_verb(i, end)
            if not cue or end - i > _LONGEST_WIE:
                continue
            numbers = {self._phrase_of.get(self._words.token[k]) for k in range(i + 1, cue[0])} - {None}
            bare = [n for n in sorted(n for n in numbers if n is not None) if self._syntax.phrases[n].bare]
            speaker = self.whole_phrase(bare[0]) if bare else ()
            speaker = tuple(k for k in speaker if i < k < cue[0])
            inside = tuple(range(i, end))
            yield Frame("wie", inside, (i, *cue), speaker, (), self._lemma(cue), sentence[i], False, None)

    def _closing_verb(self, start: int, end: int) -> tuple[int, ...]:
        """The verb of reporting that ends a subordinate clause, with its auxiliary ("berichtet hat"); else nothing."""
        last = end - 1
        if last > start + 1 and self._words.forms[last].lower() in (
            "hat",
            "haben",
            "hatte",
            "hatten",
            "habe",
            "wurde",
            "wird",
        ):
            return (last - 1, last) if self._lemma((last - 1,)) else ()
        return (last,) if last > start + 1 and self._lemma((last,)) else ()

    def _lemma(self, cue: tuple[int, ...]) -> str:
        """The reporting verb that one of the words is a form of."""
        for i in cue:
            found = self._reporting.lemmas(self._syntax.words[self._words.token[i]].analyses)
            if found:
                return min(found)
        return ""

    # -- frames without a verb

    def _phrase_frames(self) -> Iterator[Frame]:
        """ "laut Polizei", "nach Angaben von X", "X zufolge", "Armeeangaben zufolge"."""
        forms = self._words.forms
        for i, form in enumerate(forms):
            lower = form.lower()
            if lower in ("laut", "gemäß", "nach") and i + 1 < len(forms):
                number = self._phrase_of.get(self._words.token[i + 1])
                if number is None or (lower != "laut" and not self._said(number)):
                    continue
                body = self.whole_phrase(number)
                if body and body[0] == i + 1:
                    yield self._phrase_frame((i, *body), (i, *self._noun_cue(number)), number, body)
            elif lower == "zufolge" and i:
                last = self._phrase_of.get(self._words.token[i - 1])
                if last is None:
                    continue
                start = self._head_of_chain(last)
                body = self.whole_phrase(start)
                body = tuple(range(body[0], i)) if body else ()
                if body:
                    yield self._phrase_frame((*body, i), (*self._noun_cue(start), i), start, body)

    def _phrase_frame(self, inside: tuple[int, ...], cue: tuple[int, ...], phrase: int, body: tuple[int, ...]) -> Frame:
        return Frame(
            "phrase",
            inside,
            tuple(sorted(cue)),
            self._speaker_of(phrase, body),
            (),
            "",
            self._words.sentence[inside[0]],
            False,
            None,
        )

    def _so_frames(self) -> Iterator[Frame]:
        """ "…, so der Minister": no verb between "so" and the end of the insertion."""
        forms = self._words.forms
        for i in range(1, len(forms) - 1):
            if forms[i] not in _HERALDS or forms[i - 1] not in (",", "“", "”", '"', "«", "»", "–"):
                continue
            number = self._phrase_of.get(self._words.token[i + 1])
            if number is None:
                continue
            end = i + 1
            while (
                end < len(forms)
                and forms[end] not in (",", ".", ";", ":", "!", "?", "–")
                and self._words.sentence[end] == self._words.sentence[i]
            ):
                end += 1
            rest = range(i + 1, end)
            if (
                any(self._syntax.words[self._words.token[k]].cls in ("finite", "participle") for k in rest)
                or len(rest) > 15
            ):
                continue
            body = self.whole_phrase(number) or tuple(rest)
            yield Frame(
                "phrase", (i, *rest), (i,), self._speaker_of(number, body), (), "", self._words.sentence[i], True, None
            )

    def _said(self, phrase: int) -> bool:
        """Whether a phrase's head is something said."""
        head = self._syntax.phrases[phrase]
        return any(self._reporting.noun(self._syntax.words[t].text) for t in range(head.start, head.end))

    def _noun_cue(self, phrase: int) -> tuple[int, ...]:
        found = self._syntax.phrases[phrase]
        return tuple(
            self._number[t]
            for t in range(found.start, found.end)
            if t in self._number and self._reporting.noun(self._syntax.words[t].text)
        )

    def _speaker_of(self, phrase: int, body: tuple[int, ...]) -> tuple[int, ...]:
        """In "nach Angaben des Ministeriums" the ministry speaks; "Armeeangaben" and "der Bericht" speak themselves."""
        found = self._syntax.phrases[phrase]
        head = self._number.get(found.head)
        if (
            head is None
            or not self._reporting.noun(self._words.forms[head])
            or self._reporting.compound_speaker(self._words.forms[head])
        ):
            return body
        rest = tuple(i for i in body if i > head)
        while (
            rest
            and self._words.forms[rest[0]].lower() in ("von", "aus", "der", "beim")
            and len(rest) > 1
            and self._words.forms[rest[0]].lower() != "der"
        ):
            rest = rest[1:]
        if rest:
            return rest
        before = tuple(i for i in body if i < head)
        possessive = before and self._words.forms[before[0]].lower()[:4] in ("sein", "ihre", "ihr", "eige")
        return before[:1] if possessive else body

    # -- noun phrases

    def whole_phrase(self, number: int | None) -> tuple[int, ...]:
        """A phrase with genitives, coordinated phrases, close apposition and attributes with "von", in word numbers."""
        if number is None:
            return ()
        phrases = self._syntax.phrases
        first, last = phrases[number], number
        end = first.end
        while last + 1 < len(phrases):
            following = phrases[last + 1]
            gap = range(end, following.start)
            texts = [self._syntax.words[t].text for t in gap]
            attached = following.after == last and (
                following.genitive
                or following.preposition in _ATTRIBUTE_PREPOSITIONS
                or (not texts and following.kind == "name")
            )
            joined = (
                following.joined is not None
                and following.joined >= number
                and all(t in ("und", "sowie", ",") for t in texts)
            )
            if not (attached or joined) or len(gap) > 2:
                break
            last, end = last + 1, following.end
        return self._numbers(range(first.start, end))

    def _head_of_chain(self, number: int) -> int:
        phrases = self._syntax.phrases
        while phrases[number].after is not None and (
            phrases[number].genitive or phrases[number].preposition in _ATTRIBUTE_PREPOSITIONS
        ):
            number = phrases[number].after or 0
        return number

    def _numbers(self, tokens: Iterator[int] | tuple[int, ...] | range) -> tuple[int, ...]:
        return tuple(sorted({self._number[t] for t in tokens if t in self._number}))
