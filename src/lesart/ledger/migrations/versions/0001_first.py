"""First shape of a dossier: articles, readings, assertions, resolutions, links, configuration; append-only by trigger.

Revision ID: 0001
Revises:
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

APPEND_ONLY = ("article", "reading", "assertion", "resolution", "link", "configuration")
APPLICATION_ID = 0x4C534152


def upgrade() -> None:
    op.create_table(
        "article",
        sa.Column("id", sa.String(16), primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("media_type", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("text_sha256", sa.String(64), nullable=False),
        sa.Column("original", sa.LargeBinary),
        sa.Column("added_at", sa.Text, nullable=False),
    )
    op.create_table(
        "reading",
        sa.Column("sequence", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("id", sa.String(64), nullable=False, unique=True),
        sa.Column("article", sa.String(16), sa.ForeignKey("article.id"), nullable=False, index=True),
        sa.Column("inputs", sa.String(64), nullable=False, index=True),
        sa.Column("engine", sa.Text, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("added_at", sa.Text, nullable=False),
    )
    op.create_table(
        "assertion",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("reading", sa.String(64), sa.ForeignKey("reading.id"), primary_key=True),
        sa.Column("article", sa.String(16), sa.ForeignKey("article.id"), nullable=False, index=True),
        sa.Column("item", sa.Text, nullable=False),
        sa.Column("slot", sa.Text, nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.Column("claimant", sa.Text),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("wording", sa.Text, nullable=False),
    )
    op.create_table(
        "resolution",
        sa.Column("sequence", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("inputs", sa.String(64), nullable=False),
        sa.Column("added_at", sa.Text, nullable=False),
    )
    op.create_table(
        "link",
        sa.Column("sequence", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("resolution", sa.Integer, sa.ForeignKey("resolution.sequence")),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("left", sa.Text, nullable=False),
        sa.Column("right", sa.Text, nullable=False),
        sa.Column("judgement", sa.Text, nullable=False),
        sa.Column("score", sa.Float, nullable=False),
        sa.Column("reasons", sa.Text, nullable=False),
        sa.Column("origin", sa.Text, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("retracts", sa.Integer),
        sa.Column("added_at", sa.Text, nullable=False),
    )
    op.create_index("link_pair", "link", ["kind", "left", "right"])
    op.create_index("link_resolution", "link", ["resolution"])
    op.create_table(
        "configuration",
        sa.Column("sequence", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("added_at", sa.Text, nullable=False),
    )
    for table in APPEND_ONLY:
        for change in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{change.lower()} BEFORE {change} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END"
            )
    op.execute(f"PRAGMA application_id = {APPLICATION_ID}")
