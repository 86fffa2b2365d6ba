"""Progress and messages: a bar on a terminal, plain lines otherwise, all on standard error so that data stays clean."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable, Iterator

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from lesart.errors import LesartError
from lesart.workflow import Outcome

_PLAIN_EVERY_SECONDS = 10.0
_PIPED_WIDTH = 200
"""Columns of a table that goes into a file or a pager, which have no width of their own; `COLUMNS` overrides it."""


def paper() -> Console:
    """Standard output for tables."""
    wide = not sys.stdout.isatty() and "COLUMNS" not in os.environ
    return Console(width=_PIPED_WIDTH if wide else None)


def complain(message: str) -> None:
    """One line on standard error."""
    print(f"lesart: {message}", file=sys.stderr)


def say(message: str) -> None:
    """One line of information on standard error."""
    print(message, file=sys.stderr)


class Batch:
    """Watches the outcomes of a batch go by, shows the progress and reports at the end what was skipped."""

    def __init__(self, doing: str, *, total: int | None = None) -> None:
        self._doing = doing
        self._total = total
        self.done = 0
        self.skipped: list[tuple[str, LesartError]] = []
        self._console = Console(stderr=True)

    def watch(self, outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
        """Hands the outcomes on, counting them; errors and notices are said as they come."""
        yield from (self._with_bar if self._console.is_terminal else self._with_lines)(outcomes)

    def _count(self, outcome: Outcome) -> None:
        if outcome.error is not None:
            self.skipped.append((outcome.name, outcome.error))
            return
        self.done += 1

    def _with_bar(self, outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
        columns = (
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
        )
        with Progress(*columns, console=self._console, transient=True) as progress:
            task = progress.add_task(self._doing, total=self._total)
            for outcome in outcomes:
                self._count(outcome)
                progress.advance(task)
                for line in _lines(outcome):
                    progress.console.print(line, markup=False, highlight=False, soft_wrap=True)
                yield outcome

    def _with_lines(self, outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
        said = time.monotonic()
        for outcome in outcomes:
            self._count(outcome)
            for line in _lines(outcome):
                say(line)
            if time.monotonic() - said > _PLAIN_EVERY_SECONDS:
                said = time.monotonic()
                say(f"{self._doing}: {self.done} articles" + (f" of {self._total}" if self._total else ""))
            yield outcome

    def report(self, summary: str) -> None:
        """The summary, and once more what was skipped."""
        say(summary)
        if self.skipped:
            say(f"Skipped {len(self.skipped)}:")
            for name, error in self.skipped:
                say(f"  {name}: [{error.code}]")


def _lines(outcome: Outcome) -> Iterator[str]:
    if outcome.error is not None:
        yield f"lesart: {outcome.error}"
    if outcome.notice:
        yield f"lesart: {outcome.notice}"
