"""`lesart dossier new` and `check`: a template that holds, and slips that are named."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Run


def test_the_template_holds_and_is_never_overwritten(run: Run, tmp_path: Path) -> None:
    begun = run("dossier", "new", "d.yaml", "--title", 'Frieden: "Entwurf" # 2')
    assert begun.returncode == 0, begun.stderr
    before = (tmp_path / "d.yaml").read_text(encoding="utf-8")
    checked = run("dossier", "check", "d.yaml")
    assert checked.returncode == 0, checked.stderr
    assert "2 sides, 2 actors, 1 places" in checked.stderr
    again = run("dossier", "new", "d.yaml")
    assert again.returncode == 1
    assert "d.yaml" in again.stderr
    assert (tmp_path / "d.yaml").read_text(encoding="utf-8") == before


def test_slips_are_named(run: Run, tmp_path: Path) -> None:
    (tmp_path / "d.yaml").write_text("title: X\nactors:\n  - {id: a, name: A, typ: state}\n", encoding="utf-8")
    done = run("dossier", "check", "d.yaml")
    assert done.returncode == 1
    assert "actors.0" in done.stderr
    assert "Traceback" not in done.stderr


def test_doubtful_entries_are_remarked(run: Run, tmp_path: Path) -> None:
    (tmp_path / "d.yaml").write_text(
        "actors:\n  - {id: a, name: Müller, type: person}\n  - {id: b, name: Müller, type: person}\n", encoding="utf-8"
    )
    done = run("dossier", "check", "d.yaml")
    assert done.returncode == 0
    assert "“Müller” names a, b" in done.stderr
    assert "actor a is on no side" in done.stderr


def test_the_example_is_clean(run: Run, example: Path) -> None:
    done = run("dossier", "check", str(example / "dossier.yaml"))
    assert done.returncode == 0, done.stderr
