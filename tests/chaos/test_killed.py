"""A server that is killed in the middle: what it acknowledged is there when it starts again."""

import signal
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.chaos.demonstration import Line, demonstrating

pytestmark = pytest.mark.slow
CLIENTS = 8
BEFORE_THE_KILL = 60


def issue_until_it_dies(demo, acknowledged, enough):
    """Clients that take numbers until the server is gone; the presses that were not answered."""

    def client(n):
        press = 0
        with Line(demo, "kiosk") as line:
            while True:
                press += 1
                key = f"client-{n}-{press}"
                try:
                    status, ticket = line.ask("POST", "/halls/small/tickets", {"service": "A"}, key)
                except OSError:
                    return key
                if status == 201:
                    acknowledged.append((key, ticket))
                if len(acknowledged) >= BEFORE_THE_KILL:
                    enough.set()

    with ThreadPoolExecutor(CLIENTS) as clients:
        return list(clients.map(client, range(CLIENTS)))


def test_what_was_acknowledged_survives_the_server(tmp_path, database):
    acknowledged, enough = [], threading.Event()
    with demonstrating(tmp_path, database=database) as demo:
        tokens = demo.tokens
        killer = threading.Thread(
            target=lambda: (enough.wait(60), demo.stop(signal.SIGKILL)), daemon=True
        )
        killer.start()
        unanswered = issue_until_it_dies(demo, acknowledged, enough)
        killer.join(30)
        demo.start()
        with Line(demo, "kiosk") as kiosk, Line(demo, "desk") as desk:
            again = [
                kiosk.ask("POST", "/halls/small/tickets", {"service": "A"}, key)
                for key in unanswered
            ]
            repeated = [
                kiosk.ask("POST", "/halls/small/tickets", {"service": "A"}, key)
                for key, _ in acknowledged[:5]
            ]
            kept = [
                each["number"] for each in desk.ask("GET", "/halls/small/tickets")[1]["tickets"]
            ]
        same_tokens = demo.tokens == tokens
        exit_code = demo.stop()
        verified, said = demo.verify()

    promised = {ticket["number"] for _, ticket in acknowledged}
    assert promised <= set(kept)
    assert [answer for _, answer in repeated] == [ticket for _, ticket in acknowledged[:5]]
    assert {status for status, _ in again} == {201}
    assert not promised & {ticket["number"] for _, ticket in again}
    assert kept == [f"A{n:03d}" for n in range(1, len(kept) + 1)]
    assert len(kept) == len(promised) + len(again)
    assert (same_tokens, exit_code, verified) == (True, 0, 0), said
