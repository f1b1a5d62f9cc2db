"""A server of the live side alone, run in a process of its own: a hall in memory, moved by requests."""

import sys

from queue_server.realtime.async_mode import AsyncMode, patch

MODE = AsyncMode(sys.argv[1])
patch(MODE)

import gc  # noqa: E402 -- after the patching, as in a program
import json  # noqa: E402 -- after the patching, too
import logging  # noqa: E402 -- after the patching, too
import threading  # noqa: E402 -- after the patching, too
import time  # noqa: E402 -- after the patching, too

from flask import Flask, request  # noqa: E402 -- after the patching, too

from queue_server.domain.errors import NotFound, Unauthenticated  # noqa: E402 -- after the patching, too
from queue_server.realtime import engine  # noqa: E402 -- after the patching, too
from queue_server.realtime.async_mode import threads  # noqa: E402 -- after the patching, too
from queue_server.realtime.live import LiveSide  # noqa: E402 -- after the patching, too
from queue_server.realtime.ports import TicketView  # noqa: E402 -- after the patching, too
from queue_server.realtime.serve import serve  # noqa: E402 -- after the patching, too
from queue_server.use_cases.principal import ANYONE, Principal, Role  # noqa: E402 -- after the patching, too
from tests.realtime.builders import FakeHalls, a_call, an_issue  # noqa: E402 -- after the patching, too

PEOPLE = {
    "officer": Principal(name="wang", roles=frozenset({Role.OFFICER}), hall="guangdong"),
    "manager": Principal(name="li", roles=frozenset({Role.MANAGER}), hall="guangdong"),
    "elsewhere": Principal(name="zhao", roles=frozenset({Role.MANAGER}), hall="linkou"),
    "kiosk": Principal(name="k1", roles=frozenset({Role.KIOSK}), hall="guangdong", device="k1"),
    "display": Principal(name="d1", roles=frozenset({Role.DISPLAY}), hall="guangdong", device="d1"),
}


class Memory:
    """The record of one hall, and what the live side asks of it."""

    def __init__(self):
        self.record = []
        self.boards_read = 0
        self.sounds = []
        self.reports = []
        self.cut = 0
        self.slow = 0
        self.board_takes_s = 0.0

    @property
    def sequence(self):
        return len(self.record)

    def add(self, make, **facts):
        recorded = make(self.sequence + 1, **facts)
        self.record.append(recorded)
        return recorded

    def recognise(self, environ, token):
        if token is None:
            cookie = environ.get("HTTP_COOKIE", "")
            return PEOPLE[cookie.removeprefix("session=")] if cookie else ANYONE
        if token == "breaks":
            raise OSError("the disk is away")
        if token not in PEOPLE:
            raise Unauthenticated
        return PEOPLE[token]

    def board(self, hall):
        self.boards_read += 1
        sequence = self.sequence
        time.sleep(self.board_takes_s)
        return {"hall": hall, "sequence": sequence, "calls": [], "notices": []}

    def events_after(self, hall, sequence, limit):
        return [each for each in self.record if each.hall == hall][sequence : sequence + limit]

    def sequences(self):
        return {"guangdong": self.sequence}

    def forget(self):
        """Everyone is recognised anew here anyway."""

    def ticket_view(self, secret):
        if not secret.startswith("secret-"):
            raise NotFound(what="ticket")
        ticket = int(secret.removeprefix("secret-"))
        return TicketView("guangdong", ticket, self.sequence, {"number": f"A{ticket:03d}"})

    def find_officer(self, hall, user):
        return {"badge": "007", "name": f"{user} of {hall}"}

    def find_rendered(self, said):
        """Nothing is: the voice has tests of its own."""

    def on_sound(self, device, hall, state):
        self.sounds.append([device, hall, state])

    def on_report(self, device, hall, report, published):
        said = [report.screen, report.sound, report.sequence, list(report.missing)]
        self.reports.append([device, hall, *said, published])

    def on_cut(self):
        self.cut += 1

    def sentence(self, refusal, languages):
        return f"{refusal.code} in {languages}"


if sys.argv[2:] == ["quick-pings"]:
    engine.PING_S, engine.ANSWER_S = 0.2, 5
    del sys.argv[2:]
memory = Memory()
app = Flask("hall")
live = LiveSide(
    app,
    mode=MODE,
    threads=threads(MODE, 2),
    halls=FakeHalls(),
    surroundings=memory,
    on_cut=memory.on_cut,
    **({"message_queue": sys.argv[2], "channel": sys.argv[3]} if len(sys.argv) > 2 else {}),
)
MAKERS = {"call": a_call, "issue": an_issue}


@app.post("/events")
def add_events():
    """Record events, and publish them unless they are to be lost on the way."""
    asked = request.get_json()
    recorded = [memory.add(MAKERS[asked.get("kind", "call")], **facts) for facts in asked["events"]]
    if asked.get("publish", True):
        live.publisher.publish(recorded)
    return {"sequence": memory.sequence}


@app.post("/markers")
def mark():
    """Events, each right after something that the library sends by itself."""
    for number in range(request.get_json()["count"]):
        live.namespace.emit("marker", memory.sequence)
        live.publisher.publish([memory.add(a_call, pad=9_000)])
        time.sleep(0 if number % 3 else 0.001)
    return {}


@app.get("/known")
def known():
    counts = {"boards_read": memory.boards_read, "cut": memory.cut, "slow": memory.slow}
    return {"sounds": memory.sounds, "reports": memory.reports, **counts}


@app.get("/kept")
def kept():
    """How many objects of connections there are."""
    names = {"GreenSocket", "Handler", "Inlet", "Straight", "Visitor"}
    found = [type(each).__name__ for each in gc.get_objects()]
    return {name: found.count(name) for name in names & set(found)}


@app.post("/slow-boards")
def slow_boards():
    memory.board_takes_s = request.get_json()["seconds"]
    return {}


@app.post("/revocations")
def revoke():
    """Close the connections of somebody."""
    name = request.get_json()["name"]
    live.namespace.close_connections_of(lambda principal: principal.name == name)
    return {}


@app.get("/ping")
def ping():
    return "pong"


@app.get("/letters")
def letters():
    """A body of a length, in one piece or in several of unknown length."""
    body = "abcdefgh" * (int(request.args["n"]) // 8)
    return iter([body[:5], "", body[5:]]) if "pieces" in request.args else body


@app.get("/slow")
def slow():
    memory.slow += 1
    time.sleep(float(request.args["s"]))
    return "done"


@app.get("/jobs")
def jobs():
    """A long poll of the printer p1."""
    asked = time.monotonic()
    woken = live.waiters.wait("p1", float(request.args["wait_s"]))
    return {"woken": woken, "waited_s": time.monotonic() - asked}


def ready(port):
    live.open()
    sys.stdout.write(json.dumps({"port": port, "thread": threading.current_thread().name}) + "\n")
    sys.stdout.flush()


logging.basicConfig(level=logging.WARNING)
serve(app, host="127.0.0.1", port=0, mode=MODE, on_ready=ready, on_stop=live.close, grace_s=3)
sys.stdout.write("stopped\n")
