import socket
import sqlite3
import threading

import pytest
from PIL import Image

from queue_server.protocol import JobState, PrinterState
from tests.devices.builders import Story, a_picture, a_slip
from tests.devices.virtual_printer import Faults, VirtualPrinter
from ticket_printer.escpos import Commands, Confirmation
from ticket_printer.printers import Health, NotReady, Progress, Result
from ticket_printer.printers.address import link_of, open_printer
from ticket_printer.printers.escpos_printer import EscPosPrinter, Waits
from ticket_printer.printers.file import FilePrinter
from ticket_printer.printers.null import NullPrinter
from ticket_printer.printers.replies import Kind, Reply, ReplyReader

QUICK = Waits(answer_s=0.15, stall_s=1, poll_s=0.05, confirm_s=0.8, bytes_per_s=1e9, held_s=3)
PATIENT = Waits(answer_s=10, stall_s=30, poll_s=0.05, confirm_s=30, held_s=60)
"""For what is to succeed, however busy the machine is."""
ONE_TICKET = [a_picture().tobytes()]


def a_network_printer(device: VirtualPrinter, *, confirmation=Confirmation.PAPER_SENSOR, **more):
    commands = Commands(confirmation=confirmation)
    return EscPosPrinter(link_of(device.url), commands, waits=QUICK, **more)


def pictures(device: VirtualPrinter) -> list[bytes]:
    return [ticket.tobytes() for ticket in device.tickets]


@pytest.mark.parametrize("kind", [Confirmation.PAPER_SENSOR, Confirmation.PROCESS_ID])
def test_a_ticket_is_printed_when_the_printer_says_so(kind):
    story = Story()
    with VirtualPrinter() as device:
        result = a_network_printer(device, confirmation=kind).print(a_slip(), story.progress)

        assert (result, story.told) == (Result(state=JobState.PRINTED), ["begin"])
        assert pictures(device) == ONE_TICKET


@pytest.mark.parametrize(
    ("faults", "health"),
    [
        ({}, Health(state=PrinterState.READY)),
        ({"near_end": True}, Health(state=PrinterState.PAPER_LOW)),
        ({"cover_open": True}, Health(state=PrinterState.COVER_OPEN)),
        ({"cutter": True}, Health(state=PrinterState.ERROR, detail="cutter")),
        ({"offline": True}, Health(state=PrinterState.OFFLINE, detail="switched_offline")),
        ({"mute": True}, Health(state=PrinterState.OFFLINE, detail="no_answer")),
    ],
)
def test_health_is_what_the_printer_says(faults, health):
    with VirtualPrinter(faults=Faults(**faults)) as device:
        assert a_network_printer(device).health() == health


def test_a_printer_without_paper_says_so():
    with VirtualPrinter(paper_mm=0) as device:
        assert a_network_printer(device).health() == Health(state=PrinterState.PAPER_OUT)


def test_a_printer_that_refuses_is_offline():
    with VirtualPrinter() as device:
        printer = a_network_printer(device)

    assert printer.health() == Health(state=PrinterState.OFFLINE, detail="no_connection")


@pytest.mark.parametrize("fault", ["cover_open", "cutter", "offline", "mute"])
def test_nothing_is_sent_to_a_printer_that_cannot_print(fault):
    story = Story()
    with VirtualPrinter(faults=Faults(**{fault: True})) as device:
        with pytest.raises(NotReady):
            a_network_printer(device).print(a_slip(), story.progress)

        assert (story.told, device.decoder.strip.rows_printed) == ([], 0)


def test_nothing_is_sent_where_nobody_listens():
    story = Story()
    with VirtualPrinter() as device:
        printer = a_network_printer(device)

    with pytest.raises(NotReady, match="no_connection"):
        printer.print(a_slip(), story.progress)

    assert story.told == []


def test_nothing_is_sent_when_its_beginning_cannot_be_written_down():
    def full_disk():
        raise sqlite3.OperationalError("database or disk is full")

    progress = Progress(begin=full_disk, held=lambda _detail: None)
    with VirtualPrinter() as device:
        with pytest.raises(sqlite3.OperationalError):
            a_network_printer(device).print(a_slip(), progress)

        assert device.decoder.strip.rows_printed == 0


def test_a_ticket_whose_paper_ended_is_finished_on_the_next_roll():
    story = Story()
    with VirtualPrinter(paper_mm=20) as device:
        reload = threading.Timer(0.6, device.load_paper)
        reload.start()

        result = a_network_printer(device).print(a_slip(), story.progress)

        assert (result, story.told) == (Result(state=JobState.PRINTED), ["begin", "paper_out"])
        assert pictures(device) == ONE_TICKET


def test_a_ticket_whose_paper_nobody_reloads_is_unsure():
    story = Story()
    waits = Waits(**{**vars(QUICK), "held_s": 0.3})
    with VirtualPrinter(paper_mm=20) as device:
        printer = EscPosPrinter(link_of(device.url), Commands(), waits=waits)

        result = printer.print(a_slip(), story.progress)

    assert (result, story.told) == (
        Result(state=JobState.UNSURE, detail="paper_out"),
        ["begin", "paper_out"],
    )


def test_a_printer_that_loses_power_in_the_middle_leaves_the_ticket_unsure():
    story = Story()
    with VirtualPrinter(paper_mm=20) as device:
        power = threading.Timer(0.4, lambda: device.switch_off(losing_buffer=True))
        power.start()

        result = a_network_printer(device).print(a_slip(), story.progress)
        power.join()

        assert (result.state, pictures(device)) == (JobState.UNSURE, [])


