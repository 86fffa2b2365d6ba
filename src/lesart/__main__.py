"""`lesart` and `python -m lesart`: the one place that knows both faces, and the only one above them."""

from __future__ import annotations

from lesart.cli.app import build, run
from lesart.workflow import Dossier


def _serve(dossier: Dossier, *, host: str, port: int) -> None:
    from lesart.web import serve  # half a second of imports that no other command needs

    serve(dossier, host=host, port=port)


app = build(server=_serve)


def main() -> None:
    """Entry point of the command."""
    run(app)


if __name__ == "__main__":
    main()
