"""Brings a dossier file to the current shape of the tables, by Alembic's revisions beside this file."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa

from lesart.errors import DossierError

HEAD = "0002"
"""Newest revision; a test holds it against the files in `migrations/versions`."""


def head_revision() -> str:
    """The revision that this program writes."""
    return HEAD


def current_revision(connection: sa.Connection) -> str | None:
    """The revision of an open file, or null for a new one. Plain SQL: importing Alembic costs a third of a second."""
    if not sa.inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar()


def upgrade(connection: sa.Connection, path: Path) -> None:
    """Runs the missing revisions on the connection; raises DossierError for a file from a newer program."""
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    current = current_revision(connection)
    if current is not None and current not in known:
        raise DossierError(
            f"{path}: was written by a newer version of lesart (revision {current}).", way_out="Update lesart."
        )
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
