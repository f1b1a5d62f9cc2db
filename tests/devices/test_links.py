"""Printers at a cable: a serial line, and USB by its device file."""

import os

import pytest

from queue_server.protocol import JobState, PrinterState
from tests.devices.builders import Story, a_picture, a_slip
from tests.devices.cable import CabledPrinter
from tests.devices.test_printers import ONE_TICKET, PATIENT, QUICK, pictures
from tests.devices.virtual_printer import Faults
from ticket_printer.escpos import Commands, Confirmation
from ticket_printer.printers import Health, NotReady, Result
from ticket_printer.printers.address import link_of, open_printer
from ticket_printer.printers.connection import Connection
from ticket_printer.printers.escpos_printer import EscPosPrinter, Waits
from ticket_printer.printers.serial_line import SerialLink

CABLES = ["serial", "usb"]


def a_printer_at(device, cable, *, confirmation=Confirmation.PAPER_SENSOR, waits=QUICK, **more):
    url = device.serial_url if cable == "serial" else device.usb_url
    return EscPosPrinter(link_of(url), Commands(confirmation=confirmation), waits=waits, **more)


@pytest.mark.parametrize("cable", CABLES)
@pytest.mark.parametrize("kind", [Confirmation.PAPER_SENSOR, Confirmation.PROCESS_ID])
def test_a_ticket_goes_through_a_cable_and_is_confirmed(cable, kind):
    story = Story()
    with CabledPrinter() as device:
        printer = a_printer_at(device, cable, confirmation=kind, waits=PATIENT)
        results = [printer.print(a_slip(), story.progress) for _ in range(2)]

        assert (results, story.told) == ([Result(state=JobState.PRINTED)] * 2, ["begin"] * 2)
        assert pictures(device) == ONE_TICKET * 2


@pytest.mark.parametrize("cable", CABLES)
@pytest.mark.parametrize(
    ("faults", "health"),
    [
        ({}, Health(state=PrinterState.READY)),
        ({"near_end": True}, Health(state=PrinterState.PAPER_LOW)),
        ({"cover_open": True}, Health(state=PrinterState.COVER_OPEN)),
        ({"not_taken": True}, Health(state=PrinterState.READY, detail="ticket_not_taken")),
        ({"mute": True}, Health(state=PrinterState.OFFLINE, detail="no_answer")),
    ],
)
def test_a_printer_at_a_cable_says_how_it_is(cable, faults, health):
    waits = QUICK if faults.get("mute") else PATIENT
    with CabledPrinter(faults=Faults(**faults)) as device:
        assert a_printer_at(device, cable, waits=waits).health() == health


@pytest.mark.parametrize("cable", CABLES)
def test_a_mute_printer_at_a_cable_is_sent_nothing(cable):
    story = Story()
    with CabledPrinter(faults=Faults(mute=True)) as device:
        with pytest.raises(NotReady, match="no_answer"):
            a_printer_at(device, cable).print(a_slip(), story.progress)

        assert (story.told, device.decoder.strip.rows_printed) == ([], 0)


@pytest.mark.parametrize("cable", CABLES)
def test_a_cable_that_is_pulled_in_the_middle_leaves_the_ticket_unsure(cable):
    story = Story()
    with CabledPrinter(paper_mm=20) as device:
        story.when_held = lambda: device.switch_off(losing_buffer=True)
        result = a_printer_at(device, cable, waits=PATIENT).print(a_slip(), story.progress)

        assert (result, story.told, pictures(device)) == (
            Result(state=JobState.UNSURE, detail="connection_lost"),
            ["begin", "paper_out"],
            [],
        )


@pytest.mark.parametrize("cable", CABLES)
def test_paper_reloaded_in_time_finishes_the_ticket(cable):
    story = Story()
    with CabledPrinter(paper_mm=20) as device:
        story.when_held = device.load_paper
        result = a_printer_at(device, cable, waits=PATIENT).print(a_slip(), story.progress)

        assert (result, story.told) == (Result(state=JobState.PRINTED), ["begin", "paper_out"])
        assert pictures(device) == ONE_TICKET


@pytest.mark.parametrize("cable", CABLES)
def test_without_a_device_the_printer_is_offline(cable, tmp_path):
    printer = open_printer(f"{cable}:{tmp_path}/lp0", Commands())

    assert printer.health() == Health(state=PrinterState.OFFLINE, detail="no_connection")


def test_a_file_in_the_place_of_the_device_swallows_no_ticket(tmp_path):
    file = tmp_path / "lp0"
    file.touch()
    story = Story()

    with pytest.raises(NotReady, match="no_connection"):
        open_printer(f"usb:{file}", Commands()).print(a_slip(), story.progress)

    assert (story.told, file.read_bytes()) == ([], b"")


