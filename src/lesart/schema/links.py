"""What the resolver or a person says about two things: the same, different, or unsure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

LinkKind = Literal["same-event", "same-actor", "same-place", "copy", "agreement-point", "name"]
Judgement = Literal["same", "different", "unsure"]
Origin = Literal["resolver", "person"]


@dataclass(frozen=True, slots=True)
class Reason:
    """One visible ground of a score: which feature, what it found, how much it weighs (-1..1)."""

    feature: str
    finding: str
    weight: float


@dataclass(frozen=True, slots=True)
class Link:
    """A judgement on a pair. `left` < `right` are ids as the ledger knows them.

    Event mentions, entities and quotations are named `ARTICLE#LOCAL` (for example `3f…#e4`), articles by their id.
    A person's link outranks any number of the resolver's; the newest of a person's wins. The kind `name` is a person's
    alone: `left` is a thing (or `dossier#ID`), `right` the name that the record shall show for it.
    """

    kind: LinkKind
    left: str
    right: str
    judgement: Judgement
    score: float
    reasons: tuple[Reason, ...] = ()
    origin: Origin = "resolver"
    by: str = ""
    """Who decided: the resolver's version, or the person's name."""
