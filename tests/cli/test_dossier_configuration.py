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
        "sides: [{id: s, name: S}]\n"
        "actors:\n  - {id: a, name: Müller, type: person}\n  - {id: b, name: Müller, type: person, side: s}\n",
        encoding="utf-8",
    )
    done = run("dossier", "check", "d.yaml")
    assert done.returncode == 0
    assert "“Müller” names a, b" in done.stderr
    assert "on no side (third parties?): a\n" in done.stderr


def test_the_example_is_clean(run: Run, example: Path) -> None:
    done = run("dossier", "check", str(example / "dossier.yaml"))
    assert done.returncode == 0, done.stderr


def test_a_table_is_taken_in_and_what_became_of_each_line_is_said(run: Run, tmp_path: Path) -> None:
    run("dossier", "new", "d.yaml")
    (tmp_path / "t.csv").write_text("item,itemLabel,rang\nQ1,Ada Müßig,1\nQ2,Staat A,2\n", encoding="utf-8")
    done = run("dossier", "import", "actors", "t.csv", "--into", "d.yaml", "--type", "person", "--side", "a")
    assert done.returncode == 0, done.stderr
    assert "1 added, 1 there already" in done.stderr
    assert "Ada Müßig as ada-muessig" in done.stderr
    assert "not used: rang" in done.stderr
    assert run("dossier", "check", "d.yaml").returncode == 0
    places = run("dossier", "import", "places", "t.csv", "--into", "d.yaml", "--dry-run")
    assert "2 would be added" in places.stderr


def test_a_table_that_is_none_is_one_line(run: Run, tmp_path: Path) -> None:
    run("dossier", "new", "d.yaml")
    (tmp_path / "t.csv").write_bytes("name\nMüßig\n".encode("cp1252"))
    for name in ("t.csv", "nichts.csv"):
        done = run("dossier", "import", "actors", name, "--into", "d.yaml", "--type", "person")
        assert done.returncode == 1
        assert len(done.stderr.splitlines()) == 1
        assert name in done.stderr
