"""Assertions lie by their reading: the key was (id, reading), which scattered an article's rows over the whole file.

Ids are hashes, so storing one article touched a page for nearly every row; with the reading first they lie side by side.

Revision ID: 0002
Revises: 0001
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

COLUMNS = 'reading, id, article, item, slot, value, claimant, start, "end", wording'


def upgrade() -> None:
    op.create_table(
        "assertion_by_reading",
        sa.Column("reading", sa.String(64), sa.ForeignKey("reading.id"), primary_key=True),
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("article", sa.String(16), sa.ForeignKey("article.id"), nullable=False),
        sa.Column("item", sa.Text, nullable=False),
        sa.Column("slot", sa.Text, nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.Column("claimant", sa.Text),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("wording", sa.Text, nullable=False),
        sqlite_with_rowid=False,
    )
    op.execute(f"INSERT INTO assertion_by_reading ({COLUMNS}) SELECT {COLUMNS} FROM assertion")
    op.drop_table("assertion")  # its triggers and its index go with it
    op.rename_table("assertion_by_reading", "assertion")
    op.create_index("ix_assertion_article", "assertion", ["article"])
    for change in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER assertion_no_{change.lower()} BEFORE {change} ON assertion "
            f"BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END"
        )
