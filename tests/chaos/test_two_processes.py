"""Two processes under load, one killed: nothing acknowledged is lost, nothing happens twice, all is heard."""

import secrets
import threading
import time
import urllib.request
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import pytest

from tests.chaos.own_services import own_redis
from tests.chaos.units import HALL, Caller, House, Screen, check_what_was_heard, issue
from tests.processes import until

pytestmark = [pytest.mark.slow, pytest.mark.postgresql, pytest.mark.redis]
AT = f"/halls/{HALL}"
KIOSKS = 6
OFFICERS = 4
COUNTED = [n for n in range(1, 100_000) if n % 1000 < 801]
"""Of every thousand the last are for kiosks that work alone."""


@pytest.fixture
def house(empty_postgresql_url, tmp_path):
    with own_redis(tmp_path) as redis:
        made = House(empty_postgresql_url, redis.url, tmp_path / "data")
        made.redis = redis
        yield made
        made.database.close()


class Crowd:
    """People at kiosks and officers at their buttons, half of them at each unit, until told to stop."""

    def __init__(self, house, units):
        self._house, self._units = house, units
        self._stop = threading.Event()
        self.issued, self.called = {}, {}
        """Number by key."""
        self._threads = ThreadPoolExecutor(KIOSKS + OFFICERS)
        kiosks = [self._threads.submit(self._kiosk, n) for n in range(KIOSKS)]
        officers = [self._threads.submit(self._officer, n) for n in range(1, OFFICERS + 1)]
        self._running = kiosks + officers

    def end(self):
        """Everyone has the answer to the last press."""
        self._stop.set()
        for each in self._running:
            each.result(60)
        self._threads.shutdown()

    def _at(self, n):
        return self._units[n % 2 :] + self._units[: n % 2]

    def _kiosk(self, n):
        letters = [service.letter for service in self._house.hall.services]
        with Caller(self._at(n), self._house.tokens.kiosk) as line:
            while not self._stop.is_set():
                key, order = secrets.token_hex(8), {"service": letters[n % len(letters)]}
                status, ticket = line.ask("POST", f"{AT}/tickets", order, key)
                assert status == 201, ticket
                self.issued[key] = (ticket["number"], n)

    def _officer(self, n):
        with Caller(self._at(n), self._house.tokens.officers[n]) as line:
            status, answer = line.ask("POST", f"{AT}/counters/{n}/sessions", {})
            assert status == 201, answer
            while not self._stop.is_set():
                key = secrets.token_hex(8)
                status, answer = line.ask("POST", f"{AT}/counters/{n}/calls", {}, key)
                if answer.get("code") == "nothing_to_call":
                    time.sleep(0.02)
                    continue
                assert status == 201, answer
                self.called[key] = (answer["number"], n)


def holder(house):
    rows = house.asked("SELECT holder FROM lease")
    return int(rows[0][0].split()[-2]) if rows else None


def check_the_record(house, crowd):
    """Every acknowledged command once; numbers without a gap or a double; the record verifies."""
    numbers = [number for (number,) in house.asked("SELECT number FROM ticket")]
    calls = house.asked("SELECT number FROM event WHERE kind = 'ticket_called'")
    issued = Counter(number for number, _ in crowd.issued.values())
    called = Counter(number for number, _ in crowd.called.values())
    assert Counter(numbers) == issued
    assert Counter(number for (number,) in calls) == called
    assert max(called.values()) == 1
    for letter in {number[0] for number in numbers}:
        mine = sorted(int(number[1:]) for number in numbers if number[0] == letter)
        assert mine == COUNTED[: len(mine)]
    assert house.verified()[0] == 0, house.verified()


def check_the_keys(house, unit, crowd, some=20):
    """The same press again is answered as before, by whichever process."""
    with Caller([unit], house.tokens.kiosk) as kiosk:
        letters = [service.letter for service in house.hall.services]
        for key, (number, n) in list(crowd.issued.items())[-some:]:
            again = kiosk.ask("POST", f"{AT}/tickets", {"service": letters[n % len(letters)]}, key)
            assert again[1]["number"] == number
    for key, (number, n) in list(crowd.called.items())[-some:]:
        with Caller([unit], house.tokens.officers[n]) as officer:
            again = officer.ask("POST", f"{AT}/counters/{n}/calls", {}, key)
            assert again[1]["number"] == number


