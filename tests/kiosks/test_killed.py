"""Server and kiosk are killed at every point of a press; the person has one number, one paper, one place."""

import signal
from contextlib import suppress

import pytest

from tests.kiosks import dying_kiosk, dying_server
from tests.kiosks.processes import a_hall
from tests.long_run import long_run
from tests.processes import until

pytestmark = pytest.mark.slow

OF_A_PRESS = [
    "pressed, nothing asked",
    "about to give a number",
    "number given, no paper asked for",
    "paper asked for",
]
MOST_DONE = "committed, nothing said"
OTHERS = sorted({*dying_server.POINTS} - {MOST_DONE})


@pytest.fixture
def hall(tmp_path):
    with a_hall(tmp_path) as hall:
        yield hall


def test_every_marked_point_is_tried():
    others = {"asked, nothing heard", "told, not noted", "leased, not noted"}

    assert {*OF_A_PRESS, *others} == set(dying_kiosk.POINTS)


def the_same_everywhere(hall, number):
    """On the one paper, in the server's line, and called."""
    tickets = hall.settled_tickets()
    printed = until(hall.kiosk.printed, 180)
    called = hall.call()
    hall.kiosk.end()
    hall.server.stop()
    code, said = hall.server.verify()

    assert (tickets, called, len(printed)) == ([number], number, 1)
    assert code == 0, said


@pytest.mark.parametrize("point", [*long_run(*OF_A_PRESS[:-1]), OF_A_PRESS[-1]])
def test_a_kiosk_that_is_killed_while_the_server_is_gone(hall, point):
    hall.server.stop(signal.SIGKILL)
    hall.arm(point)
    with suppress(OSError):
        hall.kiosk.take("press-1")
    died = hall.kiosk.has_died()
    hall.kiosk.start()

    status, ticket = hall.kiosk.take("press-1")
    hall.server.start()

    assert (died, status, ticket["number"]) == (True, 201, "A801")
    the_same_everywhere(hall, "A801")


@pytest.mark.parametrize("point", [*long_run("pressed, nothing asked"), "asked, nothing heard"])
def test_a_kiosk_that_is_killed_while_the_server_is_there(hall, point):
    hall.arm(point)
    with suppress(OSError):
        hall.kiosk.take("press-1")
    died = hall.kiosk.has_died()
    hall.kiosk.start()

    status, ticket = hall.kiosk.take("press-1")

    assert (died, status, ticket["number"]) == (True, 201, "A001")
    the_same_everywhere(hall, "A001")


@pytest.mark.parametrize("point", ["told, not noted", *long_run("leased, not noted")])
def test_a_kiosk_that_is_killed_when_the_server_is_back(hall, point):
    hall.server.stop(signal.SIGKILL)
    number = hall.kiosk.take("press-1")[1]["number"]
    hall.arm(point)
    hall.server.start()
    died = hall.kiosk.has_died()
    hall.kiosk.start()

    assert (died, number) == (True, "A801")
    the_same_everywhere(hall, "A801")


@pytest.mark.parametrize("point", [MOST_DONE, *long_run(*OTHERS)])
def test_a_server_that_is_killed_by_the_press(hall, point):
    """Whatever it had done of it, the number on paper wins."""
    hall.arm(point)
    status, ticket = hall.kiosk.take("press-1")
    hall.server.end()
    hall.server.start()

    assert (status, ticket["number"]) == (201, "A801")
    the_same_everywhere(hall, "A801")


def test_everybody_who_came_while_it_was_alone_is_called_by_the_time_of_the_press(hall):
    first = hall.kiosk.take("press-0")[1]["number"]
    hall.server.stop(signal.SIGKILL)
    alone = [hall.kiosk.take(f"press-{n}")[1]["number"] for n in range(1, 4)]
    again = hall.kiosk.take("press-2")[1]["number"]
    hall.server.start()
    hall.settled_tickets()
    after = hall.kiosk.take("press-9")[1]["number"]

    called = [hall.call() for _ in range(5)]

    assert (first, alone, again, after) == ("A001", ["A801", "A802", "A803"], "A802", "A002")
    assert called == ["A001", "A801", "A802", "A803", "A002"]
