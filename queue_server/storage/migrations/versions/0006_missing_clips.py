"""Which clips of the voice a screen could not play."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables forward."""
    missing = sa.Column("missing", sa.Text(), nullable=False, server_default="[]")
    op.add_column("display", missing)


def downgrade() -> None:
    """Bring the tables back."""
    op.drop_column("display", "missing")
