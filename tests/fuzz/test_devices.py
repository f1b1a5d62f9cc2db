"""What a printer or a server may say to the print agent: never a fault of ours, never an endless wait."""

import contextlib
import json
import logging
import socket
import threading

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from queue_server.protocol import JobState, PrinterState, Unreachable
from tests.devices.builders import Story, a_job, a_layout, a_slip
from tests.devices.escpos_decoder import Decoder
from tests.devices.strip import Strip
from tests.devices.test_printers import QUICK
from tests.fuzz.anything import JSON, changed
from tests.fuzz.often import often_and_seldom
from ticket_printer.clock import ServerClock, utc_now
from ticket_printer.courier import Courier
from ticket_printer.escpos import Commands, encode
from ticket_printer.formats import PAPER_58
from ticket_printer.press import Press
from ticket_printer.printers import Health
from ticket_printer.printers.address import link_of
from ticket_printer.printers.escpos_printer import EscPosPrinter
from ticket_printer.printers.null import NullPrinter
from ticket_printer.printers.replies import ReplyReader, health_of
from ticket_printer.spool import Spool

# -- the virtual printer ---------------------------------------------------------------------


TICKET = encode(a_slip().picture, Commands())
PIECES = st.sampled_from(
    [
        b"\x1d(L",
        b"\x1d(k",
        b"\x1d(H",
        b"\x1dv0",
        b"\x1b*",
        b"\x1b@",
        b"\x1dV",
        b"\n",
        b"\x10\x04\x01",
    ]
) | st.binary(max_size=12)


@often_and_seldom(often=2000, seldom=60)
def test_the_virtual_printer_reads_on_after_nonsense(how):
    @settings(how)
    @given(st.lists(PIECES, max_size=12), st.integers(0, len(TICKET)), st.integers(1, 50))
    @example([b"\x1dv0\x00\x00\x00\x00\x00"], 0, 1)
    @example([b"\x1d(k\x00\x00", b"\x1d(L\x02\x000p", b"\x1d(k\x04\x001Q\xff\xff"], 0, 1)
    def read(pieces, cut, at_once):
        printer = Decoder(Strip(576))
        said = b"".join(pieces) + TICKET[:cut]
        for start in range(0, len(said), at_once * 100):
            printer.feed(said[start : start + at_once * 100])
        printer.forget()
        before = len(printer.strip.tickets)
        printer.strip.cut()
        printer.feed(TICKET)

        assert len(printer.strip.tickets) > before

    read()


# -- what printers answer --------------------------------------------------------------------


@often_and_seldom(often=5000, seldom=300)
def test_answers_are_cut_out_of_any_bytes_the_same_however_they_arrive(how):
    @settings(how)
    @given(st.binary(max_size=40) | st.lists(st.sampled_from([b"7", b'7"', b"\x12"])).map(b"".join))
    def cut(said):
        one_by_one, at_once = ReplyReader(), ReplyReader()
        slowly = [reply for byte in said for reply in one_by_one.feed(bytes([byte]))]

        assert at_once.feed(said) == slowly

    cut()


@given(st.tuples(*[st.integers(0, 255)] * 4))
def test_any_four_bytes_are_some_health(four):
    assert isinstance(health_of(dict(enumerate(four, start=1))), Health)


@contextlib.contextmanager
def a_babbler(said):
    """Something at a printer's address that talks without end, and not of what it was asked."""
    stop = threading.Event()

    def talk():
        while not stop.is_set():
            with contextlib.suppress(OSError), listener.accept()[0] as line:
                line.settimeout(0.05)
                while not stop.is_set():
                    with contextlib.suppress(TimeoutError):
                        line.send(said * 100)

    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.05)
        thread = threading.Thread(target=talk)
        thread.start()
        try:
            yield f"tcp://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            stop.set()
            thread.join()


def test_one_that_talks_of_other_things_without_end_counts_as_silent():
    with a_babbler(b"\x00") as address:
        health = EscPosPrinter(link_of(address), Commands(), waits=QUICK).health()

    assert health == Health(state=PrinterState.OFFLINE, detail="no_answer")


def test_one_that_says_its_health_without_end_confirms_nothing():
    with a_babbler(b"\x12") as address:
        result = EscPosPrinter(link_of(address), Commands(), waits=QUICK).print(
            a_slip(), Story().progress
        )

    assert result.state is JobState.UNSURE


# -- what the server, or a proxy, answers ----------------------------------------------------


class Says:
    """A client of the API whose server answers the same to everything."""

    def __init__(self, answer):
        self.answer = answer

    def get(self, *_path, **_options):
        return self.answer

    post = get


@pytest.fixture
def spool(tmp_path):
    opened = Spool(tmp_path / "spool", now=utc_now())
    yield opened
    opened.close()


@often_and_seldom(often=2000, seldom=60)
def test_a_job_that_is_none_does_not_stop_the_others(how, spool):
    logging.disable(logging.ERROR)

    @settings(how)
    @given(JSON | st.fixed_dictionaries({"jobs": st.lists(JSON | changed(a_job()), max_size=3)}))
    def fetch(answer):
        good = a_job()
        if isinstance(answer, dict) and isinstance(answer.get("jobs"), list):
            answer["jobs"].append(good)
        courier = Courier(Says(answer), spool, ServerClock())
        with contextlib.suppress(Unreachable):
            assert courier.fetch(wait_s=0) is True
        courier.beat(Health(state=PrinterState.READY))

    try:
        fetch()
    finally:
        logging.disable(logging.NOTSET)


@often_and_seldom(often=400, seldom=15)
def test_a_layout_that_is_none_is_void_and_the_next_is_printed(how, spool):
    press = Press(spool, NullPrinter(), PAPER_58, ServerClock(), told=lambda: None)
    logging.disable(logging.ERROR)

    @settings(how)
    @given(changed(a_layout()))
    def print_it(layout):
        assume(len(json.dumps(layout)) < 2000)
        for each in (layout, a_layout()):
            spool.accept(a_job(layout=each), now=utc_now())
            press.step()
        told = spool.unreported()
        for outcome in told:
            spool.acknowledge(outcome)

        assert spool.next_waiting() is None
        assert {each.state for each in told} <= {
            JobState.SENDING,
            JobState.PRINTED_UNCONFIRMED,
            JobState.VOID,
        }
        assert told[-1].state is not JobState.VOID

    try:
        print_it()
    finally:
        logging.disable(logging.NOTSET)
