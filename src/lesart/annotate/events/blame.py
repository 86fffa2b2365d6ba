"""Who is not to be blamed: precision before recall where a reading says who did it and to whom.

The trained scorer sees who stands near a deed. Grammar knows better in four cases: who ends, prevents or condemns
fighting does not fight it, nobody is attacker and attacked at once, unless two sides fight each other, the dead and
wounded of the sentence did not do it, and peacekeepers, observers and rescuers are there for something else. What the
frame of the deed's own word says of the last two is left standing.
"""

from __future__ import annotations

import functools
from dataclasses import replace

from pydantic import BaseModel, ConfigDict

from lesart.annotate.clauses import Syntax
from lesart.annotate.events.arguments import Arguments
from lesart.annotate.events.casualties import sufferers
from lesart.annotate.events.fillers import Filler
from lesart.annotate.events.triggers import Candidate
from lesart.resources import load_yaml

_AGAINST = frozenset(
    [
        "beenden",
        "stoppen",
        "verhindern",
        "unterbinden",
        "verurteilen",
        "untersuchen",
        "abwehren",
        "zurückschlagen",
        "beklagen",
        "schlichten",
        "vermitteln",
        "beobachten",
        "registrieren",
        "dokumentieren",
        "aufklären",
        "abbrechen",
        "bedauern",
        "kritisieren",
        "missbilligen",
        "vereiteln",
    ]
)

_MAKES = frozenset({"typ", "typs", "marke", "modell", "modells", "bauart"})


def innocent(candidate: Candidate, found: Arguments, ruled: Arguments, syntax: Syntax) -> Arguments:
    """The arguments without those whom grammar clears; `ruled` are the ones that the trigger's frame itself gives."""
    acting, suffering = _keys(ruled.actors), _keys(ruled.recipients)
    both = _keys(found.actors) & _keys(found.recipients)
    mutual = len(both) > 1 and both == _keys(found.actors) == _keys(found.recipients)
    if both and not mutual:
        found = replace(
            found,
            actors=tuple(f for f in found.actors if _key(f) not in both or _key(f) in acting - suffering),
            recipients=tuple(f for f in found.recipients if _key(f) not in both or _key(f) in suffering - acting),
        )
    found = replace(found, actors=tuple(f for f in found.actors if not _is_make(f, syntax)))
    found = replace(found, actors=_able(candidate, found.actors, acting, syntax))
    ender = _ender(candidate, syntax)
    if ender is not None:
        found = replace(found, actors=tuple(f for f in found.actors if f.phrase != ender))
    return found


def _able(candidate: Candidate, actors: tuple[Filler, ...], acting: set[object], syntax: Syntax) -> tuple[Filler, ...]:
    """The actors without victims and helpers, but for those whom the trigger's own frame makes actors."""
    home = syntax.clause_at(candidate.token)
    if home is None or not actors:
        return actors
    victims = sufferers(syntax, home.sentence)
    return tuple(f for f in actors if _key(f) in acting or not (f.phrase in victims or _helps(f, syntax)))


def _helps(filler: Filler, syntax: Syntax) -> bool:
    return syntax.words[filler.head].text.lower().endswith(_helpers())


class HelperFile(BaseModel):
    """`lexicons/de/helpers.yaml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    origin: str
    licence: str
    helpers: list[str]


@functools.cache
def _helpers() -> tuple[str, ...]:
    return tuple(load_yaml("lexicons/de/helpers.yaml", HelperFile).helpers)


def parties(found: Arguments, syntax: Syntax) -> Arguments:
    """The arguments without what is fought or argued over ("Krieg um X"), and mediators apart from the parties."""
    between = _keys(found.mediators)
    return replace(
        found,
        actors=tuple(
            f
            for f in found.actors
            if _key(f) not in between and syntax.phrases[f.phrase].preposition not in ("um", "über", "wegen")
        ),
    )


def _is_make(filler: Filler, syntax: Syntax) -> bool:
    """ "mit Drohnen vom Typ Adler": the make of a weapon acts for nobody."""
    start = syntax.phrases[filler.phrase].start
    return any(syntax.words[i].text.lower() in _MAKES for i in range(max(0, start - 1), filler.head + 1))


def _ender(candidate: Candidate, syntax: Syntax) -> int | None:
    """The subject of a verb that ends, prevents or condemns what the noun names; null for any other trigger."""
    clause = syntax.clause_at(candidate.token)
    if candidate.kind != "noun" or clause is None or not any(verb.lemma in _AGAINST for verb in clause.verbs):
        return None
    return clause.subject


def _key(filler: Filler) -> object:
    return filler.entity or (filler.start, filler.end)


def _keys(fillers: tuple[Filler, ...]) -> set[object]:
    return {_key(filler) for filler in fillers}
