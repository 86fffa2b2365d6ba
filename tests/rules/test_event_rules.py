"""Every event lexicon file carries examples: what must be found, what must not, and exactly which word triggers."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from spacy.language import Language

from lesart.annotate.events.component import Events
from lesart.annotate.events.lexicon import FRAMES, NoExample, SpanExample, TypeFile, YesExample, event_lexicon
from lesart.annotate.extensions import register
from lesart.resources import data_path, load_yaml
from lesart.schema import Event

FILES = [p for p in sorted(data_path("lexicons/de/events").glob("*.yaml")) if p.name != FRAMES]
READ = {path: load_yaml(path, TypeFile) for path in FILES}


def cases(kind: str) -> list[pytest.param]:  # type: ignore[valid-type]
    return [
        pytest.param(path, example, id=f"{path.stem}-{number}")
        for path, file in READ.items()
        for number, example in enumerate(getattr(file.examples, kind))
    ]


@pytest.fixture(scope="module")
def pipeline() -> Language:
    register()
    nlp = spacy.blank("de")
    nlp.add_pipe("sentencizer")
    return nlp


def events_of(nlp: Language, text: str) -> tuple[Event, ...]:
    return Events(event_lexicon()).find(nlp(text))


def wording(text: str, spans: list[tuple[int, int]]) -> str:
    return " | ".join(text[start:end] for start, end in spans)


@pytest.mark.parametrize(("path", "example"), cases("yes"))
def test_yes(pipeline: Language, path: Path, example: YesExample) -> None:
    kind = example.type or READ[path].type
    found = events_of(pipeline, example.text)
    match = [e for e in found if e.type == kind and e.trigger.cut(example.text) == example.trigger]
    assert match, [(e.type, e.trigger.cut(example.text)) for e in found]
    if example.actor:
        assert example.actor in wording(example.text, [(r.start, r.end) for r in match[0].actors])
    if example.recipient:
        assert example.recipient in wording(example.text, [(r.start, r.end) for r in match[0].recipients])


@pytest.mark.parametrize(("path", "example"), cases("no"))
def test_no(pipeline: Language, path: Path, example: NoExample) -> None:
    found = [e for e in events_of(pipeline, example.text) if e.type == (example.type or e.type)]
    assert not found, [(e.type, e.trigger.cut(example.text)) for e in found]


@pytest.mark.parametrize(("path", "example"), cases("span"))
def test_span(pipeline: Language, path: Path, example: SpanExample) -> None:
    found = [e.trigger.cut(example.text) for e in events_of(pipeline, example.text) if e.type == READ[path].type]
    assert found == [example.trigger]
