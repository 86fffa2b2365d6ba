"""The dossier in the hand: what is sure enough for the record, and decisions that outlive every run."""

from __future__ import annotations

from pathlib import Path

import pytest

from lesart.errors import DataFileError
from lesart.schema import Article, Document, Event, Reading, Span
from lesart.schema.links import Link
from lesart.workflow import Dossier
from lesart.workflow.dossier import trusted

TEXT = (
    "Am Dienstag trafen sich die Außenminister Armeniens und Aserbaidschans in Genf. "
    "Nach Angaben des armenischen Verteidigungsministeriums wurden zwei Soldaten getötet."
)


def event(identifier: str, confidence: float, same_as: str | None = None) -> Event:
    return Event(
        identifier, "CONSULT", (), Span(12, 18), (), (), (), (), None, "happened", None, None, same_as, confidence
    )


def test_unsure_events_stay_in_the_reading_and_out_of_the_record() -> None:
    document = Document("a", None, None, None, None, "unknown", "de", TEXT)
    reading = Reading(document, events=(event("e1", 0.4), event("e2", 0.6, "e1"), event("e3", 0.9, "e2")))
    kept = trusted(reading, 0.5).events
    assert [(e.id, e.same_as) for e in kept] == [("e2", None), ("e3", "e2")]
    assert trusted(reading, 0.0) == reading


def test_a_compiled_dossier(tmp_path: Path) -> None:
    with Dossier.open(tmp_path / "d.lesart", create=True) as dossier:
        (compiled,) = dossier.compile([Article(TEXT, "genf.txt")])
        assert compiled.stored
        dossier.settle()
        record = dossier.record()
        assert record is dossier.record()
        assert [card.id for card in record.articles] == [Article(TEXT, "genf.txt").id]
        assert list(dossier.verify()) == []
        (again,) = dossier.compile([Article(TEXT, "genf.txt")])
        assert again.outcome.known
        assert not again.stored
        decision = Link("same-event", "x#ev1", "y#ev1", "different", 1.0, origin="person", by="Z")
        dossier.decide(decision)
        dossier.settle()
        assert [(link.left, link.judgement) for link in dossier.decisions()] == [("x#ev1", "different")]
        dossier.undo(decision)
        assert dossier.decisions() == ()


def test_a_given_name_shows_everywhere_outlives_a_run_and_is_taken_back(tmp_path: Path) -> None:
    with Dossier.open(tmp_path / "d.lesart", create=True) as dossier:
        list(dossier.compile([Article(TEXT, "genf.txt")]))
        dossier.settle()
        before = dossier.record()
        ministry = next(actor for actor in before.actors if "erteidigungsministerium" in actor.name)
        event = next(event for event in before.events if event.type == "ASSAULT")
        names = [Link("name", ministry.members[0], name, "same", 1.0, origin="person") for name in ("Eins", "Zwei")]
        for name in names:
            dossier.decide(name)
        dossier.decide(Link("name", event.members[0], "Beschuss, wie ich ihn nenne", "same", 1.0, origin="person"))
        list(dossier.compile([Article("Ein weiterer Artikel aus Genf ohne Belang.", "mehr.txt")]))
        dossier.settle()
        after = dossier.record()
        renamed = next(actor for actor in after.actors if actor.id == ministry.id)
        assert renamed.name == "Zwei"
        assert ministry.name in renamed.aliases
        assert "Beschuss, wie ich ihn nenne" in [event.label for event in after.events]
        assert "Zwei" in {account.claimant.name for event in after.events for account in event.accounts}
        assert len(dossier.decisions()) == 2  # the second name took the place of the first
        dossier.undo(*dossier.decisions())
        assert [actor.name for actor in dossier.record().actors] == [actor.name for actor in before.actors]
        assert dossier.decisions() == ()


def test_the_configuration_is_kept_in_the_dossier(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.yaml", tmp_path / "bad.yaml"
    good.write_text("title: Genf\nmin_confidence: 0.8\npolicy: {note: Beide Namen.}\n", encoding="utf-8")
    bad.write_text("titel: Genf\n", encoding="utf-8")
    with Dossier.open(tmp_path / "d.lesart", create=True) as dossier:
        dossier.configure(good)
        with pytest.raises(DataFileError, match=r"bad\.yaml"):
            dossier.configure(bad)
    with Dossier.open(tmp_path / "d.lesart") as dossier:
        assert dossier.configuration().title == "Genf"
        assert dossier.about()["dossier"]["policy"] == "Beide Namen."
        assert dossier.about()["dossier"]["min_confidence"] == 0.8
