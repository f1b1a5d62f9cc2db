"""Who is known by a document, and lost numbers by not coming; the bell of each kiosk."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

LIVING = "state NOT IN ('abandoned', 'cancelled', 'completed') AND holder IS NOT NULL"
NO_SHOW = "holder IS NOT NULL AND state = 'abandoned' AND misses > 0 AND excused_at IS NULL"


def upgrade() -> None:
    """Bring the tables forward."""
    op.add_column("ticket", sa.Column("holder_last4", sa.String(length=4), nullable=True))
    op.add_column("ticket", sa.Column("holder_name", sa.String(length=64), nullable=True))
    op.add_column("ticket", sa.Column("excused_at", sa.BigInteger(), nullable=True))
    for name, columns, where in (
        ("ix_ticket_holder", ["hall", "holder"], LIVING),
        ("ix_ticket_no_show", ["hall", "ended_at"], NO_SHOW),
    ):
        op.create_index(
            name, "ticket", columns, sqlite_where=sa.text(where), postgresql_where=sa.text(where)
        )
    op.create_index("ix_appointment_holder", "appointment", ["hall", "holder", "starts_at"])
    op.add_column("device", sa.Column("help_at", sa.BigInteger(), nullable=True))
    op.add_column("device", sa.Column("helper", sa.String(length=64), nullable=True))
    op.add_column("device", sa.Column("helped_at", sa.BigInteger(), nullable=True))


def downgrade() -> None:
    """Bring the tables back."""
    with op.batch_alter_table("device", schema=None) as batch_op:
        for column in ("helped_at", "helper", "help_at"):
            batch_op.drop_column(column)
    op.drop_index("ix_appointment_holder", table_name="appointment")
    op.drop_index("ix_ticket_no_show", table_name="ticket")
    op.drop_index("ix_ticket_holder", table_name="ticket")
    with op.batch_alter_table("ticket", schema=None) as batch_op:
        for column in ("excused_at", "holder_name", "holder_last4"):
            batch_op.drop_column(column)
