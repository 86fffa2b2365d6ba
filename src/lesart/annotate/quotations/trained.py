"""The networks' reading of articles with the rules' guarantees: the one path that run time and training share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lesart.annotate.quotations.decode import candidates, draft
from lesart.annotate.quotations.drafts import Draft
from lesart.annotate.quotations.guarantees import completed, guaranteed
from lesart.annotate.quotations.judge import KEPT, Judge, evidence, ruled_direct
from lesart.annotate.quotations.network import Attribution, Committee, Tagged
from lesart.annotate.quotations.normalise import Conventions, normalise
from lesart.annotate.quotations.windows import Candidate, Floats
from lesart.annotate.quotations.words import Words


@dataclass(frozen=True, slots=True)
class Prepared:
    """An article before the networks: what they keep of its features, and the rules' reading with titles."""

    projected: list[Floats]
    """As `Committee.projected` makes it of words x columns."""
    words: Words
    ruled: Sequence[Draft]
    titles: Sequence[range]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A candidate with what the networks say of it and the figures by which it is judged."""

    candidate: Candidate
    view: Attribution
    evidence: dict[str, float]
    guaranteed: bool


def propose(committee: Committee, articles: Sequence[Prepared]) -> list[tuple[list[Proposal], Floats]]:
    """All candidates of each article, and for each word the chance that it is said in other words than direct ones.

    The articles go through the networks together; none depends on the others.
    """
    tagged = committee.tag_all([article.projected for article in articles])
    found = [
        guaranteed(own, article.titles, article.ruled, article.words)
        for article, own in zip(articles, candidates([tags for tags, _ in tagged]), strict=True)
    ]
    views = committee.attribute_all(
        [
            Tagged(states, [candidate for candidate, _ in own], article.words, article.ruled)
            for article, own, (_, states) in zip(articles, found, tagged, strict=True)
        ]
    )
    out = []
    for article, own, (tags, _), seen in zip(articles, found, tagged, views, strict=True):
        proposals = [
            Proposal(
                candidate,
                view,
                evidence(candidate, sure, view, tags, article.ruled),
                ruled_direct(candidate, article.ruled),
            )
            for (candidate, sure), view in zip(own, seen, strict=True)
        ]
        out.append((proposals, 1 - tags["rest"][:, 0]))
    return out


def read_all(
    committee: Committee, judge: Judge, articles: Sequence[Prepared], conventions: Conventions | None = None
) -> list[list[Draft]]:
    """The quotations of several articles."""
    return [
        judged(judge, article, proposals, said, conventions)
        for article, (proposals, said) in zip(articles, propose(committee, articles), strict=True)
    ]


def judged(
    judge: Judge,
    article: Prepared,
    proposals: Sequence[Proposal],
    said: Floats,
    conventions: Conventions | None = None,
) -> list[Draft]:
    """The quotations among the proposals; `said` as `propose` gives it."""
    drafts = [
        draft(proposal.candidate, proposal.view, article.words, judge.right.chance(proposal.evidence))
        for proposal in proposals
        if proposal.guaranteed or judge.exists.chance(proposal.evidence) >= KEPT[proposal.candidate.direct]
    ]
    return completed(normalise(drafts, article.words, conventions), article.ruled, said)
