"""Reads articles: ingest → annotate → extract, in one process or several, streaming and in input order.

What reads (spaCy, the networks) is imported where it is used: with workers this process stays small.

A bad article never stops a batch: it comes out as an `Outcome` with its error, and the caller reports it at the end.
"""

from __future__ import annotations

import json
import multiprocessing
import sys
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from multiprocessing.context import BaseContext

from lesart.errors import InputError, LesartError
from lesart.ingest import Skipped
from lesart.schema import Article, Reading
from lesart.workflow.own_words import OwnWords

MAX_CHARACTERS = 1_000_000
"""Longer texts are no article but a book or a dump; one would hold a worker for minutes."""

_TOGETHER = 12
"""Articles that are read together: as many as the networks take in one step (see `lesart.ml.lstm`)."""
_CHARACTERS = 80_000
"""Characters that are read together at most, unless one article alone is longer; bounds the memory."""
_MOST_ITEMS = 100
_PRELOADED = "lesart.workflow.preloaded"
_WINDOW = 2
"""Chunks in flight for each worker: enough to keep it busy, few enough to stream."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one input: a reading (with its article), or an error that names the input."""

    name: str
    given: Article | None = None
    """The article as it came in."""
    article: Article | None = None
    """The article as it was read: with the publication date that its text shows, if it brought none."""
    reading: Reading | None = None
    error: LesartError | None = None
    notice: str | None = None
    """Something the person should know though the article was read, for example its language."""
    known: bool = False
    """Whether nothing had to be read, since the dossier knows the article."""


class Reader:
    """The loaded pipeline; makes one reading after the other. `lexicons` are event words of the user's own."""

    def __init__(self, lexicons: Sequence[OwnWords] = ()) -> None:
        from lesart.annotate.pipeline import Pipeline  # a second of imports that a batch of known articles saves

        self._pipeline = Pipeline(lexicons=lexicons)

    def use(self, lexicons: Sequence[OwnWords]) -> None:
        """Takes up event words of the user's own, in place of those before."""
        self._pipeline.use(lexicons)

    def read(self, article: Article) -> Outcome:
        """The outcome for one article; never raises for anything that the article is."""
        try:
            return self._read([article])[0]
        except LesartError as error:
            return Outcome(article.name, article, error=error)
        except Exception as error:  # a bug in a component must cost one article, not the batch
            problem = InternalError(
                f"{article.name}: could not be read ({type(error).__name__}: {error}).",
                way_out="This is a fault of lesart; please report it with the article.",
            )
            problem.__cause__ = error
            return Outcome(article.name, article, error=problem)

    def read_all(self, articles: Sequence[Article]) -> list[Outcome]:
        """The outcomes of several articles, in order; they are read together, but none depends on the others."""
        try:
            return self._read(articles)
        except Exception:  # whose fault it is shows when each is read by itself
            return [self.read(article) for article in articles]

    def _read(self, articles: Sequence[Article]) -> list[Outcome]:
        from lesart.extract import extract

        dated = [_dated(article) for article in articles]
        german = [article for article in dated if _is_german(article)]
        docs = self._pipeline.annotate_all([(article.text, article.published) for article in german])
        readings = iter([extract(doc, article) for doc, article in zip(docs, german, strict=True)])
        return [_outcome(*pair, readings) for pair in zip(articles, dated, strict=True)]


def _is_german(article: Article) -> bool:
    return article.language.startswith("de")


def _dated(article: Article) -> Article:
    """The article with the publication date that its text shows, if it brought none; refuses what is no article."""
    from lesart.annotate.times import publication_date

    if len(article.text) > MAX_CHARACTERS:
        raise InputError(
            f"{article.name}: has {len(article.text):,} characters; an article has at most {MAX_CHARACTERS:,}.",
            way_out="Split it into its articles.",
        )
    shown = publication_date(article.text) if article.published is None and _is_german(article) else None
    return article if shown is None else replace(article, published=shown, published_basis="text")


def _outcome(given: Article, article: Article, readings: Iterator[Reading]) -> Outcome:
    """What became of an article; the next of `readings` is its own if it was read."""
    from lesart.extract import unread

    if not _is_german(article):
        foreign = f"the language looks like “{article.language}”, not German; nothing was extracted."
        notice = " ".join((*article.notices, f"{article.name}: {foreign}"))
        return Outcome(article.name, article, article, unread(article), notice=notice)
    return Outcome(article.name, given, article, next(readings), notice=" ".join(article.notices) or None)


class InternalError(LesartError):
    """A component failed on an article."""

    code = "E900"


