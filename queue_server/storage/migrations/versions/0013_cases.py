"""Cases: what could not be done, complaints, suggestions; what was said of them; how to reach people."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables forward."""
    op.create_table(
        "case",
        sa.Column("hall", sa.String(64), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("why", sa.String(32)),
        sa.Column("ticket", sa.BigInteger()),
        sa.Column("ticket_number", sa.String(16)),
        sa.Column("service", sa.String(1)),
        sa.Column("counter", sa.Integer()),
        sa.Column("officer", sa.String(64)),
        sa.Column("grade", sa.Integer()),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.Column("code", sa.String(16)),
        sa.Column("opened_at", sa.BigInteger(), nullable=False),
        sa.Column("opened_by", sa.String(64), nullable=False),
        sa.Column("owner", sa.String(64)),
        sa.Column("due", sa.String(10), nullable=False),
        sa.Column("answered_at", sa.BigInteger()),
        sa.Column("closed_at", sa.BigInteger()),
        sa.Column("outcome", sa.String(16)),
        sa.Column("has_contact", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.BigInteger()),
        sa.Column("sequence", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("hall", "id", name=op.f("pk_case")),
        sa.UniqueConstraint("code", name=op.f("uq_case_code")),
        sa.UniqueConstraint("hall", "year", "count", name=op.f("uq_case_hall_year_count")),
    )
    op.create_index("ix_case_due", "case", ["hall", "state", "due"])
    op.create_index("ix_case_ticket", "case", ["hall", "ticket"])
    op.create_index("ix_case_opened", "case", ["hall", "opened_at"])
    op.create_table(
        "case_note",
        sa.Column("hall", sa.String(64), nullable=False),
        sa.Column("sequence", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("text", sa.Text()),
        sa.Column("salt", sa.LargeBinary(16)),
        sa.PrimaryKeyConstraint("hall", "sequence", name=op.f("pk_case_note")),
    )
    op.create_index("ix_case_note_case", "case_note", ["hall", "case_id"])
    op.create_table(
        "case_contact",
        sa.Column("hall", sa.String(64), nullable=False),
        sa.Column("case_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("contact", sa.String(128), nullable=False),
        sa.Column("salt", sa.LargeBinary(16), nullable=False),
        sa.PrimaryKeyConstraint("hall", "case_id", name=op.f("pk_case_contact")),
    )


def downgrade() -> None:
    """Bring the tables back."""
    for table in ("case_contact", "case_note", "case"):
        op.drop_table(table)
