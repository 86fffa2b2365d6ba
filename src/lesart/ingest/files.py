"""Paths to files: folders are searched, and whatever cannot be an article is named with the reason."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lesart.errors import InputError

TEXT = frozenset({".txt", ".text", ".md"})
HTML = frozenset({".html", ".htm", ".xhtml"})
LINES = frozenset({".jsonl", ".ndjson"})
ARTICLES = TEXT | HTML | LINES
DOCUMENTS = frozenset(
    {".pdf", ".doc", ".docx", ".odt", ".rtf", ".epub", ".zip", ".gz", ".bz2", ".xz", ".7z", ".rar", ".tar", ".warc"}
)
"""Files that somebody may have put there as articles: in a folder they are named, not passed over."""

MAX_BYTES = 20_000_000


@dataclass(frozen=True, slots=True)
class File:
    """A regular file to read, with the folder argument it was found under, if any."""

    path: Path
    folder: Path | None = None

    @property
    def name(self) -> str:
        """How messages call the file."""
        return _shown(self.path)


@dataclass(frozen=True, slots=True)
class Skipped:
    """An input that gave no article, and why."""

    name: str
    error: InputError


def files(path: Path) -> Iterator[File | Skipped]:
    """The file itself, or the articles under a folder, in the order of their names."""
    try:
        status = path.stat()
    except OSError as error:
        yield Skipped(_shown(path), _no_access(path, error))
        return
    except ValueError:  # a NUL in the name
        yield Skipped(_shown(path), InputError(f"{path!r}: is no path.", way_out="Check the name."))
        return
    if stat.S_ISDIR(status.st_mode):
        yield from _search(path)
    elif stat.S_ISREG(status.st_mode):
        yield File(path)
    else:
        yield Skipped(_shown(path), _special(path))


def _search(folder: Path) -> Iterator[File | Skipped]:
    waiting = [folder]
    seen: set[tuple[int, int]] = set()
    found = False
    while waiting:  # a stack and not recursion: folders may be nested deeper than Python's calls
        path = waiting.pop()
        try:
            status = path.stat()
            if stat.S_ISDIR(status.st_mode):
                if (status.st_dev, status.st_ino) in seen:
                    continue  # a link back up
                seen.add((status.st_dev, status.st_ino))
                with os.scandir(path) as entries:
                    names = sorted((entry.name for entry in entries if not entry.name.startswith(".")), reverse=True)
                waiting.extend(path / name for name in names)
                continue
        except OSError as error:
            if path == folder or path.is_dir() or path.suffix.lower() in ARTICLES or not path.suffix:
                found = True
                yield Skipped(_shown(path), _no_access(path, error))
            continue
        suffix = path.suffix.lower()
        if suffix in ARTICLES or (not suffix and stat.S_ISREG(status.st_mode)):
            found = True
            yield File(path, folder) if stat.S_ISREG(status.st_mode) else Skipped(_shown(path), _special(path))
        elif suffix in DOCUMENTS:
            found = True
            yield Skipped(
                _shown(path),
                InputError(
                    f"{_shown(path)}: files of this kind ({suffix}) cannot be read.",
                    way_out="Unpack it, or save its text as .txt or .html.",
                ),
            )
    if not found:
        yield Skipped(
            _shown(folder),
            InputError(f"{_shown(folder)}: holds no article.", way_out="Articles end in .txt, .html or .jsonl."),
        )


def read_bytes(path: Path) -> bytes:
    """The content of a file; raises InputError if it is unreadable, empty or too large."""
    name = _shown(path)
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise _no_access(path, error) from error
    return checked(data, name)


def checked(data: bytes, name: str) -> bytes:
    """The bytes, unless there are none or too many of them."""
    if len(data) > MAX_BYTES:
        raise InputError(
            f"{name}: is larger than {MAX_BYTES // 1_000_000} MB, which no article is.",
            way_out="Split it into one file an article, or write JSON lines (.jsonl), which may be of any length.",
        )
    if not data.strip(b" \t\r\n\x0b\x0c\xef\xbb\xbf\xff\xfe\x00"):
        raise InputError(f"{name}: is empty.", way_out="Put the article's text into it, or leave it out.")
    return data


def _no_access(path: Path, error: OSError) -> InputError:
    name = _shown(path)
    if isinstance(error, FileNotFoundError):
        if path.is_symlink():
            return InputError(f"{name}: is a link to nothing.", way_out="Mend or remove the link.")
        return InputError(f"{name}: does not exist.", way_out="Check the path.")
    if isinstance(error, PermissionError):
        return InputError(f"{name}: may not be read.", way_out="Change its permissions or leave it out.")
    return InputError(f"{name}: cannot be read ({error.strerror}).", way_out="Check the path and the disk.")


def _special(path: Path) -> InputError:
    return InputError(
        f"{_shown(path)}: is no regular file (a pipe, a socket or a device).",
        way_out="Use - to read from standard input.",
    )


def _shown(path: Path) -> str:
    """The path as text; names that are no UTF-8 must not break a message or the store."""
    return str(path).encode("utf-8", "replace").decode("utf-8")
