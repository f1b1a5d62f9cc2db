"""Leases to rows and back."""

from sqlalchemy import bindparam, select

from queue_server.storage.instants import from_micros, to_micros
from queue_server.storage.other_tables import lease
from queue_server.storage.prepared import Parameters, Prepared, Row, upsert
from queue_server.use_cases.lease import Lease

LEASE = Prepared(
    select(lease).where(lease.c.hall == bindparam("hall"), lease.c.work == bindparam("work"))
)
PUT_LEASE = upsert(lease, ["hall", "work"])


def lease_from_row(row: Row) -> Lease:
    """A lease as it was kept."""
    return Lease(
        hall=row["hall"],
        work=row["work"],
        holder=row["holder"],
        until=from_micros(row["until"]),
    )


def lease_row(of: Lease) -> Parameters:
    """A lease to keep."""
    return {
        "hall": of.hall,
        "work": of.work,
        "holder": of.holder,
        "until": to_micros(of.until),
    }
