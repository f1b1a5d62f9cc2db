"""Messages to phones: where to tell, what is to be told, up to where the record was read."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables forward."""
    op.create_table(
        "subscription",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("hall", sa.String(64), nullable=False),
        sa.Column("ticket", sa.BigInteger(), nullable=False),
        sa.Column("channel", sa.String(32), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("language", sa.String(16), nullable=False),
        sa.Column("is_over", sa.Integer(), nullable=False, server_default="0"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subscription")),
    )
    op.create_index("ix_subscription_ticket", "subscription", ["hall", "ticket"])
    op.create_table(
        "message",
        sa.Column("id", sa.String(80), nullable=False),
        sa.Column("hall", sa.String(64), nullable=False),
        sa.Column("ticket", sa.BigInteger(), nullable=False),
        sa.Column("subscription", sa.String(32), nullable=False),
        sa.Column("topic", sa.String(32), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("good_until", sa.BigInteger(), nullable=False),
        sa.Column("next_at", sa.BigInteger(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(8)),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message")),
    )
    waits = sa.text("outcome IS NULL")
    op.create_index(
        "ix_message_due",
        "message",
        ["hall", "next_at"],
        sqlite_where=waits,
        postgresql_where=waits,
    )
    op.create_table(
        "told",
        sa.Column("hall", sa.String(64), nullable=False),
        sa.Column("sequence", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("hall", name=op.f("pk_told")),
    )


def downgrade() -> None:
    """Bring the tables back."""
    for table in ("told", "message", "subscription"):
        op.drop_table(table)
