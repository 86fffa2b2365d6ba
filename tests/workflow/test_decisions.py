"""Merge, split and "never the same", for actors and events: obeyed by every later run, and taken back whole."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from lesart.schema import Article
from lesart.schema.links import Judgement, Link, LinkKind
from lesart.schema.records import Actor, RecordEvent
from lesart.workflow import Dossier
from lesart.workflow.dossier import Settled

BERN = "Minister Anton Berger sagte am Montag in Bern, die Brücke bleibe gesperrt. Am 3. Mai wurde Neudorf beschossen."
GENF = "Minister Anton Berger reiste am Montag nach Genf. Am 9. Mai griffen Soldaten die Stadt Altheim an."
KIEL = "Botschafterin Doris Vogel sagte am Dienstag in Kiel, der Weg sei frei."
MORE = "Der Schnee schmolz am Mittwoch, und im Tal blühten die Bäume."


@pytest.fixture
def dossier(tmp_path: Path) -> Iterator[Dossier]:
    with Dossier.open(tmp_path / "d.lesart", create=True) as opened:
        run(opened, BERN, GENF, KIEL)
        yield opened


def run(dossier: Dossier, *texts: str) -> None:
    """Reads what is new and resolves everything."""
    for text in texts:
        list(dossier.compile([Article(text, "a.txt", published=date(2023, 5, 12), published_basis="argument")]))
    dossier.settle()


def actors(dossier: Dossier, name: str) -> list[Actor]:
    return [actor for actor in dossier.record().actors if name in (actor.name, *actor.aliases)]


def attacks(dossier: Dossier) -> list[RecordEvent]:
    return [event for event in dossier.record().events if event.type == "ASSAULT"]


def says(kind: LinkKind, left: str, right: str, judgement: Judgement) -> Link:
    first, second = sorted((left, right))
    return Link(kind, first, second, judgement, 1.0, origin="person", by="Probe")


def test_actors_that_a_person_merged_stay_one(dossier: Dossier) -> None:
    (berger,), (vogel,) = actors(dossier, "Anton Berger"), actors(dossier, "Doris Vogel")
    assert len(berger.members) == 2  # one person in two articles: the resolver's own link
    merged = says("same-actor", berger.members[0], vogel.members[0], "same")
    dossier.decide(merged)
    run(dossier, MORE)
    (both,) = actors(dossier, "Doris Vogel")
    assert set(both.members) == {*berger.members, *vogel.members}
    dossier.undo(merged)
    assert actors(dossier, "Anton Berger") == [berger]
    assert actors(dossier, "Doris Vogel") == [vogel]


def test_actors_that_a_person_split_are_never_joined_again(dossier: Dossier) -> None:
    (berger,) = actors(dossier, "Anton Berger")
    first, second = berger.members
    never = says("same-actor", first, second, "different")
    dossier.decide(never)
    run(dossier, MORE)
    assert sorted(len(actor.members) for actor in actors(dossier, "Anton Berger")) == [1, 1]
    dossier.undo(never)
    assert actors(dossier, "Anton Berger") == [berger]


def test_events_that_a_person_merged_and_split(dossier: Dossier) -> None:
    one, other = attacks(dossier)
    merged = says("same-event", one.members[0], other.members[0], "same")
    dossier.decide(merged)
    run(dossier, MORE)
    (both,) = attacks(dossier)
    assert set(both.members) == {*one.members, *other.members}
    dossier.decide(says("same-event", one.members[0], other.members[0], "different"))  # the newest word holds
    run(dossier, MORE + " Das Eis brach.")
    assert {event.members for event in attacks(dossier)} == {one.members, other.members}


def test_many_decisions_are_one_run(dossier: Dossier, monkeypatch: pytest.MonkeyPatch) -> None:
    runs: list[int] = []
    settle = dossier.settle

    def counted() -> Settled:
        runs.append(1)
        return settle()

    monkeypatch.setattr(dossier, "settle", counted)
    (berger,), (vogel,) = actors(dossier, "Anton Berger"), actors(dossier, "Doris Vogel")
    dossier.decide(*(says("same-actor", member, vogel.members[0], "different") for member in berger.members))
    assert len(runs) == 1
    assert len(dossier.decisions()) == 2
    dossier.undo(*dossier.decisions())
    assert len(runs) == 2
    assert dossier.decisions() == ()
