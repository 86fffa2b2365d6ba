"""Runs the workbench on this machine."""

from __future__ import annotations

import socket
from collections.abc import Callable

import uvicorn

from lesart.errors import ArgumentError
from lesart.web.app import create_app
from lesart.web.desk import DossierFace
from lesart.web.security import LOCAL_HOSTS

DEFAULT_PORT = 8450


def serve(
    dossier: DossierFace,
    host: str = "127.0.0.1",
    port: int = DEFAULT_PORT,
    *,
    ready: Callable[[str], None] | None = None,
) -> None:
    """Serves a dossier until interrupted; `ready` is told the address once the port is taken (0 picks a free one).

    Raises ArgumentError where the port is in use or not allowed.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except (OSError, OverflowError) as error:
        listener.close()
        reason = error.strerror if isinstance(error, OSError) else "no port number"
        raise ArgumentError(
            f"{host}:{port}: the workbench cannot listen there ({reason}).", way_out="Choose another port with --port."
        ) from error
    try:
        app = create_app(dossier, hosts=(*LOCAL_HOSTS, host))
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False, server_header=False))
        if ready is not None:
            shown = f"[{host}]" if ":" in host else host
            ready(f"http://{shown}:{listener.getsockname()[1]}/")
        server.run(sockets=[listener])
    finally:
        listener.close()
