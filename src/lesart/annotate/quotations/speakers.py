"""Who a speaker's words stand for: the entity of the article that they name or describe.

Mentions and entities come from the components before. A speaker that none of them covers ("das Kontrollpersonal",
"Zeugenaussagen") is made an entity here, with the words as its mention: a statement needs somebody it hangs on.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from lesart.annotate.quotations.reporting import ReportingWords
from lesart.annotate.quotations.words import Words
from lesart.schema import Entity, Mention

_DETERMINERS = frozenset(
    {"der", "die", "das", "den", "dem", "des", "ein", "eine", "einer", "eines", "einem", "einen", "sein", "seine"}
    | {"seiner", "seinen", "ihr", "ihre", "ihrer", "ihren", "dieser", "diese", "dieses", "diesen", "alle", "beide"}
    | {"mehrere", "viele", "einige", "auch", "nach", "laut", "zwei", "drei", "andere", "weitere"}
)
_ARTICLES = frozenset({"der", "die", "das", "ein", "eine"})
_PRONOUNS = frozenset(
    {"er", "sie", "es", "man", "wir", "ich", "ihm", "ihnen", "der", "die", "das", "dieser", "diese", "dieses", "wer"}
    | {"beide", "letzterer", "letztere", "jener", "jene", "deren", "dessen", "alle", "andere", "viele", "einige"}
    | {"demnach", "danach", "wonach", "hiernach", "demzufolge", "daraus", "dort", "hier", "wem", "wen"}
)
_JOINED = re.compile(r"\s?(?:\([^()]{1,12}\)\s?)?(?:,|und|sowie)\s(?:d(?:ie|er|es|em|as)\s)?")
_MARKS = frozenset('"„“”»«‚‘’,()–-')
_TIMES = frozenset(
    {"Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonnabend", "Sonntag", "Morgen"}
    | {"Vormittag", "Mittag", "Nachmittag", "Abend", "Nacht", "Dienstagabend", "Mittwochabend", "Wochenende"}
)
_BEHIND = frozenset({"der", "einer", "von", "des", "eines"})
_BEFORE = frozenset({"von", "vom", "bei", "beim", "durch", "gemäß", "in", "im", "auf", "aus", "zufolge"})
_OF_ONE = frozenset({"des", "eines", "dieses", "ihres", "seines"})
_GENITIVE = re.compile(r"(?<=[a-zäöüß]{4})(?:(?<=s)es|(?<=[dt])es|s)$")


class Cast:
    """The mentions and entities of one article, growing by speakers that had none."""

    def __init__(
        self, words: Words, mentions: Sequence[Mention], entities: Sequence[Entity], reporting: ReportingWords
    ) -> None:
        self.mentions, self.entities = list(mentions), list(entities)
        self._words, self._reporting = words, reporting
        self._founded: dict[str, str] = {}
        self._order = sorted((m for m in mentions if m.entity is not None), key=lambda m: m.start)

    def entity_of(self, numbers: Sequence[int]) -> str | None:
        """The entity that a noun phrase stands for: that of its head, not of what hangs on the head.

        In "der Sprecher des Ministeriums" the Sprecher speaks, in "Außenministerin Anna Huber", "die Agentur Reuters"
        and "der Sprecher, Jan Ott," the one named does. The head is the first run of capitalised words; a person's name
        behind a comma is an apposition to it. Of something said ("eine Meldung der Agentur") it is who said it.
        """
        numbers = self._without_time(numbers)
        near = [m for m in self._order if self._shared(m, numbers)]
        together = self._together(near)
        if together is not None:
            return together
        head = self._head_run(numbers)
        start, end = self._words.starts[head[0]], self._words.ends[head[-1]]
        said = self._reporting.noun(self._words.forms[head[0]]) or self._reporting.noun(self._words.forms[head[-1]])
        if not said and len(numbers) > 1:  # "seine Anwältin" is not he
            near = [m for m in near if m.kind != "pronoun" or m.start >= start]
        if not near:
            return None
        if said:
            source = self._source(near, self._words.starts[self._said(head)])
            if source is not None:
                return source
            capitals = [i for i in numbers if self._words.forms[i].lower() not in _DETERMINERS | _BEFORE]
            if self._issuing(capitals) != capitals:
                return None  # whoever "Angaben von Anrainern" are of becomes an entity of their own
        at_head = [m for m in near if m.start < end and start < m.end and not self._possessor(m, start)]
        people = [m for m in at_head if m.kind == "named" and m.type == "PER"]
        behind = [
            m for m in near if m.kind == "named" and m.type == "PER" and m.start >= end and self._apposed(m, numbers)
        ]
        for chosen in (people, behind):
            if chosen:
                return max(chosen, key=lambda m: m.end).entity
        bodies = [m for m in at_head if m.type != "LOC"] or (at_head if _cover(at_head, start, end) else [])
        if bodies:
            # of a title and the name behind it the name; of two that end alike the longer
            best = max(bodies, key=lambda m: (min(m.end, end), m.kind == "named", m.end - m.start)).entity
            return self._issuer(best) or best
        # nothing at the head: what shares most with the phrase, a person first; a place in it says only where
        rest = [m for m in near if m.type != "LOC" and m not in at_head and not self._possessor(m, start)]
        if not rest and len(near) == 1 and _cover(near, start, end):
            return near[0].entity  # "hieß es in Baku"
        return max(rest, key=lambda m: (m.type == "PER", m.kind == "named", m.end - m.start)).entity if rest else None

    def _without_time(self, numbers: Sequence[int]) -> Sequence[int]:
        """The words without a day or time of day in front: "in Baku" of "am Sonntag in Baku"."""
        forms = self._words.forms
        last = next((n for n, i in enumerate(numbers) if forms[i] in _TIMES), None)
        before = numbers[: last + 1] if last is not None else ()
        timely = all(forms[i] in _TIMES or forms[i].islower() for i in before)
        return numbers[len(before) :] if timely and len(before) < len(numbers) else numbers

    def _together(self, near: Sequence[Mention]) -> str | None:
        """The group of two or more named persons or bodies that speak as one: "Ott und Huber"."""
        named = [m for m in near if m.kind == "named" and m.type in ("PER", "ORG")]
        gaps = [self._words.text[a.end : b.start] for a, b in pairwise(named)]
        if not gaps or not all(map(_JOINED.fullmatch, gaps)) or not re.search(r"\b(?:und|sowie)\b", gaps[-1]):
            return None
        if len({m.entity for m in named}) != len(named):
            return None
        if len({m.type for m in named}) != 1:
            return None
        by_id = {e.id: e for e in self.entities}
        names = [by_id[m.entity].name for m in named if m.entity is not None]
        wording = ", ".join(names[:-1]) + " und " + names[-1]
        known = next((e for e in self.entities if e.type == "group" and e.name == wording), None)
        if known is not None:
            return known.id
        members = tuple(m.entity for m in named if m.entity is not None)
        start, end = named[0].start, named[-1].end
        aliases = tuple(dict.fromkeys((wording, " ".join(self._words.text[start:end].split()))))
        group = Entity(self._new_id("e", set(by_id)), wording, "group", aliases, members=members)
        mention = self._new_id("m", {m.id for m in self.mentions})
        self.entities.append(group)
        self.mentions.append(
            Mention(mention, start, end, self._words.text[start:end], named[0].type, "named", group.id)
        )
        return group.id

    def _possessor(self, mention: Mention, start: int) -> bool:
        """Whether a name inside the run of capitals says whose somebody is: "Ärztin Otts", not "Ministerin Ott"."""
        if mention.kind != "named" or mention.start <= start or not mention.text.endswith("s"):
            return False
        entity = next((e for e in self.entities if e.id == mention.entity), None)
        return entity is not None and mention.text not in entity.name and mention.text[:-1] in entity.name

    def whole(self, numbers: Sequence[int], *, without: Sequence[int]) -> tuple[int, ...]:
        """A phrase that ends inside a name, to the name's end: "die Nordische" of "die Nordische Union"; a lone
        article, to the end of the noun behind it: "Die" of "Die 34-Jährige"."""
        if not numbers:
            return ()
        starts, ends, last = self._words.starts, self._words.ends, numbers[-1]
        cut = [m.end for m in self._order if m.kind == "named" and starts[last] >= m.start and ends[last] < m.end]
        if len(numbers) == 1 and self._words.forms[last].lower() in _ARTICLES:
            cut += [m.end for m in self._order if m.kind != "pronoun" and m.start == ends[last] + 1]
        stop = min(cut, default=ends[last])
        more = [i for i in range(last + 1, len(starts)) if starts[i] < stop]
        said = set(without) if last not in without else set()  # a reported sentence holds its speaker
        return (*numbers, *more) if said.isdisjoint(more) else tuple(numbers)

    def can_sign(self, entity: str | None) -> bool:
        """Whether an entity is a person or a body: somebody who issues documents."""
        return any(e.id == entity and e.type in ("person", "organisation") for e in self.entities)

    def _issuer(self, entity: str | None) -> str | None:
        """Whose words a document holds: that of "der Bericht" is the body that wrote it."""
        found = next((e for e in self.entities if e.id == entity), None)
        return found.on_behalf_of if found is not None and found.type == "other" else None

    def _source(self, near: Sequence[Mention], start: int) -> str | None:
        """Who issued something said: the person named last in the phrase, else the first body."""
        places = {e.id for e in self.entities if e.type == "place"}
        inside = [m for m in near if not self._is_said(m)]
        inside = [m for m in inside if (m.start > start or m.end <= start) and m.entity not in places]
        # "Angaben ihrer Parteien": whose they are is said by the noun, not by the possessive before it
        inside = [m for m in inside if m.kind != "pronoun"] or inside
        names = [m for m in inside if m.kind == "named" and m.type != "LOC"] or inside
        people = [m for m in names if m.type == "PER" and m.kind == "named"]
        if people or names:
            return (people[-1] if people else names[0]).entity
        return None

    def _said(self, run: Sequence[int]) -> int:
        """The word of something said: "Meinung" in "Otts Meinung", "Angaben" in "Angaben Otts"."""
        return next((i for i in run if self._reporting.noun(self._words.forms[i])), run[0])

    def _is_said(self, mention: Mention) -> bool:
        return self._reporting.noun(mention.text.split()[0]) or self._reporting.noun(mention.text.split()[-1])

    def founded(self, numbers: Sequence[int]) -> str | None:
        """A new entity for a noun phrase that no mention covers, the same one for the same words; none for pronouns."""
        head = [i for i in numbers if self._words.forms[i].lower() not in _DETERMINERS]
        while head and (self._words.forms[head[0]] in _MARKS or self._words.forms[head[0]].lower() in _BEFORE):
            head = head[1:]
        head = self._issuing(list(self._without_time(head)))
        while head and self._words.forms[head[0]].lower() in _BEFORE:
            head = head[1:]
        if not head or all(self._words.forms[i].lower() in _PRONOUNS for i in head):
            return None
        if not any(self._words.forms[i][:1].isupper() for i in head):
            return None
        run = [i for i in range(head[0], head[-1] + 1) if i in set(numbers)]
        run = run[: next((n for n, i in enumerate(run) if i != run[0] + n), len(run))]
        while run and self._words.forms[run[-1]] in _MARKS:
            run.pop()
        start, end = self._words.starts[run[0]], self._words.ends[run[-1]]
        wording = " ".join(self._words.text[start:end].split())
        if self._in_genitive(run[0]):
            wording = _GENITIVE.sub("", wording)
        known = self._founded.get(wording.casefold())
        if known is None:
            known = self._founded[wording.casefold()] = self._new_id("e", {e.id for e in self.entities})
            self.entities.append(Entity(known, wording, "other", (wording,)))
        mention = self._new_id("m", {m.id for m in self.mentions})
        self.mentions.append(Mention(mention, start, end, self._words.text[start:end], "OTH", "nominal", known))
        return known

    def _issuing(self, head: list[int]) -> list[int]:
        """Of something said what stands behind it: "Ombudsstelle" in "Angaben der Ombudsstelle"."""
        forms = self._words.forms
        named = next((n for n, i in enumerate(head) if n and forms[i][:1].isupper()), None)
        if named is None or not self._reporting.noun(forms[head[0]]):
            return head
        return head[named:] if forms[head[0] + 1].lower() in _BEHIND else head

    def _in_genitive(self, first: int) -> bool:
        """Whether a masculine or neuter genitive article stands before the noun: "des", "des örtlichen"."""
        forms, at = self._words.forms, first - 1
        while at > 0 and forms[at].islower() and forms[at].endswith("en"):
            at -= 1
        return at >= 0 and forms[at] in _OF_ONE

    def _new_id(self, letter: str, taken: set[str]) -> str:
        number = len(taken) + 1
        while f"{letter}{number}" in taken:
            number += 1
        return f"{letter}{number}"

    def _shared(self, mention: Mention, numbers: Sequence[int]) -> bool:
        """Whether a mention shares a character with the words."""
        starts, ends = self._words.starts, self._words.ends
        if mention.start >= ends[numbers[-1]] or mention.end <= starts[numbers[0]]:
            return False
        return any(mention.start < ends[i] and starts[i] < mention.end for i in numbers)

    def _head_run(self, numbers: Sequence[int]) -> list[int]:
        """The first unbroken run of capitalised words; all words where there is none.

        In "Thailands geschäftsführender Regierungschef Ott" the genitive in front is not yet the head.
        """
        runs = self._capital_runs(numbers)
        if len(runs) > 1 and len(runs[0]) == 1 and self._owns(runs[0][0], runs[1][0]):
            return runs[1]
        return runs[0] if runs else list(numbers)

    def _owns(self, first: int, head: int) -> bool:
        """Whether a name in the genitive stands before a noun with nothing but adjectives between."""
        start, end = self._words.starts[first], self._words.ends[first]
        named = next((m for m in self._order if (m.start, m.end) == (start, end) and m.kind == "named"), None)
        between = self._words.forms[first + 1 : head]
        if named is None or not named.text.endswith("s") or not all(form.isalpha() for form in between):
            return False
        entity = next((e for e in self.entities if e.id == named.entity), None)
        genitive = entity is not None and any(name == named.text[:-1] for name in (entity.name, *entity.aliases))
        return genitive and not any(form.lower() in _DETERMINERS | _BEFORE for form in between)

    def _capital_runs(self, numbers: Sequence[int]) -> list[list[int]]:
        """Unbroken runs of capitalised words that are no articles."""
        runs: list[list[int]] = []
        for i in numbers:
            form = self._words.forms[i]
            # a capital at the sentence's start says nothing of an article: "Der Minister"
            if not form[:1].isupper() or form.lower() in _DETERMINERS | _BEFORE:
                continue
            if runs and runs[-1][-1] == i - 1:
                runs[-1].append(i)
            else:
                runs.append([i])
        return runs

    def _apposed(self, mention: Mention, numbers: Sequence[int]) -> bool:
        """Whether a comma or dash stands right before the mention inside the words."""
        before = [i for i in numbers if self._words.ends[i] <= mention.start]
        return bool(before) and self._words.forms[before[-1]] in (",", "–", ":")


def _cover(mentions: Sequence[Mention], start: int, end: int) -> bool:
    """Whether mentions together hold a stretch: "Stadt" and "Neustadt" in "die Stadt Neustadt"."""
    return bool(mentions) and min(m.start for m in mentions) <= start and max(m.end for m in mentions) >= end
