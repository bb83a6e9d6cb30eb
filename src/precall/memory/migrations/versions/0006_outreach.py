"""Who was written to first: what was drafted, and when it went out."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """By the key of a prospect, who need not be a client: a batch drafts for thousands."""
    op.create_table(
        "outreach",
        sa.Column("key", sa.Text, primary_key=True),
        *(
            sa.Column(name, sa.Text, nullable=False)
            for name in ("name", "address", "subject", "body", "reason", "link", "drafted_at")
        ),
        sa.Column("sent_at", sa.Text),
    )
