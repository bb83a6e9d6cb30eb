"""Clients, the names they go by, what their sites said, calls, promises and what was told."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Times are text in UTC (2026-01-31T09:00:00Z), days are text (2026-01-31): they sort as they stand."""
    op.create_table(
        "clients",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("key", sa.Text, nullable=False, unique=True),
        sa.Column("name", sa.Text, nullable=False, server_default=""),
        sa.Column("phone", sa.Text, nullable=False, server_default=""),
        sa.Column("question", sa.Text, nullable=False, server_default=""),
        sa.Column("rhythm", sa.Integer, nullable=False, server_default="30"),
        sa.Column("made_at", sa.Text, nullable=False),
        sa.Column("spoken_at", sa.Text),
        sa.Column("touched_at", sa.Text),
        sa.Index("clients_by_touch", "touched_at"),
    )
    op.create_table(
        "aliases",
        sa.Column("alias", sa.Text, primary_key=True),
        _client(),
        sa.Index("aliases_by_client", "client_id"),
    )
    op.create_table(
        "names",
        _client(primary_key=True),
        sa.Column("folded", sa.Text, primary_key=True),
        sa.Column("shown", sa.Text, nullable=False),
        sa.Index("names_by_name", "folded"),
    )
    _looks()
    _told()
    op.create_table(
        "planned",
        _client(primary_key=True),
        sa.Column("starts_at", sa.Text, primary_key=True),
        sa.Column("ends_at", sa.Text),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("briefing", sa.Text, nullable=False),
        sa.Index("planned_by_time", "starts_at"),
    )
    op.create_table("writings", _client(primary_key=True), sa.Column("path", sa.Text, primary_key=True))
    op.create_table("never", sa.Column("digest", sa.Text, primary_key=True))
    op.create_table(
        "meta", sa.Column("name", sa.Text, primary_key=True), sa.Column("value", sa.Text, nullable=False)
    )
    op.create_table("backups", sa.Column("path", sa.Text, primary_key=True))


def _looks() -> None:
    op.create_table(
        "states",
        _client(primary_key=True),
        sa.Column("sha256", sa.Text, primary_key=True),
        sa.Column("data", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "looks",
        sa.Column("id", sa.Integer, primary_key=True),
        _client(),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("sha256", sa.Text, nullable=False),
        sa.Index("looks_by_client", "client_id", "at"),
    )


def _told() -> None:
    op.create_table(
        "calls",
        sa.Column("id", sa.Integer, primary_key=True),
        _client(),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("kept_at", sa.Text, nullable=False),
        sa.Column("with_name", sa.Text, nullable=False),
        sa.Column("notes", sa.Text, nullable=False),
        sa.Column("file_sha", sa.Text, nullable=False),
        sa.Column("better", sa.Text, nullable=False),
        sa.Column("sent_at", sa.Text),
        sa.Index("calls_by_client", "client_id", "at"),
        _where("calls_unsent", "at", "sent_at IS NULL"),
        _where("calls_with_a_look_back", "at", "better <> ''"),
    )
    op.create_table(
        "promises",
        sa.Column("id", sa.Integer, primary_key=True),
        _client(),
        _call(),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("by_day", sa.Text),
        sa.Column("said", sa.Text, nullable=False),
        sa.Column("made_at", sa.Text, nullable=False),
        sa.Column("kept_at", sa.Text),
        sa.Column("let_go_at", sa.Text),
        sa.Index("promises_by_client", "client_id"),
        sa.Index("promises_by_keeping", "kept_at"),
        _where("promises_open", "by_day", "kept_at IS NULL AND let_go_at IS NULL"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "details",
        sa.Column("id", sa.Integer, primary_key=True),
        _client(),
        _call(),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("reached_at", sa.Text),
        sa.Index("details_by_client", "client_id", "kind"),
        sa.Index("details_by_reaching", "reached_at"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "landed",
        sa.Column("id", sa.Integer, primary_key=True),
        _client(),
        sa.Column("because", sa.Text, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.Index("landed_by_client", "client_id"),
    )


def _client(*, primary_key: bool = False) -> sa.Column[int]:
    return sa.Column(
        "client_id",
        sa.Integer,
        sa.ForeignKey("clients.id", ondelete="CASCADE"),
        primary_key=primary_key,
        nullable=False,
    )


def _call() -> sa.Column[int]:
    return sa.Column("call_id", sa.Integer, sa.ForeignKey("calls.id", ondelete="CASCADE"), index=True)


def _where(name: str, column: str, condition: str) -> sa.Index:
    return sa.Index(name, column, sqlite_where=sa.text(condition), postgresql_where=sa.text(condition))
