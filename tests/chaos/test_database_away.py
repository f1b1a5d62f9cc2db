"""PostgreSQL dies and comes back while everybody works: nothing is lost or done twice, nobody need act."""

import time

import pytest
from sqlalchemy import text

from queue_server.storage.database import Database
from tests.chaos.crowd import PATIENCE_S, Crowd
from tests.chaos.demonstration import Line, demonstrating
from tests.chaos.follower import following
from tests.chaos.own_services import own_postgresql
from tests.chaos.test_many_at_once import numbers_of
from tests.processes import until

pytestmark = [pytest.mark.slow, pytest.mark.postgresql]
AWAY_S = 2.0
HANGS_S = 20.0
"""Longer than any answer takes that says: come again; shorter than waiting for one that never comes."""


def in_the_record(url, kind):
    """The numbers of a kind of event, and the last sequence."""
    database = Database(url)
    with database.reading.connect() as connection:
        numbers = connection.scalars(text("SELECT number FROM event WHERE kind = :k"), {"k": kind})
        found = sorted(numbers), connection.scalar(text("SELECT max(sequence) FROM event"))
    database.close()
    return found


def is_not_ready(demo):
    with Line(demo, None) as line:
        return line.ask("GET", "/readyz")[0] == 503


def goes_away(postgresql, how, demo, crowd):
    """While it is away the server says so to everyone; back again, all goes on."""
    before = sum(crowd.not_now.values())
    how()
    assert until(lambda: is_not_ready(demo), PATIENCE_S)
    assert until(lambda: sum(crowd.not_now.values()) > before, PATIENCE_S)
    time.sleep(AWAY_S)
    postgresql.start()
    crowd.go_on()


def test_a_database_that_dies_and_comes_back_loses_and_doubles_nothing(tmp_path):
    with (
        own_postgresql() as postgresql,
        demonstrating(tmp_path, database=postgresql.url) as demo,
        following(demo.url) as screen,
    ):
        with Crowd(demo, pause_s=0.02) as crowd:
            crowd.go_on()
            goes_away(postgresql, postgresql.kill, demo, crowd)
            goes_away(postgresql, postgresql.stop, demo, crowd)
        issued, _ = in_the_record(postgresql.url, "ticket_issued")
        called, last = in_the_record(postgresql.url, "ticket_called")
        caught_up = until(lambda: screen.sequence == last, PATIENCE_S)
        exit_code = demo.stop()
        verified, said = demo.verify()

    assert issued == sorted(crowd.numbers()) == sorted(numbers_of(len(issued)))
    assert called == sorted(crowd.called())
    assert set(crowd.not_now) == {(503, "storage_unavailable", "1")}
    assert {each.status for each in crowd.presses} <= {201, 409}, crowd.presses
    assert (crowd.lost, crowd.longest_s < HANGS_S) == (0, True), crowd.longest_s
    assert (caught_up, screen.gaps) == (True, 0), (screen.sequence, last)
    assert (exit_code, verified) == (0, 0), said
