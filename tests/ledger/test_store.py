"""The ledger: append-only, whole articles or nothing, and clear about files that are no dossier."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import lesart.ledger
from lesart.errors import DossierError
from lesart.ledger import Ledger, verify
from lesart.ledger.migrate import head_revision
from lesart.schema import Article, Document, Mention, Reading
from lesart.schema.links import Link, Reason


def reading_of(article: Article, *, mentions: tuple[Mention, ...] = ()) -> Reading:
    document = Document(article.id, None, None, None, None, "unknown", "de", article.text)
    return Reading(document, mentions=mentions)


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger.open(tmp_path / "a.lesart", create=True)


def test_an_article_read_twice_adds_nothing(ledger: Ledger) -> None:
    article = Article("Baku schweigt.", "a.txt", original=b"<p>Baku schweigt.</p>")
    reading = reading_of(article, mentions=(Mention("m1", 0, 4, "Baku", "LOC", "named", None),))
    assert ledger.append(article, reading, inputs="i", engine="e")
    before = ledger.counts()
    assert not ledger.append(article, reading, inputs="i", engine="e")
    assert ledger.counts() == before
    assert ledger.knows("i")
    stored = ledger.article(article.id)
    assert stored is not None
    assert stored.original == b"<p>Baku schweigt.</p>"
    assert list(ledger.readings()) == [reading]


def test_going_back_to_an_earlier_engine_brings_its_reading_back(ledger: Ledger) -> None:
    article = Article("Baku schweigt.", "a.txt")
    plain = reading_of(article)
    other = reading_of(article, mentions=(Mention("m1", 0, 4, "Baku", "LOC", "named", None),))
    for inputs, reading in (("1", plain), ("2", other), ("1", plain)):
        assert not ledger.knows(inputs)
        assert ledger.append(article, reading, inputs=inputs, engine=inputs)
        assert ledger.knows(inputs)
        assert list(ledger.readings()) == [reading]
    assert ledger.counts()["reading"] == 3


def test_the_same_finding_of_another_engine_is_known_from_then_on(ledger: Ledger) -> None:
    article = Article("Baku schweigt.", "a.txt")
    assert ledger.append(article, reading_of(article), inputs="1", engine="1")
    assert ledger.append(article, reading_of(article), inputs="2", engine="2")
    assert ledger.knows("2")
    assert not ledger.knows("1")


def test_one_text_with_two_dates_is_read_once_for_each(ledger: Ledger) -> None:
    article = Article("Baku schweigt.", "a.txt")
    for inputs in ("1", "2"):
        assert ledger.append(article, reading_of(article), inputs=inputs, engine="e")
    assert ledger.knows("1")
    assert ledger.knows("2")


def test_the_newest_reading_shows_and_the_old_one_stays(ledger: Ledger) -> None:
    article = Article("Baku schweigt.", "a.txt")
    ledger.append(article, reading_of(article), inputs="1", engine="1")
    newer = reading_of(article, mentions=(Mention("m1", 0, 4, "Baku", "LOC", "named", None),))
    ledger.append(article, newer, inputs="2", engine="2")
    assert list(ledger.readings()) == [newer]
    assert ledger.counts()["reading"] == 2


@pytest.mark.parametrize("change", ["UPDATE article SET text = 'x'", "DELETE FROM reading", "DELETE FROM assertion"])
def test_nothing_is_overwritten_even_by_hand(ledger: Ledger, change: str) -> None:
    article = Article("Baku schweigt.", "a.txt")
    mention = Mention("m1", 0, 4, "Baku", "LOC", "named", None)
    ledger.append(article, reading_of(article, mentions=(mention,)), inputs="1", engine="1")
    with sqlite3.connect(ledger.path) as raw, pytest.raises(sqlite3.IntegrityError, match="append-only"):
        raw.execute(change)


def test_verify_finds_a_passage_that_was_tampered_with(ledger: Ledger) -> None:
    article = Article("Baku schweigt.", "a.txt")
    mention = Mention("m1", 0, 4, "Baku", "LOC", "named", None)
    ledger.append(article, reading_of(article, mentions=(mention,)), inputs="1", engine="1")
    assert list(verify(ledger)) == []
    with sqlite3.connect(ledger.path) as raw:
        raw.execute("DROP TRIGGER assertion_no_update")
        raw.execute("UPDATE assertion SET wording = 'Eriwan'")
    findings = [problem.finding for problem in verify(ledger)]
    assert any("Eriwan" in finding for finding in findings)


def test_decisions_outlive_resolutions_and_can_be_taken_back(ledger: Ledger) -> None:
    found = Link("same-event", "a#e1", "b#e1", "same", 0.9, (Reason("date", "same day", 0.4),))
    assert ledger.append_resolution([found], inputs="1")
    assert not ledger.append_resolution([found], inputs="1")
    number = ledger.append_decision(Link("same-event", "b#e1", "a#e1", "different", 1.0, origin="person", by="Z"))
    ledger.append_resolution([found], inputs="2")
    assert [(link.origin, link.judgement) for link in ledger.links()] == [("resolver", "same"), ("person", "different")]
    ledger.retract_decision(number)
    assert ledger.decisions() == ()
    with pytest.raises(DossierError):
        ledger.retract_decision(999)


def test_files_that_are_no_dossier(tmp_path: Path) -> None:
    text = tmp_path / "notes.txt"
    text.write_text("kein Dossier, nur Notizen")
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as raw:
        raw.execute("CREATE TABLE t (a)")
    for path, word in ((text, "no dossier"), (other, "no dossier"), (tmp_path, "folder"), (tmp_path / "x", "no such")):
        with pytest.raises(DossierError, match=word):
            Ledger.open(path)
    with pytest.raises(DossierError, match="no dossier"):
        Ledger.open(text, create=True)
    assert text.read_text() == "kein Dossier, nur Notizen"


def test_a_dossier_of_a_newer_program(ledger: Ledger) -> None:
    ledger.close()
    with sqlite3.connect(ledger.path) as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(DossierError, match="newer version"):
        Ledger.open(ledger.path)


def test_a_second_writer_is_told(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lesart.ledger.store._BUSY_MS", 50)
    second = Ledger.open(ledger.path)
    raw = sqlite3.connect(ledger.path, isolation_level=None)
    raw.execute("BEGIN IMMEDIATE")
    article = Article("Baku schweigt.", "a.txt")
    with pytest.raises(DossierError, match="another process"):
        second.append(article, reading_of(article), inputs="1", engine="1")
    raw.execute("ROLLBACK")
    assert second.append(article, reading_of(article), inputs="1", engine="1")


def test_the_head_revision_is_the_newest_file() -> None:
    versions = Path(__file__).parents[2] / "src/lesart/ledger/migrations/versions"
    assert max(path.name for path in versions.glob("0*.py")).split("_")[0] == head_revision()


def test_tables_and_migrations_agree(ledger: Ledger) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext
    from sqlalchemy import create_engine

    from lesart.ledger.tables import metadata

    with create_engine(f"sqlite:///{ledger.path}").connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), metadata)
    assert [d for d in differences if d[0] not in ("remove_index", "add_index")] == []


def test_a_dossier_of_the_first_shape_keeps_its_rows(tmp_path: Path) -> None:
    from alembic import command
    from alembic.config import Config
    from sqlalchemy import create_engine

    path = tmp_path / "old.lesart"
    config = Config()
    config.set_main_option("script_location", str(Path(lesart.ledger.__file__).parent / "migrations"))
    with create_engine(f"sqlite:///{path}").begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
    with sqlite3.connect(path) as raw:
        raw.execute("INSERT INTO article VALUES ('a', 'a.txt', 'text/plain', 'Baku schweigt.', '', NULL, '')")
        raw.execute("INSERT INTO reading VALUES (1, 'r', 'a', 'i', 'e', x'', '')")
        raw.execute("INSERT INTO assertion VALUES ('h', 'r', 'a', 'm1', 'mention', '', NULL, 0, 4, 'Baku')")

    with Ledger.open(path) as ledger:
        assert [(row["id"], row["reading"], row["wording"]) for row in ledger.assertion_rows()] == [("h", "r", "Baku")]
    with sqlite3.connect(path) as raw:
        assert raw.execute("SELECT version_num FROM alembic_version").fetchone() == (head_revision(),)
        with pytest.raises(sqlite3.DatabaseError, match="append-only"):
            raw.execute("DELETE FROM assertion")
        with pytest.raises(sqlite3.DatabaseError, match="append-only"):
            raw.execute("UPDATE assertion SET wording = 'Eriwan'")


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(text=st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=200), data=st.data())
def test_any_reading_comes_back_as_it_was(ledger: Ledger, text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    article = Article(text, "a.txt")
    reading = reading_of(article, mentions=(Mention("m1", start, end, text[start:end], "OTH", "named", None),))
    ledger.append(article, reading, inputs=article.id + str((start, end)), engine="e")
    assert ledger.reading(article.id) is not None
    assert list(verify(ledger)) == []


@pytest.mark.parametrize("name", ["Alijew", "zuletzt", "Ärmelkanal"])
def test_a_name_stays_with_its_thing(ledger: Ledger, name: str) -> None:
    ledger.append_decision(Link("name", "dossier#alijew", name, "same", 1.0, origin="person"))
    ((_, link),) = ledger.decisions()
    assert (link.left, link.right) == ("dossier#alijew", name)
