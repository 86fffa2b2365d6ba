"""What the rules guarantee whatever the networks say."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from lesart.annotate.quotations.drafts import Draft
from lesart.annotate.quotations.guarantees import completed

STATED = Draft("indirect", "speech", (5, 6, 7), cue=(2,), frame=(0, 1, 2, 3, 4), speaker=(0, 1), rule="colon-statement")
NOTHING_SAID = np.zeros(10, dtype=np.float32)


def test_a_statement_behind_a_colon_is_never_lost() -> None:
    assert completed([], [STATED], NOTHING_SAID) == [STATED]


def test_and_is_not_read_twice() -> None:
    own = Draft("indirect", "speech", (6, 7))
    assert completed([own], [STATED], NOTHING_SAID) == [own]


def test_who_is_spoken_to_does_not_speak() -> None:
    rule = replace(STATED, rule="konjunktiv-clause", addressee=(3,))
    (draft,) = completed([Draft("indirect", "speech", (5, 6, 7), speaker=(3,))], [rule], NOTHING_SAID)
    assert (draft.speaker, draft.addressee) == ((0, 1), (3,))
