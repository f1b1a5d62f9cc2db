import json
import socket
import struct
import time

import pytest
from socketio.exceptions import ConnectionError as RefusedConnection

from tests.realtime.processes import Watcher, running, wait_until, watching

REPORT = {"screen": "hall", "page": "a1", "sequence": 0, "sound": "ready", "clock_off_s": -0.5}


def test_a_display_joins_without_a_token_and_gets_the_board(server):
    sequence = server.call()

    with watching(server) as watcher:
        assert watcher.join() == {
            "sequence": sequence,
            "board": {"hall": "guangdong", "sequence": sequence, "calls": [], "notices": []},
        }


def test_what_happens_after_the_join_comes_in_order(server):
    with watching(server) as watcher:
        joined = watcher.join()["sequence"]
        server.call(200)

        assert watcher.wait_for(200) == watcher.events
        assert watcher.sequences() == list(range(joined + 1, joined + 201))
        assert {event["sequence"] - event["previous"] for event in watcher.events} == {1}


def test_a_burst_reaches_twenty_clients_each_in_order(server):
    watchers = [Watcher(server) for _ in range(20)]
    joined = {watcher.join()["sequence"] for watcher in watchers}
    server.call(200)
    expected = list(range(max(joined) + 1, max(joined) + 201))

    assert [[e["sequence"] for e in w.wait_for(200)] for w in watchers] == [expected] * 20
    for watcher in watchers:
        watcher.close()


@pytest.mark.parametrize(
    ("token", "audience", "code"),
    [
        (None, "counter", "unauthenticated"),
        (None, "manager", "unauthenticated"),
        (None, "kiosk", "unauthenticated"),
        ("officer", "manager", "forbidden"),
        ("officer", "printer", "forbidden"),
        ("elsewhere", "manager", "forbidden"),
        ("display", "counter", "forbidden"),
        ("officer", "counter", None),
        ("manager", "counter", None),
        ("manager", "manager", None),
        ("kiosk", "kiosk", None),
        ("kiosk", "printer", None),
        ("elsewhere", "display", None),
    ],
)
def test_who_may_join_as_what(server, token, audience, code):
    with watching(server, token) as watcher:
        assert watcher.join(audience).get("code") == code


def test_one_who_was_refused_hears_nothing(server):
    with watching(server, "officer") as refused, watching(server) as other:
        refused.join("display")
        refused.join("manager")
        other.join()
        server.call()
        other.wait_for(1)

        assert refused.events == []


def test_a_hall_that_is_not_there_is_not_found(server):
    with watching(server, headers={"Accept-Language": "en"}) as watcher:
        assert watcher.join(hall="atlantis") == {
            "code": "not_found",
            "message": "not_found in en",
            "details": {"what": "hall", "hall": "atlantis"},
        }


def test_the_session_cookie_of_a_page_is_recognised(server):
    with watching(server, headers={"Cookie": "session=officer"}) as watcher:
        assert watcher.join("counter").keys() == {"sequence", "board"}


@pytest.mark.parametrize(
    ("token", "code"), [("stolen", "unauthenticated"), ("breaks", "storage_unavailable")]
)
def test_a_wrong_token_is_refused_at_the_connection_with_its_code(server, token, code):
    refusals = []
    with pytest.raises(RefusedConnection):
        Watcher(server, token, refusals=refusals)

    sentence = f"{code} in "
    assert refusals == [
        {"message": sentence, "data": {"code": code, "message": sentence, "details": {}}}
    ]


def test_an_officer_sees_who_and_why_and_the_screen_what_it_says(server):
    with watching(server, "officer") as officer, watching(server) as display:
        officer.join("counter")
        display.join()
        server.happen({"number": "A012"})
        common = {"number": "A012", "counter": 3, "attempt": 1, "service": "A", "language": "zh-CN"}
        staff, public = officer.wait_for(1)[0], display.wait_for(1)[0]

    assert staff.items() >= {**common, "actor": "wang", "reason": "asked"}.items()
    assert public.items() >= common.items()
    assert public.keys() - staff.keys() == {"announcement"}
    assert staff.keys() - public.keys() == {"actor", "reason", "chosen"}


def test_the_holder_of_a_ticket_gets_its_events_and_sees_its_own_gaps(server):
    with watching(server) as holder:
        joined = holder.ask("join", {"ticket": "secret-77"})
        server.happen({"ticket": 77}, {"ticket": 5}, {"ticket": 5}, {"ticket": 77, "attempt": 2})
        first, second = holder.wait_for(2)

        assert joined["board"] == {"number": "A077"}
        assert (first["sequence"], second["attempt"]) == (joined["sequence"] + 1, 2)
        assert first["previous"] <= joined["sequence"]
        assert second["previous"] == first["sequence"]
        assert [
            (event["sequence"], event["previous"])
            for event in holder.ask("since", {"sequence": joined["sequence"]})["events"]
        ] == [
            (first["sequence"], joined["sequence"]),
            (second["sequence"], first["sequence"]),
        ]
    with watching(server) as guesser:
        assert guesser.ask("join", {"ticket": "guess"})["code"] == "not_found"


