"""Cases from the opening to the end: numbers, days, who may, two at once, what is kept and for how long."""

import threading
from datetime import date, timedelta

import pytest

from queue_server.domain.case import CaseRules
from queue_server.domain.case_lifecycle import UNSETTLED, CaseKind, CaseState, Outcome, Way, Why
from queue_server.domain.errors import (
    AnswerNeeded,
    CasesEnough,
    ChangedMeanwhile,
    Forbidden,
    Invalid,
    NotFound,
)
from queue_server.use_cases import cases, citizen, forgetting_cases
from queue_server.use_cases.case_book import NOBODY, Tally, Wanted
from queue_server.use_cases.case_report import case_figures
from queue_server.use_cases.cases import Of, Opening
from queue_server.use_cases.people import Account
from queue_server.use_cases.principal import Role
from tests.domain.builders import HALL, NINE
from tests.storage.office import an_officer

CHEN, WANG = an_officer("chen"), an_officer("wang")
BOSS = an_officer("boss", Role.MANAGER)
DAY_MIN = 24 * 60


@pytest.fixture
def office(database_office):
    """A hall with people to whom cases can be handed, on each kind of database."""
    for name, role, hall in (
        ("chen", Role.OFFICER, HALL),
        ("wang", Role.OFFICER, HALL),
        ("boss", Role.MANAGER, HALL),
        ("far", Role.OFFICER, "linkou"),
        ("auditor", Role.AUDITOR, HALL),
    ):
        account = Account(
            name=name, password="-", roles=frozenset({role}), hall=hall, created_at=NINE
        )
        database_office.run(lambda uow, account=account: uow.people.save_account(account))
    return database_office


def undone(office, text="系统不能受理外省材料", *, number=None, by=CHEN, **facts):
    opening = Opening(**({"kind": CaseKind.UNDONE, "why": Why.SYSTEM, "text": text} | facts))
    return office.do(cases.open_case, opening=opening, number=number, by=by)


def complaint(office, ticket, text="等了两个小时", kind=CaseKind.COMPLAINT, contact=None):
    facts = {"secret": ticket.secret, "kind": kind, "text": text, "contact": contact}
    return office.run(lambda uow: cases.open_mine(uow, **facts))


def do(office, verb, case, *, by=CHEN, seen=None, **facts):
    of = Of(hall=HALL, number=case.number, by=by, seen=seen)
    return office.run(lambda uow: getattr(cases, verb)(uow, of, **facts))


def settle(office, case, by=BOSS, outcome=Outcome.SOLVED):
    do(office, "answer", case, by=by, text="已为您补办", way=Way.PAGE)
    return do(office, "close", case, by=by, outcome=outcome, text=None)


def wanted(office, **facts):
    found = office.ask(lambda view: view.cases.wanted(Wanted(**facts)))
    return [each.number for each in found]


def test_a_case_goes_from_hand_to_hand_to_its_end_and_the_record_proves_every_word(office):
    ticket = office.take()
    case = undone(office, number=ticket.number, contact="555 0100")
    do(office, "note", case, text="已联系技术")
    do(office, "hand_on", case, owner="wang", text="请跟进")
    do(office, "change_due", case, by=WANG, due=date(2026, 12, 1), text="等外省回函")
    do(office, "answer", case, by=WANG, text="系统已升级，可以来办", way=Way.TELEPHONE)
    closed = do(office, "close", case, by=WANG, outcome=Outcome.SOLVED, text=None)
    acts = office.ask(lambda view: view.cases.acts(closed))

    assert (closed.number, closed.ticket_number, closed.state) == (
        "2026-0001", ticket.number, CaseState.CLOSED,
    )  # fmt: skip
    assert [(each.recorded.event.kind, each.text) for each in acts] == [
        ("case_opened", "系统不能受理外省材料"),
        ("case_noted", "已联系技术"),
        ("case_handed_on", "请跟进"),
        ("case_due_changed", "等外省回函"),
        ("case_answered", "系统已升级，可以来办"),
        ("case_closed", None),
    ]
    assert cases.answer_in(acts) == "系统已升级，可以来办"
    assert office.ask(lambda view: view.cases.contact(closed)) == "555 0100"
    assert office.verified()[0] == 0
    record = repr([(*row.values(),) for row in office.rows("event")])
    assert not any(word in record for word in ("外省", "技术", "升级", "0100"))


