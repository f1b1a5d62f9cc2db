"""Waiting online: whether a number's holder is in the hall, and when to arrive."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

NO_SHOW = "holder IS NOT NULL AND state = 'abandoned' AND misses > 0 AND excused_at IS NULL"
NOT_THERE = (
    "holder IS NOT NULL AND state = 'abandoned' AND excused_at IS NULL"
    " AND (misses > 0 OR (here = 0 AND arrive_by < ended_at))"
)
WAITING = "state = 'waiting' AND reserved_for IS NULL"


def upgrade() -> None:
    """Bring the tables forward."""
    op.add_column("line", sa.Column("on_the_way", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("ticket", sa.Column("here", sa.Integer(), nullable=False, server_default="1"))
    for name in ("here_until", "arrive_from", "arrive_by"):
        op.add_column("ticket", sa.Column(name, sa.BigInteger(), nullable=True))
    op.add_column("ticket", sa.Column("device", sa.String(64), nullable=True))
    _lines_of(f"{WAITING} AND here = 1")
    _lost_numbers(NOT_THERE)
    _index("ix_ticket_on_the_way", ["hall", "day", "service"], "state = 'waiting' AND here = 0")
    _index("ix_ticket_from_phone", ["hall", "day"], "channel = 'online'")


def downgrade() -> None:
    """Bring the tables back."""
    op.drop_index("ix_ticket_from_phone", "ticket")
    op.drop_index("ix_ticket_on_the_way", "ticket")
    _lines_of(WAITING)
    _lost_numbers(NO_SHOW)
    for name in ("device", "arrive_by", "arrive_from", "here_until", "here"):
        op.drop_column("ticket", name)
    op.drop_column("line", "on_the_way")


def _lines_of(those: str) -> None:
    """The index by which the first of each line is found."""
    op.drop_index("ix_ticket_line", "ticket")
    _index("ix_ticket_line", ["hall", "day", "service", "class", "clock", "id"], those)


def _lost_numbers(those: str) -> None:
    """The index by which those are found who did not come."""
    op.drop_index("ix_ticket_no_show", "ticket")
    _index("ix_ticket_no_show", ["hall", "ended_at"], those)


def _index(name: str, columns: list[str], those: str) -> None:
    where = sa.text(those)
    op.create_index(name, "ticket", columns, sqlite_where=where, postgresql_where=where)
