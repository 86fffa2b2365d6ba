"""Articles read together: the same readings as one by one, in order, and a fault costs one article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from lesart.errors import InputError
from lesart.ingest import Skipped
from lesart.schema import Article
from lesart.workflow.reading import MAX_CHARACTERS, InternalError, Outcome, Reader, read

SENTENCES = (
    "Am {day}. Mai trafen sich die Außenminister Armeniens und Aserbaidschans in Genf.",
    "„Wir sind zu weiteren Verhandlungen bereit“, sagte Ararat Mirsojan am Dienstag in Eriwan.",
    "Nach Angaben des armenischen Verteidigungsministeriums wurden {day} Soldaten getötet.",
    "Die Gegenseite habe das Feuer eröffnet, teilte Baku mit. Man habe darauf geantwortet.",
    "Beobachter rechnen damit, dass die nächste Runde in Brüssel stattfindet.",
)


def article(number: int, sentences: int | None = None) -> Article:
    """An article of its own wording; by default each has another length."""
    count = 2 + number % 7 if sentences is None else sentences
    text = " ".join(SENTENCES[(number + n) % len(SENTENCES)].format(day=1 + (number + n) % 28) for n in range(count))
    return Article(f"Bericht {number}\n\n{text}\n", f"{number}.txt", published=date(2023, 6, 28))


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def test_no_reading_depends_on_its_neighbours(reader: Reader) -> None:
    articles = [article(number) for number in range(15)]
    alone = [reader.read(one).reading for one in articles]
    assert all(alone)
    for together in (articles, articles[:2], articles[::-1], articles[5:9]):
        outcomes = reader.read_all(together)
        assert [o.name for o in outcomes] == [a.name for a in together]
        assert [o.reading for o in outcomes] == [alone[articles.index(a)] for a in together]


def test_a_long_article_among_short_ones(reader: Reader) -> None:
    articles = [article(1), article(2, 900), article(3)]
    found = [outcome.reading for outcome in reader.read_all(articles)]
    assert found[0] == reader.read(articles[0]).reading
    assert found[2] == reader.read(articles[2]).reading
    assert found[1] is not None
    assert len(found[1].sentences) >= 900


def test_a_fault_costs_one_article(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    articles = [article(number) for number in range(4)]
    whole = reader._pipeline.annotate_all

    def fails_at_the_third(items: Sequence[tuple[str, date | None]]) -> object:
        if any("Bericht 2\n" in text for text, _ in items):
            raise ZeroDivisionError("a component has a bug")
        return whole(items)

    monkeypatch.setattr(reader._pipeline, "annotate_all", fails_at_the_third)
    outcomes = reader.read_all(articles)
    assert [outcome.reading is None for outcome in outcomes] == [False, False, True, False]
    assert isinstance(outcomes[2].error, InternalError)
    assert "2.txt" in str(outcomes[2].error)


def test_a_book_and_a_foreign_text_among_articles(reader: Reader) -> None:
    book = Article("Wort " * (MAX_CHARACTERS // 4), "buch.txt")
    foreign = replace(article(8), name="english.txt", language="en")
    outcomes = reader.read_all([article(1), book, foreign, article(2)])
    assert isinstance(outcomes[1].error, InputError)
    assert outcomes[2].reading is not None
    assert outcomes[2].reading.sentences == ()
    assert outcomes[2].notice is not None
    assert [o.reading for o in (outcomes[0], outcomes[3])] == [reader.read(article(n)).reading for n in (1, 2)]


def test_everything_comes_out_in_input_order() -> None:
    refused = InputError("leer.txt: is empty.", way_out="Leave it out.")
    known = Outcome("bekannt.txt", known=True)
    given: list[Article | Skipped | Outcome] = [known, *(article(n) for n in range(14)), Skipped("leer.txt", refused)]
    given[5:5] = [known]
    names = [item.name for item in given]
    outcomes = list(read(given))
    assert [outcome.name for outcome in outcomes] == names
    assert outcomes[-1].error is refused
    assert sum(outcome.reading is not None for outcome in outcomes) == 14


def test_known_articles_wait_for_nothing() -> None:
    def endless() -> object:
        yield Outcome("bekannt.txt", known=True)
        raise AssertionError("the first outcome must come before the next input is asked for")

    assert next(read(endless())).known  # type: ignore[arg-type]


def test_workers_change_nothing(reader: Reader) -> None:
    articles = [article(number) for number in range(26)]
    outcomes = list(read(articles, workers=2))
    assert [outcome.name for outcome in outcomes] == [one.name for one in articles]
    assert [outcome.reading for outcome in outcomes] == [outcome.reading for outcome in reader.read_all(articles)]
