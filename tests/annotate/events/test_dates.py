"""The choice of an event's date: what the model must be sure of, and what may stand in."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
import spacy
from spacy.language import Language

from lesart.annotate.clauses import clauses
from lesart.annotate.events.fillers import Fillers
from lesart.annotate.events.lexicon import event_lexicon
from lesart.annotate.events.surroundings import Surroundings
from lesart.annotate.events.triggers import candidates
from lesart.annotate.events.when import Clock, DateModel
from lesart.annotate.extensions import register
from lesart.ml.trees import Trees
from lesart.resources.lexicon import german
from lesart.schema import EventTime, Time

TEXT = "Am Montag trafen sich die Minister. Sie unterzeichneten ein Abkommen."
MONDAY = Time("t1", 3, 9, "Montag", "DATE", "2024-05-13", "2024-05-13", "2024-05-13")


@pytest.fixture(scope="module")
def nlp() -> Language:
    register()
    built = spacy.blank("de")
    built.add_pipe("sentencizer")
    return built


def sure(of_text: float, of_month: float) -> Trees:
    """A model that gives one chance to every date of the text and another to the month of publication."""
    leaf = [float(np.log(p / (1 - p))) for p in (of_text, of_month)]
    return Trees(
        {
            "feature": np.array([0, 0, 0]),
            "threshold": np.array([0.5, 0, 0]),
            "left": np.array([1, 1, 2]),
            "right": np.array([2, 1, 2]),
            "value": np.array([0.0, *leaf]),
            "roots": np.array([0]),
        }
    )


def time_of(nlp: Language, trees: Trees, *, times: tuple[Time, ...], published: date | None) -> EventTime | None:
    doc = nlp(TEXT)
    doc._.published, doc._.times = published, times
    syntax = clauses(doc)
    around = Surroundings(doc, syntax, Fillers(doc, syntax, ()))
    clock = Clock(doc, syntax, around.sentence_of, model=DateModel(trees, 0.5, 0.6, 0.35))
    candidate = next(c for c in candidates(syntax, event_lexicon(), german()) if doc[c.token].text == "trafen")
    return clock.times_of([(candidate, "CONSULT", "happened")])[0]


PUBLISHED = date(2024, 5, 17)


@pytest.mark.parametrize(
    ("of_text", "of_month", "times", "published", "expected"),
    [
        (0.9, 0.2, (MONDAY,), PUBLISHED, EventTime(3, 9, "2024-05-13")),
        (0.4, 0.2, (MONDAY,), PUBLISHED, EventTime(3, 9, "2024-05-13")),  # in the event's own clause
        (0.3, 0.2, (MONDAY,), PUBLISHED, None),
        (0.3, 0.9, (MONDAY,), PUBLISHED, None),  # where a date stands in the clause, no month takes its place
        (0.3, 0.7, (), PUBLISHED, EventTime(None, None, "2024-05")),
        (0.4, 0.55, (), PUBLISHED, None),  # an undated event asks for more than a dated one
        (0.9, 0.9, (), None, None),
    ],
)
def test_choice(
    nlp: Language,
    of_text: float,
    of_month: float,
    times: tuple[Time, ...],
    published: date | None,
    expected: EventTime | None,
) -> None:
    assert time_of(nlp, sure(of_text, of_month), times=times, published=published) == expected
