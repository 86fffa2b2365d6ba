"""`lesart`: the commands, and what happens to errors that reach the top.

The workbench is no business of this room; `lesart.__main__`, which knows both faces, hands its server in.
"""

from __future__ import annotations

import os
import sys

import typer

from lesart.cli import about, compilation, dossier, export, read, serve, show, times, verify
from lesart.cli.console import complain
from lesart.errors import LesartError
from lesart.workflow.collecting import collect_rarely


def build(*, server: serve.Server) -> typer.Typer:
    """The whole command line, with the function that `lesart serve` shall start."""
    app = typer.Typer(
        name="lesart",
        help="German press reports in; a record of a conflict or peace process out, with claimant and passage for "
        "every cell. Nothing leaves this machine.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
    )
    for module in (read, compilation, show, export, verify, times, about):
        module.register(app)
    serve.register(app, server=server)
    app.add_typer(dossier.app, name="dossier")
    return app


def run(app: typer.Typer) -> None:
    """Runs the command line: an error that a person can mend becomes one line, an interruption says what is kept."""
    collect_rarely()
    try:
        app()
    except LesartError as error:
        complain(str(error))
        sys.exit(1)
    except KeyboardInterrupt:
        complain("Stopped. What was reported as stored is stored; the same command goes on from there.")
        sys.exit(130)
    except BrokenPipeError:
        # the reader of our output has gone (`lesart read … | head`); devnull keeps Python from complaining at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except OSError as error:
        complain(f"[E500] {error.filename or 'The output'}: {error.strerror or error}.")
        sys.exit(1)
    except Exception as error:
        if os.environ.get("LESART_DEBUG"):
            raise
        complain(
            f"[E999] An unforeseen fault: {type(error).__name__}: {error}. "
            "Please report it; LESART_DEBUG=1 prints where it happened."
        )
        sys.exit(70)
