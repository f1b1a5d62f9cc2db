"""What a printer can do is asked at its installation, kept, and used."""

import json

import pytest

from queue_server.protocol import JobState, PrinterState
from tests.devices.builders import Story, a_slip
from tests.devices.cable import CabledPrinter
from tests.devices.test_printers import PATIENT
from tests.devices.virtual_printer import Faults, VirtualPrinter
from ticket_printer.capability import (
    Capability,
    NoCapability,
    find_capability,
    write_capability,
)
from ticket_printer.cli import main
from ticket_printer.escpos import Commands, Confirmation
from ticket_printer.printers import Health, Result
from ticket_printer.printers.address import link_of
from ticket_printer.printers.escpos_printer import EscPosPrinter
from ticket_printer.probe import in_words, probe

AT = "2026-11-29T09:00:00+00:00"


def a_capability(**changes) -> Capability:
    known = {
        "printer": "tcp://192.168.1.20:9100",
        "probed_at": AT,
        "status": True,
        "paper_sensor": True,
        "process_id": False,
        "near_end": False,
        "slowest_s": 0.1,
    }
    return Capability(**{**known, **changes})


def found_at(device, url=None, **more):
    """Patient where an answer is to come, as the machine may be busy."""
    url = url or device.url
    says_nothing = device.faults.mute or not device.decoder.confirms
    wait_s = 0.3 if says_nothing else 2.0
    return probe(link_of(url), printer=url, at=AT, answer_s=wait_s, confirm_s=wait_s, **more)


@pytest.mark.parametrize(
    ("kind", "can", "confirmation"),
    [
        ({}, (True, True, True), Confirmation.PROCESS_ID),
        ({"has_process_id": False}, (True, True, False), Confirmation.PAPER_SENSOR),
        ({"confirms": False}, (True, False, False), Confirmation.NONE),
        ({"faults": Faults(no_status=True)}, (False, True, True), Confirmation.PROCESS_ID),
        ({"faults": Faults(mute=True)}, (False, False, False), Confirmation.NONE),
    ],
)
def test_what_a_printer_answers_is_what_it_can(kind, can, confirmation):
    with VirtualPrinter(**kind) as device:
        capability = found_at(device).capability

        assert (capability.status, capability.paper_sensor, capability.process_id) == can
        assert capability.confirmation is confirmation
        assert (device.tickets, device.decoder.strip.rows_printed) == ([], 0)


@pytest.mark.parametrize("cable", ["serial_url", "usb_url"])
def test_a_printer_at_a_cable_is_asked_the_same(cable):
    with CabledPrinter(has_process_id=False) as device:
        capability = found_at(device, getattr(device, cable)).capability

    assert (capability.status, capability.confirmation) == (True, Confirmation.PAPER_SENSOR)


def test_a_warning_before_the_papers_end_is_known_once_it_was_seen():
    with VirtualPrinter() as device:
        fresh = found_at(device).capability
        device.faults.near_end = True
        low = found_at(device, known=fresh)
        device.faults.near_end = False
        full = found_at(device, known=low.capability)

    seen = [each.near_end for each in (fresh, low.capability, full.capability)]
    assert seen == [False, True, True]
    assert low.health == Health(state=PrinterState.PAPER_LOW)


def test_without_status_the_confirmation_tells_that_the_paper_runs_low():
    with VirtualPrinter(faults=Faults(no_status=True, near_end=True)) as device:
        link = link_of(device.url)
        printer = EscPosPrinter(link, Commands(), has_status=False, waits=PATIENT)
        before = printer.health()
        result = printer.print(a_slip(), Story().progress)

        assert (before.state, result) == (PrinterState.UNKNOWN, Result(state=JobState.PRINTED))
        assert printer.health() == Health(state=PrinterState.PAPER_LOW, detail="no_status")


def test_what_was_found_is_read_back_for_the_same_printer(tmp_path):
    file = tmp_path / "new" / "printer.json"
    assert find_capability(file, printer="null:") is None

    write_capability(file, a_capability())

    assert find_capability(file, printer=a_capability().printer) == a_capability()


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("{", "no capability file"),
        ("[]", "no capability file"),
        ('{"printer": "null:"}', "no capability file"),
        ({"status": "yes"}, "status cannot be meant"),
        ({"slowest_s": -1}, "slowest_s cannot be meant"),
        ({"probed_at": "yesterday"}, "probed_at cannot be meant"),
        ({"printer": "tcp://another"}, "of another printer, tcp://another"),
    ],
)
def test_a_file_that_cannot_be_used_says_why(tmp_path, written, message):
    file = tmp_path / "printer.json"
    if isinstance(written, dict):
        write_capability(file, a_capability())
        written = json.dumps(json.loads(file.read_text()) | written)
    file.write_text(written)

    with pytest.raises(NoCapability, match=message):
        find_capability(file, printer=a_capability().printer)


def test_an_answer_may_take_three_times_as_long_as_at_the_installation():
    waits = [a_capability(slowest_s=each).patience_s(1.0) for each in (0.1, 0.9)]

    assert waits == [1.0, pytest.approx(2.7)]


def test_the_words_say_what_to_do_about_a_printer_that_says_nothing():
    with VirtualPrinter(faults=Faults(mute=True)) as device:
        words = in_words(found_at(device))

    assert words == [
        "status:       no",
        "paper sensor: no",
        "process id:   no",
        "near end:     not seen",
        "confirmation: none",
        "It does not say how it is: close the cover, load paper, and ask again.",
        "If it stays so, what goes wrong is seen by people only.",
        "It confirms nothing: its tickets will be printed_unconfirmed.",
        "Put in a roll that is nearly used up and ask again, to see whether it warns.",
    ]


def test_the_command_keeps_what_it_finds_and_a_page_is_printed_by_it(tmp_path, capsys):
    with VirtualPrinter(confirms=False) as device:
        place = ["--printer", device.url, "--spool", str(tmp_path)]
        codes = [main(["probe", *place]), main(["test-page", *place])]

    said = capsys.readouterr().out.splitlines()
    assert (codes, said[0], said[-1]) == (
        [0, 0],
        "status:       yes (now ready)",
        "printed_unconfirmed",
    )
    assert f"kept in {tmp_path}/printer.json" in said


def test_a_printer_that_is_not_there_leaves_no_file(tmp_path, capsys):
    code = main(["probe", "--printer", f"usb:{tmp_path}/lp0", "--spool", str(tmp_path / "spool")])

    assert (code, capsys.readouterr().out) == (1, "not reached: no_connection\n")
    assert not (tmp_path / "spool").exists()


def test_the_command_asks_where_to_keep_it(capsys):
    assert main(["probe", "--printer", "tcp://127.0.0.1"]) == 2
    assert "--capability FILE" in capsys.readouterr().err
