"""Chains while they grow."""

from __future__ import annotations

from lesart.annotate.coreference.chains import Discourse
from lesart.resources.gazetteers import gazetteers


def test_numbers_stay_unique_when_a_chain_is_dropped() -> None:
    discourse = Discourse(text="", published=None, mentions=(), hints={}, sentence_starts=[0], knowledge=gazetteers())
    first, second = discourse.new("person", "Anna Berg"), discourse.new("person", "Berg")
    third = discourse.new("place", "Furt")
    discourse.chains.remove(second)
    fourth = discourse.new("state", "Nordtal")
    assert len({first.id, third.id, fourth.id}) == 3