def read(
    articles: Iterable[Article | Skipped | Outcome], *, workers: int = 1, lexicons: Sequence[OwnWords] = ()
) -> Iterator[Outcome]:
    """An outcome for every input, in input order, as soon as it is there; an outcome that comes in goes out as it is.

    With more than one worker the articles are spread over processes that share one loaded pipeline. `articles` is
    consumed as needed, never as a whole. `lexicons` are event words of the user's own (`own_words`).
    """
    chunks = _chunks(articles)
    if workers > 1:
        yield from _read_parallel(chunks, workers, lexicons)
        return
    reader: Reader | None = None  # loaded at the first article: a batch of known ones needs no models
    for chunk in chunks:
        if chunk.articles:
            reader = reader or Reader(lexicons)
        yield from chunk.outcomes(reader.read_all(chunk.articles) if reader else [])


@dataclass(frozen=True, slots=True)
class _Chunk:
    """Inputs in order, some of which are to be read, together."""

    items: list[Article | Skipped | Outcome]

    @property
    def articles(self) -> list[Article]:
        return [item for item in self.items if isinstance(item, Article)]

    def outcomes(self, read: Sequence[Outcome]) -> Iterator[Outcome]:
        """All outcomes in order; `read` are those of the articles."""
        found = iter(read)
        for item in self.items:
            yield next(found) if isinstance(item, Article) else _settled(item)


def _chunks(items: Iterable[Article | Skipped | Outcome]) -> Iterator[_Chunk]:
    """The inputs in chunks of a few articles; what needs no reading and follows none waits for none."""
    chunk = _Chunk([])
    articles = characters = 0
    for item in items:
        size = len(item.text) if isinstance(item, Article) else 0
        if articles and characters + size > _CHARACTERS:
            yield chunk
            chunk, articles, characters = _Chunk([]), 0, 0
        chunk.items.append(item)
        articles, characters = articles + isinstance(item, Article), characters + size
        if not articles or articles == _TOGETHER or len(chunk.items) == _MOST_ITEMS:
            yield chunk
            chunk, articles, characters = _Chunk([]), 0, 0
    if chunk.items:
        yield chunk


def _read_parallel(chunks: Iterable[_Chunk], workers: int, lexicons: Sequence[OwnWords]) -> Iterator[Outcome]:
    context = _context()
    waiting: deque[tuple[_Chunk, Future[list[Outcome]] | None]] = deque()
    with ProcessPoolExecutor(workers, mp_context=context, initializer=_load, initargs=(lexicons,)) as pool:
        try:
            for chunk in chunks:
                waiting.append((chunk, pool.submit(_work, chunk.articles) if chunk.articles else None))
                while len(waiting) > workers * _WINDOW or (waiting and _is_ready(waiting[0][1])):
                    yield from _results(*waiting.popleft())
            while waiting:
                yield from _results(*waiting.popleft())
        except BrokenProcessPool as error:
            raise InternalError(
                "A reading process died (out of memory?).", way_out="Run again with --workers 1; stored work is kept."
            ) from error
        except BaseException:  # Ctrl-C, a full disk at the caller: don't work off the queue first
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _context() -> BaseContext:
    """How workers begin: forked from a process that has loaded the pipeline, else (Windows) each by itself.

    Never forked from this one: it may hold threads (progress bar) that a fork would leave half alive.
    """
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([_PRELOADED])
    return context


def _is_ready(work: Future[list[Outcome]] | None) -> bool:
    return work is None or work.done()


def _results(chunk: _Chunk, work: Future[list[Outcome]] | None) -> Iterator[Outcome]:
    return chunk.outcomes(work.result() if work else [])


def _settled(item: Skipped | Outcome) -> Outcome:
    return Outcome(item.name, error=item.error) if isinstance(item, Skipped) else item


_reader: Reader | None = None
"""The worker process's own pipeline; set once by `_load`, since a pool's work function can take no state along."""


def _load(lexicons: Sequence[OwnWords]) -> None:
    global _reader
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer
    _reader = getattr(sys.modules.get(_PRELOADED), "READER", None)
    if _reader is None:
        _reader = Reader(lexicons)
    elif lexicons:
        _reader.use(lexicons)


def _work(articles: list[Article]) -> list[Outcome]:
    assert _reader is not None
    return _reader.read_all(articles)


def engine(lexicons: Sequence[OwnWords] = ()) -> str:
    """Signature of this program: version and digest of its data files, so that a new lexicon makes a new reading.

    Words of the user's own are named beside the program's: a reading made with them is another reading.
    """
    import hashlib

    from lesart import __version__
    from lesart.resources import data_path, digest

    total = hashlib.sha256()
    root = data_path("")
    for path in sorted(p for p in root.rglob("*") if p.is_file() and p.suffix not in {".md", ".css", ".js"}):
        total.update(path.relative_to(root).as_posix().encode())
        total.update(digest(path).encode())
    own = hashlib.sha256(json.dumps(list(lexicons), sort_keys=True, ensure_ascii=False).encode()).hexdigest()[:12]
    return f"lesart {__version__} {total.hexdigest()[:12]}" + (f" + own words {own}" if lexicons else "")
