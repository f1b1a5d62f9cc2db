"""Which process does what the clock does for a hall."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables forward."""
    op.create_table(
        "lease",
        sa.Column("hall", sa.String(length=64), nullable=False),
        sa.Column("work", sa.String(length=32), nullable=False),
        sa.Column("holder", sa.String(length=64), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("hall", "work", name=op.f("pk_lease")),
    )


def downgrade() -> None:
    """Bring the tables back."""
    op.drop_table("lease")
