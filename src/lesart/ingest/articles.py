"""From paths to articles, one after the other; what gives no article comes out with its reason."""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from lesart.errors import ArgumentError, InputError
from lesart.ingest import files as places
from lesart.ingest.addresses import web_address
from lesart.ingest.dates import is_plausible, parse_date
from lesart.ingest.decode import decode, looks_like_html, refuse_binary, unify_line_ends
from lesart.ingest.files import File, Skipped
from lesart.ingest.jsonl import Row, read_row, row_of
from lesart.ingest.language import language_code, language_of
from lesart.ingest.plain import title_of
from lesart.schema import Article

if TYPE_CHECKING:
    from lesart.ingest.html import Page

STDIN = "-"
BAD_LINES = 20
"""So many bad lines at the start, and no good one, and the file is no JSON lines."""


@dataclass(frozen=True, slots=True)
class _Given:
    """Publication dates and outlets that the command gives, which outrank what an article says of itself."""

    everywhere: date | None
    dates: Mapping[str, date]
    outlets: Mapping[str, str]

    def day_of(self, names: Iterable[str]) -> date | None:
        """The date for an article that goes by any of these names, the most exact one first."""
        return next((self.dates[name] for name in names if name in self.dates), self.everywhere)

    def outlet_of(self, names: Iterable[str]) -> str | None:
        """The outlet, likewise."""
        return next((self.outlets[name] for name in names if name in self.outlets), None)


def articles(
    paths: Iterable[str | os.PathLike[str]],
    *,
    published: date | None = None,
    published_from: Mapping[str, date] | None = None,
    outlets: Mapping[str, str] | None = None,
    stdin: BinaryIO | None = None,
) -> Iterator[Article | Skipped]:
    """The articles under the paths (files, folders, `-` for standard input), in order.

    The publication date is taken from `published_from` (by file name, path, or name and line), else `published`, else
    the article's metadata, else left open; the outlet from `outlets`, else the metadata. Raises ArgumentError at once
    for a date that cannot be true; everything that is wrong with an input comes out as `Skipped` and stops nothing.
    """
    for name, day in [("the date given", published), *(published_from or {}).items()]:
        if day is not None and not is_plausible(day):
            raise ArgumentError(
                f"{name}: an article cannot have been published on {day.isoformat()}.", way_out="Correct the date."
            )
    return _articles(paths, _Given(published, published_from or {}, outlets or {}), stdin)


def _articles(
    paths: Iterable[str | os.PathLike[str]], given: _Given, stdin: BinaryIO | None
) -> Iterator[Article | Skipped]:
    for path in paths:
        if os.fspath(path) == STDIN:
            yield from _from_stream(stdin or sys.stdin.buffer, given)
            continue
        for found in places.files(Path(path)):
            if isinstance(found, Skipped):
                yield found
            else:
                yield from _from_file(found, given)


def _from_file(file: File, given: _Given) -> Iterator[Article | Skipped]:
    names = _names(file)
    suffix = file.path.suffix.lower()
    if suffix in places.LINES:
        try:
            with file.path.open("rb") as stream:
                yield from _lines(stream, file.name, names, given)
        except OSError as error:
            yield Skipped(
                file.name, InputError(f"{file.name}: cannot be read ({error.strerror}).", way_out="Check it.")
            )
        return

    def read() -> Article:
        data = places.read_bytes(file.path)
        return _whole(data, file.name, names, given, is_html=suffix in places.HTML)

    if suffix == ".json":
        yield from _json_file(file, names, given)
    else:
        yield _attempt(file.name, read)


def _from_stream(stream: BinaryIO, given: _Given) -> Iterator[Article | Skipped]:
    name = "standard input"
    try:
        head = stream.read(1 << 16)
    except OSError as error:
        yield Skipped(name, InputError(f"{name}: cannot be read ({error.strerror}).", way_out="Name a file."))
        return
    if head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"{":
        yield from _lines(_Rest(head, stream), name, (name, STDIN), given)
        return

    def read() -> Article:
        data = head + stream.read(places.MAX_BYTES + 1 - len(head))
        return _whole(places.checked(data, name), name, (name, STDIN), given, is_html=False)

    yield _attempt(name, read)


class _Rest(io.RawIOBase):
    """A stream whose beginning has already been read."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = io.BytesIO(head)
        self._rest = rest

    def readline(self, size: int | None = -1, /) -> bytes:
        """The next line, also one that the boundary runs through."""
        size = -1 if size is None else size
        line = self._head.readline(size)
        if line.endswith(b"\n") or (0 <= size <= len(line)):
            return line
        return line + self._rest.readline(size if size < 0 else size - len(line))

    def read(self, size: int = -1, /) -> bytes:
        """Up to `size` bytes."""
        data = self._head.read(size)
        return data if data and size >= 0 else data + self._rest.read(size)


def _whole(data: bytes, name: str, names: tuple[str, ...], given: _Given, *, is_html: bool) -> Article:
    """An article that fills its file."""
    refuse_binary(data, name)
    if is_html or looks_like_html(data):
        from lesart.ingest.html import read_page  # slow to load: only if there is a page to read

        return _page_article(read_page(data, name), name, names, given, data)
    decoded = decode(data, name)
    if not decoded.text.strip():
        raise InputError(f"{name}: is empty.", way_out="Put the article's text into it, or leave it out.")
    article = Article(decoded.text, name, title=title_of(decoded.text), original=data)
    if decoded.notice:
        article = replace(article, notices=(f"{name}: {decoded.notice}",))
    return _finished(article, given, names, None)


def _page_article(page: Page, name: str, names: tuple[str, ...], given: _Given, data: bytes) -> Article:
    article = Article(
        page.text,
        name,
        title=page.title,
        url=page.url,
        publisher=page.publisher,
        media_type="text/html",
        original=data,
        notices=(f"{name}: {page.notice}",) if page.notice else (),
    )
    return _finished(article, given, names, page.published)


def _finished(
    article: Article, given: _Given, names: tuple[str, ...], stated: date | None, *, language: str | None = None
) -> Article:
    """The article with its outlet, its date, the date's basis and its language."""
    outlet = given.outlet_of(names) or article.publisher
    article = replace(article, publisher=outlet, language=language or language_of(article.text))
    day = given.day_of(names)
    if day is not None:
        return replace(article, published=day, published_basis="argument")
    if stated is None:
        return article
    if not is_plausible(stated):
        notice = (
            f"{article.name}: says it was published on {stated.isoformat()}, which cannot be; the date is left open."
        )
        return replace(article, notices=(*article.notices, notice))
    return replace(article, published=stated, published_basis="metadata")