@pytest.mark.chaos
def test_each_of_two_is_killed_again_and_again_and_redis_too(house):
    """Some two minutes."""
    with house.units() as units:
        screens = [Screen(units), Screen(units[::-1])]
        crowd = Crowd(house, units)
        for turn in range(12):
            done = len(crowd.called)
            assert until(lambda at=done: len(crowd.called) > at + 100, 120)
            units[turn % 2].kill()
            if turn % 3 == 0:
                house.redis.kill()
            done = len(crowd.called)
            assert until(lambda at=done: len(crowd.called) > at + 100, 120)
            if turn % 3 == 0:
                house.redis.start()
            units[turn % 2].begin_again()
        crowd.end()
        check_the_record(house, crowd)
        check_the_keys(house, units[0], crowd, some=500)
        for screen in screens:
            check_what_was_heard(house, screen)
            screen.close()


def test_one_of_two_is_killed_under_load(house):
    with house.units() as units:
        until(lambda: holder(house))
        units.sort(key=lambda unit: unit.process.pid != holder(house))
        first, second = units
        screens = [
            Screen([first, second]),
            Screen([second, first]),
            Screen([first, second], "counter", house.tokens.officers[5]),
        ]
        crowd = Crowd(house, units)
        assert until(lambda: len(crowd.called) > 40)
        first.kill()
        at_the_kill = len(crowd.called)
        assert until(lambda: holder(house) == second.process.pid)
        assert until(lambda: len(crowd.called) > at_the_kill + 40)
        crowd.end()
        check_the_record(house, crowd)
        check_the_keys(house, second, crowd)
        for screen in screens:
            check_what_was_heard(house, screen)
            screen.close()
    assert [len(screen.connections) for screen in screens] == [2, 1, 2]


def metric(unit, name):
    """What a unit says of itself."""
    with urllib.request.urlopen(f"{unit.url}/metrics", timeout=90) as answer:
        lines = answer.read().decode().splitlines()
    return [line for line in lines if line.startswith(f"{name} ")]


def hears_others(unit):
    return metric(unit, "lunhou_message_queue_open") == ["lunhou_message_queue_open 1.0"]


def a_poll(line):
    """A printer's long poll: the numbers of the papers that it found."""
    _, found = line.ask("GET", "/devices/self/jobs?wait_s=30")
    return [job["layout"]["number"] for job in found["jobs"]]


def is_out(line):
    return line.ask("GET", "/sessions/current")[0] == 401


def test_what_happens_in_one_process_is_known_in_the_other_with_redis_and_without(house):
    tokens = {name: house.a_printer(name) for name in ("one", "two")}
    manager = house.a_manager()
    with house.units() as (here, there), ThreadPoolExecutor(1) as thread, ExitStack() as stack:
        assert until(lambda: hears_others(here) and hears_others(there))
        kiosk = stack.enter_context(Caller([here], house.tokens.kiosk))
        boss = stack.enter_context(Caller([here], manager))
        elsewhere = stack.enter_context(Caller([there], manager))
        printers = {n: stack.enter_context(Caller([there], of)) for n, of in tokens.items()}
        screen = Screen([there])

        def wakes_and_shuts_out(name):
            """A paper rings the other process's bell; then the device is revoked, here."""
            printer = printers[name]
            poll = thread.submit(a_poll, printer)
            time.sleep(0.5)  # the poll waits by now
            for _ in range(20):
                issue(kiosk)
            ticket = issue(kiosk, printer=name)
            assert poll.result(20) == [ticket["number"]]  # sooner than it would end by itself
            check_what_was_heard(house, screen)
            watching = Screen([there], "printer", tokens[name])
            assert not is_out(printer)
            assert boss.ask("PUT", f"{AT}/devices/{name}", {"state": "revoked"})[0] == 200
            assert until(lambda: is_out(printer))
            assert until(lambda: not watching.connections[0][1].client.connected)
            watching.close()

        wakes_and_shuts_out("one")
        house.redis.kill()
        assert until(lambda: not hears_others(there))
        wakes_and_shuts_out("two")
        house.redis.start()
        assert until(lambda: hears_others(here) and hears_others(there))
        issue(kiosk)
        check_what_was_heard(house, screen)
        assert not is_out(elsewhere)
        assert boss.ask("DELETE", "/sessions/current")[0] == 204
        assert until(lambda: is_out(elsewhere))
        screen.close()
        assert house.verified()[0] == 0
