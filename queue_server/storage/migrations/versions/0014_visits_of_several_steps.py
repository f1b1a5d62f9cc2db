"""Visits of several steps: the route of a ticket; who was sent for papers, and may come back."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables forward."""
    op.add_column("ticket", sa.Column("route", sa.Text(), nullable=True))
    op.create_table(
        "paper_case",
        sa.Column("hall", sa.String(64), nullable=False),
        sa.Column("ticket", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("day", sa.String(10), nullable=False),
        sa.Column("code", sa.String(16), nullable=False),
        sa.Column("missing", sa.Text(), nullable=False),
        sa.Column("counter", sa.Integer(), nullable=True),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("used_by", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("hall", "ticket", name=op.f("pk_paper_case")),
        sa.UniqueConstraint("code", name=op.f("uq_paper_case_code")),
    )
    op.create_index("ix_paper_case_day", "paper_case", ["hall", "day"])


def downgrade() -> None:
    """Bring the tables back."""
    op.drop_table("paper_case")
    op.drop_column("ticket", "route")
