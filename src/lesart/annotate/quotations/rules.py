"""Quotations by rule: marks, frames, Konjunktiv. Works without any trained weights and guarantees what must never slip.

Comes in: words and the clause analysis. Goes out: drafts, each with the name of its rule (the rules and their examples
are in `data/rules/de/quotations/`). Contents follow the corpus's conventions: direct speech takes its marks in,
indirect speech leaves out the final stop, a sentence in free Konjunktiv keeps it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from lesart.annotate.clauses import Clause, Syntax
from lesart.annotate.quotations.catalogue import catalogue
from lesart.annotate.quotations.drafts import Draft
from lesart.annotate.quotations.frames import Frame, FrameFinder
from lesart.annotate.quotations.reporting import ReportingWords
from lesart.annotate.quotations.words import MarkedWords, Words

_EDGE = frozenset(",.;:!?–—-")
_COMPLEMENTS = frozenset(
    [
        "dass",
        "daß",
        "ob",
        "warum",
        "weshalb",
        "wieso",
        "wann",
        "wo",
        "wohin",
        "woher",
        "wer",
        "was",
        "wen",
        "wem",
        "welche",
        "welcher",
        "welches",
    ]
)


class RuleReader:
    """Reads the quotations of one article by rule."""

    def __init__(self, words: Words, syntax: Syntax, reporting: ReportingWords) -> None:
        self._words, self._syntax, self._reporting = words, syntax, reporting
        self.frames = FrameFinder(words, syntax, reporting).find()
        self._sentences = words.sentences()
        self._confidences = catalogue().confidences()
        self._number = {token: i for i, token in enumerate(words.token)}
        self._inside = self._marked_words()
        self._clauses_of: dict[int, list[Clause]] = {}
        for clause in syntax.clauses:
            self._clauses_of.setdefault(clause.sentence, []).append(clause)

    def read(self) -> list[Draft]:
        """All quotations in the order of their content."""
        found = self.direct()
        for frame in self.frames:
            found.extend(self._framed(frame, found))
        found = self._with_reported(found)
        found = self._with_konjunktiv(found)
        found = [
            replace(draft, confidence=self._confidences[draft.rule])
            for draft in self._with_hearsay(found)
            if draft.rule in self._confidences
        ]
        return sorted(found, key=lambda d: (d.content[0], -d.content[-1]))

    # -- text in quotation marks

    def _marked_words(self) -> set[int]:
        return {i for m in self._words.marked if self.is_speech(m) for i in range(m.open, m.close)}

    def is_speech(self, marked: MarkedWords) -> bool:
        """Whether marked text is something said and not a title, a term or a word held at arm's length.

        A clause is (four words with a verb, or more than a name can be); below that only nouns and their attributes
        are found between marks: names of papers, ships and agreements, nicknames, ironical words.
        """
        inside = range(marked.first, marked.last)
        size = len(inside)
        if size == 0:
            return False
        if self._whole_turn(marked):
            return True
        if all(self._words.forms[i].isupper() for i in inside if self._words.forms[i].isalpha()):
            return size >= 5  # text in capitals: no word class is to be trusted
        classes = [self._class(i) for i in inside]
        verbs = sum(c in ("finite", "infinitive", "zu-infinitive") for c in classes)
        nominal = sum(
            c in ("noun", "name", "article", "adjective", "attribute", "preposition", "conjunction", "number")
            for c in classes
        )
        if "finite" in classes:
            return size >= 4 or (size >= 2 and self._frame_beside(marked))
        if verbs or "participle" in classes:
            return size >= 5 or (size >= 3 and self._frame_beside(marked))
        return (
            size >= 12
            or (self._frame_beside(marked) and size >= 4 and nominal < size)
            or (size >= 4 and self._colon_before(marked))
        )

    def is_title(self, marked: MarkedWords) -> bool:
        """Whether marked text is the name of something: no verb, and a noun before it ("die Zeitung „…“") or an
        adjective with a capital in front, as agreements, laws and institutes are written ("„Rote Linie“")."""
        inside = range(marked.first, marked.last)
        if not inside or any(self._class(i) in ("finite", "infinitive", "zu-infinitive", "participle") for i in inside):
            return False
        first = self._words.forms[marked.first]
        if first[:1].isupper() and len(inside) > 1 and self._class(marked.first) in ("adjective", "attribute"):
            return True
        return (
            marked.open > 0 and self._class(marked.open - 1) == "noun" and self._class(marked.first) in ("noun", "name")
        )

    def titles(self) -> list[range]:
        """The marked stretches that are titles, marks included, as word numbers."""
        return [range(m.open, m.close) for m in self._words.marked if self.is_title(m)]

    def _class(self, i: int) -> str:
        return self._syntax.words[self._words.token[i]].cls

    def _whole_turn(self, marked: MarkedWords) -> bool:
        """Whether marked text, however short, is all that is said: it opens its sentence and a frame follows at once
        ("„Ja“, sagte er"), or a verb of reporting and a colon stand before it ("Er sagte: „Nein.“")."""
        sentence = self._words.sentence
        if self._colon_before(marked):
            return any(f.kind == "verb" and f.sentence == sentence[marked.open - 1] for f in self.frames)
        opens = marked.open == 0 or sentence[marked.open - 1] != sentence[marked.open]
        return opens and marked.closed and self._frame_beside(marked)

    def _frame_beside(self, marked: MarkedWords) -> bool:
        """A reporting verb right behind the closing mark ("…“, sagte"), or a colon before the opening one."""
        after = marked.close
        if after < len(self._words) and self._words.forms[after] == ",":
            after += 1
        # the verb right behind the marks; a short turn may have been taken into its clause ("„Ja“, sagte er")
        starts = any((f.words[0] in (after, after - 1) and f.starts_with_verb) or after in f.cue for f in self.frames)
        return starts or self._colon_before(marked)

    def _colon_before(self, marked: MarkedWords) -> bool:
        return marked.open > 0 and self._words.forms[marked.open - 1] == ":"

    def direct(self) -> list[Draft]:
        """Every stretch in quotation marks that is speech; an unclosed one up to its frame or its paragraph's end."""
        found: list[Draft] = []
        for marked in self._words.marked:
            if not self.is_speech(marked):
                continue
            frame = self._direct_frame(marked)
            end = marked.close
            if not marked.closed and frame is not None and frame.words[0] > marked.first:
                end = frame.words[0]
                while end > marked.first and self._words.forms[end - 1] in (",", "–"):
                    end -= 1
            content = tuple(range(marked.open, end))
            if not content:
                continue
            speaker = frame.speaker if frame else self._carried(marked, found)
            found.append(
                Draft(
                    "direct",
                    self._medium(frame),
                    content,
                    frame.cue if frame else (),
                    self._frame_words(frame, set(content)) if frame else (),
                    speaker,
                    frame.addressee if frame else (),
                    rule="marks" if marked.closed else "unclosed-marks",
                )
            )
        return found

    def _direct_frame(self, marked: MarkedWords) -> Frame | None:
        """The frame of direct speech: right behind it, right before it with a colon, or round it in its sentence."""
        after = marked.close
        while after < len(self._words) and self._words.forms[after] in (",", "–"):
            after += 1
        for frame in self.frames:
            if (frame.starts_with_verb and frame.words[0] == after) or after in frame.cue:
                return frame
        if not marked.closed:
            inside = [f for f in self.frames if marked.first < f.words[0] < marked.close and f.starts_with_verb]
            return inside[-1] if inside else None
        if self._colon_before(marked):
            sentence = self._words.sentence[marked.open - 1]
            before = [f for f in self.frames if f.sentence == sentence and f.words[-1] < marked.open]
            return before[-1] if before else None
        sentences = {self._words.sentence[marked.open], self._words.sentence[max(marked.close - 1, marked.open)]}
        near = [
            f for f in self.frames
            if f.sentence in sentences and not any(marked.first <= i < marked.last for i in f.cue)
        ]  # fmt: skip
        return min(near, key=lambda f: min(abs(f.cue[0] - marked.open), abs(f.cue[0] - marked.close)), default=None)

    def _carried(self, marked: MarkedWords, found: Sequence[Draft]) -> tuple[int, ...]:
        """The speaker of marked text without a frame: who spoke last before it, at most a paragraph ago."""
        paragraph = self._words.paragraph[marked.open]
        earlier = [f for f in self.frames if f.words[0] < marked.open and f.speaker and self._near(f, paragraph)]
        return earlier[-1].speaker if earlier else ()

    def _near(self, frame: Frame, paragraph: int) -> bool:
        return paragraph - self._words.paragraph[frame.words[0]] <= 1

    # -- frames with clauses

    def _framed(self, frame: Frame, found: Sequence[Draft]) -> list[Draft]:
        if frame.cue and frame.cue[0] in self._inside:
            return []
        content, rule = self._content(frame)
        if not content:
            return []
        marked = {i for d in found if d.type == "direct" for i in d.content}
        if all(i in marked or self._words.forms[i] in _EDGE for i in content):
            return []
        return [
            Draft(
                "indirect",
                self._medium(frame),
                content,
                frame.cue,
                self._frame_words(frame, set(content)),
                frame.speaker,
                frame.addressee,
                rule=rule,
            )
        ]

    def _content(self, frame: Frame) -> tuple[tuple[int, ...], str]:
        """The words that a frame says were said, and the rule by which they were found."""
        first, end = self._sentences[frame.sentence]
        if frame.kind in ("phrase", "wie"):
            return self._trimmed([i for i in range(first, end) if i not in set(frame.words)]), frame.kind
        clause = self._syntax.clauses[frame.clause] if frame.clause is not None else None
        if clause is None:
            return (), ""
        before = range(first, frame.words[0])
        if (
            frame.starts_with_verb
            and len(before) > 1
            and self._words.forms[frame.words[0] - 1] in (",", "“", "”", '"', "«", "»", "–")
        ):
            rest = [i for i in range(first, end) if i not in set(frame.words)]
            return self._trimmed(rest), "content-first"
        following = self._complement(frame, clause, end)
        if following:
            return following
        return (), ""

    def _complement(self, frame: Frame, clause: Clause, end: int) -> tuple[tuple[int, ...], str]:
        """A clause behind the frame that is what was said."""
        last = frame.words[-1]
        later = [c for c in self._clauses_of[clause.sentence] if c.index != clause.index]
        for other in later:
            tokens = [self._number[t] for t in other.tokens if t in self._number]
            if not tokens or tokens[0] < frame.cue[0]:
                continue
            separator = self._words.forms[tokens[0] - 1] if tokens[0] else ""
            strong = frame.lemma in self._reporting.strong
            if other.kind == "subordinate" and other.introducer in _COMPLEMENTS:
                return self._trimmed(self._until(tokens[0], end, set(frame.words))), "complement-clause"
            if separator == ":" and tokens[0] - 2 <= max(last, frame.cue[-1]):
                rule = "colon-statement" if strong and self._states(frame, other) else "colon"
                return self._trimmed(self._until(tokens[0], end, set(frame.words))), rule
            mood = other.verbs[0].mood if other.verbs else "none"
            if other.kind == "main" and separator == "," and mood in ("konjunktiv-1", "konjunktiv-2"):
                return self._trimmed(self._until(tokens[0], end, set(frame.words))), "konjunktiv-clause"
            if other.kind == "main" and separator == "," and strong and tokens[0] > last:
                return self._trimmed(self._until(tokens[0], end, set(frame.words))), "verb-second-clause"
            if self._is_infinitive(other) and tokens[0] > last and not self._has_topic(frame, clause):
                return self._trimmed(self._until(tokens[0], tokens[-1] + 1, set(frame.words))), "infinitive-clause"
            if other.kind == "relative":
                continue
            break
        return (), ""

    def _states(self, frame: Frame, clause: Clause) -> bool:
        """Whether a clause behind a colon is what somebody says: somebody is named, and it is a sentence of its own. A
        reflexive verb ("Das zeigt sich so:") speaks of something else."""
        if not frame.speaker or any(self._words.forms[i].lower() == "sich" for i in frame.words):
            return False
        return clause.kind == "main" and any(verb.finite is not None for verb in clause.verbs)

    def _is_infinitive(self, clause: Clause) -> bool:
        """An infinitive with "zu" and no finite verb; its article may have passed for a relative pronoun."""
        if clause.kind not in ("infinitive", "relative") or any(v.finite is not None for v in clause.verbs):
            return False
        return clause.introducer not in ("um", "ohne", "statt", "anstatt") and any(
            self._syntax.words[t].cls in ("zu", "zu-infinitive") for t in clause.tokens
        )

    def _has_topic(self, frame: Frame, clause: Clause) -> bool:
        """Whether a phrase already says what it is about: in "warnte vor Versuchen, … zu stören" the noun governs."""
        topics = self._reporting.topic.get(frame.lemma, frozenset()) - {""}
        return any(self._syntax.phrases[n].preposition in topics for n in clause.phrases)

    def _until(self, start: int, end: int, without: set[int]) -> list[int]:
        return [i for i in range(start, end) if i not in without]

    def _trimmed(self, content: list[int]) -> tuple[int, ...]:
        """Without punctuation at the edges of the whole and next to what was cut out."""
        while content and self._words.forms[content[-1]] in _EDGE:
            content.pop()
        while content and self._words.forms[content[0]] in _EDGE:
            content.pop(0)
        return tuple(
            i
            for at, i in enumerate(content)
            if self._words.forms[i] != ","
            or (0 < at < len(content) - 1 and content[at - 1] == i - 1 and content[at + 1] == i + 1)
        )

    def _frame_words(self, frame: Frame, content: set[int]) -> tuple[int, ...]:
        """The frame with the comma or colon that parts it from a content behind it."""
        inside = [i for i in frame.words if i not in content]
        behind = frame.words[-1] + 1
        if (
            behind < len(self._words)
            and self._words.forms[behind] in (",", ":")
            and behind not in content
            and any(i > behind for i in content)
        ):
            inside.append(behind)
        return tuple(inside)

    def _medium(self, frame: Frame | None) -> str:
        if frame is None:
            return "speech"
        if frame.lemma in self._reporting.writing:
            return "writing"
        if frame.lemma in self._reporting.thought:
            return "speech-thought"
        return "speech-writing" if frame.kind != "verb" else "speech"

    # -- sentences without a frame

    def _free(self, sentence: int, covered: set[int]) -> tuple[int, ...]:
        """All words of a sentence that no quotation covers yet, else nothing."""
        first, end = self._sentences[sentence]
        share = sum(i in covered for i in range(first, end)) / max(end - first, 1)
        return tuple(range(first, end)) if share < 0.3 else ()

    def _main_moods(self) -> dict[int, str]:
        """For each sentence with a main clause the mood of its first one."""
        out: dict[int, str] = {}
        for clause in self._syntax.clauses:
            number = next((self._number[t] for t in clause.tokens if t in self._number), None)
            if clause.kind == "main" and clause.verbs and number is not None:
                out.setdefault(self._words.sentence[number], clause.verbs[0].mood)
        return out

    def _with_konjunktiv(self, found: list[Draft]) -> list[Draft]:
        """Sentences whose main verb is in Konjunktiv I (or II, in a row of them) go on with what somebody said."""
        out = list(found)
        covered = _covered(found)
        moods = self._main_moods()
        spoken = sorted((d for d in found if d.speaker), key=lambda d: d.content[-1])
        last: Draft | None = None
        for number in range(len(self._sentences)):
            while spoken and self._words.sentence[spoken[0].content[-1]] < number:
                last = spoken.pop(0)
            free = self._free(number, covered)
            gap = number - self._words.sentence[last.content[-1]] if last else 99
            row = last is not None and gap == 1 and last.rule == "free-konjunktiv"
            mood = moods.get(number)
            if len(free) < 3 or not (mood == "konjunktiv-1" or (mood == "konjunktiv-2" and row)):
                continue
            near = last if last is not None and gap <= 3 else None
            speaker, medium = (near.speaker, near.medium) if near else ((), "speech")
            draft = Draft("indirect-free-indirect", medium, free, speaker=speaker, rule="free-konjunktiv")
            out.append(draft)
            if speaker:
                last = draft
        return out

    def _with_hearsay(self, found: list[Draft]) -> list[Draft]:
        """ "soll … getötet haben": somebody says so, nobody is named."""
        out = list(found)
        covered = _covered(found)
        for number in range(len(self._sentences)):
            free = self._free(number, covered)
            if not free:
                continue
            forms = [self._words.forms[i].lower() for i in free]
            perfect = any(
                f in ("haben", "sein") and forms[i - 1 : i] and self._class(free[i - 1]) == "participle"
                for i, f in enumerate(forms)
            )
            if perfect and any(f in ("soll", "sollen") for f in forms):
                out.append(Draft("free-indirect", "speech", free, rule="hearsay-sollen"))
        return out

    def _with_reported(self, found: list[Draft]) -> list[Draft]:
        """A main clause that tells a speech act with a noun phrase for what was said: "warnte vor einem Krieg"."""
        out = list(found)
        used = {i for d in found for i in d.cue}
        covered = _covered(found)
        for frame in self.frames:
            topics = self._reporting.topic.get(frame.lemma)
            if (
                topics is None
                or frame.kind != "verb"
                or set(frame.cue) & used
                or frame.cue[0] in self._inside
                or not frame.speaker
            ):
                continue
            clause = self._syntax.clauses[frame.clause] if frame.clause is not None else None
            if clause is None or clause.kind != "main" or clause.verbs[0].passive:
                continue
            phrases = [self._syntax.phrases[n] for n in clause.phrases if n != clause.subject]
            if not any((p.preposition or "") in topics for p in phrases):
                continue
            free = self._free(frame.sentence, covered)
            if free:
                out.append(Draft("reported", "speech", free, speaker=frame.speaker, rule="speech-act"))
                covered.update(free)
        return out


def _covered(drafts: Sequence[Draft]) -> set[int]:
    """Words that a content or frame of some draft takes up."""
    return {i for d in drafts for i in (*d.content, *d.frame)}