def test_a_connection_that_drops_in_the_middle_leaves_the_ticket_unsure():
    story = Story()
    with VirtualPrinter(faults=Faults(drop_after=2000)) as device:
        result = a_network_printer(device).print(a_slip(), story.progress)

        assert (result.state, story.told, pictures(device)) == (JobState.UNSURE, ["begin"], [])


def test_half_a_ticket_does_not_spoil_the_next_one():
    with VirtualPrinter(faults=Faults(drop_after=9000)) as device:
        printer = a_network_printer(device)
        results = [printer.print(a_slip(), Story().progress).state for _ in range(3)]

        half, *whole = pictures(device)
        assert results == [JobState.UNSURE, JobState.PRINTED, JobState.PRINTED]
        assert (whole, device.decoder.warnings, half in ONE_TICKET) == (ONE_TICKET * 2, [], False)


def test_a_printer_that_never_confirms_leaves_the_ticket_unsure_after_one_paper():
    with VirtualPrinter(confirms=False) as device:
        result = a_network_printer(device).print(a_slip(), Story().progress)

        assert result == Result(state=JobState.UNSURE, detail="not_confirmed")
        assert pictures(device) == ONE_TICKET


def test_without_status_and_confirmation_a_ticket_is_printed_unconfirmed():
    with VirtualPrinter(faults=Faults(mute=True), confirms=False) as device:
        printer = a_network_printer(device, confirmation=Confirmation.NONE, has_status=False)

        result = printer.print(a_slip(), Story().progress)

        assert result == Result(state=JobState.PRINTED_UNCONFIRMED)
        assert [ticket.tobytes() for ticket in device.wait_for_tickets(1)] == ONE_TICKET


def test_a_printer_that_takes_nothing_does_not_hold_the_agent_for_ever():
    with socket.socket() as deaf:
        deaf.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        deaf.bind(("127.0.0.1", 0))
        deaf.listen()
        url = f"tcp://127.0.0.1:{deaf.getsockname()[1]}"
        printer = EscPosPrinter(link_of(url), Commands(), has_status=False, waits=QUICK)
        long = a_picture(576, 4000)

        result = printer.print(a_slip(picture=long), Story().progress)

    assert result == Result(state=JobState.UNSURE, detail="stalled")


def test_each_job_has_a_connection_of_its_own():
    with VirtualPrinter() as device:
        printer = a_network_printer(device)
        for _ in range(3):
            printer.print(a_slip(), Story().progress)

        with socket.create_connection(device.address, timeout=1) as another:
            another.sendall(b"\x10\x04\x01")
            assert another.recv(1) == b"\x12"
        assert pictures(device) == ONE_TICKET * 3


def test_replies_are_told_apart_however_they_arrive():
    reader = ReplyReader()
    stream = b"\x12" + b"\x37\x22Ab12\x00" + b"\x00" + b"\x92" + b"\xff"

    replies = [reply for byte in stream for reply in reader.feed(bytes([byte]))]

    assert replies == [
        Reply(Kind.STATUS, b"\x12"),
        Reply(Kind.PROCESS_ID, b"Ab12"),
        Reply(Kind.PAPER_SENSOR, b"\x00"),
        Reply(Kind.STATUS, b"\x92"),
    ]


def test_an_automatic_status_is_no_answer():
    reader = ReplyReader()
    stream = b"\x10\x00\x00\x0f" + b"\x12" + b"\x14\x00\x00\x00" + b"\x00" + b"\x10\x12"

    replies = [reply for byte in stream for reply in reader.feed(bytes([byte]))]

    assert replies == [
        Reply(Kind.STATUS, b"\x12"),
        Reply(Kind.PAPER_SENSOR, b"\x00"),
        Reply(Kind.STATUS, b"\x12"),
    ]


@pytest.mark.parametrize("byte", range(256))
def test_a_status_byte_is_known_by_the_bits_that_all_manuals_fix(byte):
    kinds = [reply.kind for reply in ReplyReader().feed(bytes([byte]))]

    assert (kinds == [Kind.STATUS]) == (byte & 0x13 == 0x12)


def test_a_folder_gets_picture_and_bytes_that_only_the_owner_may_read(tmp_path):
    story = Story()
    result = FilePrinter(tmp_path / "out", Commands()).print(a_slip(name="a/../b"), story.progress)

    files = {file.name: file.stat().st_mode & 0o777 for file in (tmp_path / "out").iterdir()}
    assert (result, story.told) == (Result(state=JobState.PRINTED), ["begin"])
    assert files == {"a_.._b.png": 0o600, "a_.._b.bin": 0o600}
    assert Image.open(tmp_path / "out" / "a_.._b.png").convert("1").tobytes() == ONE_TICKET[0]


def test_a_folder_that_cannot_be_is_an_error_and_nothing_is_begun(tmp_path):
    (tmp_path / "file").touch()
    story = Story()

    with pytest.raises(NotReady):
        FilePrinter(tmp_path / "file" / "out", Commands()).print(a_slip(), story.progress)

    assert story.told == []


def test_the_null_printer_claims_nothing():
    result = NullPrinter().print(a_slip(), Story().progress)

    assert result == Result(state=JobState.PRINTED_UNCONFIRMED, detail="no_printer")


@pytest.mark.parametrize(
    "address", ["", "tcp:", "tcp://", "usb:1", "file:", "/dev/usb/lp0", "serial:"]
)
def test_an_address_that_names_no_printer_is_refused(address):
    with pytest.raises(ValueError, match="printer"):
        open_printer(address, Commands())
