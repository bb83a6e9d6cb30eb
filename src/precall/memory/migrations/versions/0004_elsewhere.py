"""Which files of the caller's own hold which client; and times that earlier versions wrote and could not read are mended."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_TIMES = {
    "clients": ("made_at", "spoken_at", "touched_at"),
    "calls": ("at", "kept_at", "sent_at"),
    "promises": ("made_at", "kept_at", "let_go_at"),
    "details": ("at", "reached_at"),
    "landed": ("at",),
    "looks": ("at",),
    "planned": ("starts_at", "ends_at"),
    "gifts": ("at",),
    "checkins": ("at", "sent_at"),
    "given": ("at", "value"),
}


def upgrade() -> None:
    """`what` is export or calendar. Of an export of an earlier version nobody knows whom it holds: so it may hold everybody."""
    op.create_table(
        "elsewhere",
        sa.Column("client_id", sa.Integer, sa.ForeignKey("clients.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("place", sa.Text, primary_key=True),
        sa.Column("what", sa.Text, nullable=False),
    )
    op.execute(
        "INSERT INTO elsewhere (client_id, place, what)"
        " SELECT clients.id, substr(meta.name, 8), 'export' FROM clients, meta WHERE meta.value = 'export'"
    )
    op.execute("DELETE FROM meta WHERE value = 'export'")
    for table, columns in _TIMES.items():
        for column in columns:
            _mend(table, column)


def _mend(table: str, column: str) -> None:
    """Years before 1000 were written with less than four digits, which nobody can read, and which sort wrongly."""
    only = " AND what = 'when'" if column == "value" else ""
    wrong = f"{column} LIKE '%Z' AND length({column}) < 20{only}"
    for (text,) in op.get_bind().execute(sa.text(f"SELECT DISTINCT {column} FROM {table} WHERE {wrong}")):  # noqa: S608
        year, dash, rest = str(text).partition("-")
        op.get_bind().execute(
            sa.text(f"UPDATE {table} SET {column} = :new WHERE {column} = :old"),  # noqa: S608
            {"new": f"{year:0>4}{dash}{rest}", "old": text},
        )
