"""Readers of documents: what they say becomes a hash, damaged answers are no card, nothing is shown."""

import json
import logging
import os
import threading
import time
import tty
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from queue_server.protocol.identity import holder_hash
from ticket_printer.cli import main
from ticket_printer.readers import DocumentType, IdCard, ReaderAway, UnknownReader, open_driver
from ticket_printer.readers.bridge import BadMap, HttpBridge, WebSocketBridge
from ticket_printer.readers.hid import Keys
from ticket_printer.readers.mrz import NoMrz, check_digit, read_mrz
from ticket_printer.readers.sdt import READ_TEXT, SELECT, SdtReader, answer, card_of, frame
from ticket_printer.readers.simulated import SimulatedReader
from ticket_printer.readers.tray import KEPT_S, HallKey, Tray, watch
from ticket_printer.readers.typed import read_typed

NUMBER = "11010519491231002X"
"""The example of GB 11643."""
TD3 = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10"
TD1 = (
    "I<UTOD231458907<<<<<<<<<<<<<<<\n7408122F1204159UTO<<<<<<<<<<<6\nERIKSSON<<ANNA<MARIA<<<<<<<<<<"
)
TD2 = "I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nD231458907UTO7408122F1204159<<<<<<<6"
"""The specimens of ICAO Doc 9303."""
KEY = HallKey(key=b"k" * 32, names=False)


def a_card(**changes):
    return IdCard(**({"document": DocumentType.IDENTITY_CARD, "number": NUMBER} | changes))


# -- what is typed --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("zone", "document", "number"),
    [
        (TD3, DocumentType.PASSPORT, "L898902C3"),
        (TD2, DocumentType.FOREIGN_RESIDENT, "D23145890"),
        (TD1, DocumentType.FOREIGN_RESIDENT, "D23145890"),
    ],
)
@pytest.mark.parametrize("between", ["\n", "", "\r\n"])
def test_the_zones_of_the_standard_are_read(zone, document, number, between):
    card = read_mrz(zone.replace("\n", between))

    assert (card.document, card.number, card.name) == (document, number, "ERIKSSON ANNA MARIA")
    assert (card.birth, card.expiry) == ("740812", "120415")


def test_each_digit_that_was_read_wrongly_is_found():
    begin = TD3.index("L898902C3")
    places = [at for at in range(begin, begin + 10) if TD3[at].isdigit()]
    wrong = [f"{TD3[:at]}{(int(TD3[at]) + 1) % 10}{TD3[at + 1 :]}" for at in places]

    assert [is_refused(each) for each in wrong] == [True] * 8
    assert is_refused(TD3) is False


def is_refused(zone):
    try:
        read_mrz(zone)
    except NoMrz:
        return True
    return False


@pytest.mark.parametrize("text", ["", "K7MX3P2A", TD3[:-1], TD3.replace("<", "*"), "护" * 88])
def test_what_is_no_zone_is_refused_and_not_repeated(text):
    with pytest.raises(NoMrz) as refusal:
        read_mrz(text)

    assert text == "" or text not in str(refusal.value)


def test_the_check_digit_is_the_standard_s():
    assert [check_digit(each) for each in ("520727", "D23145890", "ZE184226B<<<<<")] == [3, 7, 1]


def test_an_identity_number_is_told_by_its_last_character():
    typed = [read_typed(each) for each in (NUMBER, NUMBER.lower(), f" {NUMBER}\n")]

    assert [(each.document, each.number, each.birth) for each in typed] == [
        (DocumentType.IDENTITY_CARD, NUMBER, "19491231")
    ] * 3
    assert read_typed("110105194912310021") == "110105194912310021"
    assert read_typed("K7MX3P2A") == "K7MX3P2A"


def test_a_document_shows_nothing_of_itself_where_it_is_printed():
    shown = repr(a_card(name="张三", birth="19491231"))

    assert [each for each in (NUMBER, "张三", "19491231") if each in shown] == []


# -- the SDT module ---------------------------------------------------------------------------------


