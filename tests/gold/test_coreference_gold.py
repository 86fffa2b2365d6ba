"""The gold of chains keeps its own rules, and its offsets cut words out of the articles where those lie beside us."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

GOLD: dict[str, Any] = json.loads((Path(__file__).parent / "coreference" / "chains.json").read_text("utf-8"))
CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpora" / "quotations" / "dev"
KINDS = {"named", "nominal", "pronoun", "apposition"}


def test_forty_articles() -> None:
    assert len(GOLD) == 40


@pytest.mark.parametrize("name", sorted(GOLD))
def test_mentions_hold_their_heads_and_stand_in_one_chain(name: str) -> None:
    mentions = [mention for chain in GOLD[name]["chains"] for mention in chain]
    assert all(start <= head < head_end <= end for start, end, head, head_end, _ in mentions)
    assert {kind for *_, kind in mentions} <= KINDS
    spans = [(start, end) for start, end, *_ in mentions]
    assert len(spans) == len(set(spans))


@pytest.mark.skipif(not CORPUS.exists(), reason="the quotation corpus does not lie beside the checkout")
@pytest.mark.parametrize("name", sorted(GOLD))
def test_offsets_cut_whole_words(name: str) -> None:
    article = json.loads((CORPUS / name).read_text("utf-8"))["originalText"]
    text = article.replace("\r\n", "\n").replace("\r", "\n")
    assert hashlib.sha256(text.encode()).hexdigest() == GOLD[name]["sha256"]
    for chain in GOLD[name]["chains"]:
        for start, end, *_ in chain:
            assert text[start:end] == text[start:end].strip() != ""
            assert not text[start - 1 : start].isalnum()
            assert not text[end : end + 1].isalnum()
