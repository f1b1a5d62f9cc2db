"""The machine's clock is set forward and back by an hour while people come and are called."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.chaos.crowd import Crowd
from tests.chaos.demonstration import Line, demonstrating
from tests.long_run import long_run

pytestmark = pytest.mark.slow
ZONE = ZoneInfo("Asia/Shanghai")
HOUR, HOUR_S = timedelta(hours=1), 3600
USUAL_S = 600
"""What the hall file, saying nothing, takes a service for; longer forecasts for one person are absurd."""


class SteppedClock:
    """The file by which the server's wall clock is set; at first the hall's clocks show a time."""

    def __init__(self, file, *, shows):
        self._file, now = file, datetime.now(UTC)
        then = datetime.combine(now.astimezone(ZONE).date(), shows, tzinfo=ZONE)
        self._offset = then - now
        self.step(timedelta(0))

    def step(self, by):
        self._offset += by
        new = self._file.with_suffix(".new")
        new.write_text(str(self._offset.total_seconds()))
        new.replace(self._file)


@pytest.fixture
def stepped(tmp_path, monkeypatch, shows):
    file = tmp_path / "clock"
    monkeypatch.setenv("LUNHOU_TEST_CLOCK", str(file))
    return SteppedClock(file, shows=shows)


def asked(folder, question):
    with closing(sqlite3.connect(folder / "lunhou.db")) as connection:
        return connection.execute(question).fetchall()


def one(folder, question):
    ((answer,),) = asked(folder, question)
    return answer


NOT_IN_ORDER = """
SELECT count(*) FROM (SELECT at - lag(at) OVER (ORDER BY sequence) AS passed FROM event)
WHERE passed < 0
"""
LESS_THAN_NO_TIME = """
SELECT count(*) FROM ticket WHERE called_at < queued_at OR started_at < called_at
OR ended_at < started_at OR served_s < 0 OR clock > changed_at
"""
CALLED_BEFORE_EARLIER_ONES = """
SELECT count(*) FROM (SELECT e.ticket - lag(e.ticket) OVER (ORDER BY e.sequence) AS later
FROM event e WHERE kind = 'ticket_called') WHERE later < 0
"""
TURNS = "SELECT kind, data, count(*) FROM event WHERE kind LIKE 'hall_%ed' GROUP BY kind, data"


def is_sensible(ticket):
    """What was foretold when it was taken."""
    told, longest = ticket["forecast"], USUAL_S * (ticket["ahead"] + 1)
    if told is None:
        return True
    return 0 <= told["p10_s"] <= told["p50_s"] <= min(told["p90_s"], longest)


@pytest.mark.parametrize(("shows", "days"), [*long_run((time(10), 1)), (time(23, 30), 2)])
def test_an_hour_forward_and_back_loses_nobody_and_turns_no_day_twice(tmp_path, stepped, days):
    with demonstrating(tmp_path, program="tests.chaos.watched_server") as demo:
        with Crowd(demo, pause_s=0.02) as crowd:
            crowd.go_on()
            for step in (HOUR, -HOUR, -HOUR, HOUR):
                stepped.step(step)
                crowd.go_on()
        with Line(demo, "manager") as manager:
            figures = manager.ask("GET", "/halls/small/statistics")[1]["total"]
        exit_code = demo.stop()
        verified, said = demo.verify()

    turns = [(kind, count) for kind, _, count in asked(demo.folder, TURNS)]
    assert {each["id"] for each in crowd.tickets()} == {
        f"small-{ticket}" for (ticket,) in asked(demo.folder, "SELECT id FROM ticket")
    }
    assert one(demo.folder, NOT_IN_ORDER) == 0
    assert one(demo.folder, LESS_THAN_NO_TIME) == 0
    assert one(demo.folder, CALLED_BEFORE_EARLIER_ONES) == 0
    assert sorted(turns) == [("hall_closed", 1)] * (days - 1) + [("hall_opened", 1)] * days
    assert all(map(is_sensible, crowd.tickets()))
    assert max(figures["wait"]["max_s"], figures["service_time"]["max_s"]) < 1.1 * HOUR_S
    assert (exit_code, verified) == (0, 0), said