def test_two_programs_do_not_share_a_serial_line():
    with CabledPrinter() as device:
        first = link_of(device.serial_url)()
        try:
            health = a_printer_at(device, "serial").health()
        finally:
            first.close()

    assert health == Health(state=PrinterState.OFFLINE, detail="in_use")


@pytest.mark.parametrize("cable", CABLES)
def test_a_printer_that_takes_nothing_is_not_waited_for_without_end(cable):
    inner, plug = os.openpty()  # nobody reads the other end
    waits = Waits(**{**vars(QUICK), "stall_s": 0.2})
    url = f"{cable}:{os.ttyname(plug)}"
    printer = EscPosPrinter(link_of(url), Commands(), has_status=False, waits=waits)
    try:
        result = printer.print(a_slip(picture=a_picture(576, 4000)), Story().progress)
    finally:
        os.close(plug)
        os.close(inner)

    assert result == Result(state=JobState.UNSURE, detail="stalled")


def test_a_slow_line_is_given_the_time_that_its_bytes_take():
    with CabledPrinter() as device:
        link = link_of(f"serial:{device.device}?baud=9600")()
        link.close()

    assert link.bytes_per_s == 960


class ScriptedLink:
    """Says one thing after another, whatever it is asked; then, if it is well, answers questions."""

    bytes_per_s = None
    remembers = True

    def __init__(self, *says: bytes, well: bool = False) -> None:
        self._says = list(says)
        self._well = well
        self._questions = 0

    def send(self, data: bytes, *, stall_s: float) -> None:  # noqa: ARG002 -- it takes all
        self._questions += data.startswith(b"\x10\x04")

    def receive(self, *, within_s: float) -> bytes:  # noqa: ARG002 -- it says it at once
        if self._says:
            return self._says.pop(0)
        if self._well and self._questions:
            self._questions -= 1
            return WELL
        return b""

    def close(self) -> None:
        """It stays."""


NOTHING, SWITCHED_OFFLINE, WELL = b"", b"\x1a", b"\x12"


def test_an_answer_that_comes_late_is_not_taken_for_that_to_the_next_question():
    links = iter([ScriptedLink(), ScriptedLink(NOTHING, SWITCHED_OFFLINE, well=True)])
    printer = EscPosPrinter(lambda: next(links), Commands(), waits=QUICK)

    assert printer.health() == Health(state=PrinterState.OFFLINE, detail="no_answer")
    assert printer.health() == Health(state=PrinterState.READY)


def test_a_confirmation_that_came_before_the_ticket_is_none_of_it():
    link = ScriptedLink(b"\x00", WELL, *[NOTHING, WELL] * 3)
    printer = EscPosPrinter(lambda: link, Commands(), waits=QUICK)

    result = printer.print(a_slip(), Story().progress)

    assert result.state is JobState.UNSURE


def test_the_rest_of_a_conversation_is_dropped_where_the_link_remembers():
    link = ScriptedLink(b"\x37\x22A", b"\x00")
    connection = Connection(link, answer_s=0.01)

    connection.settle()

    assert connection.confirmation(0.01) is None


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("serial:", "a printer is"),
        ("serial:/dev/ttyS0?baud=fast", "baud=NUMBER"),
        ("serial:/dev/ttyS0?baud=0", "baud=NUMBER"),
        ("serial:/dev/ttyS0?flow=water", "flow=none, rtscts, dsrdtr, xonxoff"),
        ("serial:/dev/ttyS0?speed=9600", "not speed=9600"),
        ("usb:", "a printer is"),
        ("usb:lp0", "a printer is"),
        ("tcp://printer:much", "no port"),
        ("tcp://[::1", "no printer's address"),
    ],
)
def test_an_address_that_cannot_be_meant_is_refused_with_the_reason(address, message):
    with pytest.raises(ValueError, match=message):
        open_printer(address, Commands())


@pytest.mark.parametrize("flow", ["none", "rtscts", "dsrdtr", "xonxoff"])
def test_a_line_is_opened_as_its_address_says(flow):
    with CabledPrinter() as device:
        link = link_of(f"serial:{device.device}?baud=19200&flow={flow}")()
        assert isinstance(link, SerialLink)
        port = link._port
        settings = (port.baudrate, port.rtscts, port.dsrdtr, port.xonxoff)
        link.close()

    assert settings == (19200, flow == "rtscts", flow == "dsrdtr", flow == "xonxoff")
