"""Many at once, over real sockets: every number once, everybody called once, none lost."""

from concurrent.futures import ThreadPoolExecutor
from itertools import count

import pytest

from tests.chaos.demonstration import OFFICERS, Line, demonstrating

pytestmark = pytest.mark.slow
CLIENTS = 32


def issue(demo, people):
    """So many numbers by ``CLIENTS`` clients at once; what each got."""

    def client(n):
        with Line(demo, "kiosk") as line:
            mine = range(n, people, CLIENTS)
            return [
                line.ask("POST", "/halls/small/tickets", {"service": "A"}, f"p{each}")
                for each in mine
            ]

    with ThreadPoolExecutor(CLIENTS) as clients:
        return [answer for answers in clients.map(client, range(CLIENTS)) for answer in answers]


def call_everybody(demo):
    """Sixteen officers press their button until nobody waits; whom each called."""

    def officer(number):
        called, presses = [], count()
        with Line(demo, f"officer:{number}") as line:
            assert line.ask("POST", f"/halls/small/counters/{number}/sessions", {})[0] == 201
            while True:
                key = f"press-{next(presses)}"
                status, answer = line.ask("POST", f"/halls/small/counters/{number}/calls", {}, key)
                if answer.get("code") == "nothing_to_call":
                    return called
                assert status == 201, answer
                called.append(answer["number"])

    with ThreadPoolExecutor(OFFICERS) as officers:
        return [each for called in officers.map(officer, range(1, OFFICERS + 1)) for each in called]


def numbers_of(people):
    return [f"A{n:03d}" for n in range(1, people + 1)]


def test_every_number_once_and_everybody_called_once(tmp_path, database):
    with demonstrating(tmp_path, database=database) as demo:
        answers = issue(demo, 300)
        called = call_everybody(demo)
        exit_code = demo.stop()
        verified, said = demo.verify()

    assert {status for status, _ in answers} == {201}
    assert sorted(answer["number"] for _, answer in answers) == numbers_of(300)
    assert len({answer["secret"] for _, answer in answers}) == 300
    assert sorted(called) == numbers_of(300)
    assert (exit_code, verified, said.startswith("small: verified, ")) == (0, 0, True), said


@pytest.mark.chaos
@pytest.mark.parametrize("mode", ["eventlet", "threading"])
def test_the_other_async_modes_do_the_same(tmp_path, mode):
    with demonstrating(tmp_path, mode=mode) as demo:
        answers = issue(demo, 64)
        called = call_everybody(demo)
        exit_code = demo.stop()
        verified, said = demo.verify()

    assert sorted(answer["number"] for _, answer in answers) == numbers_of(64)
    assert sorted(called) == numbers_of(64)
    assert (exit_code, verified) == (0, 0), said
