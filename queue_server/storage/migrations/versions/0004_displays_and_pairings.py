"""What each screen last said of itself; codes of screens that wait for a hall; a device's screen."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables forward."""
    op.create_table(
        "display",
        sa.Column("hall", sa.String(length=64), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("device", sa.String(length=32), nullable=True),
        sa.Column("screen", sa.String(length=64), nullable=False),
        sa.Column("sequence", sa.BigInteger(), nullable=False),
        sa.Column("behind", sa.BigInteger(), nullable=False),
        sa.Column("due", sa.BigInteger(), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=True),
        sa.Column("sound", sa.String(length=32), nullable=False),
        sa.Column("sound_at", sa.BigInteger(), nullable=True),
        sa.Column("spoke", sa.BigInteger(), nullable=True),
        sa.Column("spoke_by", sa.String(length=32), nullable=True),
        sa.Column("clock_off_s", sa.Float(), nullable=False),
        sa.Column("version", sa.String(length=64), nullable=False),
        sa.Column("seen_at", sa.BigInteger(), nullable=True),
        sa.Column("alarm", sa.String(length=16), nullable=True),
        sa.PrimaryKeyConstraint("hall", "id", name=op.f("pk_display")),
    )
    op.create_table(
        "pairing",
        sa.Column("digest", sa.LargeBinary(length=32), nullable=False),
        sa.Column("code", sa.String(length=6), nullable=False),
        sa.Column("origin", sa.LargeBinary(length=32), nullable=False),
        sa.Column("ends_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_pairing")),
        sa.UniqueConstraint("code", name=op.f("uq_pairing_code")),
    )
    with op.batch_alter_table("pairing", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pairing_origin"), ["origin"], unique=False)
    op.create_table(
        "guess",
        sa.Column("hall", sa.String(length=64), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("hall", name=op.f("pk_guess")),
    )
    op.add_column("device", sa.Column("screen", sa.String(length=64), nullable=True))


def downgrade() -> None:
    """Bring the tables back."""
    with op.batch_alter_table("device", schema=None) as batch_op:
        batch_op.drop_column("screen")
    op.drop_table("guess")
    with op.batch_alter_table("pairing", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_pairing_origin"))
    op.drop_table("pairing")
    op.drop_table("display")
