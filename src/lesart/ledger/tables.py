"""The tables. Nothing in them is ever updated or deleted; triggers made by the first migration refuse it."""

from __future__ import annotations

import sqlalchemy as sa

metadata = sa.MetaData()

APPLICATION_ID = 0x4C534152
"""SQLite's `application_id` of a dossier file ("LSAR"), by which a foreign database is told apart."""

article = sa.Table(
    "article",
    metadata,
    sa.Column("id", sa.String(16), primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("media_type", sa.Text, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("text_sha256", sa.String(64), nullable=False),
    sa.Column("original", sa.LargeBinary),  # zlib; null where the text is the original
    sa.Column("added_at", sa.Text, nullable=False),
)

reading = sa.Table(
    "reading",
    metadata,
    sa.Column("sequence", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("id", sa.String(64), nullable=False, unique=True),
    sa.Column("article", sa.String(16), sa.ForeignKey("article.id"), nullable=False, index=True),
    sa.Column("inputs", sa.String(64), nullable=False, index=True),  # engine and metadata that it was made with
    sa.Column("engine", sa.Text, nullable=False),
    sa.Column("body", sa.LargeBinary, nullable=False),  # zlib of the contract's JSON without document.text
    sa.Column("added_at", sa.Text, nullable=False),
)

assertion = sa.Table(
    "assertion",
    metadata,
    # the reading first, so that the rows of one article lie side by side: ids are hashes and would scatter them
    sa.Column("reading", sa.String(64), sa.ForeignKey("reading.id"), primary_key=True),
    sa.Column("id", sa.String(32), primary_key=True),
    sa.Column("article", sa.String(16), sa.ForeignKey("article.id"), nullable=False, index=True),
    sa.Column("item", sa.Text, nullable=False),
    sa.Column("slot", sa.Text, nullable=False),
    sa.Column("value", sa.Text, nullable=False),
    sa.Column("claimant", sa.Text),
    sa.Column("start", sa.Integer, nullable=False),
    sa.Column("end", sa.Integer, nullable=False),
    sa.Column("wording", sa.Text, nullable=False),
    sqlite_with_rowid=False,
)

link = sa.Table(
    "link",
    metadata,
    sa.Column("sequence", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("resolution", sa.Integer, sa.ForeignKey("resolution.sequence")),  # null: a person's decision
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("left", sa.Text, nullable=False),
    sa.Column("right", sa.Text, nullable=False),
    sa.Column("judgement", sa.Text, nullable=False),
    sa.Column("score", sa.Float, nullable=False),
    sa.Column("reasons", sa.Text, nullable=False),
    sa.Column("origin", sa.Text, nullable=False),
    sa.Column("by", sa.Text, nullable=False),
    sa.Column("retracts", sa.Integer),  # sequence of the decision that this row takes back
    sa.Column("added_at", sa.Text, nullable=False),
    sa.Index("link_pair", "kind", "left", "right"),
)

resolution = sa.Table(
    "resolution",
    metadata,
    sa.Column("sequence", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("inputs", sa.String(64), nullable=False),  # digest of readings, configuration, decisions and engine
    sa.Column("added_at", sa.Text, nullable=False),
)

configuration = sa.Table(
    "configuration",
    metadata,
    sa.Column("sequence", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("sha256", sa.String(64), nullable=False),
    sa.Column("body", sa.Text, nullable=False),
    sa.Column("added_at", sa.Text, nullable=False),
)
