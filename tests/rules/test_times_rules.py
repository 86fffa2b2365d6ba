"""Runs the examples that stand beside the rules for times: what each rule must find, with which value, and what not."""

from __future__ import annotations

import pytest

from lesart.annotate.times import TimeTagger
from lesart.annotate.times.building import BUILDERS
from lesart.annotate.times.checks import CHECKS
from lesart.annotate.times.finding import Finder
from lesart.annotate.times.grammar import Example, RuleEntry, load_grammar, rule_entries
from lesart.annotate.times.splitting import split

RULES = [entry for _, entry in rule_entries()]
YES = [pytest.param(rule, example, id=f"{rule.name}-{i}") for rule in RULES for i, example in enumerate(rule.yes)]
NO = [pytest.param(rule, text, id=f"{rule.name}-{i}") for rule in RULES for i, text in enumerate(rule.no)]


@pytest.fixture(scope="module")
def tagger() -> TimeTagger:
    return TimeTagger()


@pytest.mark.parametrize(("rule", "example"), YES)
def test_a_rule_finds_its_examples(tagger: TimeTagger, rule: RuleEntry, example: Example) -> None:
    times = {time.text: time for time in tagger.read(example.text, published=example.published)}
    assert example.span in times, f"found only {sorted(times)}"
    assert times[example.span].value == example.value
    if example.mod is not None:
        assert times[example.span].mod == example.mod


@pytest.mark.parametrize(("rule", "example"), YES)
def test_the_rule_itself_is_what_finds_them(rule: RuleEntry, example: Example) -> None:
    found = Finder(load_grammar()).find(example.text, split(example.text))
    names = {one.rule for one in found if example.text[one.start : one.end] == example.span}
    assert rule.name in names, f"the span was found by {sorted(names)}"


@pytest.mark.parametrize(("rule", "text"), NO)
def test_a_rule_leaves_its_counterexamples_alone(rule: RuleEntry, text: str) -> None:
    found = Finder(load_grammar()).find(text, split(text))
    assert rule.name not in {one.rule for one in found}


def test_every_rule_has_examples_of_both_kinds_and_known_keys() -> None:
    names = [rule.name for rule in RULES]
    assert len(set(names)) == len(names)
    for rule in RULES:
        assert rule.yes, rule.name
        assert rule.no, rule.name
        assert rule.build in BUILDERS
        assert rule.check is None or rule.check in CHECKS
