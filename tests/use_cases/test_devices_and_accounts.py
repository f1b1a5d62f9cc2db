"""Devices, papers, accounts: who is let in, and what is kept of it."""

from datetime import timedelta

import pytest

from queue_server.domain import errors
from queue_server.use_cases import accounts, devices, printing
from queue_server.use_cases.device import DeviceKind, DeviceState
from queue_server.use_cases.people import Account, AccountState, SessionKind
from queue_server.use_cases.principal import ANYONE, Principal, Role
from queue_server.use_cases.print_job import PrintState
from tests.domain.builders import HALL, NINE, a_hall
from tests.storage.office import KIOSK, an_officer

TOKEN = b"t" * 32


# -- devices -------------------------------------------------------------------------------------


@pytest.fixture
def asked(office):
    """A kiosk asked to be let in."""
    office.do(devices.enrol, kind=DeviceKind.KIOSK, name="大厅一号", device="k1", token=TOKEN)
    return office


def device(office):
    return office.reader.ask_all(lambda all_: all_.devices.find_device_by_token(TOKEN))


def decide(office, state):
    return office.do(devices.decide, device="k1", state=state, by="boss")


def test_a_device_may_do_nothing_until_it_is_approved(asked):
    pending = device(asked)
    decide(asked, DeviceState.APPROVED)

    assert (pending.state, pending.principal().roles) == (DeviceState.PENDING, frozenset())
    assert device(asked).principal() == Principal(
        name="大厅一号", roles=frozenset({Role.KIOSK}), hall=HALL, device="k1"
    )
    assert [(e.kind, e.state, e.actor) for e in asked.events()] == [
        ("device_changed", "pending", "大厅一号"),
        ("device_changed", "approved", "boss"),
    ]


def test_a_revoked_device_stays_revoked(asked):
    decide(asked, DeviceState.APPROVED)
    decide(asked, DeviceState.REVOKED)

    with pytest.raises(errors.IllegalTransition):
        decide(asked, DeviceState.APPROVED)
    with pytest.raises(errors.Forbidden):
        asked.run(lambda uow: devices.heartbeat(uow, device="k1", status={}))
    assert device(asked).principal().is_known is False


def test_a_change_of_what_a_device_says_is_an_event_and_the_same_again_is_none(asked):
    decide(asked, DeviceState.APPROVED)
    for printer in ("ready", "ready", "paper_out"):
        asked.clock.pass_(1)
        status = {"printer": printer}
        asked.run(lambda uow, said=status: devices.heartbeat(uow, device="k1", status=said))

    assert [each.state for each in asked.events()[2:]] == ["ready", "paper_out"]
    assert (device(asked).seen_at, device(asked).status) == (
        asked.clock.now,
        {"printer": "paper_out"},
    )


def test_a_device_of_another_hall_is_not_found(asked):
    asked.halls.set(a_hall(id="linkou"))
    asked.database.add_halls(["linkou"])

    with pytest.raises(errors.NotFound):
        asked.run(
            lambda uow: devices.decide(
                uow, hall="linkou", device="k1", state=DeviceState.APPROVED, by="boss"
            )
        )


# -- papers ----------------------------------------------------------------------------------------


def report(office, state, job="guangdong-1-1", by=KIOSK):
    return office.run(lambda uow: printing.report(uow, job=job, state=state, detail=None, by=by))


def test_a_paper_s_way_is_kept_and_the_ticket_knows_it(office):
    office.take(printer="k1")
    seen = []
    for state in (PrintState.SENDING, PrintState.PRINTED):
        report(office, state)
        seen.append(office.ticket("A001").paper)

    assert seen == ["sending", "printed"]
    assert office.reader.ask_all(lambda all_: all_.devices.open_jobs("k1")) == []


def test_a_late_report_is_answered_with_what_is_kept(office):
    office.take(printer="k1")
    report(office, PrintState.PRINTED)
    before = office.everything()

    late = report(office, PrintState.SENDING)

    assert (late.state, office.everything()) == (PrintState.PRINTED, before)


def test_only_its_own_device_reports_of_a_paper(office):
    office.take(printer="k1")
    other = Principal(name="other", roles=frozenset({Role.KIOSK}), hall=HALL, device="k2")

    with pytest.raises(errors.Forbidden):
        report(office, PrintState.PRINTED, by=other)
    with pytest.raises(errors.NotFound):
        report(office, PrintState.PRINTED, job="nothing")


