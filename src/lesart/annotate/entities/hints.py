"""What finding a mention taught about it, handed from the entity component to coreference.

The reading's Mention has no room for grammar; these hints travel beside it in `doc._.mention_hints` (mention id →
hints) and stay inside the pipeline.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Doc

from lesart.resources.actor_nouns import ActorNoun
from lesart.resources.gazetteers import Ref

ANY_GENDER = frozenset({"MAS", "FEM", "NEU"})
ANY_NUMBER = frozenset({"SIN", "PLU"})


@dataclass(frozen=True, slots=True)
class Hints:
    """Grammar and look-up results of one mention.

    `state` is the code of the state that an adjective, a genitive or a prefix names ("armenische Führung", "US-Armee").
    `role` is the office as the article gives it beside a name. `count` is the number before a plural noun, `definite`
    whether an article, demonstrative or possessive points back, `possessive` the possessive's own text ("sein Land").
    """

    refs: tuple[Ref, ...] = ()
    noun: ActorNoun | None = None
    genders: frozenset[str] = ANY_GENDER
    numbers: frozenset[str] = ANY_NUMBER
    state: str | None = None
    office: str | None = None
    role: str | None = None
    role_span: tuple[int, int] | None = None
    head: tuple[int, int] | None = None
    determiner: str = ""
    count: int | None = None
    attributes: tuple[tuple[int, int], ...] = ()
    evidence: str = ""

    @property
    def definite(self) -> bool:
        """Whether the phrase points at something known."""
        return self.determiner.startswith(("d", "s", "ihr", "unser", "jen", "beid"))

    @property
    def singular(self) -> bool:
        """Whether it can only be one."""
        return self.numbers == {"SIN"}

    @property
    def plural(self) -> bool:
        """Whether it can only be many."""
        return self.numbers == {"PLU"}


@dataclass(frozen=True, slots=True)
class Found:
    """A mention before it has an id: where, what it is, and its hints. `rank` decides overlaps: higher wins."""

    start: int
    end: int
    type: str
    kind: str
    rank: int
    hints: Hints = field(default_factory=Hints)


@dataclass(frozen=True, slots=True)
class PartialName:
    """A name that is no mention: one a word is derived from ("Dortmunder": LOCderiv) or begins with (ORGpart)."""

    start: int
    end: int
    type: str


def register() -> None:
    """Registers `doc._.mention_hints` and `doc._.partial_names`; calling it again changes nothing."""
    if not Doc.has_extension("mention_hints"):
        Doc.set_extension("mention_hints", default=None)
    if not Doc.has_extension("partial_names"):
        Doc.set_extension("partial_names", default=())
