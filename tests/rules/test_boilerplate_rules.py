"""Every boilerplate rule against its own examples, with report prose around them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from lesart.annotate.boilerplate import BoilerplateFinder
from lesart.annotate.boilerplate.rules import Rule, compile_file, german, rule_files

PROSE = (
    "Die Unterhändler beider Seiten kamen am Dienstag in der Hauptstadt zusammen, um über die Grenze zu beraten.",
    "Ein Ergebnis wurde bis zum Abend nicht bekannt, die Gespräche sollen am Mittwoch fortgesetzt werden.",
)
FINDER = BoilerplateFinder(german())


def rules() -> Iterator[tuple[str, Rule]]:
    for file in rule_files().values():
        for rule in file.rules:
            yield rule.id, rule


def examples(kind: str) -> list[object]:
    return [
        pytest.param(rule, example, id=f"{name}-{number}")
        for name, rule in rules()
        for number, example in enumerate(getattr(rule.examples, kind))
    ]


def embedded(rule: Rule, example: str) -> Iterator[tuple[str, int]]:
    """The example in each place where the rule should see it, with the offset it has there."""
    if rule.position in ("any", "head"):
        yield "\n\n".join([example, *PROSE]), 0
    if rule.position in ("any", "tail", "end"):
        yield "\n\n".join([*PROSE, example]), len("\n\n".join(PROSE)) + 2
    if rule.position == "any":
        yield "\n\n".join([PROSE[0], example, PROSE[1]]), len(PROSE[0]) + 2


@pytest.mark.parametrize(("rule", "example"), examples("yes"))
def test_yes(rule: Rule, example: str) -> None:
    for text, start in embedded(rule, example):
        found = FINDER.find(text)
        assert [(f.start, f.end) for f in found] == [(start, start + len(example))], [
            text[f.start : f.end] for f in found
        ]
        assert found[0].kind == rule.kind


@pytest.mark.parametrize(("rule", "example"), examples("no"))
def test_no(rule: Rule, example: str) -> None:
    for text, _ in embedded(rule, example):
        assert [text[f.start : f.end] for f in FINDER.find(text)] == []


@pytest.mark.parametrize(("rule", "example"), examples("span"))
def test_span(rule: Rule, example: object) -> None:
    for text, start in embedded(rule, example.text):  # type: ignore[attr-defined]
        found = [text[f.start : f.end] for f in FINDER.find(text)]
        assert found == list(example.marked), start  # type: ignore[attr-defined]


@pytest.mark.parametrize(("name", "rule"), list(rules()))
def test_every_rule_fires_on_its_own_examples(name: str, rule: Rule) -> None:
    """Without the other rules, so that no rule lives on another's account; a weak rule is missed if it is gone."""
    file = next(f for f in rule_files().values() if rule in f.rules)
    texts = [*rule.examples.yes, *(example.text for example in rule.examples.span)]
    assert texts, f"{name} has no example of what it finds"
    if rule.near:
        without = BoilerplateFinder(tuple(compiled for compiled in german() if compiled.rule != rule))
        assert any(without.find(text) != FINDER.find(text) for ex in texts for text, _ in embedded(rule, ex))
        return
    alone = BoilerplateFinder(compile_file(file.model_copy(update={"rules": (rule,)})))
    for example in texts:
        assert any(alone.find(text) for text, _ in embedded(rule, example)), example
