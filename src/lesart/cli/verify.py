"""`lesart verify`: does every passage still cut its wording out of its article?"""

from __future__ import annotations

import typer

from lesart.cli.console import say
from lesart.cli.options import DossierFile
from lesart.workflow import Dossier


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("verify")(command)


def command(dossier: DossierFile) -> None:
    """Re-check every passage of a dossier; exit 1 with a list if one does not hold."""
    with Dossier.open(dossier) as open_dossier:
        problems = 0
        for problem in open_dossier.verify():
            problems += 1
            print(f"{problem.article}\t{problem.finding}")
        rows = open_dossier.about()["dossier"]["rows"]
    say(
        f"{problems} problems." if problems else f"All {rows['assertion']} passages of {rows['article']} articles hold."
    )
    raise typer.Exit(int(problems > 0))
