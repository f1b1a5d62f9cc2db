"""The bell of a kiosk: rings once, until somebody comes or nobody is needed any more."""

import pytest

from queue_server.domain import errors, events
from queue_server.use_cases import devices, help_wanted
from queue_server.use_cases.device import DeviceKind, DeviceState
from tests.domain.builders import NINE, after


@pytest.fixture
def kiosk(office):
    facts = {"kind": DeviceKind.KIOSK, "name": "门口取号机", "device": "k1", "token": b"t" * 32}
    office.do(devices.enrol, **facts)
    office.do(devices.decide, device="k1", state=DeviceState.APPROVED, by="boss")
    return office


def ring(office):
    return office.run(lambda uow: help_wanted.ask(uow, device="k1"))


def go(office, by="chen"):
    return office.do(help_wanted.answer, device="k1", by=by)


def still(office):
    return office.run(lambda uow: help_wanted.withdraw(uow, device="k1"))


def of_help(office):
    return [each for each in office.events() if each.kind.startswith("help")]


def test_the_bell_rings_once_however_often_it_is_pressed_and_says_who_comes(kiosk):
    ring(kiosk)
    kiosk.clock.pass_(1)
    again = ring(kiosk)
    answered = go(kiosk)

    assert (again.help_at, again.wants_help) == (NINE, True)
    assert (answered.helper, answered.helped_at, answered.wants_help) == ("chen", after(1), False)
    assert of_help(kiosk) == [
        events.HelpWanted(at=NINE, actor="门口取号机", device="k1", place="门口取号机"),
        events.HelpAnswered(at=after(1), actor="chen", device="k1"),
    ]
    assert kiosk.verified()[0] == 0


def test_two_who_would_go_are_told_that_one_goes_already(kiosk):
    ring(kiosk)
    go(kiosk)

    assert go(kiosk).helper == "chen"
    with pytest.raises(errors.IllegalTransition):
        go(kiosk, "wang")


def test_nobody_goes_where_nobody_wants_help(kiosk):
    with pytest.raises(errors.IllegalTransition):
        go(kiosk)
    ring(kiosk)
    still(kiosk)
    with pytest.raises(errors.IllegalTransition):
        go(kiosk)

    assert [each.kind for each in of_help(kiosk)] == ["help_wanted", "help_withdrawn"]


def test_after_help_the_next_person_may_ring_again(kiosk):
    ring(kiosk)
    go(kiosk)
    kiosk.clock.pass_(5)

    rung = ring(kiosk)

    assert (rung.help_at, rung.helper, rung.helped_at) == (after(5), None, None)


def test_what_is_no_kiosk_of_the_hall_has_no_bell(office):
    facts = {"kind": DeviceKind.DISPLAY, "name": "屏", "device": "k1", "token": b"t" * 32}
    office.do(devices.enrol, **facts)
    office.do(devices.decide, device="k1", state=DeviceState.APPROVED, by="boss")

    with pytest.raises(errors.Forbidden):
        ring(office)
    with pytest.raises(errors.NotFound):
        office.run(lambda uow: help_wanted.ask(uow, device="nobody"))
    with pytest.raises(errors.NotFound):
        office.do(help_wanted.answer, device="nobody", by="chen")
