"""The repository explains itself and keeps its own rules."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from lesart.__main__ import app
from lesart.resources import load_yaml
from lesart.resources.models import ModelCard, model_cards

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "lesart"
DATA = SOURCE / "data"


def tracked(pattern: str) -> list[Path]:
    """Files of the checkout that match, tracked or new, without what git ignores."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", pattern]
    try:
        listing = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("not a git checkout")
    return [ROOT / line for line in listing.splitlines() if (ROOT / line).is_file()]


def commands() -> set[str]:
    names = {command.name or command.callback.__name__ for command in app.registered_commands if command.callback}
    return names | {group.name for group in app.registered_groups if group.name}


def test_every_command_is_documented() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for name in commands():
        assert re.search(rf"lesart {name}\b", readme), f"README.md does not say what `lesart {name}` does"


def test_every_command_of_the_readme_exists() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^lesart (\w+)", readme, re.M)) <= commands()


def test_no_file_is_a_drawer_or_a_novel() -> None:
    for path in tracked("*.py"):
        assert path.stem not in {"utils", "helpers", "common", "misc"}, path
        lines = len(path.read_text(encoding="utf-8").splitlines())
        assert lines <= 620, f"{path.relative_to(ROOT)} has {lines} lines"


def test_every_data_file_names_origin_and_licence() -> None:
    # weights answer for themselves in their card, the words of the interface are ours
    for path in sorted(DATA.rglob("*")):
        if path.suffix not in {".tsv", ".yaml", ".json"} or path.parts[len(DATA.parts)] in {"models", "interface"}:
            continue
        head = path.read_text(encoding="utf-8")[:3000].casefold()
        assert "origin" in head, f"{path.relative_to(ROOT)} does not name its origin"
        assert "licence" in head, f"{path.relative_to(ROOT)} does not name its licence"


def test_every_model_has_a_card_and_every_card_its_files() -> None:
    cards = {card.name: card for card in model_cards()}
    folders = [folder for folder in (DATA / "models").iterdir() if folder.is_dir() and any(folder.iterdir())]
    assert len(cards) == len(folders)
    for folder in folders:
        assert (folder / "card.yaml").is_file(), f"{folder.name} has no card"
        (card,) = (found for found in cards.values() if found == load_yaml(folder / "card.yaml", ModelCard))
        for name in card.files:
            assert (folder / name).is_file(), f"{card.name}: {name} is missing"
        assert set(card.files) == {p.name for p in folder.iterdir() if p.name != "card.yaml" and p.suffix != ".md"}


def test_links_between_documents_lead_somewhere() -> None:
    for path in tracked("*.md"):
        text = path.read_text(encoding="utf-8")
        for target in re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", text):
            if not target.startswith("../shared"):
                assert (path.parent / target).exists(), f"{path.relative_to(ROOT)} links to {target}"


def test_decisions_have_a_number_of_their_own() -> None:
    numbers = [path.name.split("-")[0] for path in (ROOT / "docs" / "decisions").glob("[0-9]*.md")]
    assert len(numbers) == len(set(numbers))


def test_the_installed_package_stays_small() -> None:
    total = sum(path.stat().st_size for path in SOURCE.rglob("*") if path.is_file() and path.suffix != ".pyc")
    assert total <= 100_000_000, f"{total / 1e6:.0f} MB"