def _lines(stream: BinaryIO | _Rest, name: str, names: tuple[str, ...], given: _Given) -> Iterator[Article | Skipped]:
    number = bad = 0
    good = False
    source: BinaryIO | _Rest | None = stream
    while source is not None:
        line = source.readline(places.MAX_BYTES + 1)
        if not line:
            if number == 0:
                yield Skipped(name, InputError(f"{name}: is empty.", way_out="Write one JSON object a line."))
            return
        number += 1
        if number == 1 and line[:2] in (b"\xff\xfe", b"\xfe\xff"):  # UTF-16: no line ends where bytes say so
            whole = line + source.read(places.MAX_BYTES)
            source = io.BytesIO(decode(whole, name).text.encode("utf-8", "replace"))
            number = 0
            continue
        if len(line) > places.MAX_BYTES:
            yield Skipped(f"{name}:{number}", _too_long(name, number))
            while line and not line.endswith(b"\n"):
                line = source.readline(1 << 20)
            continue
        if not line.strip():
            continue
        at = f"{name}:{number}"
        at_names = tuple(f"{known}:{number}" for known in names) + names
        made = _attempt(at, partial(_line, line, at, at_names, given))
        good = good or isinstance(made, Article)
        bad += isinstance(made, Skipped)
        yield made
        if bad >= BAD_LINES and not good:
            reason = InputError(f"{name}: is no file of JSON lines.", way_out="Save it as .txt if it is one article.")
            yield Skipped(name, reason)
            return


def _too_long(name: str, number: int) -> InputError:
    return InputError(f"{name}:{number}: the line is larger than 20 MB, which no article is.", way_out="Leave it out.")


def _line(line: bytes, name: str, names: tuple[str, ...], given: _Given) -> Article:
    return _row_article(read_row(decode(line, name).text, name), name, names, given, line)


def _json_file(file: File, names: tuple[str, ...], given: _Given) -> Iterator[Article | Skipped]:
    """A JSON file named by itself: one article, or a list of them."""
    try:
        data = places.read_bytes(file.path)
        found = json.loads(decode(data, file.name).text)
    except InputError as error:
        yield Skipped(file.name, error)
        return
    except (ValueError, RecursionError):
        yield Skipped(file.name, InputError(f"{file.name}: is no JSON.", way_out="Mend it, or name another file."))
        return
    for number, item in enumerate(found if isinstance(found, list) else [found], start=1):
        at = f"{file.name}:{number}" if isinstance(found, list) else file.name

        def read(item: object = item, at: str = at) -> Article:
            original = json.dumps(item, ensure_ascii=False).encode("utf-8", "replace")
            return _row_article(row_of(item, at), at, names, given, original)

        yield _attempt(at, read)


def _row_article(row: Row, name: str, names: tuple[str, ...], given: _Given, data: bytes) -> Article:
    notices: list[str] = []
    stated = parse_date(row.published) if row.published else None
    if row.published and stated is None:
        notices.append(f"{name}: “{row.published[:40]}” is no date; the date is left open.")
    title = " ".join((row.title or "").split()) or None
    url = web_address(row.url)
    if row.url and url is None:
        notices.append(f"{name}: the address is no web address and was left out.")
    if row.text is not None and row.text.strip():
        text = unify_line_ends(row.text.removeprefix("\ufeff"))
        article = Article(text, name, title=title or title_of(text), url=url, publisher=row.publisher, original=data)
    else:
        from lesart.ingest.html import page_of

        page = page_of(row.html or "", name)
        stated = stated or page.published
        article = Article(
            page.text,
            name,
            title=title or page.title,
            url=url or page.url,
            publisher=row.publisher or page.publisher,
            media_type="text/html",
            original=data,
        )
    return _finished(
        replace(article, notices=tuple(notices)), given, names, stated, language=language_code(row.language)
    )


def _attempt(name: str, read: Callable[[], Article]) -> Article | Skipped:
    try:
        return read()
    except InputError as error:
        return Skipped(name, error)
    except (MemoryError, RecursionError) as error:
        way_out = "Split it, or save the article's text as .txt."
        return Skipped(
            name, InputError(f"{name}: is too large or too deeply nested ({type(error).__name__}).", way_out=way_out)
        )


def _names(file: File) -> tuple[str, ...]:
    """By what names a table of dates may call the file."""
    inside = (file.path.relative_to(file.folder).as_posix(),) if file.folder else ()
    return (file.name, *inside, file.path.name)
