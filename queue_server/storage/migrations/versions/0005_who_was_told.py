"""When a waiting person was told to get ready."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables forward."""
    op.add_column("ticket", sa.Column("precalled_at", sa.BigInteger(), nullable=True))


def downgrade() -> None:
    """Bring the tables back."""
    op.drop_column("ticket", "precalled_at")
