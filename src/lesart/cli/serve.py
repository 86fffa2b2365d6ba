"""`lesart serve`: the workbench in a browser, on this machine only."""

from __future__ import annotations

import socket
import threading
import webbrowser
from typing import Annotated, Protocol

import typer

from lesart.cli.console import say
from lesart.cli.options import DossierFile
from lesart.errors import ArgumentError
from lesart.workflow import Dossier


class Server(Protocol):
    """Serves a dossier until it is interrupted."""

    def __call__(self, dossier: Dossier, *, host: str, port: int) -> None: ...


def register(app: typer.Typer, *, server: Server) -> None:
    """Adds the command, which starts `server`."""

    def command(
        dossier: DossierFile,
        port: Annotated[
            int, typer.Option(envvar="LESART_PORT", min=0, max=65535, help="Port; 0 takes a free one.")
        ] = 8450,
        browser: Annotated[bool, typer.Option("--open", help="Open a browser on it, where there is a screen.")] = False,
    ) -> None:
        """Serve the workbench on 127.0.0.1 until Ctrl-C."""
        with Dossier.open(dossier) as open_dossier:
            free = _free(port)
            say(f"Opening {dossier} …")
            open_dossier.record()  # seconds for hundreds of articles: rather now than at the first page
            say(f"The workbench is at http://127.0.0.1:{free}/  (Ctrl-C stops it)")
            if browser:
                threading.Timer(1.0, webbrowser.open, [f"http://127.0.0.1:{free}/"]).start()
            server(open_dossier, host="127.0.0.1", port=free)

    app.command("serve")(command)


def _free(port: int) -> int:
    """The port if nobody listens there; a free one for 0; raises ArgumentError where it is taken."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise ArgumentError(
                f"Port {port} cannot be used ({error.strerror}).",
                way_out="Choose another with --port or LESART_PORT, or 0 for any free one.",
            ) from error
        return int(probe.getsockname()[1])