def test_a_second_join_leaves_the_first(server):
    with watching(server) as watcher, watching(server) as other:
        watcher.join()
        watcher.ask("join", {"ticket": "secret-99"})
        other.join()
        server.call()
        other.wait_for(1)

        assert watcher.events == []


def test_a_lost_message_shows_as_a_gap_and_since_fills_it(server):
    with watching(server) as watcher:
        joined = watcher.join()["sequence"]
        server.call(2, publish=False)
        server.call()
        (event,) = watcher.wait_for(1)

        assert (event["previous"], event["sequence"]) == (joined + 2, joined + 3)
        missed = watcher.ask("since", {"sequence": joined})["events"]
        assert [each["sequence"] for each in missed] == [joined + 1, joined + 2, joined + 3]
        assert missed[-1] == event


def test_one_who_comes_back_asks_for_what_was_missed(server):
    with watching(server) as watcher:
        known = watcher.join()["sequence"]
    server.call(3)
    with watching(server) as watcher:
        joined = watcher.join()["sequence"]
        missed = watcher.ask("since", {"sequence": known})["events"]

        assert [each["sequence"] for each in missed] == [known + 1, known + 2, known + 3]
        assert watcher.ask("since", {"sequence": joined}) == {"events": []}


def test_too_much_is_not_told_one_by_one(server):
    server.call(1100)
    with watching(server) as watcher:
        watcher.join()

        assert watcher.ask("since", {"sequence": 0})["code"] == "too_old"


def test_a_sequence_that_no_record_reaches_is_not_looked_for(server):
    with watching(server) as watcher:
        watcher.join()

        assert watcher.ask("since", {"sequence": 2**63})["code"] == "invalid"


@pytest.mark.parametrize(
    ("name", "payload"),
    [
        ("join", ()),
        ("join", ({"hall": "guangdong", "audience": "display"}, "more")),
        ("join", (None,)),
        ("join", ([1, 2],)),
        ("join", ({"hall": 7, "audience": "display"},)),
        ("join", ({"hall": "guangdong", "audience": "ticket"},)),
        ("join", ({"hall": "guangdong", "audience": "display", "x": 1},)),
        ("join", ({"ticket": {"$ne": None}},)),
        ("join", ({"ticket": "x" * 600},)),
        ("since", ({"sequence": 1},)),
        ("since", ({"sequence": -1},)),
        ("since", ({"sequence": True},)),
        ("sound", ({"state": "<b>"},)),
        ("report", ({},)),
        ("report", ({**REPORT, "screen": "<b>"},)),
        ("report", ({**REPORT, "sequence": True},)),
        ("report", ({**REPORT, "clock_off_s": "late"},)),
        ("report", ({**REPORT, "clock_off_s": 1e300},)),
        ("report", ({**REPORT, "spoke": {"sequence": 1}},)),
        ("report", ({**REPORT, "spoke": 1},)),
        ("report", ({**REPORT, "version": "\n"},)),
        ("report", ({**REPORT, "missing": "chime"},)),
        ("report", ({**REPORT, "missing": ["two words"]},)),
        ("report", ({**REPORT, "missing": ["chime"] * 17},)),
        ("report", ({**REPORT, "colour": "red"},)),
        ("connect", ({"token": "manager"},)),
        ("disconnect", ("now",)),
        ("__class__", ({},)),
        ("trigger_event", ({},)),
        ("no such", ({},)),
    ],
)
def test_what_cannot_be_meant_is_answered_so(server, name, payload):
    with watching(server) as watcher:
        if name in {"connect", "disconnect"}:
            watcher.client.emit(name, payload[0], "/live")
        else:
            assert watcher.client.call(name, payload, "/live", timeout=5)["code"] == "invalid"

        assert watcher.join().get("code") == ("invalid" if name == "disconnect" else None)


def test_a_display_tells_of_its_sound_once_for_each_state(server):
    before = len(server.get("/known")["sounds"])
    with watching(server, "display") as watcher:
        assert watcher.ask("sound", {"state": "ready"})["code"] == "invalid"
        watcher.join()
        for state in ("blocked", "blocked", "ready"):
            assert watcher.ask("sound", {"state": state}) == {}
    with watching(server, "officer") as officer:
        officer.join("counter")
        assert officer.ask("sound", {"state": "ready"})["code"] == "forbidden"

    assert server.get("/known")["sounds"][before:] == [
        ["d1", "guangdong", "blocked"],
        ["d1", "guangdong", "ready"],
    ]


