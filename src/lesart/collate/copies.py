"""Which article copies which: the same agency text in several outlets is one report, told once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lesart.ontology.ordering import UNDATED
from lesart.schema import Reading
from lesart.schema.links import Link


def originals(links: Sequence[Link], readings: Mapping[str, Reading]) -> dict[str, str]:
    """The earliest article that each copy is of, by article id; a person's "different" parts two texts.

    Of a chain of copies all lead to the first, so that an agency's text counts once however it went round.
    """
    copied: dict[str, str] = {}
    for link in links:
        if link.kind != "copy" or link.judgement != "same" or link.left not in readings or link.right not in readings:
            continue
        first, second = sorted((link.left, link.right), key=lambda article: _originality(article, readings))
        if second not in copied or _originality(first, readings) < _originality(copied[second], readings):
            copied[second] = first
    for link in links:
        if link.kind == "copy" and link.origin == "person" and link.judgement == "different":
            for one, other in ((link.left, link.right), (link.right, link.left)):
                if copied.get(one) == other:
                    del copied[one]
    return {copy: _root(copy, copied) for copy in copied}


def _root(copy: str, copied: Mapping[str, str]) -> str:
    seen = {copy}
    while copy in copied and copied[copy] not in seen:
        copy = copied[copy]
        seen.add(copy)
    return copy


def _originality(article: str, readings: Mapping[str, Reading]) -> tuple[str, int, str]:
    """Of two like texts the earlier is the original, on one day the longer."""
    document = readings[article].document
    return document.published or UNDATED, -len(document.text), article
