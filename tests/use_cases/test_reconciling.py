"""Papers of a kiosk that worked alone: each press one ticket, in the order of the presses."""

from datetime import timedelta

import pytest

from queue_server.domain import errors
from queue_server.use_cases import day, leasing, printing, reconciling, ticketing
from queue_server.use_cases.leasing import Known
from queue_server.use_cases.principal import Role
from queue_server.use_cases.print_job import PrintState
from queue_server.use_cases.reconciling import Outcome, Paper
from queue_server.use_cases.ticketing import Order
from tests.domain.builders import MONDAY, NINE, a_counter, a_hall, a_service, after
from tests.storage.office import KIOSK, an_officer
from tests.use_cases.test_leasing import OTHER


@pytest.fixture
def hall(office):
    office.halls.set(
        a_hall(
            services=(a_service("A"), a_service("B")),
            counters=(a_counter(3, "AB"), a_counter(5, "AB")),
        )
    )
    office.do(leasing.lease, known=Known(), by=KIOSK)
    office.do(leasing.lease, known=Known(), by=OTHER)
    return office


def a_paper(number="A801", *, issue=None, at=NINE, state=PrintState.PRINTED, **facts):
    order = {"service": number[0]} | {k: facts.pop(k) for k in ("priority_class",) if k in facts}
    told = {
        "issue": issue or f"press of {number}",
        "day": MONDAY,
        "number": number,
        "order": Order(**order),
        "pressed_at": at,
        "state": state,
        "secret": f"secret of {number}",
    }
    return Paper(**told | facts)


def reconcile(office, paper=None, by=KIOSK, **facts):
    return office.do(reconciling.reconcile, paper=paper or a_paper(**facts), by=by)


def lost_answer(office, issue):
    """The server issued a number, and nobody heard which."""
    order = Order(service="A", issue=issue, printer="k1")
    secret = office.a_secret()
    return office.do(ticketing.issue, order=order, by=KIOSK, secret=secret).ticket


def test_a_paper_becomes_a_ticket_that_waits_since_its_press(hall):
    hall.clock.pass_(minutes=30)

    done = reconcile(hall, at=after(10), number="A801")

    ticket = hall.ticket("A801")
    assert (done.outcome, ticket.state) == (Outcome.ISSUED, "waiting")
    assert (ticket.clock, ticket.issued_at, ticket.queued_at) == (after(10),) * 3
    assert (ticket.paper, ticket.secret) == ("printed", "secret of A801")
    assert hall.verified()[0] == 0


def test_the_one_rule_puts_it_where_its_press_belongs(hall):
    hall.sit(3)
    hall.clock.pass_(minutes=5)
    early = hall.take("A")
    hall.clock.pass_(minutes=20)
    hall.take("A")
    reconcile(hall, number="A802", at=after(12))
    reconcile(hall, number="A801", at=after(2))

    called = [hall.serve(minutes=0).number for _ in range(4)]

    assert called == ["A801", early.number, "A802", "A002"]


def test_told_again_it_is_the_same_ticket(hall):
    first = reconcile(hall)
    before = hall.everything()

    again = reconcile(hall)

    assert (first.ticket.id, again.outcome) == (again.ticket.id, Outcome.KNOWN)
    assert hall.everything() == before


def test_what_becomes_known_of_the_paper_later_is_kept(hall):
    reconcile(hall, state=PrintState.SENDING)
    reconcile(hall, state=PrintState.UNSURE, detail="agent_stopped")

    (job,) = hall.rows("job")
    assert (job["state"], job["detail"], hall.ticket("A801").paper) == (
        "unsure",
        "agent_stopped",
        "unsure",
    )


def test_where_only_the_answer_was_lost_the_number_on_paper_wins(hall):
    online = lost_answer(hall, "press of A801")
    hall.clock.pass_(minutes=1)

    done = reconcile(hall)

    ticket = hall.ticket("A801")
    assert (done.outcome, ticket.id, ticket.secret) == (
        Outcome.RENUMBERED,
        online.id,
        "secret of A801",
    )
    assert (ticket.clock, ticket.paper) == (NINE, "printed")
    with pytest.raises(errors.NotFound):
        hall.ticket(online.number)
    assert (hall.take("A").number, hall.verified()[0]) == ("A002", 0)


def test_a_request_that_lay_on_the_way_costs_its_person_no_place(hall):
    hall.sit(3)
    hall.clock.pass_(minutes=2)
    after_them = hall.take("A")
    hall.clock.pass_(minutes=3)
    lost_answer(hall, "press of A801")

    late = reconcile(hall, at=after(1)).ticket

    assert (late.issued_at, late.queued_at, late.clock) == (after(1),) * 3
    assert [hall.serve(minutes=0).number for _ in range(2)] == ["A801", after_them.number]
    assert hall.verified()[0] == 0


def test_the_servers_own_request_for_a_paper_is_answered_by_the_one_that_there_is(hall):
    lost_answer(hall, "press of A801")
    reconcile(hall)

    assert hall.reader.ask_all(lambda all_: all_.devices.open_jobs("k1")) == []


