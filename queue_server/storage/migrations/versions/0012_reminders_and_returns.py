"""When an officer wants to be reminded of a held ticket, and when one who pauses means to be back."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables forward."""
    op.add_column("ticket", sa.Column("remind_at", sa.BigInteger(), nullable=True))
    op.add_column("seat", sa.Column("until", sa.BigInteger(), nullable=True))


def downgrade() -> None:
    """Bring the tables back."""
    op.drop_column("seat", "until")
    op.drop_column("ticket", "remind_at")