def text_block(name="䶮䶮", number=NUMBER):
    fields = [(name, 30), ("1", 2), ("01", 4), ("19491231", 16), ("北京", 70), (number, 36)]
    fields += [("某局", 30), ("20100101", 16), ("20300101", 16), ("", 36)]
    return "".join(text.ljust(size // 2) for text, size in fields).encode("utf-16-le")


def reply(state, data=b""):
    """An answer as the module sends it: three status bytes, then data."""
    return frame(bytes([0, 0, state]) + data)


def card_data(block):
    return len(block).to_bytes(2, "big") + (0).to_bytes(2, "big") + block


class Module(threading.Thread):
    """A reader's module on the other end of a line: answers each command as it is told."""

    def __init__(self, master, answers):
        super().__init__(daemon=True)
        self.master, self.answers, self.asked = master, answers, []

    def run(self):
        while True:
            try:
                asked = os.read(self.master, 64)
            except OSError:
                return
            self.asked.append(asked)
            command = asked[7:9]
            said = self.answers.get(command, [])
            if said:
                os.write(self.master, said.pop(0) if len(said) > 1 else said[0])


@pytest.fixture
def module():
    """`module(answers)`: an opened reader, and the module that it speaks to."""
    opened = []

    def start(answers):
        master, slave = os.openpty()
        tty.setraw(slave)
        made = Module(master, {b"\x11\xff": [reply(0x90)]} | answers)
        made.start()
        reader = SdtReader(f"sdt:{os.ttyname(slave)}")
        opened.append((reader, master, slave))
        reader.open()
        return reader, made

    yield start
    for reader, master, slave in opened:
        reader.close()
        os.close(slave)
        os.close(master)


def test_the_frames_are_those_of_the_layout():
    assert [
        frame(each).hex().upper() for each in (b"\x20\x01", SELECT, READ_TEXT, b"\x11\xff")
    ] == [
        "AAAAAA96690003200122",
        "AAAAAA96690003200221",
        "AAAAAA96690003300132",
        "AAAAAA9669000311FFED",
    ]


def test_a_card_is_found_chosen_and_read(module):
    answers = {
        b"\x20\x01": [reply(0x80), reply(0x9F)],
        b"\x20\x02": [reply(0x90)],
        b"\x30\x01": [reply(0x90, card_data(text_block()))],
    }
    reader, asked = module(answers)

    card = reader.poll(5)

    assert (card.document, card.number, card.name) == (
        DocumentType.IDENTITY_CARD,
        NUMBER,
        "䶮䶮",
    )
    assert (card.birth, card.expiry) == ("19491231", "20300101")
    assert [each[7:9].hex() for each in asked.asked] == ["11ff", "2001", "2001", "2002", "3001"]


def test_no_card_is_none(module):
    reader, _ = module({b"\x20\x01": [reply(0x80)]})

    assert reader.poll(0.1) is None


@pytest.mark.parametrize(
    "damaged",
    [
        reply(0x9F)[:-1] + b"\x00",
        b"\x00" + reply(0x9F)[1:],
        reply(0x9F)[:7] + b"\x00" * 4,
        bytes.fromhex("AAAAAA96690001") + b"\x00" * 8,
        bytes.fromhex("AAAAAA9669FFFF") + b"\x00" * 8,
    ],
)
def test_a_damaged_answer_is_no_card(module, damaged):
    reader, _ = module({b"\x20\x01": [damaged]})

    with pytest.raises(ReaderAway):
        reader.poll(5)


@pytest.mark.parametrize("data", [b"", b"\x01\x00\x00\x00", card_data(text_block()[:-2])])
def test_a_card_that_was_cut_off_is_none(data):
    with pytest.raises(ReaderAway):
        card_of(data)


def test_a_reader_that_is_not_there_says_so_and_no_more():
    with pytest.raises(ReaderAway, match="cannot be opened"):
        SdtReader("sdt:/dev/no-such-line").open()


def test_any_bytes_are_an_answer_or_none():
    class Bytes:
        def __init__(self, data):
            self.data = data

        def read(self, size):
            found, self.data = self.data[:size], self.data[size:]
            return found

    @given(st.binary(max_size=40).map(lambda more: b"\xaa\xaa\xaa\x96\x69" + more) | st.binary())
    def tried(data):
        try:
            state, _ = answer(Bytes(data))
        except ReaderAway:
            return
        assert 0 <= state <= 255

    tried()


# -- bridges ---------------------------------------------------------------------------------------


class Bridge(BaseHTTPRequestHandler):
    """A maker's bridge: says what it was told to."""

    said: ClassVar[list[bytes]] = []

    def do_GET(self):
        body = self.said.pop(0) if len(self.said) > 1 else self.said[0]
        self.send_response(200)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        """Nothing."""


@pytest.fixture
def bridge():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Bridge)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/card"
    server.shutdown()
    server.server_close()


def told(number, name="张三"):
    return json.dumps({"code": 0, "data": {"certNumber": number, "partyName": name}}).encode()


def test_a_bridge_s_card_is_found_by_the_map_and_told_once(bridge):
    Bridge.said = [b"{}", told(NUMBER), told(NUMBER), told(""), told("X1"), told("X1")]
    reader = HttpBridge(f"{bridge}#number=data.certNumber&name=data.partyName&document=PP")
    reader.open()

    first, second = reader.poll(5), reader.poll(5)
    reader.close()

    assert (first.number, first.name, first.document) == (NUMBER, "张三", DocumentType.PASSPORT)
    assert second.number == "X1"


@pytest.mark.parametrize("said", [b"<html>", b"", b"\xff"])
def test_a_bridge_that_speaks_no_json_is_away(bridge, said):
    Bridge.said = [said]

    with pytest.raises(ReaderAway):
        HttpBridge(f"{bridge}#number=data.certNumber").poll(5)


@pytest.mark.parametrize("said", [b"[]", b"1", b'{"data": []}', b'{"data": {"certNumber": 7}}'])
def test_json_without_a_number_is_no_card(bridge, said):
    Bridge.said = [said]

    assert HttpBridge(f"{bridge}#number=data.certNumber").poll(0.1) is None


@pytest.mark.parametrize("make", [HttpBridge, WebSocketBridge])
@pytest.mark.parametrize(
    "address",
    ["http://bridge.example/#number=a", "ws://10.0.0.7:1919#number=a", "http://127.0.0.1/#name=a",
     "http://127.0.0.1/#number=a&photo=b"],
)  # fmt: skip
def test_a_bridge_is_on_this_machine_and_says_where_the_number_is(make, address):
    with pytest.raises(BadMap):
        make(address)


def test_a_bridge_that_is_not_there_is_away():
    with pytest.raises(ReaderAway):
        WebSocketBridge("ws://127.0.0.1:9#number=a").open()


# -- scanners and the simulated reader --------------------------------------------------------------


def test_keys_become_the_line_that_was_scanned():
    keys = Keys()
    pressed = [("KEY_LEFTSHIFT", 1), ("KEY_K", 1), ("KEY_K", 0), ("KEY_LEFTSHIFT", 0), ("KEY_7", 1)]
    pressed += [("KEY_SLASH", 1), ("KEY_RIGHTSHIFT", 1), ("KEY_COMMA", 1), ("KEY_RIGHTSHIFT", 0)]

    lines = [keys.press(*each) for each in [*pressed, ("KEY_ENTER", 1), ("KEY_ENTER", 1)]]

    assert [each for each in lines if each] == ["K7/<"]


def test_the_simulated_reader_reads_what_is_written_from_now_on(tmp_path):
    file = tmp_path / "cards"
    file.write_text(f"{NUMBER}\n")
    reader = SimulatedReader(f"simulated:{file}")
    reader.open()
    before = reader.poll(0)
    with file.open("a") as more:
        more.write(f"{NUMBER}\nK7MX3P2A\nhalf")

    assert (before, reader.poll(0).number, reader.poll(0), reader.poll(0)) == (
        None,
        NUMBER,
        "K7MX3P2A",
        None,
    )


def test_drivers_are_found_by_the_scheme_of_their_address(tmp_path):
    assert open_driver(f"simulated:{tmp_path / 'cards'}").info() == "simulated reader"
    with pytest.raises(UnknownReader, match="hid, http, sdt, simulated, typed, ws"):
        open_driver("magic:1")


# -- the tray --------------------------------------------------------------------------------------


class Clock:
    def __init__(self):
        self.now = 0.0

    def __call__(self):
        return self.now


def test_a_document_leaves_the_tray_as_its_hash_and_its_end_alone(caplog):
    caplog.set_level(logging.DEBUG)
    tray = Tray(lambda: KEY)

    tray.lay(a_card(name="张三"))
    told = tray.reads(0, 0)

    assert told == {"seen": 1, "card": {"hash": holder_hash(KEY.key, NUMBER), "last4": "002X"}}
    assert [each for each in (NUMBER, "张三") if each in caplog.text] == []


def test_a_page_that_knows_more_than_the_tray_learns_so_at_once():
    tray = Tray(lambda: KEY)
    begun = time.monotonic()

    told = tray.reads(5, 20)

    assert (told, time.monotonic() - begun < 5) == ({"seen": 0}, True)


def test_where_the_hall_prints_names_the_tray_covers_them():
    tray = Tray(lambda: HallKey(key=KEY.key, names=True))

    tray.lay(a_card(name="欧阳䶮"))

    assert tray.reads(0, 0)["card"]["name"] == "**䶮"


def test_without_the_hall_s_key_nothing_is_told():
    tray = Tray(lambda: None)

    tray.lay(a_card())

    assert tray.reads(0, 0) == {"seen": 1, "fault": "no_key"}


def test_what_was_read_is_told_once_and_not_for_long():
    clock = Clock()
    tray = Tray(lambda: KEY, clock)
    tray.lay("K7MX3P2A")
    first, again = tray.reads(0, 0), tray.reads(1, 0)
    tray.lay("LATER")
    clock.now += KEPT_S + 1

    assert (first, again) == ({"seen": 1, "code": "K7MX3P2A"}, {"seen": 1})
    assert tray.reads(1, 0) == {"seen": 2}


def test_who_waits_is_told_at_once():
    tray = Tray(lambda: KEY)
    told = []
    waiting = threading.Thread(target=lambda: told.append(tray.reads(0, 60)))
    waiting.start()

    tray.lay("K7MX3P2A")
    waiting.join(30)

    assert told == [{"seen": 1, "code": "K7MX3P2A"}]


def test_what_the_page_passes_on_is_taken_only_where_it_is_a_document():
    tray = Tray(lambda: KEY)
    for text in ("K7MX3P2A", "", NUMBER):
        tray.typed(text)

    assert tray.reads(0, 0)["card"]["last4"] == "002X"
    assert tray.reads(0, 0)["seen"] == 1


class Flaky:
    """A reader that goes away before it reads."""

    def __init__(self, stop):
        self.stop, self.opened, self.polled = stop, 0, 0

    def open(self):
        self.opened += 1

    def poll(self, _timeout_s):
        self.polled += 1
        if self.polled == 1:
            raise ReaderAway("unplugged")
        self.stop.set()
        return a_card()

    def close(self):
        """Nothing is held."""

    def info(self):
        return "flaky"


def test_a_reader_that_goes_away_is_opened_again(monkeypatch, caplog):
    monkeypatch.setattr("ticket_printer.readers.tray.AGAIN_S", 0.01)
    stop, tray = threading.Event(), Tray(lambda: KEY)
    reader = Flaky(stop)

    watch(reader, tray, stop)

    assert (reader.opened, tray.reads(0, 0)["card"]["last4"]) == (2, "002X")
    assert "flaky: unplugged" in caplog.text


def test_a_reader_is_tried_without_saying_whose_document_it_is(tmp_path, capsys):
    file = tmp_path / "cards"

    def lay() -> None:
        while not file.exists():
            time.sleep(0.01)
        with file.open("a") as more:
            more.write(f"{NUMBER}\n")

    threading.Thread(target=lay).start()

    code = main(["try-reader", f"simulated:{file}"])
    said = capsys.readouterr().out

    assert (code, NUMBER in said) == (0, False)
    assert said.splitlines() == ["simulated reader: lay a document on it", "NI ending in 002X"]
    assert main(["try-reader", f"simulated:{file}", "--wait-s", "0"]) == 1
    assert main(["try-reader", "magic:1"]) == 2
