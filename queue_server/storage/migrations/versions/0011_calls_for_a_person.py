"""Calls for a person from a window: which is open at each counter."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables forward."""
    op.create_table(
        "assistance",
        sa.Column("hall", sa.String(64), nullable=False),
        sa.Column("counter", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("call", sa.BigInteger()),
        sa.Column("whom", sa.String(16)),
        sa.Column("officer", sa.String(64)),
        sa.Column("caller", sa.String(64)),
        sa.Column("asked_at", sa.BigInteger()),
        sa.Column("comers", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("hall", "counter", name=op.f("pk_assistance")),
    )


def downgrade() -> None:
    """Bring the tables back."""
    op.drop_table("assistance")
