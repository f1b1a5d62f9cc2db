"""Numbers that kiosks give while they work alone, and what became of each press."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables forward."""
    op.add_column("hall", sa.Column("epoch", sa.Integer(), nullable=False, server_default="1"))
    op.add_column("ticket", sa.Column("alias", sa.String(length=16), nullable=True))
    op.create_table(
        "block",
        sa.Column("hall", sa.String(length=64), nullable=False),
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("service", sa.String(length=1), nullable=False),
        sa.Column("first", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.Column("device", sa.String(length=32), nullable=True),
        sa.Column("leased_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("hall", "day", "service", "first", name=op.f("pk_block")),
    )
    op.create_table(
        "press",
        sa.Column("hall", sa.String(length=64), nullable=False),
        sa.Column("issue", sa.String(length=64), nullable=False),
        sa.Column("device", sa.String(length=32), nullable=False),
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("number", sa.String(length=16), nullable=False),
        sa.Column("ticket", sa.BigInteger(), nullable=True),
        sa.Column("conflict", sa.String(length=32), nullable=True),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("hall", "issue", name=op.f("pk_press")),
    )
    op.create_index("ix_press_number", "press", ["hall", "day", "number"])
    op.create_index("ix_press_ticket", "press", ["hall", "ticket"])


def downgrade() -> None:
    """Bring the tables back."""
    op.drop_table("press")
    op.drop_table("block")
    op.drop_column("ticket", "alias")
    op.drop_column("hall", "epoch")
