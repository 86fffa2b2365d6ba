"""The written articles and what is expected of them agree: every expectation rests on words that stand in its article.

This says nothing about the tool. It keeps an edited sentence from leaving behind an expectation nothing could meet.
"""

import html
import json
import re
from pathlib import Path
from typing import Any

import pytest

GOLD = Path(__file__).parent / "articles"
DOSSIER = Path(__file__).parents[2] / "examples" / "suedkaukasus"
EXPECTED: dict[str, Any] = json.loads((DOSSIER / "expected.json").read_text("utf-8"))
TYPES = {
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
}  # fmt: skip
EVENT_REGEXES = ("trigger", "actor", "recipient", "mediator", "place", "source")
EVENT_KEYS = {"type", "when", "factuality", "killed", "injured", "captured", *EVENT_REGEXES}


def dossier_text(key: str) -> str:
    """The text of an article of the example dossier; `file.jsonl:2` is the second line of that file."""
    name, _, line = key.partition(":")
    content = (DOSSIER / "articles" / name).read_text("utf-8")
    if line:
        return str(json.loads(content.splitlines()[int(line) - 1])["text"])
    if name.endswith(".html"):
        body = content[content.index('itemprop="articleBody"') :]
        return html.unescape(re.sub(r"<[^>]+>", "", body))
    return content


def written_articles() -> dict[str, tuple[str, list[dict[str, Any]]]]:
    """Text and facts of every written article, by name."""
    found = {key: (dossier_text(key), article["facts"]) for key, article in EXPECTED["articles"].items()}
    for path in sorted(GOLD.glob("*.facts.json")):
        gold = json.loads(path.read_text("utf-8"))
        found[gold["article"]] = ((GOLD / gold["article"]).read_text("utf-8"), gold["facts"])
    return found


ARTICLES = written_articles()


def unfounded(fact: dict[str, Any], text: str) -> list[str]:
    """Every part of a fact that its article gives no words for."""
    if "entity" in fact:
        missing = [alias for alias in fact["entity"]["aliases"] if alias not in text]
        return missing if re.search(fact["entity"]["name"], text) else [*missing, fact["entity"]["name"]]
    if "boilerplate" in fact:
        return [words for words in fact["boilerplate"].values() if text.count(words) != 1]
    if "time" in fact:
        return [] if re.search(fact["time"]["text"], text) else [fact["time"]["text"]]
    if "quotation" in fact:
        return [fact["quotation"][key] for key in ("speaker", "content") if not re.search(fact["quotation"][key], text)]
    event = fact["event"]
    unknown = sorted((set(event) - EVENT_KEYS) | (set(event.get("type", [])) - TYPES))
    return unknown + [event[key] for key in EVENT_REGEXES if event.get(key) and not re.search(event[key], text)]


@pytest.mark.parametrize("name", ARTICLES)
def test_facts_rest_on_their_article(name: str) -> None:
    text, facts = ARTICLES[name]
    assert len({fact["id"] for fact in facts}) == len(facts)
    assert {fact["id"]: bad for fact in facts if (bad := unfounded(fact, text))} == {}


def test_unfounded_facts_are_noticed() -> None:
    text = "Baku meldete vier Tote."
    assert unfounded({"time": {"text": "Montag", "value": ".*"}}, text) == ["Montag"]
    assert unfounded({"quotation": {"speaker": "Eriwan", "content": "Tote"}}, text) == ["Eriwan"]
    assert unfounded({"event": {"type": ["ATTACK"], "source": "Moskau"}}, text) == ["ATTACK", "Moskau"]


def test_every_article_of_the_dossier_is_expected() -> None:
    files = {path.name for path in (DOSSIER / "articles").iterdir()}
    assert {key.partition(":")[0] for key in EXPECTED["articles"]} == files
    dated = dict(line.split("\t")[:2] for line in (DOSSIER / "published.tsv").read_text("utf-8").splitlines())
    assert set(dated) == {name for name in files if name.endswith(".txt")}
    assert all(EXPECTED["articles"][name]["published"] == date for name, date in dated.items())


@pytest.mark.parametrize("event", EXPECTED["record"]["events"], ids=lambda event: str(event["id"]))
def test_accounts_rest_on_their_article(event: dict[str, Any]) -> None:
    for account in event["accounts"]:
        text = dossier_text(account["article"])
        assert account["passage"] in text
        assert account["claimant"] is None or re.search(account["claimant"], text)
        assert account["perpetrator"] is None or re.search(account["perpetrator"], text)
    sides = {account["side"] for account in event["accounts"]} - {None}
    assert event["one_sided"] == (len(sides) == 1)


@pytest.mark.parametrize("event", EXPECTED["record"]["events"], ids=lambda event: str(event["id"]))
def test_slots_said_to_differ_do(event: dict[str, Any]) -> None:
    for slot in event["differs"]:
        if slot == "happened":
            assert {account["denied"] for account in event["accounts"]} == {True, False}
        else:
            assert len({str(account[slot]) for account in event["accounts"] if account[slot] is not None}) > 1


def test_at_least_five_events_are_told_by_both_sides_in_several_articles() -> None:
    double = [
        event
        for event in EXPECTED["record"]["events"]
        if {account["side"] for account in event["accounts"]} >= {"az"}
        and {account["side"] for account in event["accounts"]} & {"am", "ka"}
        and len({account["article"] for account in event["accounts"]}) > 1
    ]
    assert len(double) >= 5


def test_points_of_agreements_rest_on_their_articles() -> None:
    for agreement in EXPECTED["record"]["agreements"]:
        for point in agreement["points"]:
            for status in point["statuses"]:
                assert status["status"] in {"announced", "done", "broken", "open"}
                assert status["passage"] in dossier_text(status["article"]), (point["id"], status["passage"])
