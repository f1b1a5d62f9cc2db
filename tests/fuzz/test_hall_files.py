"""A hall file is read or refused with its faults, and what is read can be served."""

import itertools
import shutil
from dataclasses import replace

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from queue_server.settings.hall_file import HallFileError, read_hall
from tests.fuzz.halls import changed_halls, changed_texts
from tests.fuzz.often import often_and_seldom
from tests.storage.databases import sqlite_template  # noqa: F401 -- found by its name here
from tests.web.a_server import AT, HALL, serving

MOST = 3
"""Services, classes and counters of a hall that are tried."""


@often_and_seldom(often=1000, seldom=40)
def test_a_changed_hall_is_read_or_refused_with_its_faults(how, tmp_path):
    file = tmp_path / "hall.toml"

    @settings(how)
    @given(changed_halls() | changed_texts())
    def read(text):
        read_or_refused(file, text.encode(errors="replace"))

    read()


@often_and_seldom(often=40, seldom=4)
def test_a_changed_hall_that_is_read_can_be_served(how, tmp_path, sqlite_template):  # noqa: F811 -- above
    file = tmp_path / "hall.toml"
    folders = itertools.count()

    @settings(how)
    @given(changed_halls())
    def serve(text):
        hall = read_or_refused(file, text.encode(errors="replace"))
        assume(hall is not None)
        folder = tmp_path / str(next(folders))
        folder.mkdir()
        shutil.copy(sqlite_template, folder / "lunhou.db")
        assert failures_of_a_day(folder, replace(hall, id=HALL)) == []
        shutil.rmtree(folder)

    serve()


@often_and_seldom(often=5000, seldom=100)
def test_any_bytes_are_refused(how, tmp_path):
    file = tmp_path / "hall.toml"

    @settings(how)
    @given(st.binary(max_size=200))
    def refuse(written):
        assert read_or_refused(file, written) is None

    refuse()


def read_or_refused(file, written):
    """The hall; None where it was refused as it must be."""
    file.write_bytes(written)
    try:
        return read_hall(file)
    except HallFileError as refusal:
        check_faults(refusal.errors, file, written)
        return None


def check_faults(faults, file, written):
    """Every fault names the file, a line that it has, and what is wrong there."""
    assert faults
    assert {fault.file for fault in faults} == {str(file)}
    lines = written.count(b"\n") + 1
    assert [fault for fault in faults if not 1 <= fault.line <= lines or not fault.message] == []


def failures_of_a_day(folder, hall):
    """What was answered with a fault of ours while the hall worked."""
    with serving(folder, halls={HALL: hall}, log_level="CRITICAL") as office:
        answers = [*take_numbers(office, hall), *call_them(office, hall), *look(office, hall)]
    return [(answer.request.path, answer.text) for answer in answers if answer.status_code >= 500]


def take_numbers(office, hall):
    classes = [each.code for each in hall.classes[:MOST]]
    for service, code in itertools.product(hall.services[:MOST], classes):
        order = {"service": service.letter, "class": code, "language": hall.languages[-1]}
        yield office.post(f"{AT}/tickets", {**order, "reason": "asked"}, by="desk")
    for service in hall.services[:MOST]:
        taken = office.post(f"{AT}/tickets", {"service": service.letter}, by="kiosk")
        yield taken
        if taken.status_code == 201:
            yield office.get(f"/tickets/{taken.json['secret']}")
            yield office.get(f"/tickets/{taken.json['secret']}/explanation")
        slots = office.get(f"{AT}/slots?service={service.letter}&date=2026-11-23")
        yield slots
        for slot in (slots.json.get("slots") or [])[:1]:
            booking = {"service": service.letter, "starts_at": slot["starts_at"]}
            yield office.post(f"{AT}/appointments", booking)


def call_them(office, hall):
    for counter in hall.counters[:MOST]:
        at = f"{AT}/counters/{counter.number}"
        yield office.post(f"{at}/sessions", {}, by="chen")
        called = office.post(f"{at}/calls", {}, by="chen")
        yield called
        yield office.get(at, by="chen")
        if called.status_code == 201:
            for verb in ("recalls", "starts", "completions"):
                yield office.do(verb, called.json["number"])
        yield office.delete(f"{at}/sessions/current", by="chen")


def look(office, hall):
    yield office.get("/halls")
    yield office.get(f"{AT}/board")
    yield office.get("/devices/self/jobs", by="kiosk")
    yield office.get(f"{AT}/statistics?by=service,class,counter,officer,hour,day", by="boss")
    tickets = office.get(f"{AT}/tickets", by="desk")
    yield tickets
    for ticket in tickets.json["tickets"][:MOST]:
        yield office.get(f"{AT}/tickets/{ticket['number']}", by="desk")
    for page in ("kiosk", "display", "counter", "manager"):
        yield office.client.get(f"/halls/{HALL}/{page}")