def test_a_number_that_was_called_meanwhile_stays_and_the_officer_sees_the_paper_s(hall):
    online = lost_answer(hall, "press of A801")
    hall.sit(3)
    hall.call(3)

    done = reconcile(hall)

    ticket = hall.ticket(online.number)
    assert (done.outcome, ticket.alias, ticket.state) == (Outcome.ALIASED, "A801", "called")
    assert hall.ticket("A801").id == online.id
    assert (reconcile(hall).outcome, hall.verified()[0]) == (Outcome.KNOWN, 0)


def test_one_who_was_missed_under_the_other_number_is_found_by_the_papers(hall):
    lost_answer(hall, "press of A801")
    hall.sit(3)
    hall.call(3)
    hall.handle("miss", "A001")
    reconcile(hall)

    restored = hall.handle("restore", "A801")

    assert (restored.number, restored.alias, restored.state) == ("A001", "A801", "waiting")


def test_a_request_that_comes_after_its_paper_gets_the_paper_s_ticket(hall):
    reconcile(hall)

    late = lost_answer(hall, "press of A801")

    assert (late.number, len(hall.rows("ticket"))) == ("A801", 1)


def test_a_number_that_is_somebody_else_s_changes_nothing_and_tells_the_manager_once(hall):
    reconcile(hall)
    before = hall.rows("ticket")

    done = [reconcile(hall, issue="another press", secret="x") for _ in range(2)]

    assert [(each.outcome, each.why) for each in done] == [
        (Outcome.CONFLICT, "number_conflict")
    ] * 2
    assert hall.rows("ticket") == before
    assert [(e.number, e.device, e.why) for e in hall.events() if e.kind == "paper_conflict"] == [
        ("A801", "k1", "number_conflict")
    ]
    assert [each.number for each in hall.ask(lambda view: view.paper_conflicts())] == ["A801"]
    assert hall.verified()[0] == 0


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"number": "A881"}, "not_leased"),
        ({"number": "B801", "order": Order(service="A")}, "invalid"),
        ({"priority_class": "king"}, "unknown_class"),
        ({"priority_class": "urgent"}, "forbidden"),
    ],
)
def test_what_the_hall_cannot_take_into_its_line_is_a_person_s_to_help_with(hall, facts, why):
    done = reconcile(hall, **facts)

    assert (done.outcome, done.why, hall.rows("ticket")) == (Outcome.CONFLICT, why, [])


@pytest.mark.parametrize(
    ("wrong", "kept"),
    [
        (timedelta(days=-400), NINE),
        (timedelta(minutes=-1), NINE),
        (timedelta(hours=1), after(10)),
        (timedelta(days=3650), after(10)),
    ],
)
def test_a_wrong_clock_moves_nobody_before_the_lease_or_past_now(hall, wrong, kept):
    hall.clock.pass_(minutes=10)

    assert reconcile(hall, at=NINE + wrong).ticket.clock == kept


def test_a_paper_of_yesterday_is_kept_and_ends_with_its_day(hall):
    hall.do(day.turn)
    hall.clock.pass_(minutes=24 * 60)

    ticket = reconcile(hall, at=after(30)).ticket
    hall.do(day.turn)

    ended = hall.ask(lambda view: view.on(MONDAY).get_ticket("A801"))
    assert (ticket.day, ticket.clock, ended.state) == (MONDAY, after(30), "abandoned")
    assert hall.verified()[0] == 0


@pytest.mark.parametrize("days", [-1, 8])
def test_a_paper_of_a_day_that_is_not_now_is_refused(hall, days):
    with pytest.raises(errors.Invalid):
        reconcile(hall, day=MONDAY - timedelta(days=days))


def test_a_kiosk_cannot_touch_another_s_press(hall):
    reconcile(hall)

    with pytest.raises(errors.NotFound):
        reconcile(hall, by=OTHER)


def test_numbers_given_alone_count_for_the_days_limit_and_their_holders_are_served(hall):
    """Two people at two kiosks for the last place: a paper is a promise, and then it is sold out."""
    hall.halls.set(a_hall(services=(a_service("A", per_day=2),), counters=(a_counter(3, "A"),)))
    first = hall.take("A")
    reconcile(hall, number="A801")
    reconcile(hall, number="A841", by=OTHER)

    with pytest.raises(errors.NoCapacity):
        hall.take("A")
    hall.sit(3)
    assert [hall.serve(minutes=0).number for _ in range(3)] == [first.number, "A801", "A841"]


def test_a_copy_is_printed_like_that_of_any_ticket(hall):
    reconcile(hall)

    job = hall.do(
        printing.reprint, number="A801", printer=None, by=an_officer("boss", Role.MANAGER)
    )

    assert (job.copy, job.device) == (2, "k1")


def test_a_used_up_block_is_followed_by_another(hall):
    for count in range(801, 832):
        reconcile(hall, number=f"A{count}")

    held = Known(epoch=1, blocks=[(MONDAY, "A", 801, 840)])
    answer = hall.do(leasing.lease, known=held, by=KIOSK)

    mine = [(e.service, e.first, e.last) for e in answer.days[0].blocks if e.service == "A"]
    assert mine == [("A", 801, 840), ("A", 881, 920)]


def test_after_a_restore_a_number_of_the_servers_own_is_taken_back_as_it_is_on_paper(hall):
    ticket = reconcile(hall, number="A057").ticket

    assert (ticket.number, hall.take("A").number) == ("A057", "A058")
    assert hall.verified()[0] == 0
