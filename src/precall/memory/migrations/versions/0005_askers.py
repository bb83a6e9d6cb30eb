"""Who looked at a site: what one asker was told of its changes, another has yet to hear."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Every look so far was the caller's own."""
    op.add_column("looks", sa.Column("asker", sa.Text, nullable=False, server_default="caller"))
