"""Chains of mentions while they grow: who or what the mentions of an article stand for, before entities are written."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from lesart.annotate.coreference.trees import Trees
from lesart.annotate.entities.hints import ANY_GENDER, ANY_NUMBER, Hints
from lesart.resources.gazetteers import Entry, Gazetteers
from lesart.schema import EntityType, Mention

_MANY, _SHARE = 3, 0.6
_NEAR = 8


@dataclass(slots=True, eq=False)
class Chain:
    """One entity in the making.

    `key` identifies what needs no discourse to be known again (a state's government, a ministry, a name); `forms` are
    names from the knowledge base that mean this entity and no other.
    """

    number: int
    type: EntityType
    name: str
    key: tuple[str, ...] | None = None
    mentions: list[Mention] = field(default_factory=list)
    entry: Entry | None = None
    state: str | None = None
    offices: set[str] = field(default_factory=set)
    role: str | None = None
    genders: frozenset[str] = ANY_GENDER
    numbers: frozenset[str] = ANY_NUMBER
    bases: set[str] = field(default_factory=set)
    forms: list[str] = field(default_factory=list)
    members: list[Chain] = field(default_factory=list)
    on_behalf_of: Chain | None = None
    named: bool = False

    @property
    def id(self) -> str:
        """The entity's id in the reading."""
        return f"e{self.number}"

    def last_before(self, offset: int) -> Mention | None:
        """The last mention that ends before the offset."""
        for mention in reversed(self.mentions):
            if mention.end <= offset:
                return mention
        return None


@dataclass(slots=True)
class Discourse:
    """What the steps of coreference share: the article, its mentions with hints, and the chains so far."""

    text: str
    published: date | None
    mentions: Sequence[Mention]
    hints: dict[str, Hints]
    sentence_starts: Sequence[int]
    knowledge: Gazetteers
    trees: Trees | None = None
    chains: list[Chain] = field(default_factory=list)
    of: dict[str, Chain] = field(default_factory=dict)
    keys: dict[tuple[str, ...], Chain] = field(default_factory=dict)
    _dominant: str | None = ""
    _starts: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._starts = [mention.start for mention in self.mentions]

    def sentence(self, offset: int) -> int:
        """Number of the sentence that holds the offset."""
        return bisect_right(self.sentence_starts, offset) - 1

    def sentence_start(self, offset: int) -> int:
        """Where the sentence begins that holds the offset."""
        number = self.sentence(offset)
        return self.sentence_starts[number] if number >= 0 else 0

    def new(self, type_: EntityType, name: str, *, key: tuple[str, ...] | None = None) -> Chain:
        """A fresh chain; with a key, the one that already has it."""
        if key is not None and key in self.keys:
            return self.keys[key]
        # chains are dropped when two turn out to be one, so their count is no fresh number
        chain = Chain(self.chains[-1].number + 1 if self.chains else 1, type_, name, key)
        self.chains.append(chain)
        if key is not None:
            self.keys[key] = chain
        return chain

    def add(self, chain: Chain, mention: Mention) -> None:
        """Puts a mention into a chain; the chain learns its grammar."""
        if mention.id in self.of:
            return
        self.of[mention.id] = chain
        position = bisect_right([m.start for m in chain.mentions], mention.start)
        chain.mentions.insert(position, mention)
        hints = self.hints[mention.id]
        if mention.kind == "named" and chain.type == "person":
            chain.genders = chain.genders & hints.genders or chain.genders
        if chain.type == "organisation" and mention.kind == "named" and self.text[mention.end : mention.end + 1] != "-":
            chain.genders = chain.genders & article_genders(self.text, mention.start) or chain.genders
        if mention.kind == "nominal" and hints.noun is not None and chain.type == "organisation":
            chain.bases.update({hints.noun.base, hints.noun.lemma.lower()})
            chain.genders = chain.genders & hints.genders or chain.genders
        if hints.office and chain.type == "person":
            chain.offices.add(hints.office)
        if hints.noun is not None and chain.type == "person":
            chain.bases.update({hints.noun.base, hints.noun.lemma.lower()})
        if hints.state and chain.type == "person" and chain.state is None and hints.office:
            chain.state = hints.state
        if hints.role and chain.type == "person" and (chain.role is None or len(hints.role) > len(chain.role)):
            chain.role = hints.role
        chain.named = chain.named or mention.kind == "named"

    def open(self) -> Iterator[Mention]:
        """Mentions that no chain holds yet, in order of the text."""
        return (mention for mention in self.mentions if mention.id not in self.of)

    def around(self, mention: Mention) -> Iterator[Mention]:
        """Mentions that begin before this one and reach into it, nearest first (a phrase has at most a few words)."""
        number = bisect_right(self._starts, mention.start) - 1
        for other in reversed(self.mentions[max(0, number - _NEAR) : number + 1]):
            if other is not mention and other.end > mention.start:
                yield other

    def following(self, offset: int) -> Iterator[Mention]:
        """Mentions that begin at or behind the offset, nearest first."""
        yield from self.mentions[bisect_left(self._starts, offset) :]

    def at(self, start: int, end: int) -> Iterator[Mention]:
        """Mentions whose head the stretch is part of: names that hold it, phrases whose head word it is."""
        number = bisect_right(self._starts, start) - 1
        for mention in reversed(self.mentions[max(0, number - _NEAR) : number + 1]):
            first, last = self.hints[mention.id].head or (mention.start, mention.end)
            role = self.hints[mention.id].role_span or (first, last)
            if (first <= start and end <= last) or (role[0] <= start and end <= role[1]):
                yield mention

    def before(self, offset: int, *, types: Iterable[str] | None = None) -> Iterator[tuple[Mention, Chain]]:
        """Mentions with a chain that end before the offset, nearest first."""
        wanted = frozenset(types) if types is not None else None
        for number in range(bisect_right(self._starts, offset) - 1, -1, -1):
            mention = self.mentions[number]
            if mention.end <= offset and mention.id in self.of:
                chain = self.of[mention.id]
                if wanted is None or chain.type in wanted:
                    yield mention, chain

    @property
    def dominant_state(self) -> str | None:
        """The state that most of the article is about, by what names a state in it; None where two compete."""
        if self._dominant == "":
            counts = Counter(
                code
                for mention in self.mentions
                if (code := self.hints[mention.id].state) is not None
                and (state := self.knowledge.states.get(code)) is not None
                and state.kind == "state"
            )
            ranked = counts.most_common(1)
            clear = bool(ranked) and ranked[0][1] >= _MANY and ranked[0][1] >= _SHARE * counts.total()
            self._dominant = ranked[0][0] if clear else None
        return self._dominant

    def state_chain(self, code: str) -> Chain | None:
        """The chain of a state or de facto body, if the article or another entity needs it; made on demand."""
        state = self.knowledge.states.get(code)
        if state is None:
            return None
        chain = self.new("state", state.name, key=("state", code))
        if chain.entry is None:
            chain.entry, chain.state, chain.name = state, code, state.name
            chain.forms = [state.name, *state.aliases]
            chain.genders, chain.numbers = _grammar(state.name, state.genitive)
            chain.named = True
        return chain


_MANY_STATES = ("Staaten", "Niederlande", "Emirate", "Philippinen", "inseln", "Malediven", "Seychellen", "Komoren")


_ARTICLES = {
    "der": frozenset({"MAS", "FEM"}),
    "die": frozenset({"FEM"}),
    "das": frozenset({"NEU"}),
    "den": frozenset({"MAS"}),
    "zur": frozenset({"FEM"}),
} | dict.fromkeys(("dem", "des", "im", "am", "vom", "zum", "beim", "ins"), frozenset({"MAS", "NEU"}))


def article_genders(text: str, start: int) -> frozenset[str]:
    """What the article right before a name says of its gender: "die Nordbank", "beim Nordbund"."""
    before = text[max(0, start - 6) : start].split(" ")
    return _ARTICLES.get(before[-2].lower(), ANY_GENDER) if len(before) > 1 and not before[-1] else ANY_GENDER


def _grammar(name: str, genitive: str) -> tuple[frozenset[str], frozenset[str]]:
    """Genders and numbers of a state's name, by its genitive: "der Niederlande", "der Schweiz", "des Irak"."""
    if name.endswith(_MANY_STATES) and genitive.startswith("der "):
        return frozenset({"MAS", "FEM", "NEU"}), frozenset({"PLU"})
    if genitive.startswith("der "):
        return frozenset({"FEM"}), frozenset({"SIN"})
    return frozenset({"MAS", "NEU"} if genitive.startswith("des ") else {"NEU"}), frozenset({"SIN"})
