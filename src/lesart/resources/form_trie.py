"""A trie on disk from forms of words to small numbers: what the lexicon and the word clusters are kept in.

Forms come from texts and may hold anything. marisa ends a form at U+0000, so that it answers "sei" for "sei\\0" or
fails; and half a surrogate pair cannot be written as UTF-8. No entry holds either, therefore such a form is unknown.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import marisa_trie

from lesart.errors import DataFileError


class FormTrie:
    """Look-up of a form's numbers (16 bits each); `what` names the file's content in the message if it is missing."""

    def __init__(self, path: Path, *, what: str) -> None:
        try:
            # mmap keeps the trie out of every worker's private memory
            self._trie = marisa_trie.RecordTrie("<H").mmap(str(path))
        except (OSError, RuntimeError, ValueError) as error:
            raise DataFileError(f"{what} cannot be read: {error}.", way_out="Reinstall lesart.") from error

    def get(self, form: str) -> tuple[int, ...]:
        """The numbers of exactly this form; the empty tuple for an unknown one."""
        if "\x00" in form:
            return ()
        try:
            return tuple(number for (number,) in self._trie.get(form, ()))
        except UnicodeEncodeError:  # half a surrogate pair
            return ()

    def __contains__(self, form: str) -> bool:
        return bool(self.get(form))

    def items(self) -> Iterator[tuple[str, int]]:
        """All forms with their numbers, one pair for each number."""
        return ((form, int(number)) for form, (number,) in self._trie.iteritems())