def test_numbers_run_by_the_year_and_without_a_gap(office):
    ticket = office.take()
    first, second = undone(office), complaint(office, ticket)
    with pytest.raises(NotFound):
        undone(office, owner="nobody")
    office.clock.pass_(40 * DAY_MIN)
    third = undone(office)

    numbers = [each.number for each in (first, second, third)]
    assert numbers == ["2026-0001", "2026-0002", "2027-0001"]


def test_the_day_of_the_answer_is_counted_in_working_days_by_kind(office):
    office.has(cases=CaseRules(days=dict.fromkeys(CaseKind, 2) | {CaseKind.COMPLAINT: 7}))
    opened = [undone(office), complaint(office, office.take())]

    assert [each.due for each in opened] == [date(2026, 11, 25), date(2026, 12, 2)]


def test_a_citizen_complains_and_suggests_a_few_times_with_one_ticket(office):
    ticket = office.take()
    for _ in range(cases.PER_TICKET):
        complaint(office, ticket, kind=CaseKind.SUGGESTION)

    with pytest.raises(CasesEnough):
        complaint(office, ticket)
    assert complaint(office, office.take()).opened_by == "citizen"


def test_a_bad_rating_becomes_a_case_in_the_transaction_that_keeps_it(office):
    ticket = office.take()
    office.sit()
    office.call()
    office.handle("start", ticket.number)
    office.handle("complete", ticket.number)

    said = {"grade": 1, "reasons": ("slow",), "comment": "没人理", "contact": "138"}
    office.run(lambda uow: citizen.rate(uow, secret=ticket.secret, **said))
    (kept,) = office.ask(lambda view: view.cases.of_ticket(ticket.id))

    assert (kept.kind, kept.owner, kept.due) == (CaseKind.RATING, None, date(2026, 11, 26))
    assert (kept.service, kept.counter, kept.officer) == ("A", 3, "chen")
    assert (kept.grade, kept.reasons) == (1, ("slow",))
    assert cases.left([kept]) == cases.PER_TICKET
    assert (kept.has_contact, office.ask(lambda view: view.cases.contact(kept))) == (True, "138")
    assert office.verified()[0] == 0


def test_every_complaint_is_answered_before_it_is_closed(office):
    case = complaint(office, office.take())
    with pytest.raises(AnswerNeeded):
        do(office, "close", case, by=BOSS, outcome=Outcome.WITHDRAWN, text=None)

    assert settle(office, case).state is CaseState.CLOSED
    reopened = do(office, "reopen", case, by=BOSS, text="群众不满意")
    assert (reopened.state, reopened.answered_at) == (CaseState.OPEN, None)
    assert office.verified()[0] == 0


def test_what_is_said_of_an_officer_is_not_for_the_other_officers(office):
    case = complaint(office, office.take())
    for by in (CHEN, WANG):
        with pytest.raises(NotFound):
            do(office, "note", case, by=by, text="看看")
    do(office, "hand_on", case, by=BOSS, owner="wang", text=None)

    do(office, "note", case, by=WANG, text="我来处理")
    with pytest.raises(NotFound):
        do(office, "note", case, by=CHEN, text="看看")
    assert wanted(office, seen_by="chen") == []
    assert wanted(office, seen_by="wang") == [case.number]


def test_who_has_handed_a_case_on_notes_and_does_no_more(office):
    case = undone(office)
    do(office, "hand_on", case, owner="wang", text=None)

    do(office, "note", case, text="补充")
    with pytest.raises(Forbidden):
        do(office, "answer", case, text="好了", way=Way.PAGE)


@pytest.mark.parametrize("owner", ["far", "auditor", "nobody"])
def test_a_case_is_handed_to_people_of_the_hall_alone(office, owner):
    case, before = undone(office), office.kinds()

    with pytest.raises(NotFound):
        do(office, "hand_on", case, owner=owner, text=None)
    assert office.kinds() == before


@pytest.mark.parametrize("due", [date(2026, 11, 22), date(2028, 1, 1)])
def test_an_answer_is_promised_neither_for_yesterday_nor_for_after_a_year(office, due):
    with pytest.raises(Invalid):
        do(office, "change_due", undone(office), due=due, text="延期")


