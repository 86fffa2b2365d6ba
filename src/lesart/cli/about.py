"""`lesart about`: versions, models, licences, scores."""

from __future__ import annotations

from typing import Annotated

import typer

from lesart.workflow.about import about


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("about")(command)


def command(json_output: Annotated[bool, typer.Option("--json", help="As JSON.")] = False) -> None:
    """Say what this program is made of."""
    facts = about()
    if json_output:
        import json

        print(json.dumps(facts, ensure_ascii=False, indent=1))
        return
    print(f"lesart {facts['lesart']}, Python {facts['python']}")
    print(", ".join(f"{name} {number}" for name, number in facts["libraries"].items()))
    print(facts["licence"])
    for card in facts["models"]:
        print(f"\n{card['name']} {card['version']}: {card['task']}")
        print(f"  licence     {card['licence']}")
        for corpus in card["trained_on"]:
            print(f"  trained on  {corpus}")
        scores = ", ".join(f"{name} {value:g}" for name, value in card["scores"].items())
        print(
            f"  scores      {scores} ({card['scored_on']})" if scores else f"  scores      none ({card['scored_on']})"
        )
        if card["speed"]:
            print(f"  speed       {card['speed']}")
        for weakness in card["weaknesses"]:
            print(f"  weak at     {weakness}")