def test_a_display_says_how_it_is_and_where_the_record_was(server):
    before = len(server.get("/known")["reports"])
    with watching(server, "display") as watcher, watching(server) as unpaired:
        assert watcher.ask("report", REPORT)["code"] == "invalid"
        watcher.join()
        unpaired.join()
        sequence = server.call()
        assert watcher.ask("report", {**REPORT, "sequence": sequence}) == {}
        assert (
            unpaired.ask(
                "report", {**REPORT, "spoke": {"sequence": 1, "by": "bank"}, "missing": ["chime"]}
            )
            == {}
        )
    with watching(server, "officer") as officer:
        officer.join("counter")
        assert officer.ask("report", REPORT)["code"] == "forbidden"

    assert server.get("/known")["reports"][before:] == [
        ["d1", "guangdong", "hall", "ready", sequence, [], sequence],
        [None, "guangdong", "hall", "ready", 0, ["chime"], sequence],
    ]


def test_the_connections_of_one_who_was_revoked_are_closed(server):
    with watching(server, "kiosk") as revoked, watching(server, "officer") as other:
        revoked.join("kiosk")
        other.join("counter")
        server.post("/revocations", {"name": "k1"})
        wait_until(lambda: not revoked.client.connected)
        server.call()

        assert (len(other.wait_for(1)), revoked.events) == (1, [])


def test_a_message_that_is_too_large_closes_only_its_own_socket(server):
    with watching(server) as other:
        other.join()
        with watching(server) as loud:
            loud.join()
            loud.client.emit("join", {"hall": "x" * 70_000}, "/live")
            wait_until(lambda: not loud.client.connected)
        server.call()

        assert len(other.wait_for(1)) == 1


@pytest.mark.parametrize(
    "frame",
    [b'42/live,["join"', b"42/live,[]", b"459999999999-/live,[]", b"9", b"4x", b"42/live,{}"],
)
def test_frames_that_nobody_can_read_harm_nobody(server, frame):
    with watching(server) as other:
        other.join()
        with raw_socket(server) as connection:
            send_frame(connection, b"40/live,")
            send_frame(connection, frame)
            server.call()

            assert len(other.wait_for(1)) == 1


def test_one_that_reads_late_delays_nobody_and_gets_every_message_whole(server):
    with raw_socket(server) as late, watching(server, "officer") as other:
        send_frame(late, b'40/live,{"token":"officer"}')
        send_frame(late, b'42/live,0["join",{"hall":"guangdong","audience":"counter"}]')
        # Joined before anything happens: what each reads begins with the same event.
        from_late = frames(late)
        until_frame(from_late, b"43/live,0")
        other.join("counter")
        # More than the kernel keeps for a connection that is not read.
        for _ in range(4):
            server.happen(*[{"pad": 10_000}] * 150)
        other.wait_for(600)
        began = time.monotonic()
        server.call()
        other.wait_for(601)
        assert time.monotonic() - began < 0.5

        heard = [
            json.loads(frame.removeprefix(b"42/live,"))[1]["sequence"]
            for frame in until_frame(from_late, f'"sequence":{other.sequences()[-1]},'.encode())
            if frame.startswith(b'42/live,["event"')
        ]
        assert heard == other.sequences()


def test_a_board_is_read_once_for_all_who_ask_at_once(mode):
    with running(mode) as server:
        server.post("/slow-boards", {"seconds": 0.5})
        watchers = [Watcher(server) for _ in range(20)]
        answers = []
        for watcher in watchers:
            watcher.client.emit(
                "join",
                {"hall": "guangdong", "audience": "display"},
                "/live",
                callback=answers.append,
            )
        wait_until(lambda: len(answers) == 20)

        assert server.get("/known")["boards_read"] == 1
        assert [answer["sequence"] for answer in answers] == [0] * 20
        for watcher in watchers:
            watcher.close()


def raw_socket(server):
    """A WebSocket by hand, past its handshake."""
    connection = socket.create_connection(("127.0.0.1", server.port), timeout=5)
    connection.sendall(
        b"GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        b"Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
        b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
    )
    assert connection.recv(12) == b"HTTP/1.1 101"
    return connection


def send_frame(connection, payload):
    head = bytes((0x81, 0x80 | len(payload))) if len(payload) < 126 else None
    assert head is not None
    connection.sendall(head + struct.pack(">I", 0) + payload)


def frames(connection):
    """The payloads of the frames from the server."""
    with connection.makefile("rb") as stream:
        while stream.readline().strip() != b"":
            pass
        while True:
            _, length = stream.read(2)
            if length == 126:
                (length,) = struct.unpack(">H", stream.read(2))
            yield stream.read(length)


def until_frame(of_server, part):
    """The frames to the first that has this part in it."""
    heard = []
    while not heard or part not in heard[-1]:
        heard.append(next(of_server))
    return heard