def test_of_two_who_answer_at_once_one_looks_again(office):
    case = undone(office)
    writer, told = office.a_writer(), []

    def press(text):
        of = Of(hall=HALL, number=case.number, by=CHEN, seen=case.sequence)
        try:
            writer.run(lambda uow: cases.answer(uow, of, text=text, way=Way.PAGE), hall=HALL)
            told.append("answered")
        except ChangedMeanwhile:
            told.append("look again")

    people = [threading.Thread(target=press, args=(text,)) for text in ("可以办", "不能办")]
    for each in people:
        each.start()
    for each in people:
        each.join()

    assert sorted(told) == ["answered", "look again"]
    assert office.kinds().count("case_answered") == 1


def test_cases_are_found_by_what_they_are_and_by_what_was_said(office):
    first = undone(office, "外省材料 100%")
    ticket = office.take()
    second = complaint(office, ticket, "窗口没有人")
    office.clock.pass_(9 * DAY_MIN)
    third = undone(office, "System down", by=WANG)
    settle(office, third)
    today = office.ask(lambda view: view.day)

    assert wanted(office) == [third.number, second.number, first.number]
    assert wanted(office, states=UNSETTLED) == [first.number, second.number]
    assert wanted(office, overdue_on=today) == [first.number]
    assert wanted(office, kind=CaseKind.COMPLAINT) == [second.number]
    assert wanted(office, owner=NOBODY) == [second.number]
    assert wanted(office, owner="wang") == [third.number]
    assert wanted(office, words="system") == [third.number]
    assert wanted(office, words="补办") == [third.number]
    assert wanted(office, words="100%") == [first.number]
    assert wanted(office, words="%") == [first.number]
    assert wanted(office, words=ticket.number.lower()) == [second.number]
    assert wanted(office, words="2026-0001") == [first.number]
    tally = office.ask(lambda view: (view.cases.tally(today), view.cases.tally(today, NOBODY)))
    assert tally == (Tally(open=2, overdue=1), Tally(open=1, overdue=0))


def test_pages_of_a_list_follow_each_other_without_a_gap(office):
    numbers = [undone(office, due_in).number for due_in in "abcde"]
    for states, expected in ((None, numbers[::-1]), (UNSETTLED, numbers)):
        read, last = [], None
        while found := office.ask(
            lambda view, last=last, states=states: view.cases.wanted(
                Wanted(states=states, after=last, limit=2)
            )
        ):
            read += [each.number for each in found]
            last = found[-1]
        assert read == expected


def test_contact_and_texts_are_erased_when_their_time_is_over_and_the_record_stays_whole(office):
    open_one, closed = undone(office, contact="1"), undone(office, "很久以前", contact="2")
    settle(office, closed)

    def erased(days):
        office.clock.pass_(days * DAY_MIN)
        count = office.do(forgetting_cases.forget)
        case = office.ask(lambda view: view.cases.get(closed.number))
        texts = [each.text for each in office.ask(lambda view: view.cases.acts(case))]
        contact = office.ask(lambda view: view.cases.contact(case))
        assert office.verified()[0] == 0
        return count, case.state.value, contact, texts[0]

    assert erased(89) == (0, "closed", "2", "很久以前")
    assert erased(2) == (1, "closed", None, "很久以前")
    assert erased(1) == (0, "closed", None, "很久以前")
    assert erased(700) == (1, "erased", None, None)
    assert erased(1) == (0, "erased", None, None)
    assert office.ask(lambda view: view.cases.contact(open_one)) == "1"
    assert wanted(office, words="很久") == []


def test_the_report_counts_what_became_of_the_cases_of_some_days(office):
    late, soon = undone(office), undone(office)
    settle(office, soon, outcome=Outcome.PARTLY)
    complaint(office, office.take())
    office.clock.pass_(5 * DAY_MIN)
    settle(office, late)
    undone(office)
    office.clock.pass_(10 * DAY_MIN)

    found = office.ask(lambda view: view.cases.opened_between(NINE, NINE + timedelta(days=4)))
    zone, today = office.hall.zone, office.ask(lambda view: view.day)
    by_kind = {each.kind: each for each in case_figures(found, today=today, zone=zone)}
    of_undone, of_all = by_kind[CaseKind.UNDONE], by_kind[None]

    assert [each.opened for each in by_kind.values()] == [2, 1, 0, 0, 3]
    assert (of_undone.answered_in_time, of_undone.answered_late, of_undone.overdue) == (1, 1, 0)
    assert (of_all.overdue, of_undone.days_to_answer) == (1, 2.5)
    assert {name.value: n for name, n in of_all.outcomes.items() if n} == {
        "solved": 1,
        "partly": 1,
    }
    assert by_kind[CaseKind.COMPLAINT].days_to_answer is None
