"""A capital or a seat that stands for a government: "Moskau forderte", "zwischen Baku und Eriwan", "der Kreml".

The city itself is meant where it is a venue: after a preposition of place, in a dateline, in a list of places.
"""

from __future__ import annotations

import re

from lesart.annotate.coreference.chains import Chain, Discourse
from lesart.resources.lexicon import german
from lesart.schema import Mention

_VENUE = frozenset(
    [
        "in",
        "nach",
        "aus",
        "bei",
        "um",
        "vor",
        "über",
        "durch",
        "ab",
        "bis",
        "nahe",
        "nahe",
        "Richtung",
        "Stadt",
        "Hauptstadt",
        "Metropole",
        "am",
        "im",
        "von",
        "bei",
        "nördlich",
        "südlich",
        "östlich",
        "westlich",
        "nordöstlich",
        "nordwestlich",
        "südöstlich",
        "südwestlich",
        "rund",
        "innerhalb",
        "außerhalb",
        "ostwärts",
    ]
)
_PARTNER = frozenset({"laut", "gegenüber", "mit", "gegen", "seitens", "für", "an"})
_WORD = re.compile(r"[\w-]+")
_BODILESS = frozenset(["liegen", "befinden", "heißen", "geben"])


def acts_as_government(discourse: Discourse, mention: Mention) -> bool:
    """Whether a capital's name stands for the government here; in doubt it is the city."""
    text = discourse.text
    before = _WORD.findall(text[max(0, mention.start - 60) : mention.start])
    previous = before[-1] if before and not _break(text, mention.start) else ""
    if previous in _VENUE or (mention.text.endswith("s") and not _is_base(discourse, mention)):
        return False
    if previous in ("zwischen", "Zwischen"):
        return bool(re.match(r"\s+und\s+[A-ZÄÖÜ]", text[mention.end : mention.end + 8]))
    if previous in _PARTNER:
        return True
    if previous == "und" and len(before) > 2 and before[-3] in ("zwischen", "Zwischen"):
        return True
    return _next_to_finite_verb(text, mention, previous)


def _is_base(discourse: Discourse, mention: Mention) -> bool:
    """Whether the -s belongs to the name ("Paris")."""
    return any(
        mention.text in state.capitals
        for ref in discourse.hints[mention.id].refs
        if (state := discourse.knowledge.states.get(getattr(ref.entry, "code", ""))) is not None
    )


def _break(text: str, offset: int) -> bool:
    return bool(re.search(r"[.!?:;,–—(\"„»]\s*$|\n\s*$", text[max(0, offset - 4) : offset]))


def _next_to_finite_verb(text: str, mention: Mention, previous: str) -> bool:
    """ "Moskau warf ihm vor", "erklärte Moskau": a finite singular verb right beside the name, and no preposition."""
    following = re.match(r"\s+([a-zäöüß]+)", text[mention.end : mention.end + 40])
    starts = _break(text, mention.start) or not text[: mention.start].strip()
    if (
        following
        and (starts or previous in ("dass", "ob", "weil", "wie", "und", "während", "wenn", "sondern", "Auch", "auch"))
        and _finite(following.group(1))
    ):
        return True
    return bool(previous) and previous[:1].islower() and _finite(previous) and not _bodiless(previous)


def _finite(word: str) -> bool:
    return any(a.has("3", "SIN") for a in german().verb(word)) and not _bodiless(word)


def _bodiless(word: str) -> bool:
    return any(a.lemma in _BODILESS for a in german().verb(word))


def government(discourse: Discourse, code: str) -> Chain | None:
    """The chain of a state's government: "Regierung Armeniens"."""
    state = discourse.knowledge.states.get(code)
    if state is None:
        return None
    chain = discourse.new("organisation", f"Regierung {state.genitive}", key=("body", "regierung", code))
    if not chain.forms:
        chain.state = code
        chain.bases.add("regierung")
        chain.genders, chain.numbers = frozenset({"FEM"}), frozenset({"SIN"})
        chain.forms = [f"Regierung {genitive}" for genitive in state.genitives]
        chain.forms += [f"{adjective}e Regierung" for adjective in state.adjectives[:1]]
        chain.forms += list(state.seats)
        if code == "DE":
            chain.forms.append("Bundesregierung")
        chain.named = True
        chain.on_behalf_of = discourse.state_chain(code)
    return chain