def test_another_copy_is_the_same_number_on_the_same_printer(office):
    office.take(printer="k1")
    report(office, PrintState.PRINTED)
    copy = office.do(printing.reprint, number="A001", printer=None, by=an_officer())
    after_copy = office.ticket("A001").paper
    report(office, PrintState.UNSURE, copy.id)
    report(office, PrintState.PRINTED)  # the first one, late

    assert (copy.copy, copy.device, copy.id) == (2, "k1", "guangdong-1-2")
    assert (after_copy, office.ticket("A001").paper) == ("queued", "unsure")
    assert office.verified()[0] == 0


def test_a_number_that_was_never_on_paper_needs_a_printer_for_its_copy(office):
    office.take()

    with pytest.raises(errors.Invalid):
        office.do(printing.reprint, number="A001", printer=None, by=an_officer())
    job = office.do(printing.reprint, number="A001", printer="p1", by=an_officer())
    assert (job.device, job.copy) == ("p1", 1)


# -- accounts ---------------------------------------------------------------------------------------


@pytest.fixture
def chen(office):
    """Officer chen has an account."""
    account = Account(
        name="chen",
        password="$hash",
        roles=frozenset({Role.OFFICER}),
        hall=HALL,
        badge="020331",
        created_at=NINE,
    )
    office.run(lambda uow: uow.people.save_account(account))
    return office


def attempt(office, *, right):
    return office.run(lambda uow: accounts.note_attempt(uow, name="chen", right=right))


def account(office):
    return office.reader.ask_all(lambda all_: all_.people.find_account("chen"))


def begin(office, kind=SessionKind.PAGE):
    return office.run(
        lambda uow: accounts.begin_session(uow, name="chen", digest=TOKEN, csrf="csrf", kind=kind)
    )


def recognised(office):
    return office.reader.ask_all(lambda all_: accounts.recognise(all_.people, TOKEN, all_.now))


def test_five_wrong_passwords_lock_an_account_for_a_while(chen):
    tried = [attempt(chen, right=False) for _ in range(5)]

    assert tried == [False] * 5
    with pytest.raises(errors.TooManyRequests) as refusal:
        accounts.require_unlocked(account(chen), chen.clock())
    assert refusal.value.details == {"retry_after_s": 15 * 60 + 1}
    chen.clock.pass_(15)
    accounts.require_unlocked(account(chen), chen.clock())
    assert attempt(chen, right=True) is True


def test_a_right_password_counts_anew(chen):
    for _ in range(4):
        attempt(chen, right=False)
    attempt(chen, right=True)
    attempt(chen, right=False)

    assert (account(chen).failures, account(chen).locked_until) == (1, None)


def test_while_it_is_locked_even_the_right_password_does_not_open_it(chen):
    """Many guesses at once were all begun before the lock; none may come through after it."""
    for _ in range(5):
        attempt(chen, right=False)

    with pytest.raises(errors.TooManyRequests):
        attempt(chen, right=True)
    assert account(chen).locked_until is not None


def test_a_page_session_ends_when_nobody_uses_it_and_in_any_case_after_the_shift(chen):
    begin(chen)
    seen = []
    for past in (29, 29, 31):
        chen.clock.pass_(past)
        seen.append(recognised(chen) is not None)
        if seen[-1]:
            chen.run(lambda uow: accounts.touch_session(uow, digest=TOKEN))

    assert seen == [True, True, False]
    chen.clock.now = NINE
    begin(chen)
    for _ in range(30):
        chen.clock.pass_(25)
        chen.run(lambda uow: accounts.touch_session(uow, digest=TOKEN))
    assert recognised(chen) is None


def test_a_token_needs_no_use_and_ends_after_a_year(chen):
    who = begin(chen, SessionKind.TOKEN)
    chen.clock.now = NINE + timedelta(days=364)
    alive = recognised(chen)
    chen.clock.now = NINE + timedelta(days=366)

    assert (who.csrf, alive.name, recognised(chen)) == (None, "chen", None)


def test_a_disabled_account_is_out_at_once(chen):
    begin(chen)
    chen.run(lambda uow: accounts.disable(uow, name="chen"))

    assert (recognised(chen), account(chen).state) == (None, AccountState.DISABLED)
    with pytest.raises(errors.Unauthenticated):
        begin(chen)
    assert attempt(chen, right=True) is False


def test_who_is_nobody_may_do_nothing():
    with pytest.raises(errors.Unauthenticated):
        ANYONE.require(Role.OFFICER)
    with pytest.raises(errors.Forbidden):
        an_officer().require(Role.MANAGER)
    with pytest.raises(errors.Forbidden):
        an_officer().require(Role.OFFICER, hall="linkou")
    an_officer().require(Role.OFFICER, hall=HALL)
