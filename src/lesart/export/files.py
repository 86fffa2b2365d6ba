"""Writes files whole or not at all: what was there stays until the new file is complete."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from lesart.errors import ExportError


def write_whole(path: Path, parts: Iterable[str], *, encoding: str = "utf-8") -> Path:
    """Writes the parts to `path`; raises ExportError, and leaves `path` as it was, where that cannot be done."""
    unfinished = ""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, unfinished = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        with open(handle, "w", encoding=encoding, errors="replace", newline="") as file:
            file.writelines(parts)
        os.chmod(unfinished, 0o644)
        os.replace(unfinished, path)
    except OSError as error:
        raise ExportError(
            f"{path}: cannot be written ({error.strerror}).", way_out="Choose another place with --output."
        ) from error
    finally:
        with suppress(OSError):
            os.unlink(unfinished)
    return path
