"""Errors that a person can cause or mend: each has a code, names its input and says the way out.

Only these reach the user as messages; anything else is a bug and keeps its traceback.
"""

from __future__ import annotations


class LesartError(Exception):
    """Base of all errors that are shown to people.

    `code` is stable (documentation and scripts rely on it), `message` names the input that is wrong and
    `way_out` says what to do about it.
    """

    code = "E000"

    def __init__(self, message: str, *, way_out: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.way_out = way_out

    def __str__(self) -> str:
        return f"[{self.code}] {self.message}" + (f" {self.way_out}" if self.way_out else "")


class InputError(LesartError):
    """A file or folder cannot be taken as an article (missing, unreadable, empty, binary, too large …)."""

    code = "E100"


class ArgumentError(LesartError):
    """An option of a command makes no sense (a date that is none, a table with a broken row …)."""

    code = "E150"


class DataFileError(LesartError):
    """A lexicon, rule file, gazetteer or dossier configuration breaks its own schema."""

    code = "E200"


class DossierError(LesartError):
    """A dossier file cannot be opened, is none, is newer than this program or is in use."""

    code = "E300"


class ExportError(LesartError):
    """An export cannot be written."""

    code = "E400"
